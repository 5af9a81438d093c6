//! One of a few: radio buttons drawn as a row of buttons.

use crate::locales::use_words;
use crate::state::{TextStep, use_settings};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// A choice among a few named values.
#[component]
pub fn Choice(
    /// What is chosen here.
    label: &'static str,
    /// The group's name in the document.
    name: &'static str,
    /// The names of the values.
    options: Vec<&'static str>,
    /// Which is chosen.
    #[prop(into)]
    chosen: Signal<usize>,
    /// Chooses one.
    choose: Callback<usize>,
) -> impl IntoView {
    let class = style_sheet!("./src/components/choice.css");
    let option = move |(at, text): (usize, &'static str)| {
        view! { class = class,
            <label class="option" data-chosen=move || (chosen.get() == at).to_string()>
                <input
                    class="radio"
                    type="radio"
                    name=name
                    id=option_id(name, at)
                    prop:checked=move || chosen.get() == at
                    on:change=move |_| choose.run(at)
                />
                <span class="face">{text}</span>
            </label>
        }
    };
    let options = options.into_iter().enumerate().map(option).collect_view();
    view! { class = class,
        <fieldset class="choice">
            <legend class="legend">{label}</legend>
            <div class="options">{options}</div>
        </fieldset>
    }
}

/// The id of an option, for the focus to find it again.
pub fn option_id(name: &str, at: usize) -> String {
    format!("{name}-{at}")
}

/// The three text steps (长辈版), on the first page and in the settings.
#[component]
pub fn TextSize() -> impl IntoView {
    let words = use_words();
    let settings = use_settings();
    let at = move || {
        let text = settings.text();
        TextStep::ALL.iter().position(|t| *t == text).unwrap_or(0)
    };
    let choose = move |at: usize| {
        if let Some(text) = TextStep::ALL.get(at) {
            settings.set_text(*text);
        }
    };
    view! {
        <Choice
            label=words.text_size
            name="text"
            options=words.text_steps.to_vec()
            chosen=Signal::derive(at)
            choose=Callback::new(choose)
        />
        <p class="soft small">{words.text_elder}</p>
    }
}
