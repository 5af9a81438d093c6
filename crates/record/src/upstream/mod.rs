//! What the existing APIs send, decoded into one shape, [`Draft`], or refused with a reason.
//!
//! One module per source; only they know its field names. Decoding is tolerant (a number as a
//! string, 8- or 14-digit dates, `<em>` in titles, null lists, unknown codes) and never drops a
//! row: what cannot be read comes back as a [`Rejected`]. Fetching is the publisher's.

mod answer;
pub mod ccgp_cr;
mod codes;
pub mod credit_gd;
pub mod ggzy;
pub mod jsonl;
pub mod listed;
mod persons;
mod read;
pub mod recorded;
mod text;

pub(crate) use text::moment;
pub mod ygp;

use crate::{
    Attachment, Candidate, Domain, Field, Money, ProjectCode, RegionCode, Stage, UnifiedDealCode,
    When,
};
use serde::{Deserialize, Serialize};

/// A notice as a source gave it, before this record gives it an id.
///
/// Its JSON form, one object a line, is also the schema by which a department feeds the record
/// from its own database (`--source jsonl`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The source's own id, or one derived from the content where it gave none.
    pub key: String,
    /// The title, plain text.
    pub title: String,
    /// 项目编号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectCode>,
    /// 统一交易标识码
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deal_code: Option<UnifiedDealCode>,
    /// 领域
    pub domain: Domain,
    /// The kind of project as the source labels it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub category: String,
    /// 环节, where a table knows the source's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// The stage's name as the source sent it.
    pub stage_label: String,
    /// The most exact region code sent; not yet checked against the tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionCode>,
    /// The region's name as sent.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub region_label: String,
    /// 采购人、招标人, or the seller.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub buyer: String,
    /// 代理机构
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agency: String,
    /// Publication, Beijing time.
    pub published: When,
    /// The next date that somebody must meet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<When>,
    /// When the publicity period began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publicity_start: Option<When>,
    /// The main amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money: Option<Money>,
    /// Candidates or winners by rank.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
    /// The official page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official_url: Option<String>,
    /// Structured fields in the source's order, personal data left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// The text as the source's HTML: hostile until the publisher has made a document of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub html: Vec<String>,
    /// Files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// Whether the detail has been read (or the source has none): false for a list row.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub complete: bool,
}

/// A row that could not be read, and why. Kept and counted, never dropped in silence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// The source's id of the row, if it could be read.
    pub key: Option<String>,
    /// Why, naming the field and the offending text.
    pub reason: String,
    /// The start of the row as sent, at most 200 characters.
    pub excerpt: String,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// How many rows the source says there are in all; sources cap and misstate it.
    pub total: Option<u64>,
    /// The rows that could be read.
    pub rows: Vec<T>,
    /// The rows that could not.
    pub rejected: Vec<Rejected>,
}

impl<T> Page<T> {
    /// The page of a list's rows, each read or rejected.
    fn read<V>(total: Option<u64>, rows: &[V], read: impl Fn(&V) -> Result<T, Rejected>) -> Self {
        let mut page = Self {
            total,
            ..Self::default()
        };
        for row in rows {
            match read(row) {
                Ok(row) => page.rows.push(row),
                Err(rejected) => page.rejected.push(rejected),
            }
        }
        page
    }
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            total: None,
            rows: Vec::new(),
            rejected: Vec::new(),
        }
    }
}

/// Why a source's answer holds no rows at all. An empty list is not among these: it is a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// 429, or the source's own word for it; seconds to wait, if it said.
    TooFrequent(Option<u32>),
    /// 401, 403, an error code, an anti-crawler answer: its words.
    Refused(String),
    /// It wants a captcha solved.
    Captcha,
    /// Not the shape that it is known to send: what was met.
    UnexpectedShape(String),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooFrequent(Some(wait)) => write!(f, "too frequent; wait {wait} s"),
            Self::TooFrequent(None) => f.write_str("too frequent"),
            Self::Refused(words) => write!(f, "refused: {words}"),
            Self::Captcha => f.write_str("it wants a captcha solved"),
            Self::UnexpectedShape(met) => write!(f, "unexpected shape: {met}"),
        }
    }
}

impl std::error::Error for Refusal {}
