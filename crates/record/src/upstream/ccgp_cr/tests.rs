//! Made-up rows in the list's real shape.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

use super::*;
use crate::debarment::CreditCode;
use proptest::prelude::*;

fn cells(name: &str, code: &str, punished: &str) -> Vec<String> {
    [
        "1",
        name,
        code,
        "示例路1号",
        "提供虚假材料谋取中标",
        "罚款，禁止参加政府采购活动一年",
        "《政府采购法》第七十七条",
        punished,
        "20260701",
        "示例市财政局",
    ]
    .map(str::to_owned)
    .into()
}

const LINK: &str = "detail('2c83example01');";

#[test]
fn a_row_is_read() {
    let code = CreditCode::complete("91441500MA0000001").unwrap();
    let read = row(
        &cells("<font>示例建设有限公司</font>", code.as_str(), "20260620"),
        LINK,
    );
    let Some(Ok(Listed::Entry(entry))) = read else {
        panic!("{read:?}")
    };
    assert_eq!(
        (entry.key.as_str(), entry.name.as_str()),
        ("2c83example01", "示例建设有限公司")
    );
    assert_eq!(entry.code, Some(code));
    assert_eq!(entry.decided.unwrap().to_string(), "2026-06-20");
    assert_eq!(entry.published.unwrap().to_string(), "2026-07-01");
    assert_eq!(
        (entry.authority.as_str(), entry.scope.as_str()),
        ("示例市财政局", "政府采购")
    );
    let url = "https://www.ccgp.gov.cn/cr/list/detail?id=2c83example01";
    assert_eq!(entry.url.as_deref(), Some(url));
}

#[test]
fn headings_persons_and_odd_rows_are_told_apart() {
    let head: Vec<String> = ["序号", "企业名称"].map(str::to_owned).into();
    assert_eq!(row(&head, ""), None);
    assert_eq!(
        row(&cells("张三", "", "20260620"), LINK),
        Some(Ok(Listed::Person))
    );
    let short = row(&cells("示例公司", "", "20260620")[..6], LINK)
        .unwrap()
        .unwrap_err();
    assert_eq!(
        (short.key.as_deref(), short.reason.as_str()),
        (Some("2c83example01"), "6 columns, not 10")
    );
    let mut none = cells("示例公司", "", "-");
    none[8].clear();
    assert!(
        row(&none, "")
            .unwrap()
            .unwrap_err()
            .reason
            .contains("处罚日期")
    );
    let Some(Ok(Listed::Entry(entry))) = row(&cells("示例公司", "X", "20260620"), "") else {
        panic!()
    };
    assert!(entry.key.starts_with("content-") && entry.url.is_none());
}

#[test]
fn answers_that_are_no_list_are_told_apart() {
    let list = "<html><table id=\"tableInfo\"></table></html>\n";
    assert!(page(200, list.as_bytes()).is_ok());
    assert!(says_nothing(
        &page(200, "<html>没有该企业的相关记录</html>".as_bytes()).unwrap()
    ));
    let cut = &list[..list.len() - 10];
    for (status, body, want) in [
        (200, cut, "without its end"),
        (200, "<html>系统维护中</html>", "without the list"),
        (200, "", "without the list"),
        (500, list, "HTTP 500"),
        (
            200,
            "<html><form action=\"/login\">登录</form></html>",
            "without the list",
        ),
    ] {
        let refused = page(status, body.as_bytes()).unwrap_err();
        assert!(
            matches!(&refused, Refusal::UnexpectedShape(met) if met.contains(want)),
            "{refused:?}"
        );
    }
    assert_eq!(
        page(200, "<html>请输入验证码</html>".as_bytes()),
        Err(Refusal::Captcha)
    );
    let often = "<html>访问频率过高，请60秒后重试</html>";
    for status in [200, 429] {
        assert_eq!(
            page(status, often.as_bytes()),
            Err(Refusal::TooFrequent(Some(60)))
        );
    }
    assert!(matches!(page(403, b""), Err(Refusal::Refused(_))));
    assert!(matches!(page(302, b""), Err(Refusal::Refused(_))));
}

#[test]
fn the_end_is_found_in_both_writings() {
    for label in ["公布截止日期", "公布截至日期：", " 公布 截止日期"] {
        let pairs = [("处罚日期", "20260620"), (label, "20290701")];
        assert_eq!(until(pairs).unwrap().to_string(), "2029-07-01");
    }
    assert!(until([("处罚日期", "20260620")]).is_err());
    assert!(until([("公布截止日期", "长期")]).is_err());
}

proptest! {
    #[test]
    fn any_row_is_read_or_rejected(cells in proptest::collection::vec("\\PC{0,20}", 0..12), link in "\\PC*") {
        if let Some(Err(rejected)) = row(&cells, &link) {
            prop_assert!(!rejected.reason.is_empty());
        }
    }
}
