//! What operators ask of the push file.

use super::{Registry, Result};
use rusqlite::params;

/// How sending goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::push) struct Status {
    /// Registrations that count.
    pub(in crate::push) confirmed: i64,
    /// Registrations whose echo has not come yet.
    pub(in crate::push) pending: i64,
    /// Messages that are due.
    pub(in crate::push) due: i64,
    /// Messages that wait: for an hour, or for another try.
    pub(in crate::push) later: i64,
    /// The sequence that was announced last.
    pub(in crate::push) sequence: Option<u64>,
    /// The push services, by name.
    pub(in crate::push) services: Vec<Service>,
}

/// A push service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::push) struct Service {
    /// Its origin.
    pub(in crate::push) origin: String,
    /// Registrations there that count.
    pub(in crate::push) confirmed: i64,
    /// Since when nothing is sent there, until an operator says so.
    pub(in crate::push) stopped: Option<i64>,
    /// Nothing is sent there before.
    pub(in crate::push) not_before: i64,
    /// What was wrong last, and when.
    pub(in crate::push) note: Option<(String, i64)>,
    /// Messages whose time ended before they could be delivered.
    pub(in crate::push) given_up: i64,
}

impl Registry {
    /// How sending goes.
    pub(in crate::push) fn status(&self, now: i64) -> Result<Status> {
        let sql = "SELECT (SELECT count(*) FROM registrations WHERE token IS NULL),
                   (SELECT count(*) FROM registrations WHERE token IS NOT NULL AND expires > ?1),
                   (SELECT count(*) FROM outbox WHERE due <= ?1 AND expires > ?1),
                   (SELECT count(*) FROM outbox WHERE due > ?1)";
        let mut status = self.db.query_row(sql, params![now], |r| {
            Ok(Status {
                confirmed: r.get(0)?,
                pending: r.get(1)?,
                due: r.get(2)?,
                later: r.get(3)?,
                ..Status::default()
            })
        })?;
        status.sequence = self.announced()?.map(|(sequence, _)| sequence);
        let sql = "SELECT origin, (SELECT count(*) FROM registrations r
                                   WHERE r.origin = o.origin AND token IS NULL),
                   stopped, not_before, note, noted, given_up FROM origins o ORDER BY origin";
        let mut statement = self.db.prepare(sql)?;
        let rows = statement.query_map([], |r| {
            let (note, noted): (Option<String>, Option<i64>) = (r.get(4)?, r.get(5)?);
            Ok(Service {
                origin: r.get(0)?,
                confirmed: r.get(1)?,
                stopped: r.get(2)?,
                not_before: r.get(3)?,
                note: note.zip(noted),
                given_up: r.get(6)?,
            })
        })?;
        status.services = rows.collect::<rusqlite::Result<_>>()?;
        Ok(status)
    }

    /// Lets messages go again to a push service that was stopped or paused, named by its host or
    /// its origin. False where there is no such.
    pub(in crate::push) fn resume(&mut self, host: &str) -> Result<bool> {
        let sql = "UPDATE origins SET stopped = NULL, not_before = 0, losses = 0, note = NULL,
                   noted = NULL WHERE origin = ?1 OR substr(origin, instr(origin, '://') + 3) = ?1";
        Ok(self.db.execute(sql, params![host])? > 0)
    }
}
