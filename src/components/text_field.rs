//! A field that is read while it is typed into, and the count of what it finds.

use super::{Glyph, Icon};
use crate::locales::use_words;
use leptos::ev;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use std::time::Duration;
use stylers_macro::style_sheet;

/// A search field.
#[component]
pub fn TextField(
    /// Its name, for screen readers.
    label: &'static str,
    /// What it shows while it is empty.
    hint: &'static str,
    /// What it holds.
    #[prop(into)]
    text: Signal<String>,
    /// Takes what is typed.
    write: Callback<String>,
) -> impl IntoView {
    let class = style_sheet!("./src/components/text_field.css");
    let words = use_words();
    let input = NodeRef::<leptos::html::Input>::new();
    // While an input method composes, the field holds half-typed sounds, not words.
    let composing = StoredValue::new(false);
    let take = move || {
        if let Some(input) = input.get_untracked() {
            write.run(input.value());
        }
    };
    let filled = Memo::new(move |_| text.with(|t| !t.is_empty()));
    let clear = move || {
        filled.get().then(|| {
            view! { class = class,
                <button
                    type="button"
                    class="clear"
                    aria-label=words.clear_text
                    on:click=move |_| {
                        write.run(String::new());
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
        // Puts the keyboard of a phone away, so that what was found can be seen.
        if let Some(input) = input.get_untracked() {
            let _ = input.blur();
        }
    };
    view! { class = class,
        <form class="field chrome" role="search" aria-label=label on:submit=on_submit>
            <Glyph icon=Icon::Search />
            <input
                class="input"
                type="search"
                enterkeyhint="search"
                autocomplete="off"
                spellcheck="false"
                aria-label=label
                placeholder=hint
                node_ref=input
                prop:value=text
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

/// A count, shown at once and said aloud once typing has paused.
#[component]
pub fn Found(
    /// In words; empty for nothing.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let mut say = debounce(Duration::from_millis(800), move |text: String| {
        // The page may be gone by then.
        let _ = said.try_set(text);
    });
    // Writes a signal, because only a pause in typing makes the count worth hearing.
    Effect::new(move |_| say(text.get()));
    let shown = move || {
        let text = text.get();
        (!text.is_empty()).then(|| view! { <p><b>{text}</b></p> })
    };
    view! {
        {shown}
        <p class="hidden-text" role="status">{said}</p>
    }
}
