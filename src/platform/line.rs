//! What kind of line the device is on, as far as the browser tells: many do not.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// The line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The browser does not say.
    Untold,
    /// Wi-Fi or a cable.
    Free,
    /// One that is paid by use, or on which the reader saves.
    Metered,
}

/// The line now.
pub fn now() -> Line {
    let connection = web_sys::window().map(|w| w.navigator());
    let connection = connection.and_then(|n| Reflect::get(&n, &"connection".into()).ok());
    let Some(connection) = connection.filter(JsValue::is_object) else {
        return Line::Untold;
    };
    let get = |name: &str| Reflect::get(&connection, &name.into()).ok();
    if get("saveData").is_some_and(|saves| saves.is_truthy()) {
        return Line::Metered;
    }
    // A desktop browser may know the speed and not the kind.
    match get("type").and_then(|kind| kind.as_string()).as_deref() {
        Some("wifi" | "ethernet" | "wimax") => Line::Free,
        Some("cellular" | "bluetooth") => Line::Metered,
        _ => Line::Untold,
    }
}
