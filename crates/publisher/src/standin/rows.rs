//! The recorded rows, brought into the shape in which the upstreams send them.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde_json::{Map, Value};
use std::path::Path;

/// A row as an upstream sends it.
pub(super) type Row = Map<String, Value>;

/// The recorded rows of both upstreams, newest first.
#[derive(Default)]
pub struct Rows {
    pub(super) ygp: Vec<Row>,
    pub(super) ggzy: Vec<Row>,
    /// The lists of debarments, in the order in which they are shown.
    pub(super) ccgp_cr: Vec<Row>,
    pub(super) credit_gd: Vec<Row>,
}

impl Rows {
    /// Reads the rows of a folder.
    ///
    /// # Errors
    /// If a file is missing or no JSON Lines; as a sentence.
    pub fn load(folder: &Path) -> Result<Self, String> {
        let ygp = read(&folder.join("notices-guangdong-ygp.jsonl"))?;
        let ggzy = read(&folder.join("notices-national-ggzy.jsonl"))?;
        Ok(Self::new(ygp, ggzy))
    }

    /// Adds the lists of debarments of a folder.
    ///
    /// # Errors
    /// If a file is missing or no JSON Lines; as a sentence.
    pub fn with_lists(mut self, folder: &Path) -> Result<Self, String> {
        self.ccgp_cr = read(&folder.join("ccgp-cr.jsonl"))?;
        self.credit_gd = read(&folder.join("credit-gd.jsonl"))?;
        Ok(self)
    }

    /// So many rows of 粤公平 made up by number, for tests that need more than were recorded; a
    /// higher number is published later, from July 2026 on.
    pub fn numbered(count: u32) -> Self {
        let published = |n: u32| {
            let first = NaiveDate::from_ymd_opt(2026, 7, 1).unwrap_or_default();
            first.and_time(NaiveTime::MIN) + TimeDelta::minutes(97 * i64::from(n))
        };
        let row = |n: u32| {
            let row = serde_json::json!({
                "noticeId": format!("{n:032x}-3822"), "noticeTitle": format!("示例项目第{n}号"),
                "noticeSecondType": "D", "noticeSecondTypeDesc": "政府采购",
                "datasetName": "采购公告", "tradingProcess": "3822",
                "projectCode": format!("441500-2026-{n:05}"), "projectOwner": "示例单位",
                "regionName": "汕尾市", "regionCode": "441500", "edition": "v3",
                "publishDate": published(n).format("%Y%m%d%H%M%S").to_string(),
            });
            match row {
                Value::Object(row) => row,
                _ => Row::new(),
            }
        };
        Self::new((1..=count).map(row).collect(), Vec::new())
    }

    fn new(ygp: Vec<Row>, ggzy: Vec<Row>) -> Self {
        let mut rows = Self {
            ygp: ygp.into_iter().map(ygp_row).collect(),
            ggzy: ggzy.into_iter().map(ggzy_row).collect(),
            ..Self::default()
        };
        rows.ygp
            .sort_by_key(|row| std::cmp::Reverse(seconds(text(row, "publishDate"))));
        rows.ggzy
            .sort_by_key(|row| std::cmp::Reverse(text(row, "publishTime").to_owned()));
        rows
    }
}

fn read(path: &Path) -> Result<Vec<Row>, String> {
    let wrong = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let lines = std::fs::read_to_string(path).map_err(|e| wrong(&e))?;
    let lines = lines.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).map_err(|e| wrong(&e)))
        .collect()
}

/// The platform sends a class with each row, and the detail is asked with it; the transcribed
/// rows mostly lack it. Its letter alone says no more than the row's domain does.
fn ygp_row(mut row: Row) -> Row {
    if let Some(partial) = row.remove("noticeId_partial") {
        row.insert("noticeId".to_owned(), partial);
    }
    if !row.contains_key("projectType") && row.contains_key("tradingProcess") {
        let class = row.get("noticeSecondType").cloned().unwrap_or_default();
        row.insert("projectType".to_owned(), class);
    }
    row
}

/// The national rows were recorded under a collector's names; these are the platform's.
fn ggzy_row(row: Row) -> Row {
    const NAMES: [(&str, &str); 13] = [
        ("noticeId", "id"),
        ("title", "title"),
        ("publishTime", "publishTime"),
        ("province", "provinceText"),
        ("provinceCode", "province"),
        ("stageCode", "informationType"),
        ("infoType", "informationTypeText"),
        ("businessType", "businessTypeText"),
        ("platform", "transactionSourcesPlatformText"),
        ("projectCode", "tenderProjectCode"),
        ("buyer", "buyer"),
        ("agency", "agency"),
        ("url", "url"),
    ];
    let name = |ours: &str| {
        NAMES
            .iter()
            .find(|(n, _)| *n == ours)
            .map(|(_, theirs)| *theirs)
    };
    row.into_iter()
        .map(|(key, value)| (name(&key).map_or(key, str::to_owned), value))
        .collect()
}

/// A field as text; empty when it is absent.
pub(super) fn text<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A date of 8 or 14 digits as 14.
pub(super) fn seconds(date: &str) -> String {
    format!("{date:0<14}")
}

/// A query string or form, decoded.
pub(super) fn pairs(query: Option<&str>) -> Vec<(String, String)> {
    url::form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .into_owned()
        .collect()
}

/// The first value of a name; empty when it is absent.
pub(super) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    let found = pairs.iter().find(|(n, _)| n == name);
    found.map_or("", |(_, value)| value.as_str())
}
