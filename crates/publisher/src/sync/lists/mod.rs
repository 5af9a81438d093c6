//! Reads a whole list of debarments, and withdraws what is gone from it.
//!
//! A list is small enough to be read from its first page to its last in one run, and only such a
//! reading proves that an entry is gone. Whatever falls short of it (a refusal, a broken or
//! cut-off answer, pages that moved meanwhile, a row that cannot be told) adds what it showed and
//! withdraws nothing. A source that suddenly shows nothing, or less than half, is not believed.

mod ccgp_cr;
mod credit_gd;
mod platform;
mod reading;
#[cfg(test)]
mod tests;

pub(super) use ccgp_cr::CcgpCr;
pub(super) use credit_gd::CreditGd;
pub(super) use platform::Platform;

use super::net::Net;
use super::report::{Counts, Outcome, Report, Stop};
use crate::store::{SourceMeta, Store, StoreError};
use chrono::{DateTime, FixedOffset};
use reading::Reading;
use record::debarment::{Debarment, Status};
use record::upstream::listed::ListPage;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Entry pages in a row that may be unreadable before the same is said.
const ODD_DETAILS: u32 = 5;

/// How one kind of list is asked.
pub(super) trait List {
    /// A page, from 1.
    fn page(&self, net: &mut dyn Net, number: u64) -> Result<ListPage, Stop>;
    /// Whether entries have pages of their own that tell more.
    fn has_pages(&self) -> bool {
        false
    }
    /// Adds what only the entry's own page tells.
    fn complete(&self, net: &mut dyn Net, entry: &mut Debarment) -> Result<(), Stop> {
        let _ = (net, entry);
        Ok(())
    }
}

/// What one run is asked to do.
pub(super) struct Options {
    /// What part of the source is asked for; another part is another list.
    pub(super) scope: String,
    /// Whether entries' pages are asked again, and a great loss is believed.
    pub(super) full: bool,
    /// Whether the wait that a source asked for binds: a file asks for none.
    pub(super) waits: bool,
}

/// Where the runs of a list stand.
#[derive(Default, Serialize, Deserialize)]
struct Progress {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cool_until: Option<DateTime<FixedOffset>>,
    #[serde(default)]
    scope: String,
    /// Rows of a full page, as the last reading in full met them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    full_page: Option<usize>,
}

/// Runs once over a list. The inner error is the operator's to mend; nothing was changed.
pub(super) fn run(
    store: &mut Store,
    source: &SourceMeta,
    list: &dyn List,
    net: &mut dyn Net,
    options: &Options,
    now: &dyn Fn() -> DateTime<FixedOffset>,
) -> Result<Result<Report, String>, StoreError> {
    let id = &source.id;
    if store.gives_notices(id)? {
        return Ok(Err(format!(
            "{id} is a source of notices: take another --id"
        )));
    }
    let known = store.progress(id)?;
    let known = known.and_then(|text| serde_json::from_str::<Progress>(&text).ok());
    if let Some(other) = known.as_ref().filter(|known| known.scope != options.scope) {
        return Ok(Err(format!(
            "{id} was read with --site {:?} before: what that part does not hold would seem \
             withdrawn. Take another --id.",
            other.scope
        )));
    }
    let mut report = Report {
        name: source.name.clone(),
        counts: Counts::default(),
        notes: Vec::new(),
        outcome: Outcome::Complete,
    };
    let full_page = known.as_ref().and_then(|known| known.full_page);
    let cool_until = known.and_then(|known| known.cool_until);
    if let Some(until) = cool_until.filter(|until| options.waits && now() < *until) {
        report.outcome = Outcome::Cooling(until);
        return Ok(Ok(report));
    }
    let before = store.debarments(id)?;
    let mut before: BTreeMap<String, Debarment> = before
        .into_iter()
        .map(|kept| (kept.entry.key.clone(), kept.entry))
        .collect();
    let (mut read, mut stop) = Reading::of(list, net);
    if stop.is_none() && !options.full {
        stop = read.thinner(full_page);
    }
    if stop.is_none() && list.has_pages() {
        stop = details(
            list,
            net,
            &mut read,
            &before,
            options.full,
            &mut report.counts,
        );
    }
    let at = now();
    let today = at.date_naive();
    before.retain(|_, entry| matches!(entry.status(today), Status::Listed | Status::NotYet(_)));
    report.outcome = read.outcome(&before, options.full, stop);
    if report.outcome == Outcome::Complete && read.may_have_moved(&before) {
        let (again, stop) = Reading::of(list, net);
        read.join(again, &before);
        report.outcome = read.outcome(&before, options.full, stop);
    }
    let gone: Vec<&String> = match report.outcome {
        Outcome::Complete => read.gone(&before).collect(),
        _ => Vec::new(),
    };
    let progress = serde_json::to_string(&Progress {
        cool_until: report.outcome.wait(at),
        scope: options.scope.clone(),
        full_page: match report.outcome {
            Outcome::Complete => read.full_page,
            _ => full_page,
        },
    })?;
    let mut withdrawn = 0_u64;
    store.batch(|batch| {
        for entry in read.entries.values() {
            report.counts.count(batch.put_debarment(id, entry, at)?);
        }
        for (key, on) in &read.withdrawn {
            let on = on.unwrap_or(today);
            withdrawn += u64::from(batch.withdraw(id, key, on, at)?);
        }
        for key in &gone {
            withdrawn += u64::from(batch.withdraw(id, key, today, at)?);
        }
        for rejected in &read.rejected {
            batch.reject(id, rejected, at)?;
        }
        batch.set_progress(id, Some(&progress))?;
        match report.outcome.state() {
            Some(state) => batch.list_checked(source, state, at),
            None => Ok(()),
        }
    })?;
    for (count, what) in [
        (withdrawn, "withdrawn"),
        (
            read.persons,
            "natural persons and individual businesses, not carried",
        ),
        (read.elsewhere, "of other authorities, not carried"),
    ] {
        if count > 0 {
            report.notes.push(format!("{count} {what}"));
        }
    }
    report.counts.rejected = read.rejected;
    Ok(Ok(report))
}

/// Asks the pages of entries that the store does not know in this form.
fn details(
    list: &dyn List,
    net: &mut dyn Net,
    read: &mut Reading,
    before: &BTreeMap<String, Debarment>,
    full: bool,
    counts: &mut Counts,
) -> Option<Stop> {
    let mut stop = None;
    let mut odd_in_a_row = 0;
    for (key, entry) in &mut read.entries {
        let known = before.get(key);
        let until = known.and_then(|known| known.until);
        let alike = known.is_some_and(|known| {
            let bare = Debarment {
                until: entry.until,
                withdrawn: entry.withdrawn,
                ..known.clone()
            };
            bare == *entry
        });
        if entry.until.is_none() {
            // As it was told before, until the source says otherwise.
            entry.until = until;
        }
        if stop.is_some() || (alike && until.is_some() && !full) {
            continue;
        }
        match list.complete(net, entry) {
            Ok(()) => odd_in_a_row = 0,
            Err(Stop::Unexpected(met)) => {
                counts.without_detail += 1;
                odd_in_a_row += 1;
                if odd_in_a_row >= ODD_DETAILS {
                    let met = format!("{ODD_DETAILS} entries' pages in a row, the last: {met}");
                    stop = Some(Stop::Unexpected(met));
                }
            }
            Err(other) => stop = Some(other),
        }
    }
    stop
}
