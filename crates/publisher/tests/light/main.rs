//! Light pages: what a source wrote is never markup, the same store gives the same pages, only what
//! changed is written, what is gone goes, and the blacklist forgets.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

mod served;
#[path = "../support/mod.rs"]
mod support;

use axum::body::{Body as Sent, to_bytes};
use axum::http::{Request, StatusCode};
use chrono::{DateTime, FixedOffset, NaiveDate};
use publisher::serve::{Config, app_at};
use publisher::store::SourceMeta;
use record::debarment::Debarment;
use record::site::SourceState;
use record::upstream::Draft;
use record::{Block, Body, Cell, Inline, SourceId};
use scraper::{Html, Selector};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt;
use support::{Town, now, tree};
use tower::ServiceExt;

/// What somebody would write who wants to be markup.
const EVIL: &str =
    "</h1></script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;<!--/newest-->";

fn publish(town: &Town, version: &str, more: &[&str]) {
    let app = town.app(version);
    let mut options: Vec<&str> = app.iter().map(String::as_str).collect();
    options.extend(more);
    town.publish_with(&options);
}

fn put(town: &Town, change: &Value, body: &Body) {
    let mut row = json!({
        "key": "k1", "title": "示例污水处理工程招标公告", "domain": "works", "stage": "tender",
        "stage_label": "招标公告", "region": "441521", "region_label": "海丰县",
        "buyer": "示例局", "published": "2026-11-23", "complete": true,
    });
    let map = row.as_object_mut().unwrap();
    map.extend(change.as_object().unwrap().clone());
    let draft: Draft = serde_json::from_value(row).unwrap();
    let source = SourceId("ygp".to_owned());
    town.store().put(&source, &draft, body, now()).unwrap();
}

/// The light pages by path.
fn pages(town: &Town) -> BTreeMap<String, String> {
    let mut files = tree(&town.out());
    let is_light = |path: &str| path.ends_with(".html") && path != "404.html";
    // What other sites frame is no page of this one.
    files.retain(|path, _| is_light(path) && !path.starts_with("embed/"));
    let text = |bytes| String::from_utf8(bytes).unwrap();
    files
        .into_iter()
        .map(|(path, bytes)| (path, text(bytes)))
        .collect()
}

fn notices(town: &Town) -> BTreeSet<String> {
    pages(town)
        .into_keys()
        .filter(|path| path.starts_with("notice/"))
        .collect()
}

fn select<'h>(page: &'h Html, selector: &str) -> Vec<scraper::ElementRef<'h>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// The data for machines.
fn data(page: &Html) -> Value {
    let scripts = select(page, "script[type='application/ld+json']");
    assert_eq!(scripts.len(), 1);
    serde_json::from_str(&scripts[0].text().collect::<String>()).unwrap()
}

#[test]
fn what_a_source_wrote_is_never_markup() {
    let town = Town::new();
    let link = |href: &str| Inline::Link {
        text: EVIL.into(),
        href: href.into(),
    };
    let line = vec![
        Inline::Text(EVIL.into()),
        link("javascript:alert(1)"),
        link("https://example.invalid/\"onmouseover=\"alert(1)"),
        Inline::Image(EVIL.into()),
    ];
    let cell = Cell {
        text: line.clone(),
        head: true,
        cols: 2,
        rows: 1,
    };
    let body = Body::Document(vec![
        Block::Heading(line.clone()),
        Block::List(vec![line]),
        Block::Table(vec![vec![cell]]),
    ]);
    let hostile = json!({
        "title": EVIL, "buyer": EVIL, "agency": EVIL, "project": EVIL, "region": null,
        "region_label": EVIL, "stage": null, "stage_label": EVIL, "category": EVIL,
        "fields": [{ "label": EVIL, "value": EVIL }],
        "candidates": [{ "rank": 1, "name": EVIL, "money": { "kind": "bid", "price": { "text": EVIL } } }],
        "official_url": "javascript:alert(1)",
        "attachments": [
            { "name": EVIL, "url": "data:text/html,x" },
            { "name": EVIL, "url": "https://example.invalid/'\"><script>" },
        ],
        "money": { "kind": "budget", "price": { "text": EVIL } },
    });
    put(&town, &hostile, &body);
    let row = json!({ "key": "e1", "name": EVIL, "kind": "blacklist", "published": "2026-01-05", "reason": EVIL });
    let entry: Debarment = serde_json::from_value(row).unwrap();
    list(&town, &[entry]);
    publish(&town, "1", &[]);
    let pages = pages(&town);
    assert!(pages.len() > 8, "{:?}", pages.keys());
    for (path, text) in &pages {
        assert_eq!(text.matches("<!--/newest-->").count(), 1, "{path}");
        let page = Html::parse_document(text);
        assert_eq!(
            select(&page, "script").len(),
            2,
            "{path}: its own and the data"
        );
        assert!(
            select(&page, "img, style, iframe, object, base").is_empty(),
            "{path}"
        );
        for element in select(&page, "*") {
            for (name, value) in element.value().attrs() {
                assert!(!name.starts_with("on") && name != "style", "{path}: {name}");
                let leads = ["/g/", "https://", "tel:", "#"];
                let is_sane = name != "href" || leads.iter().any(|start| value.starts_with(start));
                assert!(is_sane, "{path}: {value}");
            }
        }
        assert_eq!(select(&page, "h1").len(), 1, "{path}");
    }
    let (_, text) = pages
        .iter()
        .find(|(path, _)| path.starts_with("notice/"))
        .unwrap();
    let page = Html::parse_document(text);
    let shown: String = select(&page, "h1")[0].text().collect();
    assert_eq!(shown, EVIL);
    assert_eq!(data(&page)["headline"], EVIL);
    assert_eq!(
        select(&page, ".text a").len(),
        3,
        "one web address in each block"
    );
}

