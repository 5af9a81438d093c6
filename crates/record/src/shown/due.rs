//! How near a deadline is. Pure: the caller says what time it is.

use crate::When;
use chrono::NaiveDateTime;

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

    /// The same in words, with the deadline as it is written.
    pub fn text(self, at: &str) -> String {
        match self {
            Self::Passed => closed(at),
            Self::Soon(days) | Self::Later(days) => due(at, days),
        }
    }
}

/// That a deadline has passed.
pub fn closed(at: &str) -> String {
    format!("{at} 已截止")
}

/// That a deadline is so many days ahead.
pub fn due(at: &str, days: i64) -> String {
    match days {
        0 => format!("{at} 截止 · 今天"),
        1 => format!("{at} 截止 · 明天"),
        _ => format!("{at} 截止 · 还有 {days} 天"),
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
