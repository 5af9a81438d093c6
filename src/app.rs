//! provisional

use leptos::prelude::*;

/// The app.
#[component]
pub fn App() -> impl IntoView {
    crate::state::provide();
    view! { <main></main> }
}
