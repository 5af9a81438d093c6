//! Searching beyond the record, by the existing API, where the publisher passes such calls
//! through. The query then leaves the device: pages must say so, and ask only on a tap.

use crate::platform::net;
use crate::state::record::Record;
use leptos::prelude::*;
use record::site::UPSTREAM;
use record::upstream::ygp::{self, ListQuery, Row};
use record::upstream::{Page, Refusal};
use record::{Domain, RegionCode, Search};

/// Rows a page.
pub const PAGE_SIZE: u32 = 20;
/// Longest wait, in milliseconds.
const TIMEOUT: i32 = 20_000;

/// Why the existing API gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnlineError {
    /// This publisher passes nothing through.
    Off,
    /// No answer came.
    Offline,
    /// It was asked too often; seconds to wait, if named.
    TooFrequent(Option<u32>),
    /// The API refuses, or wants a captcha solved.
    Refused,
    /// Its answer has no shape that is known.
    Odd,
}

impl OnlineError {
    /// What a status of the publisher means, when it is no success.
    fn of(status: u16, retry_after: Option<u32>) -> Self {
        match status {
            404 | 405 => Self::Off,
            429 => Self::TooFrequent(retry_after),
            500 | 504 => Self::Offline,
            502 => Self::Odd,
            _ => Self::Refused,
        }
    }
}

impl From<Refusal> for OnlineError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::TooFrequent(seconds) => Self::TooFrequent(seconds),
            Refusal::Refused(_) | Refusal::Captcha => Self::Refused,
            Refusal::UnexpectedShape(_) => Self::Odd,
        }
    }
}

/// Asks for one page, from 1. What the API cannot filter by (stages, amounts) is left to it.
pub async fn search(record: Record, search: &Search, page: u32) -> Result<Page<Row>, OnlineError> {
    let manifest = record.manifest.try_get_untracked().flatten();
    let online = manifest.and_then(|m| m.instance.online.clone());
    let online = online.ok_or(OnlineError::Off)?;
    let query = query(search, online.region, page);
    let address = format!("{UPSTREAM}{}", online.source);
    let body = ygp::list_body(&query).to_string();
    let answer = net::post_json(&address, body, TIMEOUT).await;
    let answer = answer.map_err(|_| OnlineError::Offline)?;
    if answer.status != 200 {
        return Err(OnlineError::of(answer.status, answer.retry_after));
    }
    Ok(ygp::decode_list(answer.status, &answer.bytes)?)
}

fn query(search: &Search, region: RegionCode, page: u32) -> ListQuery {
    let one: Option<Domain> = match search.domains.len() {
        1 => search.domains.first().copied(),
        _ => None,
    };
    ListQuery {
        keyword: search.terms().include.join(" "),
        site: site(search.region.unwrap_or(region)),
        domain: one,
        from: search.from,
        to: search.to,
        page,
        size: PAGE_SIZE,
    }
}

/// How the API names a place: a province by two digits, a city by six.
fn site(region: RegionCode) -> String {
    let code = region.to_string();
    match code.strip_suffix("0000") {
        Some(province) => province.to_owned(),
        None => format!("{}00", code.get(..4).unwrap_or("44")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_district_is_asked_for_by_its_city() {
        for (code, wanted) in [(440_000, "44"), (441_500, "441500"), (441_521, "441500")] {
            assert_eq!(site(RegionCode(code)), wanted);
        }
    }
}
