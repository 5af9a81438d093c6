//! 办事: whom to ask, how to do what people come for, the reader's own letters, and the policy
//! documents with their clean-up state.

pub mod policies;
pub mod procedures;
pub mod sent;

use crate::app::{TITLE_ID, use_title};
use crate::components::help::dial;
use crate::components::{Glyph, Icon};
use crate::locales::{GuideWords, Words, use_guide_words, use_words};
use crate::pages::notice::Back;
use crate::pages::terms::AllTerms;
use crate::route::{Letter, LetterKind, Route};
use crate::state::reference::{ReferenceError, use_guide};
use crate::state::use_record;
use leptos::prelude::*;
use policies::Policies;
use procedures::Procedures;
use record::guide::Guide;
use sent::SentLetters;
use std::sync::Arc;

/// The page.
#[component]
pub fn GuidePage() -> impl IntoView {
    let (words, more) = (use_words(), use_guide_words());
    use_title(move || more.guide.to_owned());
    let guide = use_guide(use_record());
    let letter = |kind: LetterKind| {
        let href = Route::Letter(Letter { kind, notice: None }).href();
        view! { <a class="button" href=href>{(more.kind)(kind)}</a> }
    };
    // Each part on its own, so that what the reader opened or typed stays as it is.
    let part =
        move |draw: fn(Arc<Guide>) -> AnyView| move || guide.get().and_then(Result::ok).map(draw);
    let procedures = part(|guide| view! { <Procedures guide /> }.into_any());
    let policies = part(|guide| view! { <Policies guide /> }.into_any());
    let state = move || missing(guide.get().map(|guide| guide.err()), words, more);
    view! {
        <article class="page">
            <Back />
            <h1 id=TITLE_ID tabindex="-1">{more.guide}</h1>
            <section class="section chrome">
                <h2>{more.guide_ask}</h2>
                <Phones />
            </section>
            <section class="section chrome">
                <h2>{more.guide_letters}</h2>
                <div class="actions">
                    {LetterKind::ALL.map(letter).into_iter().collect_view()}
                </div>
                <div class="actions">
                    <a class="button" data-kind="main" href=Route::Progress(String::new()).href()>
                        <Glyph icon=Icon::Search />
                        {more.progress}
                    </a>
                </div>
            </section>
            {state}
            {procedures}
            <SentLetters guide />
            {policies}
            <AllTerms />
        </article>
    }
}

/// Why the guide is not here; nothing where it is.
fn missing(
    error: Option<Option<ReferenceError>>,
    words: &Words,
    more: &GuideWords,
) -> Option<AnyView> {
    let text = match error {
        None | Some(Some(ReferenceError::Coming)) => words.loading,
        Some(Some(ReferenceError::Missing)) => more.guide_missing,
        Some(Some(ReferenceError::Damaged)) => more.guide_damaged,
        Some(None) => return None,
    };
    Some(view! { <p class="slow soft" role="status">{text}</p> }.into_any())
}

/// The help line and the centre's telephone, large.
#[component]
fn Phones() -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let buttons = move || {
        let manifest = record.manifest()?;
        let instance = &manifest.instance;
        let all = [
            (words.hotline, &instance.hotline),
            (words.centre, &instance.phone),
        ];
        let shown = all.into_iter().filter(|(_, number)| !number.is_empty());
        let shown = shown.map(|(name, number)| {
            let href = dial(number);
            view! {
                <a class="button" data-kind="main" href=href>
                    <Glyph icon=Icon::Phone />
                    <span>{name}" "<span class="amount">{number.clone()}</span></span>
                </a>
            }
        });
        Some(shown.collect_view())
    };
    view! { <div class="actions">{buttons}</div> }
}
