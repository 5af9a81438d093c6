//! The feeds and calendars of each domain and region: what stands in them, that other programs
//! read them, and that only what changed is written.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

mod support;

use axum::body::Body as Sent;
use axum::http::Request;
use chrono::{DateTime, Duration, FixedOffset};
use publisher::serve::{Config, app};
use publisher::store::{SourceMeta, Store};
use quick_xml::Reader;
use quick_xml::events::Event;
use record::site::SourceState;
use record::upstream::Draft;
use record::{Body, SourceId};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use support::{Town, tree};
use tower::ServiceExt;

fn now() -> DateTime<FixedOffset> {
    "2026-11-24T09:12:00+08:00".parse().unwrap()
}

fn put(store: &mut Store, change: &Value, at: DateTime<FixedOffset>) {
    let mut row = json!({
        "title": "示例<工程>&招标公告", "domain": "works", "stage": "tender",
        "stage_label": "招标公告", "region": "441521", "region_label": "海丰县",
        "buyer": "示例局", "published": "2026-11-23", "complete": true,
        "official_url": "https://example.invalid/a?b=1&c=2",
        "money": { "kind": "budget", "price": { "fen": 150 } },
    });
    let map = row.as_object_mut().unwrap();
    map.extend(change.as_object().unwrap().clone());
    let draft: Draft = serde_json::from_value(row).unwrap();
    let source = SourceId("ygp".to_owned());
    store.put(&source, &draft, &Body::NotProvided, at).unwrap();
}

/// The feeds by name, and the list of them.
fn feeds(town: &Town) -> (BTreeMap<String, String>, Value) {
    let mut files = tree(&town.out().join("feeds"));
    files.retain(|name, _| !name.starts_with("debarments"));
    let index = serde_json::from_slice(&files.remove("index.json").unwrap()).unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let files = files.into_iter().map(|(name, b)| (name, text(b))).collect();
    (files, index)
}

/// The texts of a feed's entries by element, as another program reads them.
fn entries(atom: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = Reader::from_str(atom);
    let (mut entries, mut path) = (Vec::new(), Vec::new());
    loop {
        let text = match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(tag) => {
                path.push(tag.name().as_ref().to_owned());
                if path.last().unwrap() == "entry" {
                    entries.push(BTreeMap::<String, String>::new());
                }
                continue;
            }
            Event::End(_) => {
                path.pop();
                continue;
            }
            Event::Text(text) => text.to_string(),
            Event::GeneralRef(name) => {
                let name = name.to_string();
                quick_xml::escape::unescape(&format!("&{name};"))
                    .unwrap()
                    .into_owned()
            }
            _ => continue,
        };
        if let (Some(entry), [_, parent, element]) = (entries.last_mut(), path.as_slice())
            && parent == "entry"
        {
            entry.entry(element.clone()).or_default().push_str(&text);
        }
    }
    assert!(path.is_empty(), "well-formed to its end");
    entries
}

fn events(calendar: &str) -> Vec<BTreeMap<String, String>> {
    let read = icalendar::parser::unfold(calendar);
    let calendar = icalendar::parser::read_calendar(&read).unwrap();
    let events = calendar.components.iter().filter(|c| c.name == "VEVENT");
    events
        .map(|event| {
            let properties = event.properties.iter();
            properties
                .map(|p| (p.name.to_string(), p.val.to_string()))
                .collect()
        })
        .collect()
}

