//! Points in Beijing time (+08:00), as exact as the source said and no more.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A day, or a second, of Beijing time.
///
/// Written as `2026-07-07` or RFC 3339 `2026-07-07T09:12:00+08:00`. A source that gives only a
/// day is never shown as midnight. Ordered by time; a day sorts as its first second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// Only the day is known.
    Day(NaiveDate),
    /// The second is known.
    At(NaiveDateTime),
}

impl When {
    /// The day in Beijing.
    pub const fn date(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::At(at) => at.date(),
        }
    }

    /// The first second that this can mean, on Beijing's clock.
    pub const fn start(self) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(NaiveTime::MIN),
            Self::At(at) => at,
        }
    }

    /// Reads the two written forms, exactly; an offset other than +08:00 is refused.
    pub fn parse(text: &str) -> Option<Self> {
        let when = match text.strip_suffix("+08:00") {
            None => Self::Day(text.parse().ok()?),
            Some(local) => Self::At(local.parse().ok()?),
        };
        // Chrono takes more forms than one, and this is to be the same text again. A year that no
        // record can have would only lead arithmetic astray.
        let sane = (1900..=2200).contains(&when.date().year());
        (sane && when.to_string() == text).then_some(when)
    }
}

impl Ord for When {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let exact = |w: &Self| matches!(w, Self::At(_));
        (self.start(), exact(self)).cmp(&(other.start(), exact(other)))
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            // Chrono's own ISO 8601: format strings would cost the app their interpreter.
            Self::At(at) => write!(f, "{at:?}+08:00"),
        }
    }
}

impl Serialize for When {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a day or a Beijing time"))
    }
}
