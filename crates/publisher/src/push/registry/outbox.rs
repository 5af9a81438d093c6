//! Messages on their way: queued when a topic changed, taken lane by lane, settled by what the
//! push service answered. What is queued survives a restart.

use super::{Every, MESSAGE_LIFE, Registry, Result, Wish};
use crate::push::message::Message;
use crate::push::seal::Keys;
use crate::push::verdict::{LOSSES, Verdict, back_off, ordered};
use record::{Domain, RegionCode, Topic, TopicKind};
use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params};
use std::collections::BTreeSet;

/// What happened between two publications, as coarse as topics are.
#[derive(Clone, Debug, Default)]
pub(in crate::push) struct Touched {
    /// It cannot be told any more: everything may have changed.
    pub(in crate::push) everything: bool,
    /// The blacklist changed.
    pub(in crate::push) blacklist: bool,
    /// Of notices: what, in which domain, in which region (with all that hold it).
    pub(in crate::push) notices: BTreeSet<(TopicKind, Domain, Vec<RegionCode>)>,
}

impl Touched {
    /// Whether a topic changed.
    pub(in crate::push) fn touches(&self, topic: &Topic) -> bool {
        let of_notices = |(kind, domain, regions): &(TopicKind, Domain, Vec<RegionCode>)| {
            topic.covers(*kind, *domain, regions)
        };
        self.everything
            || (self.blacklist && topic.kind == TopicKind::Blacklist)
            || self.notices.iter().any(of_notices)
    }
}

/// A message and whom it is for.
#[derive(Clone, Debug)]
pub(in crate::push) struct Parcel {
    pub(in crate::push) registration: i64,
    pub(in crate::push) origin: String,
    pub(in crate::push) endpoint: String,
    pub(in crate::push) keys: Keys,
    pub(in crate::push) message: Message,
    pub(in crate::push) urgent: bool,
    pub(in crate::push) expires: i64,
    every: Every,
    tries: i64,
}

impl Parcel {
    /// A message about the first of a wish's topics, as it is read from the outbox.
    pub(in crate::push) fn of(wish: &Wish) -> Option<Self> {
        let topic = *wish.topics.first()?;
        Some(Self {
            registration: 0,
            origin: wish.endpoint.origin.clone(),
            endpoint: wish.endpoint.url.clone(),
            keys: wish.keys.clone(),
            message: Message::News { topic, sequence: 1 },
            urgent: false,
            expires: i64::MAX,
            every: wish.every,
            tries: 0,
        })
    }

    fn sequence(&self) -> u64 {
        match self.message {
            Message::Echo(_) => 0,
            Message::News { sequence, .. } => sequence,
        }
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let topic: Option<String> = row.get("topic")?;
        let token: Option<String> = row.get("token")?;
        let sequence: i64 = row.get("sequence")?;
        // The store holds what was parsed; a row that is neither names no registration's topic.
        let message = match topic.as_deref().and_then(Topic::parse) {
            Some(topic) => Message::News {
                topic,
                sequence: sequence.cast_unsigned(),
            },
            None => Message::Echo(token.unwrap_or_default()),
        };
        Ok(Self {
            registration: row.get("registration")?,
            origin: row.get("origin")?,
            endpoint: row.get("endpoint")?,
            keys: Keys {
                p256dh: row.get("p256dh")?,
                auth: row.get("auth")?,
            },
            message,
            urgent: row.get("urgent")?,
            expires: row.get("expires")?,
            every: Every::of_hour(row.get("every")?),
            tries: row.get("tries")?,
        })
    }
}

impl Registry {
    /// The sequence that was announced last, and the blacklist's file of then.
    pub(in crate::push) fn announced(&self) -> Result<Option<(u64, String)>> {
        let sql = "SELECT (SELECT value FROM settings WHERE name = 'sequence'),
                          (SELECT value FROM settings WHERE name = 'blacklist')";
        let found: (Option<i64>, Option<String>) =
            self.db.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let (sequence, blacklist) = found;
        Ok(sequence.map(|s| (s.cast_unsigned(), blacklist.unwrap_or_default())))
    }

