//! What this device and browser can do, for the page that says so. Looks, and registers nothing
//! but the check that a browser may run by itself, which stays on the device.

use crate::platform::notify;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;

/// Milliseconds that a browser may take to answer about itself.
const PATIENCE: i32 = 3_000;
/// The name of the check that a browser runs by itself. The same in `sw.js`.
const CHECK: &str = "check";
/// Between two such checks at least, in milliseconds: half a day.
const CHECK_EVERY: f64 = 43_200_000.0;

/// How far the browser checks by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Periodic {
    /// The browser has no such thing.
    Absent,
    /// The app's worker does not run yet.
    NoWorker,
    /// The browser does not let this app.
    Refused,
    /// It will, whenever it sees fit.
    Registered,
}

/// Whether this runs as an app of its own and not in a browser's tab.
pub fn is_installed() -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let modes = "(display-mode: standalone), (display-mode: fullscreen), \
        (display-mode: minimal-ui), (display-mode: window-controls-overlay)";
    let matches = window.match_media(modes).ok().flatten();
    // Older iPhones know only this.
    let own = Reflect::get(&window.navigator(), &"standalone".into());
    matches.is_some_and(|m| m.matches()) || own.is_ok_and(|own| own.is_truthy())
}

/// Whether the reader asked for less motion.
pub fn wants_less_motion() -> bool {
    let query = "(prefers-reduced-motion: reduce)";
    let found = web_sys::window().and_then(|w| w.match_media(query).ok().flatten());
    found.is_some_and(|m| m.matches())
}

/// Whether the app's icon can carry a number.
pub fn has_badge() -> bool {
    web_sys::window().is_some_and(|w| has(&w.navigator(), "setAppBadge"))
}

/// Whether the app's worker runs, without which it can neither notify nor be woken.
pub async fn has_worker() -> bool {
    notify::registration()
        .await
        .is_some_and(|r| r.active().is_some())
}

/// Asks the browser to check by itself now and then.
pub async fn register_periodic() -> Periodic {
    let global = js_sys::global();
    let known = Reflect::get(&global, &"ServiceWorkerRegistration".into());
    let known = known.and_then(|class| Reflect::get(&class, &"prototype".into()));
    if !known.is_ok_and(|prototype| has(&prototype, "periodicSync")) {
        return Periodic::Absent;
    }
    let Some(registration) = notify::registration().await else {
        return Periodic::NoWorker;
    };
    if registration.active().is_none() {
        return Periodic::NoWorker;
    }
    let options = Object::new();
    let every = JsValue::from_f64(CHECK_EVERY);
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(&options, &"minInterval".into(), &every);
    let manager = Reflect::get(&registration, &"periodicSync".into());
    let done = manager.ok().and_then(|manager| {
        let register = method(&manager, "register")?;
        register.call2(&manager, &CHECK.into(), &options).ok()
    });
    let Some(done) = done else {
        return Periodic::Refused;
    };
    match notify::within(Promise::resolve(&done), PATIENCE).await {
        Some(Ok(_)) => Periodic::Registered,
        _ => Periodic::Refused,
    }
}

/// Whether the device promises to keep what is stored; `None` where it does not say.
pub async fn is_kept() -> Option<bool> {
    let navigator = web_sys::window()?.navigator();
    let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
    let asked = method(&storage, "persisted")?.call0(&storage).ok()?;
    let answer = notify::within(Promise::resolve(&asked), PATIENCE).await?;
    answer.ok()?.as_bool()
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

fn has(target: &JsValue, property: &str) -> bool {
    target.is_object() && Reflect::has(target, &property.into()).unwrap_or(false)
}