/// Puts entries of a list that was read in full.
fn list(town: &Town, entries: &[Debarment]) {
    let source = SourceMeta {
        id: SourceId("list".into()),
        name: "示例名单".into(),
        url: "https://example.invalid/".into(),
    };
    town.store()
        .batch(|batch| {
            for entry in entries {
                batch.put_debarment(&source.id, entry, now())?;
            }
            batch.list_checked(&source, SourceState::Ok, now())
        })
        .unwrap();
}

#[test]
fn the_same_store_gives_the_same_pages() {
    let mut town = Town::new();
    town.put(0..60);
    let other = town.copy();
    publish(
        &town,
        "1",
        &["--threads", "1", "--public-url", "https://a.example/g"],
    );
    publish(
        &other,
        "1",
        &["--threads", "3", "--public-url", "https://a.example/g/"],
    );
    assert_eq!(tree(&town.folder()), tree(&other.folder()));
    let home = Html::parse_document(&pages(&town)["index.html"]);
    assert_eq!(select(&home, ".rows > .row.l-1").len(), 20);
    assert_eq!(data(&home)["@type"], "WebSite");
    for path in [
        "index.html",
        "blacklist.html",
        "list/all-all-notices.html",
        "list/land-all-notices.html",
    ] {
        assert!(pages(&town).contains_key(path), "{path}");
    }
    leads_nowhere_else(&town);
    publish(&town, "1", &["--pages", "3"]);
    leads_nowhere_else(&town);
}

/// Whatever a page leads to is there; a notice without a page is the app's to show.
fn leads_nowhere_else(town: &Town) {
    let pages = pages(town);
    for text in pages.values() {
        let page = Html::parse_document(text);
        for link in select(&page, "a[href]") {
            let href = link.value().attr("href").unwrap();
            let Some(path) = href
                .strip_prefix("/g/")
                .filter(|path| path.ends_with(".html"))
            else {
                continue;
            };
            assert!(pages.contains_key(path), "{href}");
        }
    }
}

#[test]
fn only_what_changed_is_written_again() {
    let mut town = Town::new();
    town.put(0..60);
    publish(&town, "1", &[]);
    let files = |town: &Town| -> BTreeMap<String, u64> {
        let node = |path: &String| fs::metadata(town.out().join(path)).unwrap().ino();
        pages(town)
            .into_keys()
            .map(|path| (path.clone(), node(&path)))
            .collect()
    };
    let before = files(&town);
    // News of the running month alone.
    town.put(300..302);
    publish(&town, "1", &[]);
    let after = files(&town);
    let written: Vec<_> = after
        .iter()
        .filter(|(path, node)| before.get(*path) != Some(*node))
        .collect();
    let new: Vec<_> = written
        .iter()
        .filter(|(path, _)| path.starts_with("notice/"))
        .collect();
    assert_eq!(new.len(), 2, "{written:?}");
    assert!(new.iter().all(|(path, _)| !before.contains_key(*path)));
    assert!(written.iter().any(|(path, _)| *path == "index.html"));
    // Another app: its files have other names.
    publish(&town, "2", &[]);
    assert!(
        files(&town)
            .iter()
            .all(|(path, node)| after.get(path) != Some(node))
    );
    assert!(
        pages(&town)
            .values()
            .all(|text| text.contains("/g/boot-2.js"))
    );
    assert_eq!(tree(&town.out())["sw.js"], b"2");
}

