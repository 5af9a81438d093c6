//! How a run ended, in numbers, in a sentence, and as an exit code.

use crate::store::Put;
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use record::site::SourceState;
use record::upstream::{Refusal, Rejected};
use std::fmt;

/// Seconds to wait where the upstream says "too frequent" and no more.
const WAIT: u64 = 300;
/// Longest wait that is believed: a day.
const LONGEST_WAIT: u64 = 86_400;

/// Why a run stopped before its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// It asks us to wait so many seconds.
    TooFrequent(u64),
    /// It refuses us, in its words.
    Refused(String),
    /// It wants a captcha solved, which is for people.
    Captcha,
    /// No whole answer came.
    Unreachable(String),
    /// An answer came that is none.
    Unexpected(String),
}

impl Stop {
    pub(super) fn of(refusal: Refusal, retry_after: Option<u64>) -> Self {
        match refusal {
            Refusal::TooFrequent(said) => {
                // The longer of the two: asking too early makes it longer still.
                let wait = said.map(u64::from).max(retry_after);
                Self::TooFrequent(wait.unwrap_or(WAIT).min(LONGEST_WAIT))
            }
            Refusal::Refused(words) => Self::Refused(words),
            Refusal::Captcha => Self::Captcha,
            Refusal::UnexpectedShape(met) => Self::Unexpected(met),
        }
    }
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The source answered in full.
    Complete,
    /// It answered, but shows only a part of this day, or of more days.
    CutShort(NaiveDate),
    /// It answered with nothing, though so many of its notices are known.
    NothingThere(u64),
    /// Of so many entries of its list it does not show so many any more, and says no total.
    FarFewer(u64, u64),
    /// The wait that it asked for is not over; it was not asked.
    Cooling(DateTime<FixedOffset>),
    /// It was broken off.
    Stopped(Stop),
}

impl Outcome {
    /// What readers are told of the source; `None` leaves it as it was.
    pub(super) const fn state(&self) -> Option<SourceState> {
        Some(match self {
            Self::Complete => SourceState::Ok,
            Self::Cooling(_) => return None,
            Self::CutShort(_)
            | Self::NothingThere(_)
            | Self::FarFewer(..)
            | Self::Stopped(Stop::TooFrequent(_)) => SourceState::Stale,
            Self::Stopped(Stop::Refused(_) | Stop::Captcha) => SourceState::Refused,
            Self::Stopped(Stop::Unreachable(_) | Stop::Unexpected(_)) => SourceState::Unreachable,
        })
    }

    /// Until when nothing may be asked, if it asked for a wait.
    pub(super) fn wait(&self, now: DateTime<FixedOffset>) -> Option<DateTime<FixedOffset>> {
        match self {
            Self::Stopped(Stop::TooFrequent(seconds)) => {
                Some(now + TimeDelta::seconds(seconds.cast_signed()))
            }
            _ => None,
        }
    }
}

/// What a run did.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub(super) new: u64,
    pub(super) changed: u64,
    pub(super) unchanged: u64,
    pub(super) duplicate: u64,
    /// Notices whose detail could not be read; they are kept as the list told them.
    pub(super) without_detail: u64,
    pub(super) rejected: Vec<Rejected>,
}

impl Counts {
    pub(super) const fn count(&mut self, put: Put) {
        let counter = match put {
            Put::New => &mut self.new,
            Put::Changed => &mut self.changed,
            Put::Unchanged => &mut self.unchanged,
            Put::Duplicate => &mut self.duplicate,
        };
        *counter += 1;
    }

    /// Rows met, whatever became of them.
    pub(super) const fn met(&self) -> u64 {
        self.new + self.changed + self.unchanged + self.duplicate + self.rejected.len() as u64
    }
}

/// A run, told.
#[derive(Clone, Debug)]
pub(super) struct Report {
    pub(super) name: String,
    pub(super) counts: Counts,
    /// What somebody should know besides.
    pub(super) notes: Vec<String>,
    pub(super) outcome: Outcome,
}

impl Report {
    pub(super) const fn exit_code(&self) -> u8 {
        match &self.outcome {
            Outcome::Complete => 0,
            Outcome::CutShort(_)
            | Outcome::NothingThere(_)
            | Outcome::FarFewer(..)
            | Outcome::Cooling(_)
            | Outcome::Stopped(Stop::TooFrequent(_)) => 75,
            Outcome::Stopped(Stop::Refused(_) | Stop::Captcha) => 77,
            Outcome::Stopped(Stop::Unreachable(_)) => 69,
            Outcome::Stopped(Stop::Unexpected(_)) => 76,
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts {
            new,
            changed,
            unchanged,
            duplicate,
            without_detail,
            rejected,
        } = &self.counts;
        writeln!(
            f,
            "{}: {new} new, {changed} changed, {unchanged} unchanged, {duplicate} duplicate, {} rejected",
            self.name,
            rejected.len()
        )?;
        if *without_detail > 0 {
            writeln!(
                f,
                "  {without_detail} without their detail, which could not be read; it is asked again while \
                 the list is read that far (the last days always are), for older ones only with --full"
            )?;
        }
        for Rejected {
            key,
            reason,
            excerpt,
        } in rejected
        {
            let key = key.as_deref().unwrap_or("(no id)");
            writeln!(f, "  rejected {key}: {reason} in {excerpt}")?;
        }
        for note in &self.notes {
            writeln!(f, "  {note}")?;
        }
        writeln!(f, "{}", self.outcome)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const NEXT: &str = "What the store has is kept; the next run continues.";
        match self {
            Self::Complete => write!(f, "Checked in full."),
            Self::CutShort(day) => write!(
                f,
                "Not checked in full: of {day} the source may hold more than it shows."
            ),
            Self::NothingThere(known) => write!(
                f,
                "The list was empty, though {known} of its notices are known: taken for a fault of \
                 the source, not for a withdrawal. What the store has is kept."
            ),
            Self::FarFewer(known, gone) => write!(
                f,
                "Of {known} entries {gone} are gone at once: taken for a fault of the source, not \
                 for withdrawals. If it is right, say so with --full."
            ),
            Self::Cooling(until) => write!(
                f,
                "Not asked: the source wants no request before {}.",
                until.format("%F %T")
            ),
            Self::Stopped(Stop::TooFrequent(seconds)) => write!(
                f,
                "Stopped: the source says that this is too frequent, and to wait {seconds} s. {NEXT}"
            ),
            Self::Stopped(Stop::Refused(words)) => {
                write!(f, "Stopped: the source refuses us ({words}). {NEXT}")
            }
            Self::Stopped(Stop::Captcha) => {
                write!(f, "Stopped: the source wants a captcha solved. {NEXT}")
            }
            Self::Stopped(Stop::Unreachable(why)) => {
                write!(
                    f,
                    "Stopped: the source could not be reached ({why}). {NEXT}"
                )
            }
            Self::Stopped(Stop::Unexpected(met)) => {
                write!(f, "Stopped: the source sent something else ({met}). {NEXT}")
            }
        }
    }
}
