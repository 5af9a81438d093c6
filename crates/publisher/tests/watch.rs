//! The silence alarm (scenario R11): a town published by the real code and read over HTTP; each
//! stage broken in turn gives exactly its own finding.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

mod support;

use chrono::{DateTime, Duration, FixedOffset, TimeDelta};
use publisher::watch::{Memory, Rules, Seen, Stage, look, over_http};
use record::site::{self, FileEntry, Manifest, SourceState};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::process::Output;
use support::{Town, hex, manifest};

/// A town that was published on two days, and looked at after the first.
struct Watched {
    town: Town,
    before: Manifest,
    memory: Memory,
    url: String,
}

impl Watched {
    fn new() -> Self {
        let mut town = Town::new();
        town.put(0..30);
        town.check_after_days(0);
        let before = town.publish();
        let url = town.serve();
        let seen = seen(&url, None, support::now());
        assert_eq!(words(&seen), [""; 0]);
        // Of the last week, where the canary compares what came with what was told.
        town.put_after_days(316..320, 1);
        town.check_after_days(1);
        town.publish();
        Self {
            town,
            before,
            memory: seen.memory.unwrap(),
            url,
        }
    }

    /// The same publication once more, elsewhere.
    fn copy(&self) -> Self {
        let town = self.town.copy();
        let (before, memory) = (self.before.clone(), self.memory.clone());
        let url = town.serve();
        Self {
            town,
            before,
            memory,
            url,
        }
    }

    fn manifest(&self) -> Manifest {
        manifest(&self.town.out())
    }

    /// Publishes another manifest over the same files.
    fn forge(&self, change: impl FnOnce(&mut Manifest)) {
        let mut manifest = self.manifest();
        change(&mut manifest);
        let json = serde_json::to_vec(&manifest).unwrap();
        self.replace(site::MANIFEST, Some(&json));
    }

    /// Puts other bytes in place of a file, or none.
    fn replace(&self, path: &str, bytes: Option<&[u8]>) {
        let path = self.town.out().join(site::ROOT).join(path);
        for ending in ["", ".br", ".gz"] {
            let _ = fs::remove_file(format!("{}{ending}", path.display()));
        }
        if let Some(bytes) = bytes {
            fs::write(path, bytes).unwrap();
        }
    }

    fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.town.out().join(site::ROOT).join(path)).unwrap()
    }

    /// Looks shortly after the second publication.
    fn look(&self) -> Seen {
        seen(&self.url, Some(&self.memory), day_two())
    }

    /// That a look finds one thing amiss: where, and with these words.
    fn finds(&self, stage: Stage, what: &str) {
        one(&self.look(), stage, what);
        // What was not mended is found again by the next look.
        let last = self.look().memory;
        one(&seen(&self.url, last.as_ref(), day_two()), stage, what);
    }
}

fn one(seen: &Seen, stage: Stage, what: &str) {
    let found = words(seen);
    assert_eq!(found.len(), 1, "{what}: {found:#?}");
    let finding = &seen.findings[0];
    assert!(finding.alarm && finding.stage == stage, "{found:?}");
    assert!(finding.words.contains(what), "{what}: {found:?}");
}

fn words(seen: &Seen) -> Vec<String> {
    seen.findings.iter().map(ToString::to_string).collect()
}

fn day_two() -> DateTime<FixedOffset> {
    support::now() + Duration::days(1)
}

fn rules() -> Rules {
    Rules {
        every: TimeDelta::hours(2),
        own: BTreeMap::new(),
    }
}

fn seen(url: &str, last: Option<&Memory>, now: DateTime<FixedOffset>) -> Seen {
    look(&over_http(url).unwrap(), last, &rules(), now)
}

#[test]
fn all_is_well_and_stays_so_until_two_intervals_have_passed() {
    let watched = Watched::new();
    let first = seen(&watched.url, None, day_two());
    assert_eq!(words(&first), [""; 0], "without a memory");
    let seen_now = watched.look();
    assert_eq!(words(&seen_now), [""; 0]);
    let memory = seen_now.memory.unwrap();
    assert_eq!(first.memory.as_ref(), Some(&memory), "all is caught up");
    let after = |minutes| {
        let now = day_two() + Duration::minutes(minutes);
        seen(&watched.url, Some(&memory), now)
    };
    assert_eq!(words(&after(240)), [""; 0]);
    one(&after(241), Stage::Sources, "more than 4 h ago");
}

