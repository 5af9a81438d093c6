//! What `publish` writes: whole, the same each time, no more than needed, never going back.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

mod support;

use archive::Pack;
use publisher::publish::merkle_root;
use record::NoticeDetail;
use record::site::{self, DetailBundle, Manifest, PackKind};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::SystemTime;
use support::{Town, hex, tree};

/// When each published file was last written.
fn written(out: &Path) -> Vec<(String, SystemTime)> {
    let times = tree(out).into_keys();
    times
        .map(|path| {
            let time = fs::metadata(out.join(&path)).unwrap().modified().unwrap();
            (path, time)
        })
        .collect()
}

fn bundle(town: &Town, sha256: &[u8; 32]) -> Vec<NoticeDetail> {
    let path = site::bundle_path(&hex(sha256));
    let bytes = fs::read(town.out().join(site::ROOT).join(path)).unwrap();
    serde_json::from_slice::<DetailBundle>(&bytes)
        .unwrap()
        .notices
}

#[test]
fn everything_in_the_store_is_in_the_packs_and_their_bundles() {
    let mut town = Town::new();
    town.put(0..150);
    let manifest = town.publish();
    assert_eq!(manifest.format, site::FORMAT);
    assert_eq!(manifest.packs.iter().map(|p| p.count).sum::<u32>(), 150);
    let kinds: Vec<_> = manifest.packs.iter().map(|p| p.kind).collect();
    assert_eq!(
        kinds,
        [PackKind::Head, PackKind::Notices],
        "the closed months are few"
    );
    assert!(
        manifest.packs.is_sorted_by(|a, b| a.first > b.last),
        "newest first"
    );

    let mut seen = BTreeSet::new();
    for entry in &manifest.packs {
        let bytes = fs::read(town.out().join(site::ROOT).join(&entry.file.path)).unwrap();
        let pack = Pack::decode(&bytes).unwrap();
        let mut row = 0;
        while row < pack.len() {
            let covering = *pack.bundle_of(row).unwrap();
            for detail in bundle(&town, &covering.sha256) {
                assert_eq!(
                    detail.notice,
                    pack.notice(row),
                    "a bundle holds its rows in order"
                );
                seen.insert(detail.notice.id);
                row += 1;
            }
        }
    }
    assert_eq!(seen.len(), 150);
    let leaves = town.store().leaves().unwrap();
    let root = merkle_root(leaves.iter().map(|leaf| leaf.sha256));
    assert_eq!(manifest.root, hex(&root));
    support::verify(&town.out());
}

#[test]
fn the_same_store_gives_the_same_bytes_on_any_number_of_threads() {
    let mut town = Town::new();
    town.put(0..60);
    town.publish();
    let once = tree(&town.out());
    fs::remove_dir_all(town.folder()).unwrap();
    town.publish_with(&["--threads", "3"]);
    assert_eq!(once, tree(&town.out()), "into an empty folder");
    town.publish();
    assert_eq!(once, tree(&town.out()), "over itself");
}

#[test]
fn only_what_changed_is_written() {
    let mut town = Town::new();
    town.put(0..300);
    town.publish();
    let before = written(&town.out());
    town.publish();
    assert_eq!(
        before,
        written(&town.out()),
        "nothing changed, nothing is written"
    );

    town.put(300..301); // Into the newest month.
    town.publish();
    let after = written(&town.out());
    let new: Vec<_> = after
        .iter()
        .filter(|f| !before.contains(f) && !f.0.ends_with(".br") && !f.0.ends_with(".gz"))
        .map(|f| f.0.as_str())
        .collect();
    let of = |part: &str| new.iter().filter(|path| path.contains(part)).count();
    assert_eq!(of("packs/"), 1, "{new:?}");
    assert!((1..=2).contains(&of("notices/")), "{new:?}");
    assert_eq!(of("changes/"), 1, "{new:?}");
    // Its domain and all, its region with those above it and all.
    assert_eq!(of("feeds/"), 2 * 4, "{new:?}");
    // Of each of these a page and a card; the checks of their sources are as they were.
    assert_eq!(of("embed/"), 2 * 2 * 4, "{new:?}");
    assert_eq!(
        new.len(),
        of("packs/") + of("notices/") + of("changes/") + of("feeds/") + of("embed/") + 1,
        "and the manifest: {new:?}"
    );

    fs::remove_file(town.out().join(format!("{}.br", pack_of(&town, 1)))).unwrap();
    town.publish();
    assert!(
        town.out()
            .join(format!("{}.br", pack_of(&town, 1)))
            .is_file(),
        "healed"
    );
}

