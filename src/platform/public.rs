//! What a public screen needs of the browser: the whole screen, every touch, and no way out.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Element, Event, EventTarget, KeyboardEvent};

/// What is called for each event.
type Call = Closure<dyn Fn(Event)>;

/// Event listeners of the page; they end when this is dropped.
#[derive(Debug, Default)]
pub struct Listening(Vec<(EventTarget, &'static str, Call)>);

impl Listening {
    /// Before anything on the page hears of the event.
    fn first(&mut self, event: &'static str, call: impl Fn(Event) + 'static) {
        let Some(window) = web_sys::window() else {
            return;
        };
        let call = Call::new(call);
        let options = AddEventListenerOptions::new();
        options.set_capture(true);
        options.set_passive(false);
        let function = call.as_ref().unchecked_ref();
        // Fails only for a listener that is no function.
        let _ = window.add_event_listener_with_callback_and_add_event_listener_options(
            event, function, &options,
        );
        self.0.push((window.into(), event, call));
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        for (target, event, call) in &self.0 {
            let function = call.as_ref().unchecked_ref();
            let _ = target.remove_event_listener_with_callback_and_bool(event, function, true);
        }
    }
}

/// Calls back whenever somebody touches, turns or types anything.
pub fn on_touch(call: impl Fn() + Clone + 'static) -> Listening {
    let mut listening = Listening::default();
    for event in [
        "pointerdown",
        "touchstart",
        "wheel",
        "keydown",
        "afterprint",
    ] {
        let call = call.clone();
        listening.first(event, move |_| call());
    }
    listening
}

/// A link that was tapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tapped {
    /// Its whole address.
    pub href: String,
    /// What it says.
    pub text: String,
}

/// Lets no link work, nor the menu of the browser that could open one; calls back with each that
/// was tapped instead.
pub fn hold_links(call: impl Fn(Tapped) + 'static) -> Listening {
    let mut listening = Listening::default();
    let tapped = move |event: Event| {
        let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        let Some(link) = target.and_then(|t| t.closest("a[href]").ok().flatten()) else {
            return;
        };
        event.prevent_default();
        event.stop_propagation();
        let href = Reflect::get(&link, &"href".into()).ok();
        let href = href.and_then(|href| href.as_string()).unwrap_or_default();
        // Its own words, less what the app adds for those who hear them.
        let words = link.query_selector("[lang]").ok().flatten();
        let text = words.unwrap_or(link).text_content().unwrap_or_default();
        call(Tapped { href, text });
    };
    listening.first("click", tapped);
    for event in ["auxclick", "contextmenu", "dragstart"] {
        listening.first(event, |event| event.prevent_default());
    }
    listening
}

/// Moves the focus to the field of an id when somebody types, wherever it is: what a scanner
/// types then lands there, from its first character on.
pub fn type_into(id: &'static str) -> Listening {
    let mut listening = Listening::default();
    listening.first("keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        // A space belongs to the button that has the focus.
        let types = key.key().chars().count() == 1 && key.key() != " ";
        if types && !(key.ctrl_key() || key.alt_key() || key.meta_key()) {
            super::focus::move_to(id);
        }
    });
    listening
}

/// Whether the page could fill the screen and does not yet.
pub fn can_fill() -> bool {
    let document = web_sys::window().and_then(|w| w.document());
    document.is_some_and(|d| {
        let offered = Reflect::get(&d, &"fullscreenEnabled".into());
        let filled = Reflect::get(&d, &"fullscreenElement".into());
        offered.is_ok_and(|o| o.is_truthy()) && filled.is_ok_and(|f| f.is_falsy())
    })
}

/// Fills the screen, or leaves it as it is where the browser refuses.
pub fn fill() {
    let root = web_sys::window().and_then(|w| w.document()?.document_element());
    let Some(root) = root else { return };
    // By name: an old browser has no such method, and a call of it would throw.
    let ask = Reflect::get(&root, &"requestFullscreen".into());
    if let Ok(ask) = ask.and_then(JsCast::dyn_into::<Function>)
        && let Ok(promise) = ask.call0(&root)
        && let Ok(promise) = promise.dyn_into::<js_sys::Promise>()
    {
        leptos::task::spawn_local(async move {
            // Refused: nothing is lost.
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
    }
}

/// Calls back when the page fills the screen, or no longer does.
pub fn on_fill(call: impl Fn() + 'static) -> Listening {
    let mut listening = Listening::default();
    listening.first("fullscreenchange", move |_| call());
    listening
}
