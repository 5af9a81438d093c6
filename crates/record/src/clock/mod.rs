//! The legal clock: working days, the law's limits, and how a notice stands against them.
//!
//! Nothing here accuses on a guess: a limit whose moments the source does not give cannot be told,
//! and one whose wording nobody has checked is shown as reference and never judged.

mod course;
mod disclosure;
mod formation;
mod limit;
mod rhythm;
mod standing;
mod workdays;

pub(crate) use disclosure::awaited;
pub use disclosure::{ByBody, ByStage, Duty, Line, Outcome, Tally, duties};
pub use formation::{Formation, formed};
pub use limit::{Bound, Expectation, Limit, Limits, Moment, Period, Unit};
pub use rhythm::{WINDOW_DAYS, is_quiet, rhythm};
pub use standing::{Facts, Judged, Moments, Standing, amended};
pub use workdays::{Due, Workdays};

/// What notices are measured by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Law {
    /// The limits.
    pub limits: Limits,
    /// The working days.
    pub workdays: Workdays,
}
