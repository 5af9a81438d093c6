//! Names of places, stages and the instance in the reader's language, else as the source sent them.

use super::Words;
use crate::state::Lang;
use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta};
use record::site::Manifest;
use record::{Notice, RegionCode, Regions};

/// A region's name, or the label that the source sent, which may be empty.
pub fn region(regions: &Regions, code: Option<RegionCode>, label: &str, lang: Lang) -> String {
    match code.and_then(|c| regions.get(c)) {
        Some(region) if lang == Lang::En && !region.en.is_empty() => region.en.clone(),
        Some(region) => region.name.clone(),
        None => label.to_owned(),
    }
}

/// A notice's stage; where no table knows it, as the source called it.
pub fn stage(notice: &Notice, words: &Words) -> String {
    match notice.stage {
        Some(stage) => (words.stage)(stage).to_owned(),
        None => notice.stage_label.clone(),
    }
}

/// Who publishes.
pub fn instance(manifest: &Manifest, words: &Words) -> String {
    let names = &manifest.instance.name;
    let name = names.get(words.lang.code()).or(names.values().next());
    name.cloned().unwrap_or_else(|| words.app.to_owned())
}

/// A manifest's time on Beijing's clock.
pub fn beijing(at: DateTime<FixedOffset>) -> NaiveDateTime {
    at.naive_utc() + TimeDelta::hours(8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::Region;

    #[test]
    fn a_place_is_named_by_the_tree_and_else_by_its_source() {
        let haifeng = Region {
            code: RegionCode(441_521),
            name: "海丰县".into(),
            en: "Haifeng".into(),
            parent: None,
            aliases: Vec::new(),
        };
        let tree = Regions::new([haifeng]);
        let name = |code, lang| region(&tree, Some(RegionCode(code)), "如来信所写", lang);
        assert_eq!(name(441_521, Lang::ZhCn), "海丰县");
        assert_eq!(name(441_521, Lang::En), "Haifeng");
        assert_eq!(name(441_523, Lang::En), "如来信所写");
    }

    #[test]
    fn beijing_does_not_care_in_which_zone_a_time_is_written() {
        let read = |text| DateTime::parse_from_rfc3339(text).ok().map(beijing);
        let wanted = read("2026-11-25T09:12:00+08:00");
        assert!(wanted.is_some_and(|t| t.to_string() == "2026-11-25 09:12:00"));
        assert_eq!(read("2026-11-25T01:12:00Z"), wanted);
    }
}
