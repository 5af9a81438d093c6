//! Identifiers. All are opaque strings, parsed once at the edge.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! opaque {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The text of the identifier.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

opaque! {
    /// A source of notices, such as `ygp` or `ggzy`; also its key in the manifest.
    SourceId
}
opaque! {
    /// A project's code (项目编号, 招标项目编号, 采购项目编号) as its source writes it; free in form.
    ProjectCode
}
opaque! {
    /// 统一交易标识码: 40 characters in the data standard's second version; opaque here.
    UnifiedDealCode
}

/// The address of a notice in this record: [`NoticeId::LEN`] characters of Crockford's base 32.
///
/// Short because it is the part of a packed notice that does not compress: 50 bits, so 6.25
/// bytes a notice. The publisher derives it from the source and the source's own id, settles
/// collisions, and never changes it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoticeId(u64);

impl NoticeId {
    /// Characters of the written form.
    pub const LEN: usize = 10;
    /// Bits that carry information.
    pub const BITS: u32 = 50;
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

    /// The id of the lowest [`BITS`](Self::BITS) bits of a number; the rest is dropped.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits & ((1 << Self::BITS) - 1))
    }

    /// The id as a number below 2^50.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Reads the written form; `None` unless it is exactly that.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != Self::LEN {
            return None;
        }
        let mut bits = 0;
        for byte in text.bytes() {
            let digit = Self::ALPHABET.iter().position(|&a| a == byte)?;
            bits = bits << 5 | digit as u64;
        }
        Some(Self(bits))
    }
}

impl fmt::Display for NoticeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in (0..Self::LEN).rev() {
            let digit = (self.0 >> (place * 5)) & 31;
            fmt::Write::write_char(f, Self::ALPHABET[digit as usize] as char)?;
        }
        Ok(())
    }
}

impl fmt::Debug for NoticeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NoticeId({self})")
    }
}

impl Serialize for NoticeId {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for NoticeId {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a notice id"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_writes() {
        for bits in [0, 1, 31, 32, (1 << 50) - 1, 0x2_dead_beef_cafe] {
            let id = NoticeId::from_bits(bits);
            assert_eq!(NoticeId::parse(&id.to_string()), Some(id));
        }
    }

    #[test]
    fn only_the_exact_form_is_an_id() {
        for text in ["", "0000000000x", "000000000", "00000000o0", "000000000公"] {
            assert_eq!(NoticeId::parse(text), None, "{text}");
        }
    }
}
