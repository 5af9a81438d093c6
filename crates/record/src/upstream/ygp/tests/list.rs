//! The list, its refusals, the node and the timeline.

use super::super::*;
use super::{full_row, one, page, values};
use crate::upstream::Page;
use crate::{Domain, RegionCode, Stage};
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;

const REAL: &str = include_str!("../../../../../../tests/data/real/notices-guangdong-ygp.jsonl");

#[test]
fn every_recorded_row_is_read() {
    let rows: Vec<Value> = REAL
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let page = page(&rows);
    assert_eq!(
        (page.total, page.rows.len(), page.rejected.len()),
        (Some(5264), 25, 0)
    );
    let mut domains = BTreeMap::new();
    let mut stages = BTreeMap::new();
    for row in &page.rows {
        *domains.entry(row.draft.domain).or_insert(0) += 1;
        *stages.entry(row.draft.stage).or_insert(0) += 1;
    }
    assert_eq!(
        domains,
        BTreeMap::from([
            (Domain::Works, 4),
            (Domain::Procurement, 18),
            (Domain::Other, 3)
        ])
    );
    let expected = [
        (None, 5),
        (Some(Stage::Planning), 1),
        (Some(Stage::Tender), 9),
        (Some(Stage::Amendment), 2),
        (Some(Stage::AwardPending), 1),
        (Some(Stage::Award), 1),
        (Some(Stage::Contract), 4),
        (Some(Stage::Cancellation), 2),
    ];
    assert_eq!(stages, BTreeMap::from(expected));
    // One contract, published twice with two ids that were not recorded whole: one content, one key.
    assert_eq!(page.rows[1].draft.key, page.rows[2].draft.key);
    assert!(page.rows[1].draft.key.starts_with("content-"));
    // 省级 comes without a code.
    assert_eq!(page.rows[4].draft.region, Some(RegionCode(440_000)));
}

#[test]
fn a_full_row_becomes_a_draft_and_its_calls() {
    let Row { draft, call } = one(full_row());
    assert_eq!(draft.title, "海丰县污水管网&泵站工程招标公告");
    assert_eq!(draft.region, Some(RegionCode(441_521)));
    assert_eq!(
        (draft.region_label.as_str(), draft.category.as_str()),
        ("海丰县", "市政")
    );
    assert_eq!(draft.published.to_string(), "2026-05-01T13:18:30+08:00");
    let call = call.unwrap();
    assert_eq!(
        call.node_query(),
        "siteCode=441500&tradingType=A&bizCode=3C14&classify=A02"
    );
    assert!(
        call.detail_query("1")
            .starts_with("nodeId=1&version=v3&tradingType=A&noticeId=3fd848f3")
    );
    assert!(
        call.timeline_query()
            .contains("&projectCode=E4415212701503104001&")
    );
    let url = draft.official_url.unwrap();
    assert!(
        url.starts_with("https://ygp.gdzwfw.gov.cn/ggzy-portal/#/new/jygg/v3/A?noticeId=3fd848f3")
    );
    assert!(url.is_ascii(), "{url}");
}

#[test]
fn a_row_that_lacks_a_part_has_no_call_and_no_address() {
    for part in [
        "edition",
        "noticeSecondType",
        "noticeId",
        "projectCode",
        "tradingProcess",
        "regionCode",
        "projectType",
    ] {
        let mut row = full_row();
        row[part] = Value::Null;
        let Row { draft, call } = one(row);
        assert_eq!((call, draft.official_url), (None, None), "{part}");
    }
}

#[test]
fn odd_rows_are_read_and_keep_their_labels() {
    let with = |field: &str, value: Value| {
        let mut row = full_row();
        row[field] = value;
        one(row).draft
    };
    assert_eq!(
        with("noticeId", json!(1_234_567_890_123_456_789_u64)).key,
        "1234567890123456789"
    );
    assert_eq!(
        with("edition", json!("v1")).key,
        "3fd848f3-3ef4-4240-9417-bded006b182d-3C14@v1"
    );
    assert_eq!(
        with("publishDate", json!(20_260_501)).published.to_string(),
        "2026-05-01"
    );
    let corrected = with("noticeNature", json!("更正公告"));
    assert_eq!(corrected.stage, Some(Stage::Amendment));
    assert_eq!(corrected.stage_label, "招标公告、资格预审公告（更正公告）");
    let unknown = {
        let mut row = full_row();
        row["tradingProcess"] = json!("3C99");
        row["datasetName"] = json!("神秘公示");
        one(row).draft
    };
    assert_eq!(
        (unknown.stage, unknown.stage_label.as_str()),
        (None, "神秘公示")
    );
    let other = {
        let mut row = full_row();
        row["noticeSecondType"] = json!("L");
        row["projectTypeName"] = json!("");
        row["noticeSecondTypeDesc"] = json!("用能权");
        one(row).draft
    };
    assert_eq!(
        (other.domain, other.category.as_str()),
        (Domain::Other, "用能权")
    );
}

#[test]
fn unreadable_rows_are_rejected_by_name() {
    let mut no_title = full_row();
    no_title["noticeTitle"] = json!("<em></em>");
    let mut no_date = full_row();
    no_date["publishDate"] = json!("昨天");
    let page = page(&[no_title, no_date, json!("x"), full_row()]);
    assert_eq!(page.rows.len(), 1);
    let reasons: Vec<_> = page.rejected.iter().map(|r| r.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "noticeTitle is missing or empty",
            "publishDate is no date: 昨天",
            "the row is not an object"
        ]
    );
    assert_eq!(
        page.rejected[1].key.as_deref(),
        Some("3fd848f3-3ef4-4240-9417-bded006b182d-3C14")
    );
    assert!(
        page.rejected
            .iter()
            .all(|r| r.excerpt.chars().count() <= 200)
    );
}

