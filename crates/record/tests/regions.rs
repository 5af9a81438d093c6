//! The bundled region data against itself and against every recorded row.

#![allow(clippy::unwrap_used, reason = "a test may end here")]

use record::{RegionCode, Regions};
use serde_json::Value;

const DATA: &str = include_str!("../data/regions.json");
const REAL: [(&str, &str); 4] = [
    (
        "guangdong",
        include_str!("../../../tests/data/real/notices-guangdong-ygp.jsonl"),
    ),
    (
        "national",
        include_str!("../../../tests/data/real/notices-national-ggzy.jsonl"),
    ),
    (
        "jiangxi",
        include_str!("../../../tests/data/real/notices-jiangxi.jsonl"),
    ),
    (
        "yichang",
        include_str!("../../../tests/data/real/notices-yichang-candidates.jsonl"),
    ),
];

fn regions() -> Regions {
    Regions::from_json(DATA).unwrap()
}

#[test]
fn every_region_hangs_under_a_province() {
    let regions = regions();
    assert!(regions.iter().count() > 3000);
    for region in regions.iter() {
        let top = regions.path(region.code).last().unwrap().code;
        assert_eq!(top.0 % 10_000, 0, "{} {}", region.code, region.name);
        assert_eq!(top.0 / 10_000, region.code.0 / 10_000, "{}", region.name);
        assert!(!region.name.is_empty() && region.en.starts_with(|c: char| c.is_ascii_uppercase()));
    }
    let provinces = regions.children(None).count();
    assert_eq!(provinces, 34);
    assert_eq!(
        regions
            .children(None)
            .map(|p| regions.subtree(p.code).len())
            .sum::<usize>(),
        regions.iter().count()
    );
}

#[test]
fn an_alias_never_hides_a_region_or_another_alias() {
    let regions = regions();
    let mut seen = std::collections::BTreeSet::new();
    for alias in regions.iter().flat_map(|r| &r.aliases) {
        assert!(seen.insert(alias), "{alias}");
        let known = RegionCode::parse(alias).and_then(|code| regions.get(code));
        assert_eq!(known, None, "{alias}");
    }
}

#[test]
fn every_recorded_code_resolves() {
    let regions = regions();
    for (name, rows) in REAL {
        for line in rows.lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            for field in ["regionCode", "siteCode", "provinceCode"] {
                let Some(code) = row[field].as_str() else {
                    continue;
                };
                let code = RegionCode::parse(code).unwrap();
                assert!(
                    regions.resolve(Some(code), "").is_some(),
                    "{name}: {field} {code}"
                );
            }
        }
    }
}

#[test]
fn home_is_as_the_city_says() {
    let regions = regions();
    let found =
        |code: u32, label: &str| regions.resolve(Some(RegionCode(code)), label).map(|c| c.0);
    assert_eq!(found(441_503, ""), Some(441_542));
    assert_eq!(found(441_599, ""), Some(441_501));
    assert_eq!(found(441_500, "红海湾经济开发区"), Some(441_540));
    assert_eq!(found(441_500, "海丰县"), Some(441_521));
    assert_eq!(found(441_500, "深汕特别合作区"), Some(441_500));
    assert_eq!(found(360_001, "省本级"), Some(360_000));
    assert_eq!(found(440_100, "白云区"), Some(440_111));
    let inside: Vec<_> = regions
        .children(Some(RegionCode(441_500)))
        .map(|r| r.en.as_str())
        .collect();
    let names = [
        "Municipal level",
        "Chengqu",
        "Haifeng",
        "Luhe",
        "Honghaiwan",
        "Huaqiao",
        "Lufeng",
    ];
    assert_eq!(inside, names);
}
