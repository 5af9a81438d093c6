//! Searching beyond the record, at the existing API. The words then leave the device, so it is
//! asked only on a tap, and says so.

use super::use_finder;
use crate::components::outlink::OutLink;
use crate::components::{Glyph, Icon};
use crate::locales::{Words, format, names, use_words};
use crate::platform::clock;
use crate::state::online::{self, OnlineError};
use crate::state::use_record;
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::Search;
use record::upstream::ygp::Row;
use record::upstream::{Draft, Page};
use stylers_macro::style_sheet;

/// The offer to search online, where the publisher passes such calls through. A new search takes
/// the old answer away.
#[component]
pub fn Online() -> impl IntoView {
    let record = use_record();
    let finder = use_finder();
    let offered = Memo::new(move |_| {
        record
            .manifest()
            .is_some_and(|m| m.instance.online.is_some())
    });
    move || {
        let search = finder.search();
        offered.get().then(|| view! { <Offer search /> })
    }
}

/// Where an online search stands.
#[derive(Clone)]
enum Asked {
    Not,
    Waiting,
    Answered(Result<Page<Row>, OnlineError>),
}

#[component]
fn Offer(search: Search) -> impl IntoView {
    let class = style_sheet!("./src/pages/search/online.css");
    let words = use_words();
    let record = use_record();
    let asked = RwSignal::new(Asked::Not);
    let ask = move |_| {
        asked.set(Asked::Waiting);
        let search = search.clone();
        spawn_local(async move {
            let answer = online::search(record, &search, 1).await;
            // A new search takes this offer away, and with it its answer.
            asked.try_set(Asked::Answered(answer));
        });
    };
    let place = move || {
        let manifest = record.manifest()?;
        let online = manifest.instance.online.as_ref()?;
        let code = Some(online.region);
        Some(names::region(
            &record.regions(),
            code,
            &online.region.to_string(),
            words.lang,
        ))
    };
    let source = move || {
        let manifest = record.manifest()?;
        let id = &manifest.instance.online.as_ref()?.source;
        manifest
            .sources
            .iter()
            .find(|s| s.id == *id)
            .map(|s| s.name.clone())
    };
    let answer = move || match asked.get() {
        Asked::Not => ().into_any(),
        Asked::Waiting => view! { <p class="slow soft">{words.online_wait}</p> }.into_any(),
        Asked::Answered(Ok(page)) => view! { <Rows page /> }.into_any(),
        Asked::Answered(Err(error)) => view! { <p>{why(&error, words)}</p> }.into_any(),
    };
    view! { class = class,
        <section class="online chrome">
            <h2>{move || (words.online_title)(&place().unwrap_or_default())}</h2>
            <p class="soft small">
                {move || (words.online_note)(&source().unwrap_or(words.online_source.to_owned()))}
            </p>
            <div class="actions">
                <button
                    type="button"
                    class="button"
                    disabled=move || matches!(*asked.read(), Asked::Waiting)
                    on:click=ask
                >
                    <Glyph icon=Icon::Search />
                    {words.online_go}
                </button>
            </div>
            <div role="status" class="answer">{answer}</div>
        </section>
    }
}

#[component]
fn Rows(page: Page<Row>) -> impl IntoView {
    let class = style_sheet!("./src/pages/search/online.css");
    let words = use_words();
    let total = page.total.unwrap_or(page.rows.len() as u64);
    let head = if page.rows.is_empty() && page.rejected.is_empty() {
        words.online_none.to_owned()
    } else {
        (words.online_found)(total)
    };
    let unread = match page.rejected.len() {
        0 => None,
        n => Some(view! { class = class, <p class="soft small">{(words.online_unread)(n)}</p> }),
    };
    let rows = page
        .rows
        .into_iter()
        .map(|row| found(row.draft, words))
        .collect_view();
    view! { class = class,
        <p>{head}</p>
        {unread}
        <ul class="found">{rows}</ul>
    }
}

fn found(draft: Draft, words: &'static Words) -> impl IntoView {
    let class = style_sheet!("./src/pages/search/online.css");
    let date = format::date(draft.published.date(), clock::today(), words.lang);
    let title = match draft.official_url {
        Some(href) => view! { <OutLink href text=draft.title /> }.into_any(),
        None => view! { class = class, <span lang="zh-CN">{draft.title}</span> }.into_any(),
    };
    view! { class = class,
        <li class="hit">
            {title}
            <span class="soft small">
                {(words.domain)(draft.domain)}" · "{draft.stage_label}" · "{draft.region_label}" · "{date}
            </span>
        </li>
    }
}

fn why(error: &OnlineError, words: &Words) -> String {
    match error {
        OnlineError::TooFrequent(seconds) => (words.online_too_frequent)(*seconds),
        OnlineError::Refused => words.online_refused.into(),
        OnlineError::Odd => words.online_odd.into(),
        OnlineError::Off => words.online_off.into(),
        OnlineError::Offline => words.online_offline.into(),
    }
}
