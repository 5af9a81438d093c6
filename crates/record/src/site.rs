//! The site-data contract, version 1: the manifest and the addresses of what it lists.
//!
//! Shared by the publisher, which writes it, and the app, which reads it. Besides the app's
//! routes this is the only place where an address is spelled.

use crate::{NoticeDetail, RegionCode, SourceId};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the contract that this code writes and reads.
pub const FORMAT: u32 = 1;
/// The folder of the site data, relative to the app's own base.
pub const ROOT: &str = "data/v1/";
/// The manifest, relative to [`ROOT`]: the only mutable file.
pub const MANIFEST: &str = "manifest.json";
/// The region tree among the reference data: [`crate::Regions`].
pub const REGIONS: &str = "regions";
/// The law's limits among the reference data: [`crate::clock::Limits`].
pub const RULES: &str = "rules";
/// The calendar of working days among the reference data: [`crate::clock::Workdays`].
pub const HOLIDAYS: &str = "holidays";
/// The disclosure catalogue among the reference data: [`crate::catalogue::Catalogue`].
pub const CATALOGUE: &str = "catalogue";
/// The handling guide and the policy documents among the reference data: [`crate::guide::Guide`].
pub const POLICIES: &str = "policies";
/// The blacklist among the reference data: [`crate::debarment::DebarmentList`].
pub const DEBARMENTS: &str = "debarments";
/// The app's pages, relative to its base: those that stand for themselves.
pub const PAGES: [&str; 13] = [
    "body",
    "embed",
    "search",
    "follow",
    "blacklist",
    "catalogue",
    "bulletin",
    "duties",
    "progress",
    "guide",
    "letter",
    "more",
    "kiosk",
];
/// The app's pages of one thing each, whose id or name is the next part of the address.
pub const PAGES_OF: [&str; 3] = ["notice", "project", "list"];
/// What follows the address of a page that lies there as a file: the publisher's light pages.
pub const LIGHT: &str = ".html";
/// The folder of the light pages of notices, relative to the app's base.
pub const LIGHT_NOTICES: &str = "notice/";
/// The address of the search, whose light page is the list of everything.
pub const LIGHT_SEARCH: &str = "search";
/// The light list of everything, without its ending.
pub const LIGHT_ALL: &str = "list/all-all-notices";
/// The folder of the light lists, relative to the app's base.
pub const LIGHT_LISTS: &str = "list/";
/// The light page of the blacklist, likewise.
pub const LIGHT_BLACKLIST: &str = "blacklist.html";
/// Where the server passes requests through to the existing API, relative to the app's base.
pub const UPSTREAM: &str = "api/v1/upstream/";
/// Where the server gives the public key of its pushes, relative to the app's base.
pub const PUSH_KEY: &str = "api/v1/push/key";
/// Where a device registers for pushes and takes that back, relative to the app's base.
pub const PUSH_SUBSCRIPTIONS: &str = "api/v1/push/subscriptions";
/// Where a device says back what the first push brought, relative to the app's base.
pub const PUSH_ECHO: &str = "api/v1/push/echo";

/// `manifest.json`: everything else is reached from here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The contract's version. A reader that meets a larger one asks to be updated.
    pub format: u32,
    /// Grows with each publication; a reader never goes back to a smaller one.
    pub sequence: u64,
    /// When the store that this was written from last changed.
    pub generated_at: DateTime<FixedOffset>,
    /// Who publishes.
    pub instance: Instance,
    /// Where the notices come from and how that went.
    pub sources: Vec<Source>,
    /// The packs, newest first.
    pub packs: Vec<PackEntry>,
    /// The feed of changes, newest first.
    #[serde(default)]
    pub changes: Vec<ChangesEntry>,
    /// The feed tells every change after this sequence; whoever has not come so far was away too
    /// long to be told all.
    #[serde(default)]
    pub changes_after: u64,
    /// Reference data by name ([`REGIONS`], [`RULES`], [`HOLIDAYS`]), relative to [`ROOT`].
    pub reference: BTreeMap<String, FileEntry>,
    /// The head cursor: the store's newest revision.
    pub head: String,
    /// The Merkle root (RFC 6962) over every notice's content hash, in hexadecimal.
    pub root: String,
}

/// Who publishes, and for which region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// The name by language: `zh-CN`, `en`.
    pub name: BTreeMap<String, String>,
    /// The region that is home.
    pub home_region: RegionCode,
    /// The help line.
    pub hotline: String,
    /// The trading centre's telephone; may be empty.
    #[serde(default)]
    pub phone: String,
    /// What kind of data this is.
    pub dataset: Dataset,
    /// The oldest app that reads this.
    pub min_app: String,
    /// Whether apps must do without their service worker: the operator's way to take it off every
    /// device. What is followed and the record stay there. It stands here in every later format
    /// too, because apps that are too old for the rest go by it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_worker: bool,
    /// Whether the server passes searches through to the existing API, and to which source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online: Option<Online>,
}

