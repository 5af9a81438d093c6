//! What follows the five lines: facts, candidates, text, files, official page, the project's
//! other notices, and what changed.

use super::checklist::Content;
use super::limits::TimeLimits;
use super::owed::Owed;
use super::related::Related;
use super::revisions::Revisions;
use super::screened::Screened;
use super::text::{self, Document};
use crate::components::notice_row::form;
use crate::components::outlink::OutLink;
use crate::components::read_aloud::ReadAloud;
use crate::components::{FollowLink, Life, NoticeRows};
use crate::locales::{Words, format, use_people_words, use_words};
use crate::platform::clock;
use crate::route::Route;
use crate::state::use_record;
use leptos::prelude::*;
use record::follow::{Firm, Target};
use record::{Attachment, Body, Candidate, Notice, NoticeDetail, Stage};
use stylers_macro::style_sheet;

/// Other notices of the project that show here; the project's page has all.
const SIBLINGS: usize = 5;

/// Everything that only the detail knows.
#[component]
pub fn Parts(
    /// The notice whole.
    detail: NoticeDetail,
) -> impl IntoView {
    let words = use_words();
    let limits = view! { <TimeLimits detail=detail.clone() /> };
    let publicity = publicity(&detail, words).map(|text| view! { <p>{text}</p> });
    let content = view! { <Content detail=detail.clone() /> };
    let screened = view! { <Screened detail=detail.clone() /> };
    let owed = view! { <Owed notice=detail.notice.clone() /> };
    view! {
        <Candidates
            stage=detail.notice.stage
            candidates=detail.candidates
            suppliers=detail.notice.suppliers.clone()
        />
        {screened}
        {publicity}
        {content}
        {limits}
        {owed}
        <Text body=detail.body />
        <Files files=detail.attachments />
        <Official url=detail.official_url />
        <Siblings notice=detail.notice.clone() />
        <Related notice=detail.notice.clone() />
        <Revisions id=detail.notice.id revisions=detail.revisions />
    }
}

fn publicity(detail: &NoticeDetail, words: &Words) -> Option<String> {
    let (from, to) = (detail.publicity_start?, detail.notice.deadline?);
    let day = |w| format::when(w, clock::today(), words.lang);
    Some((words.publicity)(&day(from), &day(to)))
}

#[component]
pub(in crate::pages) fn Candidates(
    stage: Option<Stage>,
    candidates: Vec<Candidate>,
    suppliers: Vec<String>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/notice/parts.css");
    let words = use_words();
    if candidates.is_empty() {
        let names = suppliers
            .into_iter()
            .map(|name| view! { <li>{name.clone()}" "{follow(name)}</li> })
            .collect_view();
        return (!names.is_empty()).then(|| {
            view! {
                <section class="section">
                    <h2>{words.suppliers_title}</h2>
                    <ul lang="zh-CN">{names}</ul>
                </section>
            }
            .into_any()
        });
    }
    let title = match stage {
        Some(Stage::Opening | Stage::Qualification) => words.bidders_title,
        Some(Stage::Award | Stage::Contract) => words.winners_title,
        _ => words.candidates_title,
    };
    let ranked = candidates.iter().any(|c| c.rank.is_some());
    let price = |c: &Candidate| {
        c.money
            .as_ref()
            .map(|m| format::price(&m.price, words.lang))
    };
    let rows = candidates
        .into_iter()
        .map(|candidate| {
            let form = candidate.money.as_ref().map(|m| form(&m.price));
            let rank = ranked.then(|| {
                let rank = candidate.rank.map(|r| r.to_string());
                view! { class = class, <td class="rank">{rank}</td> }
            });
            view! { class = class,
                <tr>
                    {rank}
                    <td class="name">
                        <span lang="zh-CN">{candidate.name.clone()}</span>
                        " "
                        {follow(candidate.name.clone())}
                    </td>
                    <td class="price" data-form=form>{price(&candidate)}</td>
                </tr>
            }
        })
        .collect_view();
    let rank = ranked.then(|| {
        view! { class = class, <th class="rank" scope="col">{words.rank}</th> }
    });
    Some(
        view! { class = class,
            <section class="section">
                <h2>{title}</h2>
                <table class="candidates">
                    <thead>
                        <tr>
                            {rank}
                            <th class="name" scope="col">{words.name}</th>
                            <th class="price" scope="col">{words.price}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}

/// The way to follow a firm that a notice names.
fn follow(name: String) -> impl IntoView {
    let target = Target::Firm(Firm {
        name,
        code: String::new(),
    });
    view! { <span class="chrome"><FollowLink target=Signal::stored(target) plain=true /></span> }
}

/// The text, or why there is none: the reasons never look alike (rule 5).
#[component]
pub(in crate::pages) fn Text(body: Body) -> impl IntoView {
    let words = use_words();
    let text = match body {
        Body::Document(blocks) => view! {
            <ReadAloud scopes=&[text::ID] label=use_people_words().read_text />
            <Document blocks />
        }
        .into_any(),
        Body::NotProvided => view! { <p class="soft">{words.body_not_provided}</p> }.into_any(),
        Body::NotFetched => view! { <p class="soft">{words.body_not_fetched}</p> }.into_any(),
        Body::Unreadable => view! { <p class="soft">{words.body_unreadable}</p> }.into_any(),
    };
    view! {
        <section class="section">
            <h2>{words.text_title}</h2>
            {text}
        </section>
    }
}

#[component]
pub(in crate::pages) fn Files(files: Vec<Attachment>) -> impl IntoView {
    let words = use_words();
    (!files.is_empty()).then(|| {
        let files = files
            .into_iter()
            .map(|file| view! { <li><OutLink href=file.url text=file.name /></li> })
            .collect_view();
        view! {
            <section class="section">
                <h2>{words.files_title}</h2>
                <ul>{files}</ul>
            </section>
        }
    })
}

#[component]
pub(in crate::pages) fn Official(url: Option<String>) -> impl IntoView {
    let words = use_words();
    let link = match url {
        Some(href) => view! { <OutLink href text=words.official_page.to_owned() /> }.into_any(),
        None => view! { <p class="soft">{words.no_official}</p> }.into_any(),
    };
    view! {
        <section class="section">
            <h2>{words.official_title}</h2>
            <div>{link}</div>
        </section>
    }
}

#[component]
fn Siblings(notice: Notice) -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let id = notice.id;
    notice.project.map(|code| {
        let of = code.clone();
        let all = Memo::new(move |_| record.project(&of));
        move || {
            let all = all.get();
            let others = all.iter().filter(|n| n.id != id);
            let notices: Vec<Notice> = others.take(SIBLINGS).cloned().collect();
            if notices.is_empty() {
                return None;
            }
            let whole = Route::Project(code.clone()).href();
            Some(view! {
                <section class="section">
                    <div class="section-head">
                        <h2>{words.siblings_title}</h2>
                        <a class="button" data-kind="plain" href=whole>{words.whole_project}</a>
                    </div>
                    <Life notices=all open=id />
                    <NoticeRows notices />
                </section>
            })
        }
    })
}
