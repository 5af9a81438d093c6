//! What is followed, as signals for every page: read and changed by [`super::following`], which is
//! loaded apart. Nothing here knows how it is kept or matched.

use leptos::prelude::*;
use record::follow::Following;
use std::sync::Arc;

/// Why what is followed cannot be used as it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowTrouble {
    /// A newer version of the app wrote it: it is left alone until the app is updated.
    Newer,
    /// It could not be read; it was put aside, and nothing is followed any more.
    PutAside,
    /// The browser had deleted it: there were subscriptions, and there are none.
    Evicted,
    /// The device keeps nothing (private mode, no room): it lasts until the page closes.
    Unkept,
}

/// What is followed. `Copy`; lives as long as the app.
#[derive(Clone, Copy)]
pub struct Follows {
    pub(super) held: RwSignal<Option<Arc<Following>>>,
    pub(super) trouble: RwSignal<Option<FollowTrouble>>,
    /// Files of changes that could not be had: what is new is not known to be all.
    pub(super) incomplete: RwSignal<bool>,
}

impl Follows {
    /// Nothing yet, as signals of the current owner.
    pub(super) fn provide() {
        provide_context(Self {
            held: RwSignal::new(None),
            trouble: RwSignal::new(None),
            incomplete: RwSignal::new(false),
        });
    }

    /// All that is followed, and the inbox; `None` until the device was read.
    pub fn get(self) -> Option<Arc<Following>> {
        self.held.get()
    }

    /// As [`get`](Self::get), and not reactive.
    pub fn get_untracked(self) -> Option<Arc<Following>> {
        self.held.get_untracked()
    }

    /// Whether it may not be changed: a newer version of the app wrote it. Not reactive.
    pub fn is_locked(self) -> bool {
        self.trouble.get_untracked() == Some(FollowTrouble::Newer)
    }

    /// Why it cannot be used as it should.
    pub fn trouble(self) -> Option<FollowTrouble> {
        self.trouble.get()
    }

    /// Whether the last check could not compare everything.
    pub fn is_incomplete(self) -> bool {
        self.incomplete.get()
    }

    /// How many projects have a change that matters and was not read.
    pub fn badge(self) -> u32 {
        self.held
            .with(|held| held.as_ref().map_or(0, |f| f.badge()))
    }
}

/// What is followed in this app.
pub fn use_follows() -> Follows {
    expect_context()
}
