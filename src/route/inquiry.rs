//! Which duties are asked about (清单、通报 and the lists behind their numbers), as a fragment.

use super::{decode, put};
use chrono::{Datelike, Months, NaiveDate};
use record::clock::Outcome;
use record::{Domain, RegionCode, Stage};
use std::ops::Range;

/// What is asked about duties. The fragment keeps it from the server, as a search's does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inquiry {
    /// Within this region; home where not said.
    pub region: Option<RegionCode>,
    /// Everywhere, whatever `region` says.
    pub everywhere: bool,
    /// Over which time.
    pub span: Span,
    /// Of this body alone; empty for what names none.
    pub body: Option<String>,
    /// In this domain alone.
    pub domain: Option<Domain>,
    /// Of this stage alone.
    pub stage: Option<Stage>,
    /// Met in this way alone.
    pub outcome: Option<Met>,
    /// The fingerprint on a printed sheet that is to be checked against the screen.
    pub sheet: Option<String>,
}

/// A time over which duties are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    /// The twelve months until today.
    #[default]
    Year,
    /// Everything.
    All,
    /// A month: its year, and its number from 1.
    Month(i32, u32),
}

/// A column of the counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// 按时
    OnTime,
    /// 超期
    Late,
    /// 超期（有条件）
    LateIf,
    /// 未见
    Missing,
    /// 未见（有条件）
    MissingIf,
    /// 无法判断
    Untold,
}

impl Met {
    /// Every column, in order.
    pub const ALL: [Self; 6] = [
        Self::OnTime,
        Self::Late,
        Self::LateIf,
        Self::Missing,
        Self::MissingIf,
        Self::Untold,
    ];

    /// The column of an outcome.
    pub const fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::OnTime => Self::OnTime,
            Outcome::Late(_) => Self::Late,
            Outcome::LateIf(_) => Self::LateIf,
            Outcome::Untold => Self::Untold,
            Outcome::Missing(_) => Self::Missing,
            Outcome::MissingIf(_) => Self::MissingIf,
        }
    }

    /// The word of it in addresses and exports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnTime => "on-time",
            Self::Late => "late",
            Self::LateIf => "late-if",
            Self::Missing => "missing",
            Self::MissingIf => "missing-if",
            Self::Untold => "untold",
        }
    }
}

impl Span {
    /// Its days, the last not among them.
    pub fn days(self, today: NaiveDate) -> Range<NaiveDate> {
        match self {
            Self::All => NaiveDate::MIN..NaiveDate::MAX,
            Self::Year => {
                let from = today.checked_sub_months(Months::new(12));
                from.unwrap_or(today)..today.succ_opt().unwrap_or(today)
            }
            Self::Month(year, month) => {
                let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(today);
                let next = first.checked_add_months(Months::new(1));
                first..next.unwrap_or(first)
            }
        }
    }

    /// The month so many months away from a day's.
    pub fn month(day: NaiveDate, back: u32) -> Self {
        let first = day.checked_sub_months(Months::new(back)).unwrap_or(day);
        Self::Month(first.year(), first.month())
    }
}

impl Inquiry {
    /// The fragment, without its `#`.
    pub fn to_fragment(&self) -> String {
        let mut out = String::new();
        if self.everywhere {
            put(&mut out, "region", "all");
        } else if let Some(region) = self.region {
            put(&mut out, "region", &region.to_string());
        }
        match self.span {
            Span::Year => {}
            Span::All => put(&mut out, "span", "all"),
            Span::Month(year, month) => put(&mut out, "month", &format!("{year:04}-{month:02}")),
        }
        if let Some(domain) = self.domain {
            put(&mut out, "domain", domain.code());
        }
        if let Some(stage) = self.stage {
            put(&mut out, "stage", stage.code());
        }
        if let Some(met) = self.outcome {
            put(&mut out, "met", met.code());
        }
        if let Some(body) = &self.body {
            put(&mut out, "body", body);
        }
        if let Some(sheet) = &self.sheet {
            put(&mut out, "sheet", sheet);
        }
        out
    }

    /// Reads a fragment; what it does not know it leaves out.
    pub fn from_fragment(fragment: &str) -> Self {
        let mut inquiry = Self::default();
        for part in fragment.trim_start_matches('#').split('&') {
            let Some((key, value)) = part.split_once('=') else {
                continue;
            };
            let Some(value) = decode(value) else {
                continue;
            };
            match key {
                "region" if value == "all" => inquiry.everywhere = true,
                "region" => inquiry.region = RegionCode::parse(&value),
                "span" if value == "all" => inquiry.span = Span::All,
                "month" => inquiry.span = month(&value).unwrap_or(inquiry.span),
                "domain" => inquiry.domain = Domain::from_code(&value),
                "stage" => inquiry.stage = Stage::from_code(&value),
                "met" => inquiry.outcome = Met::ALL.into_iter().find(|met| met.code() == value),
                "body" => inquiry.body = Some(value),
                "sheet" => inquiry.sheet = Some(value),
                _ => {}
            }
        }
        inquiry
    }
}

fn month(text: &str) -> Option<Span> {
    let (year, month) = text.split_once('-')?;
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    let sane = (1990..=2100).contains(&year) && (1..=12).contains(&month);
    sane.then_some(Span::Month(year, month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_reads_back_as_what_wrote_it() {
        let all = Inquiry {
            region: Some(RegionCode(441_521)),
            everywhere: false,
            span: Span::Month(2026, 10),
            body: Some("海丰县示例局&=#%".into()),
            domain: Some(Domain::StateAssets),
            stage: Some(Stage::AwardPending),
            outcome: Some(Met::LateIf),
            sheet: Some("0a1b".into()),
        };
        let whole = Inquiry {
            span: Span::All,
            ..Inquiry::default()
        };
        let unnamed = Inquiry {
            everywhere: true,
            body: Some(String::new()),
            ..Inquiry::default()
        };
        for inquiry in [all, whole, unnamed, Inquiry::default()] {
            assert_eq!(Inquiry::from_fragment(&inquiry.to_fragment()), inquiry);
        }
    }

    #[test]
    fn nonsense_is_left_out() {
        for odd in [
            "month=2026-13",
            "month=x",
            "met=%ff",
            "span=some",
            "&&=",
            "region=zz",
        ] {
            assert_eq!(Inquiry::from_fragment(odd), Inquiry::default(), "{odd}");
        }
    }

    #[test]
    fn a_month_has_its_days_and_the_one_before_is_found() {
        let today = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap_or_default();
        assert_eq!(Span::month(today, 2), Span::Month(2025, 11));
        let days = Span::Month(2025, 12).days(today);
        assert_eq!((days.end - days.start).num_days(), 31);
        assert!(!days.contains(&days.end));
    }
}
