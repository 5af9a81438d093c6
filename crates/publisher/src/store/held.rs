//! Changes that wait for the detail of their notice: an alert is given once, and what decides it
//! (suppliers, money, agency) may stand in the detail only. The notice itself waits for nothing.

use super::classes::Change;
use super::put::seen;
use super::read::damaged;
use super::{Batch, StoreError};
use chrono::{DateTime, Days, FixedOffset};
use record::When;
use record::follow::Classes;
use rusqlite::{OptionalExtension, params};

/// A change is told without its detail once it has waited for so many days.
const MOST_DAYS: u64 = 1;

impl Batch<'_> {
    /// Keeps a change back, together with what is kept of the same notice already.
    pub(super) fn hold(
        &self,
        row: i64,
        change: Change,
        now: DateTime<FixedOffset>,
    ) -> Result<(), StoreError> {
        let (since, change) = match self.take_held(row)? {
            Some((since, held)) => (since, held.then(change)),
            None => (seen(now), change),
        };
        let sql = "INSERT INTO held (notice, since, classes, deadline, fen)
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        self.tx().prepare_cached(sql)?.execute(params![
            row,
            since,
            change.classes.0,
            change.deadline_before.map(|when| when.to_string()),
            change.fen_before,
        ])?;
        Ok(())
    }

    /// What is to be told now that a notice waits no longer: what was kept of it, then this.
    pub(super) fn with_held(
        &self,
        row: i64,
        change: Option<Change>,
    ) -> Result<Option<Change>, StoreError> {
        Ok(match (self.take_held(row)?, change) {
            (Some((_, held)), Some(change)) => Some(held.then(change)),
            (Some((_, held)), None) => Some(held),
            (None, change) => change,
        })
    }

    /// Tells what has waited for a day: its detail may never come.
    ///
    /// # Errors
    /// If the store fails.
    pub fn tell_held(&mut self, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        let Some(last) = now.checked_sub_days(Days::new(MOST_DAYS)) else {
            return Ok(());
        };
        let sql = "SELECT h.notice, n.latest FROM held h JOIN notices n ON n.row = h.notice
                   WHERE h.since <= ?1 ORDER BY h.since, h.notice";
        let mut statement = self.tx().prepare_cached(sql)?;
        let rows = statement.query_map(params![seen(last)], |r| Ok((r.get(0)?, r.get(1)?)))?;
        for (row, number) in rows.collect::<Result<Vec<(i64, u32)>, _>>()? {
            if let Some(change) = self.with_held(row, None)? {
                self.touch(now);
                self.tell(row, number, &change, now)?;
            }
        }
        Ok(())
    }

    fn take_held(&self, row: i64) -> Result<Option<(String, Change)>, StoreError> {
        let sql = "DELETE FROM held WHERE notice = ?1 RETURNING since, classes, deadline, fen";
        let mut take = self.tx().prepare_cached(sql)?;
        let held = take.query_row(params![row], |r| {
            let deadline: Option<String> = r.get(2)?;
            Ok((r.get(0)?, r.get(1)?, deadline, r.get(3)?))
        });
        let Some((since, classes, deadline, fen_before)) = held.optional()? else {
            return Ok(None);
        };
        let when = |text: String| When::parse(&text).ok_or_else(|| damaged("a deadline"));
        let change = Change {
            classes: Classes(classes),
            deadline_before: deadline.map(when).transpose()?,
            fen_before,
        };
        Ok(Some((since, change)))
    }
}
