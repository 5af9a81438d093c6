//! Packs of notices in columns, and search over them.
//!
//! The only place where speed shapes the code. No I/O and no clock: bytes come in, answers go out.

mod archive;
mod bits;
mod changes;
mod encode;
mod error;
mod follow;
mod lines;
mod pack;
mod parse;
mod row;
mod scan;
mod search;
mod verify;
mod wire;

pub use archive::Archive;
pub use changes::{Change, Changes, encode_changes};
pub use encode::{encode, newest_first};
pub use error::PackError;
pub use follow::{group, matches};
pub use pack::{Bundle, Pack};
pub use row::Row;
pub use search::{AMOUNT_STEPS, Facets, Results, TIME_STEPS};
pub use verify::verify;
