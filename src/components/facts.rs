//! Named values, one under the other or side by side where there is room.

use leptos::prelude::*;
use stylers_macro::style_sheet;

/// A named value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// The value as text.
    pub value: String,
}

impl Fact {
    /// A value with its name.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
        }
    }
}

/// A list of named values.
#[component]
pub fn Facts(
    /// In the order in which they are shown.
    facts: Vec<Fact>,
    /// Whether the values are numbers, which are set to be compared.
    #[prop(optional)]
    numbers: bool,
) -> impl IntoView {
    let class = style_sheet!("./src/components/facts.css");
    let rows = facts
        .into_iter()
        .map(|fact| {
            view! { class = class,
                <div class="fact">
                    <dt>{fact.name}</dt>
                    <dd>{fact.value}</dd>
                </div>
            }
        })
        .collect_view();
    view! { class = class,
        <dl class="facts" data-numbers=numbers.to_string()>{rows}</dl>
    }
}
