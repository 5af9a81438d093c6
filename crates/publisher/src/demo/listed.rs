//! Made-up lists of debarments: entries that begin, end, are repaired and withdrawn over the
//! years, several within the next days; namesakes and codes that do not hold; some of those
//! listed win in the same record. Every name holds 示例, and no list is a real one.

use super::calendar::{add, at};
use super::codes;
use super::names::{chance, numbered, pick};
use super::plan::Plan;
use super::project::mix;
use super::run::beijing;
use super::words::firms::{BUILDERS, CONSULTANTS, DEALERS};
use super::words::listed::{AUTHORITIES, BASES, REASONS, RESULTS};
use crate::store::{SourceMeta, Store, StoreError};
use chrono::{Datelike, Days, Months, NaiveDate};
use fastrand::Rng;
use record::SourceId;
use record::debarment::{Debarment, DebarmentKind};
use record::site::SourceState;
use std::collections::BTreeSet;

/// Id, name and kinds of the sources.
const SOURCES: [(&str, &str, &[DebarmentKind]); 3] = [
    (
        "demo-ccgp",
        "政府采购严重违法失信行为记录（演示，虚构）",
        &[DebarmentKind::SeriousViolation],
    ),
    (
        "demo-credit",
        "行政处罚与失信公示（演示，虚构）",
        &[
            DebarmentKind::Penalty,
            DebarmentKind::Penalty,
            DebarmentKind::CourtListed,
        ],
    ),
    (
        "demo-platform",
        "公共资源交易平台黑名单（演示，虚构）",
        &[DebarmentKind::Blacklist, DebarmentKind::Violation],
    ),
];
/// Entries whose dates are those of any list: begun and ended over the years.
const USUAL: u32 = 84;
/// Days from the newest one on which entries end: a few just before, several within a week.
const ENDINGS: [i64; 22] = [
    -9, -5, -3, -2, -1, -1, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 10, 14, 20, 31, 45,
];
/// Days before the newest one on which entries were withdrawn.
const WITHDRAWN: [u64; 8] = [0, 1, 2, 4, 9, 30, 120, 300];

/// Puts the lists of a plan into its store; putting them again changes nothing.
pub(super) fn put(store: &mut Store, plan: &Plan) -> Result<(), StoreError> {
    let lists = lists(plan.seed, plan.until);
    store.batch(|batch| {
        for ((id, name, _), entries) in SOURCES.iter().zip(lists) {
            let source = SourceMeta {
                id: SourceId((*id).to_owned()),
                name: (*name).to_owned(),
                url: "https://example.invalid/list".to_owned(),
            };
            for entry in entries {
                let seen = entry.begins().unwrap_or(plan.until).min(plan.until);
                batch.put_debarment(&source.id, &entry, beijing(at(seen, 18, 0, 0)))?;
            }
            batch.list_checked(&source, SourceState::Ok, beijing(plan.evening()))?;
        }
        Ok(())
    })
}

/// The entries of each source.
pub(super) fn lists(seed: u64, until: NaiveDate) -> [Vec<Debarment>; 3] {
    let mut maker = Lister {
        rng: Rng::with_seed(mix(seed ^ 0x11_57ed)),
        until,
        made: Default::default(),
        names: BTreeSet::new(),
    };
    maker.usual();
    maker.ending();
    maker.withdrawn();
    maker.namesakes();
    maker.made
}

struct Lister {
    rng: Rng,
    until: NaiveDate,
    made: [Vec<Debarment>; 3],
    names: BTreeSet<String>,
}

impl Lister {
    /// Those of any list. The first firms of each trade win often, so a few of them are listed
    /// while they do.
    fn usual(&mut self) {
        let trades: [&[&str]; 3] = [&BUILDERS, &DEALERS, &CONSULTANTS];
        for n in 0..USUAL {
            let name = self.fresh(n * 3 + 1, trades[n as usize % 3]);
            // The later the more, as in any list; and half a year ago, if it is to hold still.
            let back = match n {
                0..12 => self.rng.u64(90..420),
                _ => self.rng.u64(2..1_500),
            };
            let begins = before(self.until, back);
            let months = match n {
                0..12 => 24,
                _ => pick(&mut self.rng, &[3, 6, 12, 12, 24, 36]),
            };
            let ends = begins.checked_add_months(Months::new(months));
            // A few say no end: they end when the law says so at the latest.
            let ends = if n % 13 == 12 { None } else { ends };
            self.entry(&name, begins, ends, n);
        }
    }

