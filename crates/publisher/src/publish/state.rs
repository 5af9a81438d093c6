//! What the last publication left: months that need not be made again, and files that no
//! manifest names any more but an open app may still ask for. Lies beside the folder, not in it.

use super::month::Month;
use super::tree::sync_folder;
use super::{PublishError, feeds, light};
use chrono::{DateTime, Duration, FixedOffset};
use record::site::ChangesEntry;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// How long a file stays after the last manifest that named it.
const KEPT: Duration = Duration::days(30);

/// A list of debarments goes at once: what was taken off it may not be had any more.
fn must_go(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with(record::site::DEBARMENTS)
}

/// What decides the bytes besides store and options: the program, and the packs and changes that
/// it writes.
pub(super) fn program() -> String {
    let empty = [
        archive::encode(&[], &[]),
        archive::encode_changes(&[], |_| None),
    ];
    let empty: String = empty
        .iter()
        .flatten()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{} {empty}", env!("CARGO_PKG_VERSION"))
}

/// The state of a published folder. Losing it costs time only: everything is made anew.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct State {
    /// The [`program`] that made the files.
    program: String,
    /// The months by name, each with a mark of what it was made of.
    pub(super) months: BTreeMap<String, (String, Month)>,
    /// The files of the feed of changes by name, likewise.
    #[serde(default)]
    pub(super) changes: BTreeMap<String, (String, ChangesEntry)>,
    /// The feeds.
    #[serde(default)]
    pub(super) feeds: feeds::Written,
    /// The light pages.
    #[serde(default)]
    pub(super) light: light::Written,
    /// Files that are not named any more, and since when (the store's time).
    retired: BTreeMap<String, DateTime<FixedOffset>>,
}

/// The state's file, locked while a publication runs.
pub(super) struct StateFile {
    path: PathBuf,
    _lock: File,
}

impl StateFile {
    /// Takes the folder for this publication.
    pub(super) fn lock(out: &Path) -> Result<Self, PublishError> {
        let beside = |ending: &str| {
            let mut name = out.file_name().unwrap_or_default().to_owned();
            name.push(ending);
            out.with_file_name(name)
        };
        let lock = beside(".publish.lock");
        if let Some(folder) = lock.parent().filter(|f| !f.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(PublishError::file(folder))?;
        }
        let file = File::create(&lock).map_err(PublishError::file(&lock))?;
        file.try_lock().map_err(|_| PublishError::Busy)?;
        Ok(Self {
            path: beside(".publish.json"),
            _lock: file,
        })
    }

    /// Reads the state; an empty one where there is none, or it is of another version.
    pub(super) fn read(&self) -> State {
        let text = std::fs::read(&self.path).unwrap_or_default();
        let state: State = serde_json::from_slice(&text).unwrap_or_default();
        if state.program == program() {
            state
        } else {
            State::default()
        }
    }

    /// Writes the state, all of it or nothing.
    pub(super) fn write(&self, state: &State) -> Result<(), PublishError> {
        let partial = self.path.with_extension("json.partial");
        let text = serde_json::to_vec(state)?;
        let write = || {
            let mut file = File::create(&partial)?;
            file.write_all(&text)?;
            file.sync_all()?;
            std::fs::rename(&partial, &self.path)
        };
        write().map_err(PublishError::file(&self.path))?;
        match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => sync_folder(folder),
            _ => sync_folder(Path::new(".")),
        }
    }
}

impl State {
    /// The state after a publication, and which files have been unnamed for long enough.
    ///
    /// Time is the store's: a publication of the same store does the same on any day.
    pub(super) fn next(
        mut self,
        named: &BTreeSet<String>,
        there: BTreeSet<String>,
        now: DateTime<FixedOffset>,
    ) -> (Self, Vec<String>) {
        let mut retired = BTreeMap::new();
        for path in there.into_iter().filter(|path| !named.contains(path)) {
            let since = self.retired.remove(&path).unwrap_or(now);
            retired.insert(path, since);
        }
        let old = retired
            .iter()
            .filter(|(path, since)| must_go(path) || now - **since > KEPT);
        let gone: Vec<String> = old.map(|(path, _)| path.clone()).collect();
        for path in &gone {
            retired.remove(path);
        }
        self.program = program();
        self.retired = retired;
        (self, gone)
    }
}
