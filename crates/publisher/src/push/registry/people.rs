//! Registrations: asked for, proved by an echo, refreshed, taken back, expired.

use super::{ECHO_LIFE, LIFE, MOST, MOST_PENDING, Registry, Result};
use crate::push::endpoint::Endpoint;
use crate::push::seal::Keys;
use record::Topic;
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const DAY: i64 = 86_400;
/// Beijing is eight hours ahead, all year.
const BEIJING: i64 = 8 * 3600;
/// The least time between two first pushes to one endpoint.
const ECHO_EVERY: i64 = 60;

/// How often a person wants to be told at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::push) enum Every {
    /// Each time, at once.
    Once,
    /// Once a day at this hour, 0 to 23, Beijing time.
    Daily(u8),
}

impl Every {
    /// The next moment that suits, from `now` on.
    pub(in crate::push) fn due(self, now: i64) -> i64 {
        match self {
            Self::Once => now,
            Self::Daily(hour) => {
                let hour = i64::from(hour) * 3600;
                now + (hour - (now + BEIJING)).rem_euclid(DAY)
            }
        }
    }

    pub(super) fn hour(self) -> Option<u8> {
        match self {
            Self::Once => None,
            Self::Daily(hour) => Some(hour),
        }
    }

    pub(super) fn of_hour(hour: Option<u8>) -> Self {
        hour.map_or(Self::Once, Self::Daily)
    }
}

/// What a device asks for.
#[derive(Clone, Debug)]
pub(in crate::push) struct Wish {
    pub(in crate::push) endpoint: Endpoint,
    pub(in crate::push) keys: Keys,
    pub(in crate::push) topics: BTreeSet<Topic>,
    pub(in crate::push) every: Every,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::push) enum Put {
    /// A first push is on its way; the registration counts when its token has come back.
    Pending,
    /// Not now: a first push to this endpoint went out a moment ago, or too many devices wait for
    /// theirs. Seconds to wait.
    Wait(i64),
}

impl Registry {
    /// The time at which a registration that counts was last refreshed, where there is one of the
    /// same endpoint and keys.
    pub(in crate::push) fn refreshed(&self, wish: &Wish) -> Result<Option<i64>> {
        let sql = "SELECT expires FROM registrations
                   WHERE endpoint = ?1 AND token IS NULL AND p256dh = ?2 AND auth = ?3";
        let mut statement = self.db.prepare_cached(sql)?;
        let keys = params![wish.endpoint.url, wish.keys.p256dh, wish.keys.auth];
        let expires: Option<i64> = statement.query_row(keys, |r| r.get(0)).optional()?;
        Ok(expires.map(|expires| expires - LIFE))
    }

