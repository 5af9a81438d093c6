//! The blacklist as subscriptions see it: entries by a key that names nobody, so that what a
//! device remembers of them survives their being forgotten (rule 6).

use super::{Classes, Firm, Following, Subscription, Target};
use crate::debarment::{CreditCode, DebarmentList, Status, stem};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Bits of a key; the lowest eight are its source's.
const BITS: u32 = 48;

/// The key of an entry: a hash of its source and of the source's own id of it.
pub fn entry_key(source: &str, key: &str) -> u64 {
    let entry = fnv(fnv(0, source), key);
    (entry << 8 | source_byte(source)) & ((1 << BITS) - 1)
}

fn source_byte(source: &str) -> u64 {
    fnv(1, source) & 0xff
}

/// FNV-1a over 64 bits, with a seed; the text's end counts.
fn fnv(seed: u64, text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let start = step(0xcbf2_9ce4_8422_2325 ^ seed, 0);
    let hash = text.bytes().fold(start, step);
    // The low bits of FNV mix worst.
    step(hash, 0xff) ^ hash >> 29
}

/// A set of keys, sorted. In JSON one string of twelve hexadecimal digits each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys(Vec<u64>);

impl Keys {
    /// Whether a key is in it.
    pub fn has(&self, key: u64) -> bool {
        self.0.binary_search(&key).is_ok()
    }

    /// Whether it is empty.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its keys in order.
    pub fn iter(&self) -> impl Iterator<Item = u64> {
        self.0.iter().copied()
    }

    /// A key as it is written.
    pub fn write_one(key: u64) -> String {
        format!("{key:012x}")
    }

    /// Reads one.
    pub fn parse_one(text: &str) -> Option<u64> {
        let plain = text.len() == 12 && text.bytes().all(|b| b.is_ascii_hexdigit());
        plain.then(|| u64::from_str_radix(text, 16).ok()).flatten()
    }
}

impl FromIterator<u64> for Keys {
    fn from_iter<I: IntoIterator<Item = u64>>(keys: I) -> Self {
        let mut keys: Vec<u64> = keys.into_iter().collect();
        keys.sort_unstable();
        keys.dedup();
        Self(keys)
    }
}

impl Serialize for Keys {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let text: String = self.iter().map(Self::write_one).collect();
        s.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        let key = |at: usize| text.get(at..at + 12).and_then(Self::parse_one);
        let keys: Option<Self> = (0..text.len()).step_by(12).map(key).collect();
        keys.ok_or_else(|| serde::de::Error::custom("not a set of keys"))
    }
}

/// What the blacklist holds, as the subscriptions of one device see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// By subscription, the entries that it matches.
    pub(super) by: BTreeMap<u32, Keys>,
    /// The marks of sources that could not be told anything of: not here, or not verified for too
    /// long. Their entries are neither new nor gone.
    pub(super) silent: Vec<u8>,
    /// The marks of the sources that could.
    pub(super) heard: Vec<u8>,
}

impl Held {
    /// Whether a key's source answered, so that its absence means something.
    pub(super) fn heard(&self, key: u64) -> bool {
        let mark = (key & 0xff) as u8;
        self.heard.contains(&mark) && !self.silent.contains(&mark)
    }
}

/// Matches the blacklist against subscriptions, as of a day (the publisher's, not the device's).
/// A firm with a code is matched by that alone; one without by its name, which is never more than
/// a possible namesake.
pub fn listed(subscriptions: &[Subscription], list: &DebarmentList, day: NaiveDate) -> Held {
    let mut codes: HashMap<CreditCode, Vec<u32>> = HashMap::new();
    let mut stems: HashMap<String, Vec<u32>> = HashMap::new();
    let mut all = Vec::new();
    for subscription in subscriptions {
        let mut watch = |firm: &Firm| {
            if let Some(code) = CreditCode::parse(&firm.code) {
                codes.entry(code).or_default().push(subscription.id);
                return;
            }
            let stem = stem(&firm.name);
            if !stem.is_empty() {
                stems.entry(stem).or_default().push(subscription.id);
            }
        };
        match &subscription.target {
            Target::Firm(firm) => watch(firm),
            Target::Suppliers { firms, .. } => firms.iter().for_each(watch),
            Target::Blacklist => all.push(subscription.id),
            _ => {}
        }
    }
    let mut held = Held::default();
    let mut by: BTreeMap<u32, Vec<u64>> = BTreeMap::new();
    for source in &list.sources {
        let mark = source_byte(source.id.as_str()) as u8;
        if source.is_forgotten(day) {
            held.silent.push(mark);
            continue;
        }
        held.heard.push(mark);
        let current = source
            .entries
            .iter()
            .filter(|e| e.status(day) == Status::Listed);
        for entry in current {
            let key = entry_key(source.id.as_str(), &entry.key);
            let by_code = entry.code.as_ref().and_then(|code| codes.get(code));
            // Nobody's name is folded where nobody asked by name.
            let by_name = if stems.is_empty() {
                None
            } else {
                stems.get(&stem(&entry.name))
            };
            let who = all
                .iter()
                .chain(by_code.into_iter().flatten())
                .chain(by_name.into_iter().flatten());
            for subscription in who {
                by.entry(*subscription).or_default().push(key);
            }
        }
    }
    held.by = by
        .into_iter()
        .map(|(id, keys)| (id, keys.into_iter().collect()))
        .collect();
    held
}

impl Held {
    /// What one subscription matches.
    pub fn of(&self, id: u32) -> Keys {
        self.by.get(&id).cloned().unwrap_or_default()
    }
}

impl Following {
    /// The subscriptions that want to hear of the blacklist.
    pub(super) fn watchers(&self) -> impl Iterator<Item = &Subscription> {
        let wants = |s: &&Subscription| !s.target.possible().and(Classes::OF_LIST).is_empty();
        self.subscriptions.iter().filter(wants)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn keys_are_spread_and_read_back() {
        let keys: Keys = (0..50_000)
            .map(|n| entry_key("ccgp-cr", &n.to_string()))
            .collect();
        assert_eq!(keys.0.len(), 50_000);
        let json = serde_json::to_string(&keys).unwrap();
        assert_eq!(serde_json::from_str::<Keys>(&json).unwrap(), keys);
        assert_ne!(entry_key("a", "bc"), entry_key("ab", "c"));
        assert!(serde_json::from_str::<Keys>("\"12\"").is_err());
    }
}
