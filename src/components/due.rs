//! How near a deadline is. Pure: the caller says what time it is.

use crate::locales::{Words, format};
use chrono::{NaiveDate, NaiveDateTime};
use record::When;

/// Days before a deadline from which on it is shown as near.
const NEAR: i64 = 3;

/// How a deadline stands against now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Behind us.
    Passed,
    /// In so many days, and that is soon.
    Soon(i64),
    /// In so many days.
    Later(i64),
}

impl Due {
    /// A deadline of which only the day is known holds to the end of that day.
    pub fn of(deadline: When, now: NaiveDateTime) -> Self {
        let passed = match deadline {
            When::Day(day) => day < now.date(),
            When::At(at) => at < now,
        };
        let days = (deadline.date() - now.date()).num_days();
        match passed {
            true => Self::Passed,
            false if days <= NEAR => Self::Soon(days),
            false => Self::Later(days),
        }
    }

    /// The value of `data-due`, by which sheets colour it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Soon(_) => "soon",
            Self::Later(_) => "later",
        }
    }

    /// How long there is, in words; what has passed says so by its date.
    pub fn text(self, deadline: When, today: NaiveDate, words: &Words) -> String {
        let date = format::when(deadline, today, words.lang);
        match self {
            Self::Passed => (words.closed)(&date),
            Self::Soon(days) | Self::Later(days) => (words.due)(&date, days),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn a_day_holds_to_its_end_and_a_time_to_its_second() {
        let now = When::parse("2026-11-25T17:00:00+08:00").unwrap().start();
        let check = |deadline, wanted| {
            assert_eq!(
                Due::of(When::parse(deadline).unwrap(), now),
                wanted,
                "{deadline}"
            );
        };
        check("2026-11-24", Due::Passed);
        check("2026-11-25", Due::Soon(0));
        check("2026-11-25T16:59:59+08:00", Due::Passed);
        check("2026-11-25T17:00:00+08:00", Due::Soon(0));
        check("2026-11-28", Due::Soon(3));
        check("2026-11-29", Due::Later(4));
    }
}
