//! Duties to publish over our copy of the record, by what is asked about them.

use crate::locales::names;
use crate::platform::clock;
use crate::route::{Inquiry, Met};
use crate::state::{Record, Settings};
use archive::Row;
use chrono::NaiveDate;
use record::clock::{ByBody, ByStage, Duty, Law, Line, Outcome, Tally, duties};
use record::site::Dataset;
use record::{NoticeId, RegionCode, Stage};

/// A duty of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The notice that met it; for what is missing the one after which it was due.
    pub notice: NoticeId,
    /// The stage that was to be public.
    pub stage: Option<Stage>,
    /// How it was met.
    pub outcome: Outcome,
}

/// The region that an inquiry is about: the reader's own, or the publisher's, where it says none;
/// absent for everywhere.
pub fn region(inquiry: &Inquiry, record: Record, settings: Settings) -> Option<RegionCode> {
    if inquiry.everywhere {
        return None;
    }
    let home = || record.manifest().map(|m| m.instance.home_region);
    inquiry.region.or_else(|| settings.region()).or_else(home)
}

/// Up to which day a source was read in full, and so what is not seen is known not to be there.
/// `None` where it never was, while packs are still coming, and for recorded rows, which are a
/// sample of their source.
pub fn read_until(record: Record, source: &str) -> Option<NaiveDate> {
    let manifest = record.manifest()?;
    if !record.progress().whole || manifest.instance.dataset == Dataset::Real {
        return None;
    }
    let source = manifest.sources.iter().find(|s| s.id.as_str() == source)?;
    let checked = names::beijing(source.last_ok_at?).date();
    Some(checked.min(clock::today()))
}

/// The day up to which the record reaches: that of its latest check of any source.
pub fn reaches(record: Record) -> Option<NaiveDate> {
    let manifest = record.manifest()?;
    let checked = manifest.sources.iter().filter_map(|s| s.last_ok_at);
    checked.map(|at| names::beijing(at).date()).max()
}

/// Goes through the duties that an inquiry is about.
fn each(
    record: Record,
    law: &Law,
    inquiry: &Inquiry,
    region: Option<RegionCode>,
    today: NaiveDate,
    mut found: impl FnMut(&Duty<Row<'_>>),
) {
    let inside = region.map(|code| record.regions().subtree(code));
    let asked = |duty: &Duty<Row<'_>>| {
        let line = &duty.line;
        let within = |inside: &std::collections::BTreeSet<RegionCode>| {
            line.region().is_some_and(|region| inside.contains(&region))
        };
        inside.as_ref().is_none_or(within)
            && inquiry.body.as_ref().is_none_or(|body| body == line.body())
            && inquiry.domain.is_none_or(|domain| domain == line.kind().0)
            && inquiry.stage.is_none_or(|stage| Some(stage) == duty.stage)
            && inquiry
                .outcome
                .is_none_or(|met| met == Met::of(duty.outcome))
    };
    record.with_archive(|archive| {
        let span = inquiry.span.days(today);
        let read = |source: &str| read_until(record, source);
        duties(law, archive.rows(), span, read, |duty| {
            if asked(&duty) {
                found(&duty);
            }
        });
    });
}

/// The counts by domain and stage.
pub fn by_stage(
    record: Record,
    law: &Law,
    inquiry: &Inquiry,
    region: Option<RegionCode>,
    today: NaiveDate,
) -> ByStage {
    let mut counts = ByStage::new();
    each(record, law, inquiry, region, today, |duty| {
        let of = counts.entry((duty.line.kind().0, duty.stage));
        of.or_default().add(duty.outcome);
    });
    counts
}

/// The counts by body, in order.
pub fn by_body(
    record: Record,
    law: &Law,
    inquiry: &Inquiry,
    region: Option<RegionCode>,
    today: NaiveDate,
) -> Vec<(String, Tally)> {
    let mut counts = ByBody::default();
    each(record, law, inquiry, region, today, |duty| counts.add(duty));
    counts.in_order()
}

/// The list behind a number, newest first.
pub fn list(
    record: Record,
    law: &Law,
    inquiry: &Inquiry,
    region: Option<RegionCode>,
    today: NaiveDate,
) -> Vec<Listed> {
    let mut found = Vec::new();
    each(record, law, inquiry, region, today, |duty| {
        let listed = Listed {
            notice: duty.line.id(),
            stage: duty.stage,
            outcome: duty.outcome,
        };
        found.push((
            std::cmp::Reverse(duty.line.published()),
            duty.line.id(),
            listed,
        ));
    });
    found.sort_unstable_by_key(|(published, id, _)| (*published, *id));
    found.into_iter().map(|(_, _, listed)| listed).collect()
}
