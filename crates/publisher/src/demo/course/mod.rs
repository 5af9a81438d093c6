//! The courses that projects take, by domain: which stages, in what order, after how long.
//! Each publishes through [`Maker`]; what lies after the newest day is simply not there yet.

mod assets;
mod awarding;
mod contract;
mod gaps;
mod invitation;
mod land;
mod mining;
mod other;
mod planning;
mod procurement;
mod sale;
mod supply;
mod works;

use super::project::Maker;

/// A project of some domain, from its first notice to its last.
pub(super) fn run(m: &mut Maker) {
    match m.rng.u32(..1000) {
        0..=299 => works::run(m),
        300..=799 => procurement::run(m),
        800..=859 => land::run(m),
        860..=879 => mining::run(m),
        880..=949 => assets::run(m),
        _ => other::run(m),
    }
}
