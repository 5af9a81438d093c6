//! The tables of the push file.

use super::{RegistryError, Result};
use rusqlite::{Connection, TransactionBehavior};

/// The version that this program writes.
pub(super) const VERSION: i64 = 1;

/// An endpoint has at most one registration that counts and one that waits for its echo
/// (`token`), so that nobody who learns an endpoint can put their keys in place of the device's.
/// `every` is an hour of the day, NULL for at once. A registration has at most one message on its
/// way: a newer one takes its place. `topic` NULL is the first push, which carries the token.
const TABLES: &str = "
CREATE TABLE settings (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE registrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, endpoint TEXT NOT NULL, origin TEXT NOT NULL,
  p256dh BLOB NOT NULL, auth BLOB NOT NULL, every INTEGER, expires INTEGER NOT NULL, token TEXT
);
CREATE UNIQUE INDEX registrations_by_endpoint ON registrations (endpoint, token IS NULL);
CREATE UNIQUE INDEX registrations_by_token ON registrations (token) WHERE token IS NOT NULL;
CREATE INDEX registrations_by_origin ON registrations (origin);
CREATE INDEX registrations_by_end ON registrations (expires);
CREATE TABLE topics (
  topic TEXT NOT NULL, registration INTEGER NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
  PRIMARY KEY (topic, registration)
) WITHOUT ROWID;
CREATE INDEX topics_by_registration ON topics (registration);
CREATE TABLE outbox (
  registration INTEGER PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE,
  origin TEXT NOT NULL, topic TEXT, sequence INTEGER NOT NULL, urgent INTEGER NOT NULL,
  due INTEGER NOT NULL, expires INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX outbox_by_lane ON outbox (origin, due);
CREATE INDEX outbox_by_end ON outbox (expires);
CREATE TABLE origins (
  origin TEXT PRIMARY KEY, not_before INTEGER NOT NULL DEFAULT 0, losses INTEGER NOT NULL DEFAULT 0,
  stopped INTEGER, note TEXT, noted INTEGER, given_up INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
";

/// Makes the tables, or refuses a file of a newer program.
pub(super) fn migrate(db: &mut Connection) -> Result<()> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version > VERSION {
        return Err(RegistryError::Newer(version));
    }
    if version < VERSION {
        tx.execute_batch(TABLES)?;
        tx.pragma_update(None, "user_version", VERSION)?;
    }
    Ok(tx.commit()?)
}
