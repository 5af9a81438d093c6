//! provisional
use crate::state::record::Record;
pub(super) fn start(_: Record) {}