#[test]
fn each_domain_and_region_that_has_a_notice_has_its_feeds_and_the_list_names_all() {
    let town = Town::new();
    let mut store = town.store();
    for n in 0..60 {
        let minute = now() + Duration::minutes(n);
        let title = format!("第{n}标段<b>&");
        put(
            &mut store,
            &json!({"key": format!("a{n}"), "title": title}),
            minute,
        );
    }
    let award = json!({"key": "b", "domain": "land", "stage": "award", "region": "441523",
        "region_label": "陆河县", "title": "成交结果", "published": "2020-01-01"});
    put(&mut store, &award, now());
    // Of a place that no tree knows.
    let nowhere = json!({"key": "c", "domain": "other", "region": null, "region_label": "某地"});
    put(&mut store, &nowhere, now());
    town.publish();
    let (files, index) = feeds(&town);
    let listed: BTreeSet<&str> = index["feeds"]
        .as_array()
        .unwrap()
        .iter()
        .map(|feed| feed["path"].as_str().unwrap())
        .collect();
    assert_eq!(listed, files.keys().map(String::as_str).collect());
    for feed in index["feeds"].as_array().unwrap() {
        let text = &files[feed["path"].as_str().unwrap()];
        let count = match feed["kind"].as_str().unwrap() {
            "deadlines" => events(text).len(),
            _ => entries(text).len(),
        };
        assert_eq!(feed["count"], count, "{feed}");
    }
    for (path, there) in [
        ("works-441521-notices.atom", true),
        ("works-441500-notices.atom", true),
        ("works-440000.ics", true),
        ("all-441523-awards.atom", true),
        ("other-all-notices.atom", true),
        ("works-441521-awards.atom", false),
        ("works-441523-notices.atom", false),
        ("works-441521-changes.atom", false),
    ] {
        assert_eq!(files.contains_key(path), there, "{path}");
    }
    let works = entries(&files["works-441521-notices.atom"]);
    assert_eq!(works.len(), 50, "the newest");
    assert_eq!(works[0]["title"], "第59标段<b>&");
    assert_eq!(works[0]["updated"], "2026-11-24T10:11:00+08:00");
    let facts = "采购人（招标人）：示例局\n项目：第59标段<b>&\n金额：1.50元\n地区：海丰县";
    assert_eq!(works[0]["content"], facts);
    // What is no news is there too, after all that is.
    let all = entries(&files["land-all-notices.atom"]);
    assert_eq!(all[0]["title"], "成交结果");
    let text = &files["works-441521-notices.atom"];
    assert!(text.contains("<link rel=\"via\" href=\"https://example.invalid/a?b=1&amp;c=2\"/>"));
    assert!(text.contains("<link rel=\"alternate\" href=\"../notice/"));
}

#[test]
fn a_change_is_an_entry_of_its_own_and_the_notice_keeps_its_name() {
    let town = Town::new();
    let mut store = town.store();
    put(
        &mut store,
        &json!({"key": "a", "deadline": "2026-12-01"}),
        now(),
    );
    town.publish();
    let before = entries(&feeds(&town).0["all-all-notices.atom"]);
    let later = now() + Duration::hours(1);
    put(
        &mut store,
        &json!({"key": "a", "deadline": "2026-12-08"}),
        later,
    );
    town.publish();
    let (files, _) = feeds(&town);
    let notices = entries(&files["all-all-notices.atom"]);
    let changes = entries(&files["all-all-changes.atom"]);
    assert_eq!((notices.len(), changes.len()), (1, 1));
    assert_eq!(notices[0]["id"], before[0]["id"]);
    assert_eq!(notices[0]["updated"], before[0]["updated"]);
    assert!(notices[0]["content"].contains("截止时间：2026-12-08"));
    assert_eq!(changes[0]["id"], format!("{}:2", before[0]["id"]));
    assert_eq!(changes[0]["updated"], "2026-11-24T10:12:00+08:00");
    let said = "截止时间变更：2026-12-01 → 2026-12-08\n";
    assert!(changes[0]["content"].starts_with(said), "{changes:?}");
}

