//! The law's limits and the calendar of working days: reference data, had when first wanted.

use crate::platform::clock;
use crate::state::files;
use crate::state::record::Record;
use leptos::prelude::*;
use record::clock::{Limits, Workdays};
use record::site::{HOLIDAYS, Manifest, RULES};

/// What notices are measured by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// The limits.
    pub limits: Limits,
    /// The working days.
    pub workdays: Workdays,
}

/// Loads it. `None` where the record has none, or it is neither on the device nor to be had.
pub async fn load(record: Record) -> Option<Law> {
    let manifest = loop {
        match record.manifest.try_get_untracked()? {
            Some(manifest) => break manifest,
            // The record itself is still coming.
            None => clock::sleep(100).await,
        }
    };
    let limits = file(&manifest, RULES).await?;
    let workdays = file(&manifest, HOLIDAYS).await?;
    Some(Law {
        limits: Limits::from_json(&limits).ok()?,
        workdays: Workdays::from_json(&workdays).ok()?,
    })
}

async fn file(manifest: &Manifest, name: &str) -> Option<Vec<u8>> {
    files::fetch(manifest.reference.get(name)?, None).await.ok()
}