fn pack_of(town: &Town, nth: usize) -> String {
    let manifest = support::manifest(&town.out());
    format!("{}{}", site::ROOT, manifest.packs[nth].file.path)
}

#[test]
fn a_lost_state_costs_time_only() {
    let mut town = Town::new();
    town.put(0..60);
    town.publish();
    let before = written(&town.out());
    fs::remove_file(town.state()).unwrap();
    town.publish();
    assert_eq!(before, written(&town.out()));
    fs::write(town.state(), b"{\"months\":7").unwrap();
    town.publish();
    assert_eq!(before, written(&town.out()));
}

#[test]
fn a_sequence_never_stands_for_two_things() {
    let mut town = Town::new();
    town.put(0..10);
    let mut last = town.publish();
    let instance = town.folder().with_file_name("instance.json");
    let mut grows = |next: Manifest, why: &str| {
        assert!(next.sequence > last.sequence, "{why}");
        last = next;
    };
    fs::write(&instance, r#"{"hotline":"0660-12345"}"#).unwrap();
    let options = ["--instance", instance.to_str().unwrap()];
    grows(town.publish_with(&options), "other settings");
    assert_eq!(last.instance.hotline, "0660-12345");
    let again = town.publish_with(&options);
    assert_eq!(again, last, "the same settings");
    let mut grows = |next: Manifest, why: &str| {
        assert!(next.sequence > last.sequence, "{why}");
        last = next;
    };
    grows(town.publish(), "the first settings again");
    grows(
        town.publish_with(&["--online", "ygp:440000"]),
        "an upstream",
    );
    town.put(10..11);
    grows(town.publish(), "another notice");
    town.forget_store();
    town.put(0..3);
    grows(town.publish(), "a young store over an old publication");
}

#[test]
fn old_files_stay_for_thirty_days_of_the_store() {
    let mut town = Town::new();
    town.put(0..20);
    town.publish();
    let old = pack_of(&town, 0);
    town.put(20..21);
    town.publish();
    assert_ne!(old, pack_of(&town, 0));
    assert!(
        town.out().join(&old).is_file(),
        "an open app may still ask for it"
    );
    town.check_after_days(29);
    town.publish();
    assert!(town.out().join(&old).is_file());
    town.check_after_days(32);
    town.publish();
    assert!(!town.out().join(&old).exists());
    assert!(!town.out().join(format!("{old}.br")).exists());
    support::verify(&town.out());
}

#[test]
fn a_source_has_a_rhythm_once_it_has_published_on_ten_days() {
    let mut town = Town::new();
    town.put(0..9);
    town.check_after_days(0);
    assert_eq!(town.publish().sources[0].rhythm_days, None);
    town.put(9..300);
    let rhythm = town.publish().sources[0].rhythm_days.unwrap();
    // From the 1st to the 20th of three months: the longest gaps are those in between.
    assert!((2..=24).contains(&rhythm), "{rhythm}");
}

#[test]
fn an_app_beside_the_data_makes_a_whole_site() {
    let mut town = Town::new();
    town.put(0..5);
    let app = tempfile::tempdir().unwrap();
    fs::create_dir(app.path().join("icons")).unwrap();
    for name in [
        "index.html",
        "index.html.br",
        "404.html",
        "sw.js",
        "icons/a.svg",
    ] {
        fs::write(app.path().join(name), name).unwrap();
    }
    town.publish_with(&["--app", app.path().to_str().unwrap()]);
    let files = tree(&town.out());
    assert_eq!(files["icons/a.svg"], b"icons/a.svg");
    assert_eq!(files["index.html.br"], b"index.html.br");
    assert!(files.contains_key("data/v1/manifest.json"));
}

#[test]
fn what_cannot_be_done_is_said_in_a_sentence() {
    let mut town = Town::new();
    town.put(0..1);
    let file = town.folder().with_file_name("bad.json");
    fs::write(&file, r#"{"home_region":"999999"}"#).unwrap();
    let bad = file.to_str().unwrap();
    for (options, expected) in [
        (
            vec!["--instance", bad],
            "The home region 999999 is not in the region tree.",
        ),
        (
            vec!["--app", "/nowhere"],
            "There is no index.html in /nowhere",
        ),
        (vec!["--online", "ygp"], "such as ygp:440000"),
    ] {
        let (ok, said) = town.try_publish(&options);
        assert!(!ok && said.contains(expected), "{options:?}: {said}");
    }
}
