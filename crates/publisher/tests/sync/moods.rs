//! Every bad mood: told apart, obeyed, and nothing lost by it (R10).

#![allow(clippy::unwrap_used, reason = "a test may end here")]

use crate::support::{Server, gongkai, recorded, rows, state, sync, sync_with_pause, told};
use axum::http::StatusCode;
use axum::response::Redirect;
use axum::{Router, routing::any};
use publisher::standin::Mood;
use publisher::store::Store;
use record::NoticeDetail;
use record::site::SourceState::{Ok as Good, Refused, Stale, Unreachable};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

fn everything(store: &Path) -> Vec<NoticeDetail> {
    let store = Store::open(store).unwrap();
    let months = store.months().unwrap();
    let month = |(year, month, _)| store.month(year, month).unwrap();
    months.into_iter().flat_map(month).collect()
}

#[test]
fn bad_moods_are_told_apart_and_lose_nothing() {
    let standin = recorded();
    let server = Server::start(standin.app());
    let folder = tempfile::tempdir().unwrap();
    let filled = folder.path().join("filled");
    assert_eq!(told(sync(&server.url, &filled, &[])).0, 0);
    let before = everything(&filled);
    assert_eq!(before.len(), 7, "8 of Shanwei, one of them published twice");
    for (mood, code, expected, says) in [
        ("too-frequent=7200", 75, Stale, "wait 7200 s"),
        ("anti-crawler", 77, Refused, "anti-crawler"),
        ("captcha", 77, Refused, "captcha"),
        ("html", 76, Unreachable, "a page instead of JSON"),
        ("truncated", 76, Unreachable, "no JSON"),
        ("http-500", 76, Unreachable, "HTTP 500"),
        ("broken", 69, Unreachable, "could not be reached"),
        ("empty", 75, Stale, "not for a withdrawal"),
    ] {
        let store = folder.path().join(mood);
        std::fs::copy(&filled, &store).unwrap();
        standin.set_moods(&[mood.parse().unwrap()]);
        let (exit, said) = told(sync(&server.url, &store, &[]));
        assert_eq!(exit, code, "{mood}: {said}");
        assert!(said.contains(says), "{mood}: {said}");
        assert_eq!(state(&store, "ygp"), expected, "{mood}");
        assert_eq!(everything(&store), before, "{mood}");
        let last_ok = Store::open(&store).unwrap().sources().unwrap()[0].last_ok_at;
        assert!(
            last_ok.is_some(),
            "{mood}: the last full answer is remembered"
        );
        if mood != "empty" {
            assert_eq!(
                standin.requests().len(),
                1,
                "{mood}: nothing is asked again at once"
            );
        }
        // A run before its time asks nothing; after any other mood it asks, and recovers.
        standin.set_moods(&[]);
        let (exit, said) = told(sync(&server.url, &store, &[]));
        if expected == Stale && mood != "empty" {
            assert_eq!((exit, standin.requests().len()), (75, 0), "{said}");
            assert!(said.contains("no request before"), "{said}");
        } else {
            assert_eq!((exit, state(&store, "ygp")), (0, Good), "{mood}: {said}");
        }
    }
}

#[test]
fn odd_but_good_answers_are_read() {
    let standin = recorded();
    let server = Server::start(standin.app());
    let folder = tempfile::tempdir().unwrap();
    for (mood, says) in [
        (
            "slow=1",
            "7 new, 0 changed, 0 unchanged, 1 duplicate, 0 rejected",
        ),
        (
            "total-string",
            "7 new, 0 changed, 0 unchanged, 1 duplicate, 0 rejected",
        ),
        (
            "big-ids",
            "7 new, 0 changed, 0 unchanged, 1 duplicate, 0 rejected",
        ),
        (
            "duplicates",
            "7 new, 0 changed, 0 unchanged, 4 duplicate, 0 rejected",
        ),
    ] {
        let store = folder.path().join(mood);
        standin.set_moods(&[mood.parse().unwrap()]);
        let (exit, said) = told(sync(&server.url, &store, &[]));
        assert_eq!((exit, state(&store, "ygp")), (0, Good), "{mood}: {said}");
        assert!(said.contains(says), "{mood}: {said}");
        let whole = everything(&store);
        let read = whole
            .iter()
            .filter(|d| matches!(d.body, record::Body::Document(_)));
        assert_eq!(read.count(), 2, "{mood}: those whose rows tell how to ask");
    }
}

