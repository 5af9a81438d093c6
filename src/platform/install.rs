//! The browser's own offer to install the app. It comes once and early, so `boot.js` keeps it until
//! somebody wants it.

use crate::platform::notify;
use js_sys::{Function, Promise, Reflect};
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// Where `boot.js` keeps the offer.
const OFFER: &str = "gongkaiInstall";
/// Milliseconds that a reader may take to answer the browser's question.
const PATIENCE: i32 = 120_000;

/// Whether the browser offers to install the app, as long as the calling place is there: some do
/// so only once the reader has stayed for a while.
pub fn use_offered() -> ReadSignal<bool> {
    let (read, write) = signal(offer().is_some());
    // `boot.js` listens too, and first.
    let handle = window_event_listener_untyped("beforeinstallprompt", move |_| {
        let _ = write.try_set(true);
    });
    on_cleanup(move || handle.remove());
    read
}

/// Calls back when the browser has installed the app, as long as the calling place is there.
pub fn on_installed(call: impl Fn() + 'static) {
    let handle = window_event_listener_untyped("appinstalled", move |_| call());
    on_cleanup(move || handle.remove());
}

/// Lets the browser ask the reader; whether they agreed. An offer is good for one question.
pub async fn ask() -> bool {
    let Some(offer) = offer() else { return false };
    // A property of the window can be set.
    let _ = Reflect::set(&js_sys::global(), &OFFER.into(), &JsValue::NULL);
    let asked = method(&offer, "prompt").and_then(|prompt| prompt.call0(&offer).ok());
    if asked.is_none() {
        return false;
    }
    let Ok(choice) = Reflect::get(&offer, &"userChoice".into()) else {
        return false;
    };
    let answer = notify::within(Promise::resolve(&choice), PATIENCE).await;
    let outcome = answer
        .and_then(Result::ok)
        .and_then(|answer| Reflect::get(&answer, &"outcome".into()).ok());
    outcome.and_then(|o| o.as_string()).as_deref() == Some("accepted")
}

fn offer() -> Option<JsValue> {
    let offer = Reflect::get(&js_sys::global(), &OFFER.into()).ok()?;
    offer.is_object().then_some(offer)
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}
