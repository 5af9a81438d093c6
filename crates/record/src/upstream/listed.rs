//! What the sources of debarments have in common: whom a list names, and what may be kept of it.
//!
//! Natural persons are left out here, before anything is stored: they are counted and no more.
//! Neither is a resident's identity number ever kept, wherever a source puts one.

use super::{Rejected, persons, read, text};
use crate::debarment::{CreditCode, Debarment, is_legal_person};
use chrono::NaiveDate;

/// Longest text that is kept of a field; the source's page has the whole.
const LONGEST: usize = 2000;

/// What a row of a list says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// A legal person is listed.
    Entry(Box<Debarment>),
    /// An entry is withdrawn (repaired, annulled), from a day on if the source says which.
    Withdrawn {
        /// The entry's key.
        key: String,
        /// The first day on which it does not hold any more.
        on: Option<NaiveDate>,
    },
    /// It is about a natural person, or an individual business: not carried.
    Person,
    /// It is of another part of the source than was asked for: not carried.
    Elsewhere,
}

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPage {
    /// How many pages the source says there are.
    pub pages: Option<u64>,
    /// How many rows the source says there are in all.
    pub total: Option<u64>,
    /// The rows that could be read, persons included.
    pub rows: Vec<Listed>,
    /// The rows that could not.
    pub rejected: Vec<Rejected>,
}

impl ListPage {
    /// How many rows the page had, whatever became of them.
    pub const fn len(&self) -> usize {
        self.rows.len() + self.rejected.len()
    }

    /// Whether it had none.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: Result<Listed, Rejected>) {
        match row {
            Ok(row) => self.rows.push(row),
            Err(rejected) => self.rejected.push(rejected),
        }
    }
}

/// Makes an entry of what a source sent, its code still in the source's writing; or finds that it
/// is about a person.
pub(super) fn entry(mut entry: Debarment, code: &str) -> Listed {
    let code = code.trim();
    let resident = persons::is_resident_number(code);
    let valid = CreditCode::parse(code).filter(|code| {
        // An identity number may pass for a code by chance; codes of firms begin with 9.
        !resident || (code.as_str().starts_with('9') && is_legal_person(&entry.name))
    });
    let individual = valid.as_ref().is_some_and(CreditCode::is_individual);
    if individual || persons::is_person(&entry.name, valid.is_some()) {
        return Listed::Person;
    }
    entry.code_as_sent = match &valid {
        Some(_) => String::new(),
        None if resident || code.contains('*') => String::new(),
        None => text::start(&text::plain(code), 40),
    };
    entry.code = valid;
    for field in [
        &mut entry.reason,
        &mut entry.result,
        &mut entry.basis,
        &mut entry.authority,
        &mut entry.decision,
        &mut entry.scope,
    ] {
        let clean = text::plain(field);
        *field = text::start(&clean, LONGEST);
    }
    Listed::Entry(Box::new(entry))
}

/// A day, where a source gave one; an unreadable one is said to be none, and the entry then ends
/// no later than the law allows at most.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    text::moment(text).map(crate::When::date)
}

/// The key of a row: the source's id, or one that its content gives.
pub(super) fn key(id: &str, parts: &[&str]) -> String {
    match id.trim() {
        "" => read::derived_key(parts),
        id => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use crate::debarment::DebarmentKind;

    fn read(name: &str, code: &str) -> Listed {
        let bare = Debarment {
            key: "k".into(),
            name: name.into(),
            code: None,
            code_as_sent: String::new(),
            kind: DebarmentKind::Penalty,
            reason: String::new(),
            result: String::new(),
            basis: String::new(),
            authority: String::new(),
            decision: String::new(),
            decided: None,
            published: None,
            until: None,
            withdrawn: None,
            scope: String::new(),
            url: None,
        };
        entry(bare, code)
    }

    #[test]
    fn persons_and_individual_businesses_are_left_out() {
        let firm = CreditCode::complete("91441500MA0000001").unwrap();
        let shop = CreditCode::complete("92441521MA0000001").unwrap();
        for (name, code) in [
            ("张三", ""),
            ("张三", "440106199001011237"),
            ("示例人", "4401**********1237"),
            ("阿卜杜拉·示例江·买买提", ""),
            ("Example Person Name", ""),
            ("海丰县示例便利店", shop.as_str()),
            ("海丰县示例便利店", ""),
            ("海丰县示例示例示例", ""),
            ("示例丰、示例光、示例正", ""),
            ("示例社", ""),
            ("示例人（汕尾市示例建设有限公司法定代表人）", ""),
            ("汕尾市示例建设有限公司法定代表人示例人", ""),
            ("示例人（海丰县示例店经营者）", ""),
            ("示例人", firm.as_str()),
        ] {
            assert_eq!(read(name, code), Listed::Person, "{name} {code}");
        }
    }

    #[test]
    fn organisations_without_a_code_are_kept() {
        for name in [
            "汕尾市示例建设有限公司",
            "示例（汕尾）设计院（普通合伙）",
            "汕尾市示例律师事务所",
            "示例县农民专业合作社",
            "海丰县示例加工厂",
            "汕尾市示例建筑工程有限公司海丰分店",
            "示例镇示例村民委员会",
            "Example Trading Co., Ltd.",
            "示例个人独资企业",
        ] {
            assert!(matches!(read(name, ""), Listed::Entry(_)), "{name}");
        }
    }

    #[test]
    fn a_code_is_verified_or_kept_as_sent_and_a_residents_number_is_not_kept() {
        let code = CreditCode::complete("91441500MA0000001").unwrap();
        let of = |sent: &str| match read("汕尾市示例建设有限公司", sent) {
            Listed::Entry(entry) => (entry.code.map(String::from), entry.code_as_sent),
            other => panic!("{other:?}"),
        };
        assert_eq!(of(code.as_str()), (Some(code.to_string()), String::new()));
        let wrong = code.as_str().replace("MA", "MB");
        assert_eq!(of(&wrong), (None, wrong.clone()));
        assert_eq!(of("12345678-9"), (None, "12345678-9".to_owned()));
        for resident in [
            "44010619900101123X",
            "440106199001011234",
            "440106900101123",
            "4401**********1234",
        ] {
            assert_eq!(of(resident), (None, String::new()), "{resident}");
        }
    }
}
