//! A check as a transaction: it takes only what reaches back to the cursor that lies on the device.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

use archive::{Change, Changes, encode_changes};
use chrono::{NaiveDate, NaiveDateTime};
use record::follow::{Class, Classes, Following, Held, Moved, Subscription, Target};
use record::site::Dataset;
use record::{Domain, Notice, NoticeId, ProjectCode, SourceId, Stage, When};
use worker::step::{Fetched, Head, check, is_clock_sane, unread, untold};

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 26)
        .unwrap()
        .and_hms_opt(9, 0, 0)
        .unwrap()
}

fn head(sequence: u64) -> Head {
    Head {
        dataset: Dataset::Live,
        sequence,
        changes_after: 0,
        day: now().date(),
    }
}

fn notice(deadline: u32) -> Notice {
    Notice {
        id: NoticeId::from_bits(7),
        source: SourceId("ygp".into()),
        title: "示例镇道路工程".into(),
        project: Some(ProjectCode("P".into())),
        deal_code: None,
        domain: Domain::Works,
        category: String::new(),
        stage: Some(Stage::Tender),
        stage_label: "公告".into(),
        region: None,
        region_label: String::new(),
        buyer: String::new(),
        agency: String::new(),
        suppliers: Vec::new(),
        published: When::Day(now().date()),
        deadline: Some(day(deadline)),
        formed: None,
        money: None,
        revision: 1,
    }
}

fn day(of_december: u32) -> When {
    When::Day(NaiveDate::from_ymd_opt(2026, 12, of_december).unwrap())
}

/// A file of one change: the deadline moved from one day to another.
fn file(sequence: u64, from: u32, to: u32) -> Changes {
    let change = Change {
        sequence,
        notice: notice(to),
        classes: Classes::one(Class::Deadline),
        deadline_before: Some(day(from)),
        fen_before: None,
    };
    Changes::decode(&encode_changes(&[change], |_| None)).unwrap()
}

fn run(
    following: &mut Following,
    sequence: u64,
    from: Option<u64>,
    changes: &[Changes],
) -> Option<u32> {
    let list = None::<fn(&[Subscription]) -> Held>;
    let fetched = Fetched {
        head: head(sequence),
        from,
        changes,
        list,
    };
    check(following, fetched, now()).map(|told| told.alerts)
}

fn follows_all() -> Following {
    let mut following = Following::default();
    assert_eq!(run(&mut following, 100, None, &[]), Some(0));
    let target = Target::Search(String::new());
    let new = Subscription {
        id: 0,
        name: String::new(),
        classes: target.possible(),
        target,
        created: now(),
        since: 100,
        muted_until: None,
    };
    following.subscribe(new, None);
    following
}

#[test]
fn what_was_fetched_for_another_cursor_is_not_taken() {
    let mut following = follows_all();
    let before = following.clone();
    // The device was read too early and seemed empty; or a page's memory had run ahead.
    assert_eq!(run(&mut following, 120, None, &[]), None);
    assert_eq!(run(&mut following, 120, Some(110), &[]), None);
    assert_eq!(following, before);
    // Fetched for an earlier cursor is more than enough.
    assert_eq!(
        run(&mut following, 120, Some(90), &[file(105, 1, 2)]),
        Some(1)
    );
    assert_eq!(
        run(&mut following, 120, Some(90), &[file(105, 1, 2)]),
        Some(0)
    );
    // Nothing new needs no files.
    assert_eq!(run(&mut following, 120, None, &[]), Some(0));
}

#[test]
fn files_in_any_order_tell_the_first_value_and_the_last() {
    let mut following = follows_all();
    assert_eq!(
        run(
            &mut following,
            120,
            Some(100),
            &[file(110, 2, 3), file(105, 1, 2)]
        ),
        Some(1)
    );
    let moved = following.alerts[0].moved.clone();
    assert_eq!(moved, Some(Moved::Deadline(Some(day(1)), Some(day(3)))));
}

#[test]
fn each_alert_is_told_by_one_notification_and_stays_unread() {
    let mut following = follows_all();
    run(&mut following, 120, Some(100), &[file(105, 1, 2)]);
    assert_eq!(untold(&mut following).len(), 1);
    assert_eq!(untold(&mut following).len(), 0);
    assert_eq!(unread(&following).len(), 1);
}

#[test]
fn a_clock_that_is_days_off_is_no_day_to_judge_by() {
    let at = |days: i64| now() + chrono::TimeDelta::days(days);
    for (days, sane) in [(0, true), (1, true), (-2, true), (30, false), (-700, false)] {
        assert_eq!(is_clock_sane(&head(1), at(days)), sane, "{days}");
    }
}
