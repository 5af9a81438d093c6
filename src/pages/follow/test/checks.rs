//! Checks that the app, or the browser for it, runs on the device.

use super::rung::{Rung, Verdict};
use crate::locales::{format, use_hand_words, use_words};
use crate::platform::clock;
use crate::platform::probe::{self, Periodic};
use crate::state::{Health, loaded, use_follows, use_record};
use leptos::prelude::*;

/// 打开即核对: the one promise, and a button that keeps it now.
#[component]
pub fn Open() -> impl IntoView {
    let (words, frame) = (use_hand_words(), use_words());
    let (record, follows) = (use_record(), use_follows());
    let said = move |at: Option<chrono::NaiveDateTime>| {
        at.map_or(frame.never.to_owned(), |at| {
            format::moment(at, clock::today(), frame.lang)
        })
    };
    let verdict = move || match record.health() {
        Health::Fresh { .. } => Verdict::Works,
        Health::Starting | Health::Checking => Verdict::Trying,
        _ => Verdict::No,
    };
    let why = move || match record.health() {
        Health::Fresh { at } => (words.open_why)(&said(Some(at))),
        Health::Starting | Health::Checking => words.open_trying.to_owned(),
        Health::Offline { at } => (words.open_offline)(&said(at)),
        Health::Damaged { .. } => words.open_damaged.to_owned(),
        Health::TooNew => frame.too_new.to_owned(),
        Health::Missing => frame.missing.to_owned(),
    };
    // The alerts that there were before a check that the reader asked for.
    let before = RwSignal::new(None::<usize>);
    let count = move || follows.get().map_or(0, |held| held.alerts.len());
    let check = move |_| {
        before.set(Some(untrack(count)));
        record.check_now();
    };
    let found = move || {
        let before = before.get()?;
        let is_fresh = matches!(record.health(), Health::Fresh { .. });
        is_fresh.then(|| {
            let came = (words.open_found)(count().saturating_sub(before));
            let rest = follows.is_incomplete().then_some(words.open_incomplete);
            format!("{came}{}", rest.unwrap_or_default())
        })
    };
    view! {
        <Rung
            code="open"
            name=words.open
            verdict=Signal::derive(verdict)
            why=Signal::derive(why)
        >
            <div class="actions">
                <button type="button" class="button" data-kind="main" on:click=check>
                    {frame.check_now}
                </button>
                <span role="status">{found}</span>
            </div>
        </Rung>
    }
}

/// The timer of a page that stays open.
#[component]
pub fn Timer() -> impl IntoView {
    let words = use_hand_words();
    view! {
        <Rung
            code="timer"
            name=words.timer
            verdict=Verdict::Works
            why=words.timer_why.to_owned()
        />
    }
}

/// Checks that the browser runs when it sees fit.
#[component]
pub fn PeriodicSync() -> impl IntoView {
    let words = use_hand_words();
    let tried = loaded(probe::register_periodic);
    let verdict = move || match tried.get() {
        None => Verdict::Trying,
        Some(Periodic::Registered) => Verdict::Unknown,
        Some(Periodic::NoWorker) => Verdict::Unknown,
        Some(Periodic::Absent | Periodic::Refused) => Verdict::No,
    };
    let why = move || {
        let why = match tried.get() {
            None => "",
            Some(Periodic::Registered) => words.periodic_works,
            Some(Periodic::NoWorker) => words.no_worker,
            Some(Periodic::Refused) => words.periodic_refused,
            Some(Periodic::Absent) => words.periodic_absent,
        };
        why.to_owned()
    };
    view! {
        <Rung
            code="periodic"
            name=words.periodic
            verdict=Signal::derive(verdict)
            why=Signal::derive(why)
        />
    }
}
