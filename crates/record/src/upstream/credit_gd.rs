//! 信用广东: its list of administrative penalties (行政处罚), in the field names of 双公示.
//!
//! `CF_FR`, the legal representative, is a person's name and is never read.

use super::listed::{self, ListPage, Listed};
use super::{Refusal, Rejected, answer, read, text};
use crate::debarment::{Debarment, DebarmentKind};
use crate::fold;
use serde_json::Value;

/// The list: POST, a form.
pub const LIST_PATH: &str = "/gdcreditwebApi2//company/web/booleanQueryListByPageSimple";
/// Rows of a page that are asked for.
pub const PAGE_SIZE: usize = 50;

const COMMAS: [char; 2] = [',', '，'];
const SITE: &str = "https://credit.gd.gov.cn";
const TABLE: &str = "v_ztk_03_sgs_xzcf";
/// Words by which a row says that it is not to be shown any more: annulled, or repaired, which
/// ends publication and sharing (《信用修复管理办法》, in force since 2026-04-01).
const REVOKED: [&str; 8] = [
    "撤销",
    "修复",
    "下架",
    "撤回",
    "失效",
    "无效",
    "终止公示",
    "停止公示",
];
/// Beside these words it is not so, or not yet: 未修复, 修复申请中, 不予撤销.
const NOT_YET: [char; 8] = ['未', '不', '待', '可', '中', '申', '驳', '拒'];

/// The form that asks for a page, newest decisions first; of the authorities whose name holds a
/// word, or of all (several words, parted by commas, are left to [`decode_list`]). How `jsonArgs` filters is inferred from the site's own scripts' way with
/// other fields, so [`decode_list`] filters by itself too.
pub fn list_form(page: u64, authority: &str) -> String {
    let args = match authority {
        words if words.is_empty() || words.contains(COMMAS) => String::new(),
        word => serde_json::json!({ "cf_cfjg": format!("like;{word}") }).to_string(),
    };
    read::query(&[
        ("tableName", TABLE),
        ("page", &page.to_string()),
        ("rows", &PAGE_SIZE.to_string()),
        ("orderArgs", "[{\"cf_jdrq_sort\":\"desc\"}]"),
        ("jsonArgs", &args),
    ])
}

/// One page of the list: of the authorities whose name holds one of the words, or of all. Rows of others
/// are counted and no more, since the server may not have understood the filter.
///
/// # Errors
/// If the site refused, or sent something else.
pub fn decode_list(status: u16, body: &[u8], authority: &str) -> Result<ListPage, Refusal> {
    if matches!(status, 300..=399) {
        return Err(Refusal::Refused(format!("HTTP {status}")));
    }
    let answer = answer::json(status, body)?;
    let odd = |what: &str| {
        let met = text::start(&answer.to_string(), 120);
        Refusal::UnexpectedShape(format!("{what}: {met}"))
    };
    match answer.get("code").map(read::scalar).as_deref() {
        Some("0" | "200") => {}
        None => return Err(odd("no code")),
        Some(code) => return Err(answer::refused(code, &answer::words(&answer))),
    }
    let data = answer.get("data").ok_or_else(|| odd("no data"))?;
    let rows = match data.get("rows") {
        Some(Value::Array(rows)) => rows.as_slice(),
        Some(Value::Null) => &[],
        _ => return Err(odd("no list of rows")),
    };
    let pages = read::count(data.get("totalPage"));
    if pages.is_none() {
        // Without it nobody can tell the whole list from a part.
        return Err(odd("no totalPage"));
    }
    let mut page = ListPage {
        pages,
        total: read::count(data.get("total")).or_else(|| read::count(data.get("totalCount"))),
        ..ListPage::default()
    };
    rows.iter()
        .for_each(|row| page.push(listed_row(row, authority)));
    Ok(page)
}

fn listed_row(value: &Value, wanted: &str) -> Result<Listed, Rejected> {
    let row = read::Row::new(value)?;
    let id = row.text("ID");
    // The row is not quoted where it is refused: it may be about a person.
    let bare = |mut rejected: Rejected| {
        rejected.excerpt = format!("ID {id}");
        rejected
    };
    let first = |names: &[&str]| {
        let said = names.iter().map(|name| row.text(name));
        said.into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    };
    let authority = first(&["CF_CFJG", "CF_XZJG"]);
    let folded = fold(&authority);
    if !wanted
        .split(COMMAS)
        .any(|word| folded.contains(&fold(word)))
    {
        return Ok(Listed::Elsewhere);
    }
    let name = row.need(Some(&id), "CF_XDR_MC").map_err(bare)?;
    let (decision, decided) = (row.text("CF_WSH"), row.text("CF_JDRQ"));
    let date = listed::day(&decided)
        .ok_or_else(|| bare(row.reject(Some(&id), format!("CF_JDRQ is no day: {decided}"))))?;
    let key = listed::key(&id, &[&name, &decision, &decided]);
    let state = row.text("CF_ZT");
    if REVOKED.iter().any(|word| state.contains(word)) && !state.contains(NOT_YET) {
        return Ok(Listed::Withdrawn { key, on: None });
    }
    let until = first(&["CF_GSJZQ", "CF_JZRQ"]);
    let code = row.text("CF_XDR_SHXYM");
    let entry = Debarment {
        name,
        code: None,
        code_as_sent: String::new(),
        kind: DebarmentKind::Penalty,
        reason: first(&["CF_SY", "CF_CFMC"]),
        result: first(&["CF_NR", "CF_JG"]),
        basis: row.text("CF_YJ"),
        authority,
        decision,
        decided: Some(date),
        published: None,
        until: listed::day(&until),
        withdrawn: None,
        scope: String::new(),
        url: (!id.is_empty()).then(|| {
            let query = read::query(&[("id", &id)]);
            format!("{SITE}/page/creditPublic/xzcfdet.html?{query}")
        }),
        key,
    };
    Ok(listed::entry(entry, &code))
}

#[cfg(test)]
mod tests;
