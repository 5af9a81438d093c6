//! The feed of changes: a file for each day of the running month and the one before it, one for
//! each month before that, twelve months in all. Files follow the sequence and do not overlap.

use super::month::{entry, hash, in_data};
use super::tree::{Effort, Tree};
use super::{PublishError, pool};
use crate::store::{Store, Told, bundled_regions};
use archive::encode_changes;
use chrono::{Datelike, NaiveDate};
use record::site::ChangesEntry;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;

/// Months that the feed tells: the newest change's and those before it.
const MONTHS: i32 = 12;
/// Of these, so many are told by the day.
const BY_DAY: i32 = 2;

/// What came of the feed.
pub(super) struct Done {
    /// By name, each with the mark of what it was made of.
    pub(super) files: BTreeMap<String, (String, ChangesEntry)>,
    /// The feed tells every change after this sequence.
    pub(super) after: u64,
}

/// The changes of one file: its day or month, and its first and last sequence.
#[derive(Debug, PartialEq, Eq)]
struct Span {
    name: String,
    first: u64,
    last: u64,
}

struct Work {
    span: Span,
    mark: String,
    changes: Vec<Told>,
}

/// Writes the files that are not as they were.
pub(super) fn write(
    store: &Store,
    tree: &Tree,
    before: &BTreeMap<String, (String, ChangesEntry)>,
    threads: NonZeroUsize,
) -> Result<Done, PublishError> {
    let (spans, dropped) = spans(&store.change_days()?);
    // Notices hold regions of the tree, and files hold their parents.
    let (_, regions) = hash(bundled_regions().as_bytes());
    let mut files = BTreeMap::new();
    let mut wanted = Vec::new();
    for span in spans {
        let content = store.changes_mark(span.first, span.last)?;
        let (_, mark) = hash(&[&content, regions.as_bytes()].concat());
        match before.get(&span.name) {
            Some((known, file))
                if *known == mark && tree.has_whole(&in_data(&file.path), file.bytes) =>
            {
                files.insert(span.name, (mark, file.clone()));
            }
            _ => wanted.push((span, mark)),
        }
    }
    let read = wanted.into_iter().map(|(span, mark)| {
        let changes = store.changes(span.first, span.last)?;
        Ok(Work {
            span,
            mark,
            changes,
        })
    });
    let regions = store.regions();
    let made = pool::each(threads, read, |work| {
        let Work { span, mark, .. } = work;
        let changes = work.changes.into_iter().map(|told| told.read(regions));
        let changes = changes.collect::<Result<Vec<_>, _>>()?;
        let bytes = encode_changes(&changes, |code| regions.get(code)?.parent);
        let name = format!("changes/{}-{}", span.first, span.last);
        let file = entry(&name, "chg", &bytes);
        tree.put(&in_data(&file.path), &bytes, Effort::Most)?;
        let file = ChangesEntry {
            path: file.path,
            bytes: file.bytes,
            sha256: file.sha256,
            first: span.first,
            last: span.last,
            count: changes.len() as u32,
        };
        Ok((span.name, (mark, file)))
    })?;
    files.extend(made);
    Ok(Done {
        files,
        after: dropped.max(store.told_after()?),
    })
}

/// Cuts changes, which stand in the order of their sequence, into files; and the last sequence
/// that is in none.
///
/// A clock that was set back makes no second file of a day: what was put then counts to the day
/// that had been reached.
fn spans(changes: &[(u64, NaiveDate)]) -> (Vec<Span>, u64) {
    let month = |day: NaiveDate| day.year() * 12 + day.month0() as i32;
    let newest = changes.iter().map(|(_, day)| month(*day)).max();
    let newest = newest.unwrap_or(0);
    let (mut spans, mut dropped): (Vec<Span>, u64) = (Vec::new(), 0);
    let mut reached = NaiveDate::MIN;
    for (sequence, day) in changes {
        reached = reached.max(*day);
        let ago = newest - month(reached);
        if ago >= MONTHS {
            dropped = *sequence;
            continue;
        }
        let mut name = reached.to_string();
        if ago >= BY_DAY {
            name.truncate("2026-11".len());
        }
        match spans.last_mut() {
            Some(span) if span.name == name => span.last = *sequence,
            _ => spans.push(Span {
                name,
                first: *sequence,
                last: *sequence,
            }),
        }
    }
    (spans, dropped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_months_and_a_year_is_kept() {
        let days = [
            (3, "2025-11-30"),
            (4, "2025-12-01"),
            (9, "2026-01-05"),
            (10, "2026-09-30"),
            (11, "2026-10-01"),
            (14, "2026-10-01"),
            (15, "2026-11-02"),
            // The clock was set back.
            (16, "2026-10-02"),
            (18, "2026-11-03"),
        ];
        let days = days.map(|(sequence, day)| (sequence, day.parse().unwrap_or_default()));
        let (spans, dropped) = spans(&days);
        let spans: Vec<_> = spans
            .iter()
            .map(|span| (span.name.as_str(), span.first, span.last))
            .collect();
        assert_eq!(
            spans,
            [
                ("2025-12", 4, 4),
                ("2026-01", 9, 9),
                ("2026-09", 10, 10),
                ("2026-10-01", 11, 14),
                ("2026-11-02", 15, 16),
                ("2026-11-03", 18, 18),
            ]
        );
        assert_eq!(dropped, 3);
    }

    #[test]
    fn no_changes_are_no_files() {
        assert_eq!(spans(&[]), (Vec::new(), 0));
    }
}
