//! The widget's pages and cards: what stands in them, that it can be no markup, that pages allow
//! just themselves, that a publication is the same each time and leaves nothing old behind.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

mod support;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, Duration, FixedOffset};
use publisher::store::Store;
use record::upstream::Draft;
use record::widget::{Index, Kind, stem};
use record::{Body, Domain, RegionCode, SourceId};
use scraper::{Html, Selector};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use support::{Town, tree};

fn now() -> DateTime<FixedOffset> {
    "2026-11-24T09:12:00+08:00".parse().unwrap()
}

fn put(store: &mut Store, change: &Value, at: DateTime<FixedOffset>) {
    let mut row = json!({
        "title": "示例工程招标公告", "domain": "works", "stage": "tender",
        "stage_label": "招标公告", "region": "441521", "region_label": "海丰县",
        "buyer": "示例局", "agency": "某某某", "published": "2026-11-23", "complete": true,
        "money": { "kind": "budget", "price": { "fen": 215_900_000 } },
    });
    let map = row.as_object_mut().unwrap();
    map.extend(change.as_object().unwrap().clone());
    let draft: Draft = serde_json::from_value(row).unwrap();
    let source = SourceId("ygp".to_owned());
    store.put(&source, &draft, &Body::NotProvided, at).unwrap();
}

/// The files by name, compressed copies aside.
fn files(town: &Town) -> BTreeMap<String, String> {
    let mut files = tree(&town.out().join("embed"));
    files.retain(|name, _| !name.ends_with(".br") && !name.ends_with(".gz"));
    let text = |bytes| String::from_utf8(bytes).unwrap();
    files.into_iter().map(|(n, b)| (n, text(b))).collect()
}

fn all(html: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let plain = |text: String| text.replace('\u{a0}', " ");
    html.select(&selector)
        .map(|e| plain(e.text().collect()))
        .collect()
}

fn links(html: &Html) -> Vec<String> {
    let selector = Selector::parse("a").unwrap();
    let links = html.select(&selector);
    links.map(|a| a.attr("href").unwrap().to_owned()).collect()
}

#[test]
fn each_shape_has_a_page_and_a_card_of_every_kind_and_the_list_names_all() {
    let mut town = Town::new();
    let mut store = town.store();
    for n in 0..30 {
        let at = now() + Duration::minutes(n);
        put(
            &mut store,
            &json!({"key": format!("a{n}"), "title": format!("第{n}标段")}),
            at,
        );
    }
    let award = json!({"key": "b", "domain": "land", "stage": "award", "region": "441523",
        "region_label": "陆河县", "title": "成交结果", "published": "2020-01-01"});
    put(&mut store, &award, now());
    town.check_after_days(1);
    town.publish();
    let files = files(&town);
    let index: Index = serde_json::from_str(&files["index.json"]).unwrap();
    for shape in &index.shapes {
        for kind in Kind::ALL {
            let stem = format!("{}-{}", stem(shape.domain, shape.region), kind.code());
            let page = Html::parse_document(&files[&format!("{stem}.html")]);
            let rows = usize::from(shape.rows[kind as usize]);
            assert_eq!(all(&page, "li").len(), rows, "{stem}");
            let card = Html::parse_fragment(&files[&format!("{stem}.card.html")]);
            assert_eq!(all(&card, "li").len(), rows.min(5), "{stem}");
            assert_eq!(rows == 0, all(&page, ".none").len() == 1, "{stem}");
            let feed = town.out().join(format!("feeds/{stem}.atom"));
            assert_eq!(
                rows > 0,
                feed.is_file(),
                "a feed where there is a row: {stem}"
            );
        }
    }
    // The pages, the cards, the list, and the page for what is not there.
    assert_eq!(files.len(), index.shapes.len() * 6 + 2);
    let shape = |domain, region| {
        let found = index
            .shapes
            .iter()
            .find(|s| s.domain == domain && s.region == region);
        found.map(|shape| shape.rows)
    };
    let region = |code| Some(RegionCode(code));
    assert_eq!(
        shape(Some(Domain::Works), region(441_521)),
        Some([20, 0, 0])
    );
    assert_eq!(shape(None, region(441_500)), Some([20, 1, 0]));
    assert_eq!(shape(Some(Domain::Land), region(441_521)), None);

    let page = Html::parse_document(&files["works-441521-notices.html"]);
    assert_eq!(all(&page, "h1"), ["海丰县 · 工程建设 · 公告"]);
    assert_eq!(all(&page, "header time"), ["核对于 2026年11月25日 09:12"]);
    assert_eq!(all(&page, ".title")[0], "第29标段", "newest first");
    assert_eq!(all(&page, ".money")[0], "预算 215.9万元");
    let links = links(&page);
    assert_eq!(links[0], "../search#domain=works&region=441521");
    assert!(links[1].starts_with("../notice/"), "{}", links[1]);
    assert_eq!(
        links[21],
        "../follow#search=domain%3Dworks%26region%3D441521"
    );
    let awards = Html::parse_document(&files["all-441500-awards.html"]);
    assert!(all(&awards, ".kinds")[0].ends_with("结果 · 土地出让 · 陆河县"));
    let nothing = Html::parse_document(&files["works-441521-awards.html"]);
    assert_eq!(
        all(&nothing, ".none"),
        ["自 2020年1月1日 以来没有结果公告。"]
    );
    let unchanged = Html::parse_document(&files["works-441521-changes.html"]);
    assert_eq!(
        all(&unchanged, ".none"),
        ["自 2026年11月24日 以来没有变更。"]
    );
}

