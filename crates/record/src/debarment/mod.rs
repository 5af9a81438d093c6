//! Debarment records (黑名单、失信、行政处罚): who is listed, by whom, until when; and whether that
//! may still be said. Status follows from dates at the moment of asking and is never stored.
//!
//! Legal persons only. An entry that has ended, was withdrawn, or was not verified for too long
//! is not shown, not found and not exported: it is forgotten ([`DebarmentList::forget`]).

mod bidders;
mod code;
mod name;
mod screen;

pub use bidders::bidders;
pub use code::CreditCode;
pub use name::{Difference, differences, is_legal_person, stem};
pub use screen::{Answer, Found, LONGEST_NAME, Query, Screen};

use crate::{SourceId, When};
use chrono::{DateTime, Days, FixedOffset, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days after which an entry that its source did not confirm is not shown any more.
pub const FORGOTTEN_AFTER: u64 = 30;
/// Days after which an entry says that its source may know better.
pub const STALE_AFTER: u64 = 3;
/// Years after which an entry without an end has ended: the longest that the law allows
/// (财办库〔2014〕526号; 信用修复管理办法: 严重失信 1 to 3 years).
pub const LONGEST_YEARS: u32 = 3;

/// An entry of a list, as its source published it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Debarment {
    /// The source's own id, or one derived from the content where it gave none.
    pub key: String,
    /// The name of the legal person (主体名称).
    pub name: String,
    /// Its unified social credit code (统一社会信用代码), where its checksum holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<CreditCode>,
    /// The code as sent, where its checksum does not hold or it is of another kind.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code_as_sent: String,
    /// What kind of list it stands in.
    pub kind: DebarmentKind,
    /// What was done (情形、事由).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What followed (处罚结果).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub result: String,
    /// By what law (依据).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// Who decided (执法单位、认定机关).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub authority: String,
    /// The decision's number (文号).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decision: String,
    /// When it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<NaiveDate>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<NaiveDate>,
    /// The last day on which it may be shown (公布截止日期).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// When it was withdrawn: repaired, annulled, or gone from a complete answer of its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<NaiveDate>,
    /// Where it holds (适用范围); may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// The source's page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The kinds of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DebarmentKind {
    /// 政府采购严重违法失信行为记录
    SeriousViolation,
    /// 行政处罚
    Penalty,
    /// 公共资源交易黑名单 (data standard, set 302)
    Blacklist,
    /// 违法违规 (set 300)
    Violation,
    /// 失信被执行人 (法人)
    CourtListed,
}

impl DebarmentKind {
    /// Every kind, the gravest for procurement first.
    pub const ALL: [Self; 5] = [
        Self::SeriousViolation,
        Self::Blacklist,
        Self::CourtListed,
        Self::Penalty,
        Self::Violation,
    ];
}

/// Whether an entry holds on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It has been published and not ended.
    Listed,
    /// It begins later.
    NotYet(NaiveDate),
    /// It ended with that day.
    Ended(NaiveDate),
    /// It was withdrawn on that day.
    Withdrawn(NaiveDate),
}

impl Debarment {
    /// The first day on which it stands: publication, else decision; absent where neither is known.
    pub fn begins(&self) -> Option<NaiveDate> {
        self.published.or(self.decided)
    }

    /// The last day on which it may be shown: its own end, else the longest that the law allows.
    pub fn ends(&self) -> Option<NaiveDate> {
        let longest = || {
            let from = self.decided.or(self.published)?;
            from.checked_add_months(Months::new(12 * LONGEST_YEARS))
        };
        self.until.or_else(longest)
    }

    /// How it stands on a day.
    pub fn status(&self, day: NaiveDate) -> Status {
        if let Some(at) = self.withdrawn.filter(|at| *at <= day) {
            return Status::Withdrawn(at);
        }
        if let Some(end) = self.ends().filter(|end| *end < day) {
            return Status::Ended(end);
        }
        match self.begins().filter(|begin| *begin > day) {
            Some(begin) => Status::NotYet(begin),
            None => Status::Listed,
        }
    }
}

/// The whole current list of a publication: `debarments-….json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DebarmentList {
    /// The sources, each with its entries.
    pub sources: Vec<ListSource>,
}

/// What one source listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ListSource {
    /// Its key.
    pub id: SourceId,
    /// Its name.
    pub name: String,
    /// Its public page.
    pub url: String,
    /// When it last answered in full: until then its entries are verified. Absent if never.
    pub verified: Option<DateTime<FixedOffset>>,
    /// Its entries.
    pub entries: Vec<Debarment>,
    /// What was withdrawn and may still lie on a device: only keys, and since when.
    #[serde(default)]
    pub tombstones: Vec<Tombstone>,
}

/// That something is gone. It names nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Tombstone {
    /// The key of the entry.
    pub key: String,
    /// When it was withdrawn or ended.
    pub since: When,
}

impl DebarmentList {
    /// Reads `debarments-….json` of the site data.
    ///
    /// # Errors
    /// If it is not of that shape.
    pub fn from_json(json: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(json)
    }

    /// Drops whatever may not be shown on a day; true if anything was dropped. Whoever holds a
    /// copy (page, cache, export) calls this before using it, with or without a network.
    pub fn forget(&mut self, today: NaiveDate) -> bool {
        let mut dropped = false;
        for source in &mut self.sources {
            let before = source.entries.len();
            if source.is_forgotten(today) {
                source.entries.clear();
            }
            source
                .entries
                .retain(|e| matches!(e.status(today), Status::Listed | Status::NotYet(_)));
            dropped |= source.entries.len() != before;
        }
        dropped
    }

    /// Every entry with its source.
    pub fn entries(&self) -> impl Iterator<Item = (&ListSource, &Debarment)> {
        self.sources
            .iter()
            .flat_map(|source| source.entries.iter().map(move |entry| (source, entry)))
    }
}

impl ListSource {
    /// Whether it was not verified for so long that its entries may not be shown.
    pub fn is_forgotten(&self, today: NaiveDate) -> bool {
        self.older_than(FORGOTTEN_AFTER, today)
    }

    /// Whether its page may know better by now.
    pub fn is_stale(&self, today: NaiveDate) -> bool {
        self.older_than(STALE_AFTER, today)
    }

    /// The last day on which an entry of this source may be shown, where that is known: what
    /// [`DebarmentList::forget`] goes by, for those who write it down.
    pub fn last_day(&self, entry: &Debarment) -> Option<NaiveDate> {
        let verified = self.verified.map(|at| at.date_naive());
        let confirmed = verified.and_then(|day| day.checked_add_days(Days::new(FORGOTTEN_AFTER)));
        let withdrawn = entry.withdrawn.and_then(|day| day.pred_opt());
        let days = [confirmed, withdrawn, entry.ends()];
        days.into_iter().flatten().min()
    }

    fn older_than(&self, days: u64, today: NaiveDate) -> bool {
        let verified = self.verified.map(|at| at.date_naive());
        verified.is_none_or(|day| {
            let last = day.checked_add_days(Days::new(days));
            last.is_none_or(|last| last < today)
        })
    }
}
