//! The letter in a field, kept as it is written; what can be done with it; and the note that it
//! was sent.

use super::prepared::{Base, Doubt, use_prepared};
use super::reply::{ReplyDue, has_clock};
use super::ways::Ways;
use crate::components::{Glyph, Icon};
use crate::locales::{format, use_guide_words, use_words};
use crate::platform::{clock, focus};
use crate::route::{Letter, Route};
use crate::state::letters::{self, Sent};
use crate::state::reference::{Reference, use_guide};
use crate::state::use_record;
use leptos::prelude::*;
use record::clock::Law;
use stylers_macro::style_sheet;

/// Characters that a letter has at most.
const LONGEST: &str = "8000";
/// The ids of what the focus goes to when the button that had it is gone.
const TEXT_ID: &str = "letter-text";
const UNDO_ID: &str = "letter-undo";
const SENT_ID: &str = "letter-sent";
const UNDO_SENT_ID: &str = "letter-sent-undo";

/// One letter: its text and what can be done with it.
#[component]
pub fn Editor(
    /// Which.
    letter: Letter,
    /// What it is about.
    base: Memo<Base>,
    /// What is late by.
    law: Reference<Law>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/letter/letter.css");
    let (words, more) = (use_words(), use_guide_words());
    let prepared = use_prepared(letter.kind, base, law, words.lang);
    let written = RwSignal::new(letters::draft(letter));
    let taken_back = RwSignal::new(None::<String>);
    let kept = RwSignal::new(true);
    let text = Memo::new(move |_| {
        let written = written.get();
        written.or_else(|| prepared.get().map(|p| p.text))
    });
    let write = move |new: Option<String>| {
        let title = base.with_untracked(|b| b.notice().map(|n| n.title.clone()));
        kept.set(letters::keep(
            letter,
            title.unwrap_or_default(),
            new.clone(),
        ));
        written.set(new);
    };
    let on_input = move |event: leptos::ev::Event| {
        taken_back.set(None);
        let new = event_target_value(&event);
        let as_prepared = prepared.with_untracked(|p| p.as_ref().is_some_and(|p| p.text == new));
        write((!as_prepared).then_some(new));
    };
    let reset = move |_| {
        taken_back.set(written.get_untracked());
        write(None);
        request_animation_frame(|| {
            focus::move_to(UNDO_ID);
        });
    };
    let undo = move |_| {
        write(taken_back.get_untracked());
        taken_back.set(None);
        request_animation_frame(|| {
            focus::move_to(TEXT_ID);
        });
    };
    let is_written = Memo::new(move |_| written.with(Option::is_some));
    let was_reset = Memo::new(move |_| taken_back.with(Option::is_some));
    let said = move || match (is_written.get(), was_reset.get()) {
        (true, _) if kept.get() => more.letter_kept,
        (true, _) => more.letter_not_kept,
        (false, true) => more.letter_was_reset,
        (false, false) => "",
    };
    let way_back = move || {
        if was_reset.get() {
            view! {
                <button type="button" class="button" id=UNDO_ID on:click=undo>{more.undo}</button>
            }
            .into_any()
        } else if is_written.get() {
            view! { <button type="button" class="button" on:click=reset>{more.letter_reset}</button> }
                .into_any()
        } else {
            ().into_any()
        }
    };
    let hints = move || {
        let prepared = prepared.get()?;
        let doubt = prepared.doubt.map(|doubt| match doubt {
            Doubt::NotLate => more.letter_not_late,
            Doubt::NoText => more.letter_no_text,
            Doubt::RowOnly => more.letter_row_only,
            Doubt::NoLaw => more.letter_no_law,
        });
        let instead = prepared.to.instead.then_some(more.letter_not_authority);
        let hints = [doubt, instead].into_iter().flatten();
        Some(
            hints
                .map(|hint| view! { <p class="chrome">{hint}</p> })
                .collect_view(),
        )
    };
    let english = move || {
        let english = prepared.get()?.english?;
        Some(view! { class = class,
            <details class="chrome">
                <summary class="fold"><Glyph icon=Icon::Down />{more.letter_read_along}</summary>
                <p class="paper card">{english}</p>
            </details>
        })
    };
    let ready = Memo::new(move |_| text.with(Option::is_some));
    let field = move || {
        if !ready.get() {
            return view! { <p class="slow soft" role="status">{words.loading}</p> }.into_any();
        }
        let shown = move || text.get().unwrap_or_default();
        view! { class = class,
            <p class="pledge chrome">{more.letter_never_sends}</p>
            <div class="section chrome">
                <label class="name" for=TEXT_ID>{more.letter_text}</label>
                <textarea
                    class="text"
                    id=TEXT_ID
                    lang="zh-CN"
                    rows="18"
                    maxlength=LONGEST
                    spellcheck="false"
                    autocomplete="off"
                    prop:value=shown
                    on:input=on_input
                ></textarea>
                <div class="kept">
                    <span role="status" class="soft small">{said}</span>
                    {way_back}
                </div>
            </div>
            <div class="print-only"><p class="sheet" lang="zh-CN">{shown}</p></div>
            {english}
            <Ways kind=letter.kind text=Signal::derive(shown) />
            <Note letter base law />
        }
        .into_any()
    };
    view! {
        {hints}
        {field}
    }
}

