//! 数据来源: when each was last really checked, and how that went.

use super::Part;
use crate::components::outlink::OutLink;
use crate::components::status::line::{self, Mark};
use crate::components::{Fact, Facts};
use crate::locales::{format, names, use_keep_words, use_words};
use crate::platform::clock;
use crate::route::Section;
use crate::state::{Health, use_record};
use leptos::prelude::*;
use record::site::{Dataset, Source};
use stylers_macro::style_sheet;

/// The sources.
#[component]
pub fn Sources() -> impl IntoView {
    let (words, keep) = (use_words(), use_keep_words());
    let record = use_record();
    let list = move || {
        let manifest = record.manifest()?;
        Some(
            manifest
                .sources
                .iter()
                .map(|s| view! { <One source=s.clone() /> })
                .collect_view(),
        )
    };
    let ours = move || {
        let today = clock::today();
        let at = |at| format::moment(at, today, words.lang);
        match record.health() {
            Health::Starting => words.starting.to_owned(),
            Health::Checking => words.checking.to_owned(),
            // The line above says when the sources were; this is when we asked the publisher.
            Health::Fresh { at: when } => (keep.kept_since)(&at(when)),
            Health::Offline { at: Some(when) } => (words.offline)(&at(when)),
            Health::Offline { at: None } => words.offline_never.to_owned(),
            Health::Damaged { at: Some(when), .. } => (words.damaged)(&at(when)),
            Health::Damaged { at: None, .. } => words.damaged_empty.to_owned(),
            Health::TooNew => words.too_new.to_owned(),
            Health::Missing => words.missing.to_owned(),
        }
    };
    view! {
        <Part section=Section::Sources>
            <p class="soft">{words.sources_note}</p>
            {list}
            <div class="card section">
                <h3>{words.our_copy}</h3>
                <p role="status">{ours}</p>
                <div class="actions">
                    <button type="button" class="button" on:click=move |_| record.check_now()>
                        {words.check_now}
                    </button>
                </div>
            </div>
        </Part>
    }
}

#[component]
fn One(source: Source) -> impl IntoView {
    let class = style_sheet!("./src/pages/more/sources.css");
    let words = use_words();
    let today = clock::today();
    let checked = source.last_ok_at.map(names::beijing);
    let checked = checked.map_or(words.never.to_owned(), |at| {
        format::when(record::When::At(at), today, words.lang)
    });
    let newest = source.last_item_at;
    let newest = newest.map_or(words.never.to_owned(), |at| {
        format::when(at, today, words.lang)
    });
    let facts = vec![
        Fact::new(words.last_check, checked),
        Fact::new(words.newest_item, newest),
    ];
    let record = use_record();
    let live = record
        .manifest()
        .is_some_and(|m| m.instance.dataset == Dataset::Live);
    let Mark { ok, note, .. } = line::mark(words, &source, live, clock::now());
    let state = if ok { words.source_ok.to_owned() } else { note };
    view! { class = class,
        <div class="card source">
            <h3>{source.name.clone()}</h3>
            <p class="state" data-ok=ok.to_string()>{state}</p>
            <Facts facts />
            <div><OutLink href=source.url text=source.name /></div>
        </div>
    }
}
