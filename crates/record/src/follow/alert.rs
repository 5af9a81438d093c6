//! What somebody is told (提醒): one for each project and class of change, however many
//! subscriptions match.

use super::Class;
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<NoticeId>,
    /// How many changes it stands for.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: u32,
    /// The notice's title, as it was then. Empty for the blacklist: a list that forgets must find
    /// no name here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The notice's domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<Domain>,
    /// The notice's region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionCode>,
    /// What was changed, where that is a deadline or an amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<Moved>,
    /// The subscriptions that asked for it, by number.
    pub why: Vec<u32>,
    /// When this device found it, on Beijing's clock. For people; the order is the sequence's.
    pub found: NaiveDateTime,
    /// Whether it was read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read: bool,
    /// Whether every subscription that asked for it was muted: it only fills the inbox.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub quiet: bool,
    /// Whether a notification told it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub notified: bool,
}

/// A value that was changed, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moved {
    /// The deadline.
    Deadline(Option<When>, Option<When>),
    /// The amount in fen; absent where it is no amount.
    Amount(Option<i64>, Option<i64>),
}

impl Alert {
    /// Whether it counts in the badge.
    pub const fn counts(&self) -> bool {
        !self.read && !self.quiet && self.class.matters()
    }

    /// Whether a notification has yet to tell it.
    pub const fn is_untold(&self) -> bool {
        self.counts() && !self.notified
    }
}

const fn one() -> u32 {
    1
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
const fn is_one(n: &u32) -> bool {
    *n == 1
}