#[test]
fn an_empty_list_is_no_refusal() {
    for data in [
        r#"{"total":0,"pageData":null}"#,
        r#"{"total":"0","pageData":[]}"#,
    ] {
        let answer = format!(r#"{{"errcode":"0","data":{data}}}"#);
        assert_eq!(
            decode_list(200, answer.as_bytes()),
            Ok(Page {
                total: Some(0),
                ..Page::default()
            })
        );
    }
}

#[test]
fn refusals_are_told_apart() {
    let too_often = r#"{"errcode":429,"errmsg":"访问频率过高，请60秒后重试"}"#;
    let list = |status, body: &str| decode_list(status, body.as_bytes()).unwrap_err();
    assert_eq!(list(429, too_often), Refusal::TooFrequent(Some(60)));
    assert_eq!(list(200, too_often), Refusal::TooFrequent(Some(60)));
    assert_eq!(list(429, "<html>"), Refusal::TooFrequent(None));
    assert!(
        matches!(list(200, r#"{"errcode":90104,"errmsg":"x"}"#), Refusal::Refused(w) if w.contains("anti-crawler"))
    );
    assert!(
        matches!(list(200, r#"{"errcode":500,"errmsg":"系统错误"}"#), Refusal::Refused(w) if w.contains("系统错误"))
    );
    assert!(matches!(list(403, "Forbidden"), Refusal::Refused(w) if w.contains("403")));
    assert_eq!(list(403, "<p>请输入验证码</p>"), Refusal::Captcha);
    assert_eq!(
        list(200, r#"{"errcode":1,"errmsg":"needCaptcha"}"#),
        Refusal::Captcha
    );
    assert_eq!(list(200, "<html>验证码</html>"), Refusal::Captcha);
    for (status, body) in [
        (200, ""),
        (200, "<html>维护</html>"),
        (200, r#"{"errcode":0,"da"#),
        (200, r#"{"errcode":0,"data":null}"#),
        (200, r#"{"errcode":0,"data":{}}"#),
        (502, "Bad Gateway"),
        (200, "[]"),
    ] {
        assert!(
            matches!(list(status, body), Refusal::UnexpectedShape(_)),
            "{status} {body}"
        );
    }
}

#[test]
fn node_ids_keep_every_digit() {
    for (body, id) in [
        ("1938475610293847561", "1938475610293847561"),
        (
            " 193847561029384756101938475610\n",
            "193847561029384756101938475610",
        ),
        (
            r#"{"errcode":0,"data":193847561029384756101938475610}"#,
            "193847561029384756101938475610",
        ),
        (
            r#"{"errcode":0,"data":"1938475610293847561"}"#,
            "1938475610293847561",
        ),
        (r#""1938475610293847561""#, "1938475610293847561"),
    ] {
        assert_eq!(
            decode_node(200, body.as_bytes()).as_deref(),
            Ok(id),
            "{body}"
        );
    }
    for body in ["null", r#"{"errcode":0,"data":null}"#, "1.5", r#""a b""#] {
        assert!(
            matches!(
                decode_node(200, body.as_bytes()),
                Err(Refusal::UnexpectedShape(_))
            ),
            "{body}"
        );
    }
    assert!(matches!(
        decode_node(200, br#"{"errcode":90104,"data":5}"#),
        Err(Refusal::Refused(_))
    ));
}

#[test]
fn a_timeline_maps_by_code_and_label() {
    let body = r#"[{"nodeId":1938475610293847561,"nodeName":"招标公告/关联公告","dsList":[{"3C14@招标公告、资格预审公告":["a","b"]},{"3C99@神秘":[7]}]},{"nodeName":"合同","dsList":null}]"#;
    let nodes = decode_timeline(200, body.as_bytes()).unwrap();
    assert_eq!(
        (nodes.len(), nodes[0].id.as_str()),
        (2, "1938475610293847561")
    );
    let listed = &nodes[0].listed;
    assert_eq!(
        (listed[0].stage, listed[0].notices.len()),
        (Some(Stage::Tender), 2)
    );
    assert_eq!(
        (
            listed[1].stage,
            listed[1].label.as_str(),
            listed[1].notices[0].as_str()
        ),
        (None, "神秘", "7")
    );
    assert!(decode_timeline(200, b"{}").is_err());
}

#[test]
fn the_question_is_as_the_platform_wants_it() {
    let from = chrono::NaiveDate::from_ymd_opt(2026, 7, 1);
    let body = list_body(&ListQuery {
        site: "441500".into(),
        domain: Some(Domain::Mining),
        from,
        page: 2,
        size: 50,
        ..ListQuery::default()
    });
    assert_eq!(body["secondType"], "B");
    assert_eq!(body["publishStartTime"], "20260701000000");
    assert_eq!(
        (&body["publishEndTime"], &body["thirdType"]),
        (&json!(""), &json!("[]"))
    );
}

proptest! {
    #[test]
    fn no_row_is_lost_whatever_a_field_holds(
        field in prop::sample::select(vec!["noticeId", "noticeTitle", "publishDate", "siteCode", "edition", "datasetName", "projectCode"]),
        value in values(),
    ) {
        let mut row = full_row();
        row[field] = value;
        let page = page(&[row]);
        prop_assert_eq!(page.rows.len() + page.rejected.len(), 1);
    }

    #[test]
    fn any_bytes_are_an_answer_or_a_refusal(status in prop::sample::select(vec![200u16, 204, 403, 429, 500]), body in any::<Vec<u8>>()) {
        let _ = decode_list(status, &body).map_err(|refusal| refusal.to_string());
        let _ = decode_node(status, &body);
        let _ = decode_timeline(status, &body);
    }
}
