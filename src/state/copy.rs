//! Our copy of the record on the device and in memory, and how it passes from one publication to
//! the next. `sync` says when; this knows what must be here first.
//!
//! # When the copy switches
//!
//! A manifest that we follow is a promise that what is searchable is one publication's, never a
//! mixture of two. So a new manifest takes over in this order:
//!
//! 1. It is judged: readable, of our format, not older than ours.
//! 2. Every file that it newly names for the time that is already loaded is fetched, checked and
//!    decoded, beside the old ones, which stay searchable. Each checked file is stored at once
//!    (its name is its hash, so it harms nobody), and a broken switch costs no byte twice.
//! 3. Packs, regions and manifest change hands without an `await` in between: no view sees half.
//! 4. Only then is the manifest stored. A page that dies before this finds the old manifest and
//!    the old packs at the next start, all of them.
//! 5. Older months follow, newest first, each searchable as it comes.
//! 6. When all are here, stored files that nothing names any more are deleted; but for texts, which
//!    `keep` looks after.
//!
//! Whatever fails before 3 leaves everything as it was, but for [`Health`]. Between 2 and 4 files lie
//! here that no stored manifest names, so no other tab may tidy then: both hold [`SWITCH`].

use crate::platform::lock::{self, With};
use crate::platform::storage::{self, Key};
use crate::platform::{cache, clock, net};
use crate::state::files::{self, FileError};
use crate::state::judge::{self, Damage, Loaded, Refused};
use crate::state::record::{Progress, Record};
use archive::Pack;
use futures_util::stream::{self, StreamExt};
use leptos::prelude::*;
use record::Regions;
use record::site::{BUNDLES, Dataset, FileEntry, MANIFEST, Manifest, PackEntry, REGIONS};
use std::sync::Arc;

/// Files asked for at once while older months load.
const AT_ONCE: usize = 3;
/// Between two redrawings while months load, in milliseconds: typing must stay smooth.
const REDRAW: f64 = 150.0;
/// The lock of those who switch, and alone of who deletes; and how long to wait for it. Who waited
/// in vain switches all the same, and does not delete.
pub(super) const SWITCH: &str = "switch";
pub(super) const PATIENCE: i32 = 3_000;

/// Why a check did not end well.
pub(super) enum Trouble {
    Offline,
    Damaged(Damage),
    TooNew,
}

impl From<FileError> for Trouble {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Offline => Self::Offline,
            FileError::Damaged(what) => Self::Damaged(what),
        }
    }
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Damaged(what) => Self::Damaged(what),
            Refused::TooNew => Self::TooNew,
        }
    }
}

/// The copy.
pub(super) struct Copy {
    record: Record,
    /// The manifest that it follows, and its entity tag.
    pub(super) have: Option<Arc<Manifest>>,
    pub(super) tag: Option<String>,
    /// The packs that are shown.
    loaded: Loaded,
    /// The path of the loaded regions.
    regions: Option<String>,
    drawn: f64,
    /// Whether stored files may be unused.
    untidy: bool,
    /// How many years the reader keeps, where not all; and whether there are others.
    years: Option<i32>,
    cut: bool,
}

impl Copy {
    /// Nothing yet.
    pub(super) fn empty(record: Record) -> Self {
        Self {
            record,
            have: None,
            tag: None,
            loaded: Loaded::default(),
            regions: None,
            drawn: 0.0,
            untidy: false,
            years: None,
            cut: false,
        }
    }

    /// Judges a manifest, and leaves out the years that the reader does not keep.
    pub(super) fn read(
        &mut self,
        bytes: &[u8],
        have: Option<&Manifest>,
    ) -> Result<Manifest, Refused> {
        let mut manifest = judge::manifest(bytes, have)?;
        self.years = storage::load(Key::Years);
        self.cut = self
            .years
            .is_some_and(|years| judge::prune(&mut manifest, years));
        Ok(manifest)
    }

    /// Goes by the publisher's time where the device's clock is wrong. A recorded or made-up record
    /// has a day of its own, and no publisher whose clock would matter.
    pub(super) fn correct_clock(&mut self, date: Option<&str>) {
        let live = |m: &Arc<Manifest>| m.instance.dataset == Dataset::Live;
        if self.have.as_ref().is_some_and(live) && date.is_some_and(clock::correct) {
            self.draw();
        }
    }