    /// Renews a registration that counts, with its topics and rhythm. False where there is none.
    pub(in crate::push) fn refresh(&mut self, wish: &Wish, now: i64) -> Result<bool> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let sql = "UPDATE registrations SET every = ?4, expires = ?5
                   WHERE endpoint = ?1 AND token IS NULL AND p256dh = ?2 AND auth = ?3
                   RETURNING id";
        let Keys { p256dh, auth } = wish.keys;
        let (every, expires) = (wish.every.hour(), now + LIFE);
        let values = params![wish.endpoint.url, p256dh, auth, every, expires];
        let id: Option<i64> = tx.query_row(sql, values, |r| r.get(0)).optional()?;
        let Some(id) = id else { return Ok(false) };
        choose(&tx, id, &wish.topics)?;
        // What waits for an hour follows the new rhythm; what was tried keeps its back-off. A
        // topic that was just taken back is not told of any more.
        let sql = "UPDATE outbox SET due = ?2 WHERE registration = ?1 AND tries = 0";
        tx.execute(sql, params![id, wish.every.due(now)])?;
        let sql = "DELETE FROM outbox WHERE registration = ?1 AND topic NOT IN
                   (SELECT topic FROM topics WHERE registration = ?1)";
        tx.execute(sql, params![id])?;
        tx.commit()?;
        Ok(true)
    }

    /// Takes a wish down until its echo, and queues the first push.
    pub(in crate::push) fn await_echo(
        &mut self,
        wish: &Wish,
        token: &str,
        now: i64,
    ) -> Result<Put> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Keys { p256dh, auth } = wish.keys;
        let sql = "SELECT id, expires, p256dh = ?2 AND auth = ?3 FROM registrations
                   WHERE endpoint = ?1 AND token IS NOT NULL";
        let known = tx.query_row(sql, params![wish.endpoint.url, p256dh, auth], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?))
        });
        let known: Option<(i64, i64, bool)> = known.optional()?;
        if let Some((id, expires, same_keys)) = known {
            let wait = expires - ECHO_LIFE + ECHO_EVERY - now;
            if wait > 0 && same_keys {
                let sql = "UPDATE registrations SET every = ?2 WHERE id = ?1";
                tx.execute(sql, params![id, wish.every.hour()])?;
                choose(&tx, id, &wish.topics)?;
                tx.commit()?;
                return Ok(Put::Pending);
            }
            if wait > 0 {
                return Ok(Put::Wait(wait.min(ECHO_EVERY)));
            }
        } else {
            let sql = "SELECT (SELECT count(*) FROM registrations WHERE token IS NOT NULL),
                              (SELECT count(*) FROM registrations)";
            let counted = tx.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?)));
            let (pending, all): (i64, i64) = counted?;
            if pending >= MOST_PENDING || all >= MOST {
                return Ok(Put::Wait(ECHO_EVERY));
            }
        }
        let sql = "DELETE FROM registrations WHERE endpoint = ?1 AND token IS NOT NULL";
        tx.execute(sql, params![wish.endpoint.url])?;
        let (url, origin) = (&wish.endpoint.url, &wish.endpoint.origin);
        let (every, expires) = (wish.every.hour(), now + ECHO_LIFE);
        tx.execute(
            "INSERT INTO origins (origin, queued) VALUES (?1, 1)
             ON CONFLICT (origin) DO UPDATE SET queued = queued + 1",
            params![origin],
        )?;
        tx.execute(
            "INSERT INTO registrations (endpoint, origin, p256dh, auth, every, expires, token)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![url, origin, p256dh, auth, every, expires, token],
        )?;
        let id = tx.last_insert_rowid();
        choose(&tx, id, &wish.topics)?;
        tx.execute(
            "INSERT INTO outbox (registration, origin, sequence, urgent, due, expires)
             VALUES (?1, ?2, 0, 1, ?3, ?4)",
            params![id, origin, now, expires],
        )?;
        tx.commit()?;
        Ok(Put::Pending)
    }

    /// Makes the registration of a token count, in place of one of the same endpoint. False where
    /// there is none that waits, or its time is over.
    pub(in crate::push) fn confirm(&mut self, token: &str, now: i64) -> Result<bool> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let sql = "SELECT id, endpoint FROM registrations WHERE token = ?1 AND expires > ?2";
        let found = tx.query_row(sql, params![token, now], |r| Ok((r.get(0)?, r.get(1)?)));
        let found: Option<(i64, String)> = found.optional()?;
        let Some((id, endpoint)) = found else {
            return Ok(false);
        };
        let sql = "DELETE FROM registrations WHERE endpoint = ?1 AND id <> ?2";
        tx.execute(sql, params![endpoint, id])?;
        let sql = "UPDATE registrations SET token = NULL, expires = ?2 WHERE id = ?1";
        tx.execute(sql, params![id, now + LIFE])?;
        // The first push may still be queued for a retry although it came through.
        tx.execute("DELETE FROM outbox WHERE registration = ?1", params![id])?;
        tx.commit()?;
        Ok(true)
    }

    /// Forgets an endpoint whose secret the caller knows.
    pub(in crate::push) fn forget(&mut self, endpoint: &str, auth: &[u8; 16]) -> Result<()> {
        let sql = "DELETE FROM registrations WHERE endpoint = ?1 AND auth = ?2";
        self.db.execute(sql, params![endpoint, auth])?;
        Ok(())
    }

    /// Drops what has ended: registrations, messages, and push services that nobody uses.
    pub(in crate::push) fn purge(&mut self, now: i64) -> Result<()> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute(
            "DELETE FROM registrations WHERE expires <= ?1",
            params![now],
        )?;
        let sql = "UPDATE origins SET given_up = given_up + ended.n FROM
                   (SELECT origin, count(*) AS n FROM outbox
                    WHERE expires <= ?1 AND topic IS NOT NULL GROUP BY origin) AS ended
                   WHERE ended.origin = origins.origin";
        tx.execute(sql, params![now])?;
        tx.execute("DELETE FROM outbox WHERE expires <= ?1", params![now])?;
        let sql = "DELETE FROM origins WHERE stopped IS NULL AND not_before <= ?1 AND NOT EXISTS
                   (SELECT 1 FROM registrations WHERE origin = origins.origin)";
        tx.execute(sql, params![now])?;
        Ok(tx.commit()?)
    }
}

fn choose(tx: &Transaction<'_>, id: i64, topics: &BTreeSet<Topic>) -> Result<()> {
    tx.execute("DELETE FROM topics WHERE registration = ?1", params![id])?;
    let mut insert = tx.prepare_cached("INSERT INTO topics VALUES (?1, ?2)")?;
    for topic in topics {
        insert.execute(params![topic.to_string(), id])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_one_hour_that_suits() {
        // 2026-11-26 08:59:59 in Beijing.
        let early = 1_795_654_799;
        assert_eq!(Every::Once.due(early), early);
        assert_eq!(Every::Daily(9).due(early), early + 1);
        assert_eq!(Every::Daily(9).due(early + 1), early + 1);
        assert_eq!(Every::Daily(9).due(early + 2), early + 1 + DAY);
        assert_eq!(Every::Daily(0).due(early), early + 1 + 15 * 3600);
        assert_eq!(Every::Daily(8).due(early), early + 1 + 23 * 3600);
    }

    #[test]
    fn a_rhythm_is_once_or_daily() {
        let read = |text| serde_json::from_str::<Every>(text).ok();
        assert_eq!(read(r#""once""#), Some(Every::Once));
        assert_eq!(read(r#"{"daily":9}"#), Some(Every::Daily(9)));
        for bad in [
            "null",
            r#""daily""#,
            r#"{"daily":-1}"#,
            r#"{"daily":"9"}"#,
            r#""hourly""#,
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
