//! Where the keyboard and the screen reader are.

use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

/// Moves the focus to the element of an id without scrolling; false where there is none.
pub fn move_to(id: &str) -> bool {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    find(id).is_some_and(|e| e.focus_with_options(&options).is_ok())
}

/// Moves the focus to the element of an id and brings it into view.
pub fn go_to(id: &str) -> bool {
    find(id).is_some_and(|e| {
        e.scroll_into_view();
        e.focus().is_ok()
    })
}

fn find(id: &str) -> Option<HtmlElement> {
    let element = web_sys::window()?.document()?.get_element_by_id(id)?;
    element.dyn_into().ok()
}
