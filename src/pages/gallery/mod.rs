//! Every component in every state, on one page: what a reviewer of the looks opens. Only in builds
//! for looking at pages; the release build has no such address.

pub mod controls;
pub mod rows;
pub mod states;

use crate::app::{TITLE_ID, use_title};
use controls::Controls;
use leptos::prelude::*;
use rows::Rows;
use states::States;

/// The page. Its own headings are not in the tables of words: no citizen sees them.
#[component]
pub fn Gallery() -> impl IntoView {
    use_title(|| "样品".to_owned());
    view! {
        <div class="page">
            <h1 id=TITLE_ID tabindex="-1">"样品"</h1>
            <States />
            <Rows />
            <Controls />
        </div>
    }
}

/// A group of samples under its heading.
#[component]
fn Group(
    /// What is shown.
    name: &'static str,
    /// The samples.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section">
            <h2>{name}</h2>
            {children()}
        </section>
    }
}
