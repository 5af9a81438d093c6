//! The detail: key tables, texts and files of a notice, poured into its draft.

use super::{DETAIL_PATH, call, money, personal};
use crate::upstream::{Draft, Refusal, Rejected, read, read::Row, text};
use crate::{Attachment, Candidate, Field, Money, Stage, UnifiedDealCode, Unit, When};
use serde_json::Value;

/// Where the platform serves its files.
const FILES: &str = "/ggzy-portal/base/sys-file/download";

/// What of a detail is gathered before it is poured.
#[derive(Default)]
struct Found {
    money: Vec<Money>,
    deadlines: [Option<When>; 2],
    rejected: Vec<Rejected>,
}

impl Found {
    /// Where a date of this code belongs; the start of a publicity is the draft's own.
    fn place<'a>(
        &'a mut self,
        code: &str,
        start: &'a mut Option<When>,
    ) -> Option<&'a mut Option<When>> {
        match code {
            "SUBMIT_DEADLINE"
            | "BID_DOC_REFER_END_TIME"
            | "BID_CLOSING_TIME"
            | "PUBLICITY_END_TIME"
            | "ANNOUNCEMENT_DEADLINE"
            | "LISTING_DEADLINE" => Some(&mut self.deadlines[0]),
            "BID_OPEN_TIME" => Some(&mut self.deadlines[1]),
            "PUBLICITY_START_TIME" => Some(start),
            _ => None,
        }
    }

    /// Keeps a rejected part under the notice that it is of.
    fn reject(&mut self, part: Rejected, of: &Draft) {
        self.rejected.push(Rejected {
            key: Some(of.key.clone()),
            ..part
        });
    }
}

/// Fills a notice from its detail: fields, texts, files, amounts, deadline, candidates. What of
/// it cannot be read comes back as [`Rejected`]; the rest is kept.
///
/// # Errors
/// If the platform refused, sent something else, or does not know the notice (it then answers
/// with nothing in it).
pub fn decode_detail(
    status: u16,
    body: &[u8],
    draft: &mut Draft,
    base_url: &str,
) -> Result<Vec<Rejected>, Refusal> {
    let data = super::unwrap(status, body)?;
    let row = Row::new(&data).map_err(|_| nothing())?;
    let title = row.text("title");
    let columns: Vec<&Value> = row.list("tradingNoticeColumnModelList").collect();
    if title.is_empty() || columns.is_empty() {
        return Err(nothing());
    }
    let mut found = Found::default();
    // Lists shorten long titles.
    if draft.title.ends_with("...") || draft.title.ends_with('…') {
        draft.title = title;
    }
    refine_published(row, draft, &mut found);
    draft.fields.clear();
    draft.html.clear();
    draft.attachments.clear();
    draft.candidates.clear();
    for column in columns {
        match Row::new(column) {
            Ok(column) => read_column(column, draft, base_url, &mut found),
            Err(rejected) => found.reject(rejected, draft),
        }
    }
    draft.money = money::main(draft.stage, &found.money).or_else(|| draft.money.take());
    let [submit, open] = found.deadlines;
    draft.deadline = submit.or(open).or(draft.deadline);
    draft.complete = true;
    Ok(found.rejected)
}

fn nothing() -> Refusal {
    Refusal::UnexpectedShape(format!("nothing in the answer of {DETAIL_PATH}"))
}

/// The detail may know the time of a day that the list gave.
fn refine_published(row: Row<'_>, draft: &mut Draft, found: &mut Found) {
    let date = row.text("publishDate");
    match text::published(&date) {
        Some(when) if when.date() == draft.published.date() => {
            draft.published = draft.published.max(when);
        }
        Some(_) => {}
        None if is_absent(&date) => {}
        None => found
            .rejected
            .push(row.reject(Some(&draft.key), format!("publishDate is no date: {date}"))),
    }
}

fn read_column(column: Row<'_>, draft: &mut Draft, base_url: &str, found: &mut Found) {
    for table in column.list("multiKeyValueTableList") {
        read_table(table, draft, found);
    }
    let html = column.raw("richtext");
    if !html.trim().is_empty() {
        draft.html.push(html.to_owned());
    }
    if let Some(Ok(inner)) = column.get("tradingNoticeTableColumnModel").map(Row::new) {
        for bidder in inner.list("dataList") {
            read_bidder(&column.text("name"), bidder, draft, found);
        }
    }
    for file in column.list("noticeFileBOList") {
        match read_file(file, base_url, call::edition_of(&draft.key)) {
            Ok(file) => draft.attachments.push(file),
            Err(rejected) => found.reject(rejected, draft),
        }
    }
}

