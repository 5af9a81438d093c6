//! A pack in memory: the columns as they were read, and single notices made from them.

use crate::PackError;
use crate::lines::{Lines, Texts};
use crate::parse::{FORMS, Text};
use crate::search::bucket;
use crate::wire::Codes;
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use record::clock::Formation;
use record::{
    Domain, Money, MoneyKind, Notice, NoticeId, Price, ProjectCode, RegionCode, SourceId, Stage,
    UnifiedDealCode, When,
};
use std::borrow::Cow;

/// A file of details, which covers the next [`rows`](Self::rows) rows of its pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bundle {
    /// How many rows it covers.
    pub rows: u32,
    /// Its length.
    pub bytes: u32,
    /// Its hash, by which it is named; see [`record::site::bundle_path`].
    pub sha256: [u8; 32],
}

/// A decoded pack. Rows are numbered from 0, newest first.
#[derive(Debug)]
pub struct Pack {
    pub(crate) ids: Vec<u64>,
    /// The rows in the order of their ids.
    pub(crate) by_id: Vec<u32>,
    pub(crate) published: Moments,
    pub(crate) deadlines: Moments,
    /// When what a row says came about.
    pub(crate) formed: Vec<Option<Formation>>,
    /// Entry + 1 of the table.
    pub(crate) kinds: Vec<u32>,
    pub(crate) kind_table: Kinds,
    /// Entry + 1 of the table.
    pub(crate) places: Vec<u32>,
    pub(crate) place_table: Places,
    pub(crate) categories: Named,
    pub(crate) projects: Named,
    pub(crate) deals: Named,
    pub(crate) buyers: Named,
    pub(crate) agencies: Named,
    pub(crate) suppliers: Suppliers,
    pub(crate) monies: Monies,
    /// The amount facet's bucket of each row.
    pub(crate) buckets: Vec<u8>,
    pub(crate) revisions: Vec<u32>,
    pub(crate) titles: Texts,
    pub(crate) bundles: Vec<Bundle>,
    /// The row after the last of each bundle.
    pub(crate) bundle_ends: Vec<u32>,
}

/// Days counted from 0001-01-01 as 1, and seconds of the day + 1 (0: only the day is known).
#[derive(Debug)]
pub(crate) struct Moments {
    pub(crate) days: Vec<i32>,
    pub(crate) clocks: Vec<u32>,
}

impl Moments {
    /// The day of a moment that is absent.
    pub(crate) const NONE: i32 = i32::MIN;

    /// A number that orders moments as [`When`] does.
    pub(crate) fn key(&self, row: usize) -> i64 {
        let clock = i64::from(self.clocks[row]);
        let second = i64::from(self.days[row]) * 86_400 + (clock - 1).max(0);
        second * 2 + clock.min(1)
    }

    /// The first and the last second that a moment can mean.
    pub(crate) fn span(&self, row: usize) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let when = self.get(row)?;
        let last = match when {
            When::Day(_) => when.start() + Duration::seconds(86_399),
            When::At(at) => at,
        };
        Some((when.start(), last))
    }

    fn get(&self, row: usize) -> Option<When> {
        if self.days[row] == Self::NONE {
            return None;
        }
        let day = NaiveDate::from_num_days_from_ce_opt(self.days[row])?;
        Some(match self.clocks[row].checked_sub(1) {
            None => When::Day(day),
            Some(second) => {
                When::At(day.and_time(NaiveTime::MIN) + Duration::seconds(i64::from(second)))
            }
        })
    }
}

/// The day of a number, as in [`Moments`].
pub(crate) fn day(number: i32) -> Option<NaiveDate> {
    let known = number != Moments::NONE;
    known.then(|| NaiveDate::from_num_days_from_ce_opt(number))?
}

/// The sorts of notices: few differ within a month, so rows share them.
#[derive(Debug)]
pub(crate) struct Kinds {
    pub(crate) facts: Vec<(Domain, Option<Stage>)>,
    pub(crate) sources: Named,
    pub(crate) labels: Named,
}

/// The places, shared like [`Kinds`].
#[derive(Debug)]
pub(crate) struct Places {
    pub(crate) regions: Vec<Option<RegionCode>>,
    pub(crate) labels: Named,
}

/// A column of names: codes into a dictionary, 0 none, n + 1 entry n.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) codes: Vec<u32>,
    pub(crate) names: Texts,
}

impl Named {
    pub(crate) fn new(codes: Codes, text: &mut Text<'_>) -> Result<Self, PackError> {
        let names = Texts::new(&text.lines(codes.entries as usize)?);
        let codes = codes.codes;
        Ok(Self { codes, names })
    }

    pub(crate) fn get(&self, row: usize) -> Option<Cow<'_, str>> {
        let entry = self.codes[row].checked_sub(1)?;
        Some(self.names.get(entry as usize))
    }

    /// One as it lies in the text; empty for none.
    pub(crate) fn key(&self, row: usize) -> &str {
        match self.codes[row].checked_sub(1) {
            Some(entry) => self.names.key(entry as usize),
            None => "",
        }
    }

    fn text(&self, row: usize) -> String {
        self.get(row).unwrap_or_default().into_owned()
    }
}

