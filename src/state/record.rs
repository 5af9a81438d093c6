//! Our copy of the record: what pages read. `sync` fills it; nothing here waits or fetches.

use crate::platform::clock;
use crate::state::judge::Damage;
use crate::state::{sync, visit};
use archive::{Archive, Bundle, Results};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use record::site::Manifest;
use record::{Notice, NoticeId, ProjectCode, RegionCode, Regions, Search, UnifiedDealCode};
use std::sync::Arc;

/// How our copy stands against the publisher's. How each source stands is in the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// The copy on the device is being read.
    Starting,
    /// The publisher is being asked, and there is nothing better to say yet.
    Checking,
    /// Compared with the publisher's.
    Fresh {
        /// When, on Beijing's clock.
        at: NaiveDateTime,
    },
    /// The publisher could not be reached.
    Offline {
        /// When our copy was last compared, if ever.
        at: Option<NaiveDateTime>,
    },
    /// The publisher's answer was refused; what we had stays.
    Damaged {
        /// What was wrong with it.
        what: Damage,
        /// When our copy was last compared, if ever.
        at: Option<NaiveDateTime>,
    },
    /// The record is of a later format: the app must be updated. What we had stays.
    TooNew,
    /// There is nothing on the device, and nothing came.
    Missing,
}

/// How much of the record is loaded. Packs load newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Packs that are searchable.
    pub packs_done: u32,
    /// Packs that the manifest names.
    pub packs_all: u32,
    /// Notices that are searchable.
    pub notices_done: u32,
    /// Notices that the manifest names.
    pub notices_all: u32,
    /// The oldest day that is searchable.
    pub oldest: Option<NaiveDate>,
    /// Whether everything is that the reader keeps.
    pub done: bool,
    /// Whether everything is that the publisher has: only then is what is missing truly missing.
    pub whole: bool,
}

/// Our copy of the record. `Copy`; lives as long as the app.
#[derive(Clone, Copy)]
pub struct Record {
    pub(super) archive: StoredValue<Archive, LocalStorage>,
    /// Grows with each change of the archive.
    pub(super) version: RwSignal<u64>,
    pub(super) manifest: RwSignal<Option<Arc<Manifest>>>,
    pub(super) regions: RwSignal<Arc<Regions>>,
    pub(super) progress: RwSignal<Progress>,
    pub(super) health: RwSignal<Health>,
    pub(super) alarm: StoredValue<clock::Alarm, LocalStorage>,
    pub(super) last_visit: StoredValue<Option<visit::Visit>>,
}

/// The record of this app.
pub fn use_record() -> Record {
    expect_context()
}

impl Record {
    /// An empty copy, as signals of the current owner.
    pub fn new() -> Self {
        Self {
            archive: StoredValue::new_local(Archive::new()),
            version: RwSignal::new(0),
            manifest: RwSignal::new(None),
            regions: RwSignal::new(Arc::new(Regions::default())),
            progress: RwSignal::new(Progress::default()),
            health: RwSignal::new(Health::Starting),
            alarm: StoredValue::new_local(clock::Alarm::default()),
            last_visit: StoredValue::new(None),
        }
    }

    pub(super) fn provide() -> Self {
        let record = Self::new();
        record.last_visit.set_value(visit::begin(clock::now()));
        provide_context(record);
        sync::start(record);
        record
    }

    /// The same, but seen as if it stood so: for looking at states that are hard to bring about.
    #[cfg(debug_assertions)]
    pub fn with_health(self, health: Health) -> Self {
        Self {
            health: RwSignal::new(health),
            ..self
        }
    }

    /// The manifest that our copy follows.
    pub fn manifest(&self) -> Option<Arc<Manifest>> {
        self.manifest.get()
    }

    /// The region tree; empty until it is loaded.
    pub fn regions(&self) -> Arc<Regions> {
        self.regions.get()
    }

    /// How much is loaded.
    pub fn progress(&self) -> Progress {
        self.progress.get()
    }

    /// How our copy stands against the publisher's.
    pub fn health(&self) -> Health {
        self.health.get()
    }

    /// Searches what is loaded: the answer and the milliseconds it took. `None` while nothing is
    /// loaded and something may still come.
    pub fn search(&self, search: &Search, offset: u32, limit: u32) -> Option<(Results, f64)> {
        self.version.track();
        let progress = self.progress.read();
        if progress.packs_done == 0 && !progress.done {
            return None;
        }
        let regions = self.regions.get();
        let start = clock::ticks();
        let results = self
            .archive
            .with_value(|a| a.search(search, &regions, clock::today(), offset, limit));
        Some((results, clock::ticks() - start))
    }

    /// A notice, as lists show it.
    pub fn find(&self, id: NoticeId) -> Option<Notice> {
        self.version.track();
        self.place(id).map(|(notice, _)| notice)
    }

    /// The notices of a project, oldest first.
    pub fn project(&self, code: &ProjectCode) -> Vec<Notice> {
        self.version.track();
        self.archive.with_value(|a| a.project(code))
    }

    /// The notices of a unified deal code, in whatever case it is written, oldest first.
    pub fn by_deal(&self, code: &UnifiedDealCode) -> Vec<Notice> {
        self.version.track();
        self.archive.with_value(|a| a.by_deal(code))
    }

    /// Notices of a region, or of all, whose deadline lies between two points of Beijing time,
    /// soonest first.
    pub fn closing_soon(
        &self,
        from: NaiveDateTime,
        until: NaiveDateTime,
        region: Option<RegionCode>,
        limit: u32,
    ) -> Vec<Notice> {
        self.version.track();
        let Some(region) = region else {
            return self
                .archive
                .with_value(|a| a.closing_soon(from, until, limit));
        };
        let inside = self.regions.get().subtree(region);
        let mut all = self
            .archive
            .with_value(|a| a.closing_soon(from, until, u32::MAX));
        all.retain(|notice| notice.region.is_some_and(|code| inside.contains(&code)));
        all.truncate(limit as usize);
        all
    }

    /// Whether somebody was here before, with what is newest remembered.
    pub fn is_return(&self) -> bool {
        self.last_visit.with_value(Option::is_some)
    }

    /// What of a region, or of all, is new since the last visit; `None` on a first visit and while
    /// nothing is loaded.
    pub fn since_last_visit(
        &self,
        region: Option<RegionCode>,
        limit: usize,
    ) -> Option<(visit::Since, Vec<Notice>)> {
        let search = Search {
            region,
            ..Search::default()
        };
        let newest = self.search(&search, 0, visit::WINDOW)?.0.notices;
        self.last_visit
            .with_value(|last| last.as_ref().map(|v| v.news(newest, limit)))
    }

    /// Looks into everything that is loaded, where no search will do.
    pub fn with_archive<T>(&self, look: impl FnOnce(&Archive) -> T) -> T {
        self.version.track();
        self.archive.with_value(look)
    }

    /// Asks the publisher now.
    pub fn check_now(&self) {
        self.health.set(Health::Checking);
        self.alarm.with_value(clock::Alarm::ring);
    }

    /// A notice and the bundle that holds its detail; not reactive.
    pub(super) fn place(&self, id: NoticeId) -> Option<(Notice, Option<Bundle>)> {
        self.archive.try_with_value(|a| a.get(id)).flatten()
    }
}

impl Default for Record {
    fn default() -> Self {
        Self::new()
    }
}
