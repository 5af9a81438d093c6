//! How near a deadline is, in the reader's language.

use crate::locales::{Words, format};
use chrono::NaiveDate;
use record::When;
pub use record::shown::Due;

/// How long there is, in words; what has passed says so by its date.
pub fn text(due: Due, deadline: When, today: NaiveDate, words: &Words) -> String {
    let date = format::when(deadline, today, words.lang);
    match due {
        Due::Passed => (words.closed)(&date),
        Due::Soon(days) | Due::Later(days) => (words.due)(&date, days),
    }
}