#[test]
fn a_manifest_that_is_not_there_not_one_or_smaller_is_told() {
    let watched = Watched::new();
    let good = watched.read(site::MANIFEST);
    let path = site::MANIFEST;
    watched.replace(path, None);
    watched.finds(Stage::Manifest, "the site answered 404");
    watched.replace(path, Some(&good[..good.len() / 2]));
    watched.finds(Stage::Manifest, "is not one");
    watched.replace(path, Some(&good));
    watched.forge(|manifest| manifest.format = 2);
    watched.finds(Stage::Manifest, "is of format 2");

    // An older copy, as a cache in between may keep one: right in itself, but readers have more.
    watched.replace(path, Some(&good));
    let mut later = watched.copy();
    later.memory = later.look().memory.unwrap();
    let old = serde_json::to_vec(&watched.before).unwrap();
    later.replace(path, Some(&old));
    later.finds(Stage::Manifest, "went back from sequence");

    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", nobody.local_addr().unwrap());
    drop(nobody);
    let seen = seen(&url, Some(&watched.memory), day_two());
    one(&seen, Stage::Manifest, "manifest.json: ");
    assert_eq!(seen.memory, Some(watched.memory), "nothing is forgotten");
}

#[test]
fn a_source_that_fails_or_was_not_checked_is_told() {
    let mut watched = Watched::new();
    for (state, what) in [
        (SourceState::Refused, "was refused"),
        (SourceState::Unreachable, "got no answer"),
        (SourceState::Stale, "was cut short"),
    ] {
        watched.town.check(state, day_two());
        watched.town.publish();
        watched.finds(Stage::Sources, what);
    }
    watched.town.check(SourceState::Ok, day_two());
    watched.town.publish();
    assert_eq!(words(&watched.look()), [""; 0]);

    let forged = watched.copy();
    forged.forge(|manifest| manifest.sources[0].last_ok_at = None);
    forged.finds(Stage::Sources, "never checked in full");
    let ahead = day_two() + Duration::hours(5);
    forged.forge(|manifest| manifest.sources[0].last_ok_at = Some(ahead));
    forged.finds(Stage::Sources, "a clock is wrong");
    forged.forge(|manifest| manifest.sources.clear());
    forged.finds(Stage::Sources, "names no source");

    // A source of another rhythm is judged by that, and must be there.
    let late = day_two() + Duration::hours(20);
    let mut rules = rules();
    rules.own.insert("ygp".into(), TimeDelta::days(1));
    let by = |rules: &Rules| {
        look(
            &over_http(&watched.url).unwrap(),
            Some(&watched.memory),
            rules,
            late,
        )
    };
    assert_eq!(words(&by(&rules)), [""; 0]);
    rules.own.insert("ccgp-cr".into(), TimeDelta::days(1));
    one(
        &by(&rules),
        Stage::Sources,
        "does not name the source ccgp-cr",
    );
}

#[test]
fn a_quiet_source_is_a_note_and_no_alarm() {
    let watched = Watched::new();
    watched.forge(|manifest| {
        manifest.sources[0].last_item_at = record::When::parse("2026-11-02");
        manifest.sources[0].rhythm_days = Some(3);
    });
    let seen = watched.look();
    assert!(seen.findings.iter().all(|finding| !finding.alarm));
    assert!(words(&seen)[0].contains("nothing new for 17 working days (since 2026-11-02)"));
}

#[test]
fn each_file_of_the_newest_part_that_is_missing_or_damaged_is_told_alone() {
    let watched = Watched::new();
    let manifest = watched.manifest();
    assert!(manifest.changes.len() >= 2);
    let head = archive::Pack::decode(&watched.read(&manifest.packs[0].file.path)).unwrap();
    let bundle = head.bundle_of(0).unwrap();
    let mut paths = vec![
        manifest.packs[0].file.path.clone(),
        manifest.changes[0].path.clone(),
        manifest.changes[1].path.clone(),
        site::bundle_path(&hex(&bundle.sha256)),
    ];
    let reference = [site::DEBARMENTS, site::REGIONS, site::HOLIDAYS];
    paths.extend(reference.map(|name| manifest.reference[name].path.clone()));
    for path in paths {
        let good = watched.read(&path);
        let mut other = good.clone();
        other[good.len() / 2] ^= 1;
        watched.replace(&path, None);
        watched.finds(Stage::Files, &format!("{path}: the site answered 404"));
        watched.replace(&path, Some(&good[1..]));
        watched.finds(Stage::Files, "bytes, and should have");
        watched.replace(&path, Some(&[&good[..], b"x"].concat()));
        watched.finds(Stage::Files, &path);
        watched.replace(&path, Some(&other));
        watched.finds(Stage::Files, &format!("{path} is damaged"));
        watched.replace(&path, Some(&good));
        assert_eq!(words(&watched.look()), [""; 0], "mended: {path}");
    }
    // The file is whole, and its compressed copy, which readers get, is not.
    let gz = format!("{}.gz", manifest.packs[0].file.path);
    fs::write(watched.town.out().join(site::ROOT).join(gz), b"x").unwrap();
    watched.finds(Stage::Files, &manifest.packs[0].file.path);
}

