//! How long something takes: mostly what the law gives, sometimes more, by one working day, by
//! some or by forty, as the legal clock is to meet them all.

use super::calendar::{add, days, on, open, publish, workdays};
use chrono::{NaiveDate, NaiveDateTime};
use fastrand::Rng;

/// What the law gives.
#[derive(Clone, Copy)]
pub(super) enum Within {
    /// Natural days.
    Days(u32),
    /// Working days.
    Workdays(u32),
}

/// How long something takes.
#[derive(Clone, Copy)]
pub(super) struct Lag {
    /// What the law gives.
    pub(super) within: Within,
    /// The least and the most days, of the same kind, that it takes where it is on time.
    pub(super) usual: (u32, u32),
    /// How many in a thousand are late by one working day, by five to 39, and by forty.
    pub(super) late: [u32; 3],
}

impl Lag {
    /// The day on which it is done.
    pub(super) fn day(&self, rng: &mut Rng, from: NaiveDate) -> NaiveDate {
        match self.late(rng, from) {
            Some(late) => late,
            None => open(self.ready(rng, from)),
        }
    }

    /// When it is published: later than another day, too. Late ones keep their exact day.
    pub(super) fn time(&self, rng: &mut Rng, from: NaiveDate, after: NaiveDate) -> NaiveDateTime {
        match self.late(rng, from) {
            Some(late) if late > after => on(rng, late),
            _ => {
                let ready = self.ready(rng, from).max(add(after, 1));
                publish(rng, ready)
            }
        }
    }

    fn late(&self, rng: &mut Rng, from: NaiveDate) -> Option<NaiveDate> {
        let [one, some, forty] = self.late;
        let roll = rng.u32(..1000);
        let by = match roll {
            _ if roll < one => 1,
            _ if roll < one + some => rng.u32(5..40),
            _ if roll < one + some + forty => 40,
            _ => return None,
        };
        let due = match self.within {
            Within::Days(count) => days(from, count),
            Within::Workdays(count) => workdays(from, count),
        };
        Some(workdays(due, by))
    }

    /// The day on which it is ready: maybe one on which offices are shut, for the few that publish
    /// then.
    fn ready(&self, rng: &mut Rng, from: NaiveDate) -> NaiveDate {
        let (least, most) = self.usual;
        match (self.within, rng.u32(least..=most)) {
            (Within::Days(_), count) => add(from, count),
            (Within::Workdays(_), 0) => from,
            (Within::Workdays(_), count) => add(workdays(from, count - 1), 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_late_by_one_is_published_on_the_day_after_the_last() {
        let lag = Lag {
            within: Within::Workdays(2),
            usual: (1, 2),
            late: [1000, 0, 0],
        };
        let mut rng = Rng::with_seed(1);
        // Then come eight days off, two working days, and a Saturday on which people work.
        let eve = NaiveDate::from_ymd_opt(2025, 9, 30);
        let late = eve.map(|day| lag.time(&mut rng, day, day).date());
        assert_eq!(late, NaiveDate::from_ymd_opt(2025, 10, 11));
        let early = Lag {
            late: [0; 3],
            ..lag
        };
        for _ in 0..100 {
            let day = eve.map(|day| early.day(&mut rng, day));
            assert!(day <= NaiveDate::from_ymd_opt(2025, 10, 10));
        }
    }
}
