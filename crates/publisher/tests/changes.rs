//! The feed of changes: exactly what was put comes out, whenever it was published in between.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

mod support;

use chrono::{DateTime, Datelike, Duration, FixedOffset};
use proptest::prelude::*;
use publisher::publish::{Files, Options, Reference, publish};
use publisher::store::{NEWS_DAYS, Put, Store};
use record::follow::{Class, Classes};
use record::site::{self, Dataset, Instance, Manifest};
use record::upstream::Draft;
use record::{Body, RegionCode, SourceId, When};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::Path;

fn start() -> DateTime<FixedOffset> {
    "2026-01-05T09:12:00+08:00".parse().unwrap()
}

fn options() -> Options {
    Options {
        instance: Instance {
            name: BTreeMap::from([("zh-CN".to_owned(), "示例".to_owned())]),
            home_region: RegionCode(441_500),
            hotline: "12345".to_owned(),
            phone: String::new(),
            dataset: Dataset::Demo,
            min_app: "0.1.0".to_owned(),
            no_worker: false,
            online: None,
        },
        reference: Reference::read(&Files::default()).unwrap(),
        app: None,
        public_url: None,
        threads: NonZeroUsize::MIN.saturating_add(1),
    }
}

fn published(store: &mut Store, out: &Path) -> Manifest {
    publish(store, out, &options()).unwrap();
    support::verify(out)
}

fn draft(key: u8, published: When) -> Draft {
    let row = serde_json::json!({
        "key": key.to_string(), "title": format!("示例工程{key}招标公告"), "domain": "works",
        "stage": "tender", "stage_label": "招标公告", "region": "441521",
        "region_label": "海丰县", "published": published.to_string(), "complete": true,
    });
    serde_json::from_value(row).unwrap()
}

/// What happens to a record.
#[derive(Clone, Debug)]
enum Step {
    /// A notice, so many days after its publication.
    New(u8, i64),
    /// A known notice says something else: which field, and to what.
    Revise(u8, u8, u8),
    /// So many hours pass.
    Wait(i64),
    Publish,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..30_u8, 0..40_i64).prop_map(|(key, late)| Step::New(key, late)),
        4 => (0..30_u8, 0..4_u8, 0..3_u8).prop_map(|(key, field, to)| Step::Revise(key, field, to)),
        3 => (1..60_i64 * 24).prop_map(Step::Wait),
        2 => Just(Step::Publish),
    ]
}

/// A change as the model of the record has it.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    sequence: u64,
    title: String,
    classes: Classes,
    deadline_before: Option<When>,
    seen: DateTime<FixedOffset>,
}

/// Changes a field as asked; the class of that, unless it was so before.
fn revise(draft: &mut Draft, field: u8, to: u8) -> Option<Class> {
    let before = draft.clone();
    match field {
        0 => draft.deadline = (to > 0).then(|| When::parse("2026-03-01").unwrap()),
        1 => draft.buyer = "局".repeat(to.into()),
        2 => {
            let json = serde_json::json!([{"name": "甲"}, {"name": "乙"}]);
            draft.candidates = serde_json::from_value(json).unwrap();
            draft.candidates.truncate(to.into());
        }
        _ => {
            let json = serde_json::json!({"kind": "budget", "price": {"fen": u32::from(to) * 100}});
            draft.money = serde_json::from_value(json).unwrap();
        }
    }
    let class = [
        Class::Deadline,
        Class::Text,
        Class::Candidates,
        Class::Amount,
    ];
    (*draft != before).then(|| class[usize::from(field.min(3))])
}

fn check(out: &Path, manifest: &Manifest, model: &[Told]) -> Result<(), TestCaseError> {
    let told = support::feed(&out.join(site::ROOT), manifest);
    let floor = manifest.changes_after;
    let expected: Vec<&Told> = model.iter().filter(|t| t.sequence > floor).collect();
    prop_assert_eq!(told.len(), expected.len());
    for (change, expected) in told.iter().zip(&expected) {
        prop_assert_eq!(change.sequence, expected.sequence);
        prop_assert_eq!(&change.notice.title, &expected.title);
        prop_assert_eq!(change.classes, expected.classes);
        prop_assert_eq!(change.deadline_before, expected.deadline_before);
    }
    let month = |told: &Told| told.seen.year() * 12 + told.seen.month0() as i32;
    let newest = model.last().map_or(0, month);
    let kept = model.iter().filter(|told| newest - month(told) < 12);
    prop_assert_eq!(kept.count(), told.len(), "twelve months, and nothing else");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]
    #[test]
    fn exactly_the_changes_put_come_out(steps in prop::collection::vec(step(), 1..50)) {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("site");
        let mut store = Store::open(&home.path().join("store.sqlite")).unwrap();
        let mut now = start();
        let mut drafts: BTreeMap<u8, Draft> = BTreeMap::new();
        let mut model = Vec::new();
        let source = SourceId("ygp".to_owned());
        for step in steps.into_iter().chain([Step::Publish]) {
            let (draft, change, before) = match step {
                Step::Wait(hours) => {
                    now += Duration::hours(hours);
                    continue;
                }
                Step::Publish => {
                    let manifest = published(&mut store, &out);
                    check(&out, &manifest, &model)?;
                    continue;
                }
                Step::New(key, late) if !drafts.contains_key(&key) => {
                    let day = (now - Duration::days(late)).date_naive();
                    let draft = draft(key, When::Day(day));
                    drafts.insert(key, draft.clone());
                    (draft, (late <= NEWS_DAYS as i64).then_some(Class::Notice), None)
                }
                Step::Revise(key, field, to) if drafts.contains_key(&key) => {
                    let draft = drafts.get_mut(&key).unwrap();
                    let before = draft.deadline;
                    let class = revise(draft, field, to);
                    let before = before.filter(|_| class == Some(Class::Deadline));
                    (draft.clone(), class, before)
                }
                _ => continue,
            };
            let put = store.put(&source, &draft, &Body::NotProvided, now).unwrap();
            prop_assert!(change.is_none() || put != Put::Unchanged);
            if let Some(class) = change {
                model.push(Told {
                    sequence: store.sequence().unwrap(),
                    title: draft.title,
                    classes: Classes::one(class),
                    deadline_before: before,
                    seen: now,
                });
            }
        }
    }
}

