//! The tree of administrative regions (行政区划). Data, not code: this only reads it.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A six-digit region code: GB/T 2260 where it has one, else the publisher's own (红海湾).
/// In JSON a string of six digits; a number is read too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionCode(pub u32);

impl RegionCode {
    /// Reads exactly six digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok().map(Self)).flatten()
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

impl Serialize for RegionCode {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RegionCode {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Sent;
        impl serde::de::Visitor<'_> for Sent {
            type Value = RegionCode;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a region code of six digits")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<RegionCode, E> {
                let code = RegionCode::parse(text);
                code.ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }

            fn visit_u64<E: serde::de::Error>(self, code: u64) -> Result<RegionCode, E> {
                let six = u32::try_from(code).ok().filter(|code| *code <= 999_999);
                let unexpected = serde::de::Unexpected::Unsigned(code);
                six.map(RegionCode)
                    .ok_or_else(|| E::invalid_value(unexpected, &self))
            }
        }
        d.deserialize_any(Sent)
    }
}

/// One region: province, city, district or zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Its code.
    pub code: RegionCode,
    /// Its name in Chinese: 海丰县.
    pub name: String,
    /// Its name in English or pinyin: Haifeng.
    pub en: String,
    /// The region that holds it; absent for provinces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<RegionCode>,
    /// Other codes (441503) and words (红海湾) by which sources mean it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// The region tree, by code.
#[derive(Clone, Debug, Default)]
pub struct Regions {
    tree: BTreeMap<RegionCode, Region>,
    /// Codes that sources use for a region of another code.
    codes: BTreeMap<RegionCode, RegionCode>,
    /// Words by which a label means a region.
    words: Vec<(String, RegionCode)>,
}

impl Regions {
    /// The tree of a list of regions; a code given twice keeps its last entry.
    pub fn new(list: impl IntoIterator<Item = Region>) -> Self {
        let mut regions = Self::default();
        for region in list {
            for alias in &region.aliases {
                match RegionCode::parse(alias) {
                    Some(code) => drop(regions.codes.insert(code, region.code)),
                    None => regions.words.push((alias.clone(), region.code)),
                }
            }
            regions.tree.insert(region.code, region);
        }
        regions
    }

    /// The tree of a JSON list, as it is published.
    ///
    /// # Errors
    /// If the text is not that.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_slice::<Vec<Region>>(text.as_bytes()).map(Self::new)
    }

    /// The region that a source means by a code and a label: the code's, or that of an alias of
    /// it. Inside that, or without a code, the one whose alias stands in the label (红海湾), or
    /// the only one of exactly its name. A title is no label: 深汕 in one means nothing.
    pub fn resolve(&self, code: Option<RegionCode>, label: &str) -> Option<RegionCode> {
        let known = code.and_then(|code| {
            let own = self.tree.contains_key(&code).then_some(code);
            own.or_else(|| self.codes.get(&code).copied())
        });
        if label.is_empty() {
            return known;
        }
        let inside = |region: RegionCode| {
            known.is_none_or(|outer| self.path(region).iter().any(|r| r.code == outer))
        };
        let mut said = self
            .words
            .iter()
            .filter(|(word, _)| label.contains(word.as_str()));
        if let Some((_, region)) = said.find(|(_, region)| inside(*region)) {
            return Some(*region);
        }
        let mut named = self
            .tree
            .values()
            .filter(|r| r.name == label && inside(r.code));
        match (named.next(), named.next()) {
            (Some(only), None) => Some(only.code),
            _ => known,
        }
    }

    /// The region of a code.
    pub fn get(&self, code: RegionCode) -> Option<&Region> {
        self.tree.get(&code)
    }

    /// All regions by code.
    pub fn iter(&self) -> impl Iterator<Item = &Region> {
        self.tree.values()
    }

    /// The regions directly inside one, by code; the provinces for `None`.
    pub fn children(&self, of: Option<RegionCode>) -> impl Iterator<Item = &Region> {
        self.tree.values().filter(move |r| r.parent == of)
    }

    /// From a region up to its province, itself first. Ends on a cycle or an unknown parent.
    pub fn path(&self, code: RegionCode) -> Vec<&Region> {
        let mut path: Vec<&Region> = Vec::new();
        let mut next = self.get(code);
        while let Some(region) = next {
            if path.iter().any(|r| r.code == region.code) {
                break;
            }
            path.push(region);
            next = region.parent.and_then(|p| self.get(p));
        }
        path
    }

    /// A region and everything inside it. An unknown code is alone in its subtree.
    pub fn subtree(&self, code: RegionCode) -> BTreeSet<RegionCode> {
        let mut inside = BTreeSet::from([code]);
        let mut edge = vec![code];
        while let Some(parent) = edge.pop() {
            for child in self.children(Some(parent)) {
                if inside.insert(child.code) {
                    edge.push(child.code);
                }
            }
        }
        inside
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    const TREE: &str = r#"[
        {"code":440000,"name":"广东省","en":"Guangdong"},
        {"code":440100,"name":"广州市","en":"Guangzhou","parent":440000},
        {"code":441500,"name":"汕尾市","en":"Shanwei","parent":440000},
        {"code":441502,"name":"城区","en":"Chengqu","parent":441500},
        {"code":441540,"name":"红海湾经济开发区","en":"Honghaiwan","parent":441500,"aliases":["红海湾"]},
        {"code":441542,"name":"华侨管理区","en":"Huaqiao","parent":441500,"aliases":["441503","华侨管理区"]},
        {"code":140200,"name":"大同市","en":"Datong"},
        {"code":140213,"name":"城区","en":"Chengqu","parent":140200}
    ]"#;

    #[test]
    fn a_region_is_resolved_by_code_then_alias_then_name() {
        let regions = Regions::from_json(TREE).unwrap();
        for (code, label, want) in [
            (Some(441_500), "", Some(441_500)),
            (Some(441_500), "汕尾市", Some(441_500)),
            (Some(441_503), "", Some(441_542)),
            (Some(441_500), "汕尾红海湾经济开发区", Some(441_540)),
            (Some(441_599), "华侨管理区", Some(441_542)),
            (Some(440_100), "红海湾酒店", Some(440_100)),
            (None, "红海湾经济开发区", Some(441_540)),
            (None, "汕尾市", Some(441_500)),
            (None, "城区", None),
            (Some(441_500), "城区", Some(441_502)),
            (Some(440_000), "城区", Some(441_502)),
            (Some(441_500), "深汕特别合作区", Some(441_500)),
            (None, "深汕", None),
            (Some(999_999), "", None),
            (None, "", None),
        ] {
            let found = regions.resolve(code.map(RegionCode), label);
            assert_eq!(found, want.map(RegionCode), "{code:?} {label}");
        }
    }
}
