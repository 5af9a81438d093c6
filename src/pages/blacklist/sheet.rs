//! 核查单: what was asked, the answer, and which list it rests on, for paper and for another device.

use super::answer::looks_like_code;
use super::compare::Comparison;
use super::entry::facts;
use super::export::{differs_in, fingerprint, sheet_json};
use super::{AsOf, FINGERPRINT};
use crate::components::{Fact, Facts, Glyph, Icon, Message, Qr};
use crate::locales::{format, names, use_blacklist_words, use_words};
use crate::platform::{clock, download, page, share};
use crate::route::{Check, CheckView, Printed, Route};
use crate::state::debarments::Held;
use crate::state::suppliers::{Firm, Judged, Verdict};
use crate::state::{use_debarments, use_record};
use chrono::NaiveDateTime;
use leptos::prelude::*;
use record::debarment::{Query, Screen};
use std::sync::Arc;
use stylers_macro::style_sheet;

/// The sheet.
#[component]
pub fn Sheet(
    /// The list.
    held: Arc<Held>,
    /// What is checked.
    check: Memo<Check>,
) -> impl IntoView {
    move || {
        let check = check.get();
        let text = check.text.trim().to_owned();
        match Query::parse(&text) {
            Some(query) => {
                let (held, printed) = (held.clone(), check.printed);
                view! { <Filled held query text printed /> }.into_any()
            }
            None => {
                let words = use_blacklist_words();
                view! {
                    <Message icon=Icon::Question title=words.sheet_empty>
                        <a class="button" href=page_of(String::new())>{words.sheet_page}</a>
                    </Message>
                }
                .into_any()
            }
        }
    }
}

fn page_of(text: String) -> String {
    let check = Check {
        text,
        ..Check::default()
    };
    Route::Blacklist(check).href()
}

/// The query as a firm, so that a sheet answers as a list of firms does.
fn firm(query: &Query) -> Firm {
    match query {
        Query::Code(code) => Firm {
            code: code.to_string(),
            ..Firm::default()
        },
        Query::Name(name) => Firm {
            name: name.clone(),
            ..Firm::default()
        },
    }
}

#[component]
fn Filled(held: Arc<Held>, query: Query, text: String, printed: Option<Printed>) -> impl IntoView {
    let class = style_sheet!("./src/pages/blacklist/sheet.css");
    let words = use_blacklist_words();
    let at = clock::now();
    let screen = Screen::new(&held.list, held.day);
    let judged = firm(&query).judge(&screen);
    let verdict = judged.0;
    let comparison = printed.map(|printed| {
        let held = held.clone();
        view! { <Comparison printed held ours=verdict /> }
    });
    let asked = match &query {
        Query::Code(code) => (words.sheet_by_code)(code.as_str()),
        Query::Name(name) => (words.sheet_by_name)(name),
    };
    let wrong = looks_like_code(&text).then(|| view! { <p class="loud">{words.wrong_code}</p> });
    let (icon, note) = match verdict {
        Verdict::Listed => (Icon::Warning, words.listed_note),
        Verdict::Namesake => (Icon::Question, words.namesakes_note),
        Verdict::Unasked | Verdict::None => (Icon::Search, words.not_found_note),
    };
    let json = sheet_json(&query, &judged, &held, at);
    let save = move |_| download::save("gongkai-check.json", "application/json", &json);
    let entries = entries(&judged);
    // What was asked for and no more, so that the code has room for it.
    let address = address(query.text(), &held, verdict);
    let (record, debarments) = (use_record(), use_debarments());
    // What the facts do not say: that the list may be old, or a source not verified.
    let is_stale = held.list.sources.iter().any(|s| s.is_stale(held.day));
    let list = held.clone();
    let age = move || {
        let is_current = debarments.is_current(record);
        (is_stale || !is_current).then(|| view! { <AsOf held=list.clone() /> })
    };
    view! { class = class,
        {comparison}
        <section class="section">
            <h2>{words.sheet}</h2>
            <div class="card section answer" data-answer=verdict.code()>
                <p class="soft">{words.sheet_asked}</p>
                <p class="asked">{asked}</p>
                {wrong}
                <h2 class="answer-word"><Glyph icon />" "{(words.verdict)(verdict)}</h2>
                <p>{note}</p>
            </div>
            <Facts facts=stands_on(&held, at) />
            {age}
            <div class="actions chrome">
                <button type="button" class="button" on:click=|_| share::print()>
                    <Glyph icon=Icon::Print />
                    {use_words().print}
                </button>
                <button type="button" class="button" on:click=save>{words.sheet_json}</button>
                <a class="button" href=page_of(text)>{words.sheet_page}</a>
            </div>
        </section>
        {entries}
        <section class="section scan">
            <h2>{words.sheet_qr}</h2>
            <Qr text=address.clone() label=words.sheet_qr />
            <p class="soft">{words.sheet_qr_note}</p>
            <div class="print-only"><p class="small">{address}</p></div>
        </section>
    }
}

