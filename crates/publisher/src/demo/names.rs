//! Names of firms and bodies by number, so that any count of them takes no memory.
//! Every one of them holds 示例.

use super::fill::fill;
use super::words::bodies::Sector;
use super::words::firms;
use super::words::places::{
    DISTRICTS, District, ROAD_HEADS, ROAD_TAILS, VILLAGE_HEADS, VILLAGE_TAILS,
};
use super::words::works::PHASES;
use fastrand::Rng;
use std::fmt::Write;

/// One of a table.
pub(super) fn pick<T: Copy>(rng: &mut Rng, table: &[T]) -> T {
    table[rng.usize(..table.len())]
}

/// One of a table whose entries have shares.
pub(super) fn weighted<'t, T>(rng: &mut Rng, table: &'t [T], share: impl Fn(&T) -> u32) -> &'t T {
    let all: u32 = table.iter().map(&share).sum();
    let mut left = rng.u32(..all);
    table
        .iter()
        .find(|entry| {
            let mine = share(entry);
            let hit = left < mine;
            left = left.saturating_sub(mine);
            hit
        })
        .unwrap_or(&table[0])
}

/// Whether something of so many in a hundred happens.
pub(super) fn chance(rng: &mut Rng, percent: u32) -> bool {
    rng.u32(..100) < percent
}

/// A firm of a trade out of `pool`; low numbers win often, as they do.
pub(super) fn firm(rng: &mut Rng, pool: u32, trades: &[&str]) -> String {
    let most = rng.u32(1..=pool);
    let number = rng.u32(..most);
    numbered(number, trades)
}

/// The firm of a number. Its name follows from that and its trade alone.
pub(super) fn numbered(number: u32, trades: &[&str]) -> String {
    let mut own = Rng::with_seed(u64::from(number));
    let local = chance(&mut own, 45);
    let seats = if local {
        &firms::SEATS[..5]
    } else {
        &firms::SEATS[..]
    };
    let trade = trades[number as usize % trades.len()];
    let (head, tail) = (
        pick(&mut own, &firms::BRAND_HEADS),
        pick(&mut own, &firms::BRAND_TAILS),
    );
    let seat = pick(&mut own, seats);
    if chance(&mut own, 6) {
        let (stem, form) = trade.split_once("有限").unwrap_or((trade, "公司"));
        return format!("示例{head}{tail}{stem}（{seat}）有限{form}");
    }
    format!("{seat}示例{head}{tail}{trade}")
}

/// A place, as precise as a title may be.
#[derive(Clone)]
pub(super) struct Place {
    /// The district or zone.
    pub(super) district: &'static District,
    /// The town.
    pub(super) town: &'static str,
    /// The villages in which the project is, the first most often named.
    pub(super) villages: [String; 2],
    /// The year of the project.
    pub(super) year: i32,
}

impl Place {
    /// Somewhere in Shanwei.
    pub(super) fn new(rng: &mut Rng, year: i32) -> Self {
        let district = weighted(rng, &DISTRICTS, |d| d.share);
        Self {
            district,
            town: pick(rng, district.towns),
            villages: [village(rng), village(rng)],
            year,
        }
    }

    /// A pattern with the names of this place.
    pub(super) fn fill(&self, rng: &mut Rng, pattern: &str) -> String {
        let filled = fill(pattern, |key, out| {
            let done = match key {
                "d" => write!(out, "{}", self.district.prefix),
                "t" => write!(out, "{}", self.town),
                "s" => write!(out, "{}", pick(rng, self.district.towns)),
                "v" => write!(out, "{}", self.villages[0]),
                "w" => write!(out, "{}", self.villages[1]),
                "r" | "q" | "z" => write!(out, "{}", road(rng)),
                "p" => write!(out, "{}", pick(rng, &PHASES)),
                "y" => write!(out, "{}", self.year),
                "n" => write!(out, "{}", rng.u32(2..13)),
                "m" => write!(out, "{}", rng.u32(3..130) * if rng.bool() { 5 } else { 1 }),
                "k" => chainage(rng, out),
                _ => return false,
            };
            done.is_ok()
        });
        filled.unwrap_or_else(|| pattern.to_owned())
    }

    /// A public body of a sector here.
    pub(super) fn body(&self, rng: &mut Rng, sector: Sector) -> String {
        let bodies = sector.bodies();
        let most = rng.usize(1..=bodies.len());
        let pattern = if chance(rng, 9) {
            // One of the many that buy or build once.
            sector.smallest()
        } else {
            bodies[rng.usize(..most)]
        };
        format!("{}示例{}", self.district.prefix, self.fill(rng, pattern))
    }
}

fn village(rng: &mut Rng) -> String {
    let (head, tail) = (pick(rng, &VILLAGE_HEADS), pick(rng, &VILLAGE_TAILS));
    if chance(rng, 20) {
        return format!("{head}{}{tail}", pick(rng, &VILLAGE_TAILS));
    }
    format!("{head}{tail}")
}

fn road(rng: &mut Rng) -> String {
    let (head, tail) = (pick(rng, &ROAD_HEADS), pick(rng, &ROAD_TAILS));
    format!("{head}{tail}")
}

fn chainage(rng: &mut Rng, out: &mut String) -> std::fmt::Result {
    let (from, length) = (rng.u32(..40), rng.u32(1..9));
    let (a, b) = (rng.u32(..100) * 10, rng.u32(..1000));
    write!(out, "K{from}+{a:03}至K{}+{b:03}", from + length)
}