    /// Queues a message to everybody of whose topics one changed, and notes the publication as
    /// announced: both or neither. Returns how many.
    pub(in crate::push) fn announce(
        &mut self,
        (sequence, blacklist): (u64, &str),
        touched: &Touched,
        now: i64,
    ) -> Result<usize> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut topics: Vec<Topic> = {
            let mut distinct = tx.prepare_cached("SELECT DISTINCT topic FROM topics")?;
            let rows = distinct.query_map([], |r| r.get::<_, String>(0))?;
            let texts = rows.collect::<rusqlite::Result<Vec<_>>>()?;
            texts.iter().filter_map(|text| Topic::parse(text)).collect()
        };
        topics.retain(|topic| touched.touches(topic));
        // A device gets one message, so it names the topic that matters most.
        topics.sort_by_key(|topic| (topic.kind, *topic));
        let mut queued = 0;
        for topic in topics {
            queued += queue(&tx, &topic, sequence.cast_signed(), now)?;
        }
        let mut set = tx.prepare_cached("INSERT OR REPLACE INTO settings VALUES (?1, ?2)")?;
        set.execute(params!["sequence", sequence.cast_signed()])?;
        set.execute(params!["blacklist", blacklist])?;
        drop(set);
        tx.commit()?;
        Ok(queued)
    }

    /// The push services to which something may go now.
    pub(in crate::push) fn lanes(&self, now: i64) -> Result<Vec<String>> {
        let sql = "SELECT origin FROM origins o WHERE stopped IS NULL AND not_before <= ?1
                   AND EXISTS (SELECT 1 FROM outbox
                               WHERE outbox.origin = o.origin AND due <= ?1 AND expires > ?1)";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map(params![now], |r| r.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What may go to a push service now, the longest due first.
    pub(in crate::push) fn due(&self, origin: &str, now: i64, most: usize) -> Result<Vec<Parcel>> {
        let sql = "SELECT o.*, r.endpoint, r.p256dh, r.auth, r.every, r.token
                   FROM outbox o JOIN registrations r ON r.id = o.registration
                   WHERE o.origin = ?1 AND o.due <= ?2 AND o.expires > ?2
                   ORDER BY o.due LIMIT ?3";
        let mut statement = self.db.prepare_cached(sql)?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![origin, now, most], Parcel::read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

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

/// Queues a message to everybody who registered for a topic. One that is already on its way
/// becomes the newer one; when it is due stays, so that a back-off and a chosen hour hold.
fn queue(tx: &Transaction<'_>, topic: &Topic, sequence: i64, now: i64) -> Result<usize> {
    let mut people = tx.prepare_cached(
        "SELECT r.id, r.origin, r.every FROM topics t JOIN registrations r ON r.id = t.registration
         WHERE t.topic = ?1 AND r.token IS NULL AND r.expires > ?2",
    )?;
    let mut put = tx.prepare_cached(
        "INSERT INTO outbox (registration, origin, topic, sequence, urgent, due, expires)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (registration) DO UPDATE SET topic = excluded.topic,
           sequence = excluded.sequence, urgent = max(urgent, excluded.urgent),
           expires = excluded.expires
         WHERE outbox.sequence < excluded.sequence",
    )?;
    let mut rows = people.query(params![topic.to_string(), now])?;
    let mut queued = 0;
    while let Some(row) = rows.next()? {
        let (id, origin): (i64, String) = (row.get(0)?, row.get(1)?);
        let every = Every::of_hour(row.get(2)?);
        let urgent = every == Every::Once && topic.kind == TopicKind::Awards;
        let due = every.due(now);
        let end = due + MESSAGE_LIFE;
        queued += put.execute(params![
            id,
            origin,
            topic.to_string(),
            sequence,
            urgent,
            due,
            end
        ])?;
    }
    Ok(queued)
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
        let sql = "UPDATE origins SET losses = 0 WHERE origin = ?1 AND losses > 0";
        self.run(sql, params![self.parcel.origin])?;
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
