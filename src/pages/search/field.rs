//! The field: hits come while typing.

use super::use_finder;
use crate::components::{Glyph, Icon};
use crate::locales::use_words;
use leptos::ev;
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// The search field of 查询.
#[component]
pub fn Field() -> impl IntoView {
    let class = style_sheet!("./src/pages/search/field.css");
    let words = use_words();
    let finder = use_finder();
    let input = NodeRef::<leptos::html::Input>::new();
    // While an input method composes, the field holds half-typed sounds, not words.
    let composing = StoredValue::new(false);
    let take = move || {
        if let Some(input) = input.get_untracked() {
            finder.type_text(input.value());
        }
    };
    let clear = move || {
        let empty = finder.search().text.is_empty();
        (!empty).then(|| {
            view! { class = class,
                <button
                    type="button"
                    class="clear"
                    aria-label=words.clear_text
                    on:click=move |_| {
                        finder.type_text(String::new());
                        if let Some(input) = input.get_untracked() {
                            // An element that cannot take the focus loses nothing.
                            let _ = input.focus();
                        }
                    }
                >
                    <Glyph icon=Icon::Cross />
                </button>
            }
        })
    };
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        // Puts the keyboard of a phone away, so that the hits can be seen.
        if let Some(input) = input.get_untracked() {
            let _ = input.blur();
        }
    };
    view! { class = class,
        <form class="field" role="search" on:submit=on_submit>
            <Glyph icon=Icon::Search />
            <input
                class="input"
                type="search"
                enterkeyhint="search"
                autocomplete="off"
                spellcheck="false"
                aria-label=words.search_label
                placeholder=words.search_hint
                node_ref=input
                prop:value=move || finder.search().text
                on:compositionstart=move |_| composing.set_value(true)
                on:compositionend=move |_| {
                    composing.set_value(false);
                    take();
                }
                on:input=move |_| {
                    if !composing.get_value() {
                        take();
                    }
                }
            />
            {clear}
        </form>
    }
}
