//! What may be believed, and in which order it is fetched. Pure: bytes and values in, verdicts
//! out, so that native tests reach all of it.

use chrono::NaiveDate;
use record::site::{FORMAT, Manifest, PackEntry};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What was wrong with an answer that was refused. What we had stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Not a manifest: a log-in page, a cut-off file.
    Manifest,
    /// A manifest older than the one that we have.
    OldHead,
    /// A file of wrong length or hash, or one that cannot be decoded: its path.
    File(String),
    /// The server answered with an error instead of the file.
    Status(u16),
}

/// Why a manifest was not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is damaged or old.
    Damaged(Damage),
    /// It is of a later format, or asks for a later app.
    TooNew,
}

/// Reads a manifest and decides whether it may follow the one that we have.
///
/// Sequences are compared within one kind of data only: a demo that gives way to real data
/// begins a new count.
pub fn manifest(bytes: &[u8], have: Option<&Manifest>) -> Result<Manifest, Refused> {
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    let damaged = |_| Refused::Damaged(Damage::Manifest);
    // The format first: a later one may have any other shape.
    let format: Format = serde_json::from_slice(bytes).map_err(damaged)?;
    if format.format > FORMAT {
        return Err(Refused::TooNew);
    }
    let manifest: Manifest = serde_json::from_slice(bytes).map_err(damaged)?;
    if version(&manifest.instance.min_app) > version(env!("CARGO_PKG_VERSION")) {
        return Err(Refused::TooNew);
    }
    match have {
        Some(have) if follows(have, &manifest) => Err(Refused::Damaged(Damage::OldHead)),
        _ => Ok(manifest),
    }
}

/// Whether `have` is later than `new`, and of the same record.
fn follows(have: &Manifest, new: &Manifest) -> bool {
    have.instance.dataset == new.instance.dataset && new.sequence < have.sequence
}

/// `1.12.3` as numbers; what is missing or no number counts as 0.
fn version(text: &str) -> [u32; 3] {
    let mut parts = text.split('.').map(|p| p.parse().unwrap_or(0));
    [(); 3].map(|()| parts.next().unwrap_or(0))
}

/// How to get from the packs that are loaded to those of a manifest.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Must all be here before the switch: packs of the time that is already loaded.
    pub first: Vec<PackEntry>,
    /// Leave at the switch.
    pub gone: Vec<String>,
    /// Follow after the switch, newest first.
    pub later: Vec<PackEntry>,
}

/// Plans the way. `loaded` holds the path and the oldest day of each loaded pack.
///
/// Packs load newest first, so what is loaded reaches back to one day without a gap. A new
/// manifest's packs that touch that time replace loaded ones, or a notice that moved between
/// months would be seen twice or not at all while they come: they come before the switch.
pub fn plan(manifest: &Manifest, loaded: &BTreeMap<String, NaiveDate>) -> Plan {
    let reach = loaded.values().min();
    let named = |path: &str| manifest.packs.iter().any(|p| p.file.path == path);
    let gone: Vec<String> = loaded.keys().filter(|p| !named(p)).cloned().collect();
    let mut plan = Plan::default();
    for pack in &manifest.packs {
        if loaded.contains_key(&pack.file.path) {
            continue;
        }
        // Where nothing leaves, nothing can be mixed, and each pack may show as it comes.
        if !gone.is_empty() && reach.is_some_and(|day| pack.last >= *day) {
            plan.first.push(pack.clone());
        } else {
            plan.later.push(pack.clone());
        }
    }
    plan.later.sort_by(|a, b| b.last.cmp(&a.last));
    plan.gone = gone;
    plan
}
