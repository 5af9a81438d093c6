//! What a push service answered, noted: the message has ended or is tried again, the push service
//! is well, paused or stopped, and how far messages came there.

use super::{Parcel, Registry, Result};
use crate::push::message::Message;
use crate::push::verdict::{LOSSES, Verdict, back_off, ordered};
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};

impl Registry {
    /// Notes what came of messages. Returns alarms: one sentence each, for people.
    pub(in crate::push) fn settle(
        &mut self,
        answered: &[(&Parcel, Verdict)],
        now: i64,
        mut chance: impl FnMut() -> f64,
    ) -> Result<Vec<String>> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut alarms = Vec::new();
        for (parcel, verdict) in answered {
            let one = Settling {
                tx: &tx,
                parcel,
                now,
                chance: chance(),
            };
            alarms.extend(one.settle(verdict)?);
        }
        tx.commit()?;
        Ok(alarms)
    }
}

/// One message that was answered.
struct Settling<'a> {
    tx: &'a Transaction<'a>,
    parcel: &'a Parcel,
    now: i64,
    chance: f64,
}

impl Settling<'_> {
    fn settle(&self, verdict: &Verdict) -> Result<Option<String>> {
        let Parcel {
            registration,
            origin,
            ..
        } = self.parcel;
        match verdict {
            Verdict::Delivered => {
                self.done()?;
                self.answered()?;
                let sql = "UPDATE origins SET accepted = accepted + 1, accepted_at = ?2
                           WHERE origin = ?1";
                self.run(sql, params![origin, self.now])?;
                Ok(None)
            }
            Verdict::Gone => {
                let sql = "DELETE FROM registrations WHERE id = ?1";
                self.run(sql, params![registration])?;
                self.answered()?;
                Ok(None)
            }
            Verdict::Stop(why) => self.stop(why),
            Verdict::Fault(why) => {
                self.done()?;
                self.failed()?;
                Ok(self.note(why)?.then(|| {
                    format!(
                        "Push: {origin}: {why}. The message was given up, which is a fault of \
                         ours; nobody was forgotten."
                    )
                }))
            }
            Verdict::Pause(wait, why) => {
                let losses = self.losses()?;
                let wait = match wait {
                    Some(seconds) => ordered(*seconds, self.chance),
                    None => back_off(losses, self.chance),
                };
                self.pause(losses + 1, self.now + wait)?;
                self.failed()?;
                self.note(why)?;
                self.later(self.now + wait)
            }
            Verdict::Retry(why) => {
                let losses = self.losses()? + 1;
                let pause = if losses >= LOSSES {
                    back_off(losses - LOSSES, self.chance)
                } else {
                    0
                };
                self.pause(losses, self.now + pause)?;
                self.failed()?;
                self.note(why)?;
                self.later(self.now + back_off(self.parcel.tries, self.chance).max(pause))
            }
        }
    }

    /// A refusal of us stops the push service where the device had proved itself before. Before
    /// that it may be the device's doing (registered with another server's key), and whoever
    /// could stop a push service for everybody with one request would.
    fn stop(&self, why: &str) -> Result<Option<String>> {
        let origin = &self.parcel.origin;
        if matches!(self.parcel.message, Message::Echo(_)) {
            self.done()?;
            return Ok(self.note(why)?.then(|| {
                format!(
                    "Push: {origin}: {why}, to a first push. If no device can register there, \
                     look at --push-contact and at this machine's clock."
                )
            }));
        }
        let sql = "UPDATE origins SET stopped = ?2 WHERE origin = ?1 AND stopped IS NULL";
        let first = self.run(sql, params![origin, self.now])? > 0;
        self.note(why)?;
        let host = origin
            .split_once("://")
            .map_or(origin.as_str(), |(_, host)| host);
        Ok(first.then(|| {
            format!(
                "Push: stopped sending to {origin}: {why}. Nobody was forgotten. When the cause \
                 is gone: gongkai push resume --push FILE {host}"
            )
        }))
    }

    /// The message has ended, unless a newer one took its place on the way.
    fn done(&self) -> Result<()> {
        let Parcel {
            registration,
            every,
            ..
        } = self.parcel;
        let sequence = self.parcel.sequence().cast_signed();
        let sql = "DELETE FROM outbox WHERE registration = ?1 AND sequence = ?2";
        if self.run(sql, params![registration, sequence])? == 0 {
            let sql = "UPDATE outbox SET due = ?2, tries = 0 WHERE registration = ?1";
            self.run(sql, params![registration, every.due(self.now + 1)])?;
        }
        Ok(())
    }

    /// Tries the message again at a time.
    fn later(&self, due: i64) -> Result<Option<String>> {
        let sql = "UPDATE outbox SET due = ?2, tries = tries + 1 WHERE registration = ?1";
        self.run(sql, params![self.parcel.registration, due])?;
        Ok(None)
    }

    /// A decisive answer: the push service is well.
    fn answered(&self) -> Result<()> {
        let sql = "UPDATE origins SET losses = 0, failing = NULL
                   WHERE origin = ?1 AND (losses > 0 OR failing IS NOT NULL)";
        self.run(sql, params![self.parcel.origin])?;
        Ok(())
    }

    /// Notes since when nothing is accepted. A first push does not count: whoever registers what
    /// is no device could otherwise raise an alarm.
    fn failed(&self) -> Result<()> {
        if matches!(self.parcel.message, Message::News { .. }) {
            let sql = "UPDATE origins SET failing = ?2 WHERE origin = ?1 AND failing IS NULL";
            self.run(sql, params![self.parcel.origin, self.now])?;
        }
        Ok(())
    }

    fn losses(&self) -> Result<i64> {
        let sql = "SELECT losses FROM origins WHERE origin = ?1";
        let mut statement = self.tx.prepare_cached(sql)?;
        let losses = statement.query_row(params![self.parcel.origin], |r| r.get(0));
        Ok(losses.optional()?.unwrap_or(0))
    }

    /// What was on its way together counts once: only the first loss after a pause is one more.
    fn pause(&self, losses: i64, until: i64) -> Result<()> {
        let sql = "UPDATE origins SET losses = iif(not_before <= ?4, ?2, losses),
                   not_before = max(not_before, ?3) WHERE origin = ?1";
        self.run(sql, params![self.parcel.origin, losses, until, self.now])?;
        Ok(())
    }

    /// Keeps what was wrong last. True where nothing was within the hour before: a crowd of the
    /// same, which strangers may bring about, is worth one alarm.
    fn note(&self, why: &str) -> Result<bool> {
        let sql = "SELECT noted > ?2 FROM origins WHERE origin = ?1";
        let mut statement = self.tx.prepare_cached(sql)?;
        let hour_ago = params![self.parcel.origin, self.now - 3600];
        let recent: Option<Option<bool>> =
            statement.query_row(hour_ago, |r| r.get(0)).optional()?;
        let sql = "UPDATE origins SET note = ?2, noted = ?3 WHERE origin = ?1";
        self.run(sql, params![self.parcel.origin, why, self.now])?;
        Ok(!recent.flatten().unwrap_or(false))
    }

    fn run(&self, sql: &str, values: impl rusqlite::Params) -> Result<usize> {
        Ok(self.tx.prepare_cached(sql)?.execute(values)?)
    }
}
