//! The primitives of the pack format, written and read: variable-length numbers, bit-packed ids,
//! and codes of a dictionary. The reader never trusts a count before it has seen the bytes.

use crate::PackError;
use record::NoticeId;
use std::collections::HashMap;
use std::hash::Hash;

const ID_BITS: usize = NoticeId::BITS as usize;

/// Writes a number in groups of seven bits, lowest first.
pub(crate) fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Folds the sign into the lowest bit, so that small negatives stay short.
pub(crate) const fn zigzag(value: i64) -> u64 {
    (value << 1 ^ value >> 63) as u64
}

pub(crate) const fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// Writes ids of 50 bits each without a gap.
pub(crate) fn put_ids(out: &mut Vec<u8>, ids: impl Iterator<Item = NoticeId>) {
    let (mut held, mut bits) = (0_u64, 0);
    for id in ids {
        held |= id.bits() << bits;
        bits += ID_BITS;
        while bits >= 8 {
            out.push(held as u8);
            held >>= 8;
            bits -= 8;
        }
    }
    if bits > 0 {
        out.push(held as u8);
    }
}

/// A dictionary being made: entries in the order in which they first occur.
pub(crate) struct Dictionary<T> {
    known: HashMap<T, u64>,
    /// The entries.
    pub(crate) entries: Vec<T>,
    /// The codes written so far: 0 none, 1 the next new entry, n + 2 entry n.
    pub(crate) codes: Vec<u8>,
}

impl<T: Copy + Eq + Hash> Dictionary<T> {
    pub(crate) fn new() -> Self {
        Self {
            known: HashMap::new(),
            entries: Vec::new(),
            codes: Vec::new(),
        }
    }

    /// Writes one value's code.
    pub(crate) fn push(&mut self, value: Option<T>) {
        let code = match value {
            None => 0,
            Some(value) => self.known.get(&value).map_or(1, |n| n + 2),
        };
        put(&mut self.codes, code);
        if let (1, Some(value)) = (code, value) {
            self.known.insert(value, self.entries.len() as u64);
            self.entries.push(value);
        }
    }
}

/// Codes as read: 0 none, n + 1 entry n; every entry occurs.
#[derive(Debug)]
pub(crate) struct Codes {
    pub(crate) codes: Vec<u32>,
    pub(crate) entries: u32,
}

impl Codes {
    /// Refuses "none", where a column always has a value.
    pub(crate) fn present(self, part: &'static str) -> Result<Self, PackError> {
        if self.codes.contains(&0) {
            Err(PackError::Invalid(part))
        } else {
            Ok(self)
        }
    }
}

/// Reads a pack from its start to its end.
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// So many bytes, or the error.
    pub(crate) fn bytes(&mut self, count: usize) -> Result<&'a [u8], PackError> {
        let (head, rest) = self.0.split_at_checked(count).ok_or(PackError::Truncated)?;
        self.0 = rest;
        Ok(head)
    }

    /// All that is left.
    pub(crate) const fn rest(self) -> &'a [u8] {
        self.0
    }

    /// A number.
    pub(crate) fn number(&mut self) -> Result<u64, PackError> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.bytes(1)?[0];
            let part = u64::from(byte & 0x7f);
            if shift == 63 && part > 1 {
                break;
            }
            value |= part << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(PackError::Invalid("number"))
    }

    /// A number of 32 bits.
    pub(crate) fn number32(&mut self) -> Result<u32, PackError> {
        u32::try_from(self.number()?).map_err(|_| PackError::Invalid("number"))
    }

    /// A number with a sign.
    pub(crate) fn signed(&mut self) -> Result<i64, PackError> {
        self.number().map(unzigzag)
    }

    /// How many of something follow, of which each takes at least so many bytes.
    pub(crate) fn count(&mut self, each: usize) -> Result<usize, PackError> {
        let count = self.number32()? as usize;
        if count.saturating_mul(each) > self.0.len() {
            return Err(PackError::Truncated);
        }
        Ok(count)
    }

    /// So many values, each read by the same reading.
    pub(crate) fn column<T>(
        &mut self,
        count: usize,
        mut each: impl FnMut(&mut Self) -> Result<T, PackError>,
    ) -> Result<Vec<T>, PackError> {
        if count > self.0.len() {
            return Err(PackError::Truncated);
        }
        let mut values = Vec::with_capacity(count);
        for _ in 0..count {
            values.push(each(self)?);
        }
        Ok(values)
    }

    /// Ids of 50 bits.
    pub(crate) fn ids(&mut self, count: usize) -> Result<Vec<u64>, PackError> {
        let bytes = self.bytes((count * ID_BITS).div_ceil(8))?;
        let (mut held, mut bits, mut at) = (0_u64, 0, 0);
        let mut ids = Vec::with_capacity(count);
        for _ in 0..count {
            while bits < ID_BITS {
                held |= u64::from(bytes[at]) << bits;
                at += 1;
                bits += 8;
            }
            ids.push(held & ((1 << ID_BITS) - 1));
            held >>= ID_BITS;
            bits -= ID_BITS;
        }
        if held == 0 {
            Ok(ids)
        } else {
            Err(PackError::Invalid("ids"))
        }
    }

    /// Codes of a dictionary.
    pub(crate) fn codes(&mut self, count: usize) -> Result<Codes, PackError> {
        let mut entries = 0;
        let codes = self.column(count, |r| {
            let code = r.number32()?;
            if code == 1 {
                entries += 1;
                return Ok(entries);
            }
            let known = code.saturating_sub(1);
            if known > entries {
                return Err(PackError::Invalid("code"));
            }
            Ok(known)
        })?;
        Ok(Codes { codes, entries })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(values: Vec<u64>, signed: Vec<i64>) {
            let mut out = Vec::new();
            values.iter().for_each(|&v| put(&mut out, v));
            signed.iter().for_each(|&v| put(&mut out, zigzag(v)));
            let mut reader = Reader::new(&out);
            for v in values { prop_assert_eq!(reader.number(), Ok(v)); }
            for v in signed { prop_assert_eq!(reader.signed(), Ok(v)); }
            prop_assert!(reader.rest().is_empty());
        }

        #[test]
        fn ids_come_back(bits: Vec<u64>) {
            let ids: Vec<NoticeId> = bits.into_iter().map(NoticeId::from_bits).collect();
            let mut out = Vec::new();
            put_ids(&mut out, ids.iter().copied());
            prop_assert_eq!(out.len(), (ids.len() * 50).div_ceil(8));
            let read = Reader::new(&out).ids(ids.len()).unwrap();
            prop_assert_eq!(read, ids.iter().map(|i| i.bits()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_number_of_more_than_64_bits_is_refused() {
        assert_eq!(
            Reader::new(&[0xff; 11]).number(),
            Err(PackError::Invalid("number"))
        );
        assert_eq!(Reader::new(&[0x80]).number(), Err(PackError::Truncated));
    }

    #[test]
    fn a_code_beyond_the_entries_is_refused() {
        assert_eq!(Reader::new(&[1, 2, 0]).codes(3).unwrap().codes, [1, 1, 0]);
        assert!(Reader::new(&[1, 3]).codes(2).is_err());
    }
}
