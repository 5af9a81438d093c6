//! Scenario S5, the publisher's side: what may not be shown any more is in no file of the folder,
//! whatever its name or encoding, and in no feed that is served.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

mod support;

use axum::body::Body;
use axum::http::Request;
use chrono::{DateTime, FixedOffset, TimeDelta};
use publisher::publish::forget;
use publisher::serve::{Config, app, app_at};
use publisher::store::SourceMeta;
use record::SourceId;
use record::debarment::{Debarment, DebarmentList};
use record::site::{self, SourceState};
use std::io::Read;
use std::path::Path;
use support::{Town, tree, verify};
use tower::ServiceExt;

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
        embed_hosts: Vec::new(),
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

/// What each feed answers by a server's clock.
async fn feeds_at(town: &Town, now: fn() -> DateTime<FixedOffset>) -> [String; 3] {
    let app_folder = tempfile::tempdir().unwrap();
    let config = Config {
        app: app_folder.path().into(),
        data: town.out(),
        base: "/".into(),
        upstream: None,
        push: None,
        embed_hosts: Vec::new(),
    };
    let server = app_at(config, now);
    let mut said = Vec::new();
    for ending in ["atom", "csv", "json"] {
        let request = Request::get(format!("/feeds/debarments.{ending}"));
        let answer = server
            .clone()
            .oneshot(request.body(Body::empty()).unwrap())
            .await
            .unwrap();
        assert_eq!(answer.status(), 200, "{ending}");
        let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20)
            .await
            .unwrap();
        said.push(String::from_utf8(bytes.to_vec()).unwrap());
    }
    said.try_into().unwrap()
}

#[tokio::test]
async fn what_ends_after_a_publication_is_in_no_feed_that_is_served() {
    let town = Town::new();
    check(
        &town,
        "new",
        0,
        &[
            entry("a1", NAMES[0], "2028-01-05", None),
            entry("e1", NAMES[4], "2026-11-30", None),
        ],
    );
    // Of its end the source says nothing: three years after it was published, by law.
    let mut endless = entry("l1", "示例无期公司", "2028-01-05", None);
    endless.until = None;
    endless.published = "2023-12-03".parse().ok();
    check(&town, "other", 0, &[endless]);
    town.publish();
    let files = ["atom", "csv", "json"].map(|ending| {
        std::fs::read_to_string(town.out().join(format!("feeds/debarments.{ending}"))).unwrap()
    });
    assert!(files[1].contains("\"2026-12-03\"") && files[2].contains(r#""ends":"2026-12-03""#));
    // On the last day they are sent as they were published.
    let last = || DateTime::parse_from_rfc3339("2026-11-30T23:59:59+08:00").unwrap();
    assert_eq!(feeds_at(&town, last).await, files);
    let next = || DateTime::parse_from_rfc3339("2026-12-01T00:00:00+08:00").unwrap();
    for said in feeds_at(&town, next).await {
        assert!(
            said.contains(NAMES[0]) && said.contains("示例无期公司"),
            "{said}"
        );
        assert!(
            !said.contains(NAMES[4]) && !said.contains("2026-11-30"),
            "{said}"
        );
    }
    let later = || DateTime::parse_from_rfc3339("2026-12-04T09:00:00+08:00").unwrap();
    let [atom, csv, json] = feeds_at(&town, later).await;
    assert_eq!(atom.matches("一条记录已撤下或到期").count(), 2);
    assert_eq!(atom.matches("<entry>").count(), 3);
    assert!(atom.contains("<updated>2026-12-04T00:00:00+08:00</updated>\n<author>"));
    assert!(atom.ends_with("</entry>\n</feed>\n"), "{atom}");
    assert_eq!(csv.lines().count(), 2);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["sources"][0]["entries"][0]["key"], "a1");
    // A list that nobody verified for too long names nobody.
    let much_later = || DateTime::parse_from_rfc3339("2026-12-25T09:00:00+08:00").unwrap();
    for said in feeds_at(&town, much_later).await {
        assert!(NAMES.iter().all(|name| !said.contains(name)), "{said}");
    }
}

#[test]
fn a_publication_without_a_sync_forgets_too() {
    let mut town = Town::new();
    town.put(0..3);
    check(
        &town,
        "new",
        0,
        &[
            entry("a1", NAMES[0], "2028-01-05", None),
            entry("e1", NAMES[4], "2026-11-30", None),
        ],
    );
    let before = town.publish();
    let mut store = town.store();
    assert!(!forget(&mut store, at(6)).unwrap(), "nothing ended yet");
    assert_eq!(town.publish(), before);
    assert!(forget(&mut store, at(7)).unwrap());
    assert!(!forget(&mut store, at(7)).unwrap(), "once is enough");
    let after = town.publish();
    assert!(after.sequence > before.sequence);
    let text = all_text(&town.out());
    assert!(text.contains(NAMES[0]) && !text.contains(NAMES[4]));
    // A clock that went back brings nobody back.
    assert!(!forget(&mut store, at(-3)).unwrap());
}
