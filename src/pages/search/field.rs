//! The field: hits come while typing.

use super::use_finder;
use crate::components::text_field::TextField;
use crate::locales::use_words;
use leptos::prelude::*;

/// The search field of 查询.
#[component]
pub fn Field() -> impl IntoView {
    let words = use_words();
    let finder = use_finder();
    let text = Signal::derive(move || finder.search().text);
    let write = Callback::new(move |text| finder.type_text(text));
    view! { <TextField label=words.search_label hint=words.search_hint text write /> }
}
