//! Messages on their way: queued when a topic changed, taken lane by lane. What is queued survives
//! a restart.

use super::{Every, MESSAGE_LIFE, Registry, Result, Wish};
use crate::push::message::Message;
use crate::push::seal::Keys;
use record::{Domain, RegionCode, Topic, TopicKind};
use rusqlite::{Row, Transaction, TransactionBehavior, params};
use std::collections::{BTreeMap, BTreeSet};

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
    pub(super) every: Every,
    pub(super) tries: i64,
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

    pub(super) fn sequence(&self) -> u64 {
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
    let mut queued: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (id, origin): (i64, String) = (row.get(0)?, row.get(1)?);
        let every = Every::of_hour(row.get(2)?);
        let urgent = every == Every::Once && topic.kind == TopicKind::Awards;
        let due = every.due(now);
        let end = due + MESSAGE_LIFE;
        let values = params![id, origin, topic.to_string(), sequence, urgent, due, end];
        let put = put.execute(values)?;
        *queued.entry(origin).or_default() += put;
    }
    let mut count =
        tx.prepare_cached("UPDATE origins SET queued = queued + ?2 WHERE origin = ?1")?;
    for (origin, more) in &queued {
        count.execute(params![origin, i64::try_from(*more).unwrap_or(i64::MAX)])?;
    }
    Ok(queued.values().sum())
}
