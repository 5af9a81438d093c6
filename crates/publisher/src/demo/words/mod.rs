//! The vocabulary of the made-up Shanwei, as tables; no logic and no randomness here.
//!
//! District names are real, because the region filter needs them. Towns, villages, streets,
//! firms and bodies are invented. In patterns, `{x}` stands for what `fill` puts in.

pub(super) mod bodies;
pub(super) mod clauses;
pub(super) mod firms;
pub(super) mod goods;
pub(super) mod listed;
pub(super) mod places;
pub(super) mod sales;
pub(super) mod texts;
pub(super) mod works;
