//! One search over one pack: words, filters and facet counts, in one pass over its rows.

use crate::bits::Bits;
use crate::pack::Pack;
use crate::scan::Words;
use chrono::{Datelike, NaiveDate};
use record::{Domain, Notice, RegionCode, Regions, Search, Stage};
use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

/// The time facet's steps, in days back from today.
pub const TIME_STEPS: [u32; 4] = [7, 30, 90, 365];
/// The amount facet's steps, in fen: 50, 400 and 3 000 万元.
pub const AMOUNT_STEPS: [i64; 3] = [50_000_000, 400_000_000, 3_000_000_000];

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// How many were found.
    pub total: u32,
    /// How many were looked at.
    pub searched: u32,
    /// The page of them that was asked for, newest first.
    pub notices: Vec<Notice>,
    /// What each filter's choices would find.
    pub facets: Facets,
}

/// Counts by choice. The counts of a filter heed every other filter but not itself, so that
/// they say what choosing would give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By domain, as in [`Domain::ALL`].
    pub domains: [u32; Domain::ALL.len()],
    /// By stage, as in [`Stage::ALL`]; the last without one.
    pub stages: [u32; Stage::ALL.len() + 1],
    /// By exact region; those without one are not here.
    pub regions: BTreeMap<RegionCode, u32>,
    /// Published within each of [`TIME_STEPS`] (the future included); the last at any time.
    pub times: [u32; TIME_STEPS.len() + 1],
    /// Below the first of [`AMOUNT_STEPS`], from each to the next, from the last on; the last
    /// without an amount.
    pub amounts: [u32; AMOUNT_STEPS.len() + 2],
}

/// The bucket of an amount in [`Facets::amounts`].
pub(crate) fn bucket(fen: Option<i64>) -> u8 {
    let Some(fen) = fen else {
        return AMOUNT_STEPS.len() as u8 + 1;
    };
    AMOUNT_STEPS.iter().filter(|&&step| fen >= step).count() as u8
}

/// The filters that a row fails, a bit each.
type Fails = u8;
const DOMAIN: Fails = 1;
const STAGE: Fails = 2;
const REGION: Fails = 4;
const TIME: Fails = 8;
const AMOUNT: Fails = 16;

/// A search made ready to be put to packs.
pub(crate) struct Query<'a> {
    search: &'a Search,
    words: Words,
    regions: Option<Vec<RegionCode>>,
    today: i32,
}

impl<'a> Query<'a> {
    pub(crate) fn new(search: &'a Search, regions: &Regions, today: NaiveDate) -> Self {
        let inside = search
            .region
            .map(|code| regions.subtree(code).into_iter().collect());
        Self::inside(search, inside, today)
    }

    /// Where the regions inside the search's are known without the tree.
    pub(crate) fn inside(
        search: &'a Search,
        regions: Option<Vec<RegionCode>>,
        today: NaiveDate,
    ) -> Self {
        Self {
            search,
            words: Words::new(&search.terms()),
            regions,
            today: today.num_days_from_ce(),
        }
    }

    /// The rows found, without a count of anything: filters first, which leave the words little
    /// to do.
    pub(crate) fn rows(&self, pack: &Pack, sorted: &Sorted) -> Bits {
        let filter = Filter::new(self, pack);
        let mut rows = sorted.passing(&sorted.kinds, &filter.kind_fails);
        rows.keep(&sorted.passing(&sorted.places, &filter.place_fails));
        let bounded = filter.amounts.is_some() || filter.in_time.len() < pack.ids.len();
        if bounded {
            let mut left = Bits::none(pack.ids.len());
            rows.each(|row| {
                if filter.fails(pack, row) == 0 {
                    left.set(row);
                }
            });
            rows = left;
        }
        self.words.narrow(pack, &mut rows);
        rows
    }

