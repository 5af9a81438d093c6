//! The blacklist in the inbox: told once, forgotten when it must be, and silent about sources
//! that said nothing.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

use chrono::{Days, NaiveDate, NaiveDateTime};
use record::debarment::DebarmentList;
use record::follow::{
    ALERTS, Alert, Class, Firm, Following, Keys, News, Subscription, Target, Told, entry_key,
    listed,
};
use record::site::Dataset;
use serde_json::{Value, json};

const FIRM: &str = "91441500MA4W0000X3";

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 26).unwrap()
}

fn now() -> NaiveDateTime {
    day().and_hms_opt(9, 0, 0).unwrap()
}

/// A list of one source with entries given as key, name, code and last day.
fn list(verified: &str, entries: &[(&str, &str, &str, &str)]) -> DebarmentList {
    let entry = |(key, name, code, until): &(&str, &str, &str, &str)| {
        let mut entry = json!({ "key": key, "name": name, "kind": "blacklist", "published": "2026-01-05", "until": until });
        if !code.is_empty() {
            entry["code"] = json!(code);
        }
        entry
    };
    let entries: Vec<Value> = entries.iter().map(entry).collect();
    let json = json!({ "sources": [{
        "id": "credit-gd", "name": "信用广东", "url": "https://example.org", "entries": entries,
        "verified": format!("{verified}T08:00:00+08:00"), "tombstones": [],
    }]});
    DebarmentList::from_json(json.to_string().as_bytes()).unwrap()
}

fn following(targets: &[Target], list: &DebarmentList) -> Following {
    let mut following = Following::default();
    take(&mut following, list, 1);
    for target in targets {
        let new = Subscription {
            id: 0,
            name: String::new(),
            classes: target.usual(),
            target: target.clone(),
            created: now(),
            since: 1,
            muted_until: None,
        };
        let known = listed(std::slice::from_ref(&new), list, day()).of(0);
        following.subscribe(new, Some(known)).unwrap();
    }
    following
}

fn take(following: &mut Following, list: &DebarmentList, sequence: u64) -> Told {
    let held = Some(listed(&following.subscriptions, list, day()));
    let news = News {
        dataset: Dataset::Live,
        sequence,
        floor: 0,
        matches: Vec::new(),
        held,
    };
    following.take(news, now())
}

fn told(following: &Following) -> Vec<(Class, u64, Vec<u32>)> {
    let of = |a: &Alert| (a.class, Keys::parse_one(&a.project).unwrap(), a.why.clone());
    following.alerts.iter().map(of).collect()
}

fn by_code() -> Target {
    Target::Firm(Firm {
        name: "示例甲".into(),
        code: FIRM.into(),
    })
}

#[test]
fn an_entry_is_told_once_and_its_end_too() {
    let before = list("2026-11-25", &[("old", "示例乙有限公司", "", "2027-01-01")]);
    let after = list(
        "2026-11-26",
        &[
            ("old", "示例乙有限公司", "", "2027-01-01"),
            ("new", "改过的名字", FIRM, "2027-01-01"),
        ],
    );
    let mut following = following(&[by_code(), Target::Blacklist], &before);
    let key = entry_key("credit-gd", "new");
    for sequence in [2, 2, 3] {
        take(&mut following, &after, sequence);
        assert_eq!(told(&following), [(Class::Listed, key, vec![1, 2])]);
    }
    // Withdrawn: told once, and the alert that it was there is forgotten.
    take(&mut following, &before, 4);
    take(&mut following, &before, 5);
    assert_eq!(told(&following)[1..], [(Class::Delisted, key, vec![1, 2])]);
    following.forget(&[entry_key("credit-gd", "old")].into_iter().collect());
    assert_eq!(told(&following), [(Class::Delisted, key, vec![1, 2])]);
    assert!(
        !serde_json::to_string(&following)
            .unwrap()
            .contains("改过的名字")
    );
}

