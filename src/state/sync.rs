//! Keeps our copy of the record in step with the publisher's: when to ask, how often to retry,
//! and what to say about it.
//!
//! One task, so nothing here runs twice at once. It reads what the device holds first, so that
//! the app works at once and offline; then it asks for the manifest, by one conditional request.
//! What it then does is in [`super::copy`].

use crate::platform::page::Moment;
use crate::platform::storage::{self, Key};
use crate::platform::{clock, net, page};
use crate::state::copy::{Copy, Trouble};
use crate::state::files;
use crate::state::judge::{self, Damage, Refused};
use crate::state::record::{Health, Record};
use crate::state::visit;
use chrono::NaiveDateTime;
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::site::MANIFEST;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Between two checks of an open page, in milliseconds.
const INTERVAL: i32 = 600_000;
/// After the first failure; each further one waits three times as long, up to [`INTERVAL`].
const FIRST_RETRY: i32 = 5_000;
/// Longest wait for the manifest.
const TIMEOUT: i32 = 15_000;
/// A page that comes back to the foreground is checked unless that was done this lately.
const LATELY: f64 = 60_000.0;

thread_local! {
    /// The last manifest that came and asked for a later app.
    static LATER: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// Whether a manifest that asks for a later app says that no worker is wanted; `None` where no such
/// manifest came.
pub(super) fn later_wants_no_worker() -> Option<bool> {
    LATER.with_borrow(|later| later.as_deref().map(judge::wants_no_worker))
}

/// Begins to keep a record in step, for as long as its signals live.
pub(super) fn start(record: Record) {
    let Some(alarm) = record.alarm.try_get_value() else {
        return;
    };
    let last = Rc::new(Cell::new(0.0));
    let sync = Sync {
        record,
        copy: Copy::empty(record),
        alarm: alarm.clone(),
        last: last.clone(),
        checked: storage::load(Key::Checked),
    };
    page::on_moment(move |moment| match moment {
        Moment::Shown if clock::ticks() - last.get() > LATELY => alarm.ring(),
        Moment::Shown => {}
        Moment::Online => alarm.ring(),
        Moment::Hidden => visit::remember(record),
        Moment::Offline => {
            let at = storage::load(Key::Checked);
            let fresh = |h: &Health| matches!(h, Health::Fresh { .. });
            if record.health.try_with_untracked(fresh) == Some(true) {
                record.health.try_set(Health::Offline { at });
            }
        }
    });
    spawn_local(sync.run());
}

struct Sync {
    record: Record,
    copy: Copy,
    alarm: clock::Alarm,
    /// When the publisher was last asked, on the steady clock.
    last: Rc<Cell<f64>>,
    /// When our copy was last compared, on Beijing's clock.
    checked: Option<NaiveDateTime>,
}

impl Sync {
    async fn run(mut self) {
        let mut failures = 0;
        let mut outcome = self.copy.boot().await;
        while !self.record.version.is_disposed() {
            if outcome.is_ok() {
                self.last.set(clock::ticks());
                outcome = self.check().await;
            }
            failures = if outcome.is_ok() { 0 } else { failures + 1 };
            self.report(&outcome);
            self.alarm.wait(pause(failures)).await;
            outcome = Ok(());
        }
    }

    /// Asks the publisher, follows it, and loads what is missing.
    async fn check(&mut self) -> Result<(), Trouble> {
        let starting = |h: &Health| matches!(h, Health::Starting | Health::Missing);
        if self.record.health.try_with_untracked(starting) == Some(true) {
            self.record.health.try_set(Health::Checking);
        }
        self.copy.reshape().await?;
        let tag = self.copy.have.as_ref().and(self.copy.tag.clone());
        let freshness = net::Freshness::Ask(tag.as_deref());
        let address = files::stored_as(MANIFEST);
        let answer = net::get(&address, freshness, TIMEOUT).await;
        let answer = answer.map_err(|_| Trouble::Offline)?;
        let date = answer.date.clone();
        match answer.status {
            304 if self.copy.have.is_some() => {}
            200 => {
                let have = self.copy.have.clone();
                let new = self.copy.read(&answer.bytes, have.as_deref());
                if matches!(new, Err(Refused::TooNew)) {
                    LATER.set(Some(answer.bytes));
                    return Err(Trouble::TooNew);
                }
                self.copy.follow(new?, answer).await?;
            }
            status => return Err(Trouble::Damaged(Damage::Status(status))),
        }
        self.copy.correct_clock(date.as_deref());
        let now = clock::now();
        self.checked = Some(now);
        storage::save(Key::Checked, &now);
        self.record.health.try_set(Health::Fresh { at: now });
        self.copy.load().await?;
        self.copy.tidy().await;
        Ok(())
    }

    fn report(&self, outcome: &Result<(), Trouble>) {
        let at = self.checked;
        let health = match outcome {
            Ok(()) => return,
            Err(Trouble::TooNew) => Health::TooNew,
            Err(Trouble::Offline | Trouble::Damaged(Damage::Status(_)))
                if self.copy.have.is_none() =>
            {
                Health::Missing
            }
            Err(Trouble::Offline) => Health::Offline { at },
            Err(Trouble::Damaged(what)) => Health::Damaged {
                what: what.clone(),
                at,
            },
        };
        self.record.health.try_set(health);
    }
}

/// How long to wait until the next check.
fn pause(failures: u32) -> i32 {
    match failures {
        0 => INTERVAL,
        n => FIRST_RETRY
            .saturating_mul(3_i32.saturating_pow(n - 1))
            .min(INTERVAL),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_retried_ever_more_rarely() {
        let pauses: Vec<i32> = [1, 2, 3, 5, 6, 40].map(pause).into();
        assert_eq!(pauses, [5_000, 15_000, 45_000, 405_000, INTERVAL, INTERVAL]);
        assert_eq!(pause(0), INTERVAL);
    }
}
