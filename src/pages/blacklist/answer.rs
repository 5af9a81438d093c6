//! An answer: listed, possible namesake, or not found; in neutral words, with the source at hand.

use super::entry::EntryCard;
use crate::components::read_aloud::ReadAloud;
use crate::components::{FollowLink, Glyph, Icon};
use crate::locales::{blacklist, use_blacklist_words, use_follow_words, use_people_words};
use crate::route::{Check, CheckView, Route};
use crate::state::Lang;
use crate::state::debarments::Held;
use leptos::prelude::*;
use record::debarment::{Answer, CreditCode, Difference, Query, Screen};
use record::follow::{Firm, Target};
use std::sync::Arc;

/// The ids of the answer and of what was found, for what reads them aloud.
const ID: &str = "answer";
const ENTRIES_ID: &str = "answer-entries";

/// The answer to what was typed.
#[component]
pub fn AnswerView(
    /// The list.
    held: Arc<Held>,
    /// What was typed.
    text: String,
) -> impl IntoView {
    let words = use_blacklist_words();
    let query = Query::parse(&text)?;
    let wrong = looks_like_code(&text).then(|| view! { <p class="loud">{words.wrong_code}</p> });
    let (name, code) = match &query {
        Query::Code(code) => (String::new(), code.to_string()),
        Query::Name(name) => (name.clone(), String::new()),
    };
    let asked = query.text().to_owned();
    let target = Signal::stored(Target::Firm(Firm { name, code }));
    let sheet = Route::Blacklist(Check {
        text,
        view: CheckView::Sheet,
        printed: None,
    });
    let sheet = sheet.href();
    let screen = Screen::new(&held.list, held.day);
    let (icon, code, title, note, entries) = match screen.ask(&query) {
        Answer::Listed(found) => {
            let entries = found.into_iter().map(|(source, entry)| {
                let (source, entry) = (source.name.clone(), entry.clone());
                view! { <li><EntryCard source entry /></li> }.into_any()
            });
            let entries = entries.collect_view();
            (
                Icon::Warning,
                "listed",
                words.listed,
                words.listed_note,
                Some(entries),
            )
        }
        Answer::Namesakes(found) => {
            let entries = found.into_iter().map(|((source, entry), how)| {
                let (source, entry) = (source.name.clone(), entry.clone());
                let how = differs(&how);
                view! { <li><p>{how}</p><EntryCard source entry /></li> }.into_any()
            });
            let entries = entries.collect_view();
            (
                Icon::Question,
                "namesake",
                words.namesakes,
                words.namesakes_note,
                Some(entries),
            )
        }
        Answer::NotFound => (
            Icon::Search,
            "none",
            words.not_found,
            words.not_found_note,
            None,
        ),
    };
    // Read aloud in Mandarin, whatever the app's own language is.
    let zh = blacklist::of(Lang::ZhCn);
    let (title_said, note_said) = match code {
        "listed" => (zh.listed, zh.listed_note),
        "namesake" => (zh.namesakes, zh.namesakes_note),
        _ => (zh.not_found, zh.not_found_note),
    };
    let said = format!("{asked}：{title_said}。");
    Some(view! {
        {wrong}
        <div class="card section answer" id=ID data-answer=code role="status">
            <h2 data-said=said><Glyph icon />" "{title}</h2>
            <p data-said=note_said>{note}</p>
            <div class="actions chrome">
                <a class="button" href=sheet>{words.sheet}</a>
                <FollowLink target what=use_follow_words().link_firm />
            </div>
        </div>
        <ReadAloud scopes=&[ID, ENTRIES_ID] label=use_people_words().read />
        <ul class="section" id=ENTRIES_ID>{entries}</ul>
    })
}

/// How an alike name differs, in words.
pub fn differs(how: &[Difference]) -> String {
    let words = use_blacklist_words();
    if how.is_empty() {
        return words.same_writing.to_owned();
    }
    let how: Vec<&str> = how.iter().map(|d| (words.difference)(*d)).collect();
    (words.differs)(&how.join("、"))
}

/// Whether somebody meant a code and miswrote it.
pub fn looks_like_code(text: &str) -> bool {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    let plain = bare.chars().all(|c| c.is_ascii_alphanumeric());
    plain && (15..=20).contains(&bare.len()) && CreditCode::parse(text).is_none()
}
