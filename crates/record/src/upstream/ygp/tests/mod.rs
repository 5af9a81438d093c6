//! Rows under the platform's own names, for the tests beside this.

#![allow(clippy::unwrap_used, reason = "a test may end here")]

mod detail;
mod list;

use super::{Row, decode_list};
use crate::upstream::Page;
use proptest::prelude::*;
use serde_json::{Value, json};

pub(super) fn page(rows: &[Value]) -> Page<Row> {
    let answer = json!({"errcode": 0, "errmsg": "ok", "data": {"total": "5264", "pageData": rows}});
    decode_list(200, answer.to_string().as_bytes()).unwrap()
}

pub(super) fn full_row() -> Value {
    json!({
        "noticeId": "3fd848f3-3ef4-4240-9417-bded006b182d-3C14",
        "noticeTitle": "海丰县<em>污水</em>管网&amp;泵站工程招标公告",
        "noticeSecondType": "A", "noticeSecondTypeDesc": "工程建设",
        "datasetName": "招标公告、资格预审公告", "tradingProcess": "3C14", "noticeNature": "正常公告",
        "projectType": "A02", "projectTypeName": "市政", "projectCode": "E4415212701503104001",
        "projectOwner": "海丰县水务局", "siteCode": "441521", "siteName": "海丰县",
        "regionCode": "441500", "regionName": "汕尾市", "publishDate": "20260501131830",
        "edition": "v3", "pubServicePlat": "汕尾市公共资源交易中心",
    })
}

pub(super) fn one(row: Value) -> Row {
    page(&[row]).rows.remove(0)
}

pub(super) fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        "[0-9:. -]{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("code|key|value|bidderName|fileName|rowGuid", inner, 0..4)
                .prop_map(|m| m.into_iter().collect()),
        ]
    })
}
