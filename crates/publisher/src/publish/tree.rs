//! Writes files so that a reader, or a run after a crash, meets whole ones only.
//!
//! A file is written elsewhere, through to the disk, and renamed into place.

use super::PublishError;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// A folder being published into.
pub(super) struct Tree {
    root: PathBuf,
    /// Where files grow before they are renamed; on the same file system.
    partial: PathBuf,
    next: AtomicU64,
    /// Folders that got an entry that may not be on the disk yet.
    touched: Mutex<BTreeSet<PathBuf>>,
}

/// How hard to compress.
#[derive(Clone, Copy)]
pub(super) enum Effort {
    /// For what every visitor loads.
    Most,
    /// For details, which are thousands of files of which a visitor loads one.
    Some,
}

impl Tree {
    /// Opens a folder, made if it is not there; what an interrupted run left half-written goes.
    pub(super) fn open(root: &Path) -> Result<Self, PublishError> {
        let partial = root.join(".partial");
        match fs::remove_dir_all(&partial) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(PublishError::file(&partial)(e));
            }
            _ => {}
        }
        fs::create_dir_all(&partial).map_err(PublishError::file(&partial))?;
        Ok(Self {
            root: root.to_path_buf(),
            partial,
            next: AtomicU64::new(0),
            touched: Mutex::default(),
        })
    }

    /// Puts a file with its compressed copies in place, the copies first: once the file itself is
    /// there, all three are. Leaves alone what is there already.
    pub(super) fn put(&self, path: &str, bytes: &[u8], effort: Effort) -> Result<(), PublishError> {
        let is_there = self.holds(path, bytes);
        for (ending, compress) in [("br", brotli as Compress), ("gz", gzip)] {
            let copy = format!("{path}.{ending}");
            if !(is_there && self.exists(&copy)) {
                let compressed =
                    compress(bytes, effort).map_err(PublishError::file(copy.as_ref()))?;
                self.put_plain(&copy, &compressed)?;
            }
        }
        if is_there {
            return Ok(());
        }
        self.put_plain(path, bytes)
    }

    /// Puts one file in place, unless just these bytes are there.
    pub(super) fn put_plain(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        if self.holds(path, bytes) {
            return Ok(());
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let partial = self.partial.join(number.to_string());
        let write = || {
            let mut file = File::create(&partial)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(PublishError::file(&partial))?;
        let target = self.root.join(path);
        self.make_folder(target.parent().unwrap_or(&self.root))?;
        fs::rename(&partial, &target).map_err(PublishError::file(&target))
    }

    /// Puts a file that changes in place, alone: a compressed copy beside it could outlive it.
    pub(super) fn put_mutable(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        for ending in ["br", "gz"] {
            self.remove(&format!("{path}.{ending}"))?;
        }
        self.put_plain(path, bytes)
    }

    fn make_folder(&self, folder: &Path) -> Result<(), PublishError> {
        fs::create_dir_all(folder).map_err(PublishError::file(folder))?;
        let inside = folder.ancestors().take_while(|f| f.starts_with(&self.root));
        let mut touched = self.touched.lock().unwrap_or_else(|e| e.into_inner());
        touched.extend(inside.map(Path::to_path_buf));
        Ok(())
    }

    /// Returns once everything put so far is on the disk under its name.
    pub(super) fn settle(&self) -> Result<(), PublishError> {
        let mut touched = self.touched.lock().unwrap_or_else(|e| e.into_inner());
        for folder in std::mem::take(&mut *touched) {
            sync_folder(&folder)?;
        }
        Ok(())
    }

    pub(super) fn exists(&self, path: &str) -> bool {
        self.root.join(path).is_file()
    }

    /// Whether a file of this length is there, with its copies.
    pub(super) fn has_whole(&self, path: &str, bytes: u64) -> bool {
        let length = fs::metadata(self.root.join(path)).map(|m| m.len());
        length.is_ok_and(|l| l == bytes)
            && ["br", "gz"]
                .iter()
                .all(|e| self.exists(&format!("{path}.{e}")))
    }

    pub(super) fn read(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.root.join(path)).ok()
    }

    /// Reads what has been put.
    pub(super) fn must_read(&self, path: &str) -> Result<Vec<u8>, PublishError> {
        let path = self.root.join(path);
        fs::read(&path).map_err(PublishError::file(&path))
    }

    fn holds(&self, path: &str, bytes: &[u8]) -> bool {
        let length = fs::metadata(self.root.join(path)).map(|m| m.len());
        length.is_ok_and(|l| l == bytes.len() as u64) && self.read(path).is_some_and(|b| b == bytes)
    }

    /// Removes a file and its copies. That one is gone already is fine.
    pub(super) fn remove(&self, path: &str) -> Result<(), PublishError> {
        // The file first: copies without it are healed or removed by a later run.
        for ending in ["", ".br", ".gz"] {
            let file = self.root.join(format!("{path}{ending}"));
            match fs::remove_file(&file) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                    return Err(PublishError::file(&file)(e));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The paths of all files below a folder but compressed copies.
    pub(super) fn list(&self, folder: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut edge = vec![self.root.join(folder)];
        while let Some(folder) = edge.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                let name = path.strip_prefix(&self.root).ok().and_then(Path::to_str);
                match name {
                    _ if path.is_dir() => edge.push(path),
                    Some(name) if !name.ends_with(".br") && !name.ends_with(".gz") => {
                        found.insert(name.to_owned());
                    }
                    _ => {}
                }
            }
        }
        found
    }

    /// The names of the files that lie in the folder itself, but compressed copies.
    pub(super) fn list_here(&self) -> Vec<String> {
        let all = fs::read_dir(&self.root).into_iter().flatten().flatten();
        let files = all.filter(|entry| entry.path().is_file());
        let names = files.filter_map(|entry| entry.file_name().into_string().ok());
        let names = names.filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"));
        names.collect()
    }

    /// Ends the work: nothing half-written stays.
    pub(super) fn close(self) -> Result<(), PublishError> {
        fs::remove_dir_all(&self.partial).map_err(PublishError::file(&self.partial))
    }
}

pub(super) fn sync_folder(folder: &Path) -> Result<(), PublishError> {
    let sync = || File::open(folder)?.sync_all();
    sync().map_err(PublishError::file(folder))
}

type Compress = fn(&[u8], Effort) -> std::io::Result<Vec<u8>>;

fn brotli(bytes: &[u8], effort: Effort) -> std::io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: match effort {
            Effort::Most => 11,
            Effort::Some => 5,
        },
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}

fn gzip(bytes: &[u8], effort: Effort) -> std::io::Result<Vec<u8>> {
    let level = match effort {
        Effort::Most => flate2::Compression::best(),
        Effort::Some => flate2::Compression::default(),
    };
    let mut out = flate2::write::GzEncoder::new(Vec::new(), level);
    out.write_all(bytes)?;
    out.finish()
}