/// The existing API as the app may ask it through the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Online {
    /// The source whose rows come back.
    pub source: SourceId,
    /// The region whose notices it holds.
    pub region: RegionCode,
}

/// What kind of data a publication holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dataset {
    /// Recorded real rows.
    Real,
    /// Generated and fictitious; the app says so on every page.
    Demo,
    /// From the live API.
    Live,
}

/// A source and how its last check went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its key.
    pub id: SourceId,
    /// Its name.
    pub name: String,
    /// Its public page.
    pub url: String,
    /// When it last answered in full.
    pub last_ok_at: Option<DateTime<FixedOffset>>,
    /// When its newest notice was published.
    pub last_item_at: Option<crate::When>,
    /// Its rhythm: the longest time, in working days, that it usually lets pass between two
    /// notices. Silence that lasts longer is worth a word (rule 4). Absent while too little of
    /// it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rhythm_days: Option<u16>,
    /// How the last check ended.
    pub state: SourceState,
}

/// How the last check of a source ended (rule 4: silence is the worst bug).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceState {
    /// It answered in full.
    Ok,
    /// It answers, but the last full check is too old, or was cut short (429, too frequent).
    Stale,
    /// It refuses us: captcha, 401, 403, an error code.
    Refused,
    /// It could not be reached, or answered in an unexpected shape.
    Unreachable,
}

/// A file by its address, length and hash.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FileEntry {
    /// Relative to [`ROOT`]; holds the start of the hash.
    pub path: String,
    /// Length in bytes, uncompressed.
    pub bytes: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

/// A pack of one month, or of the closed months of a year that had few notices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "FlatPackEntry")]
pub struct PackEntry {
    /// `notices`, or `head` for the running month.
    pub kind: PackKind,
    /// The file.
    #[serde(flatten)]
    pub file: FileEntry,
    /// The oldest day of publication in it.
    pub first: NaiveDate,
    /// The newest.
    pub last: NaiveDate,
    /// How many notices.
    pub count: u32,
}

/// [`PackEntry`] as it is written. Serde could read a flattened field too, but by a second,
/// buffering decoder that costs the app more than this.
#[derive(Deserialize)]
struct FlatPackEntry {
    kind: PackKind,
    path: String,
    bytes: u64,
    sha256: String,
    first: NaiveDate,
    last: NaiveDate,
    count: u32,
}

impl From<FlatPackEntry> for PackEntry {
    fn from(flat: FlatPackEntry) -> Self {
        let FlatPackEntry {
            kind,
            path,
            bytes,
            sha256,
            first,
            last,
            count,
        } = flat;
        let file = FileEntry {
            path,
            bytes,
            sha256,
        };
        Self {
            kind,
            file,
            first,
            last,
            count,
        }
    }
}

/// A file of changes: of one day, or of a closed month. Files do not overlap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangesEntry {
    /// Relative to [`ROOT`]; holds the start of the hash.
    pub path: String,
    /// Length in bytes, uncompressed.
    pub bytes: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// The sequence of its first change.
    pub first: u64,
    /// The sequence of its last.
    pub last: u64,
    /// How many changes.
    pub count: u32,
}

impl ChangesEntry {
    /// The file itself.
    pub fn file(&self) -> FileEntry {
        FileEntry {
            path: self.path.clone(),
            bytes: self.bytes,
            sha256: self.sha256.clone(),
        }
    }
}

/// What a pack holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PackKind {
    /// Closed months of notices.
    Notices,
    /// The running month: small, and rewritten at each publication.
    Head,
}

/// A few details in one file, so that a million notices are not a million files.
///
/// A pack names its bundles by hash and by the rows they cover; see `archive`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailBundle {
    /// The details, in the pack's order.
    pub notices: Vec<NoticeDetail>,
}

impl Manifest {
    /// The files of the feed that hold changes after a sequence, newest first.
    pub fn changes_since(&self, sequence: u64) -> impl Iterator<Item = &ChangesEntry> {
        self.changes
            .iter()
            .filter(move |entry| entry.last > sequence)
    }
}

/// The folder of the detail bundles, relative to [`ROOT`].
pub const BUNDLES: &str = "notices/";

/// The address of a detail bundle, relative to [`ROOT`].
pub fn bundle_path(sha256: &str) -> String {
    let short = sha256.get(..20).unwrap_or(sha256);
    format!("{BUNDLES}{}/{short}.json", short.get(..2).unwrap_or("00"))
}