#[test]
fn files_that_are_not_what_the_manifest_says_are_told() {
    let watched = Watched::new();
    let broken = |what: &str, change: fn(&mut Manifest)| {
        let copy = watched.copy();
        copy.forge(change);
        copy.finds(Stage::Files, what);
    };
    broken("holds no notices", |m| m.packs.clear());
    broken("and should", |m| m.packs[0].count += 1);
    broken("as the manifest says", |m| m.changes[0].last -= 1);
    broken("names no debarments", |m| {
        drop(m.reference.remove("debarments"))
    });
    // Whole, and not of its kind: what was written is not what readers can read.
    let copy = watched.copy();
    let junk = b"[]";
    copy.replace("junk.json", Some(junk));
    copy.forge(|manifest| {
        let entry = FileEntry {
            path: "junk.json".into(),
            bytes: 2,
            sha256: hex(&Sha256::digest(junk)),
        };
        manifest.reference.insert("debarments".into(), entry);
    });
    copy.finds(Stage::Files, "junk.json cannot be read");
}

#[test]
fn a_feed_that_falls_silent_is_told() {
    let watched = Watched::new();
    let before = watched.before.clone();
    // Notices came, and no file of changes names them; one of the four is older than a week.
    let silent = watched.copy();
    silent.forge(|manifest| manifest.changes.clone_from(&before.changes));
    silent.finds(Stage::Feed, "the feed tells nobody; and 2 more");
    // It is told until somebody has seen to it; then the next look goes on from there.
    let fresh = seen(&silent.url, None, day_two());
    assert_eq!(words(&fresh), [""; 0]);

    // The feed holds fewer changes than the manifest counts.
    let fewer = watched.copy();
    fewer.forge(|manifest| manifest.changes[0].count += 1);
    fewer.finds(Stage::Feed, "lists 5 changes after sequence");

    // Readers would not be told yet of what lies beyond the manifest's sequence.
    let beyond = watched.copy();
    beyond.forge(|manifest| manifest.sequence = manifest.changes[0].last - 1);
    beyond.finds(Stage::Feed, "4 alerts should come");

    // What the feed names cannot be opened: the pack is the one of before.
    let stuck = watched.copy();
    stuck.forge(|manifest| manifest.packs.clone_from(&before.packs));
    stuck.finds(Stage::Feed, "which is in no pack; and 3 more");
}

#[test]
fn a_feed_that_begins_anew_is_a_note() {
    let watched = Watched::new();
    watched.forge(|manifest| manifest.changes_after = manifest.sequence);
    let seen = watched.look();
    assert!(seen.findings.iter().all(|finding| !finding.alarm));
    assert!(words(&seen)[0].contains("something may have been missed"));
}

#[test]
fn the_program_ends_with_0_with_70_where_something_is_silent_and_1_where_it_cannot_look() {
    let mut town = Town::new();
    town.put(0..30);
    let now = chrono::Utc::now().fixed_offset();
    town.check(SourceState::Ok, now);
    town.publish();
    let url = town.serve();
    let home = tempfile::tempdir().unwrap();
    let state = home.path().join("state.json");
    let run = |site: &str, more: &[&str]| -> (Option<i32>, String, String) {
        let done: Output = std::process::Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(["watch", "--every", "2h", "--site", site, "--state"])
            .arg(&state)
            .args(more)
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (done.status.code(), text(&done.stdout), text(&done.stderr))
    };
    let (code, out, err) = run(&url, &[]);
    assert_eq!((code, &*err), (Some(0), ""), "{out}");
    assert!(out.contains("All is well at sequence"), "{out}");
    let kept = fs::read(&state).unwrap();
    assert_eq!(run(&url, &[]).0, Some(0));
    assert_eq!(fs::read(&state).unwrap(), kept);

    let missing = home.path().join("push.sqlite");
    let (code, out, err) = run(&url, &["--push", missing.to_str().unwrap()]);
    assert_eq!(code, Some(70), "{out}");
    assert!(
        err.starts_with("SILENT Pushes: ") && !out.contains("well"),
        "{err}"
    );
    assert!(!missing.exists(), "watching makes nothing");
    let (code, _, err) = run(&url, &["--source", "ccgp-cr=1d"]);
    assert_eq!((code, err.lines().count()), (Some(70), 1), "{err}");

    for (site, more) in [
        ("ftp://a", &[][..]),
        ("nowhere", &[]),
        (&url, &["--every", "soon"]),
    ] {
        let (code, _, err) = run(site, more);
        assert!(matches!(code, Some(1 | 2)) && !err.is_empty(), "{site}");
    }
    fs::remove_file(&state).unwrap();
    fs::create_dir(&state).unwrap();
    let (code, _, err) = run(&url, &[]);
    assert_eq!(code, Some(1), "{err}");
}
