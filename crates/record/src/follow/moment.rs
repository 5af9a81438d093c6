//! Moments as the device keeps them: whole seconds on Beijing's clock, counted from 1970. Text
//! would cost the service worker a reader and a writer of dates.

use crate::When;
use chrono::{DateTime, NaiveDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

fn count(at: NaiveDateTime) -> i64 {
    at.and_utc().timestamp()
}

/// A count that no calendar has becomes 1970: a moment here is for people only.
fn moment(seconds: i64) -> NaiveDateTime {
    DateTime::from_timestamp(seconds, 0)
        .unwrap_or_default()
        .naive_utc()
}

pub(super) mod seconds {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(at: &NaiveDateTime, s: S) -> Result<S::Ok, S::Error> {
        count(*at).serialize(s)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<NaiveDateTime, D::Error> {
        i64::deserialize(d).map(moment)
    }
}

pub(super) mod maybe_seconds {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(
        at: &Option<NaiveDateTime>,
        s: S,
    ) -> Result<S::Ok, S::Error> {
        at.map(count).serialize(s)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        d: D,
    ) -> Result<Option<NaiveDateTime>, D::Error> {
        Ok(Option::<i64>::deserialize(d)?.map(moment))
    }
}

/// A [`When`]: its first second, and whether the second is known.
pub(super) mod whens {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(when: &Option<When>, s: S) -> Result<S::Ok, S::Error> {
        let parts = when.map(|when| (count(when.start()), matches!(when, When::At(_))));
        parts.serialize(s)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<When>, D::Error> {
        let parts = Option::<(i64, bool)>::deserialize(d)?;
        Ok(parts.map(|(seconds, exact)| match exact {
            true => When::At(moment(seconds)),
            false => When::Day(moment(seconds).date()),
        }))
    }
}
