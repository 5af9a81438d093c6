//! Whether bytes are the file that the record names.

use record::site::FileEntry;
use sha2::{Digest, Sha256};

/// Whether bytes have the length and the SHA-256 of an entry. Nothing is read before this.
pub fn verify(bytes: &[u8], entry: &FileEntry) -> bool {
    bytes.len() as u64 == entry.bytes && format!("{:x}", Sha256::digest(bytes)) == entry.sha256
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_and_hash_must_both_fit() {
        let entry = |bytes, sha256: &str| FileEntry {
            path: String::new(),
            bytes,
            sha256: sha256.into(),
        };
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert!(verify(b"abc", &entry(3, hash)));
        assert!(!verify(b"abd", &entry(3, hash)));
        assert!(!verify(b"abc", &entry(4, hash)));
        assert!(!verify(b"abc", &entry(3, "")));
    }
}
