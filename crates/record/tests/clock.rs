//! The legal clock against an independent library, the law's own examples, and real notices.

#![allow(clippy::unwrap_used, reason = "a test may end here")]

use chinese_holiday::chinese_holiday;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use record::clock::{Facts, Limits, Moment, Moments, Standing, Workdays};
use record::upstream::Draft;
use record::{Domain, Field, Stage, When};
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
    assert!(!ours.after(day("2026-11-23"), 18).expected);
    // Next year's notice may still move the last days of December.
    assert!(ours.after(day("2026-12-01"), 20).expected);
    assert!(ours.after_days(day("2017-12-31"), 1).expected);
    let far = ours.after_days(day("2026-11-26"), u32::MAX);
    assert_eq!(far.day, NaiveDate::MAX);
}

/// What is known of a notice that says when it was published, and these moments.
fn facts(domain: Domain, stage: Stage, moments: &[(Moment, &str)]) -> Facts<'static> {
    let published = Moments::default().with(Moment::Published, Some(when("2026-11-02")));
    Facts {
        domain,
        stage: Some(stage),
        moments: moments.iter().fold(published, |all, (moment, at)| {
            all.with(*moment, When::parse(at))
        }),
        fields: &[],
        amended: false,
        now: day("2026-11-26").and_hms_opt(9, 0, 0).unwrap(),
    }
}

fn stands(id: &str, facts: &Facts<'_>) -> Standing {
    let (limits, workdays) = (limits(), workdays());
    let judged = limits.judge(facts, &workdays);
    judged.iter().find(|j| j.limit.id == id).unwrap().standing
}

#[test]
fn no_real_publicity_of_candidates_breaks_the_three_days() {
    let (limits, workdays) = (limits(), workdays());
    let mut kept = 0;
    for line in YICHANG.lines() {
        let draft: Draft = serde_json::from_str(line).unwrap();
        let facts = facts(draft.domain, draft.stage.unwrap(), &[]);
        let moments = facts
            .moments
            .with(Moment::Published, Some(draft.published))
            .with(Moment::PublicityStart, draft.publicity_start)
            .with(Moment::PublicityEnd, draft.deadline);
        for judged in limits.judge(&Facts { moments, ..facts }, &workdays) {
            match judged.limit.id.as_str() {
                "works-candidates-publicity" => {
                    assert_eq!(judged.standing, Standing::Kept, "{line}");
                    kept += 1;
                }
                _ => assert!(matches!(judged.standing, Standing::Untold(_)), "{line}"),
            }
        }
    }
    assert_eq!(kept, 1966);
}

#[test]
fn a_publicity_is_measured_in_its_favour() {
    let publicity = |from, to| {
        let given = [(Moment::PublicityStart, from), (Moment::PublicityEnd, to)];
        let notice = facts(Domain::Works, Stage::AwardPending, &given);
        stands("works-candidates-publicity", &notice)
    };
    for (from, to, standing) in [
        // Three days after the first, whatever the hour.
        (
            "2026-11-02T17:00:00+08:00",
            "2026-11-05T17:00:00+08:00",
            Standing::Kept,
        ),
        (
            "2026-11-02T17:00:00+08:00",
            "2026-11-05T16:59:59+08:00",
            Standing::Kept,
        ),
        ("2026-11-02", "2026-11-05", Standing::Kept),
        // Three listed days from their first minute to their last.
        (
            "2026-11-02T00:00:00+08:00",
            "2026-11-04T23:59:00+08:00",
            Standing::Kept,
        ),
        ("2026-11-02T00:00:00+08:00", "2026-11-04", Standing::Kept),
        // Three listed days: enough if the first counts.
        ("2026-11-02", "2026-11-04", Standing::FirstDay),
        (
            "2026-11-02T09:00:00+08:00",
            "2026-11-04T17:00:00+08:00",
            Standing::FirstDay,
        ),
        // Too short by every count; but whether the limit holds here no source says.
        ("2026-11-02", "2026-11-03", Standing::BrokenIf(1)),
        ("2026-11-02", "2026-11-02", Standing::BrokenIf(2)),
        // An end before the start is no offence but another time.
        (
            "2026-11-05",
            "2026-11-02",
            Standing::Untold(Moment::PublicityEnd),
        ),
        ("", "2026-11-05", Standing::Untold(Moment::PublicityStart)),
        ("2026-11-02", "", Standing::Untold(Moment::PublicityEnd)),
    ] {
        assert_eq!(publicity(from, to), standing, "{from} to {to}");
    }
}

#[test]
fn only_what_every_reading_agrees_on_is_broken() {
    let sale = |from, to| {
        let given = [
            (Moment::DocumentsIssued, from),
            (Moment::DocumentsClosed, to),
        ];
        stands(
            "works-documents",
            &facts(Domain::Works, Stage::Tender, &given),
        )
    };
    assert_eq!(sale("2026-11-02", "2026-11-07"), Standing::Kept);
    assert_eq!(sale("2026-11-02", "2026-11-06"), Standing::FirstDay);
    assert_eq!(sale("2026-11-02", "2026-11-05"), Standing::Broken(1));
    let bidding = |to| {
        let from = (Moment::DocumentsIssued, "2026-11-02T16:30:00+08:00");
        let given = [from, (Moment::BidDeadline, to)];
        stands(
            "works-bidding",
            &facts(Domain::Works, Stage::Tender, &given),
        )
    };
    assert_eq!(bidding("2026-11-22T09:30:00+08:00"), Standing::Kept);
    assert_eq!(bidding("2026-11-15T09:30:00+08:00"), Standing::BrokenIf(6));
}

