//! What may be believed, and in which order it is fetched. Pure: bytes and values in, verdicts
//! out, so that native tests reach all of it.

use chrono::{Datelike, NaiveDate};
use record::site::{FORMAT, Manifest, PackEntry};
use serde::Deserialize;
use std::cmp::Reverse;

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

/// Whether the publisher wants no worker: of a manifest that this app is too old for this can be
/// read all the same, so that the worker that keeps the old app here can be taken off.
pub fn wants_no_worker(bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Head {
        instance: Instance,
    }
    #[derive(Deserialize)]
    struct Instance {
        no_worker: bool,
    }
    serde_json::from_slice::<Head>(bytes).is_ok_and(|head| head.instance.no_worker)
}

/// Leaves out the packs of all but so many years, the newest among them; whether there were others.
/// Counted from what there is, as the device's clock may be wrong.
pub fn prune(manifest: &mut Manifest, years: i32) -> bool {
    let newest = manifest.packs.iter().map(|p| p.last.year()).max();
    let Some(newest) = newest else { return false };
    let all = manifest.packs.len();
    manifest.packs.retain(|p| p.last.year() > newest - years);
    manifest.packs.len() < all
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

/// The packs that are loaded: path and oldest day of each. A list, as there are few, and a tree
/// would cost the app more than it is worth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded(Vec<(String, NaiveDate)>);

impl Loaded {
    /// Whether the pack of that path is loaded.
    pub fn holds(&self, path: &str) -> bool {
        self.0.iter().any(|(held, _)| held == path)
    }

    /// Notes a pack.
    pub fn insert(&mut self, path: String, first: NaiveDate) {
        self.remove(&path);
        self.0.push((path, first));
    }

    /// Forgets a pack.
    pub fn remove(&mut self, path: &str) {
        self.0.retain(|(held, _)| held != path);
    }
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

/// Plans the way.
///
/// Packs load newest first, so what is loaded reaches back to one day without a gap. A new
/// manifest's packs that touch that time replace loaded ones, or a notice that moved between
/// months would be seen twice or not at all while they come: they come before the switch.
pub fn plan(manifest: &Manifest, loaded: &Loaded) -> Plan {
    let reach = loaded.0.iter().map(|(_, first)| *first).min();
    let named = |path: &str| manifest.packs.iter().any(|p| p.file.path == path);
    let paths = loaded.0.iter().map(|(path, _)| path);
    let gone: Vec<String> = paths.filter(|p| !named(p)).cloned().collect();
    let mut plan = Plan::default();
    for pack in &manifest.packs {
        if loaded.holds(&pack.file.path) {
            continue;
        }
        // Where nothing leaves, nothing can be mixed, and each pack may show as it comes.
        if !gone.is_empty() && reach.is_some_and(|day| pack.last >= day) {
            plan.first.push(pack.clone());
        } else {
            plan.later.push(pack.clone());
        }
    }
    plan.later.sort_unstable_by_key(|pack| Reverse(pack.last));
    plan.gone = gone;
    plan
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use record::site::Dataset;
    use serde_json::{Value, json};

    /// A manifest as JSON: format 1, sequence 7, packs of three months.
    fn json() -> Value {
        json!({
            "format": 1, "sequence": 7, "generated_at": "2026-11-24T09:12:00+08:00",
            "instance": {
                "name": {"zh-CN": "汕尾"}, "home_region": 441_500, "hotline": "12345",
                "dataset": "demo", "min_app": "0.1.0"
            },
            "sources": [],
            "packs": [pack("2026-11", "a"), pack("2026-10", "a"), pack("2026-09", "a")],
            "reference": {}, "head": "7", "root": ""
        })
    }

    fn pack(month: &str, hash: &str) -> Value {
        json!({
            "kind": "notices", "path": format!("packs/{month}-{hash}.pack"), "bytes": 1,
            "sha256": hash, "first": format!("{month}-01"), "last": format!("{month}-28"), "count": 1
        })
    }

    fn read(value: &Value) -> Result<Manifest, Refused> {
        manifest(value.to_string().as_bytes(), None)
    }

    fn loaded(packs: &[(&str, &str)]) -> Loaded {
        let day = |month: &str| format!("{month}-01").parse().unwrap();
        let path = |month: &str, hash: &str| format!("packs/{month}-{hash}.pack");
        Loaded(packs.iter().map(|(m, h)| (path(m, h), day(m))).collect())
    }

    fn paths(packs: &[PackEntry]) -> Vec<&str> {
        packs.iter().map(|p| &p.file.path[6..15]).collect()
    }

    #[test]
    fn what_is_no_manifest_is_damaged() {
        let whole = json().to_string();
        let cut = &whole[..whole.len() / 2];
        let no_packs = json!({"format": 1, "sequence": 9}).to_string();
        for text in [
            "",
            "<!doctype html><title>请登录</title>",
            "[]",
            "null",
            cut,
            &no_packs,
        ] {
            let refused = manifest(text.as_bytes(), None).unwrap_err();
            assert_eq!(refused, Refused::Damaged(Damage::Manifest), "{text}");
        }
    }

    #[test]
    fn a_later_format_or_app_asks_for_an_update_whatever_its_shape() {
        assert_eq!(read(&json!({"format": 2, "new": []})), Err(Refused::TooNew));
        let mut later = json();
        later["instance"]["min_app"] = "0.10.0".into();
        assert_eq!(read(&later), Err(Refused::TooNew));
    }

    #[test]
    fn that_no_worker_is_wanted_is_read_whatever_the_rest_says() {
        let says = |json: Value| wants_no_worker(json.to_string().as_bytes());
        let later = json!({"format": 2, "instance": {"no_worker": true, "new": []}});
        assert!(says(later));
        for other in [
            json!({"format": 2, "instance": {"no_worker": false}}),
            json!({"format": 2, "instance": {}}),
            json!({"format": 2, "instance": []}),
            json!("<!doctype html>"),
        ] {
            assert!(!says(other.clone()), "{other}");
        }
    }

    #[test]
    fn an_older_sequence_is_never_accepted() {
        let have = read(&json()).unwrap();
        let check = |sequence: u64, wanted: Result<u64, Refused>| {
            let mut new = json();
            new["sequence"] = sequence.into();
            let got = manifest(new.to_string().as_bytes(), Some(&have));
            assert_eq!(got.map(|m| m.sequence), wanted);
        };
        check(6, Err(Refused::Damaged(Damage::OldHead)));
        check(7, Ok(7));
        check(8, Ok(8));
    }

    #[test]
    fn years_count_from_the_newest_pack() {
        let pruned = |years: i32| {
            let mut json = json();
            let packs = json["packs"].as_array_mut().unwrap();
            packs.push(pack("2025-12", "a"));
            packs.push(pack("2024-12", "a"));
            let mut manifest = read(&json).unwrap();
            let cut = prune(&mut manifest, years);
            (cut, manifest.packs.len())
        };
        assert_eq!(
            [pruned(1), pruned(2), pruned(3)],
            [(true, 3), (true, 4), (false, 5)]
        );
        let mut none = json();
        none["packs"] = json!([]);
        assert!(!prune(&mut read(&none).unwrap(), 1));
    }

    #[test]
    fn another_kind_of_data_begins_a_new_count() {
        let have = read(&json()).unwrap();
        let mut real = json();
        real["sequence"] = 1.into();
        real["instance"]["dataset"] = "real".into();
        let new = manifest(real.to_string().as_bytes(), Some(&have)).unwrap();
        assert_eq!(new.instance.dataset, Dataset::Real);
    }

    #[test]
    fn a_first_visit_shows_each_pack_as_it_comes_newest_first() {
        let mut json = json();
        json["packs"].as_array_mut().unwrap().reverse();
        let plan = plan(&read(&json).unwrap(), &Loaded::default());
        assert_eq!(paths(&plan.later), ["2026-11-a", "2026-10-a", "2026-09-a"]);
        assert!(plan.first.is_empty() && plan.gone.is_empty());
    }

    #[test]
    fn a_rewritten_month_comes_before_the_switch_and_older_ones_after() {
        let mut json = json();
        json["packs"] = json!([
            pack("2026-12", "b"),
            pack("2026-11", "b"),
            pack("2026-10", "a"),
            pack("2026-09", "b")
        ]);
        let have = loaded(&[("2026-11", "a"), ("2026-10", "a")]);
        let plan = plan(&read(&json).unwrap(), &have);
        assert_eq!(paths(&plan.first), ["2026-12-b", "2026-11-b"]);
        assert_eq!(plan.gone, ["packs/2026-11-a.pack"]);
        assert_eq!(paths(&plan.later), ["2026-09-b"]);
    }

    #[test]
    fn a_loaded_month_that_is_no_longer_named_goes_at_the_switch() {
        let have = loaded(&[("2026-11", "a"), ("2026-10", "a"), ("2026-08", "a")]);
        let plan = plan(&read(&json()).unwrap(), &have);
        assert_eq!(plan.gone, ["packs/2026-08-a.pack"]);
        // September lies within the time that was loaded.
        assert_eq!(paths(&plan.first), ["2026-09-a"]);
    }
}
