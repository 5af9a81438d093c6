//! 中国政府采购网 严重违法失信行为记录名单: a table of ten columns, and a page an entry that adds
//! until when it is published.
//!
//! The publisher takes the cells out of the HTML, by the selectors here; what they mean is here.

use super::listed::{self, Listed};
use super::{Refusal, Rejected, answer, read, text};
use crate::debarment::{Debarment, DebarmentKind};
use chrono::NaiveDate;

/// The list: POST, a form.
pub const LIST_PATH: &str = "/cr/list";
/// The page of an entry: GET with `id`.
pub const DETAIL_PATH: &str = "/cr/list/detail";
/// Rows of a full page.
pub const PAGE_SIZE: usize = 100;
/// The rows of the list; one of them may hold the headings.
pub const ROWS: &str = "#tableInfo tr.trShow";
/// The number of pages, where the page tells it there; else it is read until there are no rows.
pub const PAGES: &str = "#totalPag";
/// What an entry's page says, label by label, in whatever table.
pub const DETAIL_ROWS: &str = "tr";

const SITE: &str = "https://www.ccgp.gov.cn";
/// What the page says where there is nothing.
const NOTHING: &str = "没有该企业的相关记录";
const COLUMNS: usize = 10;
/// Until when an entry is published, in the two ways in which its page writes it.
const END: [&str; 2] = ["公布截止日期", "公布截至日期"];

/// The form that asks for a page.
pub fn list_form(page: u64) -> String {
    read::query(&[
        ("orgName", ""),
        ("orgCode", ""),
        ("enforceUnit", ""),
        ("punishTime", ""),
        ("punishTimeMax", ""),
        ("gp", &page.to_string()),
    ])
}

/// The path and query of an entry's page.
pub fn detail_query(key: &str) -> String {
    format!("{DETAIL_PATH}?{}", read::query(&[("id", key)]))
}

/// The HTML of an answer, whole: a page that is cut off before its end would read like a shorter
/// list, and withdraw what it does not hold any more.
///
/// # Errors
/// If the site refused, or sent something else or only a part.
pub fn page(status: u16, body: &[u8]) -> Result<String, Refusal> {
    let html = String::from_utf8_lossy(body).into_owned();
    let said = text::start(&text::plain(&html), 120);
    let known = html.contains("tableInfo") || END.iter().any(|label| html.contains(label));
    match status {
        429 => return Err(Refusal::TooFrequent(answer::seconds(&said))),
        401 | 403 => return Err(Refusal::Refused(format!("HTTP {status}: {said}"))),
        200..=299 => {}
        // Another address is where one has to log in, or prove not to be a robot.
        300..=399 => return Err(Refusal::Refused(format!("HTTP {status}"))),
        _ => return Err(Refusal::UnexpectedShape(format!("HTTP {status}: {said}"))),
    }
    if !known && answer::wants_captcha(&html) {
        return Err(Refusal::Captcha);
    }
    if !known
        && ["频率过高", "访问过于频繁", "访问频繁"]
            .iter()
            .any(|w| html.contains(w))
    {
        return Err(Refusal::TooFrequent(answer::seconds(&said)));
    }
    if !known && !html.contains(NOTHING) {
        let odd = format!("a page without the list: {said}");
        return Err(Refusal::UnexpectedShape(odd));
    }
    if !html.trim_end().to_ascii_lowercase().ends_with("</html>") {
        return Err(Refusal::UnexpectedShape(
            "a page without its end".to_owned(),
        ));
    }
    Ok(html)
}

/// Whether a page says that there are no entries; an empty table without these words is odd.
pub fn says_nothing(html: &str) -> bool {
    html.contains(NOTHING)
}

/// A row of the list: the text of its cells, and the script or address of its link. `None` for
/// the row of headings, and for the one that says that there are none.
pub fn row(cells: &[String], link: &str) -> Option<Result<Listed, Rejected>> {
    let cells: Vec<String> = cells.iter().map(|cell| text::plain(cell)).collect();
    let first = cells.first().map_or("", String::as_str);
    if first == "序号" || (cells.len() == 1 && first.contains(NOTHING)) {
        return None;
    }
    Some(read(&cells, &id(link)))
}

fn read(cells: &[String], id: &str) -> Result<Listed, Rejected> {
    let reject = |reason: String| Rejected {
        key: Some(id).filter(|id| !id.is_empty()).map(str::to_owned),
        reason,
        // Not the row itself: it may be about a person.
        excerpt: text::start(
            &cells.concat().replace(|c: char| !c.is_ascii_digit(), ""),
            40,
        ),
    };
    if cells.len() < COLUMNS {
        return Err(reject(format!("{} columns, not {COLUMNS}", cells.len())));
    }
    let [
        _,
        name,
        code,
        _,
        reason,
        result,
        basis,
        punished,
        published,
        authority,
        ..,
    ] = cells
    else {
        return Err(reject("no row of the list".to_owned()));
    };
    if name.is_empty() {
        return Err(reject("企业名称 is empty".to_owned()));
    }
    let decided = listed::day(punished);
    let since = listed::day(published);
    if decided.is_none() && since.is_none() {
        return Err(reject(format!(
            "neither 处罚日期 nor 公布日期 is a day: {punished}, {published}"
        )));
    }
    let has_page = !id.is_empty();
    let entry = Debarment {
        key: listed::key(id, &[name, code, punished, reason, authority]),
        name: name.clone(),
        code: None,
        code_as_sent: String::new(),
        kind: DebarmentKind::SeriousViolation,
        reason: reason.clone(),
        result: result.clone(),
        basis: basis.clone(),
        authority: authority.clone(),
        decision: String::new(),
        decided,
        published: since,
        until: None,
        withdrawn: None,
        scope: "政府采购".to_owned(),
        url: has_page.then(|| format!("{SITE}{}", detail_query(id))),
    };
    Ok(listed::entry(entry, code))
}

/// The id in `detail('2c83…');` or `/cr/list/detail?id=2c83…`.
fn id(link: &str) -> String {
    let after = ["detail('", "detail(\"", "id="];
    let found = after
        .iter()
        .find_map(|start| Some(link.split_once(start)?.1));
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    found
        .unwrap_or_default()
        .chars()
        .take_while(plain)
        .collect()
}

/// 公布截止日期 among the labels and values of an entry's page, which writes it in two ways.
///
/// # Errors
/// If it is not there, or no day.
pub fn until<'a>(
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<NaiveDate, Refusal> {
    let wanted = |label: &str| {
        let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
        END.iter().any(|l| label.starts_with(l))
    };
    let found = pairs.into_iter().find(|(label, _)| wanted(label));
    let (_, value) = found.ok_or_else(|| Refusal::UnexpectedShape("no 公布截止日期".to_owned()))?;
    let odd = || {
        Refusal::UnexpectedShape(format!(
            "公布截止日期 is no day: {}",
            text::start(value, 40)
        ))
    };
    listed::day(value).ok_or_else(odd)
}

#[cfg(test)]
mod tests;
