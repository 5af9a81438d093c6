//! How a notice looks in Chinese: words of the vocabulary, figures, days. The app draws with these
//! and the publisher's pages too, so that nothing changes under the eyes of a reader whose page the
//! app takes over. Only writes text; what a page is made of is the app's and the publisher's.

mod due;
mod figures;

pub use due::{Due, closed, due};
pub use figures::{count, exact_money, group, money, short_count, tenths, two_places};

use crate::{Domain, MoneyKind, Notice, NoticeDetail, Price, Stage, When, title_stem};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

/// 领域
pub const fn domain(domain: Domain) -> &'static str {
    match domain {
        Domain::Works => "工程建设",
        Domain::Procurement => "政府采购",
        Domain::Land => "土地出让",
        Domain::Mining => "矿业权",
        Domain::StateAssets => "国有产权",
        Domain::Other => "其他交易",
    }
}

/// 环节
pub const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Planning => "计划意向",
        Stage::Tender => "公告",
        Stage::Amendment => "澄清更正",
        Stage::Opening => "开标",
        Stage::Qualification => "资格审查",
        Stage::Evaluation => "评标",
        Stage::AwardPending => "候选人公示",
        Stage::Award => "结果",
        Stage::Contract => "合同",
        Stage::Implementation => "履约验收",
        Stage::Cancellation => "终止异常",
    }
}

/// A notice's stage; where no table knows it, as the source called it.
pub fn stage_of(notice: &Notice) -> &str {
    match notice.stage {
        Some(known) => stage(known),
        None => &notice.stage_label,
    }
}

/// 金额种类
pub const fn money_kind(kind: MoneyKind) -> &'static str {
    match kind {
        MoneyKind::Budget => "预算",
        MoneyKind::Ceiling => "限价",
        MoneyKind::Bid => "报价",
        MoneyKind::Award => "成交价",
        MoneyKind::Contract => "合同价",
    }
}

/// A price in whatever form its source gave it.
pub fn price(price: &Price) -> String {
    match price {
        Price::Fen(fen) => money(*fen),
        Price::Rate(text) | Price::Text(text) => text.clone(),
    }
}

/// A day; the year only when it is not this one: `11月24日 周二`.
pub fn date(day: NaiveDate, today: NaiveDate) -> String {
    let year = if day.year() == today.year() {
        String::new()
    } else {
        format!("{}年", day.year())
    };
    let week = ["一", "二", "三", "四", "五", "六", "日"];
    let weekday = day.weekday().num_days_from_monday() as usize;
    let name = week.get(weekday).unwrap_or(&"");
    format!("{year}{}月{}日 周{name}", day.month(), day.day())
}

/// A day without its weekday: `2018年3月1日`.
pub fn full_date(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// A time of day: `09:05`.
pub fn time(at: NaiveDateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// A point in time, as exact as it is known; the year always, for a page that stays as it is.
pub fn full_when(when: When) -> String {
    match when {
        When::Day(day) => full_date(day),
        When::At(at) => format!("{} {}", full_date(at.date()), time(at)),
    }
}

/// The value of `data-form`: an amount is set to be compared, words about a price are not.
pub const fn form(price: &Price) -> &'static str {
    match price {
        Price::Fen(_) | Price::Rate(_) => "amount",
        Price::Text(_) => "words",
    }
}

/// The value of `data-tone`: colour only where it carries meaning.
pub const fn tone(stage: Option<Stage>) -> &'static str {
    match stage {
        Some(Stage::Award) => "good",
        Some(Stage::Cancellation) => "ended",
        _ => "plain",
    }
}

/// The host of a web address; `None` for what is none, and may be no link.
pub fn host(href: &str) -> Option<&str> {
    let rest = ["https:", "http:"].into_iter().find_map(|scheme| {
        href.strip_prefix(scheme)?
            .strip_prefix('/')?
            .strip_prefix('/')
    })?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let authority = &rest[..end];
    // What stands before an @ only looks like a host.
    let host = authority.rsplit('@').next().unwrap_or_default();
    (!host.is_empty()).then_some(host)
}

/// The address that dials a number: the first of several, without its extension.
pub fn dial(number: &str) -> String {
    let end = |c: char| matches!(c, '转' | '、' | '/' | '，' | ',' | '；' | ';');
    let number = number.split(end).next().unwrap_or_default();
    let kept = number.chars().filter(|c| c.is_ascii_digit() || *c == '+');
    format!("tel:{}", kept.collect::<String>())
}

/// What a notice is about: its title without the words that only name the kind of notice.
pub fn subject(notice: &Notice) -> String {
    let title = notice.title.trim();
    let short = title_stem(title);
    let what = if short.chars().count() >= 4 {
        short
    } else {
        title
    };
    match notice.category.as_str() {
        "" => what.to_owned(),
        category => format!("{what}（{category}）"),
    }
}

/// How to reach somebody, as the structured fields say: at most two.
pub fn contacts(detail: &NoticeDetail) -> Vec<String> {
    let says_how = |label: &str| ["电话", "联系方式"].iter().any(|w| label.contains(w));
    detail
        .fields
        .iter()
        .filter(|f| says_how(&f.label) && f.value.chars().any(|c| c.is_ascii_digit()))
        .map(|f| f.value.trim().to_owned())
        .take(2)
        .collect()
}

/// Whom to ask: the agency, else the buyer, with what is known of how.
pub fn ask(notice: &Notice, contacts: &[String]) -> Option<String> {
    let name = [&notice.agency, &notice.buyer]
        .into_iter()
        .find(|name| !name.is_empty());
    let mut parts: Vec<String> = name.cloned().into_iter().collect();
    parts.extend_from_slice(contacts);
    (!parts.is_empty()).then(|| parts.join("，"))
}

#[cfg(test)]
mod tests;
