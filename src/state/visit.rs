//! When the reader was last here, to count what is new since. Kept on the device only.
//!
//! A source says when a notice was published, not when this record first had it, and often only
//! the day. So a visit remembers which notices were newest, by id: what is as new and was not
//! among them is new.

use crate::platform::clock;
use crate::platform::storage::{self, Key};
use crate::state::record::Record;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use leptos::prelude::*;
use record::{Notice, NoticeId, Search};
use serde::{Deserialize, Serialize};

/// How many of the newest notices a visit remembers and compares.
pub const WINDOW: u32 = 400;
/// Somebody who comes back within this time is still on the same visit.
const PAUSE: TimeDelta = TimeDelta::minutes(30);

/// What is new since the last visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since {
    /// When that visit ended, on Beijing's clock.
    pub at: NaiveDateTime,
    /// How many notices are new.
    pub count: u32,
    /// Whether there may be more than were counted.
    pub or_more: bool,
}

/// A visit, as it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    at: NaiveDateTime,
    /// The newest notices then.
    newest: Vec<NoticeId>,
    /// The oldest day among them.
    oldest: NaiveDate,
}

/// What is stored: the visit before this one, and this one so far.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Visits {
    before: Option<Visit>,
    now: Option<Visit>,
}

/// The visit to compare with, as one begins now.
pub fn begin(now: NaiveDateTime) -> Option<Visit> {
    let visits: Visits = storage::load(Key::Visit).unwrap_or_default();
    let visits = visits.at(now);
    storage::save(Key::Visit, &visits);
    visits.before
}

/// Remembers what is newest now; to be called whenever the visit may be ending.
pub fn remember(record: Record) {
    let newest = record
        .archive
        .try_with_value(|a| {
            let regions = record.regions.get_untracked();
            a.search(&Search::default(), &regions, clock::today(), 0, WINDOW)
        })
        .map(|results| results.notices)
        .unwrap_or_default();
    let Some(visit) = Visit::of(clock::now(), &newest) else {
        return;
    };
    let visits: Visits = storage::load(Key::Visit).unwrap_or_default();
    let now = Some(visit);
    storage::save(Key::Visit, &Visits { now, ..visits });
}

impl Visits {
    fn at(self, now: NaiveDateTime) -> Self {
        match self.now {
            // A clock that was set back ends a visit too, or it might never end.
            Some(last) if (now - last.at).abs() > PAUSE => Self {
                before: Some(last),
                now: None,
            },
            _ => self,
        }
    }
}

impl Visit {
    /// `None` where nothing was loaded: such a visit saw nothing.
    fn of(at: NaiveDateTime, newest: &[Notice]) -> Option<Self> {
        let oldest = newest.iter().map(|n| n.published.date()).min()?;
        let newest = newest.iter().map(|n| n.id).collect();
        Some(Self { at, newest, oldest })
    }

    /// Of the newest notices now, those that this visit had not seen.
    pub(super) fn news(&self, newest: Vec<Notice>, limit: usize) -> (Since, Vec<Notice>) {
        let all_new = newest.len() as u32 >= WINDOW;
        let mut news = newest;
        // A notice older than all that were remembered may have been there already.
        news.retain(|n| n.published.date() >= self.oldest && !self.newest.contains(&n.id));
        let count = u32::try_from(news.len()).unwrap_or(u32::MAX);
        let since = Since {
            at: self.at,
            count,
            or_more: all_new && count >= WINDOW,
        };
        news.truncate(limit);
        (since, news)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        format!("2026-11-{text}:00").parse().unwrap()
    }

    fn ended(text: &str) -> Option<Visit> {
        Some(Visit {
            at: at(text),
            newest: Vec::new(),
            oldest: at(text).date(),
        })
    }

    #[test]
    fn a_visit_ends_after_a_pause_and_survives_a_reload() {
        let visits = || Visits {
            before: ended("20T08:00"),
            now: ended("24T09:00"),
        };
        assert_eq!(visits().at(at("24T09:10")).before, ended("20T08:00"));
        assert_eq!(visits().at(at("24T09:31")).before, ended("24T09:00"));
        // The device's clock was set back by days.
        assert_eq!(visits().at(at("22T09:00")).before, ended("24T09:00"));
    }

    #[test]
    fn a_first_visit_has_nothing_to_compare_with() {
        assert_eq!(Visits::default().at(at("24T09:00")).before, None);
    }
}
