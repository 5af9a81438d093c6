//! The list of debarments as it may be shown: what has ended, was withdrawn, or whose source was
//! not verified for too long is not in it, and of that only keys are told.
//!
//! The day is that of the store's newest change, so that the same store gives the same bytes; a
//! reader, whose clock goes on, forgets by itself what ends later.

use super::PublishError;
use crate::store::{Kept, Listing, Store};
use chrono::{DateTime, FixedOffset, Months, NaiveDate};
use record::When;
use record::debarment::{Debarment, DebarmentList, ListSource, Status, Tombstone};

/// Years for which it is told that an entry is gone: as long as a device may lie in a drawer.
const TOLD_YEARS: u32 = 1;

/// The list, and when its entries were first seen.
pub(super) struct Current {
    pub(super) list: DebarmentList,
    /// By source and entry, in the list's order.
    pub(super) seen: Vec<Vec<DateTime<FixedOffset>>>,
}

/// Notes in the store that time went by, where that alone ended an entry: the day of a
/// publication is that of the store's newest change, and without a sync nothing else would move
/// it. True if so.
///
/// # Errors
/// If the store fails.
pub fn forget(store: &mut Store, now: DateTime<FixedOffset>) -> Result<bool, PublishError> {
    let then = store.changed_at()?.date_naive();
    let mut list = on(store, then)?.list;
    if now.date_naive() <= then || !list.forget(now.date_naive()) {
        return Ok(false);
    }
    store.batch(|batch| {
        batch.day_came(now);
        Ok(())
    })?;
    Ok(true)
}

/// The list as of the store's newest change.
pub(super) fn current(store: &Store) -> Result<Current, PublishError> {
    on(store, store.changed_at()?.date_naive())
}

fn on(store: &Store, today: NaiveDate) -> Result<Current, PublishError> {
    let sources = store.listings()?.into_iter().map(|one| source(one, today));
    let (sources, seen) = sources.unzip();
    let list = DebarmentList { sources };
    Ok(Current { list, seen })
}

fn source(listing: Listing, today: NaiveDate) -> (ListSource, Vec<DateTime<FixedOffset>>) {
    let mut tombstones: Vec<Tombstone> = listing
        .entries
        .iter()
        .filter_map(|kept| tombstone(&kept.entry, today))
        .collect();
    tombstones.sort_by(|a, b| (b.since, &a.key).cmp(&(a.since, &b.key)));
    let mut source = ListSource {
        id: listing.source.id,
        name: listing.source.name,
        url: listing.source.url,
        verified: listing.verified,
        entries: Vec::new(),
        tombstones,
    };
    if source.is_forgotten(today) {
        return (source, Vec::new());
    }
    let holds =
        |kept: &Kept| matches!(kept.entry.status(today), Status::Listed | Status::NotYet(_));
    let mut kept: Vec<Kept> = listing.entries.into_iter().filter(holds).collect();
    kept.sort_by(|a, b| {
        let order = |k: &Kept| (std::cmp::Reverse(k.entry.begins()), k.entry.key.clone());
        order(a).cmp(&order(b))
    });
    let (entries, seen) = kept.into_iter().map(|k| (k.entry, k.first_seen)).unzip();
    source.entries = entries;
    (source, seen)
}

/// That an entry is gone, while it is told.
fn tombstone(entry: &Debarment, today: NaiveDate) -> Option<Tombstone> {
    let since = match entry.status(today) {
        Status::Withdrawn(day) => day,
        // It held until the end of that day.
        Status::Ended(day) => day.succ_opt()?,
        Status::Listed | Status::NotYet(_) => return None,
    };
    let told = since.checked_add_months(Months::new(12 * TOLD_YEARS))? >= today;
    told.then(|| Tombstone {
        key: entry.key.clone(),
        since: When::Day(since),
    })
}
