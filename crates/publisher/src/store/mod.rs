//! Every revision of every notice, in one SQLite file; the only module that knows SQL.
//!
//! A put is one transaction, written through to the disk: killing the process loses nothing that
//! was answered for. Nothing is ever deleted, and the id of a notice never changes. What may not
//! be shown any more of a list of debarments is kept here and not published.

mod changes;
mod classes;
mod content;
mod debarments;
mod feed;
mod held;
mod published;
mod put;
mod read;
mod schema;
mod sources;
#[cfg(test)]
mod tests;

pub use classes::NEWS_DAYS;
pub use debarments::{Kept, Listing};
pub use feed::Told;
pub use published::{Leaf, Raised};
pub use put::{Batch, Put};
pub use sources::SourceMeta;

use chrono::{DateTime, FixedOffset};
use record::upstream::Draft;
use record::{Body, Regions, SourceId};
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// The region tree that comes with the program, as JSON.
pub const fn bundled_regions() -> &'static str {
    include_str!("../../../record/data/regions.json")
}

/// The store, opened.
pub struct Store {
    db: Connection,
    regions: Regions,
}

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A later version of the program wrote it.
    #[error(
        "this store has version {found}, this program knows up to {known}: use a newer gongkai, \
         nothing was changed"
    )]
    Newer {
        /// The version of the file.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// SQLite's own words.
    #[error("the store failed: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// Something in the store does not read back.
    #[error("the store holds something unreadable: {0}")]
    Damaged(String),
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl Store {
    /// Opens a store, made if it is not there, brought up to this version if it is older.
    ///
    /// # Errors
    /// If it is no store, is of a newer version, or cannot be written.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::set_up(Connection::open(path)?)
    }

    /// A store that is gone with the test.
    #[cfg(test)]
    pub(crate) fn in_memory() -> Self {
        let set_up = Connection::open_in_memory().map_err(StoreError::from);
        set_up.and_then(Self::set_up).expect("memory is there")
    }

    fn set_up(mut db: Connection) -> Result<Self, StoreError> {
        db.busy_timeout(std::time::Duration::from_secs(30))?;
        schema::refuse_newer(&db)?;
        db.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA cache_size = -65536;",
        )?;
        db.set_prepared_statement_cache_capacity(64);
        schema::migrate(&mut db)?;
        schema::note_regions(&mut db, bundled_regions())?;
        let regions = Regions::from_json(bundled_regions())?;
        Ok(Self { db, regions })
    }

    /// The region tree with which months are read.
    pub const fn regions(&self) -> &Regions {
        &self.regions
    }

    /// Puts one notice; see [`Batch::put`].
    ///
    /// # Errors
    /// If the store fails; then nothing was put.
    pub fn put(
        &mut self,
        source: &SourceId,
        draft: &Draft,
        body: &Body,
        now: DateTime<FixedOffset>,
    ) -> Result<Put, StoreError> {
        self.batch(|batch| batch.put(source, draft, body, now))
    }

    /// Many changes in one transaction: all of them are kept, or none.
    ///
    /// # Errors
    /// The closure's, or the store's; then nothing was changed.
    pub fn batch<T>(
        &mut self,
        work: impl FnOnce(&mut Batch<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut batch = Batch::new(&tx)?;
        let result = work(&mut batch)?;
        batch.finish()?;
        tx.commit()?;
        Ok(result)
    }

    /// Several reads of one and the same state, whatever another process writes meanwhile.
    ///
    /// # Errors
    /// The closure's, or the store's.
    pub fn snapshot<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let tx = self.db.unchecked_transaction().map_err(StoreError::from)?;
        let result = work(self)?;
        tx.commit().map_err(StoreError::from)?;
        Ok(result)
    }
}