#[test]
fn an_entry_that_ends_by_its_date_is_told_by_the_publishers_day() {
    let ends = list("2026-11-26", &[("e", "示例", FIRM, "2026-11-26")]);
    let mut following = following(&[by_code()], &ends);
    assert_eq!(
        take(&mut following, &ends, 2).alerts,
        0,
        "it stood there before"
    );
    let next = day().checked_add_days(Days::new(1)).unwrap();
    let held = Some(listed(&following.subscriptions, &ends, next));
    following.take(
        News {
            dataset: Dataset::Live,
            sequence: 3,
            floor: 0,
            matches: Vec::new(),
            held,
        },
        now(),
    );
    assert_eq!(
        told(&following),
        [(Class::Delisted, entry_key("credit-gd", "e"), vec![1])]
    );
}

#[test]
fn a_source_that_says_nothing_neither_lists_nor_withdraws() {
    let fine = list("2026-11-26", &[("e", "示例", FIRM, "2027-01-01")]);
    let mut following = following(&[Target::Blacklist], &fine);
    let stale = list("2026-09-01", &[("e", "示例", FIRM, "2027-01-01")]);
    let gone = DebarmentList {
        sources: Vec::new(),
    };
    for (sequence, list) in [(2, &stale), (3, &gone), (4, &fine), (5, &stale), (6, &fine)] {
        assert_eq!(take(&mut following, list, sequence).alerts, 0, "{sequence}");
    }
}

#[test]
fn a_name_alone_is_matched_by_its_stem_and_a_code_never_by_a_name() {
    let before = list("2026-11-26", &[]);
    let after = list(
        "2026-11-26",
        &[("n", "示例建设有限责任公司", "", "2027-01-01")],
    );
    let firm = |name: &str, code: &str| {
        Target::Firm(Firm {
            name: name.into(),
            code: code.into(),
        })
    };
    let mut following = following(
        &[firm("示例建设有限公司", ""), firm("示例建设有限公司", FIRM)],
        &before,
    );
    take(&mut following, &after, 2);
    assert_eq!(
        told(&following),
        [(Class::Listed, entry_key("credit-gd", "n"), vec![1])]
    );
}

#[test]
fn muted_is_quiet_but_not_lost() {
    let before = list("2026-11-26", &[]);
    let after = list("2026-11-26", &[("n", "示例", FIRM, "2027-01-01")]);
    let mut following = following(&[by_code()], &before);
    following.subscriptions[0].muted_until = now().checked_add_days(Days::new(7));
    assert_eq!(
        take(&mut following, &after, 2),
        Told {
            alerts: 1,
            counting: 0
        }
    );
    assert_eq!(following.badge(), 0);
}

#[test]
fn a_full_inbox_drops_first_what_was_read() {
    let none = list("2026-11-26", &[]);
    let mut following = following(&[Target::Blacklist], &none);
    let names: Vec<String> = (0..ALERTS + 2).map(|n| n.to_string()).collect();
    let entries = |n: usize| -> Vec<_> {
        names[..n]
            .iter()
            .map(|name| (&**name, "示例", "", "2027-01-01"))
            .collect()
    };
    take(&mut following, &list("2026-11-26", &entries(ALERTS)), 2);
    following.alerts[7].read = true;
    take(&mut following, &list("2026-11-26", &entries(ALERTS + 1)), 3);
    assert_eq!(following.alerts.len(), ALERTS);
    assert!(following.alerts.iter().all(|a| !a.read));
    take(&mut following, &list("2026-11-26", &entries(ALERTS + 2)), 4);
    assert_eq!(following.alerts.len(), ALERTS);
}

#[test]
fn failing_checks_are_told_once_after_a_week_whatever_the_clock_does() {
    let mut checks = record::follow::Checks::default();
    let at = |days: u64| now().checked_add_days(Days::new(days)).unwrap();
    assert!(!checks.note(false, at(100)));
    assert!(!checks.note(false, at(0)), "the clock was set back");
    assert!(!checks.note(false, at(6)));
    assert!(checks.note(false, at(7)));
    assert!(!checks.note(false, at(8)));
    assert!(!checks.note(true, at(9)));
    assert!(!checks.note(false, at(10)));
    assert!(checks.note(false, at(17)));
}

