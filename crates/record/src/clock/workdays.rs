//! Working days (工作日): Monday to Friday, as the State Council's yearly notice changes them.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The calendar of working days.
///
/// Counts by a table of running sums, so that a hundred thousand periods take milliseconds; days
/// before and after the table are counted one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workdays {
    /// Days that a notice names: off (false) or a make-up working day (true).
    named: BTreeMap<NaiveDate, bool>,
    /// Years whose notice is known.
    known: Vec<i32>,
    /// The first day of the table.
    first: NaiveDate,
    /// Working days up to and with each day since.
    sums: Vec<u32>,
}

/// Years after the last known one that the table still covers: limits are at most a year long.
const BEYOND: i32 = 2;

/// The day on which something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The last day.
    pub day: NaiveDate,
    /// Whether it rests on a year whose notice is not out yet (预计).
    pub expected: bool,
}

/// The calendar as the site data has it: the notice of each year, with the days that it names.
#[derive(Deserialize, Serialize)]
struct Data {
    years: Vec<Year>,
}

/// One yearly notice; it may name days of the December before.
#[derive(Deserialize, Serialize)]
struct Year {
    year: i32,
    off: Vec<NaiveDate>,
    work: Vec<NaiveDate>,
}

impl Workdays {
    /// Reads `holidays-….json` of the site data.
    ///
    /// # Errors
    ///
    /// If it is not of that shape, or a year has no days off.
    pub fn from_json(json: &[u8]) -> serde_json::Result<Self> {
        let data: Data = serde_json::from_slice(json)?;
        // A year whose notice is not out is left out, not left empty: its feasts would be counted.
        let odd = |y: &&Year| !(2000..=2100).contains(&y.year) || y.off.is_empty();
        if let Some(odd) = data.years.iter().find(odd) {
            let text = format!("the year {} is none, or has no day off", odd.year);
            return Err(serde::de::Error::custom(text));
        }
        let mut calendar = Self::default();
        for Year { year, off, work } in data.years {
            calendar.known.push(year);
            calendar
                .named
                .extend(off.into_iter().map(|day| (day, false)));
            calendar
                .named
                .extend(work.into_iter().map(|day| (day, true)));
        }
        calendar.sum();
        Ok(calendar)
    }

    fn sum(&mut self) {
        let (Some(&first), Some(&last)) = (self.known.iter().min(), self.known.iter().max()) else {
            return;
        };
        let new_year = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
        let end = new_year(last + 1 + BEYOND);
        self.first = new_year(first);
        let mut sum = 0;
        let days = self.first.iter_days().take_while(|day| *day < end);
        let sums = days.map(|day| {
            sum += u32::from(self.is_workday(day));
            sum
        });
        self.sums = sums.collect();
    }

    /// Working days up to and with a day, where the table has it.
    fn sum_of(&self, day: NaiveDate) -> Option<u32> {
        let at = usize::try_from((day - self.first).num_days()).ok()?;
        self.sums.get(at).copied()
    }

    /// Whether people work on that day.
    pub fn is_workday(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.named.get(&day).copied().unwrap_or(!weekend)
    }

    /// The last day of a period of so many working days. The day on which it starts does not
    /// count (民法典 §201).
    pub fn after(&self, start: NaiveDate, count: u32) -> Due {
        let day = self.far(start, count).unwrap_or_else(|| {
            let mut day = start;
            for _ in 0..count {
                day = self.next(day);
            }
            day
        });
        self.due(start, day)
    }

    /// The last day of a period of so many natural days: one that ends on a day off ends on the
    /// next working day (民法典 §201, §203).
    pub fn after_days(&self, start: NaiveDate, count: u32) -> Due {
        let last = start.checked_add_days(Days::new(count.into()));
        let last = last.unwrap_or(NaiveDate::MAX);
        let day = if self.is_workday(last) {
            last
        } else {
            self.next(last)
        };
        self.due(start, day)
    }

    /// Working days after a day, up to and with another; 0 where that is not later.
    pub fn between(&self, start: NaiveDate, end: NaiveDate) -> u32 {
        if let (Some(before), Some(until)) = (self.sum_of(start), self.sum_of(end)) {
            return until.saturating_sub(before);
        }
        let days = start.iter_days().skip(1).take_while(|day| *day <= end);
        days.filter(|day| self.is_workday(*day)).count() as u32
    }

    /// Whether the days off of this whole time are published. A notice may name days of the
    /// December before, so its last week is open until the next year's is out.
    pub fn knows(&self, start: NaiveDate, end: NaiveDate) -> bool {
        let until = end.checked_add_days(Days::new(7)).unwrap_or(end);
        (start.year()..=until.year()).all(|year| self.known.contains(&year))
    }

    /// The day so many working days after another, by the table.
    fn far(&self, start: NaiveDate, count: u32) -> Option<NaiveDate> {
        let wanted = self.sum_of(start)? + count;
        if count == 0 {
            return Some(start);
        }
        let at = self.sums.partition_point(|&sum| sum < wanted);
        let days = Days::new(at as u64);
        (at < self.sums.len()).then(|| self.first + days)
    }

    /// The first working day after a day. No run of days off is longer than the calendar, so this
    /// ends.
    fn next(&self, day: NaiveDate) -> NaiveDate {
        let mut days = day.iter_days().skip(1);
        days.find(|day| self.is_workday(*day)).unwrap_or(day)
    }

    fn due(&self, start: NaiveDate, day: NaiveDate) -> Due {
        let expected = !self.knows(start, day);
        Due { day, expected }
    }
}
