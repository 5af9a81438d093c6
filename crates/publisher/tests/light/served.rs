//! Light pages as they are served.

use super::*;

type Clock = fn() -> DateTime<FixedOffset>;

async fn get(town: &Town, now: Clock, path: &str) -> (StatusCode, String, String) {
    let config = Config {
        app: town.folder().with_file_name("app"),
        data: town.out(),
        base: "/g/".into(),
        upstream: None,
        push: None,
        embed_hosts: Vec::new(),
    };
    let request = Request::get(path).body(Sent::empty()).unwrap();
    let answer = app_at(config, now).oneshot(request).await.unwrap();
    let (parts, body) = answer.into_parts();
    let kept = parts
        .headers
        .get("cache-control")
        .map_or("", |v| v.to_str().unwrap());
    let kept = kept.to_owned();
    let bytes = to_bytes(body, 1 << 20).await.unwrap();
    (
        parts.status,
        String::from_utf8(bytes.to_vec()).unwrap(),
        kept,
    )
}

#[tokio::test]
async fn pages_are_served_as_long_as_they_load_the_app_that_is() {
    let mut town = Town::new();
    town.put(0..9);
    publish(
        &town,
        "1",
        &["--pages", "3", "--public-url", "https://a.example/g/"],
    );
    let light = notices(&town).into_iter().next().unwrap();
    let name = light.trim_end_matches(".html");
    for path in [
        &*light,
        name,
        "",
        "index.html",
        "search",
        "list/all-all-notices",
        "list/all-all-notices.html",
        "blacklist",
        "blacklist.html",
    ] {
        let (status, text, _) = get(&town, now, &format!("/g/{path}")).await;
        assert_eq!(status, 200, "{path}");
        assert!(text.contains("class=\"app light\""), "{path}");
    }
    for path in [
        "notice/0000000000",
        "follow",
        "more.html",
        "list/none-all-notices",
        "project/a.html",
    ] {
        let (status, text, _) = get(&town, now, &format!("/g/{path}")).await;
        assert_eq!(status, 200, "{path}");
        assert!(text.contains("<!--newest--><!--/newest-->"), "{path}");
    }
    assert_eq!(get(&town, now, "/g/sitemap.xml").await.0, 200);
    assert!(
        get(&town, now, "/g/robots.txt")
            .await
            .1
            .contains("Sitemap: ")
    );
    assert_eq!(get(&town, now, "/g/none.html").await.0, 404);
    // The app that is served here is built anew; the pages would ask for the old one's files.
    town.app("2");
    for path in ["", name, "blacklist.html"] {
        let (status, text, _) = get(&town, now, &format!("/g/{path}")).await;
        assert_eq!(status, 200, "{path}");
        assert!(
            text.contains("boot-2.js") && !text.contains("light"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_blacklist_forgets_between_two_publications_too() {
    let town = Town::new();
    put(&town, &json!({}), &Body::NotProvided);
    let entry = |key: &str, name: &str, until: Option<&str>| -> Debarment {
        let row = json!({
            "key": key, "name": name, "kind": "blacklist", "published": "2026-01-05",
            "until": until, "reason": "示例",
        });
        serde_json::from_value(row).unwrap()
    };
    list(
        &town,
        &[
            entry("a", "示例甲公司", Some("2028-01-05")),
            entry("b", "示例乙公司", Some("2026-11-30")),
            entry("c", "示例丙公司", None),
        ],
    );
    publish(&town, "1", &[]);
    let clocks: [(Clock, [bool; 3]); 3] = [
        (
            || "2026-11-30T23:59:59+08:00".parse().unwrap(),
            [true, true, true],
        ),
        (
            || "2026-12-01T00:00:00+08:00".parse().unwrap(),
            [true, false, true],
        ),
        // Nobody has verified it for too long.
        (
            || "2026-12-25T09:00:00+08:00".parse().unwrap(),
            [false, false, false],
        ),
    ];
    for (clock, wanted) in clocks {
        let (status, text, kept) = get(&town, clock, "/g/blacklist.html").await;
        assert_eq!((status, &*kept), (StatusCode::OK, "no-store"));
        let named = ["甲", "乙", "丙"].map(|name| text.contains(&format!("示例{name}公司")));
        assert_eq!(named, wanted, "{}", clock());
        assert!(text.contains("不等于没有问题"));
    }
    let page = pages(&town).remove("blacklist.html").unwrap();
    assert!(page.contains("noarchive") && !tree(&town.out()).contains_key("blacklist.html.br"));
}
