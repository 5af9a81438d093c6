//! The legal clock: working days, the law's limits, and how a notice stands against them.
//!
//! Nothing here accuses on a guess: a limit whose moments the source does not give cannot be told,
//! and one whose wording nobody has checked is shown as reference and never judged.

mod limit;
mod standing;
mod workdays;

pub use limit::{Bound, Limit, Limits, Moment, Text, Unit};
pub use standing::{Facts, Judged, Standing, amended};
pub use workdays::{Due, Workdays};
