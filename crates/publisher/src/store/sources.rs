//! The sources: how their last check went, where a sync stands, what could not be read.

use super::read::damaged;
use super::{Batch, Store, StoreError};
use chrono::{DateTime, FixedOffset, NaiveDate};
use record::site::{Source, SourceState};
use record::upstream::Rejected;
use record::{SourceId, When};
use rusqlite::{OptionalExtension, params};

/// A source as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceMeta {
    /// Its key.
    pub id: SourceId,
    /// Its name.
    pub name: String,
    /// Its public page.
    pub url: String,
}

impl Batch<'_> {
    /// Records how a check ended. Only a full answer moves the time of the last one.
    ///
    /// # Errors
    /// If the store fails.
    pub fn checked(
        &mut self,
        source: &SourceMeta,
        state: SourceState,
        now: DateTime<FixedOffset>,
    ) -> Result<(), StoreError> {
        self.know(&source.id)?;
        let ok_at = (state == SourceState::Ok).then(|| now.to_rfc3339());
        let sql = "UPDATE sources SET name = ?2, url = ?3, state = ?4,
                   last_ok_at = coalesce(?5, last_ok_at) WHERE id = ?1";
        self.tx().execute(
            sql,
            params![
                source.id.as_str(),
                source.name,
                source.url,
                word(state),
                ok_at
            ],
        )?;
        self.touch(now);
        Ok(())
    }

    /// Keeps where a sync stands, in the sync's own words; `None` forgets it.
    ///
    /// # Errors
    /// If the store fails.
    pub fn set_progress(
        &mut self,
        source: &SourceId,
        progress: Option<&str>,
    ) -> Result<(), StoreError> {
        self.know(source)?;
        let sql = "UPDATE sources SET progress = ?2 WHERE id = ?1";
        self.tx()
            .prepare_cached(sql)?
            .execute(params![source.as_str(), progress])?;
        Ok(())
    }

    /// Keeps a row that could not be read; the same one is kept once.
    ///
    /// # Errors
    /// If the store fails.
    pub fn reject(
        &mut self,
        source: &SourceId,
        rejected: &Rejected,
        now: DateTime<FixedOffset>,
    ) -> Result<(), StoreError> {
        self.know(source)?;
        let sql = "INSERT INTO rejected VALUES (?1, ?2, ?3, ?4, ?5, ?5)
                   ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen";
        self.tx().prepare_cached(sql)?.execute(params![
            source.as_str(),
            rejected.key.as_deref().unwrap_or_default(),
            rejected.reason,
            rejected.excerpt,
            now.to_rfc3339(),
        ])?;
        Ok(())
    }
}

impl Store {
    /// Records how a check ended; see [`Batch::checked`].
    ///
    /// # Errors
    /// If the store fails.
    pub fn checked(
        &mut self,
        source: &SourceMeta,
        state: SourceState,
        now: DateTime<FixedOffset>,
    ) -> Result<(), StoreError> {
        self.batch(|batch| batch.checked(source, state, now))
    }

    /// Keeps where a sync stands; see [`Batch::set_progress`].
    ///
    /// # Errors
    /// If the store fails.
    pub fn set_progress(
        &mut self,
        source: &SourceId,
        progress: Option<&str>,
    ) -> Result<(), StoreError> {
        self.batch(|batch| batch.set_progress(source, progress))
    }

    /// Keeps a row that could not be read; see [`Batch::reject`].
    ///
    /// # Errors
    /// If the store fails.
    pub fn reject(
        &mut self,
        source: &SourceId,
        rejected: &Rejected,
        now: DateTime<FixedOffset>,
    ) -> Result<(), StoreError> {
        self.batch(|batch| batch.reject(source, rejected, now))
    }

    /// Where a sync stood.
    ///
    /// # Errors
    /// If the store fails.
    pub fn progress(&self, source: &SourceId) -> Result<Option<String>, StoreError> {
        let sql = "SELECT progress FROM sources WHERE id = ?1";
        let found = self
            .db
            .query_row(sql, params![source.as_str()], |r| r.get(0));
        Ok(found.optional()?.flatten())
    }

    /// The sources that were checked at least once, by id, as they are published.
    ///
    /// # Errors
    /// If the store fails.
    pub fn sources(&self) -> Result<Vec<Source>, StoreError> {
        let sql = "SELECT id, name, url, last_ok_at, state,
                     (SELECT max(published) FROM notices WHERE source = s.id)
                   FROM sources s WHERE state IS NOT NULL ORDER BY id";
        let mut statement = self.db.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut sources = Vec::new();
        while let Some(row) = rows.next()? {
            let ok_at: Option<String> = row.get(3)?;
            let ok_at = ok_at.map(|text| DateTime::parse_from_rfc3339(&text));
            let item_at: Option<String> = row.get(5)?;
            sources.push(Source {
                id: SourceId(row.get(0)?),
                name: row.get(1)?,
                url: row.get(2)?,
                last_ok_at: ok_at.transpose().map_err(damaged)?,
                last_item_at: item_at.as_deref().and_then(When::parse),
                rhythm_days: None,
                state: state(&row.get::<_, String>(4)?)?,
            });
        }
        Ok(sources)
    }

    /// The days from one on that a source gave its notices as days of publication, in order.
    ///
    /// # Errors
    /// If the store fails.
    pub fn publication_days(
        &self,
        source: &SourceId,
        from: NaiveDate,
    ) -> Result<Vec<NaiveDate>, StoreError> {
        let sql = "SELECT DISTINCT substr(published, 1, 10) FROM notices
                   WHERE source = ?1 AND published >= ?2 ORDER BY 1";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query(params![source.as_str(), from.to_string()])?;
        let mut days = Vec::new();
        while let Some(row) = rows.next()? {
            let day = row.get_ref(0)?.as_str().map_err(damaged)?;
            days.push(day.parse().map_err(damaged)?);
        }
        Ok(days)
    }

    /// The rows of a source that could not be read, by key.
    ///
    /// # Errors
    /// If the store fails.
    pub fn rejected(&self, source: &SourceId) -> Result<Vec<Rejected>, StoreError> {
        let sql = "SELECT key, reason, excerpt FROM rejected WHERE source = ?1";
        let mut statement = self.db.prepare(sql)?;
        let rows = statement.query_map(params![source.as_str()], |r| {
            let key: String = r.get(0)?;
            Ok(Rejected {
                key: (!key.is_empty()).then_some(key),
                reason: r.get(1)?,
                excerpt: r.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

const STATES: [(SourceState, &str); 4] = [
    (SourceState::Ok, "ok"),
    (SourceState::Stale, "stale"),
    (SourceState::Refused, "refused"),
    (SourceState::Unreachable, "unreachable"),
];

pub(super) fn word(state: SourceState) -> &'static str {
    let found = STATES.iter().find(|(s, _)| *s == state);
    found.map_or("unreachable", |(_, word)| word)
}

fn state(word: &str) -> Result<SourceState, StoreError> {
    let found = STATES.iter().find(|(_, w)| *w == word);
    found
        .map(|(state, _)| *state)
        .ok_or_else(|| damaged(format!("source state {word}")))
}
