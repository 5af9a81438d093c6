//! The list: what to ask, and its rows. It holds no amount, no winner and no deadline.

use super::{DetailCall, call};
use crate::upstream::{Draft, Page, Refusal, Rejected, codes, read, text};
use crate::{Domain, ProjectCode, RegionCode, Stage};
use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

/// What to ask of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// Words; empty for any.
    pub keyword: String,
    /// The region as the platform wants it: `44` for the whole province, `441500` for a city.
    pub site: String,
    /// One domain, or all. Land and mining are one to the platform; so are all others.
    pub domain: Option<Domain>,
    /// Published on this day or later.
    pub from: Option<NaiveDate>,
    /// Published on this day or earlier.
    pub to: Option<NaiveDate>,
    /// From 1.
    pub page: u32,
    /// Rows a page; 50 is the most that is known to work.
    pub size: u32,
}

/// A row: the notice, and how to ask for its detail if the row tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The notice as far as the list knows it.
    pub draft: Draft,
    /// What the detail calls need; absent where the row lacks a part.
    pub call: Option<DetailCall>,
}

/// The body of the POST.
pub fn list_body(q: &ListQuery) -> Value {
    let day = |day: Option<NaiveDate>, time: &str| {
        day.map(|d| format!("{}{:02}{:02}{time}", d.year(), d.month(), d.day()))
            .unwrap_or_default()
    };
    json!({
        "type": "trading-type",
        "openConvert": false,
        "keyword": q.keyword,
        "siteCode": q.site,
        "secondType": codes::ygp_domain_code(q.domain),
        "tradingProcess": "",
        "thirdType": "[]",
        "projectType": "",
        "publishStartTime": day(q.from, "000000"),
        "publishEndTime": day(q.to, "235959"),
        "pageNo": q.page,
        "pageSize": q.size,
    })
}

/// One page of the list.
///
/// # Errors
/// If the platform refused, or sent something else.
pub fn decode_list(status: u16, body: &[u8]) -> Result<Page<Row>, Refusal> {
    let data = super::unwrap(status, body)?;
    let rows = match data.get("pageData") {
        Some(Value::Array(rows)) => rows.as_slice(),
        Some(Value::Null) => &[],
        _ => {
            let met = text::start(&data.to_string(), 120);
            return Err(Refusal::UnexpectedShape(format!("no list of rows: {met}")));
        }
    };
    Ok(Page::read(read::count(data.get("total")), rows, row))
}

fn row(value: &Value) -> Result<Row, Rejected> {
    let row = read::Row::new(value)?;
    let id = row.text("noticeId");
    let title = row.need(Some(&id), "noticeTitle")?;
    let date = row.need(Some(&id), "publishDate")?;
    let published = text::published(&date)
        .ok_or_else(|| row.reject(Some(&id), format!("publishDate is no date: {date}")))?;
    let project = row.text("projectCode");
    let code = row.text("tradingProcess");
    let key = if id.is_empty() {
        read::derived_key(&[&project, &code, &title, &published.date().to_string()])
    } else {
        call::key(&id, &row.text("edition"))
    };
    let (stage, stage_label) = stage(row, &code);
    let (region, region_label) = region(row);
    let (domain, category) = domain(row, &title);
    let call = DetailCall::of(row);
    let draft = Draft {
        key,
        title,
        project: Some(project)
            .filter(|code| !code.is_empty())
            .map(ProjectCode),
        deal_code: None,
        domain,
        category,
        stage,
        stage_label,
        region,
        region_label,
        buyer: row.text("projectOwner"),
        agency: String::new(),
        published,
        deadline: None,
        publicity_start: None,
        money: None,
        candidates: Vec::new(),
        official_url: call.as_ref().map(|call| call.official_url(row)),
        fields: Vec::new(),
        html: Vec::new(),
        attachments: Vec::new(),
        complete: false,
    };
    Ok(Row { draft, call })
}

/// The first of the fields that says something.
fn first(row: read::Row<'_>, names: &[&str]) -> String {
    let found = names.iter().map(|name| row.text(name));
    found
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

/// The stage and its label. A correction of a tender keeps the tender's code there; its nature
/// alone tells it.
fn stage(row: read::Row<'_>, code: &str) -> (Option<Stage>, String) {
    let mut label = first(
        row,
        &["datasetName", "noticeThirdTypeDesc", "noticeTypeDesc"],
    );
    let nature = row.text("noticeNature");
    let stage = codes::ygp_stage(code, &label);
    let corrects = ["更正", "澄清", "变更"]
        .iter()
        .any(|word| nature.contains(word));
    if corrects && !label.contains(&nature) {
        label = format!("{label}（{nature}）");
    }
    match stage {
        Some(Stage::Tender) | None if corrects => (Some(Stage::Amendment), label),
        _ if label.is_empty() => (stage, code.to_owned()),
        _ => (stage, label),
    }
}

/// The district if the row tells it, else the city.
fn region(row: read::Row<'_>) -> (Option<RegionCode>, String) {
    let code = |name| RegionCode::parse(&row.text(name));
    let label = first(row, &["siteName", "regionName"]);
    let region = code("siteCode").or_else(|| code("regionCode"));
    // Notices of the province itself come without a code.
    let province = label == "省级" && region.is_none();
    (
        if province {
            Some(RegionCode(440_000))
        } else {
            region
        },
        label,
    )
}

fn domain(row: read::Row<'_>, title: &str) -> (Domain, String) {
    let second = row.text("noticeSecondTypeDesc");
    let category = row.text("projectTypeName");
    let third = row.text("noticeThirdTypeDesc");
    let stage = row.text("datasetName");
    let code = row.text("noticeSecondType");
    let domain = codes::ygp_domain(&code, &[&category, &third, &stage, title]);
    // 其他 says less than the source's own word: 中介服务交易.
    let category = match domain {
        Domain::Other if category.is_empty() => second,
        _ => category,
    };
    (domain, category)
}