#[test]
fn a_long_absence_is_remembered_until_the_next() {
    let mut checks = record::follow::Checks::default();
    let at = |days: u64| now().checked_add_days(Days::new(days)).unwrap();
    let mut back = |day: u64| {
        checks.note(true, at(day));
        checks.back.map(|back| (back.at, back.days))
    };
    assert_eq!(back(0), None);
    assert_eq!(back(6), None);
    assert_eq!(back(13), Some((at(13), 7)));
    assert_eq!(back(14), Some((at(13), 7)));
    // The clock was set back and forward again.
    assert_eq!(back(2), Some((at(13), 7)));
    assert_eq!(back(34), Some((at(34), 32)));
}

#[test]
fn a_list_that_loses_a_firm_tells_nothing_of_it() {
    let firm = |code: &str| Firm {
        name: String::new(),
        code: code.into(),
    };
    let target = |firms| Target::Suppliers { list: 3, firms };
    let held = list("2026-11-26", &[("a", "示例厂", FIRM, "2027-01-01")]);
    let mut following = following(&[target(vec![firm(FIRM)])], &held);
    let old = following.watching(&target(Vec::new())).unwrap().clone();
    let new = Subscription {
        target: target(Vec::new()),
        ..old
    };
    assert!(following.reshape(new.clone(), Some(Keys::default())));
    assert_eq!(take(&mut following, &held, 2), Told::default());
    let new = Subscription {
        target: target(vec![firm(FIRM)]),
        ..new
    };
    let known = listed(std::slice::from_ref(&new), &held, day()).of(new.id);
    assert!(following.reshape(new.clone(), Some(known)));
    assert_eq!(take(&mut following, &held, 3), Told::default());
    assert!(!following.reshape(Subscription { id: 99, ..new }, None));
}

#[test]
fn a_list_that_comes_after_the_subscription_is_where_it_begins() {
    let mut following = following(&[], &list("2026-11-26", &[]));
    let new = Subscription {
        id: 0,
        name: String::new(),
        classes: Target::Blacklist.usual(),
        target: Target::Blacklist,
        created: now(),
        since: 1,
        muted_until: None,
    };
    let id = following.subscribe(new.clone(), None);
    assert_eq!(
        following.subscribe(new, None),
        id,
        "a transaction that was repeated"
    );
    let one = list("2026-11-26", &[("a", "示例", FIRM, "2027-01-01")]);
    assert_eq!(take(&mut following, &one, 2).alerts, 0);
    let two = list(
        "2026-11-26",
        &[
            ("a", "示例", FIRM, "2027-01-01"),
            ("b", "示例", "", "2027-01-01"),
        ],
    );
    assert_eq!(take(&mut following, &two, 3).alerts, 1);
    // A page that is late brings its older list.
    assert_eq!(take(&mut following, &one, 2).alerts, 0);
}

#[test]
fn other_data_begins_anew_and_silences_nobody() {
    let none = list("2026-11-26", &[]);
    let mut following = following(&[by_code()], &none);
    take(&mut following, &none, 5_000);
    following.subscriptions[0].since = 5_000;
    let live = |sequence, list: &DebarmentList, following: &mut Following| {
        let held = Some(listed(&following.subscriptions, list, day()));
        let news = News {
            dataset: Dataset::Real,
            sequence,
            floor: 0,
            matches: Vec::new(),
            held,
        };
        following.take(news, now()).alerts
    };
    let one = list("2026-11-26", &[("a", "示例", FIRM, "2027-01-01")]);
    assert_eq!(
        live(300, &one, &mut following),
        0,
        "what stands there is no news"
    );
    assert!(following.subscriptions[0].wants(Class::Award, 301));
    assert_eq!(live(301, &none, &mut following), 1);
}

#[test]
fn a_gap_begins_when_the_record_was_last_compared() {
    let none = list("2026-11-26", &[]);
    let mut following = following(&[by_code()], &none);
    let before = now().checked_sub_days(Days::new(400)).unwrap();
    following.checks.note(true, before);
    let news = |sequence, floor| News {
        dataset: Dataset::Live,
        sequence,
        floor,
        matches: Vec::new(),
        held: None,
    };
    following.take(news(900, 800), now());
    assert_eq!(following.gap, Some(before));
    following.checks.note(true, now());
    following.take(news(2_000, 1_900), now());
    assert_eq!(following.gap, Some(before), "the first gap still stands");
}
