//! A notice in a few lines of text: what is sent along with its address, and what a picture of it
//! says. Pure.

use super::card::amount;
use crate::locales::{Words, format, names, use_share_words};
use chrono::NaiveDate;
use record::shown::{ask, contacts, subject};
use record::{Notice, NoticeDetail, Regions};

/// Domain, stage and place, as far as they are known.
pub fn kinds(notice: &Notice, regions: &Regions, words: &Words) -> String {
    let place = names::region(regions, notice.region, &notice.region_label, words.lang);
    let kinds = [
        (words.domain)(notice.domain).to_owned(),
        names::stage(notice, words),
        place,
    ];
    let kinds = kinds.into_iter().filter(|kind| !kind.is_empty());
    kinds.collect::<Vec<_>>().join(" · ")
}

/// Title, kind, deadline and amount. A deadline by its date alone: whoever reads this does so on
/// another day.
pub fn text(notice: &Notice, regions: &Regions, today: NaiveDate, words: &Words) -> String {
    let more = use_share_words();
    let until = notice
        .deadline
        .map(|d| (more.until)(&format::when(d, today, words.lang)));
    let money = notice.money.as_ref().map(|money| {
        let kind = (words.money_kind)(money.kind);
        format!("{kind} {}", format::price(&money.price, words.lang))
    });
    let facts: Vec<String> = [until, money].into_iter().flatten().collect();
    let lines = [
        notice.title.trim().to_owned(),
        kinds(notice, regions, words),
        facts.join(" · "),
    ];
    let lines = lines.into_iter().filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// A value, or what is said where nobody gave it.
pub type Told = Result<String, &'static str>;

/// The five lines, as the card has them, with their names.
pub fn lines(
    notice: &Notice,
    detail: Option<&NoticeDetail>,
    today: NaiveDate,
    words: &'static Words,
) -> [(&'static str, Told); 5] {
    let told = |text: String| {
        Some(text)
            .filter(|text| !text.is_empty())
            .ok_or(words.not_said)
    };
    let who = match notice.domain.is_sale() {
        true => words.who_sells,
        false => words.who,
    };
    let money = notice.money.as_ref().map(|money| amount(money, words));
    let until = notice.deadline.map(|d| format::when(d, today, words.lang));
    let contacts = detail.map(contacts).unwrap_or_default();
    [
        (who, told(notice.buyer.clone())),
        (words.what, told(subject(notice))),
        (words.how_much, money.ok_or(words.not_said)),
        (words.until, until.ok_or(words.no_deadline)),
        (
            words.whom_to_ask,
            ask(notice, &contacts).ok_or(words.not_said),
        ),
    ]
}
