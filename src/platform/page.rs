//! The page around the app: its base address, its root element, its life.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element};

/// The path under which the app is served, with a slash at both ends. `boot.js` knows it from its
/// own address; a `<base>` is forbidden by the content policy.
pub fn base() -> String {
    root()
        .and_then(|r| r.get_attribute("data-base"))
        .filter(|b| b.starts_with('/') && b.ends_with('/'))
        .unwrap_or_else(|| "/".into())
}

/// The address of something that lies under the base.
pub fn under_base(relative: &str) -> String {
    base() + relative
}

/// The path of the address.
pub fn path() -> String {
    let path = web_sys::window().and_then(|w| w.location().pathname().ok());
    path.unwrap_or_default()
}

/// The origin and base, for links that leave the app: `https://example.org/gongkai/`.
pub fn public_base() -> String {
    let origin = web_sys::window().and_then(|w| w.location().origin().ok());
    origin.unwrap_or_default() + &base()
}

/// Sets an attribute of `<html>`, which style sheets and screen readers go by.
pub fn set_root(name: &str, value: &str) {
    if let Some(root) = root() {
        // Fails only for a malformed name, and all names here are literals.
        let _ = root.set_attribute(name, value);
    }
}

/// An attribute of `<html>`.
pub fn root_attribute(name: &str) -> Option<String> {
    root()?.get_attribute(name)
}

/// Sets the title that the browser shows.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// The reader's languages by preference: `zh-CN`, `en`.
pub fn languages() -> Vec<String> {
    let list = web_sys::window().map(|w| w.navigator().languages());
    list.iter()
        .flat_map(js_sys::Array::iter)
        .filter_map(|l| l.as_string())
        .collect()
}

/// Whether the browser believes that it has a network. `true` may still be wrong.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|w| w.navigator().on_line())
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // A browser that refuses leaves everything as it was.
        let _ = window.location().reload();
    }
}

/// Whether the page can be seen now.
pub fn is_visible() -> bool {
    document().is_none_or(|d| d.visibility_state() == web_sys::VisibilityState::Visible)
}

/// What happens to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// It came back to the foreground.
    Shown,
    /// It went to the background; it may never come back.
    Hidden,
    /// The network came back.
    Online,
    /// The network went.
    Offline,
}

/// Calls back at every [`Moment`], as long as the page lives.
pub fn on_moment(call: impl Fn(Moment) + Clone + 'static) {
    let (Some(window), Some(document)) = (web_sys::window(), document()) else {
        return;
    };
    let seen = {
        let call = call.clone();
        move || {
            call(if is_visible() {
                Moment::Shown
            } else {
                Moment::Hidden
            });
        }
    };
    listen(&document, "visibilitychange", seen);
    let online = call.clone();
    listen(&window, "online", move || online(Moment::Online));
    listen(&window, "offline", move || call(Moment::Offline));
}

/// Calls back every so many milliseconds, as long as the page lives.
pub fn every(ms: i32, call: impl Fn() + 'static) {
    let call = Closure::<dyn Fn()>::new(call);
    if let Some(window) = web_sys::window() {
        let function = call.as_ref().unchecked_ref();
        // Without timers the other moments remain.
        let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(function, ms);
    }
    call.forget();
}

/// Says that the app can draw what the page showed before it was there: `boot.js` exchanges them.
pub fn drawn() {
    set_root("data-drawn", "");
}

/// Says that another page is shown than the one that was loaded: what `index.html` says about
/// itself holds no longer.
pub fn moved() {
    set_root("data-moved", "");
    drawn();
}

/// Listens for an event as long as the page lives.
pub(crate) fn listen(target: &web_sys::EventTarget, event: &str, call: impl Fn() + 'static) {
    let call = Closure::<dyn Fn()>::new(call);
    // Fails only for a listener that is no function.
    let _ = target.add_event_listener_with_callback(event, call.as_ref().unchecked_ref());
    call.forget();
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn root() -> Option<Element> {
    document()?.document_element()
}
