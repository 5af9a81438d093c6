//! How sure the inbox is: when it was checked, which source says nothing, what could not be told,
//! and what is wrong with the device's own record. Nothing new and not checked never look alike.

use crate::components::status::line::mark;
use crate::locales::{format, names, use_follow_words, use_words};
use crate::platform::agent::Agent;
use crate::platform::clock;
use crate::route::{Follow, Route};
use crate::state::follows::FollowTrouble;
use crate::state::reference::use_workdays;
use crate::state::{Health, following, inbox, use_follows, use_record};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::Search;
use record::clock::{Workdays, is_quiet};
use record::site::{Dataset, Source};

/// Subscriptions after which the reader is reminded of the backup.
const WORTH_A_BACKUP: usize = 3;

/// What is wrong, loudest first.
#[component]
pub fn Troubles() -> impl IntoView {
    let (words, more) = (use_words(), use_follow_words());
    let (follows, record) = (use_follows(), use_record());
    let loud = |text: String| view! { <p class="loud" role="alert">{text}</p> };
    let wechat = (Agent::here() == Agent::WeChat).then(|| loud(more.wechat.to_owned()));
    let trouble = move || {
        let (text, is_lost) = match follows.trouble()? {
            FollowTrouble::Newer => (more.newer, false),
            FollowTrouble::PutAside => (more.put_aside, true),
            FollowTrouble::Evicted => (more.evicted, true),
            FollowTrouble::Unkept => (more.unkept, false),
        };
        let restore = is_lost.then(|| {
            let href = Route::Follow(Follow::Hand).href();
            view! { <div class="actions chrome"><a class="button" href=href>{more.restore}</a></div> }
        });
        Some(view! { {loud(text.to_owned())}{restore} })
    };
    let unchecked = Memo::new(move |_| {
        let at = |at| format::moment(at, clock::today(), words.lang);
        let held = follows
            .get()
            .filter(|held| !held.subscriptions.is_empty())?;
        let is_off = matches!(
            record.health(),
            Health::Offline { .. } | Health::Damaged { .. } | Health::Missing | Health::TooNew
        );
        let checked = held.checks.reached.map_or(words.never.to_owned(), at);
        match (held.checks.failing_since, is_off) {
            (Some(since), true) => Some((more.failing)(&at(since), &checked)),
            (None, true) => Some((more.unchecked)(&checked)),
            _ => follows.is_incomplete().then(|| more.incomplete.to_owned()),
        }
    });
    let unchecked = move || {
        let text = unchecked.get()?;
        Some(view! {
            {loud(text)}
            <div class="actions chrome">
                <button type="button" class="button" on:click=move |_| record.check_now()>
                    {words.retry}
                </button>
            </div>
        })
    };
    let gap = Memo::new(move |_| follows.get().and_then(|held| held.gap));
    let gap = move || {
        let since = gap.get()?;
        let search = Search {
            from: Some(since.date()),
            ..Search::default()
        };
        let dismiss = move |_| {
            spawn_local(async move {
                following::change(follows, |f| f.gap = None).await;
            });
        };
        let day = format::date(since.date(), clock::today(), words.lang);
        Some(view! {
            <p class="loud">{(more.gap)(&day)}</p>
            <div class="actions chrome">
                <a class="button" href=Route::Search(search).href()>{(more.gap_search)(&day)}</a>
                <button type="button" class="button" on:click=dismiss>{more.noted}</button>
            </div>
        })
    };
    view! {
        {wechat}
        {trouble}
        {unchecked}
        {gap}
    }
}

/// Once somebody would miss what is followed: that it can be kept elsewhere.
#[component]
pub fn Reminder() -> impl IntoView {
    let more = use_follow_words();
    let follows = use_follows();
    let may = RwSignal::new(inbox::may_remind());
    let many = Memo::new(move |_| {
        let held = follows.get();
        held.is_some_and(|held| held.subscriptions.len() >= WORTH_A_BACKUP)
    });
    move || {
        (may.get() && many.get()).then(|| {
            let never = move |_| {
                inbox::remind_never();
                may.set(false);
            };
            view! {
                <section class="card section chrome">
                    <p>{more.backup}</p>
                    <div class="actions">
                        <a class="button" href=Route::Follow(Follow::Hand).href()>{more.backup_do}</a>
                        <button type="button" class="button" on:click=never>{more.backup_never}</button>
                    </div>
                </section>
            }
        })
    }
}

/// When it was checked, by source.
#[component]
pub fn Standing() -> impl IntoView {
    let (words, more) = (use_words(), use_follow_words());
    let (follows, record) = (use_follows(), use_record());
    let workdays = use_workdays(record);
    let checked = move || {
        let at = follows.get()?.checks.reached;
        let at = at.map(|at| format::moment(at, clock::today(), words.lang));
        Some(at.map_or(words.never_checked.to_owned(), |at| (words.checked)(&at)))
    };
    let sources = move || {
        let manifest = record.manifest()?;
        let live = manifest.instance.dataset == Dataset::Live;
        // Without the calendar a holiday counts as working days: better a word too many.
        let days = workdays.get().and_then(Result::ok).unwrap_or_default();
        let (now, today) = (clock::now(), clock::today());
        let items = manifest.sources.iter().map(|source| {
            let state = mark(words, source, live, now);
            let at = source.last_ok_at.map(names::beijing);
            let at = at.map_or(words.never.to_owned(), |at| {
                format::moment(at, today, words.lang)
            });
            let note = if state.ok {
                words.source_ok
            } else {
                &state.note
            };
            let line = (more.source)(&source.name, &at, note);
            let silent = live.then(|| silent(source, today, &days)).flatten();
            let silent = silent.map(|(days, usual)| {
                view! { <p class="loud">{(more.source_silent)(&source.name, days, usual)}</p> }
            });
            let class = if state.ok { "soft small" } else { "loud" };
            view! { <li class="section"><p class=class>{line}</p>{silent}</li> }
        });
        Some(items.collect_view())
    };
    view! {
        <section class="section">
            <h2>{more.checked_title}</h2>
            <p role="status">{checked}</p>
            <ul class="section">{sources}</ul>
        </section>
    }
}

/// For how many working days a source has published nothing, and how many are usual, where that
/// is longer.
fn silent(source: &Source, today: NaiveDate, days: &Workdays) -> Option<(u32, u16)> {
    let usual = source.rhythm_days?;
    let last = source.last_item_at?.date();
    is_quiet(last, usual, today, days).map(|silent| (silent, usual))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use record::site::SourceState;
    use record::{SourceId, When};

    #[test]
    fn a_source_is_silent_only_past_its_own_rhythm() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut source = Source {
            id: SourceId("ygp".into()),
            name: "粤公平".into(),
            url: String::new(),
            last_ok_at: None,
            last_item_at: Some(When::Day(day("2026-11-17"))),
            rhythm_days: Some(2),
            state: SourceState::Ok,
        };
        let days = Workdays::default();
        let is = |source: &Source, on: &str| silent(source, day(on), &days);
        assert_eq!(is(&source, "2026-11-19"), None);
        assert_eq!(
            is(&source, "2026-11-22"),
            Some((3, 2)),
            "a weekend is no silence"
        );
        assert_eq!(is(&source, "2026-11-25"), Some((6, 2)));
        source.rhythm_days = None;
        assert_eq!(is(&source, "2027-11-25"), None);
    }
}
