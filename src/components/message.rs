//! A designed state: nothing here, out of reach, damaged, not found. Says why and what next.

use super::{Glyph, Icon};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// A state in place of content; its children are the ways out.
#[component]
pub fn Message(
    /// Its glyph.
    icon: Icon,
    /// What is so.
    #[prop(into)]
    title: String,
    /// Why, and what next.
    #[prop(into, optional)]
    text: Signal<String>,
    /// Buttons and links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = style_sheet!("./src/components/message.css");
    view! { class = class,
        <div class="message">
            <div class="sign"><Glyph icon /></div>
            <p class="what">{title}</p>
            <p class="why">{text}</p>
            <div class="ways">{children.map(|ways| ways())}</div>
        </div>
    }
}
