//! The five filters as values: what is chosen, what choosing gives, how to undo it. Pure.

use crate::locales::{Words, format, names};
use archive::{AMOUNT_STEPS, Facets, TIME_STEPS};
use chrono::{Days, NaiveDate};
use record::{RegionCode, Regions, Search};
use std::collections::BTreeMap;

/// A filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// 领域
    Domain,
    /// 地区
    Region,
    /// 环节
    Stage,
    /// 时间
    Time,
    /// 金额
    Amount,
}

impl Facet {
    /// Every filter, in the order in which they stand.
    pub const ALL: [Self; 5] = [
        Self::Domain,
        Self::Region,
        Self::Stage,
        Self::Time,
        Self::Amount,
    ];

    /// Its name.
    pub const fn name(self, words: &Words) -> &'static str {
        match self {
            Self::Domain => words.facet_domain,
            Self::Region => words.facet_region,
            Self::Stage => words.facet_stage,
            Self::Time => words.facet_time,
            Self::Amount => words.facet_amount,
        }
    }

    /// What is chosen of it, in words; `None` where nothing is.
    pub fn chosen(
        self,
        search: &Search,
        words: &Words,
        regions: &Regions,
        today: NaiveDate,
    ) -> Option<String> {
        match self {
            Self::Domain => list(search.domains.iter().map(|&d| (words.domain)(d))),
            Self::Stage => list(search.stages.iter().map(|&s| (words.stage)(s))),
            Self::Region => {
                let code = search.region?;
                Some(names::region(
                    regions,
                    Some(code),
                    &code.to_string(),
                    words.lang,
                ))
            }
            Self::Time => {
                if search.from.is_none() && search.to.is_none() {
                    return None;
                }
                if let Some(step) = time_step(search, today) {
                    return Some((words.within)(step));
                }
                let day = |d: Option<NaiveDate>| {
                    d.map_or_else(|| "…".to_owned(), |d| format::full_date(d, words.lang))
                };
                Some((words.range)(&day(search.from), &day(search.to)))
            }
            Self::Amount => amount_name(search.min_fen, search.max_fen, words),
        }
    }

    /// Undoes it.
    pub fn clear(self, search: &mut Search) {
        match self {
            Self::Domain => search.domains.clear(),
            Self::Region => search.region = None,
            Self::Stage => search.stages.clear(),
            Self::Time => (search.from, search.to) = (None, None),
            Self::Amount => (search.min_fen, search.max_fen) = (None, None),
        }
    }

    /// How many would be found without it; `None` where it is not set. A facet's counts heed
    /// every other filter, so they hold the answer.
    pub fn without(self, search: &Search, facets: &Facets) -> Option<u32> {
        let mut loose = search.clone();
        self.clear(&mut loose);
        if loose == *search {
            return None;
        }
        // Not by region: a notice of an unknown place is in none of the counts.
        Some(match self {
            Self::Domain => facets.domains.iter().sum(),
            Self::Stage => facets.stages.iter().sum(),
            Self::Region => facets.regions.values().sum(),
            Self::Time => facets.times[TIME_STEPS.len()],
            Self::Amount => facets.amounts.iter().sum(),
        })
    }
}

/// At most two names; the rest as a number.
fn list<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let names: Vec<&str> = names.collect();
    match names.as_slice() {
        [] => None,
        [one] => Some((*one).to_owned()),
        [one, rest @ ..] => Some(format!("{one} +{}", rest.len())),
    }
}

/// The first day of a time step.
pub fn time_from(days: u32, today: NaiveDate) -> Option<NaiveDate> {
    today.checked_sub_days(Days::new(days.into()))
}

/// The time step that a search asks for, in days.
pub fn time_step(search: &Search, today: NaiveDate) -> Option<u32> {
    let from = search.from.filter(|_| search.to.is_none())?;
    TIME_STEPS
        .into_iter()
        .find(|&days| time_from(days, today) == Some(from))
}

/// The bounds of an amount step in fen, as the facet counts them.
pub fn amount_bounds(step: usize) -> (Option<i64>, Option<i64>) {
    let below = step.checked_sub(1).and_then(|s| AMOUNT_STEPS.get(s));
    let above = AMOUNT_STEPS.get(step);
    (below.copied(), above.map(|a| a - 1))
}

/// The name of a range of amounts; an upper bound just below a round one is named by it.
pub fn amount_name(min: Option<i64>, max: Option<i64>, words: &Words) -> Option<String> {
    let amount = |fen| format::money(fen, words.lang);
    let top = |max: i64| max.saturating_add(1);
    match (min, max) {
        (None, None) => None,
        (None, Some(max)) => Some((words.below)(&amount(top(max)))),
        (Some(min), None) => Some((words.above)(&amount(min))),
        (Some(min), Some(max)) => Some((words.range)(&amount(min), &amount(top(max)))),
    }
}

/// A region to choose, with how many notices it and everything inside it hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which.
    pub code: RegionCode,
    /// What choosing it gives.
    pub count: u32,
    /// Whether it lies above what is chosen, or is it.
    pub above: bool,
}

/// The regions to choose from: the way down to the one that is chosen (or to home), then what
/// lies inside it. Those that hold nothing are left out, home and the chosen ones never.
pub fn region_choices(
    regions: &Regions,
    counts: &BTreeMap<RegionCode, u32>,
    chosen: Option<RegionCode>,
    home: Option<RegionCode>,
) -> Vec<Choice> {
    let totals = totals(regions, counts);
    let count = |code| totals.get(&code).copied().unwrap_or(0);
    let at = chosen.or(home).filter(|&code| regions.get(code).is_some());
    let mut way: Vec<RegionCode> = at
        .map(|code| regions.path(code).iter().map(|r| r.code).collect())
        .unwrap_or_default();
    way.reverse();
    let mut out: Vec<Choice> = way
        .iter()
        .map(|&code| Choice {
            code,
            count: count(code),
            above: true,
        })
        .collect();
    let mut inside: Vec<RegionCode> = regions.children(at).map(|r| r.code).collect();
    // At a leaf its siblings are of more use than nothing.
    if inside.is_empty() {
        let parent = at.and_then(|code| regions.get(code)).and_then(|r| r.parent);
        inside = regions
            .children(parent)
            .map(|r| r.code)
            .filter(|code| !way.contains(code))
            .collect();
    }
    out.extend(inside.into_iter().map(|code| Choice {
        code,
        count: count(code),
        above: false,
    }));
    out.retain(|c| c.count > 0 || Some(c.code) == home || Some(c.code) == chosen);
    out
}

/// The counts of regions with everything inside them.
fn totals(regions: &Regions, counts: &BTreeMap<RegionCode, u32>) -> BTreeMap<RegionCode, u32> {
    let mut totals = BTreeMap::new();
    for (&code, &n) in counts {
        let path = regions.path(code);
        if path.is_empty() {
            *totals.entry(code).or_default() += n;
        }
        for region in path {
            *totals.entry(region.code).or_default() += n;
        }
    }
    totals
}
