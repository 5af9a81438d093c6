//! What a made-up record promises, checked over a few thousand of its notices.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

mod clock;
mod histories;

use super::plan::{NEWEST_DAY, Plan, generate};
use super::project::Made;
use chrono::Days;
use record::{Body, Domain, MoneyKind, Stage};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

fn made(notices: u32, seed: u64) -> Vec<Made> {
    let mut all = Vec::new();
    let plan = Plan {
        notices,
        seed,
        until: NEWEST_DAY,
    };
    let done: Result<(), ()> = plan.each(|made| {
        all.push(made);
        Ok(())
    });
    done.unwrap();
    all
}

fn hash(notices: u32, seed: u64) -> [u8; 32] {
    let mut hash = Sha256::new();
    generate(notices, seed, |draft, body| {
        hash.update(serde_json::to_vec(&(draft, body)).unwrap());
    });
    hash.finalize().into()
}

#[test]
fn the_same_parameters_make_the_same_bytes() {
    assert_eq!(hash(1_500, 7), hash(1_500, 7));
    assert_ne!(hash(1_500, 7), hash(1_500, 8));
    assert_ne!(hash(1_500, 7), hash(1_501, 7));
}

#[test]
fn the_count_is_exact_and_corrections_are_few_and_come_under_a_known_key() {
    for notices in [0, 1, 2, 17, 999, 5_000] {
        let all = made(notices, 1);
        let mut keys = HashSet::new();
        for m in &all {
            assert_eq!(
                keys.insert(m.draft.key.clone()),
                !m.again,
                "{}",
                m.draft.key
            );
        }
        assert_eq!(keys.len(), notices as usize);
    }
    let all = made(5_000, 1);
    let corrected = all.iter().filter(|m| m.again).count();
    assert!((20..250).contains(&corrected), "{corrected}");
    for pair in all.windows(2).filter(|pair| pair[1].again) {
        assert_ne!(pair[0].draft, pair[1].draft);
        assert!(pair[0].seen < pair[1].seen);
    }
}

#[test]
fn every_name_says_that_it_is_an_example() {
    for Made { draft, .. } in made(5_000, 2) {
        let names = draft.candidates.iter().map(|c| &c.name);
        for name in names.chain([&draft.buyer, &draft.agency]) {
            assert!(name.is_empty() || name.contains("示例"), "{name}");
        }
        let named = ["PM_CERTIFICATES", "APPROVE_DEPT_NAME"];
        for field in &draft.fields {
            let name = named.contains(&field.code.as_str());
            assert!(!name || field.value.contains("示例"), "{}", field.value);
        }
        let links = draft.attachments.iter().map(|a| &a.url);
        for link in links.chain(&draft.official_url) {
            assert!(link.starts_with("https://example.invalid/"), "{link}");
        }
    }
}

/// Notices of each project, in the order in which they were made, corrections left out.
fn projects(all: &[Made]) -> BTreeMap<&str, Vec<&Made>> {
    let mut projects: BTreeMap<&str, Vec<&Made>> = BTreeMap::new();
    for m in all.iter().filter(|m| !m.again) {
        if let Some(code) = &m.draft.project {
            projects.entry(code.as_str()).or_default().push(m);
        }
    }
    projects
}

#[test]
fn stages_of_a_project_follow_one_another_in_time() {
    let all = made(8_000, 3);
    let mut seen = BTreeSet::new();
    for (code, notices) in projects(&all) {
        let mut last = (Stage::Planning, notices[0].draft.published.start());
        for m in notices {
            let stage = m.draft.stage.unwrap_or(Stage::Implementation);
            let at = m.draft.published.start();
            let again = last.0 == Stage::Cancellation && stage == Stage::Tender;
            assert!(
                again || stage >= last.0,
                "{code}: {stage:?} after {:?}",
                last.0
            );
            assert!(at >= last.1, "{code}: {at} before {}", last.1);
            let ahead = m.draft.deadline.is_none_or(|d| d.start() > at);
            assert!(ahead, "{code}: a deadline before publication");
            last = (stage, at);
            seen.insert(stage);
        }
    }
    assert_eq!(seen.len(), Stage::ALL.len(), "{seen:?}");
}

