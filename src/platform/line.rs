//! What kind of line the device is on, as far as the browser tells: many do not.

use crate::platform::page;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};

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
    let Some(connection) = connection() else {
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

/// Calls back when the line is another one, as long as the page lives. Browsers also tell of speeds
/// by it, which change all the time.
pub fn on_change(call: impl Fn() + 'static) {
    if let Some(connection) = connection() {
        page::listen(connection.unchecked_ref(), "change", call);
    }
}

fn connection() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let connection = Reflect::get(&navigator, &"connection".into()).ok();
    connection.filter(JsValue::is_object)
}
