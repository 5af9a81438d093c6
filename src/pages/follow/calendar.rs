//! The deadlines of what is followed, as a file for any calendar program. Made on the device.

use crate::locales::{names, use_follow_words, use_words};
use crate::platform::{clock, download};
use crate::route::{Route, address};
use crate::state::{Lang, Record, use_follows, use_record};
use leptos::prelude::*;
use record::calendar::{Event, calendar};
use record::follow::{Following, Target};
use record::{Notice, ProjectCode, Stage, UnifiedDealCode};

/// Days back from today of deadlines that are still told: a calendar may have them, and they may
/// have been moved or cancelled.
const BACK: i64 = 30;

/// A button that saves the file, where anything is due.
#[component]
pub fn Deadlines() -> impl IntoView {
    let more = use_follow_words();
    let lang = use_words().lang;
    let (follows, record) = (use_follows(), use_record());
    let events = Memo::new(move |_| {
        follows
            .get()
            .map_or_else(Vec::new, |held| events(record, &held, lang))
    });
    let count = move || events.with(Vec::len);
    let save = move |_| {
        let text = events.with_untracked(|events| calendar(more.calendar_name, events.iter()));
        download::save("gongkai.ics", "text/calendar", &text);
    };
    move || {
        (count() > 0).then(|| {
            view! {
                <section class="section chrome">
                    <h2>{more.calendar}</h2>
                    <p class="soft">{more.calendar_note}</p>
                    <div class="actions">
                        <button type="button" class="button" on:click=save>
                            {(more.calendar_save)(count())}
                        </button>
                    </div>
                </section>
            }
        })
    }
}

/// The deadlines of followed projects, each project's notices by their own.
fn events(record: Record, held: &Following, lang: Lang) -> Vec<Event> {
    let now = clock::now();
    let regions = record.regions();
    let mut out: Vec<Event> = Vec::new();
    for of in &held.subscriptions {
        let Target::Project(code) = &of.target else {
            continue;
        };
        let mut notices = record.project(&ProjectCode(code.clone()));
        if notices.is_empty() {
            notices = record.by_deal(&UnifiedDealCode(code.clone()));
        }
        let is_over = is_cancelled(&notices);
        let due = notices.iter().filter(|notice| is_due(notice, now.date()));
        for notice in due {
            let region = names::region(&regions, notice.region, "", lang);
            let region = (!region.is_empty()).then_some(region);
            let url = address(&Route::Notice(notice.id));
            let event = Event::of(notice, now, region.as_deref(), Some(url), is_over);
            let is_new = !out.iter().any(|other| other.notice == notice.id);
            out.extend(event.filter(|_| is_new));
        }
    }
    out
}

/// Whether a project has ended without a result, as its newest notice says.
fn is_cancelled(notices: &[Notice]) -> bool {
    notices
        .last()
        .is_some_and(|last| last.stage == Some(Stage::Cancellation))
}

fn is_due(notice: &Notice, today: chrono::NaiveDate) -> bool {
    notice
        .deadline
        .is_some_and(|at| (today - at.date()).num_days() <= BACK)
}
