//! The newest part of a site's files, each as its manifest says or named as a fault: the pack of
//! the running month, the newest changes, the blacklist, regions, days off, and one detail.

use super::{Finding, Read, Stage};
use archive::{Changes, Pack};
use chrono::NaiveDate;
use record::clock::Workdays;
use record::debarment::DebarmentList;
use record::site::{
    ChangesEntry, DEBARMENTS, DetailBundle, FileEntry, HOLIDAYS, Manifest, PackEntry, REGIONS,
    bundle_path,
};
use record::{NoticeId, Regions};
use std::collections::BTreeMap;
use std::fmt::Display;

/// So many files of changes are read at least.
const NEWEST: usize = 2;

/// What was read, and what was wrong with it.
pub(super) struct Files<'a> {
    read: &'a Read<'a>,
    packs: &'a [PackEntry],
    /// The packs that were asked for, by their place in the manifest.
    held: BTreeMap<usize, Option<Pack>>,
    /// The files of changes, newest first, with their entries.
    pub(super) entries: Vec<&'a ChangesEntry>,
    pub(super) changes: Vec<Changes>,
    /// Days off.
    pub(super) workdays: Option<Workdays>,
    /// What was wrong, a file each.
    pub(super) findings: Vec<Finding>,
}

impl<'a> Files<'a> {
    /// Reads the newest part, and all changes after a sequence.
    pub(super) fn read(read: &'a Read<'a>, manifest: &'a Manifest, after: Option<u64>) -> Self {
        let mut files = Self {
            read,
            packs: &manifest.packs,
            held: BTreeMap::new(),
            entries: Vec::new(),
            changes: Vec::new(),
            workdays: None,
            findings: Vec::new(),
        };
        match files.packs.is_empty() {
            true => files.fault("The site holds no notices."),
            false => files.detail(),
        }
        let news = |entry: &ChangesEntry| after.is_some_and(|after| entry.last > after);
        for (place, entry) in manifest.changes.iter().enumerate() {
            if (place < NEWEST || news(entry))
                && let Some(changes) = files.changes(entry)
            {
                files.entries.push(entry);
                files.changes.push(changes);
            }
        }
        files.reference(manifest, DEBARMENTS, DebarmentList::from_json);
        files.reference(manifest, REGIONS, |json| {
            Regions::from_json(&String::from_utf8_lossy(json))
        });
        files.workdays = files.reference(manifest, HOLIDAYS, Workdays::from_json);
        files
    }

    fn fault(&mut self, words: impl Display) {
        let words = words.to_string();
        self.findings.push(Finding::alarm(Stage::Files, words));
    }

    /// A file, if it is the one that its entry names and `decode` takes it.
    fn whole<T, E: Display>(
        &mut self,
        entry: &FileEntry,
        decode: impl FnOnce(&[u8]) -> Result<T, E>,
    ) -> Option<T> {
        let FileEntry { path, bytes, .. } = entry;
        let whole = match (self.read)(path, *bytes) {
            Err(why) => Err(format!("{path}: {why}.")),
            Ok(got) if got.len() as u64 != *bytes => Err(format!(
                "{path} has {} bytes, and should have {bytes}.",
                got.len()
            )),
            Ok(got) if !archive::verify(&got, entry) => {
                Err(format!("{path} is damaged: its hash is another."))
            }
            Ok(got) => decode(&got).map_err(|why| format!("{path} cannot be read: {why}.")),
        };
        whole.map_err(|words| self.fault(words)).ok()
    }

    fn reference<T>(
        &mut self,
        manifest: &Manifest,
        name: &str,
        decode: impl FnOnce(&[u8]) -> serde_json::Result<T>,
    ) -> Option<T> {
        let Some(entry) = manifest.reference.get(name) else {
            self.fault(format!("The manifest names no {name}."));
            return None;
        };
        self.whole(entry, decode)
    }

    fn changes(&mut self, entry: &ChangesEntry) -> Option<Changes> {
        let changes = self.whole(&entry.file(), Changes::decode)?;
        let ends = (
            changes.iter().next().map(|change| change.sequence),
            changes.iter().last().map(|change| change.sequence),
        );
        if ends != (Some(entry.first), Some(entry.last)) {
            self.fault(format!(
                "{} does not hold the changes {} to {}, as the manifest says.",
                entry.path, entry.first, entry.last
            ));
            return None;
        }
        Some(changes)
    }

    /// A pack by its place; read once.
    fn pack(&mut self, place: usize) -> Option<&Pack> {
        if !self.held.contains_key(&place) {
            let pack = self.packs.get(place).and_then(|entry| {
                let pack = self.whole(&entry.file, Pack::decode)?;
                if pack.len() != entry.count {
                    let (path, len) = (&entry.file.path, pack.len());
                    let count = entry.count;
                    self.fault(format!("{path} holds {len} notices, and should {count}."));
                    return None;
                }
                Some(pack)
            });
            self.held.insert(place, pack);
        }
        self.held.get(&place)?.as_ref()
    }

    /// Opens the newest notice, as a reader would.
    fn detail(&mut self) {
        let Some(pack) = self.pack(0).filter(|pack| !pack.is_empty()) else {
            return;
        };
        let id = pack.notice(0).id;
        let bundle = pack.bundle_of(0).map(|bundle| {
            let sha256: String = bundle.sha256.iter().map(|b| format!("{b:02x}")).collect();
            let path = bundle_path(&sha256);
            let bytes = u64::from(bundle.bytes);
            FileEntry {
                path,
                bytes,
                sha256,
            }
        });
        let Some(entry) = bundle else {
            return self.fault(format!("The newest pack names no detail of {id}."));
        };
        let read = |json: &[u8]| serde_json::from_slice::<DetailBundle>(json);
        if let Some(bundle) = self.whole(&entry, read)
            && !bundle.notices.iter().any(|detail| detail.notice.id == id)
        {
            self.fault(format!("{} does not hold {id}.", entry.path));
        }
    }

    /// Whether a pack holds a notice that was published on a day. A pack that cannot be read is a
    /// finding of its own, and then this is not known to be untrue.
    pub(super) fn holds(&mut self, id: NoticeId, day: NaiveDate) -> bool {
        let of_day = |(_, entry): &(usize, &PackEntry)| (entry.first..=entry.last).contains(&day);
        let places: Vec<usize> = self
            .packs
            .iter()
            .enumerate()
            .filter(of_day)
            .map(|p| p.0)
            .collect();
        places.into_iter().any(|place| {
            let pack = self.pack(place);
            pack.is_none_or(|pack| pack.find(id).is_some())
        })
    }

    /// The notices that packs hold of a day and later, with their titles.
    pub(super) fn published_since(&mut self, day: NaiveDate) -> BTreeMap<NoticeId, String> {
        let recent = |(_, entry): &(usize, &PackEntry)| entry.last >= day;
        let places: Vec<usize> = self
            .packs
            .iter()
            .enumerate()
            .filter(recent)
            .map(|p| p.0)
            .collect();
        let mut found = BTreeMap::new();
        for place in places {
            let Some(pack) = self.pack(place) else {
                continue;
            };
            let notices = (0..pack.len()).map(|row| pack.notice(row));
            // Rows stand newest first.
            let recent = notices.take_while(|notice| notice.published.date() >= day);
            found.extend(recent.map(|notice| (notice.id, notice.title)));
        }
        found
    }
}
