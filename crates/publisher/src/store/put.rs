//! Putting a notice: new, changed, unchanged, or the same one published twice.

use super::classes::{self, Change};
use super::content::{Content, alike, hash, notice_id};
use super::{StoreError, changes};
use chrono::{DateTime, Datelike, FixedOffset};
use record::upstream::Draft;
use record::{Body, NoticeId, SourceId, When};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::HashSet;

/// What a put did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Put {
    /// First seen now.
    New,
    /// Its content differs from what the store had; the former is kept as a revision.
    Changed,
    /// Nothing new.
    Unchanged,
    /// The source published another notice of the same project, stage, title and day before:
    /// remembered as another key of that one, and not stored twice.
    Duplicate,
}

/// An open transaction on the store.
pub struct Batch<'a> {
    tx: &'a Transaction<'a>,
    sequence: u64,
    changed: Option<DateTime<FixedOffset>>,
    known: HashSet<SourceId>,
}

/// A notice as the store has it.
struct Stored {
    row: i64,
    month: i64,
    latest: u32,
}

impl<'a> Batch<'a> {
    pub(super) fn new(tx: &'a Transaction<'a>) -> Result<Self, StoreError> {
        let sequence = super::read::sequence(tx)?;
        Ok(Self {
            tx,
            sequence,
            changed: None,
            known: HashSet::new(),
        })
    }

    /// Writes the sequence, once for the whole batch.
    pub(super) fn finish(self) -> Result<(), StoreError> {
        let Some(at) = self.changed else {
            return Ok(());
        };
        let sql = "UPDATE counters SET value = ?2 WHERE name = ?1";
        self.tx
            .execute(sql, params!["sequence", self.sequence.to_string()])?;
        self.tx
            .execute(sql, params!["changed_at", at.to_rfc3339()])?;
        Ok(())
    }

    pub(super) const fn tx(&self) -> &'a Transaction<'a> {
        self.tx
    }

    /// Something that readers can see has changed.
    pub(super) const fn touch(&mut self, now: DateTime<FixedOffset>) {
        self.sequence += 1;
        self.changed = Some(now);
    }

    /// Sees that a source has its row, which its notices refer to.
    pub(super) fn know(&mut self, source: &SourceId) -> Result<(), StoreError> {
        if !self.known.contains(source) {
            let sql = "INSERT OR IGNORE INTO sources (id, name) VALUES (?1, ?1)";
            self.tx.execute(sql, params![source.as_str()])?;
            self.known.insert(source.clone());
        }
        Ok(())
    }

    /// Puts a notice. A list row without its detail never replaces a notice that has one.
    ///
    /// # Errors
    /// If the store fails.
    pub fn put(
        &mut self,
        source: &SourceId,
        draft: &Draft,
        body: &Body,
        now: DateTime<FixedOffset>,
    ) -> Result<Put, StoreError> {
        self.place(source, draft, body, false, now)
    }

    /// Puts a list row whose detail did not come and is asked for again. It is there at once; that
    /// it changed is told with its detail, or by [`Batch::tell_held`].
    ///
    /// # Errors
    /// If the store fails.
    pub fn put_row(
        &mut self,
        source: &SourceId,
        draft: &Draft,
        now: DateTime<FixedOffset>,
    ) -> Result<Put, StoreError> {
        self.place(source, draft, &Body::NotFetched, !draft.complete, now)
    }

    fn place(
        &mut self,
        source: &SourceId,
        draft: &Draft,
        body: &Body,
        waits: bool,
        now: DateTime<FixedOffset>,
    ) -> Result<Put, StoreError> {
        self.know(source)?;
        let alike = alike(source, draft);
        if let Some(stored) = self.find(source, &draft.key)? {
            return self.revise(source, &stored, &Content::new(draft, body), waits, now);
        }
        if let Some(alike) = alike {
            if self.is_alias(source, &draft.key, alike)? {
                return Ok(Put::Duplicate);
            }
            if let Some(row) = self.find_alike(source, alike)? {
                let sql = "INSERT OR REPLACE INTO aliases (source, key, notice, alike)
                           VALUES (?1, ?2, ?3, ?4)";
                let values = params![source.as_str(), draft.key, row, alike];
                self.tx.prepare_cached(sql)?.execute(values)?;
                return Ok(Put::Duplicate);
            }
        }
        self.add(source, &Content::new(draft, body), alike, waits, now)?;
        Ok(Put::New)
    }

