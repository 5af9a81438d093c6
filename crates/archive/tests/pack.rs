//! A pack gives back exactly what went in, and survives whatever bytes come.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test may end here")]

mod support;

use archive::{Bundle, Pack, PackError, encode};
use proptest::prelude::*;
use support::{a_few, notices};

fn bundles(rows: usize) -> Vec<Bundle> {
    (0..rows / 3)
        .map(|n| Bundle {
            rows: 3,
            bytes: n as u32 * 1000,
            sha256: [n as u8; 32],
        })
        .collect()
}

proptest! {
    #[test]
    fn a_pack_gives_back_what_went_in(notices in notices(40)) {
        let bundles = bundles(notices.len());
        let bytes = encode(&notices, &bundles);
        prop_assert_eq!(&bytes, &encode(&notices, &bundles));
        let pack = Pack::decode(&bytes).unwrap();
        prop_assert_eq!(pack.len() as usize, notices.len());
        for (row, notice) in notices.iter().enumerate() {
            prop_assert_eq!(&pack.notice(row as u32), notice);
            prop_assert_eq!(pack.find(notice.id), Some(row as u32));
            prop_assert_eq!(pack.bundle_of(row as u32), bundles.get(row / 3));
        }
    }

    #[test]
    fn a_changed_pack_ends_in_a_pack_or_an_error(
        notices in notices(12),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = encode(&notices, &bundles(notices.len()));
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        read_all(&bytes);
    }

    #[test]
    fn a_pack_with_a_part_taken_out_or_put_in_ends(
        notices in notices(12),
        cut: prop::sample::Index, length in 0..40_usize, put: Vec<u8>,
    ) {
        let mut bytes = encode(&notices, &[]);
        let at = cut.index(bytes.len());
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, put);
        read_all(&bytes);
    }

    #[test]
    fn any_bytes_end(tail: Vec<u8>) {
        let mut bytes = b"GKPK\x01".to_vec();
        bytes.extend(tail);
        read_all(&bytes);
    }
}

/// What can be read must be usable in full.
fn read_all(bytes: &[u8]) {
    if let Ok(pack) = Pack::decode(bytes) {
        for row in 0..pack.len() {
            let notice = pack.notice(row);
            assert_eq!(pack.find(notice.id), Some(row));
            let _ = pack.bundle_of(row);
        }
    }
}

#[test]
fn every_cut_is_an_error() {
    let notices = a_few(20);
    let bytes = encode(&notices, &bundles(20));
    for end in 0..bytes.len() {
        assert!(Pack::decode(&bytes[..end]).is_err(), "cut at {end}");
    }
    let longer = [&bytes[..], b"\n"].concat();
    assert_eq!(
        Pack::decode(&longer).unwrap_err(),
        PackError::Invalid("end")
    );
}

#[test]
fn bad_headers_are_named() {
    assert_eq!(Pack::decode(b"").unwrap_err(), PackError::Truncated);
    assert_eq!(Pack::decode(b"<html>...").unwrap_err(), PackError::NotAPack);
    assert_eq!(
        Pack::decode(b"GKPK\x03").unwrap_err(),
        PackError::Version(3)
    );
}

#[test]
fn a_huge_count_is_refused_before_anything_is_made() {
    let huge = b"GKPK\x02\xff\xff\xff\xff\x0f and then little";
    assert_eq!(Pack::decode(huge).unwrap_err(), PackError::Truncated);
}

#[test]
fn text_that_is_not_utf_8_is_refused() {
    let mut bytes = encode(&a_few(3), &[]);
    let last = bytes.len() - 2;
    bytes[last] = 0xff;
    assert_eq!(
        Pack::decode(&bytes).unwrap_err(),
        PackError::Invalid("text")
    );
}

#[test]
fn rows_out_of_order_and_ids_twice_are_refused() {
    let mut notices = a_few(3);
    notices.reverse();
    assert!(Pack::decode(&encode(&notices, &[])).is_err());
    notices.reverse();
    notices[2].id = notices[0].id;
    assert!(Pack::decode(&encode(&notices, &[])).is_err());
}

#[test]
fn a_bundle_beyond_the_rows_is_refused() {
    let bytes = encode(&a_few(2), &bundles(3));
    assert_eq!(
        Pack::decode(&bytes).unwrap_err(),
        PackError::Invalid("bundles")
    );
}

/// Fails when the bytes of a pack change: then the version must too, for packs lie on devices.
#[test]
fn the_format_is_pinned() {
    let bytes = encode(&a_few(20), &bundles(20));
    let entry = record::site::FileEntry {
        path: String::new(),
        bytes: bytes.len() as u64,
        sha256: "180bf92fee4b4de578011e345479184feb484080b00df86c3798a94ed1a9858d".into(),
    };
    assert!(archive::verify(&bytes, &entry));
}
