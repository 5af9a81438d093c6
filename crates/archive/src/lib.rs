//! Packs of notices in columns, and search over them.
//!
//! The only place where speed shapes the code. No I/O and no clock: bytes come in, answers go out.

mod encode;
mod error;
mod lines;
mod pack;
mod parse;
mod wire;

pub use encode::{encode, newest_first};
pub use error::PackError;
pub use pack::{Bundle, Pack};
