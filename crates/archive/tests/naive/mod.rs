//! The archive's answers, made the plain way: a walk over all notices for each count.

use archive::{AMOUNT_STEPS, Facets, Results, TIME_STEPS, newest_first};
use chrono::{Days, NaiveDate, NaiveDateTime};
use record::{Notice, ProjectCode, Regions, Search, When, fold};
use std::collections::BTreeMap;

/// Packs as lists of notices.
#[derive(Debug, Default)]
pub(crate) struct Naive(Vec<(String, Vec<Notice>)>);

impl Naive {
    pub(crate) fn insert(&mut self, key: String, notices: Vec<Notice>) {
        self.remove(&key);
        self.0.push((key, notices));
    }

    pub(crate) fn remove(&mut self, key: &str) {
        self.0.retain(|(k, _)| k != key);
    }

    pub(crate) fn keys(&self) -> Vec<&str> {
        self.0.iter().map(|(key, _)| &**key).collect()
    }

    /// Every notice once, in the state that was put in last, newest first.
    pub(crate) fn all(&self) -> Vec<Notice> {
        let last: BTreeMap<_, _> = self
            .0
            .iter()
            .flat_map(|(_, all)| all)
            .map(|n| (n.id, n))
            .collect();
        let mut all: Vec<Notice> = last.into_values().cloned().collect();
        all.sort_by(newest_first);
        all
    }

    pub(crate) fn project(&self, code: &ProjectCode) -> Vec<Notice> {
        let mut all = self.all();
        all.retain(|n| n.project.as_ref() == Some(code));
        all.reverse();
        all
    }

    pub(crate) fn closing_soon(
        &self,
        from: NaiveDateTime,
        until: NaiveDateTime,
        limit: usize,
    ) -> Vec<Notice> {
        let mut all = self.all();
        all.retain(|n| {
            n.deadline.is_some_and(|d| match d {
                When::Day(day) => day >= from.date() && day <= until.date(),
                When::At(at) => at >= from && at <= until,
            })
        });
        all.sort_by_key(|n| (n.deadline, n.id));
        all.truncate(limit);
        all
    }

    pub(crate) fn search(
        &self,
        search: &Search,
        regions: &Regions,
        today: NaiveDate,
        offset: u32,
        limit: u32,
    ) -> Results {
        let all = self.all();
        let matching = |search: &Search| -> Vec<&Notice> {
            all.iter().filter(|n| matches(n, search, regions)).collect()
        };
        let found = matching(search);
        let page = found.iter().skip(offset as usize).take(limit as usize);
        Results {
            total: found.len() as u32,
            searched: all.len() as u32,
            notices: page.map(|&n| n.clone()).collect(),
            facets: facets(&matching, search, today),
        }
    }
}

/// Each filter's counts, with that filter lifted.
fn facets<'a>(
    matching: &dyn Fn(&Search) -> Vec<&'a Notice>,
    search: &Search,
    today: NaiveDate,
) -> Facets {
    let mut facets = Facets::default();
    let lifted = |lift: fn(&mut Search)| {
        let mut search = search.clone();
        lift(&mut search);
        matching(&search)
    };
    for n in lifted(|s| s.domains.clear()) {
        facets.domains[n.domain as usize] += 1;
    }
    for n in lifted(|s| s.stages.clear()) {
        facets.stages[n.stage.map_or(11, |s| s as usize)] += 1;
    }
    for region in lifted(|s| s.region = None)
        .into_iter()
        .filter_map(|n| n.region)
    {
        *facets.regions.entry(region).or_default() += 1;
    }
    for n in lifted(|s| (s.from, s.to) = (None, None)) {
        for (count, step) in facets.times.iter_mut().zip(TIME_STEPS) {
            *count += u32::from(n.published.date() >= today - Days::new(step.into()));
        }
        facets.times[TIME_STEPS.len()] += 1;
    }
    for n in lifted(|s| (s.min_fen, s.max_fen) = (None, None)) {
        let bucket = match n.money.as_ref().and_then(|m| m.fen()) {
            None => 4,
            Some(fen) if fen < AMOUNT_STEPS[0] => 0,
            Some(fen) if fen < AMOUNT_STEPS[1] => 1,
            Some(fen) if fen < AMOUNT_STEPS[2] => 2,
            Some(_) => 3,
        };
        facets.amounts[bucket] += 1;
    }
    facets
}

fn matches(n: &Notice, search: &Search, regions: &Regions) -> bool {
    let terms = search.terms();
    let has = |word: &String| {
        let word = fold(word);
        let project = n.project.iter().map(|p| p.as_str());
        let names = [&n.title, &n.buyer, &n.agency];
        let all = names.into_iter().chain(&n.suppliers).map(|s| &**s);
        all.chain(project).any(|text| fold(text).contains(&word))
    };
    let fen = n.money.as_ref().and_then(|m| m.fen());
    let day = n.published.date();
    terms.include.iter().all(has)
        && !terms.exclude.iter().any(has)
        && (search.domains.is_empty() || search.domains.contains(&n.domain))
        && (search.stages.is_empty() || n.stage.is_some_and(|s| search.stages.contains(&s)))
        && search
            .region
            .is_none_or(|r| n.region.is_some_and(|at| regions.subtree(r).contains(&at)))
        && search.from.is_none_or(|from| day >= from)
        && search.to.is_none_or(|to| day <= to)
        && search
            .min_fen
            .is_none_or(|min| fen.is_some_and(|fen| fen >= min))
        && search
            .max_fen
            .is_none_or(|max| fen.is_some_and(|fen| fen <= max))
}
