//! What a widget in a frame of this page says of itself: how tall it is. Nothing else is heard.

use js_sys::Reflect;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// The least and the most that a widget may take, in CSS pixels: as `gongkai-notices.js` has it.
const LEAST: f64 = 120.0;
const MOST: f64 = 4000.0;

/// Calls back with the height of the widget in the frame of that id, in CSS pixels, each time that it
/// says one; as long as the calling place is there.
pub fn on_height(id: &'static str, call: impl Fn(u32) + 'static) {
    let handle = window_event_listener(leptos::ev::message, move |event| {
        let source = event.source().map(JsValue::from);
        let frame = document().get_element_by_id(id);
        let window = frame.and_then(|frame| Reflect::get(&frame, &"contentWindow".into()).ok());
        if source.is_none() || source != window {
            return;
        }
        let data = event.data();
        let number = |name: &str| Reflect::get(&data, &name.into()).ok()?.as_f64();
        if number("gongkai") != Some(1.0) {
            return;
        }
        if let Some(height) = number("height").filter(|height| height.is_finite()) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "held between two small numbers"
            )]
            call(height.clamp(LEAST, MOST).ceil() as u32);
        }
    });
    on_cleanup(move || handle.remove());
}
