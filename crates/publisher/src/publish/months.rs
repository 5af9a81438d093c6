//! All months: which are as before, and the others made anew on as many threads as there are.
//!
//! A pack holds a month. A small town's months are too few for columns to pay, at twice the bytes
//! a notice, so the closed months of a year are one pack as long as they are few together.

use super::month::{self, Month};
use super::tree::Tree;
use super::{PublishError, merkle_root, pool};
use crate::store::Store;
use record::NoticeDetail;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;

/// What came of the months.
pub(super) struct Done {
    /// By name, each with the mark of what it was made of.
    pub(super) months: BTreeMap<String, (String, Month)>,
    pub(super) written: usize,
    /// The store's sequence at the newest change of a notice.
    pub(super) head: u64,
    pub(super) root: [u8; 32],
}

/// A pack to be made: one month, or the closed months of a year.
struct Work {
    name: String,
    mark: String,
    details: Vec<NoticeDetail>,
}

/// Writes the months that are not as they were.
pub(super) fn write(
    store: &Store,
    tree: &Tree,
    before: &BTreeMap<String, (String, Month)>,
    threads: NonZeroUsize,
) -> Result<Done, PublishError> {
    let leaves = store.leaves()?;
    let root = merkle_root(leaves.iter().map(|leaf| leaf.sha256));
    let mut counts: BTreeMap<(i32, u32), usize> = BTreeMap::new();
    for leaf in &leaves {
        *counts.entry(leaf.month).or_default() += 1;
    }
    let names = names(&counts);
    let mut marks: BTreeMap<&str, (u64, Sha256)> = BTreeMap::new();
    let listed = store.months()?;
    for (year, month, changed) in &listed {
        if let Some(name) = names.get(&(*year, *month)) {
            let (newest, _) = marks.entry(name).or_default();
            *newest = *changed.max(newest);
        }
    }
    for leaf in &leaves {
        // The content too, not only its age: another store may lie at the same place by now.
        if let Some((_, content)) = marks.get_mut(&*names[&leaf.month]) {
            content.update(leaf.id.bits().to_be_bytes());
            content.update(leaf.sha256);
        }
    }
    drop(leaves);
    let head = marks.values().map(|(newest, _)| *newest).max();

    let mut months = BTreeMap::new();
    let mut wanted = Vec::new();
    for (name, (newest, content)) in marks {
        let mark = format!("{newest} {:x}", content.finalize());
        match before.get(name) {
            Some((known, month)) if *known == mark && month.is_whole(tree) => {
                months.insert(name.to_owned(), (mark, month.clone()));
            }
            _ => {
                let parts = names.iter().filter(|(_, n)| *n == name);
                let parts: Vec<_> = parts.map(|(month, _)| *month).collect();
                wanted.push((name.to_owned(), mark, parts));
            }
        }
    }

    let written = wanted.len();
    let read = wanted.into_iter().map(|month| read(store, month));
    let made = pool::each(threads, read, |work| {
        let month = month::write(tree, &work.name, work.details)?;
        Ok((work.name, (work.mark, month)))
    })?;
    months.extend(made);
    Ok(Done {
        months,
        written,
        head: head.unwrap_or(0),
        root,
    })
}

/// How many notices the closed months of a year may have to be one pack: about 400 kB.
const MOST_IN_A_YEAR: usize = 12_000;

/// The name of the pack that each month is in: `2026-11` its own, `2025` that of its year.
fn names(counts: &BTreeMap<(i32, u32), usize>) -> BTreeMap<(i32, u32), String> {
    let running = counts.keys().next_back().copied();
    let closed = |year: i32| {
        let months = counts.range((year, 0)..=(year, 12));
        months
            .filter(|(month, _)| Some(**month) != running)
            .map(|(_, count)| count)
            .sum::<usize>()
    };
    let months = counts.keys().map(|&(year, month)| {
        let alone = Some((year, month)) == running || closed(year) > MOST_IN_A_YEAR;
        let name = if alone {
            format!("{year:04}-{month:02}")
        } else {
            format!("{year:04}")
        };
        ((year, month), name)
    });
    months.collect()
}

fn read(
    store: &Store,
    (name, mark, parts): (String, String, Vec<(i32, u32)>),
) -> Result<Work, PublishError> {
    let mut details = Vec::new();
    for (year, month) in parts {
        details.extend(store.month(year, month)?);
    }
    Ok(Work {
        name,
        mark,
        details,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_running_month_is_alone_and_few_months_are_a_year() {
        let counts = [
            ((2024, 11), MOST_IN_A_YEAR),
            ((2024, 12), 1),
            ((2025, 1), MOST_IN_A_YEAR - 1),
            ((2025, 2), 1),
            ((2026, 10), MOST_IN_A_YEAR),
            ((2026, 11), 9),
        ];
        let names = names(&counts.into());
        let names: Vec<_> = names.values().map(String::as_str).collect();
        assert_eq!(
            names,
            ["2024-11", "2024-12", "2025", "2025", "2026", "2026-11"]
        );
        assert!(names.is_sorted(), "the order of names is that of time");
    }
}