/// A key table: one lot, one notice, or one body.
fn read_table(table: &Value, draft: &mut Draft, found: &mut Found) {
    let Value::Array(entries) = table else {
        let what = text::start(&table.to_string(), read::EXCERPT);
        found.rejected.push(Rejected {
            key: Some(draft.key.clone()),
            reason: "multiKeyValueTableList holds what is no list".to_owned(),
            excerpt: what,
        });
        return;
    };
    let mut rows = Vec::new();
    for entry in entries {
        match Row::new(entry) {
            Ok(row) => rows.push(row),
            Err(rejected) => found.reject(rejected, draft),
        }
    }
    let unit = rows.iter().find(|row| row.text("code") == "PRICE_UNIT");
    let beside = unit.and_then(|row| Unit::parse(&row.text("value")));
    let (mut winner, mut price) = (None, None);
    for row in rows {
        let (code, value) = (row.text("code"), row.text("value"));
        let label = match row.text("key") {
            key if key.is_empty() => row.text("aliasName"),
            key => key,
        };
        // What the platform itself does not show is not public.
        if is_absent(&value) || row.text("isShow") == "0" {
            continue;
        }
        let kind = money::kind(&code);
        if kind.is_none() && personal::is_personal(&code, &label, &value) {
            continue;
        }
        if let Some(kind) = kind
            && let Some(read) = money::price(&value, &label, beside)
        {
            let money = Money { kind, price: read };
            if matches!(code.as_str(), "WIN_BID_PRICE" | "BID_AMOUNT") {
                price = Some(money.clone());
            }
            found.money.push(money);
        }
        if matches!(code.as_str(), "WIN_BIDDER_NAME" | "WINNINGBIDDER_NAME") {
            winner = Some(value.clone());
        }
        take_name(&code, &value, draft);
        if let Some(place) = found.place(&code, &mut draft.publicity_start) {
            match text::moment(&value) {
                // Of several lots, the first that somebody must meet.
                Some(when) => *place = Some(place.map_or(when, |other| other.min(when))),
                None => {
                    let reason = format!("{code} is no date: {value}");
                    found.rejected.push(row.reject(Some(&draft.key), reason));
                }
            }
        }
        draft.fields.push(Field { code, label, value });
    }
    if let Some(name) = winner {
        push_candidate(draft, None, &name, price);
    }
}

/// The bodies that a table names.
fn take_name(code: &str, value: &str, draft: &mut Draft) {
    match code {
        "TENDERER_NAME" | "PURCHASER_NAME" | "PURCHASER_ORG_NAME" | "SELLER_NAME" => {
            fill(&mut draft.buyer, value);
        }
        "AGENCY_NAME" | "TENDER_AGENCY_NAME" => fill(&mut draft.agency, value),
        "UNIFIED_DEAL_CODE" => draft.deal_code = Some(UnifiedDealCode(value.to_owned())),
        "FIRST_BIDDER_NAME" => push_candidate(draft, Some(1), value, None),
        "SECOND_BIDDER_NAME" => push_candidate(draft, Some(2), value, None),
        "THIRD_BIDDER_NAME" => push_candidate(draft, Some(3), value, None),
        _ => {}
    }
}

/// `Invalid Date` is what the platform's own front end makes of nothing.
fn is_absent(value: &str) -> bool {
    matches!(value, "" | "Invalid Date" | "null" | "undefined" | "NaN")
}

fn fill(place: &mut String, value: &str) {
    if place.is_empty() {
        value.clone_into(place);
    }
}

fn push_candidate(draft: &mut Draft, rank: Option<u32>, name: &str, money: Option<Money>) {
    let candidate = Candidate {
        rank,
        name: name.to_owned(),
        money,
    };
    if !draft.candidates.contains(&candidate) {
        draft.candidates.push(candidate);
    }
}

/// A row of a table of bidders. Only where something is awarded are they candidates; at an
/// opening they are everybody who bid, and stay fields.
fn read_bidder(table: &str, value: &Value, draft: &mut Draft, found: &mut Found) {
    let row = match Row::new(value) {
        Ok(row) => row,
        Err(rejected) => return found.reject(rejected, draft),
    };
    let get = |names: &[&str]| {
        let mut all = row.entries();
        all.find(|(name, value)| {
            !value.is_empty()
                && names.contains(&name.replace('_', "").to_ascii_lowercase().as_str())
        })
        .map(|(_, value)| value)
    };
    let Some(name) = get(&[
        "biddername",
        "wincandidatename",
        "winbiddername",
        "suppliername",
    ]) else {
        return found.rejected.push(row.reject(
            Some(&draft.key),
            "bidderName is missing or empty".to_owned(),
        ));
    };
    if !matches!(
        draft.stage,
        Some(Stage::AwardPending | Stage::Award | Stage::Contract)
    ) {
        draft.fields.push(Field {
            code: String::new(),
            label: table.to_owned(),
            value: name,
        });
        return;
    }
    let kind = match draft.stage {
        Some(Stage::AwardPending) => crate::MoneyKind::Bid,
        _ => crate::MoneyKind::Award,
    };
    let unit = get(&["priceunit"]).and_then(|unit| Unit::parse(&unit));
    let price = get(&["bidprice", "winbidprice", "bidamount", "price"]);
    let money = price
        .and_then(|p| money::price(&p, "", unit))
        .map(|price| Money { kind, price });
    let rank = get(&["wincandidateorder", "rank", "order"]).and_then(|rank| rank.parse().ok());
    push_candidate(draft, rank, &name, money);
}

fn read_file(value: &Value, base_url: &str, edition: &str) -> Result<Attachment, Rejected> {
    let row = Row::new(value)?;
    let name = row.need(None, "fileName")?;
    let (file, flow) = (row.need(None, "rowGuid")?, row.text("flowId"));
    let base = base_url.trim_end_matches('/');
    let segment = |part: &str| read::query(&[("", part)])[1..].to_owned();
    let mut url = format!("{base}{FILES}/{}/{}", segment(edition), segment(&file));
    if !flow.is_empty() {
        url.push('?');
        url.push_str(&segment(&flow));
    }
    Ok(Attachment { name, url })
}
