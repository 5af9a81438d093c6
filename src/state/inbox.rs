//! How much of the inbox the reader has seen, and what was said once and for all. Kept on the
//! device only; what is read stands in the inbox itself.

use crate::platform::storage::{self, Key};
use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

/// Somebody who comes back within this time is still on the same visit.
const PAUSE: TimeDelta = TimeDelta::minutes(30);

/// The record in storage. Every part is optional, so that a part added later loses nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Notes {
    /// The newest sequence that visits before this one have shown.
    before: u64,
    /// The newest that this one has.
    now: u64,
    /// When it was last shown.
    at: Option<NaiveDateTime>,
    /// The reader does not want to hear of the backup.
    no_backup: bool,
    /// The reader does not want to be invited to install the app.
    no_invite: bool,
}

impl Notes {
    fn shown(self, newest: u64, now: NaiveDateTime) -> Self {
        // A clock that was set back ends a visit too, or it might never end.
        let same = self.at.is_some_and(|at| (now - at).abs() <= PAUSE);
        Self {
            before: if same { self.before } else { self.now },
            now: newest,
            at: Some(now),
            ..self
        }
    }
}

/// Notes that the inbox is shown up to a sequence; the one that earlier visits have shown.
pub fn show(newest: u64, now: NaiveDateTime) -> u64 {
    let notes = read().shown(newest, now);
    storage::save(Key::Inbox, &notes);
    notes.before
}

/// Whether the reader may be reminded of the backup.
pub fn may_remind() -> bool {
    !read().no_backup
}

/// Never reminds of the backup again.
pub fn remind_never() {
    let notes = Notes {
        no_backup: true,
        ..read()
    };
    storage::save(Key::Inbox, &notes);
}

/// Whether the reader may be invited to install the app.
pub fn may_invite() -> bool {
    !read().no_invite
}

/// Never invites again.
pub fn invite_never() {
    let notes = Notes {
        no_invite: true,
        ..read()
    };
    storage::save(Key::Inbox, &notes);
}

fn read() -> Notes {
    storage::load(Key::Inbox).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn a_visit_compares_with_the_one_before_and_survives_a_reload() {
        let at = |minute: i64| {
            let day: NaiveDateTime = "2026-11-26T09:00:00".parse().unwrap();
            day + TimeDelta::minutes(minute)
        };
        let first = Notes::default().shown(7, at(0));
        assert_eq!(first.before, 0);
        assert_eq!(first.shown(9, at(10)).before, 0);
        let later = first.shown(9, at(10)).shown(12, at(60));
        assert_eq!(later.before, 9);
        assert_eq!(
            later.shown(12, at(-60)).before,
            12,
            "the clock was set back"
        );
        assert!(later.shown(12, at(61)).at.is_some());
    }
}
