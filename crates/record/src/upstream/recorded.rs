//! Rows of two cities' sites as they were recorded, turned into our own schema once.
//!
//! 宜昌: publicities of candidates, with prices as amounts, rates or free text. 江西: plans,
//! tenders and publicities. Neither carries a text, so what they give is complete.

use super::{Draft, Rejected, codes, read, read::Row, text};
use crate::{Candidate, Domain, Field, Money, MoneyKind, Price, RegionCode, Unit};
use serde_json::Value;

/// What stands for no price: the words for it, and the head of the column.
const NO_PRICE: [&str; 4] = ["", "无", "未提供", "投标报价(元/%)"];

/// A row of 宜昌.
///
/// # Errors
/// If it cannot be read.
pub fn yichang(line: &str) -> Result<Draft, Rejected> {
    let value = parsed(line)?;
    let row = Row::new(&value)?;
    let mut draft = common(row, "publishDate")?;
    draft.domain = match row.text("domain").as_str() {
        "工程建设" => Domain::Works,
        _ => Domain::Other,
    };
    draft.region = RegionCode::parse(&row.text("siteCode"));
    draft.region_label = row.text("city");
    draft.publicity_start = text::moment(&row.text("publicityStart"));
    draft.deadline = text::moment(&row.text("publicityEnd"));
    push_field(&mut draft, "项目名称".to_owned(), row.text("projectName"));
    for candidate in row.list("candidates") {
        read_candidate(Row::new(candidate)?, &mut draft);
    }
    let first = draft.candidates.iter().find(|c| c.rank == Some(1));
    draft.money = first.and_then(|candidate| candidate.money.clone());
    Ok(draft)
}

/// A row of 江西.
///
/// # Errors
/// If it cannot be read.
pub fn jiangxi(line: &str) -> Result<Draft, Rejected> {
    let value = parsed(line)?;
    let row = Row::new(&value)?;
    let mut draft = common(row, "publishTime")?;
    let place = row.text("region");
    // The list puts the region before a title and the kind after it; both are fields here.
    let title = draft
        .title
        .strip_prefix(&format!("[{place}]"))
        .unwrap_or(&draft.title);
    let kind = format!("[{}]", draft.stage_label);
    draft.title = title.strip_suffix(&kind).unwrap_or(title).to_owned();
    let works = draft
        .official_url
        .as_deref()
        .is_some_and(|url| url.contains("/jyxx/002001/"));
    draft.domain = if works { Domain::Works } else { Domain::Other };
    draft.region = RegionCode::parse(&row.text("regionCode"));
    draft.region_label = place;
    draft.buyer = row.text("tenderer");
    let total = row.text("totalInvestment");
    if !NO_PRICE.contains(&total.as_str()) {
        let price = Price::parse(&total, Unit::Yuan);
        draft.money = Some(Money {
            kind: MoneyKind::Budget,
            price,
        });
    }
    push_field(&mut draft, "总投资".to_owned(), total);
    push_field(&mut draft, "建设地点".to_owned(), row.text("place"));
    push_field(&mut draft, "交易方式".to_owned(), row.text("bidType"));
    Ok(draft)
}

fn parsed(line: &str) -> Result<Value, Rejected> {
    serde_json::from_str(line).map_err(|error| Rejected {
        key: None,
        reason: format!("no JSON: {error}"),
        excerpt: text::start(line, read::EXCERPT),
    })
}

/// What both sites send under one name.
fn common(row: Row<'_>, date_name: &str) -> Result<Draft, Rejected> {
    let key = row.need(None, "noticeId")?;
    let title = row.need(Some(&key), "title")?;
    let date = row.need(Some(&key), date_name)?;
    let published = text::published(&date)
        .ok_or_else(|| row.reject(Some(&key), format!("{date_name} is no date: {date}")))?;
    let stage_label = row.text("noticeType");
    Ok(Draft {
        key,
        title,
        project: None,
        deal_code: None,
        domain: Domain::Other,
        category: String::new(),
        stage: codes::stage_of_label(&stage_label),
        stage_label,
        region: None,
        region_label: String::new(),
        buyer: String::new(),
        agency: String::new(),
        published,
        deadline: None,
        publicity_start: None,
        money: None,
        candidates: Vec::new(),
        official_url: read::web_address(&row.text("url")),
        fields: Vec::new(),
        html: Vec::new(),
        attachments: Vec::new(),
        complete: true,
    })
}

fn push_field(draft: &mut Draft, label: String, value: String) {
    if !value.is_empty() {
        draft.fields.push(Field {
            code: String::new(),
            label,
            value,
        });
    }
}

