//! The tables of the push file.

use super::{RegistryError, Result};
use rusqlite::{Connection, TransactionBehavior};

/// The version that this program writes.
pub(super) const VERSION: i64 = STEPS.len() as i64;
/// What makes each version out of the one before.
const STEPS: [&str; 2] = [TABLES, MILESTONES];

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

/// How far messages came at each push service, in all: of nobody in particular. `failing` is since
/// when nothing was accepted there although devices that had proved themselves were written to.
const MILESTONES: &str = "
ALTER TABLE origins ADD COLUMN queued INTEGER NOT NULL DEFAULT 0;
ALTER TABLE origins ADD COLUMN accepted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE origins ADD COLUMN accepted_at INTEGER;
ALTER TABLE origins ADD COLUMN failing INTEGER;
";

/// Makes the tables or brings them up, or refuses a file of a newer program.
pub(super) fn migrate(db: &mut Connection) -> Result<()> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version > VERSION {
        return Err(RegistryError::Newer(version));
    }
    if version < VERSION {
        let done = usize::try_from(version).unwrap_or(0);
        for step in &STEPS[done..] {
            tx.execute_batch(step)?;
        }
        tx.pragma_update(None, "user_version", VERSION)?;
    }
    Ok(tx.commit()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn a_file_of_the_first_version_is_brought_up_and_a_newer_one_refused() {
        let mut db = Connection::open_in_memory().unwrap();
        db.execute_batch(TABLES).unwrap();
        db.execute_batch("PRAGMA user_version = 1; INSERT INTO origins (origin) VALUES ('a');")
            .unwrap();
        migrate(&mut db).unwrap();
        migrate(&mut db).unwrap();
        let sql = "SELECT queued + accepted, accepted_at, failing FROM origins";
        let kept = db.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)));
        let kept: (i64, Option<i64>, Option<i64>) = kept.unwrap();
        assert_eq!(kept, (0, None, None));
        db.pragma_update(None, "user_version", VERSION + 1).unwrap();
        let refused = migrate(&mut db);
        assert!(matches!(refused, Err(RegistryError::Newer(n)) if n == VERSION + 1));
    }
}
