//! The blacklist as this device has it: fetched when the record names a newer one, and forgotten
//! entry by entry on the day on which the law says so, with or without a network.
//!
//! What lies in Cache Storage is our own copy, written anew whenever an entry goes: the file as
//! it came would keep what may not be kept. It is asked for past the browser's own cache.

use crate::platform::net::Freshness;
use crate::platform::{cache, clock, net, page};
use crate::state::files::stored_as;
use crate::state::reference::ReferenceError;
use crate::state::suppliers;
use crate::state::{Health, Record};
use archive::verify;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::debarment::DebarmentList;
use record::site::{DEBARMENTS, FileEntry};
use std::sync::Arc;

/// Longest wait for the list, in milliseconds.
const TIMEOUT: i32 = 30_000;
/// How often the clock is looked at, in milliseconds.
const EVERY: i32 = 60_000;

/// The list with what it is a copy of.
#[derive(Debug)]
pub struct Held {
    /// The entries that may be shown today.
    pub list: DebarmentList,
    /// The hash of the published file.
    pub sha256: String,
    /// The day for which `list` was pruned.
    pub day: NaiveDate,
}

/// The list of this app. `Copy`; lives as long as the app.
#[derive(Clone, Copy)]
pub struct Debarments {
    held: RwSignal<Option<Arc<Held>>>,
    trouble: RwSignal<Option<ReferenceError>>,
}

impl Debarments {
    /// Without a list, as signals of the current owner.
    pub(super) fn provide() {
        provide_context(Self {
            held: RwSignal::new(None),
            trouble: RwSignal::new(None),
        });
    }

    /// The list, once it is here.
    pub fn held(self) -> Option<Arc<Held>> {
        self.held.get()
    }

    /// The list, without watching for another.
    pub fn held_untracked(self) -> Option<Arc<Held>> {
        self.held.try_get_untracked().flatten()
    }

    /// Why there is none, or no newer one.
    pub fn trouble(self) -> Option<ReferenceError> {
        self.trouble.get()
    }

    /// Whether the list is the one that the publisher has now.
    pub fn is_current(self, record: Record) -> bool {
        let named = record.manifest().and_then(|m| entry(&m));
        let named = named.map(|entry| entry.sha256);
        let ours = self.held.with(|h| h.as_ref().map(|h| h.sha256.clone()));
        matches!(record.health(), Health::Fresh { .. }) && named.is_some() && named == ours
    }

    /// Follows the record and the clock from now on. Once an app.
    pub fn start(self, record: Record) {
        Effect::new(move |_| {
            // Asked anew when a check ends, since then a network is there.
            record.health();
            let Some(manifest) = record.manifest() else {
                return;
            };
            let Some(entry) = entry(&manifest) else {
                self.trouble.set(Some(ReferenceError::Missing));
                return;
            };
            let known = self
                .held
                .with_untracked(|h| h.as_ref().is_some_and(|h| h.sha256 == entry.sha256));
            if !known {
                spawn_local(self.follow(record, entry));
            }
        });
        page::every(EVERY, move || spawn_local(self.tick(record)));
        // A phone that slept over midnight wakes up with yesterday's list.
        page::on_moment(move |_| spawn_local(self.tick(record)));
    }

    /// Takes the copy of this device, or asks for the file.
    async fn follow(self, record: Record, entry: FileEntry) {
        let address = stored_as(&entry.path);
        let own = cache::get(&address).await;
        let own = own.and_then(|stored| DebarmentList::from_json(&stored.bytes).ok());
        let list = match own {
            Some(list) => Ok(list),
            None => fetch(&entry).await,
        };
        match list {
            Ok(list) => self.hold(record, list, &entry).await,
            Err(error) => {
                self.trouble.try_set(Some(error));
            }
        }
    }

    /// On another day: forgets what has ended, here and in storage.
    async fn tick(self, record: Record) {
        let today = clock::today();
        let held = self.held.try_get_untracked().flatten();
        if let (Some(held), Some(entry)) = (held, named(record))
            && held.day != today
            && held.sha256 == entry.sha256
        {
            self.hold(record, held.list.clone(), &entry).await;
        }
    }

    /// Prunes a list for today, stores what is left, and shows it.
    async fn hold(self, record: Record, mut list: DebarmentList, entry: &FileEntry) {
        let day = clock::today();
        list.forget(day);
        let address = stored_as(&entry.path);
        // Written before it is shown; a device that keeps nothing works from memory.
        match serde_json::to_vec(&list) {
            Ok(json) => {
                cache::put(&address, &json, None).await;
            }
            Err(_) => cache::delete(&address).await,
        }
        // A later list was published meanwhile, and what it forgets was perhaps deleted before we
        // wrote it back.
        if named(record).is_some_and(|now| now.path != entry.path) {
            cache::delete(&address).await;
            return;
        }
        let held = Held {
            list,
            sha256: entry.sha256.clone(),
            day,
        };
        // The reader's own lists, before anybody looks: whatever page is open.
        suppliers::check_again(&held);
        self.trouble.try_set(None);
        self.held.try_set(Some(Arc::new(held)));
    }
}

/// The list of this app.
pub fn use_debarments() -> Debarments {
    expect_context()
}

fn entry(manifest: &record::site::Manifest) -> Option<FileEntry> {
    manifest.reference.get(DEBARMENTS).cloned()
}

/// The list that the publisher has now, as far as we know.
fn named(record: Record) -> Option<FileEntry> {
    let manifest = record.manifest.try_get_untracked().flatten();
    manifest.and_then(|manifest| entry(&manifest))
}

async fn fetch(entry: &FileEntry) -> Result<DebarmentList, ReferenceError> {
    let answer = net::get(&stored_as(&entry.path), Freshness::Never, TIMEOUT).await;
    let answer = answer.map_err(|_| ReferenceError::Missing)?;
    if answer.status != 200 || !verify(&answer.bytes, entry) {
        return Err(ReferenceError::Damaged);
    }
    DebarmentList::from_json(&answer.bytes).map_err(|_| ReferenceError::Damaged)
}