/// The button by which the reader notes that the letter was sent, and what follows from it.
#[component]
fn Note(letter: Letter, base: Memo<Base>, law: Reference<Law>) -> impl IntoView {
    let more = use_guide_words();
    let lang = use_words().lang;
    let guide = use_guide(use_record());
    // What is stored is the state; this only says that it changed.
    let changed = RwSignal::new(0_u32);
    let failed = RwSignal::new(false);
    // What was noted on an earlier visit is deleted in the list, where that can be undone.
    let fresh = StoredValue::new(false);
    let note = move |_| {
        let base = base.get_untracked();
        let notice = base.notice();
        let title = notice.map(|n| n.title.clone()).unwrap_or_default();
        let new = Sent::new(letter, title, notice.map(|n| n.domain), clock::today());
        let noted = letters::note(new);
        failed.set(!noted);
        if noted {
            fresh.set_value(true);
            changed.update(|n| *n += 1);
            request_animation_frame(|| {
                focus::move_to(UNDO_SENT_ID);
            });
        }
    };
    let undo = move |noted: &Sent| {
        if letters::delete(noted) {
            changed.update(|n| *n += 1);
            request_animation_frame(|| {
                focus::move_to(SENT_ID);
            });
        }
    };
    let last = move || {
        changed.track();
        let mut all = letters::sent().into_iter();
        all.find(|s| s.letter() == Some(letter))
    };
    let clock_runs = move || base.with(|b| has_clock(letter.kind, b.notice().map(|n| n.domain)));
    let content = move || match last() {
        None => view! {
            <button type="button" class="button" data-kind="main" id=SENT_ID on:click=note>
                {more.letter_sent}
            </button>
            <p class="soft small">{move || (more.letter_sent_note)(clock_runs())}</p>
        }
        .into_any(),
        Some(noted) => {
            let day = format::date(noted.day, clock::today(), lang);
            let of = noted.clone();
            let undo = fresh.get_value().then(|| {
                view! {
                    <button
                        type="button"
                        class="button"
                        id=UNDO_SENT_ID
                        on:click=move |_| undo(&of)
                    >
                        {more.undo}
                    </button>
                }
            });
            view! {
                <div class="card section">
                    <p role="status"><b>{(more.letter_was_sent)(&day)}</b></p>
                    <ReplyDue sent=noted law guide />
                    <div class="actions">
                        {undo}
                        <a class="button" href=Route::Guide.href()>{more.sent}</a>
                    </div>
                </div>
            }
            .into_any()
        }
    };
    let refused = move || {
        failed
            .get()
            .then(|| view! { <p role="alert">{more.letter_not_kept}</p> })
    };
    view! {
        <div class="section chrome">
            {content}
            {refused}
        </div>
    }
}
