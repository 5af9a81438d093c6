//! One of many, by the browser's own list.

use leptos::prelude::*;
use stylers_macro::style_sheet;

/// A list of values with their names.
#[component]
pub fn Select(
    /// What is chosen here.
    label: &'static str,
    /// Values and names.
    options: Signal<Vec<(String, String)>>,
    /// The chosen value.
    chosen: Signal<String>,
    /// Chooses one.
    choose: Callback<String>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/embed/embed.css");
    let list = move || {
        let chosen = chosen.get();
        let option = |(value, name): (String, String)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{name}</option> }
        };
        options.get().into_iter().map(option).collect_view()
    };
    view! { class = class,
        <label class="label">
            <span class="name">{label}</span>
            <select
                class="select"
                on:change=move |event| choose.run(event_target_value(&event))
            >
                {list}
            </select>
        </label>
    }
}
