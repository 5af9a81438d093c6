//! Handing an address or a text to others: the system's share sheet, the clipboard, the printer.

use crate::platform::canvas::ImageFile;
use crate::platform::clock;
use js_sys::{Array, Function, Reflect};
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
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

/// Shares an address by the system's sheet, with a text that may be empty; where there is no
/// sheet, copies both, as one text.
pub async fn share(title: &str, text: &str, url: &str) -> Shared {
    let data = web_sys::ShareData::new();
    data.set_title(title);
    data.set_url(url);
    if text.is_empty() {
        return sheet_or_copy(&data, url).await;
    }
    data.set_text(text);
    sheet_or_copy(&data, &format!("{text}\n{url}")).await
}

/// Whether the system's sheet takes a picture.
pub fn takes(image: &ImageFile) -> bool {
    let Some(navigator) = web_sys::window().map(|w| w.navigator()) else {
        return false;
    };
    let asked = Reflect::get(&navigator, &"canShare".into())
        .and_then(JsCast::dyn_into::<Function>)
        .and_then(|ask| ask.call1(&navigator, &with_image(image)));
    has_sheet() && asked.is_ok_and(|answer| answer.is_truthy())
}

/// Shares a picture by the system's sheet; false where that failed.
pub async fn share_image(image: &ImageFile) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let data = with_image(image);
    match JsFuture::from(window.navigator().share_with_data(&data)).await {
        Ok(_) => true,
        Err(e) => is_abort(&e),
    }
}

/// A picture alone: with a text beside it several messengers take the text and drop the picture.
fn with_image(image: &ImageFile) -> web_sys::ShareData {
    let data = web_sys::ShareData::new();
    let files = Array::of1(&image.0);
    // Setting a property of a fresh object never fails.
    let _ = Reflect::set(&data, &"files".into(), &files);
    data
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

/// Opens the print dialogue, once what shows on paper alone is drawn: a browser that prints at a
/// script's word leaves no time for that, so it is announced first.
pub fn print() {
    let Some(window) = web_sys::window() else {
        return;
    };
    if let Ok(event) = web_sys::Event::new("beforeprint") {
        // Fails only for an event that is on its way already.
        let _ = window.dispatch_event(&event);
    }
    spawn_local(async move {
        clock::sleep(0).await;
        // A browser that cannot print says so itself.
        let _ = window.print();
    });
}

/// Whether the page is being printed, as long as the calling place is there.
pub fn use_printing() -> ReadSignal<bool> {
    let (read, write) = signal(false);
    for (event, printing) in [("beforeprint", true), ("afterprint", false)] {
        let handle = window_event_listener_untyped(event, move |_| {
            let _ = write.try_set(printing);
        });
        on_cleanup(move || handle.remove());
    }
    read
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
