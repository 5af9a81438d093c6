//! Classes of change as words where people read, as bits where a code holds them.

use crate::follow::{Class, Classes};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(super) fn serialize<S: Serializer>(classes: &Classes, to: S) -> Result<S::Ok, S::Error> {
    if to.is_human_readable() {
        to.collect_seq(classes.iter())
    } else {
        classes.serialize(to)
    }
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Classes, D::Error> {
    if from.is_human_readable() {
        let classes = Vec::<Class>::deserialize(from)?;
        Ok(classes.into_iter().collect())
    } else {
        Classes::deserialize(from)
    }
}
