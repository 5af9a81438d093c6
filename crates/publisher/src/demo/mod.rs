//! A generated, plainly fictitious Shanwei of any size; deterministic by its seed.
//!
//! Reads no clock: the newest day is a parameter. Every firm's and body's name holds 示例,
//! and codes of firms are made of their names.

mod calendar;
mod codes;
mod correct;
mod course;
mod fate;
mod fill;
mod lag;
mod listed;
mod names;
mod plan;
mod price;
mod project;
mod run;
mod text;
mod title;
mod words;

#[cfg(test)]
mod tests;

pub use plan::{NEWEST_DAY, generate};
pub use run::{Args, run};
