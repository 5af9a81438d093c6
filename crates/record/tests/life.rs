//! The life of a project, by table.

use record::{Domain, Notice, NoticeId, SourceId, Stage, StepState, When, life};

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
        suppliers: Vec::new(),
        published: published.unwrap_or_else(|| unreachable!("{day} is a day")),
        deadline: None,
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
    life(domain, &notices)
        .into_iter()
        .map(|step| match step.state {
            StepState::Published(..) => 'p',
            StepState::Unseen => 'u',
            StepState::Ahead => 'a',
            StepState::Ended => 'e',
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
    let steps = life(Domain::Works, &notices);
    let first = &notices[1];
    assert_eq!(
        steps[0].state,
        StepState::Published(first.id, first.published)
    );
}
