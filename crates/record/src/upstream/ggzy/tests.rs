#![allow(clippy::unwrap_used, reason = "a test may end here")]
use super::*;
use crate::{Domain, Stage};
use serde_json::json;
use std::collections::BTreeMap;

const REAL: &str = include_str!("../../../../../tests/data/real/notices-national-ggzy.jsonl");

/// A recorded row under the names of the live list.
fn live(line: &str) -> Value {
    let recorded: Value = serde_json::from_str(line).unwrap();
    let names = [
        ("id", "noticeId"),
        ("title", "title"),
        ("publishTime", "publishTime"),
        ("informationType", "stageCode"),
        ("informationTypeText", "infoType"),
        ("businessTypeText", "businessType"),
        ("province", "provinceCode"),
        ("provinceText", "province"),
        ("transactionSourcesPlatformText", "platform"),
        ("tenderProjectCode", "projectCode"),
        ("url", "url"),
        ("buyer", "buyer"),
        ("agency", "agency"),
        ("budget", "budget"),
        ("budgetUnit", "budgetUnit"),
    ];
    names
        .into_iter()
        .map(|(to, from)| (to.to_owned(), recorded[from].clone()))
        .collect()
}

fn page(rows: &[Value]) -> Page<Draft> {
    let answer =
        json!({"code": 200, "message": "success", "data": {"records": rows, "total": 1000}});
    decode_list(200, answer.to_string().as_bytes()).unwrap()
}

#[test]
fn every_recorded_row_is_read() {
    let rows: Vec<Value> = REAL.lines().map(live).collect();
    let page = page(&rows);
    assert_eq!(
        (page.total, page.rows.len(), page.rejected.len()),
        (Some(1000), 100, 0)
    );
    let mut domains = BTreeMap::new();
    let mut stages = BTreeMap::new();
    for draft in &page.rows {
        *domains.entry(draft.domain).or_insert(0) += 1;
        *stages.entry(draft.stage).or_insert(0) += 1;
    }
    assert_eq!(
        domains,
        BTreeMap::from([
            (Domain::Works, 23),
            (Domain::Procurement, 73),
            (Domain::Other, 4)
        ])
    );
    let expected = [
        (Stage::Tender, 47),
        (Stage::Amendment, 11),
        (Stage::Opening, 3),
        (Stage::AwardPending, 3),
        (Stage::Award, 32),
        (Stage::Contract, 4),
    ];
    assert_eq!(
        stages,
        expected.map(|(stage, count)| (Some(stage), count)).into()
    );
    // The first row's budget is 0, which is none; a later one is 1980000.00.
    assert_eq!(page.rows[0].money, None);
    assert_eq!(
        page.rows[3].money.as_ref().and_then(Money::fen),
        Some(198_000_000)
    );
    assert!(
        page.rows
            .iter()
            .all(|d| d.official_url.is_some() && d.region.is_some())
    );
}

#[test]
fn the_city_and_a_relative_address_are_understood() {
    let row = json!({"id": "a", "title": "t", "publishTime": "2026-10-01", "informationType": "0401",
        "informationTypeText": "出让公告", "province": "440000", "provinceText": "广东省", "city": "441500",
        "cityText": "汕尾市", "url": "/information/deal/html/a/440000/0401/20261001/a.html"});
    let draft = page(&[row]).rows.remove(0);
    assert_eq!(
        (draft.domain, draft.stage),
        (Domain::Mining, Some(Stage::Tender))
    );
    assert_eq!(
        (draft.region, draft.region_label.as_str()),
        (Some(RegionCode(441_500)), "汕尾市")
    );
    assert!(
        draft
            .official_url
            .unwrap()
            .starts_with("https://www.ggzy.gov.cn/information/")
    );
    for url in ["//evil.example/x", "javascript:alert(1)", ""] {
        assert_eq!(page_address(url), None, "{url}");
    }
}

#[test]
fn refusals_are_told_apart() {
    let list = |body: &str| decode_list(200, body.as_bytes()).unwrap_err();
    assert_eq!(list(r#"{"code":829,"message":"x"}"#), Refusal::Captcha);
    assert_eq!(
        list(r#"{"code":"800","message":"请30秒后再试"}"#),
        Refusal::TooFrequent(Some(30))
    );
    for code in [801, 804] {
        assert!(
            matches!(list(&format!(r#"{{"code":{code},"message":"m"}}"#)), Refusal::Refused(w) if w.contains('m'))
        );
    }
    for body in [
        "{}",
        r#"{"code":200}"#,
        r#"{"code":200,"data":{}}"#,
        "<html>",
    ] {
        assert!(matches!(list(body), Refusal::UnexpectedShape(_)), "{body}");
    }
}

#[test]
fn a_row_without_an_id_gets_one_of_its_content() {
    let row = json!({"title": "t", "publishTime": "2026-10-01 00:00", "budget": 12.5, "budgetUnit": "万元"});
    let page = page(&[
        row.clone(),
        row,
        json!({"id": "x", "publishTime": "2026-10-01"}),
    ]);
    assert_eq!(page.rows[0].key, page.rows[1].key);
    assert_eq!(page.rows[0].published.to_string(), "2026-10-01");
    assert_eq!(
        page.rows[0].money.as_ref().and_then(Money::fen),
        Some(12_500_000)
    );
    assert_eq!(page.rejected[0].reason, "title is missing or empty");
}

#[test]
fn the_form_is_as_the_platform_wants_it() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 17).unwrap();
    let form = list_form(day, day, "440000", 3);
    assert!(form.contains("PAGENUMBER=3&DEAL_TIME=06&TIMEBEGIN=2026-03-17&TIMEEND=2026-03-17"));
    assert!(form.contains("&DEAL_PROVINCE=440000&"));
}