    /// Those that end around the newest day.
    fn ending(&mut self) {
        for (n, days) in (USUAL..).zip(ENDINGS) {
            let name = self.fresh(n * 3 + 1, &BUILDERS);
            let ends = match u64::try_from(days) {
                Ok(days) => self.until.checked_add_days(Days::new(days)),
                Err(_) => Some(before(self.until, days.unsigned_abs())),
            };
            let begins = before(self.until, self.rng.u64(200..700));
            self.entry(&name, begins, ends, n);
        }
    }

    /// Those that were repaired or annulled before their end.
    fn withdrawn(&mut self) {
        for (n, days) in (USUAL + 40..).zip(WITHDRAWN) {
            let name = self.fresh(n * 3 + 1, &DEALERS);
            let begins = before(self.until, days + self.rng.u64(40..300));
            let ends = begins.checked_add_months(Months::new(36));
            let list = self.entry(&name, begins, ends, n);
            if let Some(entry) = self.made[list].last_mut() {
                entry.withdrawn = Some(before(self.until, days));
            }
        }
    }

    /// Other firms whose names are the same as those of often seen ones, or alike.
    fn namesakes(&mut self) {
        let trades: [&[&str]; 2] = [&BUILDERS, &DEALERS];
        for n in 0..9_u32 {
            let name = numbered(n * 2, trades[n as usize % 2]);
            let name = match n % 4 {
                0 => name,
                1 => name.replace("有限公司", "有限责任公司"),
                2 => format!("（广东）{name}"),
                _ => format!("广东{}", name.trim_start_matches("广东")),
            };
            let begins = before(self.until, self.rng.u64(30..500));
            let ends = begins.checked_add_months(Months::new(24));
            let list = self.entry(&name, begins, ends, 1);
            if let Some(entry) = self.made[list].last_mut() {
                entry.code = codes::of(&name, 1 + u64::from(n));
                entry.code_as_sent.clear();
            }
        }
    }

    /// A firm that is not listed yet.
    fn fresh(&mut self, number: u32, trades: &[&str]) -> String {
        let mut names = (number..).map(|number| numbered(number, trades));
        let name = names
            .find(|name| !self.names.contains(name))
            .unwrap_or_default();
        self.names.insert(name.clone());
        name
    }

    /// Adds an entry; answers in which list.
    fn entry(&mut self, name: &str, begins: NaiveDate, ends: Option<NaiveDate>, n: u32) -> usize {
        let rng = &mut self.rng;
        let list = rng.usize(..SOURCES.len());
        let kind = pick(rng, SOURCES[list].2);
        let code = codes::of(name, 0);
        let sent = code.as_ref().map(ToString::to_string).unwrap_or_default();
        let (code, code_as_sent) = match n % 10 {
            // As clerks mistype them: two characters changed places, or the older kind.
            3 => (None, swapped(&sent)),
            6 => (
                None,
                format!("{:08}-{}", rng.u32(..100_000_000), rng.u32(..10)),
            ),
            9 => (None, String::new()),
            _ => (code, String::new()),
        };
        let (authority, decision) = pick(rng, &AUTHORITIES);
        let (year, number) = (begins.year(), rng.u32(1..400));
        let serial = self.made[list].len() + 1;
        let key = format!("demo-{serial:04}");
        let entry = Debarment {
            name: name.to_owned(),
            code,
            code_as_sent,
            kind,
            reason: pick(rng, &REASONS).to_owned(),
            result: pick(rng, &RESULTS).to_owned(),
            basis: pick(rng, &BASES).to_owned(),
            authority: authority.to_owned(),
            decision: format!("{decision}〔{year}〕{number}号"),
            decided: Some(before(begins, rng.u64(0..12))),
            published: (!chance(rng, 10)).then_some(begins),
            until: ends,
            withdrawn: None,
            scope: match kind {
                DebarmentKind::SeriousViolation => "政府采购".to_owned(),
                DebarmentKind::Blacklist => "公共资源交易".to_owned(),
                _ => String::new(),
            },
            url: Some(format!(
                "https://example.invalid/list/{}/{key}",
                SOURCES[list].0
            )),
            key,
        };
        self.made[list].push(entry);
        list
    }
}

fn swapped(code: &str) -> String {
    let mut chars: Vec<char> = code.chars().collect();
    // The first two that differ, from the region on: the check character then does not hold.
    let at = (9..chars.len().saturating_sub(1)).find(|&at| chars[at] != chars[at + 1]);
    if let Some(at) = at {
        chars.swap(at, at + 1);
    }
    chars.into_iter().collect()
}

fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days))
        .unwrap_or_else(|| add(day, 0))
}

#[cfg(test)]
mod tests;
