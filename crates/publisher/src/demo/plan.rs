//! What to make: how many notices, from which seed, up to which day. Pure; streams one project
//! at a time, so a million notices need no more memory than one.

use super::calendar;
use super::course;
use super::fate::Fate;
use super::names::chance;
use super::project::{Made, Maker, mix};
use chrono::{NaiveDate, NaiveDateTime};
use fastrand::Rng;
use record::Body;
use record::upstream::Draft;

/// The newest day unless another is asked for: a constant, because nothing here reads a clock.
pub const NEWEST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
/// The first day of the first project.
const OLDEST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2018, 1, 2).expect("a day");

/// The parameters of a made-up record; the same ones always make the same notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) notices: u32,
    pub(super) seed: u64,
    pub(super) until: NaiveDate,
}

impl Plan {
    /// The evening of the newest day, when everything has been seen.
    pub(super) fn evening(&self) -> NaiveDateTime {
        calendar::at(self.until, 18, 30, 0)
    }

    /// Makes exactly `notices` notices and, among them, a few corrections, which do not count.
    pub(super) fn each<E>(&self, mut emit: impl FnMut(Made) -> Result<(), E>) -> Result<(), E> {
        let mut left = self.notices;
        // More projects than are needed, met in a scattered order: when the count is reached,
        // every year has been thinned alike, and codes still grow with time.
        let slots = self.notices / 2 + 16;
        let stride = coprime(slots);
        let mut slot = 0;
        for round in 0.. {
            for _ in 0..slots {
                slot = (slot + stride) % slots;
                for made in self.project(slot, round * slots + slot) {
                    if !made.again {
                        if left == 0 {
                            return Ok(());
                        }
                        left -= 1;
                    }
                    emit(made)?;
                }
            }
        }
        Ok(())
    }

    fn project(&self, slot: u32, serial: u32) -> Vec<Made> {
        let mut rng = Rng::with_seed(mix(self.seed) ^ mix(u64::from(serial)));
        let slots = f64::from(self.notices / 2 + 16);
        let days = (self.until - OLDEST_DAY).num_days();
        let start = calendar::add(OLDEST_DAY, quantile(f64::from(slot) / slots, days));
        let mut maker = Maker {
            fate: Fate::new(&mut rng),
            days_only: chance(&mut rng, 35),
            // Hundreds of firms in a small record, tens of thousands in a large one.
            firms: 220 + self.notices / 40,
            until: self.evening(),
            salt: mix(self.seed),
            made: Vec::new(),
            drafted: 0,
            serial,
            start,
            rng,
        };
        course::run(&mut maker);
        maker.made
    }
}

/// The day of a share of all projects: the inverse of `0.2 x + 0.8 x²`, so that later years have
/// more, and a rush at the end, so that a small record too has something open.
/// Only operations that every machine rounds alike.
fn quantile(share: f64, days: i64) -> u32 {
    const RUSH: f64 = 0.03;
    const RUSH_DAYS: f64 = 55.0;
    #[allow(clippy::cast_precision_loss, reason = "a few thousand days")]
    let days = days as f64;
    let day = if share < 1.0 - RUSH {
        let share = share / (1.0 - RUSH);
        days * ((0.04 + 3.2 * share).sqrt() - 0.2) / 1.6
    } else {
        days - RUSH_DAYS * (1.0 - share) / RUSH
    };
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few thousand days, never negative"
    )]
    let day = day as u32;
    day
}

/// A step that visits every slot once.
fn coprime(slots: u32) -> u32 {
    let gcd = |mut a: u32, mut b: u32| {
        while b > 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    let golden = slots / 1_000 * 618 + slots % 1_000 * 618 / 1_000;
    (golden.max(1)..)
        .find(|&step| gcd(step, slots) == 1)
        .unwrap_or(1)
}

/// Makes exactly `notices` notices up to [`NEWEST_DAY`], with their texts.
///
/// A few are followed, later in the stream and under the same key, by what their source
/// corrected them to; such a correction does not count towards `notices`. Notices of one project
/// come in the order of its life; projects come in no order of time.
pub fn generate(notices: u32, seed: u64, mut emit: impl FnMut(Draft, Body)) {
    let plan = Plan {
        notices,
        seed,
        until: NEWEST_DAY,
    };
    let Ok(()) = plan.each(|made| {
        emit(made.draft, made.body);
        Ok::<(), std::convert::Infallible>(())
    });
}
