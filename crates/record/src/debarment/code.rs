//! The unified social credit code (统一社会信用代码, GB 32100-2015), with its check character.

use crate::fold::{half_width, hides};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A code whose check character holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

/// The characters of a code, in the order of their values: no I, O, S, V, Z.
const DIGITS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH: usize = 18;

impl CreditCode {
    /// Reads a code as people write it: in any width and case, with spaces, hyphens or marks that nobody sees. `None`
    /// where it is no code, or its check character does not hold.
    pub fn parse(text: &str) -> Option<Self> {
        let kept = text.chars().map(half_width);
        let kept = kept.filter(|c| !c.is_whitespace() && !hides(*c) && *c != '-');
        let code: String = kept.map(|c| c.to_ascii_uppercase()).collect();
        (code.len() == LENGTH && check(code.as_bytes())).then_some(Self(code))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is of an individual business (个体工商户), which is no legal person.
    pub fn is_individual(&self) -> bool {
        self.0.starts_with("92")
    }

    /// A code of 17 characters with its check character: for made-up data. `None` where a
    /// character is none of a code's.
    pub fn complete(start: &str) -> Option<Self> {
        let start = start.as_bytes();
        if start.len() != LENGTH - 1 {
            return None;
        }
        let check = (31 - sum(start)? % 31) % 31;
        let mut code = String::from_utf8(start.to_vec()).ok()?;
        code.push(DIGITS[check] as char);
        Some(Self(code))
    }
}

fn check(code: &[u8]) -> bool {
    // The region of the registry (GB/T 2260): a word in Latin letters is no code by chance.
    if !code[2..8].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let (start, last) = code.split_at(LENGTH - 1);
    let last = DIGITS.iter().position(|d| *d == last[0]);
    match (sum(start), last) {
        (Some(sum), Some(last)) => (sum + last).is_multiple_of(31),
        _ => false,
    }
}

/// The weighted sum of the first characters; the weights are the powers of 3 modulo 31.
fn sum(start: &[u8]) -> Option<usize> {
    let mut weight = 1;
    start.iter().try_fold(0, |sum, byte| {
        let value = DIGITS.iter().position(|d| d == byte)?;
        let next = sum + value * weight;
        weight = weight * 3 % 31;
        Some(next)
    })
}

impl TryFrom<String> for CreditCode {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text} is no unified social credit code"))
    }
}

impl From<CreditCode> for String {
    fn from(code: CreditCode) -> Self {
        code.0
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn well_known_codes_hold_in_any_writing() {
        // 腾讯 (Shenzhen), 华为: published on the companies' own pages.
        for code in ["9144030071526726XG", "914403001922038216"] {
            assert_eq!(CreditCode::parse(code).unwrap().as_str(), code);
        }
        for written in [
            "9144 0300 7152 6726 xg",
            "９１４４０３００７１５２６７２６ＸＧ",
            "91440300-71526726XG",
            "\u{feff}91440300\u{200b}71526726XG",
        ] {
            assert_eq!(
                CreditCode::parse(written).unwrap().as_str(),
                "9144030071526726XG"
            );
        }
        for wrong in [
            "9144030071526726XH",
            "9144030071526726X",
            "",
            "91440300715267261G",
            "I144030071526726XG",
            "甲乙丙丁戊己",
        ] {
            assert_eq!(CreditCode::parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_character_or_two_swapped_are_noticed(
            start in "[1-9A][1-9][0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}",
            at in 0..17_usize,
            other in 0..31_usize,
        ) {
            let code = CreditCode::complete(&start).unwrap();
            prop_assert_eq!(CreditCode::parse(code.as_str()), Some(code.clone()));
            let mut bytes = code.as_str().as_bytes().to_vec();
            if bytes[at] != DIGITS[other] {
                bytes[at] = DIGITS[other];
                prop_assert_eq!(CreditCode::parse(std::str::from_utf8(&bytes).unwrap()), None);
            }
        }
    }
}
