use super::facets::*;
use crate::locales::Words;
use crate::state::Lang;
use archive::{AMOUNT_STEPS, TIME_STEPS};
use chrono::NaiveDate;
use record::{Domain, Region, RegionCode, Regions, Search, Stage};
use std::collections::BTreeMap;

const GUANGDONG: RegionCode = RegionCode(440_000);
const SHANWEI: RegionCode = RegionCode(441_500);
const HAIFENG: RegionCode = RegionCode(441_521);
const LUHE: RegionCode = RegionCode(441_523);
const GUANGZHOU: RegionCode = RegionCode(440_100);

fn tree() -> Regions {
    let region = |code, name: &str, parent| Region {
        code,
        name: name.into(),
        en: String::new(),
        parent,
        aliases: Vec::new(),
    };
    Regions::new([
        region(GUANGDONG, "广东省", None),
        region(GUANGZHOU, "广州市", Some(GUANGDONG)),
        region(SHANWEI, "汕尾市", Some(GUANGDONG)),
        region(HAIFENG, "海丰县", Some(SHANWEI)),
        region(LUHE, "陆河县", Some(SHANWEI)),
    ])
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap_or_default()
}

fn shown(choices: &[Choice]) -> Vec<(u32, u32, bool)> {
    choices
        .iter()
        .map(|c| (c.code.0, c.count, c.above))
        .collect()
}

#[test]
fn regions_begin_at_home_and_count_what_lies_inside() {
    let counts = BTreeMap::from([(SHANWEI, 2), (HAIFENG, 5), (GUANGZHOU, 7)]);
    let home = region_choices(&tree(), &counts, None, Some(SHANWEI));
    let wanted = [(440_000, 14, true), (441_500, 7, true), (441_521, 5, false)];
    assert_eq!(shown(&home), wanted, "陆河 holds nothing and is left out");

    let leaf = region_choices(&tree(), &counts, Some(HAIFENG), Some(SHANWEI));
    assert_eq!(shown(&leaf).last(), Some(&(441_521, 5, true)));

    let province = region_choices(&tree(), &counts, Some(GUANGDONG), Some(SHANWEI));
    let wanted = [
        (440_000, 14, true),
        (440_100, 7, false),
        (441_500, 7, false),
    ];
    assert_eq!(shown(&province), wanted);
}

#[test]
fn a_chosen_region_stays_though_it_holds_nothing() {
    let none = BTreeMap::new();
    let choices = region_choices(&tree(), &none, Some(LUHE), Some(SHANWEI));
    assert_eq!(shown(&choices), [(441_500, 0, true), (441_523, 0, true)]);
    assert!(region_choices(&Regions::default(), &none, None, None).is_empty());
}

#[test]
fn a_step_of_time_is_known_again() {
    for days in TIME_STEPS {
        let search = Search {
            from: time_from(days, today()),
            ..Search::default()
        };
        assert_eq!(time_step(&search, today()), Some(days));
    }
    assert_eq!(time_step(&Search::default(), today()), None);
}

#[test]
fn amount_steps_meet_without_gap_or_overlap() {
    assert_eq!(amount_bounds(0), (None, Some(AMOUNT_STEPS[0] - 1)));
    assert_eq!(amount_bounds(AMOUNT_STEPS.len()).1, None);
    for step in 0..AMOUNT_STEPS.len() {
        let (end, next) = (amount_bounds(step).1, amount_bounds(step + 1).0);
        assert_eq!(end.map(|e| e + 1), next);
    }
    let words = Words::of(Lang::ZhCn);
    let name = |step| {
        let (min, max) = amount_bounds(step);
        amount_name(min, max, words)
    };
    assert_eq!(name(0).as_deref(), Some("50万元以下"));
    assert_eq!(name(1).as_deref(), Some("50万元–400万元"));
    assert_eq!(name(3).as_deref(), Some("3\u{202f}000万元以上"));
}

#[test]
fn what_is_chosen_has_a_name_and_can_be_undone() {
    let words = Words::of(Lang::ZhCn);
    let search = Search {
        text: "污水".into(),
        domains: [Domain::Works, Domain::Land].into(),
        region: Some(HAIFENG),
        stages: [Stage::Award].into(),
        from: time_from(30, today()),
        max_fen: amount_bounds(0).1,
        ..Search::default()
    };
    let chosen = |s: &Search| Facet::ALL.map(|f| f.chosen(s, words, &tree(), today()));
    let wanted = ["工程建设 +1", "海丰县", "结果", "近 30 天", "50万元以下"];
    assert_eq!(chosen(&search), wanted.map(|w| Some(w.to_owned())));

    let mut left = search;
    for facet in Facet::ALL {
        facet.clear(&mut left);
    }
    assert_eq!(chosen(&left), [const { None }; 5]);
    assert_eq!(left.text, "污水", "the words are no filter");
}