    /// Looks through a pack, adds to total and facets, and returns the first `most` rows found.
    pub(crate) fn run(
        &self,
        pack: &Pack,
        hidden: Option<&Bits>,
        most: usize,
        results: &mut Results,
    ) -> Vec<usize> {
        let rows = pack.ids.len();
        let mut pass = Pass::new(self, pack, most);
        if self.words.is_empty() && hidden.is_none() {
            (0..rows).for_each(|row| pass.row(row));
        } else {
            let mut left = Bits::all(rows);
            if let Some(hidden) = hidden {
                left.drop_all(hidden);
            }
            self.words.narrow(pack, &mut left);
            left.each(|row| pass.row(row));
        }
        pass.finish(results)
    }

    fn kind_fails(&self, (domain, stage): (Domain, Option<Stage>)) -> Fails {
        let search = self.search;
        let domain = search.domains.is_empty() || search.domains.contains(&domain);
        let stage =
            search.stages.is_empty() || stage.is_some_and(|stage| search.stages.contains(&stage));
        fail(domain, DOMAIN) | fail(stage, STAGE)
    }

    fn place_fails(&self, region: Option<RegionCode>) -> Fails {
        let inside = self
            .regions
            .as_ref()
            .is_none_or(|inside| region.is_some_and(|region| inside.contains(&region)));
        fail(inside, REGION)
    }
}

/// The rows of a pack by kind and by place: sorted once, where many searches are put to it.
pub(crate) struct Sorted {
    kinds: Vec<Bits>,
    places: Vec<Bits>,
    rows: usize,
}

impl Sorted {
    pub(crate) fn new(pack: &Pack) -> Self {
        let rows = pack.ids.len();
        let none = |of: usize| vec![Bits::none(rows); of + 1];
        let mut kinds = none(pack.kind_table.facts.len());
        let mut places = none(pack.place_table.regions.len());
        for row in 0..rows {
            kinds[pack.kinds[row] as usize].set(row);
            places[pack.places[row] as usize].set(row);
        }
        Self {
            kinds,
            places,
            rows,
        }
    }

    /// The rows of those that fail nothing.
    fn passing(&self, sets: &[Bits], fails: &[Fails]) -> Bits {
        if fails.iter().all(|&fails| fails == 0) {
            return Bits::all(self.rows);
        }
        let mut rows = Bits::none(self.rows);
        for (set, _) in sets.iter().zip(fails).filter(|(_, fails)| **fails == 0) {
            rows.add_all(set);
        }
        rows
    }
}

const fn fail(passes: bool, filter: Fails) -> Fails {
    if passes { 0 } else { filter }
}

/// The filters of a search for the rows of one pack. Kinds and places are judged once each; a row
/// only looks its own up. Rows lie newest first, so time is a range of rows.
struct Filter {
    kind_fails: Vec<Fails>,
    place_fails: Vec<Fails>,
    in_time: Range<usize>,
    amounts: Option<RangeInclusive<i64>>,
}

impl Filter {
    fn new(query: &Query<'_>, pack: &Pack) -> Self {
        let search = query.search;
        let day_after = |day: NaiveDate| day.num_days_from_ce().saturating_add(1);
        let first = search.to.map_or(0, |to| since(pack, day_after(to)));
        let from = search.from.map(|from| since(pack, from.num_days_from_ce()));
        let kinds = pack.kind_table.facts.iter().map(|&k| query.kind_fails(k));
        let places = pack.place_table.regions.iter();
        let places = places.map(|&p| query.place_fails(p));
        let bounded = search.min_fen.is_some() || search.max_fen.is_some();
        let (least, largest) = (search.min_fen, search.max_fen);
        Self {
            kind_fails: std::iter::once(0).chain(kinds).collect(),
            place_fails: std::iter::once(0).chain(places).collect(),
            in_time: first..from.unwrap_or(pack.ids.len()),
            amounts: bounded.then(|| least.unwrap_or(i64::MIN)..=largest.unwrap_or(i64::MAX)),
        }
    }

    #[inline]
    fn fails(&self, pack: &Pack, row: usize) -> Fails {
        let (kind, place) = (pack.kinds[row] as usize, pack.places[row] as usize);
        let mut fails = self.kind_fails[kind] | self.place_fails[place];
        fails |= fail(self.in_time.contains(&row), TIME);
        if let Some(amounts) = &self.amounts {
            let fen = pack.monies.fen(row);
            fails |= fail(fen.is_some_and(|fen| amounts.contains(&fen)), AMOUNT);
        }
        fails
    }
}

