//! That projects run through every stage, stop short, are put off and kept secret, as they do.

use super::clock::{TOWN, percent, said};
use super::projects;
use crate::demo::plan::NEWEST_DAY;
use crate::demo::project::Made;
use chrono::Days;
use record::{Body, Domain, Stage};
use std::collections::{BTreeMap, BTreeSet, HashMap};

type Projects = BTreeMap<&'static str, Vec<&'static Made>>;

/// Projects that began long enough ago to have ended.
fn ended() -> Projects {
    let long_ago = NEWEST_DAY - Days::new(1_000);
    let mut all = projects(&TOWN);
    all.retain(|_, notices| notices[0].draft.published.date() < long_ago);
    all
}

fn stages(notices: &[&Made]) -> BTreeSet<Option<Stage>> {
    notices.iter().map(|m| m.draft.stage).collect()
}

/// The stages of a whole history in a domain.
fn whole(domain: Domain) -> &'static [Stage] {
    use Stage::*;
    match domain {
        Domain::Works => &[
            Planning,
            Tender,
            Opening,
            Qualification,
            Evaluation,
            AwardPending,
            Award,
            Contract,
            Implementation,
        ],
        Domain::Procurement => &[Planning, Tender, Opening, Award, Contract, Implementation],
        Domain::Land => &[
            Planning,
            Tender,
            AwardPending,
            Award,
            Contract,
            Implementation,
        ],
        Domain::Mining => &[Planning, Tender, AwardPending, Contract, Implementation],
        Domain::StateAssets | Domain::Other => &[Planning, Tender, Award, Contract, Implementation],
    }
}

#[test]
fn in_every_domain_some_projects_run_through_every_stage() {
    let mut counts: BTreeMap<Domain, (usize, usize)> = BTreeMap::new();
    for notices in ended().values() {
        let domain = notices[0].draft.domain;
        let stages = stages(notices);
        let all = whole(domain).iter().all(|s| stages.contains(&Some(*s)));
        let (full, of) = counts.entry(domain).or_default();
        *of += 1;
        *full += usize::from(all);
    }
    for domain in Domain::ALL {
        let (full, of) = counts[&domain];
        assert!(
            (3.0..25.0).contains(&percent(full, of)),
            "{domain:?}: {full} of {of}"
        );
    }
}

#[test]
fn in_every_domain_some_awards_never_see_a_contract() {
    let mut counts: BTreeMap<Domain, (usize, usize)> = BTreeMap::new();
    for notices in ended().values() {
        let stages = stages(notices);
        if stages.contains(&Some(Stage::Award)) || stages.contains(&Some(Stage::AwardPending)) {
            let (missing, of) = counts.entry(notices[0].draft.domain).or_default();
            *of += 1;
            *missing += usize::from(!stages.contains(&Some(Stage::Contract)));
        }
    }
    for domain in Domain::ALL {
        let (missing, of) = counts[&domain];
        assert!(
            (15.0..65.0).contains(&percent(missing, of)),
            "{domain:?}: {missing} of {of}"
        );
    }
}

#[test]
fn some_contracts_are_withheld_with_a_reason_and_without_a_price() {
    let contracts = TOWN
        .iter()
        .filter(|m| m.draft.stage == Some(Stage::Contract));
    let (withheld, public): (Vec<_>, Vec<_>) =
        contracts.partition(|m| said(m, "WITHHELD_BASIS").is_some());
    let share = percent(withheld.len(), withheld.len() + public.len());
    assert!((0.7..4.0).contains(&share), "{share}");
    for m in &withheld {
        assert_eq!(m.draft.stage_label, "合同（依法不予公开说明）");
        assert!(m.draft.money.is_none() && m.draft.attachments.is_empty());
        assert!(m.draft.candidates.iter().all(|c| c.money.is_none()));
        if let Body::Document(blocks) = &m.body {
            assert!(format!("{blocks:?}").contains("不予公开"));
        }
    }
    let works = |m: &&&Made| m.draft.domain == Domain::Works;
    assert!(withheld.iter().any(|m| works(&m)) && !withheld.iter().all(|m| works(&m)));
    assert!(public.iter().all(|m| m.draft.money.is_some()));
}

#[test]
fn amendments_move_deadlines_of_every_domain_that_has_them() {
    let mut counts: BTreeMap<Domain, (usize, usize)> = BTreeMap::new();
    for notices in projects(&TOWN).values() {
        let mut before = None;
        for m in notices {
            match m.draft.stage {
                Some(Stage::Tender) => before = m.draft.deadline,
                Some(Stage::Amendment) => {
                    assert!(before.is_some() && m.draft.deadline >= before);
                    let (moved, of) = counts.entry(m.draft.domain).or_default();
                    *of += 1;
                    *moved += usize::from(m.draft.deadline > before);
                    before = m.draft.deadline;
                }
                _ => {}
            }
        }
    }
    for domain in [Domain::Works, Domain::Procurement] {
        let (moved, of) = counts[&domain];
        assert!(
            (25.0..90.0).contains(&percent(moved, of)),
            "{domain:?}: {moved} of {of}"
        );
    }
    for domain in [Domain::Land, Domain::StateAssets] {
        assert!(counts[&domain].0 > 0, "{domain:?}");
    }
}

#[test]
fn what_the_catalogue_asks_for_is_mostly_given_and_sometimes_left_out() {
    for (stage, codes) in [
        (
            Stage::Tender,
            [
                "TENDER_CONTENT",
                "BID_QUALIFICATION",
                "TENDER_DOC_GET_METHOD",
                "BID_DOC_REFER_METHOD",
            ],
        ),
        (
            Stage::AwardPending,
            [
                "LIMITE_TIME",
                "EVALUATION_STATUS",
                "PM_CERTIFICATES",
                "WIN_CANDIDATE_QUALIFICATION",
            ],
        ),
    ] {
        let here = |m: &&Made| m.draft.domain == Domain::Works && m.draft.stage == Some(stage);
        let notices: Vec<_> = TOWN.iter().filter(here).collect();
        for code in codes {
            let without = notices.iter().filter(|m| said(m, code).is_none()).count();
            let share = percent(without, notices.len());
            assert!((2.0..6.0).contains(&share), "{code}: {share}");
        }
    }
}

#[test]
fn plans_of_land_supply_belong_to_no_project() {
    let plans = TOWN
        .iter()
        .filter(|m| m.draft.stage_label == "土地供应计划");
    let plans: Vec<_> = plans.collect();
    assert!(plans.len() > 10, "{}", plans.len());
    assert!(plans.iter().all(|m| m.draft.project.is_none()));
}

#[test]
fn a_few_bodies_publish_much_and_many_publish_little() {
    let mut bodies: HashMap<&str, u32> = HashMap::new();
    for m in TOWN.iter() {
        *bodies.entry(&m.draft.buyer).or_default() += 1;
    }
    let few = bodies.values().filter(|n| **n <= 3).count();
    let many = bodies.values().filter(|n| **n >= 80).count();
    assert!(few > 200 && many > 10, "{few} {many}");
}
