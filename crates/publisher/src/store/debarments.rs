//! Entries of debarment lists: as their source last gave them, when they were seen, and since
//! when they are withdrawn. Whether one still holds is asked of its dates, never stored.

use super::read::damaged;
use super::{Batch, Put, SourceMeta, Store, StoreError};
use chrono::{DateTime, FixedOffset, NaiveDate};
use record::SourceId;
use record::debarment::Debarment;
use record::site::SourceState;
use rusqlite::{OptionalExtension, params};

/// A source of debarments with all that it ever listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The source.
    pub source: SourceMeta,
    /// When it last answered in full.
    pub verified: Option<DateTime<FixedOffset>>,
    /// Its entries by key.
    pub entries: Vec<Kept>,
}

/// An entry as it is kept; `withdrawn` of it also says what the store found out by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The entry.
    pub entry: Debarment,
    /// When it was first seen.
    pub first_seen: DateTime<FixedOffset>,
    /// When its source last showed it.
    pub last_seen: DateTime<FixedOffset>,
}

/// Content, as stored, and the day since which it is withdrawn.
type Stored = (String, Option<String>);

impl Batch<'_> {
    /// Puts an entry that its source shows. One that was withdrawn is listed again.
    ///
    /// # Errors
    /// If the store fails.
    pub fn put_debarment(
        &mut self,
        source: &SourceId,
        entry: &Debarment,
        now: DateTime<FixedOffset>,
    ) -> Result<Put, StoreError> {
        self.know(source)?;
        let known = self.stored(source, &entry.key)?;
        let withdrawn = entry.withdrawn.map(|day| day.to_string());
        let new = (serde_json::to_string(entry)?, withdrawn);
        let sql = "INSERT INTO debarments VALUES (?1, ?2, ?3, ?4, ?4, ?5)
                   ON CONFLICT DO UPDATE SET content = excluded.content,
                     last_seen = excluded.last_seen, withdrawn = excluded.withdrawn";
        self.tx().prepare_cached(sql)?.execute(params![
            source.as_str(),
            entry.key,
            new.0,
            now.to_rfc3339(),
            new.1,
        ])?;
        let put = match known {
            None => Put::New,
            Some(known) if known == new => return Ok(Put::Unchanged),
            Some(_) => Put::Changed,
        };
        self.touch(now);
        Ok(put)
    }

    /// Withdraws an entry from a day on; false if it is not known, or was withdrawn before.
    ///
    /// # Errors
    /// If the store fails.
    pub fn withdraw(
        &mut self,
        source: &SourceId,
        key: &str,
        on: NaiveDate,
        now: DateTime<FixedOffset>,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE debarments SET withdrawn = ?3 WHERE source = ?1 AND key = ?2
                   AND (withdrawn IS NULL OR withdrawn > ?3)";
        let values = params![source.as_str(), key, on.to_string()];
        let done = self.tx().prepare_cached(sql)?.execute(values)? > 0;
        if done {
            self.touch(now);
        }
        Ok(done)
    }

    /// Records how a check of a list ended. Only a full answer verifies its entries.
    ///
    /// # Errors
    /// If the store fails.
    pub fn list_checked(
        &mut self,
        source: &SourceMeta,
        state: SourceState,
        now: DateTime<FixedOffset>,
    ) -> Result<(), StoreError> {
        self.know(&source.id)?;
        let sql = "UPDATE sources SET name = ?2, url = ?3 WHERE id = ?1";
        let id = source.id.as_str();
        self.tx()
            .execute(sql, params![id, source.name, source.url])?;
        let verified = (state == SourceState::Ok).then(|| now.to_rfc3339());
        let sql = "INSERT INTO lists VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET
                     verified = coalesce(excluded.verified, verified), state = excluded.state";
        let word = super::sources::word(state);
        self.tx().execute(sql, params![id, verified, word])?;
        self.touch(now);
        Ok(())
    }

    /// Notes that time alone changed what may be shown.
    pub const fn day_came(&mut self, now: DateTime<FixedOffset>) {
        self.touch(now);
    }

    fn stored(&self, source: &SourceId, key: &str) -> Result<Option<Stored>, StoreError> {
        let sql = "SELECT content, withdrawn FROM debarments WHERE source = ?1 AND key = ?2";
        let mut find = self.tx().prepare_cached(sql)?;
        let found = find.query_row(params![source.as_str(), key], |r| {
            Ok((r.get(0)?, r.get(1)?))
        });
        Ok(found.optional()?)
    }
}

impl Store {
    /// Every source of debarments that was checked at least once, by id.
    ///
    /// # Errors
    /// If the store fails.
    pub fn listings(&self) -> Result<Vec<Listing>, StoreError> {
        let sql = "SELECT s.id, s.name, s.url, l.verified FROM lists l
                   JOIN sources s ON s.id = l.source ORDER BY s.id";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut listings = Vec::new();
        while let Some(row) = rows.next()? {
            let source = SourceMeta {
                id: SourceId(row.get(0)?),
                name: row.get(1)?,
                url: row.get(2)?,
            };
            let verified: Option<String> = row.get(3)?;
            listings.push(Listing {
                verified: verified.as_deref().map(time).transpose()?,
                entries: self.debarments(&source.id)?,
                source,
            });
        }
        Ok(listings)
    }

    /// What a source ever listed, by key.
    ///
    /// # Errors
    /// If the store fails.
    pub fn debarments(&self, source: &SourceId) -> Result<Vec<Kept>, StoreError> {
        let sql = "SELECT content, first_seen, last_seen, withdrawn FROM debarments
                   WHERE source = ?1 ORDER BY key";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query(params![source.as_str()])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let mut entry: Debarment = serde_json::from_str(&row.get::<_, String>(0)?)?;
            let withdrawn: Option<String> = row.get(3)?;
            entry.withdrawn = withdrawn
                .map(|day| day.parse().map_err(damaged))
                .transpose()?;
            entries.push(Kept {
                entry,
                first_seen: time(&row.get::<_, String>(1)?)?,
                last_seen: time(&row.get::<_, String>(2)?)?,
            });
        }
        Ok(entries)
    }

    /// Whether a source is one of notices; its key is then not free for a list.
    ///
    /// # Errors
    /// If the store fails.
    pub fn gives_notices(&self, source: &SourceId) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM sources WHERE id = ?1 AND state IS NOT NULL";
        let mut find = self.db.prepare_cached(sql)?;
        Ok(find.exists(params![source.as_str()])?)
    }
}

fn time(text: &str) -> Result<DateTime<FixedOffset>, StoreError> {
    DateTime::parse_from_rfc3339(text).map_err(damaged)
}
