//! What stands in the fields of a page, carried over a reload of it: nobody loses what they typed to
//! a new version of the app. Only fields with an id, and never a file.

use crate::platform::{clock, session};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, EventInit, HtmlInputElement};

/// Its name between two loads.
const KEPT: &str = "gongkai.fields";
/// Fields that a page draws late are looked for so often, every [`PAUSE`] milliseconds.
const TRIES: u32 = 50;
const PAUSE: i32 = 200;

/// A field: its id, its text, and whether it is ticked.
type Field = (String, String, bool);

/// Notes what stands in the fields now.
pub fn keep() {
    let fields: Vec<Field> = fields()
        .filter_map(|field| {
            let input: &HtmlInputElement = field.unchecked_ref();
            let text = input.value();
            let ticked = is_ticked(input);
            (!field.id().is_empty() && (!text.is_empty() || ticked))
                .then(|| (field.id(), text, ticked))
        })
        .collect();
    if let Ok(text) = serde_json::to_string(&fields) {
        session::put(KEPT, &text);
    }
}

/// Puts it back as the fields appear, as if it had been typed.
pub async fn give_back() {
    let kept = session::take(KEPT);
    let kept = kept.and_then(|text| serde_json::from_slice::<Vec<Field>>(text.as_bytes()).ok());
    let mut waiting = kept.unwrap_or_default();
    for _ in 0..TRIES {
        if waiting.is_empty() {
            return;
        }
        waiting.retain(|field| !fill(field));
        clock::sleep(PAUSE).await;
    }
}

fn fill((id, text, ticked): &Field) -> bool {
    let Some(field) = fields().find(|field| field.id() == *id) else {
        return false;
    };
    // A text area answers to the same names.
    let input: &HtmlInputElement = field.unchecked_ref();
    if input.type_() == "checkbox" || input.type_() == "radio" {
        if is_ticked(input) != *ticked {
            input.click();
        }
    } else if input.value() != *text {
        input.set_value(text);
        let bubbles = EventInit::new();
        bubbles.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &bubbles) {
            // A listener that fails is not ours to mend.
            let _ = input.dispatch_event(&event);
        }
    }
    true
}

fn is_ticked(input: &HtmlInputElement) -> bool {
    matches!(input.type_().as_str(), "checkbox" | "radio") && input.checked()
}

fn fields() -> impl Iterator<Item = Element> {
    let document = web_sys::window().and_then(|w| w.document());
    let found = document.map(|d| {
        let list = d.get_elements_by_tag_name("input");
        let areas = d.get_elements_by_tag_name("textarea");
        (0..list.length())
            .filter_map(|at| list.item(at))
            .chain((0..areas.length()).filter_map(|at| areas.item(at)))
            .filter(|field| field.get_attribute("type").as_deref() != Some("file"))
            .collect::<Vec<Element>>()
    });
    found.unwrap_or_default().into_iter()
}
