//! What kind of thing happened (变化类别): the classes that a subscription chooses from, and how
//! much each matters.

use crate::Stage;
use serde::{Deserialize, Serialize};

/// A class of change. Its number is its bit in [`Classes`] and stands in change feeds and on
/// devices: a class is never renumbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Class {
    /// 新公告: a notice of a stage that has no class of its own (plans, tenders, openings …).
    Notice = 0,
    /// 中标候选人: published, or changed in a notice that was known.
    Candidates = 1,
    /// 中标(成交)结果
    Award = 2,
    /// 合同
    Contract = 3,
    /// 履约、验收
    Implementation = 4,
    /// 澄清、更正公告
    Amendment = 5,
    /// 终止、流标、异常
    Cancelled = 6,
    /// 截止时间 of a known notice changed.
    Deadline = 7,
    /// 金额 of a known notice changed.
    Amount = 8,
    /// 文字 of a known notice changed, and nothing that has a class of its own.
    Text = 9,
    /// 列入黑名单
    Listed = 10,
    /// 撤下或到期: an entry of the blacklist left it.
    Delisted = 11,
}

impl Class {
    /// Every class, as screens list them. `ALL[c as usize] == c`.
    pub const ALL: [Self; 12] = [
        Self::Notice,
        Self::Candidates,
        Self::Award,
        Self::Contract,
        Self::Implementation,
        Self::Amendment,
        Self::Cancelled,
        Self::Deadline,
        Self::Amount,
        Self::Text,
        Self::Listed,
        Self::Delisted,
    ];

    /// That of a notice which was not known before.
    pub const fn of_new(stage: Option<Stage>) -> Self {
        match stage {
            Some(Stage::AwardPending) => Self::Candidates,
            Some(Stage::Award) => Self::Award,
            Some(Stage::Contract) => Self::Contract,
            Some(Stage::Implementation) => Self::Implementation,
            Some(Stage::Amendment) => Self::Amendment,
            Some(Stage::Cancellation) => Self::Cancelled,
            _ => Self::Notice,
        }
    }

    /// Whether it matters: whether it counts in the badge and is worth a notification of its own.
    /// What does not matter is folded, never hidden.
    pub const fn matters(self) -> bool {
        !matches!(self, Self::Text)
    }

    /// Whether it is of the blacklist.
    pub const fn is_of_list(self) -> bool {
        matches!(self, Self::Listed | Self::Delisted)
    }
}

/// A set of classes, a bit each. In JSON a number; bits that this version does not know are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Classes(pub u16);

impl Classes {
    /// None.
    pub const NONE: Self = Self(0);
    /// All of notices: whatever can happen to a search, a project, a body.
    pub const OF_NOTICES: Self = Self(0b0011_1111_1111);
    /// Both of the blacklist.
    pub const OF_LIST: Self = Self(0b1100_0000_0000);

    /// One.
    pub const fn one(class: Class) -> Self {
        Self(1 << class as u8)
    }

    /// Whether a class is in it.
    pub const fn has(self, class: Class) -> bool {
        self.0 & 1 << class as u8 != 0
    }

    /// With a class added.
    #[must_use]
    pub const fn with(self, class: Class) -> Self {
        Self(self.0 | 1 << class as u8)
    }

    /// With a class taken out.
    #[must_use]
    pub const fn without(self, class: Class) -> Self {
        Self(self.0 & !(1 << class as u8))
    }

    /// What both have.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether it has none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its classes, as in [`Class::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Class> {
        Class::ALL.into_iter().filter(move |class| self.has(*class))
    }
}

impl FromIterator<Class> for Classes {
    fn from_iter<I: IntoIterator<Item = Class>>(classes: I) -> Self {
        classes.into_iter().fold(Self::NONE, Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_its_number_and_is_of_notices_or_of_the_list() {
        for (number, class) in Class::ALL.into_iter().enumerate() {
            assert_eq!(class as usize, number);
            assert_eq!(Classes::OF_LIST.has(class), class.is_of_list());
            assert_eq!(Classes::OF_NOTICES.has(class), !class.is_of_list());
        }
        assert_eq!(Class::ALL.into_iter().collect::<Classes>().0, 0x0fff);
    }

    #[test]
    fn each_stage_that_people_wait_for_has_a_class() {
        assert_eq!(Class::of_new(Some(Stage::Award)), Class::Award);
        assert_eq!(Class::of_new(Some(Stage::Tender)), Class::Notice);
        assert_eq!(Class::of_new(None), Class::Notice);
    }
}