#[test]
fn a_calendar_has_what_is_due_and_says_for_a_month_what_is_not_any_more() {
    let town = Town::new();
    let mut store = town.store();
    for (key, project, deadline) in [
        ("today", "P1", "2026-11-24"),
        ("moment", "P2", "2026-12-01T09:30:00+08:00"),
        ("over", "P3", "2026-11-23"),
        ("far", "P4", "2027-03-01"),
        ("ended", "P5", "2026-12-31"),
    ] {
        let row = json!({"key": key, "project": project, "deadline": deadline, "title": key});
        put(&mut store, &row, now());
    }
    let end = json!({"key": "end", "project": "P5", "stage": "cancellation", "title": "终止公告",
        "published": "2026-11-24"});
    put(&mut store, &end, now());
    let told = |town: &Town| {
        town.publish();
        let (files, _) = feeds(town);
        events(&files["works-441521.ics"])
            .into_iter()
            .map(|event| {
                let due = format!("{} {}", event["DTSTART"], event["STATUS"]);
                (event["SUMMARY"].clone(), due)
            })
            .collect::<Vec<_>>()
    };
    // Published long ago, and only now said to be over.
    let old = json!({"key": "old", "published": "2026-09-01", "deadline": "2026-12-10"});
    put(&mut store, &old, now());
    let over = json!({"key": "old", "published": "2026-09-01", "deadline": "2026-12-10",
        "title": "流标"});
    put(&mut store, &over, now());
    let check = |town: &Town, days| {
        let meta = SourceMeta {
            id: SourceId("ygp".into()),
            name: "粤公平".into(),
            url: "https://ygp.gdzwfw.gov.cn".into(),
        };
        let at = now() + Duration::days(days);
        town.store().checked(&meta, SourceState::Ok, at).unwrap();
    };
    let expected = [
        ("截止：today", "20261124 CONFIRMED"),
        ("截止：moment", "20261201T013000Z CONFIRMED"),
        ("已终止：流标", "20261210 CANCELLED"),
        ("已终止：ended", "20261231 CANCELLED"),
    ];
    let expected = expected.map(|(title, due)| (title.to_owned(), due.to_owned()));
    assert_eq!(told(&town), expected);
    // The days pass, and nothing else.
    check(&town, 1);
    assert_eq!(told(&town), expected[1..]);
    check(&town, 30);
    assert_eq!(told(&town), expected[3..], "for 30 days");
    check(&town, 31);
    assert_eq!(told(&town), [], "an empty calendar, and a valid one");
}

#[test]
fn only_what_changed_is_written_and_what_is_no_feed_any_more_goes() {
    let town = Town::new();
    let mut store = town.store();
    put(&mut store, &json!({"key": "a"}), now());
    let land = json!({"key": "b", "domain": "land", "region": "441523", "region_label": "陆河县"});
    put(&mut store, &land, now());
    town.publish();
    let folder = town.out().join("feeds");
    fs::write(folder.join("works-999999-notices.atom"), "old").unwrap();
    let when = |name: &str| fs::metadata(folder.join(name)).unwrap().modified().unwrap();
    let names: Vec<String> = feeds(&town)
        .0
        .into_keys()
        .filter(|n| !n.contains("999999"))
        .collect();
    let before: Vec<_> = names.iter().map(|name| when(name)).collect();
    put(&mut store, &json!({"key": "c"}), now() + Duration::hours(1));
    town.publish();
    assert!(!folder.join("works-999999-notices.atom").exists());
    for (name, before) in names.iter().zip(before) {
        let touched =
            name.contains("notices") && !name.starts_with("land") && !name.contains("441523");
        assert_eq!(when(name) != before, touched, "{name}");
    }
    // A feed that was lost comes back, and a lost state changes nothing.
    let whole = tree(&folder);
    fs::remove_file(folder.join("land-441523.ics")).unwrap();
    town.publish();
    assert_eq!(tree(&folder), whole);
    fs::remove_file(town.state()).unwrap();
    town.publish();
    assert_eq!(tree(&folder), whole);
}

#[tokio::test]
async fn a_feed_is_served_as_what_it_is_and_one_that_is_not_there_is_not_found() {
    let town = Town::new();
    put(&mut town.store(), &json!({"key": "a"}), now());
    town.publish();
    let server = app(Config {
        app: town.out(),
        data: town.out(),
        base: "/".into(),
        upstream: None,
        push: None,
        embed_hosts: Vec::new(),
    });
    for (name, status, kind) in [
        (
            "works-441521-notices.atom",
            200,
            "application/atom+xml; charset=utf-8",
        ),
        ("works-441521.ics", 200, "text/calendar; charset=utf-8"),
        ("land-441521-notices.atom", 404, "application/problem+json"),
    ] {
        let request = Request::get(format!("/feeds/{name}"))
            .body(Sent::empty())
            .unwrap();
        let answer = server.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), status, "{name}");
        if status == 200 {
            assert_eq!(answer.headers()["content-type"], kind, "{name}");
            assert_eq!(answer.headers()["cache-control"], "no-cache", "{name}");
        }
    }
}
