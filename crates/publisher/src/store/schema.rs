//! The tables, and the steps from each version to the next.

use super::StoreError;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use sha2::{Digest, Sha256};

/// One step a version; a step that has shipped is never edited.
///
/// A source of debarments stands in `lists` and has no `sources.state`, which is of notices.
/// `notices.row` grows with time, so that a million of them append instead of scattering; `id` is
/// the public address. `published` is text whose order is the order of time (see `record::When`).
///
/// `changes` is the feed: a revision has a row there if it is news, with the sequence at which it
/// was put, when that was, and the deadline and the fen before. It is a table of its own because
/// revisions are long and a feed is read from its end. What an older program put is not told, and
/// the counter `told_after` says so: the feed is whole after that sequence. `held` has what waits
/// for a detail, and since when (see `held`); `publications` the SHA-256 of each manifest that was
/// written from this store.
const STEPS: [&str; 4] = [
    "
CREATE TABLE sources (
  id TEXT PRIMARY KEY, name TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '',
  last_ok_at TEXT, state TEXT, progress TEXT
) WITHOUT ROWID;
CREATE TABLE notices (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE,
  source TEXT NOT NULL REFERENCES sources (id), key TEXT NOT NULL,
  month INTEGER NOT NULL, published TEXT NOT NULL, latest INTEGER NOT NULL,
  alike INTEGER, listed BLOB,
  UNIQUE (source, key)
);
CREATE INDEX notices_by_month ON notices (month, published);
CREATE INDEX notices_by_source ON notices (source, published);
CREATE INDEX notices_alike ON notices (alike, source) WHERE alike IS NOT NULL;
CREATE TABLE aliases (
  source TEXT NOT NULL, key TEXT NOT NULL, notice INTEGER NOT NULL REFERENCES notices (row),
  alike INTEGER NOT NULL, listed BLOB,
  PRIMARY KEY (source, key)
) WITHOUT ROWID;
CREATE TABLE revisions (
  notice INTEGER NOT NULL REFERENCES notices (row), number INTEGER NOT NULL,
  first_seen TEXT NOT NULL, sha256 BLOB NOT NULL, changes TEXT NOT NULL, content TEXT NOT NULL,
  PRIMARY KEY (notice, number)
);
CREATE TABLE months (month INTEGER PRIMARY KEY, changed INTEGER NOT NULL);
CREATE TABLE rejected (
  source TEXT NOT NULL REFERENCES sources (id), key TEXT NOT NULL, reason TEXT NOT NULL,
  excerpt TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL,
  PRIMARY KEY (source, key, reason, excerpt)
) WITHOUT ROWID;
CREATE TABLE counters (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO counters VALUES ('sequence', '0'), ('changed_at', '1970-01-01T08:00:00+08:00');
",
    "
CREATE TABLE lists (
  source TEXT PRIMARY KEY REFERENCES sources (id), verified TEXT, state TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE debarments (
  source TEXT NOT NULL REFERENCES sources (id), key TEXT NOT NULL,
  content TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, withdrawn TEXT,
  PRIMARY KEY (source, key)
) WITHOUT ROWID;
",
    "
CREATE TABLE changes (
  sequence INTEGER PRIMARY KEY, notice INTEGER NOT NULL REFERENCES notices (row),
  number INTEGER NOT NULL, seen TEXT NOT NULL, classes INTEGER NOT NULL,
  deadline TEXT, fen INTEGER
);
INSERT INTO counters SELECT 'told_after',
  CASE WHEN EXISTS (SELECT 1 FROM notices) THEN value ELSE '0' END
  FROM counters WHERE name = 'sequence';
",
    "
CREATE TABLE held (
  notice INTEGER PRIMARY KEY REFERENCES notices (row), since TEXT NOT NULL,
  classes INTEGER NOT NULL, deadline TEXT, fen INTEGER
);
CREATE TABLE publications (manifest BLOB PRIMARY KEY) WITHOUT ROWID;
",
];

fn version(db: &Connection) -> Result<i64, rusqlite::Error> {
    db.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Refuses a store that this program does not know, before anything is written to it.
pub(super) fn refuse_newer(db: &Connection) -> Result<(), StoreError> {
    let (found, known) = (version(db)?, STEPS.len() as i64);
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    Ok(())
}

/// Brings the store up to this version. Each step is one transaction with its number.
pub(super) fn migrate(db: &mut Connection) -> Result<(), StoreError> {
    for (step, sql) in (1..).zip(STEPS) {
        if version(db)? >= step {
            continue;
        }
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have done it while this one waited for the lock.
        if version(&tx)? < step {
            tx.execute_batch(sql)?;
            tx.pragma_update(None, "user_version", step)?;
        }
        tx.commit()?;
    }
    Ok(())
}

/// Regions are resolved when a month is read, so a new region tree changes every month.
pub(super) fn note_regions(db: &mut Connection, regions: &str) -> Result<(), StoreError> {
    let hash = format!("{:x}", Sha256::digest(regions));
    let seen = "SELECT value FROM counters WHERE name = 'regions'";
    let known: Option<String> = db.query_row(seen, [], |row| row.get(0)).optional()?;
    if known.as_ref() == Some(&hash) {
        return Ok(());
    }
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute(
        "INSERT OR REPLACE INTO counters VALUES ('regions', ?1)",
        params![hash],
    )?;
    if known.is_some() {
        tx.execute_batch(
            "UPDATE counters SET value = value + 1 WHERE name = 'sequence';
             UPDATE months SET changed =
               (SELECT CAST(value AS INTEGER) FROM counters WHERE name = 'sequence');",
        )?;
    }
    Ok(tx.commit()?)
}
