//! What somebody is told (提醒): one for each project and class of change, however many
//! subscriptions match.

use super::{Class, seconds, whens};
use crate::{Domain, NoticeId, RegionCode, When};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// An alert in the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// The change's sequence; with project and class it is the alert's identity. Of several
    /// changes that one check found, the latest.
    pub sequence: u64,
    /// What kind of change.
    pub class: Class,
    /// What it is grouped by: the project's code, else the notice's id; of the blacklist the
    /// entry's [`entry_key`](super::entry_key).
    pub project: String,
    /// The latest notice that it is about; absent for the blacklist.
    pub notice: Option<NoticeId>,
    /// How many changes it stands for.
    pub count: u32,
    /// The notice's title, as it was then. Empty for the blacklist: a list that forgets must find
    /// no name here.
    pub title: String,
    /// The notice's domain.
    pub domain: Option<Domain>,
    /// The notice's region.
    pub(super) region: Option<u32>,
    /// What was changed, where that is a deadline or an amount.
    pub moved: Option<Moved>,
    /// The subscriptions that asked for it, by number.
    pub why: Vec<u32>,
    /// When this device found it, on Beijing's clock. For people; the order is the sequence's.
    #[serde(with = "seconds")]
    pub found: NaiveDateTime,
    /// Whether it was read.
    pub read: bool,
    /// Whether every subscription that asked for it was muted: it only fills the inbox.
    pub quiet: bool,
    /// Whether a notification told it.
    pub notified: bool,
}

/// A value that was changed, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moved {
    /// The deadline.
    Deadline(
        #[serde(with = "whens")] Option<When>,
        #[serde(with = "whens")] Option<When>,
    ),
    /// The amount in fen; absent where it is no amount.
    Amount(Option<i64>, Option<i64>),
}

impl Alert {
    /// An alert of nothing yet.
    pub const fn new(class: Class, project: String, found: NaiveDateTime) -> Self {
        Self {
            sequence: 0,
            class,
            project,
            notice: None,
            count: 0,
            title: String::new(),
            domain: None,
            region: None,
            moved: None,
            why: Vec::new(),
            found,
            read: false,
            quiet: false,
            notified: false,
        }
    }

    /// The notice's region.
    pub fn region(&self) -> Option<RegionCode> {
        self.region.map(RegionCode)
    }

    /// Whether it counts in the badge.
    pub const fn counts(&self) -> bool {
        !self.read && !self.quiet && self.class.matters()
    }

    /// Whether a notification has yet to tell it.
    pub const fn is_untold(&self) -> bool {
        self.counts() && !self.notified
    }
}