#[test]
fn a_corrected_notice_becomes_a_revision() {
    let standin = recorded();
    let server = Server::start(standin.app());
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let province: &[&str] = &["--site", "44"];
    assert_eq!(told(sync(&server.url, &store, province)).0, 0);
    let ids = |all: &[NoticeDetail]| -> Vec<_> { all.iter().map(|d| d.notice.id).collect() };
    let before = everything(&store);
    standin.set_moods(&["corrected".parse::<Mood>().unwrap()]);
    let full = [province, &["--full"]].concat();
    let (exit, said) = told(sync(&server.url, &store, &full));
    assert_eq!(exit, 0, "{said}");
    assert!(said.contains("0 new, 1 changed"), "{said}");
    let after = everything(&store);
    let revised: Vec<_> = after.iter().filter(|d| d.revisions.len() == 2).collect();
    assert_eq!(revised.len(), 1);
    assert!(revised[0].notice.title.ends_with("（更正）"));
    assert_eq!(ids(&after), ids(&before), "an id never changes");
}

#[test]
fn every_kind_of_source_is_read() {
    let standin = recorded();
    let server = Server::start(standin.app());
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let mut ggzy = gongkai("sync");
    ggzy.args([
        "--source",
        "ggzy",
        "--pause-ms",
        "0",
        "--upstream",
        &server.url,
    ]);
    let (exit, said) = told({
        ggzy.arg("--store").arg(&store);
        ggzy
    });
    assert_eq!(exit, 0, "{said}");
    assert!(
        said.contains("93 new, 0 changed, 0 unchanged, 7 duplicate, 0 rejected"),
        "{said}"
    );
    let lines = folder.path().join("lines.jsonl");
    let good = std::fs::read_to_string(rows().join("jiangxi.drafts.jsonl")).unwrap();
    std::fs::write(&lines, format!("{good}\n{{\"key\":\"x\"}}\n")).unwrap();
    for says in [
        "108 new, 0 changed, 0 unchanged",
        "0 new, 0 changed, 108 unchanged",
    ] {
        let mut jsonl = gongkai("sync");
        jsonl.args(["--source", "jsonl", "--id", "jiangxi", "--upstream"]);
        let (exit, said) = told({
            jsonl.arg(&lines).arg("--store").arg(&store);
            jsonl
        });
        assert_eq!(exit, 0, "{said}");
        assert!(
            said.contains(says) && said.contains("rejected x: missing field"),
            "{said}"
        );
    }
    let source = record::SourceId("jiangxi".to_owned());
    assert_eq!(
        Store::open(&store)
            .unwrap()
            .rejected(&source)
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_database_that_wants_a_wait_gets_it() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let busy = Server::start(Router::new().fallback(any(async move || {
        count.fetch_add(1, Ordering::SeqCst);
        (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "7200")], "")
    })));
    let folder = tempfile::tempdir().unwrap();
    for says in ["wait 7200 s", "no request before"] {
        let mut jsonl = gongkai("sync");
        jsonl.args(["--source", "jsonl", "--upstream", &busy.url]);
        jsonl.arg("--store").arg(folder.path().join("store"));
        let (exit, said) = told(jsonl);
        assert!(exit == 75 && said.contains(says), "{said}");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[test]
fn requests_keep_their_distance() {
    let standin = recorded();
    let server = Server::start(standin.app());
    let folder = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    let store = folder.path().join("store");
    assert_eq!(told(sync_with_pause(&server.url, &store, 100)).0, 0);
    let gaps = u32::try_from(standin.requests().len()).unwrap() - 1;
    assert!(gaps >= 5 && begun.elapsed() >= Duration::from_millis(100) * gaps);
}

#[test]
fn redirects_are_not_followed_and_floods_are_cut() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let elsewhere = Server::start(Router::new().fallback(any(async move || {
        count.fetch_add(1, Ordering::SeqCst);
        "{}"
    })));
    let to = elsewhere.url.clone();
    let redirecting = Router::new().fallback(any(async move || Redirect::temporary(&to)));
    let flood = || (StatusCode::OK, vec![b' '; 17 << 20]);
    let flooding = Router::new().fallback(any(async move || flood()));
    let folder = tempfile::tempdir().unwrap();
    for (app, code) in [(redirecting, 76), (flooding, 69)] {
        let server = Server::start(app);
        let (exit, said) = told(sync(&server.url, &folder.path().join("store"), &[]));
        assert_eq!(exit, code, "{said}");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 0);
}

#[test]
fn the_stand_in_tells_its_address() {
    let mut command = gongkai("stand-in");
    command
        .arg("--rows")
        .arg(rows())
        .args(["--mood", "captcha@2"]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    said.read_line(&mut line).unwrap();
    let url = line.trim().rsplit(' ').next().unwrap().to_owned();
    let root = ureq::get(&url)
        .call()
        .map(|answer| answer.status().as_u16());
    let folder = tempfile::tempdir().unwrap();
    let (exit, told) = told(sync(&url, &folder.path().join("store"), &[]));
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(root.unwrap(), 200);
    assert_eq!(exit, 77, "{told}");
}
