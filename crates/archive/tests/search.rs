//! The archive finds exactly what a plain walk over all notices finds.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test may end here")]

mod naive;
mod support;

use archive::{Archive, Pack, encode};
use chrono::{Days, NaiveDate, NaiveDateTime};
use naive::Naive;
use proptest::prelude::*;
use record::{Domain, Notice, ProjectCode, Region, RegionCode, Regions, Search, Stage};
use support::{a_few, in_order, notices, words};

fn regions() -> Regions {
    let region = |code, parent: Option<u32>| Region {
        code: RegionCode(code),
        name: String::new(),
        en: String::new(),
        parent: parent.map(RegionCode),
        aliases: Vec::new(),
    };
    Regions::new([
        region(440_000, None),
        region(441_500, Some(440_000)),
        region(441_521, Some(441_500)),
    ])
}

fn pack(notices: &[Notice]) -> Pack {
    Pack::decode(&encode(notices, &[])).unwrap()
}

fn day(offset: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(offset)
}

/// Packs put in, replaced and taken out.
fn archives() -> impl Strategy<Value = (Archive, Naive)> {
    let step = (0..5_u8, prop::option::weighted(0.8, notices(25)));
    prop::collection::vec(step, 0..9).prop_map(|steps| {
        let (mut archive, mut naive) = (Archive::new(), Naive::default());
        for (key, notices) in steps {
            let key = key.to_string();
            match notices {
                Some(notices) => {
                    archive.insert(key.clone(), pack(&notices));
                    naive.insert(key, notices);
                }
                None => {
                    archive.remove(&key);
                    naive.remove(&key);
                }
            }
        }
        (archive, naive)
    })
}

fn searches() -> impl Strategy<Value = Search> {
    let text = prop_oneof![
        2 => Just(String::new()),
        6 => "-?\"?(污水|處理|处理|abc|Ｂ|1|\\)|n|省) ?\"?-?(水|ab|理厂)?",
        1 => words(),
    ];
    let amount = prop::sample::select(vec![i64::MIN, -1, 0, 49_999_999, 50_000_000, 3_000_000_000]);
    (
        text,
        prop::collection::btree_set(prop::sample::select(&Domain::ALL[..]), 0..3),
        prop::collection::btree_set(prop::sample::select(&Stage::ALL[..]), 0..3),
        prop::option::of(prop::sample::select(vec![440_000, 441_521, 1])),
        (prop::option::of(0..900_u64), prop::option::of(0..900_u64)),
        (prop::option::of(amount.clone()), prop::option::of(amount)),
    )
        .prop_map(
            |(text, domains, stages, region, (from, to), (min_fen, max_fen))| Search {
                text,
                domains,
                stages,
                region: region.map(RegionCode),
                from: from.map(day),
                to: to.map(day),
                min_fen,
                max_fen,
            },
        )
}

proptest! {
    #[test]
    fn finds_what_a_plain_walk_finds(
        (archive, naive) in archives(),
        search in searches(),
        today in 700..900_u64,
        offset in 0..8_u32, limit in 0..30_u32,
    ) {
        let (regions, today) = (regions(), day(today));
        let found = archive.search(&search, &regions, today, offset, limit);
        prop_assert_eq!(found, naive.search(&search, &regions, today, offset, limit));
    }

    #[test]
    fn gives_single_notices_as_a_plain_walk_does(
        (archive, naive) in archives(), code in words(), from in 0..900_u64, days in 0..30_u64,
    ) {
        let all = naive.all();
        prop_assert_eq!(archive.len() as usize, all.len());
        prop_assert_eq!(archive.keys().collect::<Vec<_>>(), naive.keys());
        for notice in &all {
            prop_assert_eq!(&archive.get(notice.id).unwrap().0, notice);
        }
        let code = all.iter().find_map(|n| n.project.clone()).unwrap_or(ProjectCode(code));
        prop_assert_eq!(archive.project(&code), naive.project(&code));
        let from: NaiveDateTime = day(from).and_hms_opt(9, 0, 0).unwrap();
        let until = from + Days::new(days);
        prop_assert_eq!(archive.closing_soon(from, until, 9), naive.closing_soon(from, until, 9));
    }
}

fn found(archive: &Archive, text: &str) -> u32 {
    let search = Search {
        text: text.into(),
        ..Search::default()
    };
    archive.search(&search, &regions(), day(0), 0, 1).total
}

#[test]
fn words_are_found_in_titles_names_and_codes() {
    let mut archive = Archive::new();
    archive.insert("a".into(), pack(&a_few(24)));
    for (text, count) in [
        ("", 24),
        ("污水", 24),
        ("污水處理", 24),
        ("第7污", 1),
        ("示例局3", 6),
        ("示例公司1", 8),
        ("示例公司", 16),
        ("441521-2026-00003", 1),
        ("污水 示例局3 -第7污", 5),
        ("\"第7污 水\"", 0),
        ("没有", 0),
        ("-污水", 0),
    ] {
        assert_eq!(found(&archive, text), count, "{text}");
    }
}

#[test]
fn a_word_never_runs_over_the_end_of_a_title() {
    let mut notices = a_few(2);
    notices[0].title = "甲".into();
    notices[1].title = "乙\n丙".into();
    let mut archive = Archive::new();
    archive.insert("a".into(), pack(&in_order(notices)));
    assert_eq!(found(&archive, "\"甲 乙\""), 0);
    assert_eq!(found(&archive, "\"乙 丙\""), 1);
    assert_eq!(found(&archive, "\"乙\n丙\""), 1);
}

#[test]
fn a_replaced_pack_shows_its_notices_once() {
    let notices = a_few(10);
    let mut newer = notices.clone();
    newer[3].title = "更正".into();
    let mut archive = Archive::new();
    archive.insert("old".into(), pack(&notices));
    archive.insert("new".into(), pack(&newer));
    assert_eq!((archive.len(), found(&archive, "更正")), (10, 1));
    archive.remove("new");
    assert_eq!((archive.len(), found(&archive, "更正")), (10, 0));
}
