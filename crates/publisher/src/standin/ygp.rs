//! 粤公平's answers: list v2, node id, detail, timeline.

use super::Kind;
use super::rows::{Row, seconds, text, value};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

fn envelope(data: Value) -> Value {
    json!({ "errcode": 0, "errmsg": "ok", "data": data })
}

pub(super) fn list(rows: &[Row], asked: &Value, kinds: &[Kind]) -> Value {
    let field = |name: &str| asked.get(name).and_then(Value::as_str).unwrap_or_default();
    let number = |name: &str, or| asked.get(name).and_then(Value::as_u64).unwrap_or(or).max(1);
    let (page, size) = (number("pageNo", 1), number("pageSize", 10));
    if kinds.contains(&Kind::Empty) {
        return envelope(json!({
            "pageNo": page, "pageSize": size, "pageTotal": 0, "total": "0", "pageData": null,
        }));
    }
    let (keyword, site, second) = (field("keyword"), field("siteCode"), field("secondType"));
    let (from, to) = (field("publishStartTime"), field("publishEndTime"));
    let steps = field("tradingProcess");
    let rows = moody(rows, kinds);
    let matching = rows.iter().filter(|row| {
        let published = seconds(text(row, "publishDate"));
        text(row, "noticeTitle").contains(keyword)
            && of_site(row, site, second)
            && (second.is_empty() || text(row, "noticeSecondType") == second)
            && (steps.is_empty() || steps.split(',').any(|s| s == text(row, "tradingProcess")))
            && (from.is_empty() || published.as_str() >= from)
            && (to.is_empty() || published.as_str() <= to)
    });
    let matching: Vec<&Row> = matching.collect();
    let total = matching.len() as u64;
    let skip = usize::try_from((page - 1) * size).unwrap_or(usize::MAX);
    let take = usize::try_from(size).unwrap_or(usize::MAX);
    let shown = matching.into_iter().skip(skip).take(take);
    let data: Vec<Value> = shown.map(|row| public(row.clone(), keyword)).collect();
    let counted = match kinds.contains(&Kind::TotalString) {
        true => json!(total.to_string()),
        false => json!(total),
    };
    envelope(json!({
        "pageNo": page, "pageSize": size, "pageTotal": total.div_ceil(size), "total": counted,
        "pageData": data,
    }))
}

/// The whole province is `44`, which holds no 工程建设 when asked for it; 省级 is `440000`.
fn of_site(row: &Row, site: &str, second: &str) -> bool {
    match site {
        "" => true,
        "44" => second != "A",
        "440000" => text(row, "regionName") == "省级" && text(row, "noticeSecondType") != "A",
        site => text(row, "regionCode") == site || text(row, "siteCode") == site,
    }
}

/// A row without the notes of whoever recorded it, with the keyword marked.
fn public(mut row: Row, keyword: &str) -> Value {
    row.retain(|name, _| !name.starts_with('_') && name != "budgetYuan" && name != "ccgpNo");
    if !keyword.is_empty() {
        let title = text(&row, "noticeTitle").replace(keyword, &format!("<em>{keyword}</em>"));
        row.insert("noticeTitle".to_owned(), title.into());
    }
    Value::Object(row)
}

/// The rows as the moods change them.
fn moody<'a>(rows: &'a [Row], kinds: &[Kind]) -> Cow<'a, [Row]> {
    if !kinds
        .iter()
        .any(|kind| matches!(kind, Kind::Corrected | Kind::Duplicates))
    {
        return Cow::Borrowed(rows);
    }
    let mut rows = rows.to_vec();
    if kinds.contains(&Kind::Corrected)
        && let Some(row) = rows.first_mut()
    {
        let title = format!("{}（更正）", text(row, "noticeTitle"));
        let owner = format!("{}（更正）", text(row, "projectOwner"));
        row.insert("noticeTitle".to_owned(), title.into());
        row.insert("projectOwner".to_owned(), owner.into());
        row.insert("noticeNature".to_owned(), "更正公告".into());
    }
    if kinds.contains(&Kind::Duplicates) {
        let twice = |row: Row| {
            // A row whose id was not recorded can have no second one.
            let id = Some(text(&row, "noticeId")).filter(|id| !id.is_empty());
            let twin = id.map(|id| {
                let mut twin = row.clone();
                twin.insert("noticeId".to_owned(), format!("0{id}").into());
                twin
            });
            [Some(row), twin].into_iter().flatten()
        };
        rows = rows.into_iter().flat_map(twice).collect();
    }
    Cow::Owned(rows)
}

/// The node of a stage in a city's kind of project. Deterministic, and above 2^53 in that mood.
fn node_id(city: &str, kind: &str, step: &str, kinds: &[Kind]) -> u64 {
    let mut hasher = DefaultHasher::new();
    (city, kind, step).hash(&mut hasher);
    let small = hasher.finish() % 1_000_000_000;
    match kinds.contains(&Kind::BigIds) {
        true => 1_900_000_000_000_000_000 + small,
        false => small,
    }
}

