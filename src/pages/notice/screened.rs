//! 黑名单核对 on an award: whether a firm that it names stood on the list that day. By code alone
//! is anybody listed; a name is a possible namesake and says so.

use crate::components::outlink::OutLink;
use crate::locales::{use_blacklist_words, use_words};
use crate::pages::blacklist::answer::looks_like_code;
use crate::route::{Check, Route};
use crate::state::use_debarments;
use leptos::prelude::*;
use record::debarment::{Answer, CreditCode, Query, Screen, bidders};
use record::{NoticeDetail, Stage};

/// Pages of the source that a firm is followed by.
const SOURCES: usize = 3;

/// The section; nothing where nobody is named, or nothing alike is on the list.
#[component]
pub fn Screened(
    /// The notice whole.
    detail: NoticeDetail,
) -> impl IntoView {
    let words = use_blacklist_words();
    let debarments = use_debarments();
    let awarded = matches!(
        detail.notice.stage,
        Some(Stage::AwardPending | Stage::Award | Stage::Contract)
    );
    let day = detail.notice.published.date();
    let asked = if awarded { asked(&detail) } else { Vec::new() };
    move || {
        let held = debarments.held()?;
        // As the list stood on that day, as far as it may still be said.
        let screen = Screen::on_day(&held.list, day);
        let found = asked.iter().filter_map(|text| {
            let query = Query::parse(text)?;
            let (word, names, found) = match screen.ask(&query) {
                Answer::NotFound => return None,
                Answer::Listed(found) => {
                    let names = found.iter().map(|(_, e)| e.name.clone());
                    (words.listed, names.collect::<Vec<_>>(), found)
                }
                Answer::Namesakes(alike) => {
                    let found = alike.into_iter().map(|(found, _)| found);
                    (words.namesakes, vec![text.clone()], found.collect())
                }
            };
            // Where it says so itself, one tap away.
            let mut pages: Vec<&str> = found
                .iter()
                .map(|(source, entry)| entry.url.as_deref().unwrap_or(&source.url))
                .filter(|page| !page.is_empty())
                .collect();
            pages.dedup();
            let sources = pages.into_iter().take(SOURCES).map(|page| {
                let (href, text) = (page.to_owned(), words.source.to_owned());
                view! { " "<OutLink href text inside=true /> }
            });
            let sources = sources.collect_view();
            let check = Check {
                text: text.clone(),
                ..Check::default()
            };
            let href = Route::Blacklist(check).href();
            Some(view! {
                <li>
                    <a href=href lang="zh-CN">{names.join("、")}</a>
                    {use_words().colon}
                    <b>{word}</b>
                    {sources}
                </li>
            })
        });
        let found: Vec<_> = found.collect();
        (!found.is_empty()).then(|| {
            view! {
                <section class="section">
                    <h2>{words.on_that_day}</h2>
                    <ul class="bullets">{found}</ul>
                    <p class="soft small">{words.on_that_day_note}</p>
                </section>
            }
        })
    }
}

/// What a notice names: the codes in its fields, then the names of suppliers, joint bidders apart.
fn asked(detail: &NoticeDetail) -> Vec<String> {
    let codes = detail.fields.iter().filter(|f| f.code.ends_with("_CODE"));
    let codes = codes.filter_map(|f| CreditCode::parse(&f.value));
    let mut asked: Vec<String> = codes.map(|code| code.to_string()).collect();
    let names = detail.notice.suppliers.iter();
    let names = names.flat_map(|name| bidders(name));
    for name in names.filter(|name| !looks_like_code(name)) {
        if !asked.contains(&name) {
            asked.push(name);
        }
    }
    asked
}
