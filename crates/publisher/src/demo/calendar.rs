//! Days and hours at which offices publish: mostly working days, mostly in the morning and the
//! late afternoon. Working days are those of the record, so that what is made late by one is late
//! by one when the app counts it.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use fastrand::Rng;
use record::clock::Workdays;
use std::sync::LazyLock;

static WORKDAYS: LazyLock<Workdays> = LazyLock::new(|| {
    let holidays = include_bytes!("../../../record/data/holidays.json");
    Workdays::from_json(holidays).expect("the record's own holidays")
});

/// The day so many days later.
pub(super) fn add(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(day)
}

/// The day itself, or the next working day if offices are shut.
pub(super) fn open(mut day: NaiveDate) -> NaiveDate {
    while !WORKDAYS.is_workday(day) {
        day = add(day, 1);
    }
    day
}

/// So many working days later.
pub(super) fn workdays(day: NaiveDate, count: u32) -> NaiveDate {
    WORKDAYS.after(day, count).day
}

/// The last day of a period of so many natural days.
pub(super) fn days(day: NaiveDate, count: u32) -> NaiveDate {
    WORKDAYS.after_days(day, count).day
}

/// When a notice that is ready on a day gets published: 4 % ignore the weekend.
pub(super) fn publish(rng: &mut Rng, ready: NaiveDate) -> NaiveDateTime {
    let day = if rng.u32(..100) < 4 {
        ready
    } else {
        open(ready)
    };
    on(rng, day)
}

/// When a notice of exactly this day gets published.
pub(super) fn on(rng: &mut Rng, day: NaiveDate) -> NaiveDateTime {
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
        assert_eq!(day(2026, 2, 16).map(open), day(2026, 2, 24));
        // A Sunday on which people work for the week off.
        assert_eq!(day(2024, 9, 29).map(open), day(2024, 9, 29));
    }
}
