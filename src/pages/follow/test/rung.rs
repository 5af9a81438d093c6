//! One way of being told: what it is, whether it works here, why, and what to do.

use crate::components::{Glyph, Icon};
use crate::locales::use_hand_words;
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// Whether a way of being told works here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Works,
    /// It could, once the reader turns it on.
    Off,
    /// It does not.
    No,
    /// Only time or a try outside of the app can tell.
    Unknown,
    /// It is being tried.
    Trying,
}

impl Verdict {
    const fn code(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Off => "off",
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::Trying => "trying",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Works => Icon::Tick,
            Self::No => Icon::Cross,
            Self::Off | Self::Unknown => Icon::Question,
            Self::Trying => Icon::Clock,
        }
    }
}

/// A way of being told.
#[component]
pub fn Rung(
    /// Its name in the document.
    code: &'static str,
    /// What it is.
    name: &'static str,
    /// Whether it works.
    #[prop(into)]
    verdict: Signal<Verdict>,
    /// Why.
    #[prop(into)]
    why: Signal<String>,
    /// What to do about it; empty for nothing.
    #[prop(into, optional)]
    next: Signal<String>,
    /// What can be tried.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/test/rung.css");
    let words = use_hand_words();
    let said = move || {
        let verdict = verdict.get();
        view! { class = class,
            <p class="verdict" data-verdict=verdict.code()>
                <Glyph icon=verdict.icon() />
                {(words.verdict)(verdict)}
            </p>
        }
    };
    let next = move || {
        let next = next.get();
        (!next.is_empty()).then(|| view! { <p>{next}</p> })
    };
    let children = children.map(|children| children());
    view! { class = class,
        <li class="card section" data-rung=code>
            <div class="top">
                <h2>{name}</h2>
                {said}
            </div>
            <p class="soft">{move || why.get()}</p>
            {next}
            {children}
        </li>
    }
}
