//! Days and hours at which offices publish: mostly working days, mostly in the morning and the
//! late afternoon. A rough calendar of its own, good enough to look right, not for counting limits.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use fastrand::Rng;

/// New year's eve by the old calendar, 2018 to 2030; a week off starts here.
const EVES: [(u32, u32); 13] = [
    (2, 15),
    (2, 4),
    (1, 24),
    (2, 11),
    (1, 31),
    (1, 21),
    (2, 9),
    (1, 28),
    (2, 16),
    (2, 5),
    (1, 25),
    (2, 12),
    (2, 2),
];

/// Whether offices are shut.
pub(super) fn is_off(day: NaiveDate) -> bool {
    let fixed = matches!(
        (day.month(), day.day()),
        (1, 1) | (4, 5) | (5, 1..=3) | (10, 1..=7)
    );
    let eve = usize::try_from(day.year() - 2018)
        .ok()
        .and_then(|i| EVES.get(i))
        .and_then(|&(month, date)| NaiveDate::from_ymd_opt(day.year(), month, date));
    let feast = eve.is_some_and(|eve| (0..7).contains(&(day - eve).num_days()));
    fixed || feast || matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The day so many days later.
pub(super) fn add(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(day)
}

/// The day itself, or the next working day if offices are shut.
pub(super) fn open(mut day: NaiveDate) -> NaiveDate {
    while is_off(day) {
        day = add(day, 1);
    }
    day
}

/// So many working days later.
pub(super) fn workdays(mut day: NaiveDate, count: u32) -> NaiveDate {
    for _ in 0..count {
        day = open(add(day, 1));
    }
    day
}

/// When a notice that is ready on a day gets published: 4 % ignore the weekend.
pub(super) fn publish(rng: &mut Rng, ready: NaiveDate) -> NaiveDateTime {
    let day = if rng.u32(..100) < 4 {
        ready
    } else {
        open(ready)
    };
    let hour = match rng.u32(..100) {
        0..=34 => rng.u32(9..11),
        35..=49 => rng.u32(11..13),
        50..=87 => rng.u32(15..18),
        88..=95 => rng.u32(8..20),
        _ => rng.u32(18..23),
    };
    let second = if rng.u32(..3) == 0 { 0 } else { rng.u32(..60) };
    at(day, hour, rng.u32(..60), second)
}

/// An hour at which bids close: full and half hours.
pub(super) fn closing(rng: &mut Rng, day: NaiveDate) -> NaiveDateTime {
    let hours = [
        (9, 0),
        (9, 30),
        (9, 30),
        (10, 0),
        (10, 0),
        (14, 30),
        (15, 0),
    ];
    let (hour, minute) = hours[rng.usize(..hours.len())];
    at(open(day), hour, minute, 0)
}

/// A time of a day.
pub(super) fn at(day: NaiveDate, hour: u32, minute: u32, second: u32) -> NaiveDateTime {
    let time = NaiveTime::from_hms_opt(hour, minute, second).unwrap_or(NaiveTime::MIN);
    day.and_time(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_days_step_over_weekends_and_holidays() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        let friday = day(2026, 11, 20);
        assert_eq!(friday.map(|f| workdays(f, 2)), day(2026, 11, 24));
        assert_eq!(day(2026, 10, 1).map(open), day(2026, 10, 8));
        assert_eq!(day(2026, 2, 16).map(open), day(2026, 2, 23));
    }
}
