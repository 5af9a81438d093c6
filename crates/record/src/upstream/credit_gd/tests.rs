//! Made-up rows in the list's real shape.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

use super::*;
use crate::debarment::CreditCode;
use proptest::prelude::*;
use serde_json::json;

fn decode(rows: Value) -> ListPage {
    let answer = json!({ "code": 0, "data": { "rows": rows, "page": 1, "totalPage": "1" } });
    decode_list(200, answer.to_string().as_bytes(), "").unwrap()
}

fn row(id: &str, name: &str, code: &str) -> Value {
    json!({
        "ID": id, "CF_XDR_MC": name, "CF_WSH": "粤示罚〔2026〕1号", "CF_SY": "未按约定施工",
        "CF_CFJG": "示例市住房和城乡建设局", "CF_JDRQ": "2026-05-01", "CF_NR": "罚款叁万元",
        "CF_XDR_SHXYM": code, "CF_JZRQ": "2027-05-01", "CF_FR": "李四",
    })
}

#[test]
fn rows_are_read_persons_counted_and_odd_ones_rejected() {
    let code = CreditCode::complete("91441500MA0000001").unwrap();
    let mut revoked = row("CF-3", "示例公司", "");
    revoked["CF_ZT"] = json!("撤销");
    let mut undated = row("CF-4", "张三", "");
    undated["CF_JDRQ"] = json!("Invalid Date");
    let page = decode(json!([
        row("CF-1", "示例建设<b>有限公司</b>", code.as_str()),
        row("CF-2", "张三", "440106199001011237"),
        revoked,
        undated,
        7
    ]));
    let Listed::Entry(entry) = &page.rows[0] else {
        panic!("{page:?}")
    };
    assert_eq!(
        (entry.name.as_str(), entry.code.clone()),
        ("示例建设有限公司", Some(code))
    );
    assert_eq!(entry.until.unwrap().to_string(), "2027-05-01");
    assert_eq!(
        entry.url.as_deref(),
        Some("https://credit.gd.gov.cn/page/creditPublic/xzcfdet.html?id=CF-1")
    );
    assert_eq!(page.rows[1], Listed::Person);
    assert_eq!(
        page.rows[2],
        Listed::Withdrawn {
            key: "CF-3".into(),
            on: None
        }
    );
    assert_eq!(
        (page.len(), page.rejected.len(), page.pages),
        (5, 2, Some(1))
    );
    assert!(page.rejected[0].reason.contains("CF_JDRQ"));
    // Neither the representative nor a person is anywhere in what is kept.
    let kept = format!("{page:?}");
    assert!(!kept.contains("李四") && !kept.contains("张三") && !kept.contains("4401061990"));
}