/// How many rows were published on a day, given as its number, or later.
fn since(pack: &Pack, day: i32) -> usize {
    pack.published.days.partition_point(|&d| d >= day)
}

/// The pass over one pack: filters and counts.
struct Pass<'a> {
    pack: &'a Pack,
    filter: Filter,
    /// The rows within each of [`TIME_STEPS`].
    steps: [usize; TIME_STEPS.len()],
    most: usize,
    found: Vec<usize>,
    /// Of the rows that fail nothing; then of those that fail only one filter, by its bit.
    counts: [Counts; 1 + Fails::BITS as usize],
}

/// Counts of rows. Entry 0 of kinds and places stands for "none", which no row's is.
struct Counts {
    kinds: Vec<u32>,
    places: Vec<u32>,
    times: [u32; TIME_STEPS.len() + 1],
    buckets: [u32; AMOUNT_STEPS.len() + 2],
}

impl Counts {
    fn new(pack: &Pack) -> Self {
        Self {
            kinds: vec![0; pack.kind_table.facts.len() + 1],
            places: vec![0; pack.place_table.regions.len() + 1],
            times: [0; TIME_STEPS.len() + 1],
            buckets: [0; AMOUNT_STEPS.len() + 2],
        }
    }
}

impl<'a> Pass<'a> {
    fn new(query: &Query<'_>, pack: &'a Pack, most: usize) -> Self {
        Self {
            pack,
            filter: Filter::new(query, pack),
            steps: TIME_STEPS.map(|step| since(pack, query.today.saturating_sub_unsigned(step))),
            most,
            found: Vec::new(),
            counts: std::array::from_fn(|_| Counts::new(pack)),
        }
    }

    #[inline]
    fn row(&mut self, row: usize) {
        let kind = self.pack.kinds[row] as usize;
        let place = self.pack.places[row] as usize;
        let fails = self.filter.fails(self.pack, row);
        let counts = match fails {
            0 => {
                if self.found.len() < self.most {
                    self.found.push(row);
                }
                &mut self.counts[0]
            }
            one if one.is_power_of_two() => &mut self.counts[1 + one.trailing_zeros() as usize],
            _ => return,
        };
        counts.kinds[kind] += 1;
        counts.places[place] += 1;
        counts.times[self
            .steps
            .iter()
            .map(|&end| usize::from(row >= end))
            .sum::<usize>()] += 1;
        counts.buckets[usize::from(self.pack.buckets[row])] += 1;
    }

    fn finish(self, results: &mut Results) -> Vec<usize> {
        results.total += self.counts[0].kinds.iter().sum::<u32>();
        let facets = &mut results.facets;
        for (at, counts) in self.counts.iter().enumerate() {
            // A filter's counts are of the rows that fail nothing, or nothing but it.
            let counted = |filter: Fails| at == 0 || at == 1 + filter.trailing_zeros() as usize;
            let facts = self.pack.kind_table.facts.iter();
            for (&(domain, stage), count) in facts.zip(&counts.kinds[1..]) {
                if counted(DOMAIN) {
                    facets.domains[domain as usize] += count;
                }
                if counted(STAGE) {
                    facets.stages[stage.map_or(Stage::ALL.len(), |s| s as usize)] += count;
                }
            }
            if counted(REGION) {
                for (region, &count) in self
                    .pack
                    .place_table
                    .regions
                    .iter()
                    .zip(&counts.places[1..])
                {
                    if let (Some(region), 1..) = (region, count) {
                        *facets.regions.entry(*region).or_default() += count;
                    }
                }
            }
            if counted(TIME) {
                let mut within = 0;
                for (all, count) in facets.times.iter_mut().zip(counts.times) {
                    within += count;
                    *all += within;
                }
            }
            if counted(AMOUNT) {
                for (all, count) in facets.amounts.iter_mut().zip(counts.buckets) {
                    *all += count;
                }
            }
        }
        self.found
    }
}
