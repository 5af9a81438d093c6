//! The course of a project over our copy of the record: what pages draw, and letters quote.

use crate::platform::clock;
use crate::state::{Record, duties};
use chrono::NaiveDate;
use record::clock::Law;
use record::{Domain, Notice, SourceId, Stage, Step, View, life};

/// Up to which day the sources of these notices were read in full; `None` if one never was.
pub fn read_until(record: Record, notices: &[Notice]) -> Option<NaiveDate> {
    let days = notices
        .iter()
        .map(|notice| duties::read_until(record, notice.source.as_str()));
    days.collect::<Option<Vec<_>>>()?.into_iter().min()
}

/// The life of a project by all its notices, oldest first. While older packs load, a stage that
/// was not seen may still come, and a source that gave none so far may still give some.
pub fn steps<'l>(record: Record, notices: &[Notice], law: Option<&'l Law>) -> Vec<Step<'l>> {
    let Some(newest) = notices.last() else {
        return Vec::new();
    };
    let all_here = record.progress().whole;
    let view = View {
        law,
        gives: |source: &SourceId, domain: Domain, stage: Stage| {
            !all_here || record.with_archive(|a| a.gives(source, domain, stage))
        },
        today: clock::today(),
        read_until: read_until(record, notices),
    };
    life(newest.domain, notices, &view)
}
