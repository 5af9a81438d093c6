//! The feed of changes as it is read back: which there are, and what each tells.

use super::content::Content;
use super::read::{counter, damaged};
use super::{Batch, Store, StoreError};
use archive::Change;
use chrono::NaiveDate;
use record::follow::Classes;
use record::{NoticeId, Regions, SourceId, When};
use rusqlite::params;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A change with the content that it led to, still as stored: reading that is slow, and may be
/// left to another thread.
pub struct Told {
    sequence: u64,
    classes: Classes,
    deadline_before: Option<String>,
    fen_before: Option<i64>,
    id: NoticeId,
    source: SourceId,
    number: u32,
    content: String,
}

impl Told {
    /// The change, its notice as of that revision.
    ///
    /// # Errors
    /// If it does not read back.
    pub fn read(self, regions: &Regions) -> Result<Change, StoreError> {
        let content = Content::from_json(&self.content)?;
        let mut notice = content
            .detail(self.id, self.source, Vec::new(), regions)
            .notice;
        notice.revision = self.number;
        let when = |text: String| When::parse(&text).ok_or_else(|| damaged("a deadline"));
        Ok(Change {
            sequence: self.sequence,
            notice,
            classes: self.classes,
            deadline_before: self.deadline_before.map(when).transpose()?,
            fen_before: self.fen_before,
        })
    }
}

impl Store {
    /// The sequence after which the feed tells everything: 0 unless an older program, or another
    /// store, has put notices that no feed told.
    ///
    /// # Errors
    /// If the store fails.
    pub fn told_after(&self) -> Result<u64, StoreError> {
        counter(&self.db, "told_after")?.parse().map_err(damaged)
    }

    /// Every change by its sequence, with the day on which it was seen.
    ///
    /// # Errors
    /// If the store fails.
    pub fn change_days(&self) -> Result<Vec<(u64, NaiveDate)>, StoreError> {
        let sql = "SELECT sequence, substr(seen, 1, 10) FROM changes ORDER BY sequence";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut days = Vec::new();
        while let Some(row) = rows.next()? {
            let day = row.get_ref(1)?.as_str().map_err(damaged)?;
            let sequence = row.get::<_, i64>(0)?.cast_unsigned();
            days.push((sequence, day.parse().map_err(damaged)?));
        }
        Ok(days)
    }

    /// The revisions that the changes of a span of sequences, both ends in it, led to.
    ///
    /// # Errors
    /// If the store fails.
    pub fn change_numbers(&self, first: u64, last: u64) -> Result<BTreeMap<u64, u32>, StoreError> {
        let sql = "SELECT sequence, number FROM changes WHERE sequence BETWEEN ?1 AND ?2";
        let mut statement = self.db.prepare_cached(sql)?;
        let span = params![first.cast_signed(), last.cast_signed()];
        let rows = statement.query_map(span, |r| {
            Ok((r.get::<_, i64>(0)?.cast_unsigned(), r.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A hash of all that the changes of a span of sequences, both ends in it, tell.
    ///
    /// # Errors
    /// If the store fails.
    pub fn changes_mark(&self, first: u64, last: u64) -> Result<[u8; 32], StoreError> {
        let sql = "SELECT c.sequence, n.id, c.number, c.classes, c.deadline, c.fen, r.sha256
                   FROM changes c JOIN notices n ON n.row = c.notice
                   JOIN revisions r ON r.notice = c.notice AND r.number = c.number
                   WHERE c.sequence BETWEEN ?1 AND ?2 ORDER BY c.sequence";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query(params![first.cast_signed(), last.cast_signed()])?;
        let mut hasher = Sha256::new();
        while let Some(row) = rows.next()? {
            for column in 0..4 {
                hasher.update(row.get::<_, i64>(column)?.to_be_bytes());
            }
            let deadline: Option<String> = row.get(4)?;
            let fen: Option<i64> = row.get(5)?;
            // Neither a day nor a number ends like the next one begins.
            hasher.update(format!("{deadline:?} {fen:?} "));
            hasher.update(row.get::<_, [u8; 32]>(6)?);
        }
        Ok(hasher.finalize().into())
    }

    /// The changes of a span of sequences, both ends in it, in their order.
    ///
    /// # Errors
    /// If the store fails.
    pub fn changes(&self, first: u64, last: u64) -> Result<Vec<Told>, StoreError> {
        let sql = "SELECT c.sequence, c.classes, c.deadline, c.fen, n.id, n.source, c.number,
                          r.content
                   FROM changes c JOIN notices n ON n.row = c.notice
                   JOIN revisions r ON r.notice = c.notice AND r.number = c.number
                   WHERE c.sequence BETWEEN ?1 AND ?2 ORDER BY c.sequence";
        let mut statement = self.db.prepare_cached(sql)?;
        let span = params![first.cast_signed(), last.cast_signed()];
        let rows = statement.query_map(span, |r| {
            Ok(Told {
                sequence: r.get::<_, i64>(0)?.cast_unsigned(),
                classes: Classes(r.get(1)?),
                deadline_before: r.get(2)?,
                fen_before: r.get(3)?,
                id: NoticeId::from_bits(r.get::<_, i64>(4)?.cast_unsigned()),
                source: SourceId(r.get(5)?),
                number: r.get(6)?,
                content: r.get(7)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Batch<'_> {
    /// Gives the changes that are there their sequences anew, in the order in which they were
    /// seen: for a record that was not put in the order of its time.
    ///
    /// # Errors
    /// If the store fails.
    pub fn order_changes(&mut self) -> Result<(), StoreError> {
        self.tx().execute_batch(
            "CREATE TEMP TABLE seen_in_order AS
               SELECT s.sequence AS sequence, notice, number, seen, classes, deadline, fen
               FROM (SELECT *, row_number() OVER (ORDER BY seen, number, sequence) AS place
                     FROM changes) c
               JOIN (SELECT sequence, row_number() OVER (ORDER BY sequence) AS place
                     FROM changes) s ON s.place = c.place;
             DELETE FROM changes;
             INSERT INTO changes (sequence, notice, number, seen, classes, deadline, fen)
               SELECT * FROM seen_in_order ORDER BY sequence;
             DROP TABLE seen_in_order;",
        )?;
        Ok(())
    }
}
