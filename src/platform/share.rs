//! Handing an address or a text to others: the system's share sheet, the clipboard, the printer.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// What became of an attempt to share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// The system's sheet took it, or the reader closed the sheet.
    Sheet,
    /// There is no sheet, so it is in the clipboard.
    Copied,
    /// Neither is to be had: show it as text.
    Failed,
}

/// Shares an address by the system's sheet, or copies it where there is none.
pub async fn share(title: &str, url: &str) -> Shared {
    let data = web_sys::ShareData::new();
    data.set_title(title);
    data.set_url(url);
    sheet_or_copy(&data, url).await
}

/// Shares a text by the system's sheet, or copies it where there is none.
pub async fn share_text(title: &str, text: &str) -> Shared {
    let data = web_sys::ShareData::new();
    data.set_title(title);
    data.set_text(text);
    sheet_or_copy(&data, text).await
}

async fn sheet_or_copy(data: &web_sys::ShareData, text: &str) -> Shared {
    if has_sheet() {
        let Some(window) = web_sys::window() else {
            return Shared::Failed;
        };
        match JsFuture::from(window.navigator().share_with_data(data)).await {
            Ok(_) => return Shared::Sheet,
            Err(e) if is_abort(&e) => return Shared::Sheet,
            Err(_) => {}
        }
    }
    if copy(text).await {
        Shared::Copied
    } else {
        Shared::Failed
    }
}

/// Puts a text into the clipboard; false where the browser refuses.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let navigator = window.navigator();
    // Only secure pages have a clipboard; elsewhere the property is missing and a call would throw.
    if !has(&navigator, "clipboard") {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text))
        .await
        .is_ok()
}

/// Opens the print dialogue.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // A browser that cannot print says so itself.
        let _ = window.print();
    }
}

fn has_sheet() -> bool {
    web_sys::window().is_some_and(|w| has(&w.navigator(), "share"))
}

fn is_abort(error: &JsValue) -> bool {
    let name = js_sys::Reflect::get(error, &"name".into());
    name.is_ok_and(|n| n.as_string().as_deref() == Some("AbortError"))
}

fn has(target: &JsValue, property: &str) -> bool {
    js_sys::Reflect::get(target, &property.into()).is_ok_and(|p| !p.is_undefined())
}
