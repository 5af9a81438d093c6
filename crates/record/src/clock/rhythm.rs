//! How often a source publishes (发布节奏), and whether it is silent for longer than that.
//!
//! Counts working days, so that a holiday is no silence. A rhythm says what is usual, never what
//! is due.

use super::Workdays;
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// Days back from today of which a rhythm is made.
pub const WINDOW_DAYS: u64 = 180;
/// Fewer days of publication than these make no rhythm.
const LEAST: usize = 10;

/// The longest time, in working days, that a source usually lets pass between two days on which
/// it publishes: twice the 95th percentile of the gaps, each at least 1. `days` are days of
/// publication in any order; those outside of the last [`WINDOW_DAYS`] do not count. `None` while
/// there are fewer than ten.
pub fn rhythm(
    days: impl IntoIterator<Item = NaiveDate>,
    today: NaiveDate,
    workdays: &Workdays,
) -> Option<u16> {
    let from = today.checked_sub_days(Days::new(WINDOW_DAYS))?;
    let days: BTreeSet<NaiveDate> = days
        .into_iter()
        .filter(|day| (from..=today).contains(day))
        .collect();
    if days.len() < LEAST {
        return None;
    }
    let pairs = days.iter().zip(days.iter().skip(1));
    let mut gaps: Vec<u32> = pairs
        .map(|(a, b)| workdays.between(*a, *b).max(1))
        .collect();
    gaps.sort_unstable();
    // The nearest rank, rounded up: of few gaps it is the longest.
    let rank = (gaps.len() * 95).div_ceil(100);
    let usual = gaps.get(rank.checked_sub(1)?)?;
    u16::try_from(usual.saturating_mul(2)).ok()
}

/// For how many working days a source has been silent, if that is longer than its rhythm.
pub fn is_quiet(
    last_item: NaiveDate,
    rhythm: u16,
    today: NaiveDate,
    workdays: &Workdays,
) -> Option<u32> {
    let silent = workdays.between(last_item, today);
    (silent > rhythm.into()).then_some(silent)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn workdays() -> Workdays {
        Workdays::from_json(include_bytes!("../../data/holidays.json")).unwrap()
    }

    /// Every nth working day of the half year up to a day.
    fn every(nth: usize, until: NaiveDate, workdays: &Workdays) -> Vec<NaiveDate> {
        let days = (0..180).filter_map(|ago| until.checked_sub_days(Days::new(ago)));
        days.filter(|day| workdays.is_workday(*day))
            .step_by(nth)
            .collect()
    }

    #[test]
    fn a_rhythm_is_twice_the_usual_gap() {
        let (workdays, today) = (workdays(), day("2026-09-18"));
        for (nth, expected) in [(1, 2), (3, 6), (7, 14)] {
            let days = every(nth, today, &workdays);
            assert_eq!(rhythm(days, today, &workdays), Some(expected), "{nth}");
        }
        // Publishing on Saturdays too makes no gap shorter than a day.
        let all = (0..30).filter_map(|ago| today.checked_sub_days(Days::new(ago)));
        assert_eq!(rhythm(all, today, &workdays), Some(2));
    }

    #[test]
    fn one_long_gap_among_many_is_not_usual() {
        let (workdays, today) = (workdays(), day("2026-09-18"));
        let mut days = every(1, today, &workdays);
        days.drain(20..30);
        assert_eq!(rhythm(days, today, &workdays), Some(2));
    }

    #[test]
    fn of_too_few_days_nothing_is_known() {
        let (workdays, today) = (workdays(), day("2026-09-18"));
        let days = every(1, today, &workdays);
        assert_eq!(rhythm(days[..9].to_vec(), today, &workdays), None);
        assert!(rhythm(days[..10].to_vec(), today, &workdays).is_some());
        // All of them long ago.
        let old = day("2025-09-18");
        assert_eq!(rhythm(every(1, old, &workdays), today, &workdays), None);
    }

    #[test]
    fn a_weeks_holiday_raises_no_alarm_and_a_week_of_silence_does() {
        let workdays = workdays();
        // The National Day holiday of 2026 is 1 to 7 October.
        let last = day("2026-09-30");
        let rhythm = rhythm(every(1, last, &workdays), last, &workdays).unwrap();
        assert_eq!(is_quiet(last, rhythm, day("2026-10-08"), &workdays), None);
        let last = day("2026-11-16");
        let quiet = is_quiet(last, rhythm, day("2026-11-23"), &workdays);
        assert_eq!(quiet, Some(5));
        assert_eq!(is_quiet(last, rhythm, day("2026-11-18"), &workdays), None);
    }
}
