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
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Sent {
            Text(String),
            Number(u32),
        }
        let code = match Sent::deserialize(d)? {
            Sent::Text(text) => Self::parse(&text),
            Sent::Number(code) => (code <= 999_999).then_some(Self(code)),
        };
        code.ok_or_else(|| serde::de::Error::custom("not a region code of six digits"))
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
pub struct Regions(BTreeMap<RegionCode, Region>);

impl Regions {
    /// The tree of a list of regions; a code given twice keeps its last entry.
    pub fn new(list: impl IntoIterator<Item = Region>) -> Self {
        Self(list.into_iter().map(|r| (r.code, r)).collect())
    }

    /// The region of a code.
    pub fn get(&self, code: RegionCode) -> Option<&Region> {
        self.0.get(&code)
    }

    /// All regions by code.
    pub fn iter(&self) -> impl Iterator<Item = &Region> {
        self.0.values()
    }

    /// The regions directly inside one, by code; the provinces for `None`.
    pub fn children(&self, of: Option<RegionCode>) -> impl Iterator<Item = &Region> {
        self.0.values().filter(move |r| r.parent == of)
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
