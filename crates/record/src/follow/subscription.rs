//! What somebody follows (订阅), as it lies on the device and travels to another.

use super::{Class, Classes, maybe_seconds, seconds};
use crate::Search;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// A subscription. It never leaves the device but by its owner's hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Its number on this device; alerts name it.
    pub id: u32,
    /// What it is called; may be empty, then its target says it.
    pub name: String,
    /// What it watches.
    pub target: Target,
    /// Which classes of change it wants.
    pub classes: Classes,
    /// When it was made, on Beijing's clock.
    #[serde(with = "seconds")]
    pub created: NaiveDateTime,
    /// The sequence that the record had then: what came before is no news.
    pub since: u64,
    /// Until when it only fills the inbox, with neither notification nor badge.
    #[serde(with = "maybe_seconds")]
    pub muted_until: Option<NaiveDateTime>,
}

/// What a subscription watches.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// A search, in the form of [`Search::to_fragment`].
    Search(String),
    /// A project, by its code or its unified deal code.
    Project(String),
    /// A body, by its name: buyer, seller or agency.
    Body(String),
    /// A firm: named in a notice, or entered in the blacklist.
    Firm(Firm),
    /// A standing list of firms, by its number on this device, with its firms as they are.
    Suppliers {
        /// The list's number.
        list: u32,
        /// Its firms.
        firms: Vec<Firm>,
    },
    /// Every entry of the blacklist.
    Blacklist,
}

/// A firm, as somebody wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Firm {
    /// Its name; may be empty.
    pub name: String,
    /// Its unified social credit code; may be empty.
    pub code: String,
}

impl Target {
    /// The classes that can happen to it.
    pub const fn possible(&self) -> Classes {
        match self {
            Self::Search(_) | Self::Project(_) | Self::Body(_) => Classes::OF_NOTICES,
            Self::Firm(_) => Classes(Classes::OF_NOTICES.0 | Classes::OF_LIST.0),
            Self::Suppliers { .. } | Self::Blacklist => Classes::OF_LIST,
        }
    }

    /// The classes to begin with: all but text, which is seldom what people wait for.
    pub const fn usual(&self) -> Classes {
        self.possible().without(Class::Text)
    }

    /// Whether both watch the same thing. A standing list is the same by its number.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Suppliers { list: one, .. }, Self::Suppliers { list: other, .. }) => {
                one == other
            }
            _ => self == other,
        }
    }

    /// Its search; the empty one for what is none.
    pub fn search(&self) -> Search {
        match self {
            Self::Search(fragment) => Search::from_fragment(fragment),
            _ => Search::default(),
        }
    }
}

impl Subscription {
    /// Whether it wants a class of change of a sequence.
    pub const fn wants(&self, class: Class, sequence: u64) -> bool {
        self.classes.has(class) && sequence > self.since
    }

    /// Whether it is muted at a moment.
    pub fn is_muted(&self, now: NaiveDateTime) -> bool {
        self.muted_until.is_some_and(|until| now < until)
    }
}