#[test]
fn what_is_gone_has_no_page() {
    let mut town = Town::new();
    town.put(0..60);
    publish(&town, "1", &[]);
    assert_eq!(notices(&town).len(), 60);
    publish(&town, "1", &["--pages", "7"]);
    let newest = notices(&town);
    assert_eq!(newest.len(), 7);
    publish(&town, "1", &["--pages", "0"]);
    assert!(notices(&town).is_empty());
    publish(&town, "1", &["--pages", "7"]);
    assert_eq!(notices(&town), newest);
    // A page that was lost comes again.
    let lost = newest.first().unwrap();
    fs::remove_file(town.out().join(lost)).unwrap();
    publish(&town, "1", &["--pages", "7"]);
    assert_eq!(notices(&town), newest);
    // Another record, in which most is not.
    town.forget_store();
    town.put(0..3);
    publish(&town, "1", &[]);
    assert_eq!(notices(&town).len(), 3);
    // Nobody would keep them true.
    town.publish();
    let left = pages(&town);
    assert_eq!(left.keys().collect::<Vec<_>>(), ["index.html"]);
    assert!(left["index.html"].contains("<!--newest--><!--/newest-->"));
}

#[test]
fn a_long_blacklist_is_cut_to_its_newest_and_says_so() {
    let town = Town::new();
    put(&town, &json!({}), &Body::NotProvided);
    let entry = |n: u32| -> Debarment {
        let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(n.into());
        let row = json!({
            "key": format!("k{n}"), "name": format!("示例第{n}公司"), "kind": "blacklist",
            "published": day.to_string(), "reason": "示例",
        });
        serde_json::from_value(row).unwrap()
    };
    list(&town, &(1..=150).map(entry).collect::<Vec<_>>());
    publish(&town, "1", &[]);
    let page = pages(&town).remove("blacklist.html").unwrap();
    let page = Html::parse_document(&page);
    let names: Vec<String> = select(&page, "li[data-until] h3")
        .iter()
        .map(|name| name.text().collect())
        .collect();
    assert_eq!(names.len(), 100);
    assert_eq!((&*names[0], &*names[99]), ("示例第150公司", "示例第51公司"));
    let text: String = select(&page, "main")[0].text().collect();
    assert!(text.contains("全部 150 条"), "{text}");
}

#[test]
fn an_address_that_is_not_the_apps_is_refused() {
    let mut town = Town::new();
    town.put(0..3);
    let app = town.app("1");
    let mut options: Vec<&str> = app.iter().map(String::as_str).collect();
    options.extend(["--public-url", "https://a.example/"]);
    let (ok, said) = town.try_publish(&options);
    assert!(
        !ok && said.contains("/g/") && said.contains("https://a.example/"),
        "{said}"
    );
}

#[test]
fn a_sitemap_names_every_page_where_the_address_is_known() {
    let mut town = Town::new();
    town.put(0..9);
    publish(&town, "1", &["--public-url", "https://a.example/g/"]);
    let files = tree(&town.out());
    let text = String::from_utf8(files["sitemap-1.xml"].clone()).unwrap();
    let listed: BTreeSet<&str> = text
        .split("<loc>https://a.example/g/")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap())
        .collect();
    let wanted = pages(&town);
    // The search is another address of a list.
    let wanted: BTreeSet<&str> = wanted
        .keys()
        .filter(|path| *path != "search.html")
        .map(|path| if path == "index.html" { "" } else { path })
        .collect();
    assert_eq!(listed, wanted);
    assert!(text.contains("<lastmod>2026-11-24</lastmod>"), "{text}");
    let robots = String::from_utf8(files["robots.txt"].clone()).unwrap();
    assert!(
        robots.ends_with("\nSitemap: https://a.example/g/sitemap.xml\n"),
        "{robots}"
    );
    let notice = pages(&town)
        .into_iter()
        .find(|(path, _)| path.starts_with("notice/"))
        .unwrap();
    let page = Html::parse_document(&notice.1);
    let canonical = select(&page, "link[rel=canonical]")[0].value().attr("href");
    assert_eq!(
        canonical,
        Some(&*format!("https://a.example/g/{}", notice.0))
    );

    publish(&town, "1", &[]);
    let files = tree(&town.out());
    assert!(!files.keys().any(|path| path.starts_with("sitemap")));
    assert_eq!(files["robots.txt"], b"User-agent: *\nAllow: /\n");
    let app = town.app("1");
    let options = app.each_ref().map(String::as_str);
    let said = town.command(&options).output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(
        said.contains("of all 9 notices") && said.contains("--public-url"),
        "{said}"
    );
    let (ok, said) = town.try_publish(&[options[0], options[1], "--public-url", "a.example"]);
    assert!(!ok, "{said}");
}
