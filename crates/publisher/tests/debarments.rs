//! Scenario S5, the publisher's side: what may not be shown any more is in no file of the folder,
//! whatever its name or encoding; and lists that are pulled over HTTP in every mood.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

mod support;
#[allow(dead_code, reason = "each test file uses its part")]
#[path = "sync/support.rs"]
mod upstream;

use axum::body::Body;
use axum::http::Request;
use chrono::{DateTime, FixedOffset, TimeDelta};
use publisher::serve::{Config, app};
use publisher::standin::{Rows, StandIn};
use publisher::store::{SourceMeta, Store};
use record::SourceId;
use record::debarment::{Debarment, DebarmentList};
use record::site::{self, SourceState};
use std::io::Read;
use std::path::Path;
use support::{Town, tree, verify};
use tower::ServiceExt;
use upstream::{Server, gongkai, rows, told};

fn at(days: i64) -> DateTime<FixedOffset> {
    let first = DateTime::parse_from_rfc3339("2026-11-24T12:00:00+08:00").unwrap();
    first + TimeDelta::days(days)
}

fn entry(key: &str, name: &str, until: &str, withdrawn: Option<&str>) -> Debarment {
    let mut row = serde_json::json!({
        "key": key, "name": name, "kind": "blacklist", "published": "2026-01-05",
        "until": until, "reason": "=<b>示例</b>&\"",
    });
    if let Some(day) = withdrawn {
        row["withdrawn"] = day.into();
    }
    serde_json::from_value(row).unwrap()
}

fn source(id: &str) -> SourceMeta {
    SourceMeta {
        id: SourceId(id.into()),
        name: format!("示例名单{id}"),
        url: "https://example.invalid/".into(),
    }
}

/// Puts entries of a source that answered in full so many days after the first.
fn check(town: &Town, id: &str, days: i64, entries: &[Debarment]) {
    let source = source(id);
    let mut store = town.store();
    store
        .batch(|batch| {
            for entry in entries {
                batch.put_debarment(&source.id, entry, at(days))?;
            }
            batch.list_checked(&source, SourceState::Ok, at(days))
        })
        .unwrap();
}

/// Everything in the folder, unpacked.
fn all_text(out: &Path) -> String {
    let mut text = String::new();
    for (path, bytes) in tree(out) {
        let mut plain = Vec::new();
        if path.ends_with(".br") {
            brotli::BrotliDecompress(&mut &*bytes, &mut plain).unwrap();
        } else if path.ends_with(".gz") {
            flate2::read::GzDecoder::new(&*bytes)
                .read_to_end(&mut plain)
                .unwrap();
        } else {
            plain = bytes;
        }
        text.push_str(&path);
        text.push_str(&String::from_utf8_lossy(&plain));
    }
    text
}

fn list(town: &Town) -> DebarmentList {
    let manifest = verify(&town.out());
    let file = &manifest.reference[site::DEBARMENTS];
    let bytes = std::fs::read(town.out().join(site::ROOT).join(&file.path)).unwrap();
    DebarmentList::from_json(&bytes).unwrap()
}

const NAMES: [&str; 5] = [
    "示例在列公司",
    "示例到期公司",
    "示例撤下公司",
    "示例未核公司",
    "示例将到期公司",
];

#[test]
fn what_may_not_be_shown_is_in_no_file_and_the_old_list_goes_at_once() {
    let mut town = Town::new();
    town.put(0..3);
    town.publish();
    assert_eq!(list(&town).sources, []);
    check(
        &town,
        "old",
        -29,
        &[entry("d1", NAMES[3], "2028-01-05", None)],
    );
    check(
        &town,
        "new",
        0,
        &[
            entry("a1", NAMES[0], "2028-01-05", None),
            entry("b1", NAMES[1], "2026-11-24", None),
            entry("c1", NAMES[2], "2028-01-05", None),
            entry("e1", NAMES[4], "2026-11-30", None),
            entry("f1", "示例早已到期公司", "2025-01-05", None),
        ],
    );
    town.publish();
    let before = all_text(&town.out());
    assert!(NAMES.iter().all(|name| before.contains(name)));
    assert!(!before.contains("早已到期"));
    assert!(before.contains("=&lt;b&gt;示例&lt;/b&gt;&amp;&quot;"));

    let now = [
        entry("a1", NAMES[0], "2028-01-05", None),
        entry("c1", NAMES[2], "2028-01-05", Some("2026-11-26")),
    ];
    check(&town, "new", 2, &now);
    town.publish();
    let after = all_text(&town.out());
    for (name, stays) in NAMES.iter().zip([true, false, false, false, true]) {
        assert_eq!(after.contains(name), stays, "{name}");
    }
    let published = list(&town);
    let keys: Vec<_> = published.entries().map(|(_, e)| e.key.as_str()).collect();
    assert_eq!(keys, ["a1", "e1"]);
    let gone = &published.sources[0].tombstones;
    let gone: Vec<_> = gone
        .iter()
        .map(|t| (t.key.as_str(), t.since.to_string()))
        .collect();
    assert_eq!(
        gone,
        [
            ("c1", "2026-11-26".to_owned()),
            ("b1", "2026-11-25".to_owned())
        ],
    );
    assert_eq!(published.sources[1].id.as_str(), "old");
    assert!(after.contains("一条记录已撤下或到期"));
    // One list, and no copies of the feeds that could be stale.
    let files = tree(&town.out());
    let lists = files
        .keys()
        .filter(|p| p.contains("/debarments-") && p.ends_with(".json"));
    assert_eq!(lists.count(), 1);
    let feeds: Vec<_> = files
        .keys()
        .filter(|p| p.starts_with("feeds/debarments"))
        .collect();
    assert_eq!(
        feeds,
        [
            "feeds/debarments.atom",
            "feeds/debarments.csv",
            "feeds/debarments.json"
        ]
    );
    assert!(
        std::str::from_utf8(&files["feeds/debarments.csv"])
            .unwrap()
            .contains("\"'=<b>")
    );

    // The same store gives the same bytes, here and elsewhere.
    town.publish();
    assert_eq!(tree(&town.out()), files);
    let other = town.copy();
    std::fs::remove_dir_all(other.folder()).unwrap();
    other.publish();
    assert_eq!(tree(&other.out()), files);
}