#[test]
fn answers_that_are_no_list_are_told_apart() {
    for (status, body, want) in [
        (
            200,
            r#"{"code":500,"message":"访问频率过高，请60秒后重试"}"#,
            Refusal::TooFrequent(Some(60)),
        ),
        (200, r#"{"code":1,"msg":"请输入验证码"}"#, Refusal::Captcha),
        (
            200,
            r#"{"code":1,"msg":"未授权"}"#,
            Refusal::Refused("code 1: 未授权".into()),
        ),
        (302, "", Refusal::Refused("HTTP 302".into())),
    ] {
        assert_eq!(decode_list(status, body.as_bytes(), ""), Err(want));
    }
    for body in [
        r#"{"code":0}"#,
        r#"{"code":0,"data":{"totalPage":1}}"#,
        r#"{"code":0,"data":{"rows":[]}}"#,
        r#"{"code":0,"data":{"rows":[{"ID":"#,
        "<html>登录</html>",
        "",
    ] {
        let met = decode_list(200, body.as_bytes(), "");
        assert!(
            matches!(met, Err(Refusal::UnexpectedShape(_))),
            "{body}: {met:?}"
        );
    }
}

#[test]
fn a_row_of_the_fields_that_are_documented_and_no_more_is_read() {
    let row = json!({
        "ID": "CF-1", "CF_XDR_MC": "汕尾市示例建设有限公司", "CF_WSH": "粤示罚〔2026〕1号",
        "CF_SY": "示例", "CF_CFJG": "汕尾市示例局", "CF_JDRQ": "2026-05-01", "CF_NR": "罚款",
    });
    let page = decode(json!([row]));
    let Listed::Entry(entry) = &page.rows[0] else {
        panic!("{page:?}")
    };
    // Found by its name alone then, and shown no longer than the law allows at most.
    assert_eq!((&entry.code, entry.until), (&None, None));
    assert_eq!(entry.ends().unwrap().to_string(), "2029-05-01");
}

#[test]
fn a_whole_answer_is_read() {
    let answer = include_bytes!("../../../../../tests/data/listed/pages/credit-gd.json");
    let page = decode_list(200, answer, "").unwrap();
    assert_eq!(
        (page.pages, page.total, &page.rejected),
        (Some(1), None, &vec![])
    );
    let [
        Listed::Entry(bare),
        Listed::Person,
        Listed::Entry(_),
        Listed::Withdrawn { key, .. },
        Listed::Entry(full),
    ] = &page.rows[..]
    else {
        panic!("{page:?}")
    };
    assert_eq!((bare.code.is_some(), full.code.is_some()), (false, true));
    assert_eq!(
        (key.as_str(), &*bare.decision),
        ("CF-EXAMPLE-0004", "汕示建罚〔2026〕1号")
    );
    assert_eq!(bare.decided.unwrap().to_string(), "2026-02-02");
    assert_eq!(full.until.unwrap().to_string(), "2027-06-06");
    assert!(!format!("{page:?}").contains("示例法人"));
}

#[test]
fn only_what_is_repaired_or_annulled_is_withdrawn() {
    for (state, gone) in [
        ("", false),
        ("正常", false),
        ("0", false),
        ("已修复", true),
        ("信用修复完成", true),
        ("撤销", true),
        ("已终止公示", true),
        ("未修复", false),
        ("修复申请中", false),
        ("不予撤销", false),
        ("可修复", false),
        ("修复申请被驳回", false),
    ] {
        let mut row = row("CF-1", "示例建设有限公司", "");
        row["CF_ZT"] = json!(state);
        let page = decode(json!([row]));
        let is_gone = matches!(page.rows[0], Listed::Withdrawn { .. });
        assert_eq!(is_gone, gone, "{state}");
    }
}

#[test]
fn rows_of_other_authorities_are_counted_and_not_carried() {
    let mut other = row("CF-2", "示例建设有限公司", "");
    other["CF_CFJG"] = json!("广州市示例局");
    let answer = json!({ "code": 0, "data": {
        "rows": [row("CF-1", "示例建设有限公司", ""), other], "totalPage": 1, "total": 2,
    } });
    let page = decode_list(200, answer.to_string().as_bytes(), "示例市").unwrap();
    assert!(matches!(
        page.rows[..],
        [Listed::Entry(_), Listed::Elsewhere]
    ));
    assert_eq!(page.total, Some(2));
    let page = decode_list(200, answer.to_string().as_bytes(), "海丰, 广州").unwrap();
    assert!(matches!(
        page.rows[..],
        [Listed::Elsewhere, Listed::Entry(_)]
    ));
    assert!(list_form(1, "海丰,广州").ends_with("jsonArgs="));
}

#[test]
fn the_form_asks_for_a_page_and_perhaps_an_authority() {
    assert!(list_form(3, "").contains("tableName=v_ztk_03_sgs_xzcf&page=3&rows=50&"));
    assert!(
        list_form(1, "汕尾")
            .ends_with("jsonArgs=%7B%22cf_cfjg%22%3A%22like%3B%E6%B1%95%E5%B0%BE%22%7D")
    );
}

proptest! {
    #[test]
    fn any_row_is_read_or_rejected(name in "\\PC{0,30}", code in "[0-9A-Z*]{0,20}", day in "[0-9-]{0,10}") {
        let mut row = row("CF-1", &name, &code);
        row["CF_JDRQ"] = json!(day);
        prop_assert_eq!(decode(json!([row])).len(), 1);
    }
}
