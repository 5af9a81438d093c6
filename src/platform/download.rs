//! Hands a text to the reader as a file.

use crate::platform::canvas::ImageFile;
use crate::platform::clock;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

/// Milliseconds that a browser has to begin: WebKit and Firefox read the file only after the tap.
const TO_BEGIN: i32 = 60_000;

/// Saves a text under a name, as the browser saves files. A browser that cannot says so itself.
pub fn save(name: &str, kind: &str, text: &str) {
    // Nothing more to be said to the reader where it fails.
    let _ = try_save(name, kind, text);
}

/// Saves a picture under its name.
pub fn save_image(image: &ImageFile) {
    let _ = offer(&image.0.name(), &image.0);
}

fn try_save(name: &str, kind: &str, text: &str) -> Option<()> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    offer(name, &blob)
}

fn offer(name: &str, blob: &web_sys::Blob) -> Option<()> {
    let url = web_sys::Url::create_object_url_with_blob(blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: web_sys::HtmlElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_attribute("href", &url).ok()?;
    link.set_attribute("download", name).ok()?;
    link.click();
    spawn_local(async move {
        clock::sleep(TO_BEGIN).await;
        // An address that is gone needs no taking back.
        let _ = web_sys::Url::revoke_object_url(&url);
    });
    Some(())
}