/// The address that the code holds: this sheet, with what it says, for another device to compare.
fn address(text: &str, held: &Held, verdict: Verdict) -> String {
    claim(text, held, verdict).under(&page::public_base())
}

fn claim(text: &str, held: &Held, verdict: Verdict) -> Route {
    let check = Check {
        text: text.to_owned(),
        view: CheckView::Sheet,
        printed: Some(Printed {
            list: held.sha256.chars().take(FINGERPRINT).collect(),
            day: held.day,
            answer: verdict.code().to_owned(),
        }),
    };
    Route::Blacklist(check)
}

/// When it was checked, and against what.
fn stands_on(held: &Held, at: NaiveDateTime) -> Vec<Fact> {
    let words = use_blacklist_words();
    let lang = use_words().lang;
    let clock = at.format("%H:%M").to_string();
    let day = format!("{} {clock}", format::full_date(at.date(), lang));
    let mut facts = vec![
        Fact::new(words.sheet_time, (words.sheet_day)(&day)),
        Fact::new(words.sheet_list, fingerprint(&held.sha256)),
    ];
    let sources = held.list.sources.iter().map(|source| {
        let at = source.verified.map(names::beijing);
        // Paper is read on other days: the day is written out.
        let at = at.map_or(use_words().never.to_owned(), |at| {
            let clock = at.format("%H:%M").to_string();
            format!("{} {clock}", format::full_date(at.date(), lang))
        });
        (words.source_verified)(&source.name, &at)
    });
    let sources: Vec<String> = sources.collect();
    facts.push(Fact::new(words.sheet_sources, sources.join("\n")));
    facts
}

fn entries(judged: &Judged<'_>) -> Option<AnyView> {
    let words = use_blacklist_words();
    let (verdict, found) = judged;
    let items = found.iter().map(|((source, entry), how)| {
        let how = (*verdict == Verdict::Namesake).then(|| differs_in(how, words));
        let facts = facts(entry, source.name.clone());
        view! {
            <li class="card section">
                <h3 lang="zh-CN">{entry.name.clone()}</h3>
                <p>{(words.kind)(entry.kind)}</p>
                {how.map(|how| view! { <p>{how}</p> })}
                <Facts facts />
            </li>
        }
    });
    let items = items.collect_view();
    (!found.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>{words.sheet_entries}</h2>
                <ul class="section">{items}</ul>
            </section>
        }
        .into_any()
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use qrcodegen::{QrCode, QrCodeEcc};
    use record::debarment::DebarmentList;

    #[test]
    fn the_longest_name_still_has_room_in_its_code() {
        let held = Held {
            list: DebarmentList {
                sources: Vec::new(),
            },
            sha256: "ab".repeat(32),
            day: "2026-11-26".parse().unwrap(),
        };
        let query = Query::parse(&"长".repeat(1_000)).unwrap();
        let route = claim(query.text(), &held, Verdict::Namesake);
        let base = "https://www.a-long-name-of-a-host.example.gov.cn/public/resources/gongkai/";
        assert!(QrCode::encode_text(&route.under(base), QrCodeEcc::Medium).is_ok());
        let judged = (Verdict::None, Vec::new());
        let json = sheet_json(
            &query,
            &judged,
            &held,
            "2026-11-26T10:00:00".parse().unwrap(),
        );
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["asked"]["name"], query.text());
    }
}
