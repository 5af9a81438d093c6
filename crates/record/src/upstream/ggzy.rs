//! 全国公共资源交易平台, the national platform: its list. Its details are static pages.

use super::{Draft, Page, Refusal, Rejected, answer, codes, read, text};
use crate::{Field, Money, MoneyKind, Price, ProjectCode, RegionCode, Unit};
use chrono::NaiveDate;
use serde_json::Value;

/// The list: POST, a form. It counts to 1000 at most: ask for fewer days where it says that.
pub const LIST_PATH: &str = "/information/pubTradingInfo/getTradList";

/// Where its rows' addresses begin.
const SITE: &str = "https://www.ggzy.gov.cn";

/// The form that asks for a page of the notices between two days; an empty province asks for all.
pub fn list_form(from: NaiveDate, to: NaiveDate, province: &str, page: u32) -> String {
    let province = if province.is_empty() { "0" } else { province };
    read::query(&[
        ("FINDTXT", ""),
        ("PAGENUMBER", &page.to_string()),
        ("DEAL_TIME", "06"),
        ("TIMEBEGIN", &from.to_string()),
        ("TIMEEND", &to.to_string()),
        ("DEAL_CLASSIFY", "00"),
        ("DEAL_STAGE", "0000"),
        ("DEAL_PROVINCE", province),
        ("DEAL_CITY", "0"),
        ("DEAL_PLATFORM", "0"),
        ("BID_PLATFORM", "0"),
        ("DEAL_TRADE", "0"),
        ("SOURCE_TYPE", "1"),
        ("isShowAll", "1"),
    ])
}

/// One page of the list.
///
/// # Errors
/// If the platform refused, or sent something else.
pub fn decode_list(status: u16, body: &[u8]) -> Result<Page<Draft>, Refusal> {
    let answer = answer::json(status, body)?;
    let code = answer.get("code").map(read::scalar).unwrap_or_default();
    match code.as_str() {
        "200" | "0" => {}
        "829" => return Err(Refusal::Captcha),
        "800" => {
            return Err(Refusal::TooFrequent(answer::seconds(&answer::words(
                &answer,
            ))));
        }
        "" => return Err(odd("no code", &answer)),
        other => return Err(answer::refused(other, &answer::words(&answer))),
    }
    let data = answer.get("data").ok_or_else(|| odd("no data", &answer))?;
    let rows = match data.get("records") {
        Some(Value::Array(rows)) => rows.as_slice(),
        Some(Value::Null) => &[],
        _ => return Err(odd("no list of rows", data)),
    };
    Ok(Page::read(read::count(data.get("total")), rows, draft))
}

fn odd(what: &str, met: &Value) -> Refusal {
    Refusal::UnexpectedShape(format!("{what}: {}", text::start(&met.to_string(), 120)))
}

fn draft(value: &Value) -> Result<Draft, Rejected> {
    let row = read::Row::new(value)?;
    let id = row.text("id");
    let title = row.need(Some(&id), "title")?;
    let date = row.need(Some(&id), "publishTime")?;
    let published = text::published(&date)
        .ok_or_else(|| row.reject(Some(&id), format!("publishTime is no date: {date}")))?;
    let (code, label) = (row.text("informationType"), row.text("informationTypeText"));
    let kind = row.text("businessTypeText");
    let project = row.text("tenderProjectCode");
    let place = |code, name| RegionCode::parse(&row.text(code)).map(|code| (code, row.text(name)));
    let (region, region_label) =
        match place("city", "cityText").or_else(|| place("province", "provinceText")) {
            Some((code, name)) => (Some(code), name),
            None => (None, row.text("provinceText")),
        };
    let domain = codes::ggzy_domain(&code, &kind);
    let trade = row.text("industryTypeText");
    let platform = row.text("transactionSourcesPlatformText");
    let source = Field {
        code: String::new(),
        label: "信息来源".to_owned(),
        value: platform,
    };
    Ok(Draft {
        key: match id.as_str() {
            "" => read::derived_key(&[&project, &code, &title, &published.date().to_string()]),
            id => id.to_owned(),
        },
        title,
        project: Some(project)
            .filter(|code| !code.is_empty())
            .map(ProjectCode),
        deal_code: None,
        domain,
        category: if trade.is_empty() && domain == crate::Domain::Other {
            kind
        } else {
            trade
        },
        stage: codes::ggzy_stage(&code, &label),
        stage_label: if label.is_empty() { code } else { label },
        region,
        region_label,
        buyer: row.text("buyer"),
        agency: row.text("agency"),
        published,
        deadline: None,
        publicity_start: None,
        money: budget(row),
        candidates: Vec::new(),
        official_url: page_address(&row.text("url")),
        fields: Some(source)
            .filter(|field| !field.value.is_empty())
            .into_iter()
            .collect(),
        html: Vec::new(),
        attachments: Vec::new(),
        complete: false,
    })
}

/// The budget, where a row has one; zero is how the platform writes none.
fn budget(row: read::Row<'_>) -> Option<Money> {
    let unit = Unit::parse(&row.text("budgetUnit")).unwrap_or(Unit::Yuan);
    let price = match Price::parse(&row.text("budget"), unit) {
        Price::Fen(0) => return None,
        Price::Text(text) if text.is_empty() => return None,
        price => price,
    };
    Some(Money {
        kind: MoneyKind::Budget,
        price,
    })
}

fn page_address(url: &str) -> Option<String> {
    if url.starts_with('/') && !url.starts_with("//") {
        read::web_address(&format!("{SITE}{url}"))
    } else {
        read::web_address(url)
    }
}

#[cfg(test)]
mod tests;
