//! Buttons that hand an address on. Where neither sheet nor clipboard is to be had, it is shown.

use super::{Glyph, Icon};
use crate::locales::use_words;
use crate::platform::{history, share};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What a button did, to be said beside it.
#[derive(Clone, PartialEq, Eq)]
enum Said {
    Nothing,
    Copied,
    ByHand(String),
}

/// A button that shares the page's address, and one that copies it.
#[component]
pub fn Share(
    /// The words on the first button.
    label: &'static str,
    /// What is shared, for the system's sheet.
    #[prop(into)]
    title: Signal<String>,
    /// What is said of it, to go before the address.
    #[prop(into, optional)]
    text: Signal<String>,
    /// Whether there is a button that only copies.
    #[prop(optional)]
    copy: bool,
) -> impl IntoView {
    let words = use_words();
    let said = RwSignal::new(Said::Nothing);
    let say = move |what: Said| {
        // The page may be gone by the time the browser answers.
        let _ = said.try_set(what);
    };
    let on_share = move |_| {
        let (title, address) = (title.get_untracked(), history::address());
        let text = text.get_untracked();
        spawn_local(async move {
            match share::share(&title, &text, &address).await {
                share::Shared::Sheet => say(Said::Nothing),
                share::Shared::Copied => say(Said::Copied),
                share::Shared::Failed => say(Said::ByHand(address)),
            }
        });
    };
    let on_copy = move |_| {
        let address = history::address();
        spawn_local(async move {
            let copied = share::copy(&address).await;
            say(if copied {
                Said::Copied
            } else {
                Said::ByHand(address)
            });
        });
    };
    let copy = copy.then(|| {
        view! {
            <button type="button" class="button" on:click=on_copy>
                <Glyph icon=Icon::Copy />
                {words.copy_link}
            </button>
        }
    });
    let answer = move || match said.get() {
        Said::Nothing => String::new(),
        Said::Copied => words.copied.to_owned(),
        Said::ByHand(address) => format!("{}{address}", words.copy_by_hand),
    };
    view! {
        <button type="button" class="button" on:click=on_share>
            <Glyph icon=Icon::Share />
            {label}
        </button>
        {copy}
        <span role="status" class="soft small">{answer}</span>
    }
}
