//! Getting a file that the record names: from the device or the network, checked either way.

use crate::platform::cache::{self, Stored};
use crate::platform::net::{self, Freshness};
use crate::platform::storage;
use crate::state::judge::Damage;
use archive::{Bundle, verify};
use record::NoticeId;
use record::site::{self, FileEntry, ROOT};

/// Longest wait for one file, in milliseconds: a month of notices over a poor line.
const TIMEOUT: i32 = 60_000;

/// Why a file could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// It is not on the device, and no answer came.
    Offline,
    /// What came was not it.
    Damaged(Damage),
}

/// Reads a file from the device; `None` where it is not there whole.
pub async fn stored(entry: &FileEntry) -> Option<Stored> {
    let stored = cache::get(&stored_as(&entry.path)).await?;
    verify(&stored.bytes, entry).then_some(stored)
}

/// Reads a file from the device or else from the network, and then keeps it.
pub async fn fetch(entry: &FileEntry) -> Result<Vec<u8>, FileError> {
    if let Some(stored) = stored(entry).await {
        return Ok(stored.bytes);
    }
    let bytes = download(entry).await?;
    // A device that keeps nothing works from memory.
    cache::put(&stored_as(&entry.path), &bytes, None).await;
    Ok(bytes)
}

/// The same for a file of texts in which somebody opens a notice: it is marked as such, and kept
/// through later publications (`keep`). A public screen keeps and marks none.
pub async fn open(entry: &FileEntry, id: NoticeId) -> Result<Vec<u8>, FileError> {
    let here = stored(entry).await;
    if storage::keeps_nothing() {
        return match here {
            Some(stored) => Ok(stored.bytes),
            None => ask(entry, [Freshness::Never; 2]).await,
        };
    }
    let file = match here {
        Some(stored) => stored,
        None => Stored {
            bytes: download(entry).await?,
            tag: None,
        },
    };
    mark(entry, &file, &id.to_string()).await;
    Ok(file.bytes)
}

/// Keeps a file of texts with a mark of each of these opened notices, and the marks that it has;
/// false where the device refuses.
pub async fn mark(entry: &FileEntry, file: &Stored, opened: &str) -> bool {
    let mut marks = file.tag.clone().unwrap_or_default();
    for id in opened.split(' ') {
        if !marks.contains(id) {
            marks = format!("{marks} {id}");
        }
    }
    let same = file.tag.as_ref() == Some(&marks);
    same || cache::put(&stored_as(&entry.path), &file.bytes, Some(&marks)).await
}

/// The file of a bundle.
pub fn of_bundle(bundle: &Bundle) -> FileEntry {
    let sha256 = hex(&bundle.sha256);
    FileEntry {
        path: site::bundle_path(&sha256),
        bytes: bundle.bytes.into(),
        sha256,
    }
}

/// Gets a file from the network, checked.
///
/// A copy of a wrong length or hash may lie in a cache on the way, so it is asked for once more,
/// past all caches, before it counts as damaged.
pub async fn download(entry: &FileEntry) -> Result<Vec<u8>, FileError> {
    ask(entry, [Freshness::Any, Freshness::Reload]).await
}

async fn ask(entry: &FileEntry, ways: [Freshness<'_>; 2]) -> Result<Vec<u8>, FileError> {
    let relative = stored_as(&entry.path);
    let mut damage = Damage::File(entry.path.clone());
    for freshness in ways {
        let answer = net::get(&relative, freshness, TIMEOUT).await;
        let answer = answer.map_err(|_| FileError::Offline)?;
        if answer.status != 200 {
            damage = Damage::Status(answer.status);
        } else if verify(&answer.bytes, entry) {
            return Ok(answer.bytes);
        }
    }
    Err(FileError::Damaged(damage))
}

/// The address of a file of the record, relative to the app's base.
pub fn stored_as(path: &str) -> String {
    format!("{ROOT}{path}")
}

/// A hash as the record writes it.
fn hex(hash: &[u8]) -> String {
    hash.iter().fold(String::new(), |text, byte| {
        let digit = |d: u8| char::from_digit(d.into(), 16).unwrap_or('0');
        text + &digit(byte >> 4).to_string() + &digit(byte & 15).to_string()
    })
}
