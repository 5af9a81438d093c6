//! The fragment of the address, and where the reader had scrolled to.

use crate::platform::page;
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::JsValue;

/// The fragment without its `#`, as text. No server ever sees it (rule 7).
pub fn fragment() -> String {
    let hash = web_sys::window().and_then(|w| w.location().hash().ok());
    hash.unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Changes the fragment of this history entry: for typing.
pub fn replace_fragment(fragment: &str) {
    if let (Some(history), url) = (history(), with_fragment(fragment)) {
        let state = history.state().unwrap_or(JsValue::NULL);
        // Browsers refuse after some hundred calls in a few seconds; the next one will do.
        let _ = history.replace_state_with_url(&state, "", Some(&url));
    }
}

/// Changes the address of this history entry.
pub fn replace(href: &str) {
    if let Some(history) = history() {
        // Refused only for another origin.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(href));
    }
}

/// Adds a history entry with another fragment: for tapping.
pub fn push_fragment(fragment: &str) {
    if let (Some(history), url) = (history(), with_fragment(fragment)) {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&url));
    }
}

/// The fragment as a signal that follows back, forward and edits of the address bar, but not
/// [`replace_fragment`] and [`push_fragment`], whose callers know what they wrote.
///
/// Call it where the signal is to live: it goes with that place.
pub fn use_fragment() -> ReadSignal<String> {
    let (read, write) = signal(fragment());
    for event in ["popstate", "hashchange"] {
        let handle = window_event_listener_untyped(event, move |_| {
            // The place may be gone by the time the event arrives.
            let _ = write.try_set(fragment());
        });
        on_cleanup(move || handle.remove());
    }
    read
}

/// How far the page is scrolled, in CSS pixels.
pub fn scroll() -> f64 {
    web_sys::window()
        .and_then(|w| w.scroll_y().ok())
        .unwrap_or_default()
}

/// Scrolls the page at once, without animation.
pub fn scroll_to(y: f64) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, y);
    }
}

/// Goes back one entry.
pub fn back() {
    if let Some(history) = history() {
        let _ = history.back();
    }
}

thread_local! {
    /// Whether the reader has moved within this app since it was loaded.
    static MOVED: Cell<bool> = const { Cell::new(false) };
}

thread_local! {
    /// Whether the last move was back or forward.
    static BACK: Cell<bool> = const { Cell::new(false) };
}

/// Notes from now on whether the reader goes back or forward, as long as the calling place is
/// there.
pub fn watch_back() {
    let handle = window_event_listener_untyped("popstate", |_| BACK.set(true));
    on_cleanup(move || handle.remove());
}

/// Whether the reader came here by going back or forward. Asked once a move.
pub fn take_back() -> bool {
    BACK.replace(false)
}

/// Notes that the reader went from one page of this app to another.
pub fn moved() {
    MOVED.set(true);
}

/// Whether the reader came to this page from another one of this app: what else lies behind it
/// may be another site.
pub fn can_go_back() -> bool {
    MOVED.get()
}

/// The whole address of this page, to share.
pub fn address() -> String {
    let href = web_sys::window().and_then(|w| w.location().href().ok());
    href.unwrap_or_else(page::public_base)
}

fn with_fragment(fragment: &str) -> String {
    let location = web_sys::window().map(|w| w.location());
    let path = location
        .as_ref()
        .and_then(|l| l.pathname().ok())
        .unwrap_or_default();
    let query = location.and_then(|l| l.search().ok()).unwrap_or_default();
    if fragment.is_empty() {
        path + &query
    } else {
        format!("{path}{query}#{fragment}")
    }
}

fn history() -> Option<web_sys::History> {
    web_sys::window()?.history().ok()
}