/// A candidate, or a field where the name is missing: nothing is dropped, nobody made up.
fn read_candidate(row: Row<'_>, draft: &mut Draft) {
    let rank = row.text("rank");
    let written = match row.text("price") {
        number if number.is_empty() => row.text("priceText"),
        number => number + &row.text("unit"),
    };
    let name = row.text("name");
    if name.is_empty() {
        return push_field(draft, format!("第{rank}名，名称未提供"), written);
    }
    let price = price(&written);
    if let Some(Price::Fen(_)) = price
        && written.contains(['(', '（'])
    {
        // The parts of a total would be lost with its text.
        push_field(draft, format!("第{rank}名报价"), written);
    }
    draft.candidates.push(Candidate {
        rank: rank.parse().ok(),
        name,
        money: price.map(|price| Money {
            kind: MoneyKind::Bid,
            price,
        }),
    });
}

/// The column is headed 元/%, so that a bare number below a thousand may be either.
fn price(written: &str) -> Option<Price> {
    const THOUSAND_YUAN: i64 = 100_000;
    if NO_PRICE.contains(&written) {
        return None;
    }
    let bare = written.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    Some(match Price::parse(written, Unit::Yuan) {
        Price::Fen(fen) if bare && fen < THOUSAND_YUAN => Price::Text(written.to_owned()),
        price => price,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use crate::Stage;

    #[test]
    fn a_price_is_an_amount_a_rate_or_its_words() {
        for (written, want) in [
            ("9722000.00", Some(Price::Fen(972_200_000))),
            ("10648万元", Some(Price::Fen(10_648_000_000))),
            ("71%", Some(Price::Rate("71%".into()))),
            ("0.95", Some(Price::Text("0.95".into()))),
            ("未提供", None),
            ("投标报价(元/%)", None),
        ] {
            assert_eq!(price(written), want, "{written}");
        }
    }

    #[test]
    fn a_publicity_of_yichang() {
        let line = r#"{"noticeId":"a","title":"甲工程中标候选人公示","publishDate":"2026-08-17","projectName":"甲工程",
            "noticeType":"中标候选人公示","domain":"工程建设","city":"宜昌市","siteCode":"420500",
            "publicityStart":"2026-08-17T12:00:00+08:00","publicityEnd":"2026-08-20T12:00:00+08:00",
            "candidates":[{"rank":1,"name":"乙公司","priceText":"12.5万元（其中设计费2.5万元）"},{"rank":2,"price":"2730000.00"}],
            "url":"https://example.org/a.html"}"#;
        let draft = yichang(line).unwrap();
        assert_eq!(
            (draft.domain, draft.stage),
            (Domain::Works, Some(Stage::AwardPending))
        );
        assert_eq!(draft.money.as_ref().and_then(Money::fen), Some(12_500_000));
        assert_eq!(
            draft.deadline.unwrap().to_string(),
            "2026-08-20T12:00:00+08:00"
        );
        assert_eq!(draft.candidates.len(), 1);
        let labels: Vec<_> = draft.fields.iter().map(|f| f.label.as_str()).collect();
        assert_eq!(labels, ["项目名称", "第1名报价", "第2名，名称未提供"]);
    }

    #[test]
    fn a_plan_of_jiangxi() {
        let line = r#"{"noticeId":"a","title":"[庐山市]甲工程[招标计划]","publishTime":"2026-03-31 00:00:00",
            "noticeType":"招标计划","region":"庐山市","regionCode":"360427","tenderer":"乙局",
            "totalInvestment":"约 3500 万元","url":"https://ggzy.jiangxi.gov.cn/jyxx/002001/x.html"}"#;
        let draft = jiangxi(line).unwrap();
        assert_eq!(
            (draft.title.as_str(), draft.buyer.as_str()),
            ("甲工程", "乙局")
        );
        assert_eq!(draft.published.to_string(), "2026-03-31");
        assert_eq!(
            draft.money.unwrap().price,
            Price::Text("约 3500 万元".into())
        );
    }

    #[test]
    fn an_unreadable_row_says_why() {
        for (line, reason) in [
            ("{", "no JSON"),
            ("[]", "not an object"),
            (r#"{"title":"t"}"#, "noticeId is missing"),
            (
                r#"{"noticeId":"a","title":"t","publishDate":"x"}"#,
                "publishDate is no date: x",
            ),
        ] {
            assert!(yichang(line).unwrap_err().reason.contains(reason), "{line}");
        }
    }
}