    fn add(
        &mut self,
        source: &SourceId,
        content: &Content,
        alike: Option<i64>,
        waits: bool,
        now: DateTime<FixedOffset>,
    ) -> Result<(), StoreError> {
        let draft = &content.draft;
        let id = self.free_id(source, &draft.key)?;
        let month = month_of(draft.published);
        let sql = "DELETE FROM aliases WHERE source = ?1 AND key = ?2";
        self.tx
            .prepare_cached(sql)?
            .execute(params![source.as_str(), draft.key])?;
        let sql = "INSERT INTO notices (id, source, key, month, published, latest, alike)
                   VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6)";
        let row = self.tx.prepare_cached(sql)?.insert(params![
            id.bits().cast_signed(),
            source.as_str(),
            draft.key,
            month,
            draft.published.to_string(),
            alike,
        ])?;
        self.insert_revision(row, 1, content, "[]", now)?;
        self.mark(&[month], now)?;
        match classes::of_new(draft, now.date_naive()) {
            Some(change) if waits => self.hold(row, change, now),
            Some(change) => self.tell(row, 1, &change, now),
            None => Ok(()),
        }
    }

    fn revise(
        &mut self,
        source: &SourceId,
        stored: &Stored,
        new: &Content,
        waits: bool,
        now: DateTime<FixedOffset>,
    ) -> Result<Put, StoreError> {
        let sql = "SELECT sha256, content FROM revisions WHERE notice = ?1 AND number = ?2";
        let (sha256, old): ([u8; 32], String) = self
            .tx
            .prepare_cached(sql)?
            .query_row(params![stored.row, stored.latest], |r| {
                Ok((r.get(0)?, r.get(1)?))
            })?;
        let json = new.json()?;
        if sha256 == hash(&json) {
            // A row that turned out to have no detail.
            let held = match waits {
                true => None,
                false => self.with_held(stored.row, None)?,
            };
            if let Some(held) = held {
                self.touch(now);
                self.tell(stored.row, stored.latest, &held, now)?;
            }
            return Ok(Put::Unchanged);
        }
        let old = Content::from_json(&old)?;
        if old.draft.complete && !new.draft.complete {
            return Ok(Put::Unchanged);
        }
        let mut change = None;
        let number = if new.completes(&old) {
            let sql = "UPDATE revisions SET sha256 = ?3, content = ?4
                       WHERE notice = ?1 AND number = ?2";
            let values = params![stored.row, stored.latest, hash(&json), json];
            self.tx.prepare_cached(sql)?.execute(values)?;
            stored.latest
        } else {
            let number = stored.latest + 1;
            let differs = serde_json::to_string(&changes::between(&old, new))?;
            self.insert_revision(stored.row, number, new, &differs, now)?;
            change = Some(classes::between(&old, new));
            number
        };
        let month = month_of(new.draft.published);
        let sql = "UPDATE notices SET month = ?2, published = ?3, latest = ?4, alike = ?5
                   WHERE row = ?1";
        self.tx.prepare_cached(sql)?.execute(params![
            stored.row,
            month,
            new.draft.published.to_string(),
            number,
            alike(source, &new.draft),
        ])?;
        self.mark(&[month, stored.month], now)?;
        if waits {
            if let Some(change) = change {
                self.hold(stored.row, change, now)?;
            }
        } else if let Some(change) = self.with_held(stored.row, change)? {
            self.tell(stored.row, number, &change, now)?;
        }
        Ok(Put::Changed)
    }

    /// Puts a change into the feed, under the sequence that it has just been given.
    pub(super) fn tell(
        &self,
        row: i64,
        number: u32,
        change: &Change,
        now: DateTime<FixedOffset>,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO changes (sequence, notice, number, seen, classes, deadline, fen)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        self.tx.prepare_cached(sql)?.execute(params![
            self.sequence.cast_signed(),
            row,
            number,
            seen(now),
            change.classes.0,
            change.deadline_before.map(|when| when.to_string()),
            change.fen_before,
        ])?;
        Ok(())
    }

    /// Remembers in which form the source's list showed this row; see [`super::Store::list_fingerprint`].
    ///
    /// # Errors
    /// If the store fails.
    pub fn listed(
        &mut self,
        source: &SourceId,
        key: &str,
        fingerprint: [u8; 32],
    ) -> Result<(), StoreError> {
        for table in ["notices", "aliases"] {
            let sql = format!("UPDATE {table} SET listed = ?3 WHERE source = ?1 AND key = ?2");
            let values = params![source.as_str(), key, fingerprint];
            self.tx.prepare_cached(&sql)?.execute(values)?;
        }
        Ok(())
    }

    fn insert_revision(
        &self,
        row: i64,
        number: u32,
        content: &Content,
        changes: &str,
        now: DateTime<FixedOffset>,
    ) -> Result<(), StoreError> {
        let json = content.json()?;
        let sql = "INSERT INTO revisions (notice, number, first_seen, sha256, changes, content)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let values = params![row, number, seen(now), hash(&json), changes, json];
        self.tx.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    fn mark(&mut self, months: &[i64], now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.touch(now);
        let sql = "INSERT OR REPLACE INTO months (month, changed) VALUES (?1, ?2)";
        for month in months {
            let values = params![month, self.sequence.cast_signed()];
            self.tx.prepare_cached(sql)?.execute(values)?;
        }
        Ok(())
    }

    fn find(&self, source: &SourceId, key: &str) -> Result<Option<Stored>, StoreError> {
        let sql = "SELECT row, month, latest FROM notices WHERE source = ?1 AND key = ?2";
        let mut find = self.tx.prepare_cached(sql)?;
        let stored = find.query_row(params![source.as_str(), key], |r| {
            Ok(Stored {
                row: r.get(0)?,
                month: r.get(1)?,
                latest: r.get(2)?,
            })
        });
        Ok(stored.optional()?)
    }

    /// Whether this key is known as another of a notice, and still says the same.
    fn is_alias(&self, source: &SourceId, key: &str, alike: i64) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM aliases WHERE source = ?1 AND key = ?2 AND alike = ?3";
        let mut find = self.tx.prepare_cached(sql)?;
        Ok(find.exists(params![source.as_str(), key, alike])?)
    }

    fn find_alike(&self, source: &SourceId, alike: i64) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT row FROM notices WHERE alike = ?2 AND source = ?1 ORDER BY row LIMIT 1";
        let mut find = self.tx.prepare_cached(sql)?;
        let row = find.query_row(params![source.as_str(), alike], |r| r.get(0));
        Ok(row.optional()?)
    }

    fn free_id(&self, source: &SourceId, key: &str) -> Result<NoticeId, StoreError> {
        let mut taken = self
            .tx
            .prepare_cached("SELECT 1 FROM notices WHERE id = ?1")?;
        let mut attempt = 0;
        loop {
            let id = notice_id(source, key, attempt);
            if !taken.exists(params![id.bits().cast_signed()])? {
                return Ok(id);
            }
            attempt += 1;
        }
    }
}

/// A moment as the store writes it: Beijing's clock, to the second or finer.
pub(super) fn seen(now: DateTime<FixedOffset>) -> String {
    When::At(now.naive_local()).to_string()
}

/// A month as one number that sorts: year × 12 + month.
pub(super) fn month_of(published: When) -> i64 {
    let day = published.date();
    i64::from(day.year()) * 12 + i64::from(day.month0())
}
