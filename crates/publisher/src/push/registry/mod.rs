//! The push file: who wants to be told of what, what is on its way to them, and which push
//! service is paused or stopped. One SQLite file of its own; nothing else about a person is in it.
//!
//! Times are Unix seconds and are passed in. Several processes and threads may open it.

mod admin;
mod outbox;
mod people;
mod schema;
mod settle;

pub(super) use admin::Service;
pub(crate) use admin::Status;
pub(super) use outbox::{Parcel, Touched};
pub(super) use people::{Every, Put, Wish};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::path::Path;

/// How long a registration lives without being refreshed.
pub(super) const LIFE: i64 = 60 * 86_400;
/// How long a device may take to say the first push back.
pub(super) const ECHO_LIFE: i64 = 600;
/// How long a message is worth sending, and how long a push service may keep it.
pub(super) const MESSAGE_LIFE: i64 = 3 * 86_400;
/// Most registrations that wait for their echo.
pub(super) const MOST_PENDING: i64 = 10_000;
/// Most registrations at all: a million are a gigabyte.
pub(super) const MOST: i64 = 1_000_000;

/// Why the push file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// SQLite's own reason.
    #[error("The push file failed: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// Written by a newer program.
    #[error("The push file is of version {0}; this program knows {known}.", known = schema::VERSION)]
    Newer(i64),
    /// Its folder, or its rights.
    #[error("The push file could not be made: {0}")]
    File(#[from] std::io::Error),
    /// The machine's randomness, or a damaged key.
    #[error("The server's key could not be made or read.")]
    Key,
}

type Result<T> = std::result::Result<T, RegistryError>;

/// The push file, opened.
pub(super) struct Registry {
    db: Connection,
}

impl Registry {
    /// Opens or makes it, readable to its owner alone: it holds the server's private key.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let mut options = std::fs::OpenOptions::new();
        options.create(true).truncate(false).write(true).read(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path)?;
        Self::set_up(Connection::open(path)?)
    }

    /// Opens one that must be there.
    pub(super) fn open_existing(path: &Path) -> Result<Self> {
        std::fs::metadata(path)?;
        Self::open(path)
    }

    fn set_up(mut db: Connection) -> Result<Self> {
        db.busy_timeout(std::time::Duration::from_secs(30))?;
        db.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
        )?;
        db.set_prepared_statement_cache_capacity(64);
        schema::migrate(&mut db)?;
        Ok(Self { db })
    }

    /// For the sender, whose every write may be lost with the power: what was sent goes out once
    /// more and replaces itself at the push service.
    pub(super) fn relaxed(self) -> Result<Self> {
        self.db.pragma_update(None, "synchronous", "NORMAL")?;
        Ok(self)
    }

    /// The server's private key; made at the first start and kept.
    pub(super) fn key(&mut self, make: impl FnOnce() -> Option<Vec<u8>>) -> Result<Vec<u8>> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let sql = "SELECT value FROM settings WHERE name = 'key'";
        let kept: Option<Vec<u8>> = tx.query_row(sql, [], |r| r.get(0)).optional()?;
        if let Some(key) = kept {
            return Ok(key);
        }
        let key = make().ok_or(RegistryError::Key)?;
        tx.execute("INSERT INTO settings VALUES ('key', ?1)", params![key])?;
        tx.commit()?;
        // Into the file itself, so that a copy of it alone has the key.
        let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
        self.db.query_row(checkpoint, [], |_| Ok(()))?;
        Ok(key)
    }
}
