//! What can be done with a letter: copy, share, e-mail, print.

use super::mail::mailto;
use crate::components::{Glyph, Icon};
use crate::locales::{use_guide_words, use_words};
use crate::platform::share::{self, Shared};
use crate::route::LetterKind;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The ways.
#[component]
pub fn Ways(
    /// The letter's kind, which is its title: what the reader wrote is in the text alone.
    kind: LetterKind,
    /// The letter.
    text: Signal<String>,
) -> impl IntoView {
    let (words, more) = (use_words(), use_guide_words());
    let said = RwSignal::new("");
    let say = move |what: &'static str| {
        // The page may be gone by the time the browser answers.
        let _ = said.try_set(what);
    };
    let copy = move |_| {
        let text = text.get_untracked();
        spawn_local(async move {
            say(if share::copy(&text).await {
                more.letter_copied
            } else {
                more.letter_copy_by_hand
            });
        });
    };
    let share = move |_| {
        let text = text.get_untracked();
        spawn_local(async move {
            say(match share::share_text((more.kind)(kind), &text).await {
                Shared::Sheet => "",
                Shared::Copied => more.letter_copied,
                Shared::Failed => more.letter_copy_by_hand,
            });
        });
    };
    // What is said holds until the letter changes.
    Effect::new(move |_| {
        text.track();
        said.set("");
    });
    let mail = move || text.with(|t| mailto(t));
    view! {
        <div class="section chrome">
            <div class="actions">
                <button type="button" class="button" on:click=copy>
                    <Glyph icon=Icon::Copy />
                    {more.letter_copy}
                </button>
                <button type="button" class="button" on:click=|_| share::print()>
                    <Glyph icon=Icon::Print />
                    {words.print}
                </button>
                <a class="button" href=mail>
                    <Glyph icon=Icon::Out />
                    {more.letter_mail}
                </a>
                <button type="button" class="button" on:click=share>
                    <Glyph icon=Icon::Share />
                    {more.letter_share}
                </button>
            </div>
            <p role="status">{said}</p>
            <p class="soft small">{more.letter_ways}</p>
        </div>
    }
}
