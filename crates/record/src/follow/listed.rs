//! The blacklist as subscriptions see it: entries by a key that names nobody, so that what a
//! device remembers of them survives their being forgotten (rule 6).

use super::{Classes, Firm, Following, Subscription, Target};
use crate::debarment::{CreditCode, DebarmentList, Status, stem};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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

/// A set of keys, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

    /// Adds a key.
    pub fn insert(&mut self, key: u64) {
        if let Err(place) = self.0.binary_search(&key) {
            self.0.insert(place, key);
        }
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
        let mut set = Self::default();
        for key in keys {
            set.insert(key);
        }
        set
    }
}

/// What the blacklist holds, as the subscriptions of one device see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// By subscription, the entries that it matches.
    pub(super) by: Vec<(u32, Keys)>,
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

/// An entry that holds, as far as matching needs it.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'e> {
    /// Its source's key.
    pub source: &'e str,
    /// Its own key.
    pub key: &'e str,
    /// The firm's name.
    pub name: &'e str,
    /// Its credit code, where that is sound.
    pub code: Option<&'e str>,
}

/// Matches the blacklist against subscriptions, as of a day (the publisher's, not the device's).
pub fn listed(subscriptions: &[Subscription], list: &DebarmentList, day: NaiveDate) -> Held {
    let (mut silent, mut heard, mut entries) = (Vec::new(), Vec::new(), Vec::new());
    for source in &list.sources {
        let id = source.id.as_str();
        if source.is_forgotten(day) {
            silent.push(id);
            continue;
        }
        heard.push(id);
        let current = source
            .entries
            .iter()
            .filter(|e| e.status(day) == Status::Listed);
        entries.extend(current.map(|entry| Entry {
            source: id,
            key: &entry.key,
            name: &entry.name,
            code: entry.code.as_ref().map(CreditCode::as_str),
        }));
    }
    held(subscriptions, entries, &heard, &silent)
}

/// Matches entries that hold against subscriptions. `heard` are the sources that answered lately,
/// `silent` those that did not.
///
/// A firm with a code is matched by that alone; one without by its name, which is never more than
/// a possible namesake.
pub fn held<'e>(
    subscriptions: &[Subscription],
    entries: impl IntoIterator<Item = Entry<'e>>,
    heard: &[&str],
    silent: &[&str],
) -> Held {
    let (mut codes, mut stems) = (Watched::default(), Watched::default());
    let mut all = Vec::new();
    for subscription in subscriptions {
        let mut watch = |firm: &Firm| {
            if let Some(code) = CreditCode::parse(&firm.code) {
                codes.insert(String::from(code), subscription.id);
                return;
            }
            let stem = stem(&firm.name);
            if !stem.is_empty() {
                stems.insert(stem, subscription.id);
            }
        };
        match &subscription.target {
            Target::Firm(firm) => watch(firm),
            Target::Suppliers { firms, .. } => firms.iter().for_each(watch),
            Target::Blacklist => all.push(subscription.id),
            _ => {}
        }
    }
    let mut by: Vec<(u32, Keys)> = subscriptions
        .iter()
        .map(|s| (s.id, Keys::default()))
        .collect();
    for entry in entries {
        let key = entry_key(entry.source, entry.key);
        let by_code = entry.code.and_then(CreditCode::parse);
        let by_code = by_code.map_or(&[][..], |code| codes.get(code.as_str()));
        // Nobody's name is folded where nobody asked by name.
        let asked = !stems.0.is_empty();
        let by_name = if asked {
            stems.get(&stem(entry.name))
        } else {
            &[]
        };
        if all.is_empty() && by_code.is_empty() && by_name.is_empty() {
            continue;
        }
        for (id, keys) in &mut by {
            let has = |who: &[(String, u32)]| who.iter().any(|(_, who)| who == id);
            if all.contains(id) || has(by_code) || has(by_name) {
                keys.insert(key);
            }
        }
    }
    by.retain(|(_, keys)| !keys.is_empty());
    let marks = |ids: &[&str]| ids.iter().map(|id| source_byte(id) as u8).collect();
    Held {
        by,
        heard: marks(heard),
        silent: marks(silent),
    }
}

/// Names with who watches them, sorted by name.
#[derive(Default)]
struct Watched(Vec<(String, u32)>);

impl Watched {
    fn insert(&mut self, name: String, who: u32) {
        let place = self.0.partition_point(|(other, _)| *other <= name);
        self.0.insert(place, (name, who));
    }

    fn get(&self, name: &str) -> &[(String, u32)] {
        let first = self.0.partition_point(|(other, _)| other.as_str() < name);
        let same = self.0[first..].partition_point(|(other, _)| other == name);
        &self.0[first..first + same]
    }
}

impl Held {
    /// What one subscription matches.
    pub fn of(&self, id: u32) -> Keys {
        let found = self.by.iter().find(|(of, _)| *of == id);
        found.map(|(_, keys)| keys.clone()).unwrap_or_default()
    }
}

impl Following {
    /// The entries that a subscription knew; `None` where it was never compared with the list.
    pub(super) fn knows(&self, id: u32) -> Option<Keys> {
        let found = self.known.iter().find(|(of, _)| *of == id);
        found.map(|(_, keys)| keys.clone())
    }

    /// The subscriptions that want to hear of the blacklist.
    pub(super) fn watchers(&self) -> impl Iterator<Item = &Subscription> {
        let wants = |s: &&Subscription| !s.target.possible().and(Classes::OF_LIST).is_empty();
        self.subscriptions.iter().filter(wants)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_spread_and_read_back() {
        let keys: Keys = (0..50_000)
            .map(|n| entry_key("ccgp-cr", &n.to_string()))
            .collect();
        assert_eq!(keys.0.len(), 50_000);
        for key in keys.iter() {
            assert_eq!(Keys::parse_one(&Keys::write_one(key)), Some(key));
        }
        assert_ne!(entry_key("a", "bc"), entry_key("ab", "c"));
    }
}
