//! Following (关注): subscriptions, and what their owner is told. One implementation for the page
//! and the service worker.
//!
//! Everything that one device keeps is one value, [`Following`], which is only ever replaced as a
//! whole, in one transaction. [`Following::take`] turns news into alerts: it heeds only what lies
//! behind its cursor and then moves the cursor, so that whoever comes second (another tab, the
//! worker, the same check after a crash) finds nothing left to tell. No clock decides what is
//! news; only the publisher's sequence does.

mod alert;
mod class;
mod envelope;
pub mod hand;
mod listed;
mod moment;
mod subscription;
mod take;
mod topics;

pub use alert::{Alert, Moved};
pub use class::{Class, Classes};
pub use envelope::{Opened, VERSION, open, seal};
pub use listed::{Entry, Held, Keys, entry_key, held, listed};
pub use subscription::{Firm, Subscription, Target};
pub use take::{Match, News, Told};
pub use topics::{TOPICS, topics};

use moment::{maybe_seconds, seconds, whens};

use crate::site::Dataset;
use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

/// Alerts that are kept at most; what goes first has been read.
pub const ALERTS: usize = 1_000;
/// Subscriptions that are kept at most.
pub const SUBSCRIPTIONS: usize = 1_000;
/// Days after which a check that always fails is worth a notification (rule 4).
pub const FAILING_DAYS: i64 = 7;

/// Days without a check after which what the next one finds is told as a digest.
pub const AWAY_DAYS: i64 = 7;

/// All that a device keeps of what its owner follows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Following {
    /// What is followed, oldest first.
    pub subscriptions: Vec<Subscription>,
    /// How far the record was matched; absent before the first check.
    pub cursor: Option<Cursor>,
    /// The inbox, oldest first.
    pub alerts: Vec<Alert>,
    /// Projects that the owner does not want to hear of any more.
    pub silenced: Vec<String>,
    /// By subscription: the entries of the blacklist that it was told of, or that stood there
    /// when it was made. One that is not here was never compared.
    pub known: Vec<(u32, Keys)>,
    /// When the record was checked, and how that went.
    pub checks: Checks,
    /// Since when there may be changes that no feed tells any more: the device was away too long.
    #[serde(with = "maybe_seconds")]
    pub gap: Option<NaiveDateTime>,
    /// The language of notifications, as the page's: `zh-CN` or `en`.
    pub lang: String,
    /// The highest number that a subscription ever had.
    pub last_id: u32,
}

/// A place in the stream of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Of which kind of data. The streams of two kinds have nothing in common.
    pub dataset: Dataset,
    /// The sequence up to which everything was matched.
    pub sequence: u64,
}

/// When the record was checked, on the device's clock. For people only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checks {
    /// The last check that reached the publisher.
    #[serde(with = "maybe_seconds")]
    pub reached: Option<NaiveDateTime>,
    /// The first of the checks that have failed since.
    #[serde(with = "maybe_seconds")]
    pub failing_since: Option<NaiveDateTime>,
    /// Whether a notification has said so.
    pub told: bool,
    /// The last return after [`AWAY_DAYS`] or more without a check.
    pub back: Option<Return>,
}

/// That a device came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// The first check after that: what it found has this time.
    #[serde(with = "seconds")]
    pub at: NaiveDateTime,
    /// Whole days since the check before.
    pub days: u32,
}

impl Checks {
    /// Notes how a check ended. True if it is now time to say that checks fail: once, after
    /// [`FAILING_DAYS`].
    pub fn note(&mut self, reached: bool, now: NaiveDateTime) -> bool {
        if reached {
            let away = self.reached.map_or(0, |before| (now - before).num_days());
            let back = u32::try_from(away)
                .ok()
                .filter(|_| away >= AWAY_DAYS)
                .map(|days| Return { at: now, days });
            *self = Self {
                reached: Some(now),
                back: back.or(self.back),
                ..Self::default()
            };
            return false;
        }
        // A clock that was set back begins anew: it may never make a failure older.
        let since = self.failing_since.filter(|since| *since <= now);
        let since = *self.failing_since.insert(since.unwrap_or(now));
        let due = !self.told && now - since >= TimeDelta::days(FAILING_DAYS);
        self.told |= due;
        due
    }
}

impl Following {
    /// Adds a subscription under a number of its own and returns that; `None` where there are too
    /// many. `known` are the entries of the blacklist that it matches already; without a list the
    /// next one says it. The same one again (a transaction that was repeated) is the one there is.
    pub fn subscribe(&mut self, new: Subscription, known: Option<Keys>) -> Option<u32> {
        let same = |s: &&Subscription| s.target == new.target && s.created == new.created;
        if let Some(there) = self.subscriptions.iter().find(same) {
            return Some(there.id);
        }
        if self.subscriptions.len() >= SUBSCRIPTIONS {
            return None;
        }
        let used = self.subscriptions.iter().map(|s| s.id).max().unwrap_or(0);
        self.last_id = self.last_id.max(used) + 1;
        let id = self.last_id;
        self.subscriptions.push(Subscription { id, ..new });
        self.known.extend(known.map(|known| (id, known)));
        Some(id)
    }

    /// Takes a subscription out; what it has told stays in the inbox.
    pub fn unsubscribe(&mut self, id: u32) -> Option<Subscription> {
        let at = self.subscriptions.iter().position(|s| s.id == id)?;
        self.known.retain(|(of, _)| *of != id);
        Some(self.subscriptions.remove(at))
    }

    /// Gives a subscription another form under its own number; false where it is not there any
    /// more. `known` are the entries of the blacklist that it matches now: they are no news, and
    /// what it does not match any more has not left the list. Without a list what it knew stays.
    pub fn reshape(&mut self, new: Subscription, known: Option<Keys>) -> bool {
        let Some(old) = self.subscriptions.iter_mut().find(|s| s.id == new.id) else {
            return false;
        };
        if let Some(known) = known {
            self.known.retain(|(of, _)| *of != new.id);
            self.known.push((new.id, known));
        }
        *old = new;
        true
    }

    /// A subscription.
    pub fn subscription(&self, id: u32) -> Option<&Subscription> {
        self.subscriptions.iter().find(|s| s.id == id)
    }

    /// The subscription that watches exactly this; of a standing list, whatever its firms are now.
    pub fn watching(&self, target: &Target) -> Option<&Subscription> {
        self.subscriptions.iter().find(|s| s.target.is_same(target))
    }

    /// How many projects have a change that matters and was not read: the badge.
    pub fn badge(&self) -> u32 {
        let mut projects: Vec<&str> = Vec::new();
        for alert in self.alerts.iter().filter(|a| a.counts()) {
            if !projects.contains(&&*alert.project) {
                projects.push(&alert.project);
            }
        }
        u32::try_from(projects.len()).unwrap_or(u32::MAX)
    }

    /// Whether any subscription needs the blacklist.
    pub fn needs_list(&self) -> bool {
        self.subscriptions
            .iter()
            .any(|s| !s.target.possible().and(Classes::OF_LIST).is_empty())
    }

    /// Drops the alerts of entries that the blacklist does not hold any more (rule 6), but for
    /// those which say just that. `held` are the keys of what it holds.
    pub fn forget(&mut self, held: &Keys) {
        self.alerts.retain(|alert| {
            alert.class != Class::Listed
                || Keys::parse_one(&alert.project).is_some_and(|key| held.has(key))
        });
    }
}