pub(super) fn node(asked: &[(String, String)], kinds: &[Kind]) -> Value {
    let of = |name| value(asked, name);
    let id = node_id(of("siteCode"), of("tradingType"), of("bizCode"), kinds);
    match kinds.contains(&Kind::BigIds) {
        true => json!(id),
        false => envelope(json!(id.to_string())),
    }
}

/// A detail made of what the row holds. An unknown notice is answered with nothing, status 200.
pub(super) fn detail(rows: &[Row], asked: &[(String, String)], kinds: &[Kind]) -> Value {
    let of = |name| value(asked, name);
    let node = node_id(of("siteCode"), of("tradingType"), of("bizCode"), kinds).to_string();
    let rows = moody(rows, kinds);
    let found = rows.iter().find(|row| {
        text(row, "noticeId") == of("noticeId")
            && text(row, "projectCode") == of("projectCode")
            && text(row, "edition") == of("version")
    });
    let Some(row) = found.filter(|_| of("nodeId") == node) else {
        return envelope(json!({ "title": "", "tradingNoticeColumnModelList": [] }));
    };
    let columns = json!([
        { "name": "主要信息", "viewStyle": "keyTable", "multiKeyValueTableList": [key_table(row)],
          "richtext": "", "tradingNoticeTableColumnModel": { "dataList": [] },
          "noticeFileBOList": [] },
        { "name": "公告内容", "viewStyle": "richText", "multiKeyValueTableList": [],
          "richtext": richtext(row), "tradingNoticeTableColumnModel": null,
          "noticeFileBOList": [] },
    ]);
    envelope(json!({
        "title": text(row, "noticeTitle"), "publishDate": spaced(text(row, "publishDate")),
        "tradingNoticeColumnModelList": columns,
    }))
}

fn key_table(row: &Row) -> Vec<Value> {
    let owner = match text(row, "noticeSecondType") {
        "D" => ("PURCHASER_NAME", "采购人名称"),
        _ => ("TENDERER_NAME", "招标人名称"),
    };
    let shown = [
        ("TENDER_PROJECT_NAME", "项目名称", text(row, "noticeTitle")),
        ("TENDER_PROJECT_CODE", "项目编号", text(row, "projectCode")),
        (owner.0, owner.1, text(row, "projectOwner")),
        ("NOTICE_NATURE", "公告性质", text(row, "noticeNature")),
        (
            "TENDER_PROJECT_CLASSIFY_NAME",
            "项目类型",
            text(row, "projectTypeName"),
        ),
    ];
    let held = shown.into_iter().filter(|(.., value)| !value.is_empty());
    held.map(|(code, key, value)| {
        json!({ "code": code, "key": key, "aliasName": key, "value": value, "isShow": 1 })
    })
    .collect()
}

/// A text of the row's own facts, which says that it is not the original.
fn richtext(row: &Row) -> String {
    let escape = |name| text(row, name).replace('&', "&amp;").replace('<', "&lt;");
    let owner = match escape("projectOwner") {
        owner if owner.is_empty() => String::new(),
        owner => format!("项目单位：{owner}。"),
    };
    format!(
        "<p><strong>{}</strong></p><p>项目编号：{}。{owner}地区：{}。发布日期：{}。</p>\
         <p>本段由测试服务根据列表中的公开信息写成，不是公告原文；原文请见官方页面。</p>",
        escape("noticeTitle"),
        escape("projectCode"),
        escape("regionName"),
        spaced(text(row, "publishDate")),
    )
}

/// A detail writes its date with signs, unlike the list.
fn spaced(date: &str) -> String {
    let part = |from, to| date.get(from..to).unwrap_or_default();
    let day = format!("{}-{}-{}", part(0, 4), part(4, 6), part(6, 8));
    match date.len() {
        14 => format!("{day} {}:{}:{}", part(8, 10), part(10, 12), part(12, 14)),
        _ => day,
    }
}

/// Every stage of a project that the rows hold.
pub(super) fn timeline(rows: &[Row], asked: &[(String, String)], kinds: &[Kind]) -> Value {
    let of = |name| value(asked, name);
    let (project, kind) = (of("projectCode"), of("tradingType"));
    let rows = moody(rows, kinds);
    let rows = rows
        .iter()
        .rev()
        .filter(|row| text(row, "projectCode") == project && text(row, "noticeSecondType") == kind);
    let mut steps: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for row in rows {
        let (step, label) = (text(row, "tradingProcess"), text(row, "datasetName"));
        match steps.iter_mut().find(|(s, ..)| *s == step) {
            Some((.., ids)) => ids.push(text(row, "noticeId")),
            None => steps.push((step, label, vec![text(row, "noticeId")])),
        }
    }
    let nodes = steps.into_iter().map(|(step, label, ids)| {
        let named = format!("{step}@{label}");
        json!({
            "nodeId": node_id(of("siteCode"), kind, step, kinds).to_string(), "nodeName": label,
            "selectedBizCode": step, "dataCount": ids.len(), "noticeId": ids[0],
            "dsList": [{ named: ids }],
        })
    });
    envelope(nodes.collect())
}
