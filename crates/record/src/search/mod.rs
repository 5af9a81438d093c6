//! A search as one typed value. Its text form is the fragment of an address (rule 7).

mod fragment;

use crate::{Domain, RegionCode, Stage, Terms};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What somebody looks for: a link, a subscription and the widget's hand-over are all this.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The words as typed: all must occur, `-word` excludes, quotes group.
    pub text: String,
    /// Any of these domains; empty means all.
    pub domains: BTreeSet<Domain>,
    /// This region and everything inside it.
    pub region: Option<RegionCode>,
    /// Any of these stages; empty means all.
    pub stages: BTreeSet<Stage>,
    /// Published on this day or later.
    pub from: Option<NaiveDate>,
    /// Published on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Of at least this many fen.
    pub min_fen: Option<i64>,
    /// Of at most this many fen.
    pub max_fen: Option<i64>,
}

impl Search {
    /// Whether nothing is asked: everything is found.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The words of its text.
    pub fn terms(&self) -> Terms {
        Terms::parse(&self.text)
    }

    /// The search that a fragment spells, with or without its `#`. Never fails: what it does not
    /// know or cannot read asks for nothing.
    pub fn from_fragment(fragment: &str) -> Self {
        fragment::read(fragment)
    }

    /// Its text form, without `#`; empty for the default. Equal searches give equal strings.
    pub fn to_fragment(&self) -> String {
        fragment::write(self)
    }
}
