//! The detail.

use super::super::{Refusal, decode_detail};
use super::{full_row, one, values};
use crate::upstream::{Draft, Rejected};
use crate::{MoneyKind, Price};
use proptest::prelude::*;
use serde_json::{Value, json};

fn detail(columns: &Value) -> (Draft, Vec<Rejected>) {
    let mut draft = one(full_row()).draft;
    let answer = json!({"errcode": 0, "data": {"title": "t", "publishDate": " 2026-05-01 13:18:30 ", "tradingNoticeColumnModelList": columns}});
    let rejected =
        decode_detail(200, answer.to_string().as_bytes(), &mut draft, "http://up/").unwrap();
    (draft, rejected)
}

#[test]
fn a_detail_fills_its_draft() {
    let (draft, rejected) = detail(&json!([{
        "name": "主要信息", "viewStyle": "keyTable", "richtext": "<p>正文</p>",
        "multiKeyValueTableList": [[
            {"code": "AGENCY_NAME", "key": "代理机构", "value": "某代理公司"},
            {"code": "MAX_BID_LIMIT_PRICE", "key": "最高限价（万元）", "value": "187.2"},
            {"code": "SUBMIT_DEADLINE", "key": "投标截止时间", "value": "2026-05-21 09:30"},
            {"code": "BID_OPEN_TIME", "key": "开标时间", "value": "2026-05-21 10:00"},
            {"code": "CONTRACT_TIME", "key": "签订时间", "value": "Invalid Date"},
            {"code": "TENDERER_CONTACT", "key": "联系人", "value": "张三"},
            {"code": "X", "key": "备注", "value": "李四 13800138000"},
            {"code": "Y", "key": "内部", "value": "不公开", "isShow": 0},
            {"code": "PUBLICITY_START_TIME", "key": "公示开始", "value": "待定"},
        ]],
        "noticeFileBOList": [{"fileName": "招标文件.pdf", "rowGuid": "g 1", "flowId": "f"}, {"fileName": "无"}],
    }]));
    let labels: Vec<_> = draft.fields.iter().map(|f| f.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "代理机构",
            "最高限价（万元）",
            "投标截止时间",
            "开标时间",
            "公示开始"
        ]
    );
    assert_eq!(draft.agency, "某代理公司");
    assert_eq!(
        draft.money.map(|m| (m.kind, m.price)),
        Some((MoneyKind::Ceiling, Price::Fen(187_200_000)))
    );
    assert_eq!(
        draft.deadline.unwrap().to_string(),
        "2026-05-21T09:30:00+08:00"
    );
    assert_eq!((draft.html.len(), draft.complete), (1, true));
    assert_eq!(
        draft.attachments[0].url,
        "http://up/ggzy-portal/base/sys-file/download/v3/g%201?f"
    );
    let reasons: Vec<_> = rejected.iter().map(|r| r.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "PUBLICITY_START_TIME is no date: 待定",
            "rowGuid is missing or empty"
        ]
    );
}

#[test]
fn winners_and_bidders_are_told_apart() {
    let column = |stage| {
        let mut row = full_row();
        row["tradingProcess"] = json!(stage);
        let mut draft = one(row).draft;
        let body = json!({"title": "t", "tradingNoticeColumnModelList": [{
            "name": "投标人", "multiKeyValueTableList": [[
                {"code": "WIN_BIDDER_NAME", "key": "中标人", "value": "甲公司"},
                {"code": "WIN_BID_PRICE", "key": "中标价", "value": "100"},
                {"code": "PRICE_UNIT", "key": "单位", "value": "1"}]],
            "tradingNoticeTableColumnModel": {"dataList": [{"bidderName": "乙公司"}, {"x": 1}]}}]});
        let rejected = decode_detail(200, body.to_string().as_bytes(), &mut draft, "").unwrap();
        (draft, rejected)
    };
    let (award, rejected) = column("3C52");
    let names: Vec<_> = award.candidates.iter().map(|c| c.name.as_str()).collect();
    assert_eq!((names, rejected.len()), (vec!["甲公司", "乙公司"], 1));
    assert_eq!(award.money.and_then(|m| m.fen()), Some(100_000_000));
    let (opening, _) = column("3C31");
    assert_eq!(opening.candidates.len(), 1);
    assert!(opening.fields.iter().any(|f| f.value == "乙公司"));
}

#[test]
fn amounts_are_never_guessed_or_summed() {
    let lots = |values: &[(&str, &str)]| {
        let tables: Vec<_> = values
            .iter()
            .map(|(label, value)| json!([{"code": "BUDGET_PRICE", "key": label, "value": value}]))
            .collect();
        detail(&json!([{"multiKeyValueTableList": tables}]))
            .0
            .money
            .map(|m| m.price)
    };
    assert_eq!(lots(&[("预算", "100")]), Some(Price::Text("100".into())));
    assert_eq!(lots(&[("预算", "100元")]), Some(Price::Fen(10_000)));
    assert_eq!(lots(&[("预算（元）", "0.00")]), None);
    assert_eq!(
        lots(&[("预算（元）", "100"), ("预算（元）", "250.5")]),
        Some(Price::Text("100.00元；250.50元".into()))
    );
}

#[test]
fn a_detail_without_content_is_unexpected() {
    for body in [
        "",
        "{}",
        "null",
        r#"{"errcode":0,"data":null}"#,
        r#"{"errcode":0,"data":{"title":"t","tradingNoticeColumnModelList":[]}}"#,
    ] {
        let mut draft = one(full_row()).draft;
        let before = draft.clone();
        let refusal = decode_detail(200, body.as_bytes(), &mut draft, "");
        assert!(
            matches!(refusal, Err(Refusal::UnexpectedShape(_))),
            "{body}"
        );
        assert_eq!(draft, before);
    }
}

proptest! {
    #[test]
    fn any_detail_is_read_without_panic(tables in values(), files in values(), bidders in values()) {
        let (draft, _) = detail(&json!([{"multiKeyValueTableList": tables, "noticeFileBOList": files, "tradingNoticeTableColumnModel": {"dataList": bidders}}, tables]));
        prop_assert!(draft.complete);
    }
}
