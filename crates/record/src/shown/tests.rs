#![allow(clippy::unwrap_used, reason = "a test may end here")]
use super::*;

fn notice(title: &str, category: &str) -> Notice {
    let json = serde_json::json!({
        "id": "0000000001", "source": "demo", "title": title, "domain": "works",
        "category": category, "stage_label": "", "buyer": "示例局", "published": "2026-11-01",
        "revision": 1,
    });
    serde_json::from_value(json).unwrap()
}

#[test]
fn what_it_is_about_leaves_out_the_kind_of_notice() {
    let check = |title, category, wanted: &str| {
        assert_eq!(subject(&notice(title, category)), wanted);
    };
    check("污水处理厂工程招标公告", "市政", "污水处理厂工程（市政）");
    check("污水处理厂工程-公告", "", "污水处理厂工程");
    check("公告", "", "公告");
    check("污水处理厂工程", "", "污水处理厂工程");
}

#[test]
fn somebody_to_ask_is_named_where_anybody_is() {
    let mut notice = notice("甲", "");
    let phone = ["0660-3361234".to_owned()];
    assert_eq!(
        ask(&notice, &phone).as_deref(),
        Some("示例局，0660-3361234")
    );
    notice.agency = "示例代理".into();
    assert_eq!(ask(&notice, &[]).as_deref(), Some("示例代理"));
    (notice.agency, notice.buyer) = (String::new(), String::new());
    assert_eq!(ask(&notice, &[]), None);
}

#[test]
fn a_number_is_dialled_without_what_follows_it() {
    assert_eq!(dial("12345"), "tel:12345");
    assert_eq!(dial("0660-338 1234 转 8"), "tel:06603381234");
    assert_eq!(dial("+86 660 3381234、3385678"), "tel:+866603381234");
}

#[test]
fn a_page_that_stays_as_it_is_says_the_year() {
    let at = When::parse("2026-11-24T09:05:00+08:00").unwrap();
    assert_eq!(full_when(at), "2026年11月24日 09:05");
    assert_eq!(full_when(When::Day(at.date())), "2026年11月24日");
}

#[test]
fn the_host_is_what_the_browser_will_ask() {
    for (href, wanted) in [
        ("https://ygp.gdzwfw.gov.cn/a/b?c", Some("ygp.gdzwfw.gov.cn")),
        ("http://example.org:8080", Some("example.org:8080")),
        ("https://gov.cn@evil.example/", Some("evil.example")),
        ("https://evil.example\\@gov.cn", Some("evil.example")),
        ("javascript:alert(1)", None),
        ("https:", None),
        ("", None),
    ] {
        assert_eq!(host(href), wanted, "{href}");
    }
}