    /// Follows the stored manifest anew, where the reader chose other years since.
    pub(super) async fn reshape(&mut self) -> Result<(), Trouble> {
        if self.have.is_none() || self.years == storage::load(Key::Years) {
            return Ok(());
        }
        // The next answer is not to be "as before".
        self.tag = None;
        let Some(stored) = cache::get(&files::stored_as(MANIFEST)).await else {
            return Ok(());
        };
        let new = self.read(&stored.bytes, None)?;
        let answer = net::Answer {
            status: 200,
            etag: stored.tag,
            date: None,
            retry_after: None,
            bytes: stored.bytes,
        };
        self.follow(new, answer).await?;
        self.tidy().await;
        Ok(())
    }

    /// Reads what the device holds. A stored manifest that is damaged counts as none.
    pub(super) async fn boot(&mut self) -> Result<(), Trouble> {
        let Some(stored) = cache::get(&files::stored_as(MANIFEST)).await else {
            return Ok(());
        };
        let manifest = match self.read(&stored.bytes, None) {
            Ok(manifest) => Arc::new(manifest),
            Err(Refused::TooNew) => return Err(Trouble::TooNew),
            Err(Refused::Damaged(_)) => return Ok(()),
        };
        if let Some(entry) = manifest.reference.get(REGIONS)
            && let Some(stored) = files::stored(entry).await
            && let Ok(regions) = regions(&stored.bytes, entry)
        {
            self.show_regions(entry, regions);
        }
        self.show_manifest(manifest.clone(), stored.tag);
        for entry in &manifest.packs {
            if let Some(stored) = files::stored(&entry.file).await
                && let Ok(pack) = Pack::decode(&stored.bytes)
            {
                self.show_pack(entry, pack).await;
            }
        }
        self.draw();
        Ok(())
    }

    /// Steps 2 to 4 of the switch.
    pub(super) async fn follow(
        &mut self,
        new: Manifest,
        answer: net::Answer,
    ) -> Result<(), Trouble> {
        if self.have.as_deref() == Some(&new) {
            self.tag = answer.etag;
            return Ok(());
        }
        let _shared = lock::take(SWITCH, With::Others, PATIENCE).await;
        let fresh_regions = match new.reference.get(REGIONS) {
            Some(entry) if self.regions.as_ref() != Some(&entry.path) => {
                let bytes = files::fetch(entry).await?;
                Some((entry.clone(), regions(&bytes, entry)?))
            }
            _ => None,
        };
        let plan = judge::plan(&new, &self.loaded);
        let mut packs = Vec::new();
        for entry in plan.first {
            let pack = fetch_pack(&entry).await?;
            packs.push((entry, pack));
        }
        // No await from here until all has changed hands.
        if let Some((entry, regions)) = fresh_regions {
            self.show_regions(&entry, regions);
        }
        for path in &plan.gone {
            self.loaded.remove(path);
        }
        self.record.archive.try_update_value(|archive| {
            for path in &plan.gone {
                archive.remove(path);
            }
            for (entry, pack) in packs {
                self.loaded.insert(entry.file.path.clone(), entry.first);
                archive.insert(entry.file.path, pack);
            }
        });
        self.show_manifest(Arc::new(new), answer.etag);
        self.draw();
        self.untidy = true;
        self.store(&answer.bytes).await;
        Ok(())
    }

    /// Stores the manifest, unless another tab has stored a later one.
    async fn store(&self, bytes: &[u8]) {
        if judge::manifest(bytes, stored().await.as_ref()).is_ok() {
            let address = files::stored_as(MANIFEST);
            cache::put(&address, bytes, self.tag.as_deref()).await;
        }
    }

    /// Loads the packs that are missing. One that is damaged does not keep the others away.
    pub(super) async fn load(&mut self) -> Result<(), Trouble> {
        let Some(manifest) = self.have.clone() else {
            return Ok(());
        };
        if let Some(entry) = manifest.reference.get(REGIONS)
            && self.regions.as_ref() != Some(&entry.path)
        {
            let bytes = files::fetch(entry).await?;
            let regions = regions(&bytes, entry)?;
            self.show_regions(entry, regions);
        }
        let missing = judge::plan(&manifest, &self.loaded).later;
        let fetching = missing.into_iter().map(|entry| async move {
            let pack = fetch_pack(&entry).await;
            (entry, pack)
        });
        let mut coming = stream::iter(fetching).buffered(AT_ONCE);
        let mut trouble = Ok(());
        while let Some((entry, pack)) = coming.next().await {
            match pack {
                Ok(pack) => self.show_pack(&entry, pack).await,
                Err(Trouble::Damaged(what)) => trouble = Err(Trouble::Damaged(what)),
                Err(other) => {
                    trouble = Err(other);
                    break;
                }
            }
        }
        self.draw();
        trouble
    }

