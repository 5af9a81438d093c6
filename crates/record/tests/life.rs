//! The life of a project, by table.

#![allow(clippy::unwrap_used, reason = "a test may end here")]

use chrono::NaiveDate;
use record::clock::{Law, Limits, Workdays};
use record::{Domain, Notice, NoticeId, SourceId, Stage, StepState, View, When, life};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn notice(number: u64, stage: Stage, day: &str) -> Notice {
    let published = When::parse(day);
    Notice {
        id: NoticeId::from_bits(number),
        source: SourceId("test".to_owned()),
        title: "示例".into(),
        project: None,
        deal_code: None,
        domain: Domain::Works,
        category: String::new(),
        stage: Some(stage),
        stage_label: String::new(),
        region: None,
        region_label: String::new(),
        buyer: String::new(),
        agency: String::new(),
        suppliers: vec!["示例公司".into()],
        published: published.unwrap_or_else(|| unreachable!("{day} is a day")),
        deadline: None,
        formed: None,
        money: None,
        revision: 1,
    }
}

/// The life as one letter a stage: published, unseen, ahead, ended.
fn letters(domain: Domain, notices: &[(Stage, &str)]) -> String {
    let notices: Vec<_> = (1..)
        .zip(notices)
        .map(|(n, (stage, day))| notice(n, *stage, day))
        .collect();
    let view = View {
        law: None,
        gives: |_: &SourceId, _, _| true,
        today: day("2026-11-26"),
        read_until: Some(day("2026-11-26")),
    };
    life(domain, &notices, &view)
        .into_iter()
        .map(|step| match step.state {
            StepState::Published(..) => 'p',
            StepState::Unseen => 'u',
            StepState::Ahead => 'a',
            StepState::Ended => 'e',
            StepState::Withheld(..) => 'w',
            StepState::NotProvided => 'n',
            StepState::Due(..) => 'd',
            StepState::Overdue(..) => 'o',
        })
        .collect()
}

#[test]
fn a_gap_is_what_is_known_of_it() {
    use Stage::{Amendment, Award, AwardPending, Cancellation, Contract, Planning, Tender};
    let (first, then, last) = ("2026-01-05", "2026-02-05", "2026-03-05");
    for (domain, notices, expected) in [
        // Tender, opening, candidates, award, contract, implementation.
        (Domain::Works, &[(Tender, first)][..], "paaaaa"),
        (
            Domain::Works,
            &[(Tender, first), (AwardPending, then)],
            "pupaaa",
        ),
        // What is there before the tender, and an amendment, show where there was one.
        (
            Domain::Works,
            &[(Planning, first), (Tender, then), (Amendment, last)],
            "pppaaaaa",
        ),
        // In the order of the stages, whatever came first.
        (
            Domain::Procurement,
            &[(Contract, first), (Tender, then)],
            "pupa",
        ),
        (Domain::Procurement, &[(Award, first)], "upaa"),
        // Ended, and held again after a failure.
        (
            Domain::Works,
            &[(Tender, first), (Cancellation, then)],
            "peeeeep",
        ),
        (
            Domain::Works,
            &[(Tender, first), (Cancellation, then), (Tender, last)],
            "paaaaap",
        ),
        (Domain::Land, &[(Tender, first), (Award, then)], "pup"),
        (Domain::StateAssets, &[(Tender, first)], "pa"),
        (Domain::Other, &[(Tender, first)], "p"),
        (Domain::Other, &[], ""),
        (Domain::Mining, &[], "aaa"),
    ] {
        assert_eq!(letters(domain, notices), expected, "{domain:?} {notices:?}");
    }
}

#[test]
fn a_stage_is_dated_by_its_first_notice() {
    let notices = [
        notice(7, Stage::Tender, "2026-02-05"),
        notice(8, Stage::Tender, "2026-01-05"),
    ];
    let view = View {
        law: None,
        gives: |_: &SourceId, _, _| true,
        today: day("2026-11-26"),
        read_until: Some(day("2026-11-26")),
    };
    let steps = life(Domain::Works, &notices, &view);
    let first = &notices[1];
    assert_eq!(
        steps[0].state,
        StepState::Published(first.id, first.published)
    );
}

#[test]
fn what_is_to_come_has_the_day_that_the_law_gives_it() {
    let law = Law {
        limits: Limits::from_json(include_bytes!("../data/limits.json")).unwrap(),
        workdays: Workdays::from_json(include_bytes!("../data/holidays.json")).unwrap(),
    };
    let state = |domain, stage, today: &str| {
        let notices = [
            notice(1, Stage::Tender, "2026-05-04"),
            notice(2, Stage::Award, "2026-06-01"),
        ];
        let mut view = View {
            law: Some(&law),
            gives: |_: &SourceId, _, given| given != Stage::Implementation,
            today: day(today),
            read_until: None,
        };
        // What fell due after its source was last read in full is only not seen.
        let steps = life(domain, &notices, &view);
        assert!(
            !steps
                .iter()
                .any(|s| matches!(s.state, StepState::Overdue(..)))
        );
        view.read_until = Some(day(today));
        let steps = life(domain, &notices, &view);
        steps.iter().find(|s| s.stage == stage).unwrap().state
    };
    let contract = |domain, today| state(domain, Stage::Contract, today);
    let due = |state| match state {
        StepState::Due(due, by) => (due.day.to_string(), 'd', by.id.clone()),
        StepState::Overdue(due, by) => (due.day.to_string(), 'o', by.id.clone()),
        other => (String::new(), '-', format!("{other:?}")),
    };
    let id = "procurement-contract-due".to_owned();
    // Thirty days to 1 July, and two working days.
    let date = "2026-07-03".to_owned();
    let at = |today| due(contract(Domain::Procurement, today));
    assert_eq!(at("2026-07-03"), (date.clone(), 'd', id.clone()));
    assert_eq!(at("2026-07-04"), (date, 'o', id));
    // Overdue under a condition, which it names: nothing is overdue for certain.
    let works = contract(Domain::Works, "2026-11-26");
    assert!(
        matches!(works, StepState::Overdue(_, by) if by.only.is_some()),
        "{works:?}"
    );
    let accepted = state(Domain::Procurement, Stage::Implementation, "2026-07-04");
    assert_eq!(accepted, StepState::NotProvided);
}

#[test]
fn a_statement_that_a_stage_is_withheld_stands_until_the_stage_is_public() {
    let mut statement = notice(1, Stage::Contract, "2026-05-04");
    statement.stage_label = "合同（依法不予公开说明）".into();
    let contract = notice(2, Stage::Contract, "2026-06-04");
    let view = View {
        law: None,
        gives: |_: &SourceId, _, _| true,
        today: day("2026-11-26"),
        read_until: Some(day("2026-11-26")),
    };
    let state = |notices: &[Notice]| {
        let steps = life(Domain::Procurement, notices, &view);
        steps
            .iter()
            .find(|s| s.stage == Stage::Contract)
            .unwrap()
            .state
    };
    assert_eq!(
        state(&[statement.clone()]),
        StepState::Withheld(statement.id, statement.published)
    );
    assert_eq!(
        state(&[statement, contract.clone()]),
        StepState::Published(contract.id, contract.published)
    );
}
