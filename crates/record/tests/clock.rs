//! The legal clock against an independent library, the law's own examples, and real notices.

#![allow(clippy::unwrap_used, reason = "a test may end here")]

use chinese_holiday::chinese_holiday;
use chrono::{Days, NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use record::clock::{Facts, Limits, Moment, Standing, Workdays};
use record::upstream::Draft;
use record::{Domain, Stage, When};
use std::collections::HashSet;

const YICHANG: &str = include_str!("../../../tests/data/real/yichang.drafts.jsonl");

fn workdays() -> Workdays {
    Workdays::from_json(include_bytes!("../data/holidays.json")).unwrap()
}

fn limits() -> Limits {
    Limits::from_json(include_bytes!("../data/limits.json")).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn when(text: &str) -> When {
    When::parse(text).unwrap()
}

fn now() -> NaiveDateTime {
    day("2026-11-26").and_hms_opt(9, 0, 0).unwrap()
}

/// Whether the other library says that people work.
fn other(day: NaiveDate) -> bool {
    chinese_holiday(&day).is_workday()
}

#[test]
fn every_day_that_the_other_library_knows_agrees_with_it() {
    let ours = workdays();
    let days = day("2018-01-01").iter_days();
    for day in days.take_while(|day| *day <= self::day("2026-12-25")) {
        assert_eq!(ours.is_workday(day), other(day), "{day}");
    }
}

proptest! {
    #[test]
    fn periods_of_working_days_end_where_the_other_library_ends_them(
        from in 0..3_100_u64,
        count in 0..60_u32,
    ) {
        let (ours, start) = (workdays(), day("2018-01-01") + Days::new(from));
        let mut left = count;
        let mut end = start;
        while left > 0 {
            end = end.succ_opt().unwrap();
            left -= u32::from(other(end));
        }
        prop_assert_eq!(ours.after(start, count).day, end);
        prop_assert_eq!(ours.between(start, end), count);
    }

    #[test]
    fn periods_of_natural_days_never_end_on_a_day_off(from in 0..3_100_u64, count in 1..60_u32) {
        let (ours, start) = (workdays(), day("2018-01-01") + Days::new(from));
        let last = start + Days::new(count.into());
        let end = (0..).map(|n| last + Days::new(n)).find(|day| other(*day)).unwrap();
        prop_assert_eq!(ours.after_days(start, count).day, end);
    }
}

#[test]
fn a_year_without_a_notice_is_only_expected() {
    let ours = workdays();
    assert!(!ours.after(day("2026-12-01"), 20).expected);
    assert!(ours.after(day("2026-12-20"), 20).expected);
    assert!(ours.after_days(day("2017-12-31"), 1).expected);
}

#[test]
fn no_real_publicity_of_candidates_breaks_the_three_days() {
    let (limits, workdays) = (limits(), workdays());
    let mut kept = 0;
    for line in YICHANG.lines() {
        let draft: Draft = serde_json::from_str(line).unwrap();
        let facts = Facts {
            domain: draft.domain,
            stage: draft.stage,
            published: draft.published,
            deadline: draft.deadline,
            publicity_start: draft.publicity_start,
            now: now(),
        };
        let judged = limits.judge(facts, &workdays);
        let publicity = judged
            .iter()
            .find(|j| j.limit.id == "works-candidates-publicity");
        assert_eq!(publicity.unwrap().standing, Standing::Kept, "{line}");
        assert!(
            judged
                .iter()
                .all(|j| !matches!(j.standing, Standing::Broken(_))),
            "{line}"
        );
        kept += 1;
    }
    assert_eq!(kept, 1966);
}

/// How a notice of these times stands against one limit.
fn stands(id: &str, stage: Stage, published: &str, from: &str, to: &str) -> Standing {
    let limits = limits();
    let limit = limits.limits.iter().find(|l| l.id == id).unwrap();
    let facts = Facts {
        domain: limit.domain.unwrap_or(Domain::Other),
        stage: Some(stage),
        published: when(published),
        deadline: When::parse(to),
        publicity_start: When::parse(from),
        now: now(),
    };
    let judged = limits.judge(facts, &workdays());
    judged.iter().find(|j| j.limit.id == id).unwrap().standing
}

#[test]
fn a_publicity_is_measured_as_it_is_written() {
    let publicity = |from, to| {
        let id = "works-candidates-publicity";
        stands(id, Stage::AwardPending, "2026-11-02", from, to)
    };
    for (from, to, standing) in [
        // 72 hours to the second, over a weekend too.
        (
            "2026-11-02T17:00:00+08:00",
            "2026-11-05T17:00:00+08:00",
            Standing::Kept,
        ),
        (
            "2026-11-02T17:00:00+08:00",
            "2026-11-05T16:59:59+08:00",
            Standing::Broken(1),
        ),
        // Days: the first does not count, the last lasts to its end.
        ("2026-11-02", "2026-11-05", Standing::Kept),
        ("2026-11-02", "2026-11-04", Standing::Broken(1)),
        ("2026-11-02T17:00:00+08:00", "2026-11-05", Standing::Kept),
        ("2026-11-02T00:00:00+08:00", "2026-11-04", Standing::Kept),
        // An end before the start is no length at all.
        ("2026-11-05", "2026-11-02", Standing::Broken(3)),
        // Without a stated start the day of publication stands in, and accuses nobody.
        ("", "2026-11-05", Standing::Kept),
        ("", "2026-11-03", Standing::Untold(Moment::PublicityStart)),
        ("2026-11-02", "", Standing::Untold(Moment::PublicityEnd)),
    ] {
        assert_eq!(publicity(from, to), standing, "{from} to {to}");
    }
}

#[test]
fn what_the_source_does_not_give_is_untold_and_what_is_unchecked_is_reference() {
    let award = |id| stands(id, Stage::Award, "2026-11-02", "", "");
    let untold = Standing::Untold;
    assert_eq!(award("procurement-award"), untold(Moment::Awarded));
    assert_eq!(award("general-disclosure"), untold(Moment::Formed));
    assert_eq!(award("land-result"), Standing::Reference);
    // Twenty days from the notice, where the day on which documents were issued is not given.
    let bidding = |to| stands("works-bidding", Stage::Tender, "2026-11-02", "", to);
    assert_eq!(bidding("2026-11-22"), Standing::Kept);
    assert_eq!(bidding("2026-11-21"), untold(Moment::DocumentsIssued));
    // What was published is judged, whoever was late.
    let amendment = |to| stands("works-amendment", Stage::Amendment, "2026-11-02", "", to);
    assert_eq!(amendment("2026-11-17"), Standing::Kept);
    assert_eq!(amendment("2026-11-10"), Standing::Broken(7));
}

#[test]
fn each_limit_has_a_name_a_source_and_a_way_to_be_asked() {
    let limits = limits();
    let mut ids = HashSet::new();
    for limit in &limits.limits {
        assert!(ids.insert(&limit.id), "{} stands twice", limit.id);
        assert!(!limit.name.zh.is_empty() && !limit.name.en.is_empty());
        assert!(!limit.law.is_empty() && limit.count > 0, "{}", limit.id);
        assert_ne!(limit.from, limit.to, "{}", limit.id);
    }
    for domain in Domain::ALL {
        // The general limit holds for everybody, whatever the stage.
        assert!(
            limits
                .of(domain, None)
                .any(|l| l.id == "general-disclosure")
        );
    }
}
