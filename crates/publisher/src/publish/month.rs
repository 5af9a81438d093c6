//! One month or year: its details cut into bundles, its rows into a pack.

use super::PublishError;
use super::tree::{Effort, Tree};
use archive::Bundle;
use record::site::{self, FileEntry};
use record::{Domain, Notice, NoticeDetail, RegionCode, Stage, When};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What was published of a month or year; kept, so that it need not be made again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Month {
    pub(super) file: FileEntry,
    pub(super) first: chrono::NaiveDate,
    pub(super) last: chrono::NaiveDate,
    pub(super) count: u32,
    /// The bundles' addresses and lengths, relative to the site data.
    pub(super) bundles: Vec<(String, u64)>,
    /// How many there are of what.
    pub(super) counts: Vec<Count>,
    /// The day of the last deadline in it.
    pub(super) due_until: Option<chrono::NaiveDate>,
}

/// How many notices, and of these awards, are of one domain and region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Count {
    pub(super) domain: Domain,
    pub(super) region: Option<RegionCode>,
    pub(super) notices: u32,
    pub(super) awards: u32,
}

fn counts(notices: &[Notice]) -> Vec<Count> {
    let mut counts: BTreeMap<_, (u32, u32)> = BTreeMap::new();
    for notice in notices {
        let (notices, awards) = counts.entry((notice.domain, notice.region)).or_default();
        *notices += 1;
        *awards += u32::from(notice.stage == Some(Stage::Award));
    }
    let counts = counts.into_iter();
    counts
        .map(|((domain, region), (notices, awards))| Count {
            domain,
            region,
            notices,
            awards,
        })
        .collect()
}

/// A bundle ends after about so many notices, at one whose id says so …
const ABOUT: u64 = 32;
/// … but not before so many, nor after so many,
const ROWS: std::ops::Range<usize> = 8..96;
/// nor when it has grown so long.
const MOST_BYTES: usize = 256 * 1024;

/// Writes a pack that has at least one notice.
pub(super) fn write(
    tree: &Tree,
    name: &str,
    mut details: Vec<NoticeDetail>,
) -> Result<Month, PublishError> {
    details.sort_by(|a, b| archive::newest_first(&a.notice, &b.notice));
    let mut bundles = Vec::new();
    let mut paths = Vec::new();
    for (rows, json) in bundle(&details)? {
        let (sha256, hex) = hash(json.as_bytes());
        let path = site::bundle_path(&hex);
        tree.put(&in_data(&path), json.as_bytes(), Effort::Some)?;
        paths.push((path, json.len() as u64));
        bundles.push(Bundle {
            rows,
            bytes: json.len() as u32,
            sha256,
        });
    }
    let notices: Vec<_> = details.into_iter().map(|d| d.notice).collect();
    let days = || notices.iter().map(|n| n.published.date());
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return Err(PublishError::Empty(name.to_owned()));
    };
    let pack = archive::encode(&notices, &bundles);
    let file = entry(&format!("packs/{name}"), "pack", &pack);
    tree.put(&in_data(&file.path), &pack, Effort::Most)?;
    Ok(Month {
        file,
        first,
        last,
        count: notices.len() as u32,
        bundles: paths,
        counts: counts(&notices),
        due_until: notices
            .iter()
            .filter_map(|n| n.deadline)
            .max()
            .map(When::date),
    })
}

/// Cuts details into the JSON of [`site::DetailBundle`]s, each with its number of rows.
///
/// Where a cut falls depends on ids, not on counting from the start: so one new notice changes
/// the bundle that it falls into, and seldom the next one.
fn bundle(details: &[NoticeDetail]) -> Result<Vec<(u32, String)>, PublishError> {
    const START: &str = "{\"notices\":[";
    let mut bundles = Vec::new();
    let (mut rows, mut json) = (0, String::from(START));
    for detail in details {
        if rows > 0 {
            json.push(',');
        }
        json.push_str(&serde_json::to_string(detail)?);
        rows += 1;
        let chosen = detail.notice.id.bits() % ABOUT == 0 && rows >= ROWS.start;
        if chosen || rows >= ROWS.end || json.len() >= MOST_BYTES {
            json.push_str("]}");
            bundles.push((rows as u32, std::mem::replace(&mut json, START.into())));
            rows = 0;
        }
    }
    if rows > 0 {
        json.push_str("]}");
        bundles.push((rows as u32, json));
    }
    Ok(bundles)
}

/// The entry of a file named by its hash.
pub(super) fn entry(name: &str, ending: &str, bytes: &[u8]) -> FileEntry {
    let (_, hex) = hash(bytes);
    FileEntry {
        path: format!("{name}-{}.{ending}", hex.get(..20).unwrap_or(&hex)),
        bytes: bytes.len() as u64,
        sha256: hex,
    }
}

/// Where something of the site data is in the published folder.
pub(super) fn in_data(path: &str) -> String {
    format!("{}{path}", site::ROOT)
}

pub(super) fn hash(bytes: &[u8]) -> ([u8; 32], String) {
    let digest = Sha256::digest(bytes);
    (digest.into(), format!("{digest:x}"))
}

impl Month {
    /// Whether all its files are there.
    pub(super) fn is_whole(&self, tree: &Tree) -> bool {
        let pack = std::iter::once((&self.file.path, self.file.bytes));
        let bundles = self.bundles.iter().map(|(path, bytes)| (path, *bytes));
        pack.chain(bundles)
            .all(|(path, bytes)| tree.has_whole(&in_data(path), bytes))
    }

    /// The addresses of its files in the published folder.
    pub(super) fn paths(&self) -> impl Iterator<Item = String> {
        std::iter::once(&self.file.path)
            .chain(self.bundles.iter().map(|(path, _)| path))
            .map(|path| in_data(path))
    }
}
