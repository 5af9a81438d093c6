//! Reference data (the law's limits, working days, catalogue, guide): small files that are had
//! when first wanted, and then kept as they were read.

use crate::state::files::{self, FileError};
use crate::state::{Health, Record, loaded};
use futures_util::future;
use leptos::prelude::*;
use record::catalogue::Catalogue;
use record::clock::{Law, Limits, Workdays};
use record::guide::Guide;
use record::site::{CATALOGUE, HOLIDAYS, Manifest, POLICIES, RULES};
use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// Why a piece of reference data is not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceError {
    /// The record is not here yet.
    Coming,
    /// It is not on the device, and there is no network; or this record has none.
    Missing,
    /// What came was not it.
    Damaged,
}

/// A piece of reference data, or why it is not here; `None` until that is known.
pub type Reference<T> = ReadSignal<Option<Result<Arc<T>, ReferenceError>>>;

/// What notices are measured by.
pub fn use_law(record: Record) -> Reference<Law> {
    follow(record, async |manifest| {
        let limits = load(&manifest, RULES, Limits::from_json);
        let workdays = load(&manifest, HOLIDAYS, Workdays::from_json);
        let (limits, workdays) = future::join(limits, workdays).await;
        Ok(Arc::new(Law {
            limits: Limits::clone(&*limits?),
            workdays: Workdays::clone(&*workdays?),
        }))
    })
}

/// The calendar of working days.
pub fn use_workdays(record: Record) -> Reference<Workdays> {
    follow(record, async |manifest| {
        load(&manifest, HOLIDAYS, Workdays::from_json).await
    })
}

/// The disclosure catalogue.
pub fn use_catalogue(record: Record) -> Reference<Catalogue> {
    follow(record, async |manifest| {
        load(&manifest, CATALOGUE, Catalogue::from_json).await
    })
}

/// The handling guide and the policy documents.
pub fn use_guide(record: Record) -> Reference<Guide> {
    follow(record, async |manifest| {
        load(&manifest, POLICIES, Guide::from_json).await
    })
}

/// Loads, and again once the record is known to be fresh: then a network is there.
fn follow<T: Send + Sync + 'static>(
    record: Record,
    read: impl AsyncFn(Arc<Manifest>) -> Result<Arc<T>, ReferenceError> + Copy + 'static,
) -> Reference<T> {
    let fresh = Memo::new(move |_| matches!(record.health(), Health::Fresh { .. }));
    loaded(move || {
        fresh.get();
        let manifest = record.manifest();
        async move { read(manifest.ok_or(ReferenceError::Coming)?).await }
    })
}

thread_local! {
    /// What was read, by the name of its file, which holds its hash.
    static KEPT: RefCell<HashMap<String, Arc<dyn Any + Send + Sync>>> = RefCell::default();
}

async fn load<T: Send + Sync + 'static>(
    manifest: &Manifest,
    name: &str,
    parse: fn(&[u8]) -> serde_json::Result<T>,
) -> Result<Arc<T>, ReferenceError> {
    let entry = manifest.reference.get(name);
    let entry = entry.ok_or(ReferenceError::Missing)?;
    let kept = KEPT.with_borrow(|kept| kept.get(&entry.path).cloned());
    if let Some(Ok(kept)) = kept.map(Arc::downcast) {
        return Ok(kept);
    }
    let bytes = files::fetch(entry).await.map_err(|error| match error {
        FileError::Offline => ReferenceError::Missing,
        FileError::Damaged(_) => ReferenceError::Damaged,
    })?;
    let read = Arc::new(parse(&bytes).map_err(|_| ReferenceError::Damaged)?);
    KEPT.with_borrow_mut(|kept| kept.insert(entry.path.clone(), read.clone()));
    Ok(read)
}
