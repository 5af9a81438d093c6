//! The national platform's answer: its list, of 20 rows a page, counted to 1000 at most.

use super::Kind;
use super::rows::{Row, text, value};
use serde_json::{Value, json};

const SIZE: usize = 20;
const COUNTED: usize = 1000;

pub(super) fn list(rows: &[Row], asked: &[(String, String)], kinds: &[Kind]) -> Value {
    let of = |name| value(asked, name);
    let page = of("PAGENUMBER").parse::<usize>().unwrap_or(1).max(1);
    let (from, to) = (of("TIMEBEGIN"), of("TIMEEND"));
    let province = of("DEAL_PROVINCE");
    let matching = rows.iter().filter(|row| {
        let day = text(row, "publishTime").get(..10).unwrap_or_default();
        text(row, "title").contains(of("FINDTXT"))
            && (from.is_empty() || day >= from)
            && (to.is_empty() || day <= to)
            && (matches!(province, "" | "0") || text(row, "province") == province)
            && !kinds.contains(&Kind::Empty)
    });
    let matching: Vec<&Row> = matching.take(COUNTED).collect();
    let pages = matching.len().div_ceil(SIZE);
    let total = match kinds.contains(&Kind::TotalString) {
        true => json!(matching.len().to_string()),
        false => json!(matching.len()),
    };
    let shown = matching.into_iter().skip((page - 1) * SIZE).take(SIZE);
    json!({
        "code": 200, "message": "success",
        "data": {
            "records": shown.collect::<Vec<_>>(), "total": total, "size": SIZE,
            "current": page, "pages": pages,
        },
    })
}
