//! Getting a file that the record names: from the device or the network, checked either way.

use crate::platform::net::Freshness;
use crate::platform::{cache, net, storage};
use crate::state::judge::Damage;
use archive::verify;
use record::site::{FileEntry, ROOT};

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
pub async fn stored(entry: &FileEntry) -> Option<Vec<u8>> {
    let stored = cache::get(&stored_as(&entry.path)).await?;
    verify(&stored.bytes, entry).then_some(stored.bytes)
}

/// Reads a file from the device or else from the network, and then keeps it with a tag.
pub async fn fetch(entry: &FileEntry, tag: Option<&str>) -> Result<Vec<u8>, FileError> {
    if let Some(bytes) = stored(entry).await {
        return Ok(bytes);
    }
    // A public screen keeps no file with a tag: it is the one that somebody looked at.
    if tag.is_some() && storage::keeps_nothing() {
        return ask(entry, [Freshness::Never; 2]).await;
    }
    let bytes = download(entry).await?;
    // A device that keeps nothing works from memory.
    cache::put(&stored_as(&entry.path), &bytes, tag).await;
    Ok(bytes)
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
pub fn hex(hash: &[u8]) -> String {
    hash.iter().fold(String::new(), |text, byte| {
        let digit = |d: u8| char::from_digit(d.into(), 16).unwrap_or('0');
        text + &digit(byte >> 4).to_string() + &digit(byte & 15).to_string()
    })
}
