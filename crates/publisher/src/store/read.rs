//! Reading: months of notices, the sequence, the content hashes.

use super::content::Content;
use super::{Store, StoreError};
use chrono::{DateTime, FixedOffset};
use record::{NoticeDetail, NoticeId, Revision, SourceId, When};
use rusqlite::{Connection, OptionalExtension, params};

/// A revision's row, joined to its notice's.
struct Row {
    id: i64,
    source: String,
    number: u32,
    first_seen: String,
    sha256: [u8; 32],
    changes: String,
    latest: u32,
    content: Option<String>,
}

impl Store {
    /// Every month that has notices, newest first: year, month, and the sequence at which it
    /// last changed. A month whose number is as it was need not be written again.
    ///
    /// # Errors
    /// If the store fails.
    pub fn months(&self) -> Result<Vec<(i32, u32, u64)>, StoreError> {
        let sql = "SELECT month, changed FROM months m
                   WHERE EXISTS (SELECT 1 FROM notices n WHERE n.month = m.month)
                   ORDER BY month DESC";
        let mut months = self.db.prepare_cached(sql)?;
        let rows = months.query_map([], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?)))?;
        rows.map(|row| {
            let (month, changed) = row?;
            let year = i32::try_from(month.div_euclid(12)).map_err(damaged)?;
            let month = u32::try_from(month.rem_euclid(12) + 1).map_err(damaged)?;
            Ok((year, month, changed.cast_unsigned()))
        })
        .collect()
    }

    /// A month's notices with all their revisions, newest first, then by id.
    ///
    /// # Errors
    /// If the store fails.
    pub fn month(&self, year: i32, month: u32) -> Result<Vec<NoticeDetail>, StoreError> {
        let month = i64::from(year) * 12 + i64::from(month) - 1;
        self.details("n.month = ?1", month)
    }

    /// One notice.
    ///
    /// # Errors
    /// If the store fails.
    pub fn get(&self, id: NoticeId) -> Result<Option<NoticeDetail>, StoreError> {
        Ok(self.details("n.id = ?1", id.bits().cast_signed())?.pop())
    }

    fn details(&self, which: &str, value: i64) -> Result<Vec<NoticeDetail>, StoreError> {
        // Only the latest content is read; earlier ones may be long.
        let sql = format!(
            "SELECT n.id, n.source, r.number, r.first_seen, r.sha256, r.changes, n.latest,
                    CASE WHEN r.number = n.latest THEN r.content END
             FROM notices n JOIN revisions r ON r.notice = n.row
             WHERE {which} ORDER BY n.published DESC, n.id, r.number"
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query(params![value])?;
        let mut details = Vec::new();
        let mut revisions = Vec::new();
        while let Some(row) = rows.next()? {
            let row = Row {
                id: row.get(0)?,
                source: row.get(1)?,
                number: row.get(2)?,
                first_seen: row.get(3)?,
                sha256: row.get(4)?,
                changes: row.get(5)?,
                latest: row.get(6)?,
                content: row.get(7)?,
            };
            revisions.push(Revision {
                number: row.number,
                first_seen: When::parse(&row.first_seen).ok_or_else(|| damaged("a time"))?,
                sha256: hex(&row.sha256),
                changes: serde_json::from_str(&row.changes)?,
            });
            if row.number == row.latest {
                let content = row.content.ok_or_else(|| damaged("no content"))?;
                details.push(Content::from_json(&content)?.detail(
                    NoticeId::from_bits(row.id.cast_unsigned()),
                    SourceId(row.source),
                    std::mem::take(&mut revisions),
                    &self.regions,
                ));
            }
        }
        Ok(details)
    }

    /// Every notice's id and the hash of its latest content, by id: the record's Merkle leaves.
    ///
    /// # Errors
    /// If the store fails.
    pub fn hashes(&self) -> Result<Vec<(NoticeId, [u8; 32])>, StoreError> {
        let sql = "SELECT n.id, r.sha256 FROM notices n
                   JOIN revisions r ON r.notice = n.row AND r.number = n.latest ORDER BY n.id";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map([], |r| Ok((r.get::<_, i64>(0)?, r.get(1)?)))?;
        rows.map(|row| {
            let (id, hash) = row?;
            Ok((NoticeId::from_bits(id.cast_unsigned()), hash))
        })
        .collect()
    }

    /// How many notices the store has.
    ///
    /// # Errors
    /// If the store fails.
    pub fn count(&self) -> Result<u64, StoreError> {
        let count: i64 = self
            .db
            .query_row("SELECT count(*) FROM notices", [], |r| r.get(0))?;
        Ok(count.cast_unsigned())
    }

    /// How many of them are a source's.
    ///
    /// # Errors
    /// If the store fails.
    pub fn count_of(&self, source: &SourceId) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM notices WHERE source = ?1";
        let count: i64 = self
            .db
            .query_row(sql, params![source.as_str()], |r| r.get(0))?;
        Ok(count.cast_unsigned())
    }

    /// A number that grows with every change that a reader can see, checks included.
    ///
    /// # Errors
    /// If the store fails.
    pub fn sequence(&self) -> Result<u64, StoreError> {
        sequence(&self.db)
    }

    /// When that was; 1970 for a store in which nothing has happened.
    ///
    /// # Errors
    /// If the store fails.
    pub fn changed_at(&self) -> Result<DateTime<FixedOffset>, StoreError> {
        let text: String = counter(&self.db, "changed_at")?;
        DateTime::parse_from_rfc3339(&text).map_err(damaged)
    }

    /// In which form the source's list last showed this row, if its notice was put since.
    ///
    /// # Errors
    /// If the store fails.
    pub fn list_fingerprint(
        &self,
        source: &SourceId,
        key: &str,
    ) -> Result<Option<[u8; 32]>, StoreError> {
        let sql = "SELECT listed FROM notices WHERE source = ?1 AND key = ?2 UNION ALL
                   SELECT listed FROM aliases WHERE source = ?1 AND key = ?2";
        let mut statement = self.db.prepare_cached(sql)?;
        let found = statement.query_row(params![source.as_str(), key], |r| r.get(0));
        Ok(found.optional()?.flatten())
    }
}

pub(super) fn sequence(db: &Connection) -> Result<u64, StoreError> {
    counter(db, "sequence")?.parse().map_err(damaged)
}

pub(super) fn counter(db: &Connection, name: &str) -> Result<String, StoreError> {
    let sql = "SELECT value FROM counters WHERE name = ?1";
    Ok(db
        .prepare_cached(sql)?
        .query_row(params![name], |r| r.get(0))?)
}

pub(super) fn damaged(why: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(why.to_string())
}

fn hex(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
