//! In place of content while nothing of the record is loaded: still coming, or why not.

use super::{Icon, Message};
use crate::locales::{Words, use_words};
use crate::state::{Health, use_record};
use leptos::prelude::*;

/// Says that data is coming (after half a second), or why none comes and what to do.
#[component]
pub fn Nothing() -> impl IntoView {
    let words = use_words();
    let record = use_record();
    move || {
        let Some((icon, title, retry)) = why(&record.health(), words) else {
            return view! { <p class="slow soft" role="status">{words.loading}</p> }.into_any();
        };
        let retry = retry.then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| record.check_now()>
                    {words.retry}
                </button>
            }
        });
        view! { <Message icon title>{retry}</Message> }.into_any()
    }
}

/// The reason, and whether asking again makes sense; `None` while data may still come.
const fn why(health: &Health, words: &'static Words) -> Option<(Icon, &'static str, bool)> {
    match health {
        Health::Starting | Health::Checking | Health::Fresh { .. } => None,
        Health::Offline { .. } | Health::Missing => Some((Icon::Offline, words.missing, true)),
        Health::Damaged { .. } => Some((Icon::Warning, words.damaged_empty, true)),
        Health::TooNew => Some((Icon::Warning, words.too_new, false)),
    }
}