#[test]
fn what_was_amended_since_is_not_judged_by_its_old_times() {
    let given = [
        (Moment::DocumentsIssued, "2026-11-02"),
        (Moment::DocumentsClosed, "2026-11-04"),
        (Moment::BidDeadline, "2026-11-10"),
    ];
    let tender = Facts {
        amended: true,
        ..facts(Domain::Works, Stage::Tender, &given)
    };
    for id in ["works-documents", "works-bidding"] {
        assert_eq!(stands(id, &tender), Standing::Amended, "{id}");
    }
    // When a contract was signed and published no amendment changes.
    let given = [(Moment::Signed, "2026-11-02")];
    let contract = Facts {
        amended: true,
        ..facts(Domain::Procurement, Stage::Contract, &given)
    };
    assert_eq!(
        stands("procurement-contract-published", &contract),
        Standing::Kept
    );
}

#[test]
fn working_days_are_judged_over_known_days_off_alone() {
    let published = |signed, published| {
        let given = [(Moment::Published, published), (Moment::Signed, signed)];
        let notice = facts(Domain::Procurement, Stage::Contract, &given);
        stands("procurement-contract-published", &notice)
    };
    // Over the National Day week of 2026, with its make-up Saturdays.
    assert_eq!(published("2026-09-30", "2026-10-09"), Standing::Kept);
    assert_eq!(published("2026-09-30", "2026-10-10"), Standing::BrokenIf(1));
    assert_eq!(
        published("2027-01-04", "2027-02-04"),
        Standing::CalendarOpen
    );
    assert_eq!(published("2027-01-04", "2027-01-05"), Standing::Kept);
    assert_eq!(
        published("", "2026-10-10"),
        Standing::Untold(Moment::Signed)
    );
}

#[test]
fn what_was_not_read_is_untold_and_what_is_unchecked_is_reference() {
    let untold = Standing::Untold;
    let award = facts(Domain::Procurement, Stage::Award, &[]);
    assert_eq!(stands("procurement-award", &award), untold(Moment::Awarded));
    // A law that sets a limit of its own leaves no room for the general one.
    let (limits, workdays) = (limits(), workdays());
    let judged = limits.judge(&award, &workdays);
    assert!(judged.iter().all(|j| j.limit.id != "general-disclosure"));
    let assets = facts(Domain::StateAssets, Stage::Award, &[]);
    let general = stands("general-disclosure", &assets);
    assert_eq!(general, untold(Moment::Awarded));
    let tender = facts(Domain::Procurement, Stage::Tender, &[]);
    assert_eq!(
        stands("general-disclosure", &tender),
        untold(Moment::Formed)
    );
    let land = facts(Domain::Land, Stage::Award, &[]);
    assert_eq!(stands("land-result", &land), Standing::Reference);
    // When a notice of amendment was published is not when the amendment was sent.
    let given = [(Moment::BidDeadline, "2026-11-05")];
    let amendment = facts(Domain::Works, Stage::Amendment, &given);
    assert_eq!(
        stands("works-amendment", &amendment),
        untold(Moment::AmendmentIssued)
    );
    // The day of publication stands in for nothing.
    let given = [(Moment::BidDeadline, "2026-11-30")];
    let tender = facts(Domain::Works, Stage::Tender, &given);
    assert_eq!(
        stands("works-bidding", &tender),
        untold(Moment::DocumentsIssued)
    );
}

#[test]
fn where_the_source_says_whether_a_limit_holds_it_is_believed() {
    let given = [(Moment::ReportReceived, "2026-10-20")];
    let judged = |id: &str, value: &str| {
        let fields = [Field {
            code: "IS_TO_LAW".into(),
            label: String::new(),
            value: value.into(),
        }];
        let notice = Facts {
            fields: &fields,
            ..facts(Domain::Works, Stage::AwardPending, &given)
        };
        let (limits, workdays) = (limits(), workdays());
        let judged = limits.judge(&notice, &workdays);
        let found = judged.iter().find(|j| j.limit.id == id);
        found.map(|j| j.standing)
    };
    let said = |value| judged("works-candidates-announced", value);
    let general = |value| judged("general-disclosure", value);
    assert_eq!(said("是"), Some(Standing::Broken(10)));
    assert_eq!(said("1"), Some(Standing::Broken(10)));
    assert_eq!(said("否"), None);
    // What that limit does not time the general one does.
    assert_eq!(general("否"), Some(Standing::Kept));
    assert_eq!(general("是"), None);
    assert_eq!(said("不详"), Some(Standing::BrokenIf(10)));
}

#[test]
fn odd_limits_are_refused() {
    let with = |count: &str| {
        let json = String::from_utf8(include_bytes!("../data/limits.json").to_vec()).unwrap();
        Limits::from_json(
            json.replace("\"count\": 20", &format!("\"count\": {count}"))
                .as_bytes(),
        )
    };
    assert!(with("20").is_ok());
    for count in ["0", "367", "4294967295", "-1", "\"20\""] {
        assert!(with(count).is_err(), "{count}");
    }
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
