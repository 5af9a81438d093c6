//! One reading of a list, from its first page to its last, and what may be concluded from it.

use super::List;
use crate::sync::net::Net;
use crate::sync::report::{Outcome, Stop};
use chrono::NaiveDate;
use record::debarment::Debarment;
use record::upstream::Rejected;
use record::upstream::listed::{ListPage, Listed};
use std::collections::{BTreeMap, BTreeSet};

/// Entries from which the loss of more than half is not believed.
const MANY: usize = 10;
/// Rows of which none can be read from which the upstream is taken to have changed.
const ODD_ROWS: usize = 5;
/// Pages after which a list is no list of debarments any more.
const MOST_PAGES: u64 = 5000;

/// What a list showed.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) entries: BTreeMap<String, Debarment>,
    pub(super) withdrawn: BTreeMap<String, Option<NaiveDate>>,
    pub(super) rejected: Vec<Rejected>,
    pub(super) persons: u64,
    pub(super) elsewhere: u64,
    rows: u64,
    pages: u64,
    /// Rows of the first page, where there are more pages.
    pub(super) full_page: Option<usize>,
    /// How many rows the source says there are.
    total: Option<u64>,
}

impl Reading {
    /// Reads from the first page to the last, or to the first refusal.
    pub(super) fn of(list: &dyn List, net: &mut dyn Net) -> (Self, Option<Stop>) {
        let mut read = Self::default();
        let stop = read.pages(list, net).err();
        read.settle();
        (read, stop)
    }

    fn pages(&mut self, list: &dyn List, net: &mut dyn Net) -> Result<(), Stop> {
        let first = list.page(net, 1)?;
        self.total = first.total;
        self.take(first.clone());
        let mut number = 1;
        let mut rows_before = first.len();
        // Who does not say how many pages there are is asked until there are no more rows: how
        // many make a full page nobody promises.
        while first.pages.map_or(rows_before > 0, |pages| number < pages) {
            number += 1;
            if number > MOST_PAGES {
                return Err(odd(format!("more than {MOST_PAGES} pages")));
            }
            let page = list.page(net, number)?;
            if (page.pages, page.total) != (first.pages, first.total) {
                return Err(odd("the list changed while it was read".to_owned()));
            }
            if page == first && !page.is_empty() {
                return Err(odd(format!("page {number} is page 1 again")));
            }
            let rows = page.len();
            let told = first.pages.is_some();
            // Only the last page may be shorter, and only who counts no pages may show none.
            let short = match first.pages {
                Some(pages) => rows == 0 || number < pages && rows != first.len(),
                None => rows > 0 && rows_before != first.len(),
            };
            if short {
                let (at, rows) = if told {
                    (number, rows)
                } else {
                    (number - 1, rows_before)
                };
                return Err(odd(format!("page {at} of the list has {rows} rows")));
            }
            rows_before = rows;
            if rows > 0 {
                self.full_page = Some(first.len());
            }
            self.take(page);
        }
        // Whatever came or went while we turned pages has moved the first.
        if number > 1 && list.page(net, 1)? != first {
            return Err(odd("the list changed while it was read".to_owned()));
        }
        match self.total.filter(|total| *total != self.rows) {
            Some(total) => Err(odd(format!("{} rows, though it says {total}", self.rows))),
            None => Ok(()),
        }
    }

    fn take(&mut self, page: ListPage) {
        self.rows += page.len() as u64;
        self.pages += 1;
        for row in page.rows {
            match row {
                Listed::Entry(entry) => {
                    self.entries.insert(entry.key.clone(), *entry);
                }
                Listed::Withdrawn { key, on } => {
                    self.withdrawn.insert(key, on);
                }
                Listed::Person => self.persons += 1,
                Listed::Elsewhere => self.elsewhere += 1,
            }
        }
        self.rejected.extend(page.rejected);
    }

    /// A withdrawal outweighs the entry beside it, in whatever order they stood.
    fn settle(&mut self) {
        for (key, on) in &self.withdrawn {
            if let Some(mut entry) = self.entries.remove(key)
                && on.is_some()
            {
                entry.withdrawn = *on;
                self.entries.insert(key.clone(), entry);
            }
        }
    }

    /// That the first page shows fewer rows than one did before: what is missing may be missing
    /// from its middle, and nothing else would tell.
    pub(super) fn thinner(&self, before: Option<usize>) -> Option<Stop> {
        let (now, before) = self
            .full_page
            .zip(before)
            .filter(|(now, before)| now < before)?;
        Some(odd(format!(
            "page 1 of the list has {now} rows, and had {before}; if it is right, say so with --full"
        )))
    }

    /// Whether what seems to be gone may have slipped from one page to the one before while they
    /// were read: a source that tells its number of rows would have shown that.
    pub(super) fn may_have_moved(&self, before: &BTreeMap<String, Debarment>) -> bool {
        self.pages > 1 && self.total.is_none() && self.gone(before).next().is_some()
    }

    /// Adds what a second reading showed and this one did not.
    pub(super) fn join(&mut self, again: Self, before: &BTreeMap<String, Debarment>) {
        for (key, mut entry) in again.entries {
            let known = before.get(&key).and_then(|known| known.until);
            entry.until = entry.until.or(known);
            self.entries.entry(key).or_insert(entry);
        }
        self.withdrawn.extend(again.withdrawn);
        let new = again
            .rejected
            .into_iter()
            .filter(|r| !self.rejected.contains(r));
        self.rejected.extend(new.collect::<Vec<_>>());
        self.settle();
    }

    /// Entries that held before and are not in this reading.
    pub(super) fn gone<'b>(
        &self,
        before: &'b BTreeMap<String, Debarment>,
    ) -> impl Iterator<Item = &'b String> {
        let odd: BTreeSet<&str> = self
            .rejected
            .iter()
            .filter_map(|r| r.key.as_deref())
            .collect();
        before.keys().filter(move |key| {
            !self.entries.contains_key(*key)
                && !self.withdrawn.contains_key(*key)
                && !odd.contains(key.as_str())
        })
    }

    /// How the run ended: in full only if nothing speaks against that.
    pub(super) fn outcome(
        &self,
        before: &BTreeMap<String, Debarment>,
        full: bool,
        stop: Option<Stop>,
    ) -> Outcome {
        if let Some(stop) = stop {
            return Outcome::Stopped(stop);
        }
        let (met, odd_rows) = (
            self.entries.len() + self.withdrawn.len(),
            self.rejected.len(),
        );
        let reason = self.rejected.first().map_or("", |r| r.reason.as_str());
        if odd_rows >= ODD_ROWS && odd_rows > met {
            return Outcome::Stopped(odd(format!("{odd_rows} unreadable rows: {reason}")));
        }
        if self.rejected.iter().any(|rejected| rejected.key.is_none()) {
            // It may be any of those that seem to be gone.
            let met = format!("a row without an id could not be read: {reason}");
            return Outcome::Stopped(odd(met));
        }
        let known = before.len() as u64;
        let gone = self.gone(before).count();
        if self.entries.is_empty() && gone > 0 {
            return Outcome::NothingThere(known);
        }
        if gone >= MANY && gone * 2 > before.len() && self.total.is_none() && !full {
            return Outcome::FarFewer(known, gone as u64);
        }
        Outcome::Complete
    }
}

const fn odd(met: String) -> Stop {
    Stop::Unexpected(met)
}