#[test]
fn money_is_bid_won_and_contracted_within_the_ceiling() {
    let all = made(8_000, 4);
    let mut compared = 0;
    for (code, notices) in projects(&all) {
        let of = |kind: MoneyKind| {
            let mut moneys = notices.iter().filter_map(|m| m.draft.money.as_ref());
            let latest = moneys.rfind(|m| m.kind == kind);
            latest.map(|m| m.price.clone())
        };
        let fen = |kind| match of(kind) {
            Some(record::Price::Fen(fen)) => Some(fen),
            _ => None,
        };
        if let (Some(award), Some(contract)) = (of(MoneyKind::Award), of(MoneyKind::Contract)) {
            assert_eq!(award, contract, "{code}");
        }
        let sale = notices[0].draft.domain.is_sale();
        let limit = fen(MoneyKind::Ceiling).or(fen(MoneyKind::Budget));
        if let (Some(limit), Some(award)) = (limit, fen(MoneyKind::Award)) {
            compared += 1;
            assert!(
                award > 0 && if sale { award >= limit } else { award <= limit },
                "{code}"
            );
        }
        if let (Some(ceiling), Some(budget), false) =
            (fen(MoneyKind::Ceiling), fen(MoneyKind::Budget), sale)
        {
            assert!(ceiling <= budget, "{code}");
        }
    }
    assert!(compared > 500);
    let has = |test: fn(&record::Price) -> bool| {
        let mut moneys = all.iter().filter_map(|m| m.draft.money.as_ref());
        moneys.any(|m| test(&m.price))
    };
    assert!(has(|p| matches!(p, record::Price::Rate(_))));
    assert!(has(|p| matches!(p, record::Price::Text(_))));
}

#[test]
fn every_domain_region_and_year_is_there_and_something_is_still_open() {
    let all = made(5_000, 1);
    let domains: BTreeSet<Domain> = all.iter().map(|m| m.draft.domain).collect();
    assert_eq!(domains.len(), Domain::ALL.len());
    let regions: BTreeSet<u32> = all.iter().map(|m| m.draft.region.unwrap().0).collect();
    let expected = [
        441_500, 441_501, 441_502, 441_521, 441_523, 441_540, 441_542, 441_581,
    ];
    assert_eq!(regions, BTreeSet::from(expected));
    let in_year = |year: &str| {
        let dates = all.iter().map(|m| m.draft.published.to_string());
        dates.filter(|d| d.starts_with(year)).count()
    };
    assert!(in_year("2018") > 100);
    assert!(in_year("2026") > 2 * in_year("2018"));
    let evening = NEWEST_DAY.and_hms_opt(18, 30, 0).unwrap();
    assert!(
        all.iter()
            .all(|m| m.draft.published.start() <= evening && m.seen <= evening)
    );
    let open = |m: &&Made| m.draft.deadline.is_some_and(|d| d.start() > evening);
    assert!(all.iter().filter(open).count() > 20);
    let week = NEWEST_DAY - Days::new(7);
    assert!(
        all.iter()
            .filter(|m| m.draft.published.date() > week)
            .count()
            > 8
    );
    let texts = all
        .iter()
        .filter(|m| matches!(m.body, Body::Document(_)))
        .count();
    assert!(texts > all.len() * 8 / 10 && texts < all.len());
}

#[test]
fn titles_differ_as_those_of_a_city_do_and_some_are_very_long() {
    let all = made(20_000, 1);
    let titles: Vec<&str> = all
        .iter()
        .filter(|m| !m.again)
        .map(|m| m.draft.title.as_str())
        .collect();
    let distinct: HashSet<&&str> = titles.iter().collect();
    assert!(distinct.len() * 10 > titles.len() * 9, "{}", distinct.len());
    let long = titles.iter().filter(|t| t.chars().count() >= 80).count();
    assert!(long > 100, "{long}");
    let mut buyers: HashMap<&str, u32> = HashMap::new();
    let mut firms: HashSet<&str> = HashSet::new();
    for m in &all {
        *buyers.entry(&m.draft.buyer).or_default() += 1;
        firms.extend(m.draft.candidates.iter().map(|c| c.name.as_str()));
    }
    assert!(
        (300..8_000).contains(&buyers.len()),
        "{} bodies",
        buyers.len()
    );
    assert!((500..9_000).contains(&firms.len()), "{} firms", firms.len());
}
