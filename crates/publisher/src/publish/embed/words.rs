//! The widget's own words, in both languages. A page is in Chinese as it stands; its script puts
//! the English ones in their place where the host asks for it.

use super::super::html::escape;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};
use record::widget::Kind;
use record::{Domain, MoneyKind, Stage, When, shown};

/// A text in both languages.
#[derive(Clone, Debug)]
pub(super) struct Bi {
    pub(super) zh: String,
    pub(super) en: String,
}

impl Bi {
    pub(super) fn new(zh: &str, en: &str) -> Self {
        let en = if en.is_empty() { zh } else { en };
        Self {
            zh: zh.to_owned(),
            en: en.to_owned(),
        }
    }

    /// The text as content of an element of this name and class; the class may be empty.
    pub(super) fn element(&self, name: &str, class: &str) -> String {
        let class = match class {
            "" => String::new(),
            class => format!(" class={class}"),
        };
        let (zh, en) = (escape(&self.zh), escape(&self.en));
        format!("<{name}{class} data-en=\"{en}\">{zh}</{name}>")
    }
}

pub(super) const fn domain(domain: Domain) -> &'static str {
    match domain {
        Domain::Works => "Works",
        Domain::Procurement => "Procurement",
        Domain::Land => "Land",
        Domain::Mining => "Mining",
        Domain::StateAssets => "State assets",
        Domain::Other => "Other",
    }
}

pub(super) fn kind(kind: Kind) -> Bi {
    match kind {
        Kind::Notices => Bi::new("公告", "Notices"),
        Kind::Awards => Bi::new("结果", "Awards"),
        Kind::Changes => Bi::new("变更", "Changes"),
    }
}

pub(super) fn stage(stage: Stage) -> Bi {
    let en = match stage {
        Stage::Planning => "Planning",
        Stage::Tender => "Tender",
        Stage::Amendment => "Amendment",
        Stage::Opening => "Opening",
        Stage::Qualification => "Qualification",
        Stage::Evaluation => "Evaluation",
        Stage::AwardPending => "Candidates",
        Stage::Award => "Award",
        Stage::Contract => "Contract",
        Stage::Implementation => "Acceptance",
        Stage::Cancellation => "Cancelled",
    };
    Bi::new(shown::stage(stage), en)
}

pub(super) const fn money(kind: MoneyKind) -> (&'static str, &'static str) {
    let en = match kind {
        MoneyKind::Budget => "Budget",
        MoneyKind::Ceiling => "Ceiling",
        MoneyKind::Bid => "Bid",
        MoneyKind::Award => "Award",
        MoneyKind::Contract => "Contract",
    };
    (shown::money_kind(kind), en)
}

/// What is said where there is nothing, and since when there was nothing.
pub(super) fn nothing(kind: Kind, since: Option<Bi>) -> Bi {
    let (zh, en) = match kind {
        Kind::Notices => ("公告", "notices"),
        Kind::Awards => ("结果公告", "awards"),
        Kind::Changes => ("变更", "changes"),
    };
    match since {
        Some(since) => Bi {
            zh: format!("自 {} 以来没有{zh}。", since.zh),
            en: format!("No {en} since {}.", since.en),
        },
        None => Bi {
            zh: format!("还没有{zh}。"),
            en: format!("No {en} yet."),
        },
    }
}

/// A day: `11月24日`, with its year where it is not this one.
pub(super) fn date(day: NaiveDate, today: NaiveDate) -> Bi {
    if day.year() == today.year() {
        Bi {
            zh: format!("{}月{}日", day.month(), day.day()),
            en: day.format("%-d %b").to_string(),
        }
    } else {
        full_date(day)
    }
}

/// A day with its year.
pub(super) fn full_date(day: NaiveDate) -> Bi {
    Bi {
        zh: format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        en: day.format("%-d %b %Y").to_string(),
    }
}

/// A deadline, to the minute where that is known.
pub(super) fn deadline(when: When, today: NaiveDate) -> Bi {
    let day = date(when.date(), today);
    match when {
        When::Day(_) => day,
        When::At(at) => {
            let time = at.format("%H:%M");
            Bi {
                zh: format!("{} {time}", day.zh),
                en: format!("{} {time}", day.en),
            }
        }
    }
}

/// When the sources were checked.
pub(super) fn checked(at: DateTime<FixedOffset>) -> Bi {
    let day = full_date(at.date_naive());
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    Bi {
        zh: format!("核对于 {} {time}", day.zh),
        en: format!("Checked {} {time}", day.en),
    }
}

/// The name of a file of changes, which is a day or a month.
pub(super) fn day_or_month(name: &str) -> Bi {
    if let Ok(day) = name.parse() {
        return full_date(day);
    }
    match format!("{name}-01").parse::<NaiveDate>() {
        Ok(first) => Bi {
            zh: format!("{}年{}月", first.year(), first.month()),
            en: first.format("%b %Y").to_string(),
        },
        Err(_) => Bi::new(name, name),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn days_and_months_in_words() {
        let both = |bi: Bi| (bi.zh, bi.en);
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let pair = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        assert_eq!(both(day_or_month("2026-09")), pair("2026年9月", "Sep 2026"));
        assert_eq!(
            both(day_or_month("2026-11-04")),
            pair("2026年11月4日", "4 Nov 2026")
        );
        let today = day("2026-11-25");
        assert_eq!(
            both(date(day("2026-01-02"), today)),
            pair("1月2日", "2 Jan")
        );
        let next = date(day("2027-01-02"), today);
        assert_eq!(both(next), pair("2027年1月2日", "2 Jan 2027"));
        let at = When::parse("2026-12-01T09:05:00+08:00").unwrap();
        assert_eq!(
            both(deadline(at, today)),
            pair("12月1日 09:05", "1 Dec 09:05")
        );
    }

    #[test]
    fn the_app_and_the_script_say_the_same() {
        let english = include_str!("../../../../../src/locales/en.rs");
        let script = include_str!("../../../../../public/gongkai-notices.js");
        for of in Domain::ALL {
            let arm = format!("Domain::{of:?} => \"{}\"", domain(of));
            assert!(english.contains(&arm), "{arm}");
            let chinese: String = shown::domain(of)
                .chars()
                .map(|c| format!("\\u{:04x}", u32::from(c)))
                .collect();
            let named = [
                format!("{}: '{chinese}'", of.code()),
                format!("'{}': '{chinese}'", of.code()),
            ];
            assert!(named.iter().any(|n| script.contains(n)), "{named:?}");
        }
    }

    #[test]
    fn a_name_in_one_language_stands_for_both() {
        let named = Bi::new("<某地>", "").element("b", "");
        assert_eq!(named, "<b data-en=\"&lt;某地&gt;\">&lt;某地&gt;</b>");
    }
}
