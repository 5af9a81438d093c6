//! The process is killed at any moment: what was committed stays, and the next run goes on (R9).

#![allow(clippy::unwrap_used, reason = "a test may end here")]

use crate::support::{Server, sync, told};
use publisher::standin::{Rows, StandIn};
use publisher::store::Store;
use record::NoticeDetail;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

/// Moments at which each store's run is killed.
const KILLS: usize = 12;

/// What is there, without the times, which no two runs share.
fn held(store: &Path) -> Vec<NoticeDetail> {
    let store = Store::open(store).unwrap();
    let mut all = Vec::new();
    for (year, month, _) in store.months().unwrap() {
        all.extend(store.month(year, month).unwrap());
    }
    for revision in all.iter_mut().flat_map(|detail| &mut detail.revisions) {
        revision.first_seen = record::When::parse("2026-01-01").unwrap();
    }
    all
}

/// Runs and kills again and again, each after a few requests, then lets it end. How many kills
/// met it half-way.
fn worried(standin: &StandIn, store: &Path, random: &mut fastrand::Rng) -> usize {
    let server = Server::start(standin.app());
    let url = &server.url;
    let mut before = if store.exists() {
        held(store)
    } else {
        Vec::new()
    };
    let mut half_way = 0;
    for _ in 0..KILLS {
        let last = standin.requests().len() + random.usize(1..10);
        let mut command = sync(url, store, &[]);
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        while child.try_wait().unwrap().is_none() && standin.requests().len() < last {
            std::thread::sleep(Duration::from_micros(100));
        }
        std::thread::sleep(Duration::from_micros(random.u64(0..5000)));
        half_way += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        let now = held(store);
        for notice in &before {
            assert!(
                now.contains(notice),
                "{} is lost or changed",
                notice.source_key
            );
        }
        before = now;
    }
    let (exit, said) = told(sync(url, store, &[]));
    assert_eq!(exit, 0, "{said}");
    half_way
}

#[test]
fn a_killed_sync_loses_nothing_and_ends_like_any_other() {
    // First a few, then many more on top: a first run and an incremental one.
    let first = StandIn::new(Rows::numbered(20));
    let then = StandIn::new(Rows::numbered(170));
    let folder = tempfile::tempdir().unwrap();
    let calm = folder.path().join("calm");
    for standin in [&first, &then] {
        let server = Server::start(standin.app());
        assert_eq!(told(sync(&server.url, &calm, &[])).0, 0);
    }
    let expected = held(&calm);
    assert_eq!(expected.len(), 170);
    let mut half_way = 0;
    for seed in 0..3 {
        let mut random = fastrand::Rng::with_seed(seed);
        let store = folder.path().join(format!("worried-{seed}"));
        half_way += worried(&first, &store, &mut random);
        half_way += worried(&then, &store, &mut random);
        assert_eq!(held(&store), expected, "seed {seed}");
    }
    assert!(half_way > 30, "only {half_way} kills met a run half-way");
}
