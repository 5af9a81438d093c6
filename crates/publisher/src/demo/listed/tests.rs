//! What the made-up lists promise.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

use super::*;
use crate::demo::plan::{NEWEST_DAY, generate};
use record::debarment::Status;
use std::collections::HashMap;

fn all() -> Vec<Debarment> {
    lists(1, NEWEST_DAY).concat()
}

#[test]
fn every_name_says_that_it_is_an_example_and_the_same_seed_makes_the_same() {
    assert_eq!(all(), all());
    assert_ne!(all(), lists(2, NEWEST_DAY).concat());
    for entry in all() {
        assert!(entry.name.contains("示例") && entry.authority.contains("示例"));
        assert!(entry.begins().unwrap() <= NEWEST_DAY);
    }
}

#[test]
fn entries_of_every_fate_and_writing_are_among_them() {
    let all = all();
    assert!((115..135).contains(&all.len()), "{}", all.len());
    let on = |days: u64| {
        let day = NEWEST_DAY.checked_add_days(Days::new(days)).unwrap();
        all.iter()
            .filter(move |e| e.status(day) == Status::Listed)
            .count()
    };
    assert!(on(0) > 50 && on(0) - on(8) >= 8, "{} {}", on(0), on(8));
    let of = |wanted: fn(&Debarment) -> bool| all.iter().filter(|e| wanted(e)).count();
    assert_eq!(of(|e| e.withdrawn.is_some()), 8);
    assert!(of(|e| matches!(e.status(NEWEST_DAY), Status::Ended(_))) > 20);
    assert!(of(|e| e.code.is_none() && e.code_as_sent.len() == 18) > 5);
    assert!(of(|e| e.code.is_none() && e.code_as_sent.is_empty()) > 5);
    assert!(of(|e| e.until.is_none()) > 3);
    let swapped = all.iter().filter(|e| e.code_as_sent.len() == 18);
    for entry in swapped {
        let code = record::debarment::CreditCode::parse(&entry.code_as_sent);
        assert_eq!(code, None, "{}", entry.code_as_sent);
    }
}

#[test]
fn some_who_are_listed_win_by_code_and_namesakes_win_by_name_alone() {
    let all = all();
    let held = |e: &&Debarment| e.status(NEWEST_DAY) == Status::Listed;
    let codes: HashMap<&str, &Debarment> = all
        .iter()
        .filter(held)
        .filter_map(|e| Some((e.code.as_ref()?.as_str(), e)))
        .collect();
    let names: HashMap<&str, &Debarment> = all
        .iter()
        .filter(held)
        .map(|e| (e.name.as_str(), e))
        .collect();
    let (mut by_code, mut joint, mut namesakes) = (0, 0, 0);
    generate(5_000, 1, |draft, _| {
        let day = draft.published.date();
        let given: Vec<&str> = (draft.fields.iter())
            .filter(|f| ["WINNINGBIDDER_CODE", "WIN_BIDDER_CODE"].contains(&f.code.as_str()))
            .map(|f| f.value.as_str())
            .collect();
        let listed = |code: &&&str| {
            codes
                .get(**code)
                .is_some_and(|e| e.begins().unwrap() <= day)
        };
        let hits = given.iter().filter(listed).count();
        by_code += usize::from(hits > 0);
        let is_joint = draft
            .candidates
            .iter()
            .any(|c| c.name.contains("联合体") || c.name.contains("(主)"));
        joint += usize::from(is_joint && !given.is_empty());
        namesakes += draft
            .candidates
            .iter()
            .filter_map(|c| names.get(c.name.as_str()))
            .filter(|e| e.code != codes::of(&e.name, 0))
            .count();
    });
    assert!((5..400).contains(&by_code), "{by_code}");
    assert!(joint > 20 && namesakes > 5, "{joint} {namesakes}");
}
