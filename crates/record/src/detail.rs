//! The whole of one notice: fields, candidates, text, attachments, revisions.
//!
//! The text is a closed tree, never HTML: whatever is not a variant here cannot reach a screen.

use crate::{Money, Notice, When};
use serde::{Deserialize, Serialize};

/// One notice with everything that its source gave (公告全文).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeDetail {
    /// The row that lists show.
    pub notice: Notice,
    /// The source's own id of it.
    pub source_key: String,
    /// The official page, `https:` or `http:` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official_url: Option<String>,
    /// Structured fields in the source's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// Ranked candidates or winners with their prices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
    /// When the publicity period began, for a publicity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publicity_start: Option<When>,
    /// The text, or why there is none.
    pub body: Body,
    /// Files, as links to the source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// Every revision seen, oldest first; at least one.
    pub revisions: Vec<Revision>,
}

/// A named value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Field {
    /// The data standard's name where known (`BUDGET_PRICE`), else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// The label as the source sent it.
    pub label: String,
    /// The value as text.
    pub value: String,
}

/// A candidate or winner (中标候选人、中标人).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Candidate {
    /// Rank, from 1; absent for an only winner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// The name; joint bidders as the source joins them.
    pub name: String,
    /// The price bid or won.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money: Option<Money>,
}

/// A file of a notice, linked and never fetched by itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name, cleaned of control and direction marks.
    pub name: String,
    /// Where the source serves it; `https:` or `http:` only.
    pub url: String,
}

/// One state of a notice's content.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Revision {
    /// From 1.
    pub number: u32,
    /// When this record first saw it.
    pub first_seen: When,
    /// SHA-256 of the content, in hexadecimal.
    pub sha256: String,
    /// What differs from the revision before: label, before, after. Empty for the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<[String; 3]>,
}

/// The text of a notice, or why there is none (rule 5: absence is typed).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// The text.
    Document(Vec<Block>),
    /// The source answered, and gave no text.
    NotProvided,
    /// The detail has not been fetched yet.
    NotFetched,
    /// The text could not be read (too deep, too large); see the official page.
    Unreadable,
}

/// A block of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A heading.
    Heading(Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; each item is a run of inlines.
    List(Vec<Vec<Inline>>),
    /// A table, row by row.
    Table(Vec<Vec<Cell>>),
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cell {
    /// Its content.
    pub text: Vec<Inline>,
    /// Whether it is a heading.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub head: bool,
    /// Columns that it spans, 1 to 64.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub cols: u8,
    /// Rows that it spans, 1 to 255.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub rows: u8,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Emphasised text.
    Strong(String),
    /// A link: its text and an `https:` or `http:` address.
    Link {
        /// What to show.
        text: String,
        /// Where it leads.
        href: String,
    },
    /// A line break.
    Break,
    /// An image stood here; its alternative text, never its address.
    Image(String),
}

const fn one() -> u8 {
    1
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
const fn is_one(n: &u8) -> bool {
    *n == 1
}
