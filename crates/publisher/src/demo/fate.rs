//! How far the record of a project goes, settled when it begins.

use super::names::chance;
use super::project::Maker;
use fastrand::Rng;

/// What becomes of a project.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Whatever chance brings.
    Usual,
    /// Every stage is published, from the plan to the acceptance.
    Whole,
    /// Awarded, and never a contract.
    Unsigned,
    /// Its contract is not public by law.
    Withheld,
}

impl Fate {
    /// One of them.
    pub(super) fn new(rng: &mut Rng) -> Self {
        match rng.u32(..1000) {
            0..=124 => Self::Whole,
            125..=244 => Self::Unsigned,
            245..=253 => Self::Withheld,
            _ => Self::Usual,
        }
    }
}

impl Maker {
    /// Whether a stage of so many in a hundred is published: in a whole history each is.
    pub(super) fn happens(&mut self, percent: u32) -> bool {
        chance(&mut self.rng, percent) || self.fate == Fate::Whole
    }

    /// Whether something of so many in a hundred gets in the way: in a whole history nothing does.
    pub(super) fn strays(&mut self, percent: u32) -> bool {
        chance(&mut self.rng, percent) && self.fate != Fate::Whole
    }

    /// Whether the contract, or a word about it, is published.
    pub(super) fn signs(&mut self, percent: u32) -> bool {
        let usual = chance(&mut self.rng, percent);
        match self.fate {
            Fate::Usual => usual,
            Fate::Whole | Fate::Withheld => true,
            Fate::Unsigned => false,
        }
    }

    /// Whether something follows the contract, which was signed or not.
    pub(super) fn fulfils(&mut self, percent: u32) -> bool {
        self.happens(percent) && self.fate != Fate::Unsigned
    }
}
