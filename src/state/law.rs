//! The law's limits and the calendar of working days: reference data, had when first wanted.

use crate::state::files::{self, FileError};
use futures_util::future;
use record::clock::{Limits, Workdays};
use record::site::{HOLIDAYS, Manifest, RULES};
use std::sync::Arc;

/// What notices are measured by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// The limits.
    pub limits: Limits,
    /// The working days.
    pub workdays: Workdays,
}

/// Why there is no law to measure by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LawError {
    /// The record is not here yet.
    Coming,
    /// It is not on the device, and there is no network; or this record has none.
    Missing,
    /// What came was not it.
    Damaged,
}

/// Loads the law of a record.
pub async fn load(manifest: Option<Arc<Manifest>>) -> Result<Law, LawError> {
    let manifest = manifest.ok_or(LawError::Coming)?;
    let both = future::join(file(&manifest, RULES), file(&manifest, HOLIDAYS));
    let (limits, workdays) = both.await;
    let damaged = |_| LawError::Damaged;
    Ok(Law {
        limits: Limits::from_json(&limits?).map_err(damaged)?,
        workdays: Workdays::from_json(&workdays?).map_err(damaged)?,
    })
}

async fn file(manifest: &Manifest, name: &str) -> Result<Vec<u8>, LawError> {
    let entry = manifest.reference.get(name).ok_or(LawError::Missing)?;
    let bytes = files::fetch(entry, None).await;
    bytes.map_err(|error| match error {
        FileError::Offline => LawError::Missing,
        FileError::Damaged(_) => LawError::Damaged,
    })
}
