//! Scenario R9: `publish` under a disk that fails and a process that dies, at each system call in
//! turn and at random moments. After each, what is published is whole, old or new; the next run
//! brings the new one, byte for byte; and a sequence never stands for two things.
#![allow(clippy::unwrap_used, reason = "a test may end here")]
#![cfg(target_os = "linux")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use support::{Town, tree, verify};

/// The calls that change a disk, with the error that each is made to give. The question mark lets
/// strace pass over those that this processor does not have.
const CALLS: [(&str, &str); 11] = [
    ("write", "ENOSPC"),
    ("pwrite64", "ENOSPC"),
    ("ftruncate", "EIO"),
    ("fsync", "EIO"),
    ("fdatasync", "EIO"),
    ("rename", "EIO"),
    ("renameat", "EIO"),
    ("mkdir", "ENOSPC"),
    ("mkdirat", "ENOSPC"),
    ("unlink", "EIO"),
    ("unlinkat", "EIO"),
];

/// Moments of each call, and a tenth of the moments at which a process is killed.
const MOST: u32 = 12;

/// One thread, so that the nth call is the same one in each run.
const ONE_THREAD: [&str; 2] = ["--threads", "1"];

/// A town that has published, and has had news since.
struct Case {
    town: Town,
    /// Whether there is an app beside the data, and so light pages.
    light: bool,
    before: BTreeMap<String, Vec<u8>>,
    after: BTreeMap<String, Vec<u8>>,
}

const MANIFEST: &str = "data/v1/manifest.json";

impl Case {
    fn new(light: bool) -> Self {
        let mut town = Town::new();
        town.put(0..24);
        publish(&town, light);
        let before = tree(&town.out());
        town.put(24..26);
        // An old file is due to go, so that removing is among what fails.
        town.check_after_days(1);
        publish(&town, light);
        town.put(26..28);
        town.check_after_days(40);
        let before_news = tree(&town.out());
        assert_ne!(before, before_news);
        let calm = town.copy();
        publish(&calm, light);
        Self {
            light,
            before: before_news,
            after: tree(&calm.out()),
            town,
        }
    }

    /// Checks what an interrupted run left, then that the next run makes it good.
    fn check(&self, town: &Town, succeeded: bool, what: &str) {
        let manifest = fs::read(town.out().join(MANIFEST)).unwrap();
        let is_new = manifest == self.after[MANIFEST];
        assert!(
            is_new || manifest == self.before[MANIFEST],
            "{what}: neither old nor new"
        );
        assert!(
            is_new || !succeeded,
            "{what}: success was reported, the old one stands"
        );
        verify(&town.out());
        publish(town, self.light);
        verify(&town.out());
        let differ = |(path, bytes): (&String, &Vec<u8>)| self.after.get(path) != Some(bytes);
        let now = tree(&town.out());
        let other: Vec<_> = now.iter().filter(|f| differ(*f)).map(|f| f.0).collect();
        // What was due to go may have had its time begun anew.
        assert!(
            other.iter().all(|path| self.before.contains_key(*path)),
            "{what}: {other:?}"
        );
        assert!(
            self.after.keys().all(|path| now.contains_key(path)),
            "{what}"
        );
    }
}

fn publish(town: &Town, light: bool) {
    let app = town.app("1");
    let app = app.each_ref().map(String::as_str);
    town.publish_with(if light { &app } else { &[] });
}

fn strace(town: &Town, light: bool, options: &[&str]) -> std::process::Output {
    let app = town.app("1");
    let mut all = ONE_THREAD.to_vec();
    all.extend(app.iter().map(String::as_str).filter(|_| light));
    let publish = town.command(&all);
    let mut command = Command::new("strace");
    command.args(["-f", "-qq"]).args(options);
    command.arg(publish.get_program()).args(publish.get_args());
    command
        .output()
        .expect("this test needs strace: install it, for example with `apt-get install strace`")
}

/// How often a run makes each call.
fn calls(case: &Case) -> BTreeMap<String, u32> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let names: Vec<String> = CALLS.iter().map(|(name, _)| format!("?{name}")).collect();
    let trace = format!("trace={}", names.join(","));
    let path = log.path().to_str().unwrap();
    let done = strace(&case.town.copy(), case.light, &["-o", path, "-e", &trace]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(
        done.status.success(),
        "strace must be allowed to trace here: {said}"
    );
    let mut counts = BTreeMap::new();
    for line in fs::read_to_string(log.path()).unwrap().lines() {
        let call = line.split_once(' ').map_or(line, |(_process, call)| call);
        let name = call.trim_start().split('(').next().unwrap();
        *counts.entry(name.to_owned()).or_insert(0) += 1;
    }
    counts
}

#[test]
fn every_call_may_fail_and_every_call_may_be_the_last() {
    interrupted(&Case::new(false), &CALLS);
}

/// The calls by which pages come and go; that a page is written through to the disk before is as
/// with any file.
#[test]
fn the_light_pages_may_end_at_any_rename_too() {
    let is_rename = |(name, _): &(&str, &str)| name.starts_with("rename");
    let renames: Vec<_> = CALLS.into_iter().filter(is_rename).collect();
    interrupted(&Case::new(true), &renames);
}

fn interrupted(case: &Case, wanted: &[(&str, &str)]) {
    let counts = calls(case);
    assert!(
        ["write", "fsync"]
            .iter()
            .all(|name| counts.contains_key(*name)),
        "{counts:?}"
    );
    for (name, error) in wanted {
        let count = counts.get(*name).copied().unwrap_or(0);
        // The first and then evenly spread: widget pages alone make hundreds of calls that are
        // alike, and each is two publications.
        for nth in (1..=count).step_by(count.div_ceil(MOST).max(1) as usize) {
            for fault in [format!("error={error}"), "signal=KILL".into()] {
                let what = format!("{name} {nth} {fault}");
                let town = case.town.copy();
                let inject = format!("inject={name}:{fault}:when={nth}");
                let done = strace(&town, case.light, &["-o", "/dev/null", "-e", &inject]);
                let said = String::from_utf8_lossy(&done.stderr);
                assert!(!said.contains("panicked"), "{what}: {said}");
                case.check(&town, done.status.success(), &what);
            }
        }
    }
}

#[test]
fn it_may_be_killed_at_any_moment() {
    let case = Case::new(false);
    let start = Instant::now();
    case.town.copy().publish();
    let whole = start.elapsed();
    let mut random = fastrand::Rng::with_seed(9);
    for n in 0..10 * MOST {
        let town = case.town.copy();
        let mut run = town.command(&[]);
        let mut run = run.stdout(Stdio::null()).spawn().unwrap();
        sleep(whole.mul_f64(random.f64()).max(Duration::from_millis(1)));
        let _ = run.kill();
        let succeeded = run.wait().unwrap().success();
        case.check(&town, succeeded, &format!("kill {n}"));
    }
}