#[test]
fn what_changed_is_named_and_when() {
    let town = Town::new();
    let mut store = town.store();
    put(
        &mut store,
        &json!({"key": "a", "deadline": "2026-12-01"}),
        now(),
    );
    let later = now() + Duration::days(1);
    put(
        &mut store,
        &json!({"key": "a", "deadline": "2026-12-09T09:30:00+08:00"}),
        later,
    );
    town.publish();
    let files = files(&town);
    let page = Html::parse_document(&files["works-441521-changes.html"]);
    assert_eq!(all(&page, ".kinds"), ["11月25日变更：截止时间 · 海丰县"]);
    assert_eq!(all(&page, ".due"), ["截止 12月9日 09:30"]);
}

#[test]
fn a_page_allows_its_own_style_and_script_and_nothing_else() {
    let town = Town::new();
    put(&mut town.store(), &json!({"key": "a"}), now());
    town.publish();
    for (name, text) in files(&town) {
        if name.ends_with(".json") || name.contains(".card.") {
            continue;
        }
        let html = Html::parse_document(&text);
        let hash = |selector: &str| {
            let found = all(&html, selector);
            assert_eq!(found.len(), 1, "{name}: one {selector}");
            format!(
                "'sha256-{}'",
                BASE64_STANDARD.encode(Sha256::digest(&found[0]))
            )
        };
        let wanted = format!(
            "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; \
             form-action 'none'",
            hash("script"),
            hash("style")
        );
        let selector = Selector::parse("meta[http-equiv=Content-Security-Policy]").unwrap();
        let policies: Vec<_> = html.select(&selector).map(|e| e.attr("content")).collect();
        assert_eq!(policies, [Some(&*wanted)], "{name}");
        let before = text.split_once("Content-Security-Policy").unwrap().0;
        assert!(
            !before.contains("<script") && !before.contains("<style"),
            "{name}"
        );
        let attributes = html.tree.values().filter_map(|node| node.as_element());
        for (attribute, _) in attributes.flat_map(|element| element.attrs()) {
            assert!(
                !attribute.starts_with("on") && attribute != "style",
                "{name}: {attribute}"
            );
        }
    }
}