#[tokio::test]
async fn the_list_and_its_feeds_are_not_kept_by_whoever_passes_them_on() {
    let town = Town::new();
    check(
        &town,
        "new",
        0,
        &[entry("a1", NAMES[0], "2028-01-05", None)],
    );
    let manifest = town.publish();
    let app_folder = tempfile::tempdir().unwrap();
    std::fs::write(app_folder.path().join("404.html"), "x").unwrap();
    let server = app(Config {
        app: app_folder.path().into(),
        data: town.out(),
        base: "/gk/".into(),
        upstream: None,
        push: None,
    });
    let list = format!(
        "/gk/{}{}",
        site::ROOT,
        manifest.reference[site::DEBARMENTS].path
    );
    let rules = format!("/gk/{}{}", site::ROOT, manifest.reference[site::RULES].path);
    for (path, kept, kind) in [
        (list.as_str(), "no-store", "application/json"),
        (
            &rules,
            "public, max-age=31536000, immutable",
            "application/json",
        ),
        ("/gk/feeds/debarments.json", "no-store", "application/json"),
        ("/gk/feeds/index.json", "no-cache", "application/json"),
        (
            "/gk/feeds/debarments.atom",
            "no-cache",
            "application/atom+xml; charset=utf-8",
        ),
        (
            "/gk/feeds/debarments.csv",
            "no-cache",
            "text/csv; charset=utf-8",
        ),
    ] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = server.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(answer.headers()["cache-control"], kept, "{path}");
        assert_eq!(answer.headers()["content-type"], kind, "{path}");
    }
    let request = Request::get("/gk/feeds/../data/v1/manifest.json").body(Body::empty());
    let answer = server.oneshot(request.unwrap()).await.unwrap();
    assert_eq!(answer.status(), 404);
}

#[test]
fn lists_are_pulled_over_http_and_bad_moods_withdraw_nothing() {
    let lists = rows().join("../listed");
    let standin = StandIn::new(Rows::default().with_lists(&lists).unwrap());
    let server = Server::start(standin.app());
    for (kind, entries, persons, end) in [
        ("ccgp-cr", 128, 2, "2028-02-14"),
        ("credit-gd", 109, 11, "2027-03-14"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lists.sqlite");
        let run = |moods: &[&str]| {
            let moods: Vec<_> = moods.iter().map(|m| m.parse().unwrap()).collect();
            standin.set_moods(&moods);
            let mut sync = gongkai("sync");
            sync.args([
                "--source",
                kind,
                "--upstream",
                &server.url,
                "--pause-ms=0",
                "--store",
            ]);
            sync.arg(&path);
            told(sync)
        };
        let held = || {
            let store = Store::open(&path).unwrap();
            let all = store.debarments(&SourceId(kind.into())).unwrap();
            all.into_iter()
                .filter(|k| k.entry.withdrawn.is_none())
                .collect::<Vec<_>>()
        };
        let (code, said) = run(&[]);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains(&format!("{entries} new")), "{said}");
        assert!(
            said.contains(&format!("{persons} natural persons")),
            "{said}"
        );
        let all = held();
        assert_eq!(all.len(), entries);
        assert!(
            !serde_json::to_string(&all.iter().map(|k| &k.entry).collect::<Vec<_>>())
                .unwrap()
                .contains("示例法人")
        );
        let thirteenth = all.iter().find(|k| k.entry.key.ends_with("0013")).unwrap();
        assert_eq!(thirteenth.entry.until.unwrap().to_string(), end);
        // Once more: nothing new, and no page of an entry is asked again.
        let (code, said) = run(&[]);
        assert_eq!(
            (code, said.contains(&format!("{entries} unchanged"))),
            (0, true),
            "{said}"
        );
        assert!(standin.requests().len() <= 4, "{:?}", standin.requests());
        for (mood, exit) in [
            ("captcha", 77),
            ("captcha@2", 77),
            ("html", 76),
            ("login@2", 76),
            ("truncated", 76),
            ("truncated@2", 76),
            ("http-500@2", 76),
            ("anti-crawler", 77),
            ("empty", 75),
            ("fewer", 75),
            ("too-frequent=1@2", 75),
        ] {
            let (code, said) = run(&[mood]);
            assert_eq!(code, exit, "{kind} {mood}: {said}");
            assert_eq!(held().len(), entries, "{kind} {mood}: {said}");
        }
    }
}
