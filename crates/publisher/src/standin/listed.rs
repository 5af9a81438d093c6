//! The answers of the lists of debarments: 中国政府采购网's pages, 信用广东's JSON.

use super::Kind;
use super::rows::{Row, text, value};
use record::upstream::{ccgp_cr, credit_gd};
use serde_json::{Value, json};

/// The columns of the list between its number and its end.
const COLUMNS: [&str; 9] = [
    "企业名称",
    "统一社会信用代码（或组织机构代码）",
    "企业地址",
    "严重违法失信行为的具体情形",
    "处罚结果",
    "处罚依据",
    "处罚日期",
    "公布日期",
    "执法单位",
];
const UNTIL: &str = "公布截至日期";

pub(super) fn ccgp_list(rows: &[Row], asked: &[(String, String)], kinds: &[Kind]) -> String {
    let rows = shown(rows, kinds);
    if rows.is_empty() {
        return "<html><body><div>没有该企业的相关记录</div></body></html>".to_owned();
    }
    let page = value(asked, "gp").parse::<usize>().unwrap_or(1).max(1);
    let head: String = COLUMNS.map(|name| format!("<td>{name}</td>")).concat();
    let mut out = format!(
        "<html><body><span id=\"totalPag\">{}</span><table id=\"tableInfo\"><tbody>\
         <tr class=\"trShow\"><td>序号</td>{head}</tr>",
        rows.len().div_ceil(ccgp_cr::PAGE_SIZE)
    );
    let from = (page - 1) * ccgp_cr::PAGE_SIZE;
    let shown = on_a_page(ccgp_cr::PAGE_SIZE, kinds);
    for (nth, row) in rows.iter().enumerate().skip(from).take(shown) {
        out += &format!("<tr class=\"trShow\"><td>{}</td>", nth + 1);
        for (column, name) in COLUMNS.iter().enumerate() {
            let cell = escaped(text(row, name));
            out += &match column {
                0 => format!(
                    "<td><a onclick=\"detail('{}');\"><font>{cell}</font></a></td>",
                    escaped(text(row, "id"))
                ),
                // Long texts are shortened for show, with the whole in the title.
                3..=5 => {
                    let short: String = cell.chars().take(8).collect();
                    format!("<td><p title=\"{cell}\">{short}…</p></td>")
                }
                _ => format!("<td>{cell}</td>"),
            };
        }
        out += "</tr>";
    }
    out + "</tbody></table></body></html>"
}

pub(super) fn ccgp_detail(rows: &[Row], asked: &[(String, String)]) -> String {
    let id = value(asked, "id");
    let row = rows.iter().find(|row| text(row, "id") == id);
    let lines = row.map_or_else(String::new, |row| {
        let line = |name: &&str| {
            let cell = escaped(text(row, name));
            format!("<tr><td class=\"labelTd\">{name}</td><td class=\"inputTd\">{cell}</td></tr>")
        };
        COLUMNS.iter().chain([&UNTIL]).map(line).collect()
    });
    format!("<html><body><table>{lines}</table></body></html>")
}

pub(super) fn credit_list(rows: &[Row], asked: &[(String, String)], kinds: &[Kind]) -> Value {
    let page = value(asked, "page").parse::<usize>().unwrap_or(1).max(1);
    let size = value(asked, "rows")
        .parse()
        .unwrap_or(credit_gd::PAGE_SIZE)
        .max(1);
    let args: Value = serde_json::from_str(value(asked, "jsonArgs")).unwrap_or_default();
    let word = args
        .get("cf_cfjg")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let word = word.trim_start_matches("like;");
    let mut rows = shown(rows, kinds);
    let deaf = kinds.contains(&Kind::NoFilter);
    rows.retain(|row| deaf || text(row, "CF_CFJG").contains(word));
    let pages = rows.len().div_ceil(size);
    let rows: Vec<_> = rows
        .into_iter()
        .skip((page - 1) * size)
        .take(on_a_page(size, kinds))
        .collect();
    json!({ "code": 0, "data": { "rows": rows, "page": page, "totalPage": pages } })
}

/// How many rows of a page are shown.
fn on_a_page(size: usize, kinds: &[Kind]) -> usize {
    if kinds.contains(&Kind::Gap) {
        size / 2
    } else {
        size
    }
}

fn shown<'r>(rows: &'r [Row], kinds: &[Kind]) -> Vec<&'r Row> {
    let fewer = kinds.contains(&Kind::Fewer);
    let kept = |(nth, _): &(usize, &Row)| {
        !kinds.contains(&Kind::Empty) && (!fewer || nth.is_multiple_of(3))
    };
    rows.iter()
        .enumerate()
        .filter(kept)
        .map(|(_, row)| row)
        .collect()
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}