/// Lists of names: row r has those from `starts[r]` to `starts[r + 1]`.
#[derive(Debug)]
pub(crate) struct Suppliers {
    pub(crate) starts: Vec<u32>,
    pub(crate) names: Named,
}

impl Suppliers {
    pub(crate) fn range(&self, row: usize) -> std::ops::Range<usize> {
        self.starts[row] as usize..self.starts[row + 1] as usize
    }
}

/// Amounts, rates and texts.
#[derive(Debug)]
pub(crate) struct Monies {
    /// 0 none, else 1 + 3 × kind + form.
    pub(crate) forms: Vec<u8>,
    /// Fen, or an entry of the texts.
    pub(crate) values: Vec<i64>,
    pub(crate) texts: Lines,
}

impl Monies {
    /// The amount in fen, where the price is one.
    pub(crate) fn fen(&self, row: usize) -> Option<i64> {
        (self.forms[row] % FORMS == 1).then(|| self.values[row])
    }

    fn get(&self, row: usize) -> Option<Money> {
        let form = self.forms[row].checked_sub(1)?;
        let value = self.values[row];
        let text = || self.texts.get(value as usize).into_owned();
        Some(Money {
            kind: MoneyKind::ALL[usize::from(form / FORMS)],
            price: match form % FORMS {
                0 => Price::Fen(value),
                1 => Price::Rate(text()),
                _ => Price::Text(text()),
            },
        })
    }
}

impl Pack {
    /// Checks that the rows are in the order of a pack, and adds what searches need.
    pub(crate) fn indexed(mut self) -> Result<Self, PackError> {
        let key = |row: usize| (std::cmp::Reverse(self.published.key(row)), self.ids[row]);
        if (1..self.ids.len()).any(|row| key(row - 1) >= key(row)) {
            return Err(PackError::Invalid("order"));
        }
        let mut rows: Vec<u32> = (0..self.len()).collect();
        rows.sort_unstable_by_key(|&row| self.ids[row as usize]);
        let id = |row: &u32| self.ids[*row as usize];
        if rows.windows(2).any(|w| id(&w[0]) == id(&w[1])) {
            return Err(PackError::Invalid("ids"));
        }
        self.by_id = rows;
        let buckets = (0..self.ids.len()).map(|row| bucket(self.monies.fen(row)));
        self.buckets = buckets.collect();
        Ok(self)
    }

    /// How many notices it holds.
    pub fn len(&self) -> u32 {
        self.ids.len() as u32
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The notice of a row.
    ///
    /// # Panics
    ///
    /// Where there is no such row.
    pub fn notice(&self, row: u32) -> Notice {
        let row = row as usize;
        let kind = self.kinds[row] as usize - 1;
        let (domain, stage) = self.kind_table.facts[kind];
        let place = self.places[row] as usize - 1;
        let names = &self.suppliers.names;
        Notice {
            id: NoticeId::from_bits(self.ids[row]),
            source: SourceId(self.kind_table.sources.text(kind)),
            title: self.titles.get(row).into_owned(),
            project: self.projects.get(row).map(|p| ProjectCode(p.into_owned())),
            deal_code: self.deals.get(row).map(|d| UnifiedDealCode(d.into_owned())),
            domain,
            category: self.categories.text(row),
            stage,
            stage_label: self.kind_table.labels.text(kind),
            region: self.place_table.regions[place],
            region_label: self.place_table.labels.text(place),
            buyer: self.buyers.text(row),
            agency: self.agencies.text(row),
            suppliers: self.suppliers.range(row).map(|at| names.text(at)).collect(),
            published: self.published.get(row).unwrap_or(When::Day(NaiveDate::MIN)),
            deadline: self.deadlines.get(row),
            formed: self.formed[row],
            money: self.monies.get(row),
            revision: self.revisions[row],
        }
    }

    /// Whether a source has given that stage of that domain.
    pub(crate) fn gives(&self, source: &str, domain: Domain, stage: Stage) -> bool {
        let facts = self.kind_table.facts.iter().enumerate();
        let mut of = facts.filter(|(_, fact)| **fact == (domain, Some(stage)));
        of.any(|(kind, _)| self.kind_table.sources.key(kind) == source)
    }

    /// The row of an id.
    pub fn find(&self, id: NoticeId) -> Option<u32> {
        let at = self
            .by_id
            .binary_search_by_key(&id.bits(), |&row| self.ids[row as usize])
            .ok()?;
        Some(self.by_id[at])
    }

    /// The bundle that holds the details of a row; `None` where the pack names none.
    pub fn bundle_of(&self, row: u32) -> Option<&Bundle> {
        self.bundles
            .get(self.bundle_ends.partition_point(|&end| end <= row))
    }
}
