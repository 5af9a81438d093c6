//! 改过什么: every revision, field by field, with when this record first saw it, and which of it the
//! reader has not seen yet.

use crate::locales::{format, use_duty_words, use_words};
use crate::platform::clock;
use crate::state::seen;
use leptos::prelude::*;
use record::{NoticeId, Revision, When};
use stylers_macro::style_sheet;

/// The revisions, newest first.
#[component]
pub fn Revisions(
    /// The notice.
    id: NoticeId,
    /// Every state of it, oldest first.
    revisions: Vec<Revision>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/notice/revisions.css");
    let (words, more) = (use_words(), use_duty_words());
    let seen = revisions.last().and_then(|r| seen::see(id, r.number));
    let since = match (seen, revisions.last()) {
        (Some(seen), Some(newest)) if seen >= newest.number => Some(more.seen_before),
        _ => None,
    };
    let shown = |value: String| match When::parse(&value) {
        Some(when) => format::when(when, clock::today(), words.lang),
        None if value.is_empty() => words.empty_value.to_owned(),
        None => value,
    };
    let items = revisions
        .into_iter()
        .rev()
        .map(|revision| {
            let at = format::when(revision.first_seen, clock::today(), words.lang);
            let is_new = seen.is_some_and(|seen| revision.number > seen);
            let title = match revision.number {
                1 => (words.revision_one)(&at),
                n => (words.revision_next)(n, &at),
            };
            let changes = revision
                .changes
                .into_iter()
                .map(|[label, before, after]| {
                    view! { class = class,
                        <li class="change">
                            <b>{label}</b>
                            <span><span class="word">{words.before}</span>" "<del>{shown(before)}</del></span>
                            <span><span class="word">{words.after}</span>" "<ins>{shown(after)}</ins></span>
                        </li>
                    }
                })
                .collect_view();
            let changes = (!changes.is_empty()).then(|| {
                view! { class = class, <ul class="changes">{changes}</ul> }
            });
            view! {
                <li>
                    {is_new.then(|| view! { class = class, <p class="since">{more.new_since}</p> })}
                    <p>{title}</p>
                    {changes}
                </li>
            }
        })
        .collect_view();
    view! { class = class,
        <section class="section">
            <h2>{words.revisions_title}</h2>
            {since.map(|text| view! { <p class="soft">{text}</p> })}
            <ol class="revisions">{items}</ol>
        </section>
    }
}
