//! What operators ask of the push file.

use super::{Registry, Result};
use rusqlite::params;

/// How sending goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Status {
    /// Registrations that count.
    pub(crate) confirmed: i64,
    /// Registrations whose echo has not come yet.
    pub(crate) pending: i64,
    /// Messages that are due.
    pub(crate) due: i64,
    /// Messages that wait: for an hour, or for another try.
    pub(crate) later: i64,
    /// Since when the message waits that nobody takes although it is due and its push service is
    /// neither stopped nor paused; a sender at work leaves none for longer than seconds.
    pub(crate) untaken: Option<i64>,
    /// The sequence that was announced last.
    pub(crate) sequence: Option<u64>,
    /// The push services, by name.
    pub(crate) services: Vec<Service>,
}

/// A push service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Service {
    /// Its origin.
    pub(crate) origin: String,
    /// Registrations there that count.
    pub(crate) confirmed: i64,
    /// Since when nothing is sent there, until an operator says so.
    pub(crate) stopped: Option<i64>,
    /// Nothing is sent there before.
    pub(crate) not_before: i64,
    /// What was wrong last, and when.
    pub(crate) note: Option<(String, i64)>,
    /// Messages queued so far; one that takes the place of one that waits counts too.
    pub(crate) queued: i64,
    /// Messages that the push service took so far, and when the last.
    pub(crate) accepted: i64,
    pub(crate) accepted_at: Option<i64>,
    /// Since when it took none although some were sent.
    pub(crate) failing: Option<i64>,
    /// Messages whose time ended before they could be delivered.
    pub(crate) given_up: i64,
}

impl Registry {
    /// How sending goes.
    pub(crate) fn status(&self, now: i64) -> Result<Status> {
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
        // One whose time ended counts as well: a sender at work would have dropped it.
        let sql = "SELECT min(max(o.due, g.not_before)) FROM outbox o JOIN origins g
                   ON g.origin = o.origin WHERE g.stopped IS NULL AND o.due <= ?1";
        let untaken: Option<i64> = self.db.query_row(sql, params![now], |r| r.get(0))?;
        status.untaken = untaken.filter(|since| *since <= now);
        status.sequence = self.announced()?.map(|(sequence, _)| sequence);
        let sql = "SELECT origin, (SELECT count(*) FROM registrations r
                                   WHERE r.origin = o.origin AND token IS NULL),
                   stopped, not_before, note, noted, given_up, queued, accepted,
                   accepted_at, failing FROM origins o ORDER BY origin";
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
                queued: r.get(7)?,
                accepted: r.get(8)?,
                accepted_at: r.get(9)?,
                failing: r.get(10)?,
            })
        })?;
        status.services = rows.collect::<rusqlite::Result<_>>()?;
        Ok(status)
    }

    /// Lets messages go again to a push service that was stopped or paused, named by its host or
    /// its origin. False where there is no such.
    pub(crate) fn resume(&mut self, host: &str) -> Result<bool> {
        let sql = "UPDATE origins SET stopped = NULL, not_before = 0, losses = 0, note = NULL,
                   noted = NULL, failing = NULL WHERE origin = ?1 OR substr(origin, instr(origin, '://') + 3) = ?1";
        Ok(self.db.execute(sql, params![host])? > 0)
    }
}
