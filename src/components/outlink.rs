//! A link that leaves the app: says where to, and gives nothing away about where from.

use super::{Glyph, Icon};
use crate::locales::use_words;
use leptos::prelude::*;
pub use record::shown::host;
use stylers_macro::style_sheet;

/// A link to another site. The address comes from the record, which allows `https:` and `http:`
/// only; anything else is shown as text.
#[component]
pub fn OutLink(
    /// Where to.
    href: String,
    /// What to show.
    text: String,
    /// Whether it stands inside a line of text, so that it may not be as tall as a button.
    #[prop(optional)]
    inside: bool,
) -> impl IntoView {
    let class = style_sheet!("./src/components/outlink.css");
    let words = use_words();
    let Some(host) = host(&href).map(str::to_owned) else {
        return view! { class = class, <span>{text}</span> }.into_any();
    };
    view! { class = class,
        <a
            class="out"
            data-inside=inside.to_string()
            href=href
            target="_blank"
            rel="noopener noreferrer nofollow"
            referrerpolicy="no-referrer"
        >
            <span lang="zh-CN">{text}</span>
            <span class="host">
                " "{host}" "<Glyph icon=Icon::Out />
                <span class="hidden-text">{words.new_window}</span>
            </span>
        </a>
    }
    .into_any()
}
