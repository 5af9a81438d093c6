//! What a notice must say and does not.

use crate::demo::names::chance;
use fastrand::Rng;
use record::Field;

/// Fields that the catalogue asks for: 15 % of the notices leave one out.
pub(super) fn gappy(rng: &mut Rng, mut asked: Vec<Field>) -> Vec<Field> {
    if chance(rng, 15) {
        asked.remove(rng.usize(..asked.len()));
    }
    asked
}