#[test]
fn a_notice_is_told_as_it_was_after_its_last_change_of_the_file() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("site");
    let mut store = Store::open(&home.path().join("store.sqlite")).unwrap();
    let source = SourceId("ygp".to_owned());
    let mut draft = draft(1, When::Day(start().date_naive()));
    for (hours, title) in [(0, "甲"), (1, "乙"), (24, "丙")] {
        draft.title = title.to_owned();
        let now = start() + Duration::hours(hours);
        store.put(&source, &draft, &Body::NotProvided, now).unwrap();
    }
    let manifest = published(&mut store, &out);
    let told = support::feed(&out.join(site::ROOT), &manifest);
    let told: Vec<_> = told
        .iter()
        .map(|c| (c.notice.title.as_str(), c.notice.revision))
        .collect();
    assert_eq!(told, [("乙", 2), ("乙", 2), ("丙", 3)]);
    assert_eq!(manifest.changes_after, 0);
}

#[test]
fn a_day_that_is_over_is_not_written_again_and_a_detail_that_came_later_is_in_it() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("site");
    let mut store = Store::open(&home.path().join("store.sqlite")).unwrap();
    let source = SourceId("ygp".to_owned());
    let mut row = draft(1, When::Day(start().date_naive()));
    row.complete = false;
    let put = |store: &mut Store, draft: &Draft, days| {
        let now = start() + Duration::days(days);
        store.put(&source, draft, &Body::NotFetched, now).unwrap();
    };
    put(&mut store, &row, 0);
    let first = published(&mut store, &out).changes;
    let when = |path: &str| {
        let file = out.join(site::ROOT).join(path);
        std::fs::metadata(file).unwrap().modified().unwrap()
    };
    let written = when(&first[0].path);
    put(&mut store, &draft(2, When::Day(start().date_naive())), 1);
    let second = published(&mut store, &out).changes;
    assert_eq!((second.len(), &second[1]), (2, &first[0]));
    assert_eq!(when(&second[1].path), written);

    let mut whole = row;
    whole.complete = true;
    whole.deadline = When::parse("2026-02-01");
    put(&mut store, &whole, 2);
    let manifest = published(&mut store, &out);
    let told = support::feed(&out.join(site::ROOT), &manifest);
    assert_eq!(told.len(), 2, "completing a row is no change");
    assert_eq!(told[0].notice.deadline, whole.deadline);
}

#[test]
fn a_store_that_is_not_the_one_which_readers_knew_cannot_say_what_they_missed() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("site");
    let source = SourceId("ygp".to_owned());
    let fill = |name: &str, count: u8| {
        let mut store = Store::open(&home.path().join(name)).unwrap();
        for key in 0..count {
            let draft = draft(key, When::Day(start().date_naive()));
            store
                .put(&source, &draft, &Body::NotProvided, start())
                .unwrap();
        }
        store
    };
    let old = published(&mut fill("old.sqlite", 9), &out);
    assert_eq!(old.changes_after, 0);
    let mut young = fill("young.sqlite", 2);
    let new = published(&mut young, &out);
    assert!(new.changes_after > old.sequence && new.changes_after == new.sequence);
    assert_eq!(published(&mut young, &out), new);
}

#[test]
fn a_restored_store_that_overtakes_cannot_say_what_readers_missed() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("site");
    let source = SourceId("ygp".to_owned());
    let (path, backup) = (home.path().join("store"), home.path().join("backup"));
    let put = |keys: std::ops::Range<u8>| {
        let mut store = Store::open(&path).unwrap();
        for key in keys {
            let draft = draft(key, When::Day(start().date_naive()));
            store
                .put(&source, &draft, &Body::NotProvided, start())
                .unwrap();
        }
        store
    };
    let first = published(&mut put(0..3), &out);
    std::fs::copy(&path, &backup).unwrap();
    // Another folder of the same store is no stranger's, in whatever order they are written.
    let mut store = put(3..6);
    let elsewhere = published(&mut store, &home.path().join("elsewhere"));
    let old = published(&mut store, &out);
    assert_eq!((first.changes_after, old.changes_after), (0, 0));
    assert_eq!(elsewhere.sequence, old.sequence);
    drop(store);

    std::fs::copy(&backup, &path).unwrap();
    let mut store = put(6..20);
    let overtaken = store.sequence().unwrap();
    assert!(overtaken > old.sequence);
    let new = published(&mut store, &out);
    assert!(new.sequence > overtaken);
    assert_eq!(new.changes_after, new.sequence, "a gap for every reader");
    assert_eq!(published(&mut store, &out), new);
    drop(store);
    let next = published(&mut put(20..21), &out);
    assert_eq!(next.changes_after, new.sequence);
    let told = support::feed(&out.join(site::ROOT), &next).into_iter();
    assert_eq!(told.filter(|c| c.sequence > new.sequence).count(), 1);
}
