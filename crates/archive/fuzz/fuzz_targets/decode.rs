//! Whatever the bytes are: an error, or a pack that can be used in full.
#![no_main]

use archive::{Archive, Pack};
use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use record::{Regions, Search};

fuzz_target!(|bytes: &[u8]| {
    let Ok(pack) = Pack::decode(bytes) else {
        return;
    };
    for row in 0..pack.len() {
        assert_eq!(pack.find(pack.notice(row).id), Some(row));
        let _ = pack.bundle_of(row);
    }
    let rows = pack.len();
    let mut archive = Archive::new();
    archive.insert(String::new(), pack);
    let search = Search::default();
    let found = archive.search(&search, &Regions::default(), NaiveDate::MIN, 0, 10);
    assert_eq!(found.total, rows);
});