    /// Deletes stored files that nothing names any more, once all that is named is here.
    pub(super) async fn tidy(&mut self) {
        let Some(manifest) = self.have.clone().filter(|_| self.untidy) else {
            return;
        };
        let alone = lock::take(SWITCH, With::Nobody, PATIENCE).await;
        // Another tab may have followed a later manifest, whose files are no litter.
        if alone.is_none() || !is_stored(&manifest).await {
            return;
        }
        let mut named = vec![files::stored_as(MANIFEST)];
        let packs = manifest.packs.iter().map(|p| &p.file);
        named.extend(
            packs
                .chain(manifest.reference.values())
                .map(|f| files::stored_as(&f.path)),
        );
        // Files of changes are read once; what was kept of them goes with the next publication.
        named.extend(manifest.changes.iter().map(|f| files::stored_as(&f.path)));
        let texts = files::stored_as(BUNDLES);
        for address in cache::list().await {
            if !named.contains(&address) && !address.starts_with(&texts) {
                cache::delete(&address).await;
            }
        }
        self.untidy = false;
    }

    fn show_manifest(&mut self, manifest: Arc<Manifest>, tag: Option<String>) {
        self.record.manifest.try_set(Some(manifest.clone()));
        self.have = Some(manifest);
        self.tag = tag;
    }

    fn show_regions(&mut self, entry: &FileEntry, regions: Regions) {
        self.regions = Some(entry.path.clone());
        self.record.regions.try_set(Arc::new(regions));
    }

    /// Makes a pack searchable, and lets the browser take input and paint before the next.
    async fn show_pack(&mut self, entry: &PackEntry, pack: Pack) {
        let path = entry.file.path.clone();
        self.loaded.insert(path.clone(), entry.first);
        self.record
            .archive
            .try_update_value(|archive| archive.insert(path, pack));
        if clock::ticks() - self.drawn > REDRAW {
            self.draw();
        }
        clock::sleep(0).await;
    }

    /// Tells the pages that the archive has changed, and how far it is.
    fn draw(&mut self) {
        self.drawn = clock::ticks();
        if let Some(manifest) = &self.have {
            let mut progress = progress(manifest, &self.loaded);
            progress.whole = progress.done && !self.cut;
            self.record.progress.try_set(progress);
        }
        self.record.version.try_update(|version| *version += 1);
    }
}

/// The manifest on the device, whole.
async fn stored() -> Option<Manifest> {
    let stored = cache::get(&files::stored_as(MANIFEST)).await?;
    judge::manifest(&stored.bytes, None).ok()
}

/// Whether a manifest is the one on the device, and no other tab has stored a later one.
pub(super) async fn is_stored(manifest: &Manifest) -> bool {
    stored()
        .await
        .is_some_and(|stored| stored.sequence == manifest.sequence)
}

fn regions(bytes: &[u8], entry: &FileEntry) -> Result<Regions, Trouble> {
    let damaged = || Trouble::Damaged(Damage::File(entry.path.clone()));
    let text = std::str::from_utf8(bytes).map_err(|_| damaged())?;
    Regions::from_json(text).map_err(|_| damaged())
}

async fn fetch_pack(entry: &PackEntry) -> Result<Pack, Trouble> {
    let bytes = files::fetch(&entry.file).await?;
    // Reading it takes a slow phone's breath; it may answer a finger before.
    clock::sleep(0).await;
    let damaged = |_| Trouble::Damaged(Damage::File(entry.file.path.clone()));
    Pack::decode(&bytes).map_err(damaged)
}

fn progress(manifest: &Manifest, loaded: &Loaded) -> Progress {
    let here = || manifest.packs.iter().filter(|p| loaded.holds(&p.file.path));
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let packs_done = number(here().count());
    let packs_all = number(manifest.packs.len());
    Progress {
        packs_done,
        packs_all,
        notices_done: here().map(|p| p.count).sum(),
        notices_all: manifest.packs.iter().map(|p| p.count).sum(),
        oldest: here().map(|p| p.first).min(),
        done: packs_done == packs_all,
        whole: false,
    }
}