#[test]
fn no_title_is_markup_and_no_party_is_named() {
    const HOSTILE: &str =
        "</span></a></li><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;<!--";
    let town = Town::new();
    let mut store = town.store();
    let name = "<b>某地</b>\" onload=\"x";
    let rows = [
        json!({"key": "a", "title": HOSTILE, "stage": null, "stage_label": "</p><script>x</script>"}),
        json!({"key": "b", "region": null, "region_label": name,
            "money": {"kind": "budget", "price": {"text": "</span><script>y</script>，详见采购文件第三章第二节"}}}),
    ];
    for row in rows {
        put(&mut store, &row, now());
    }
    town.publish();
    for (name, text) in files(&town)
        .into_iter()
        .filter(|(n, _)| n.ends_with(".html"))
    {
        let html = Html::parse_document(&text);
        let card = name.contains(".card.");
        assert_eq!(all(&html, "script").len(), usize::from(!card), "{name}");
        assert_eq!(all(&html, "img, [onload], [onerror]").len(), 0, "{name}");
        assert!(
            !text.contains("示例局") && !text.contains("某某某"),
            "{name}"
        );
        assert_eq!(
            card,
            text.is_ascii(),
            "{name}: a card fits pages of any encoding"
        );
    }
    let page = Html::parse_document(&files(&town)["works-441521-notices.html"]);
    assert_eq!(all(&page, ".title"), [HOSTILE]);
    let everywhere = Html::parse_document(&files(&town)["works-all-notices.html"]);
    assert!(all(&everywhere, ".kinds").concat().contains(name));
}

#[test]
fn a_publication_is_the_same_each_time_and_leaves_nothing_old() {
    let town = Town::new();
    put(&mut town.store(), &json!({"key": "a"}), now());
    town.publish();
    let whole = tree(&town.out().join("embed"));
    let old = town.out().join("embed/land-441521-notices.html");
    for ending in ["", ".br", ".gz"] {
        fs::write(format!("{}{ending}", old.display()), "old").unwrap();
    }
    fs::remove_file(town.out().join("embed/works-441521-notices.html")).unwrap();
    fs::remove_file(town.state()).unwrap();
    town.publish();
    assert!(
        tree(&town.out().join("embed")) == whole,
        "the same files, and no others"
    );
    for name in whole.keys().filter(|name| name.ends_with(".html")) {
        for ending in ["br", "gz"] {
            assert!(
                whole.contains_key(&format!("{name}.{ending}")),
                "{name}.{ending}"
            );
        }
    }
}

#[test]
fn a_card_leads_to_the_site_wherever_it_stands() {
    let town = Town::new();
    put(&mut town.store(), &json!({"key": "a"}), now());
    let card = |town: &Town| files(town)["works-441521-notices.card.html"].clone();
    town.publish();
    assert!(
        links(&Html::parse_fragment(&card(&town)))
            .iter()
            .all(|l| l.starts_with("../"))
    );
    town.publish_with(&["--public-url", "https://gongkai.example.gov.cn/hf"]);
    let links = links(&Html::parse_fragment(&card(&town)));
    let site = "https://gongkai.example.gov.cn/hf/";
    assert!(links.iter().all(|link| link.starts_with(site)), "{links:?}");
    assert_eq!(links[0], format!("{site}search#domain=works&region=441521"));
}

#[test]
fn beside_the_app_a_host_that_knows_folders_finds_the_apps_page() {
    let town = Town::new();
    put(&mut town.store(), &json!({"key": "a"}), now());
    let app = town.folder().join("app");
    fs::create_dir_all(&app).unwrap();
    fs::write(app.join("index.html"), "the app").unwrap();
    fs::write(app.join("404.html"), "the app").unwrap();
    town.publish_with(&["--app", app.to_str().unwrap()]);
    assert_eq!(files(&town)["index.html"], "the app");
    town.publish();
    assert!(
        !files(&town).contains_key("index.html"),
        "not without the app"
    );
}
