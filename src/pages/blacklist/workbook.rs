//! The cells of an XLSX file. The reader is large, so it is a part of the app's WebAssembly of its
//! own, which comes when somebody opens such a file (`pages::apart` says how).

use super::rows::Unread;
use leptos::wasm_split::SplitLoaderError;

/// Cells of a row that are looked at.
const WIDEST: u32 = 200;
/// Rows that are read; a sheet may have a million.
const LONGEST: usize = 50_000;
/// Bytes that the file may unpack to: a small file can hold endless ones.
const UNPACKED: u64 = 100_000_000;

/// The first bytes of a file that is packed as XLSX is.
pub const MARK: &[u8] = b"PK\x03\x04";

type Reader = fn(&[u8]) -> Option<Vec<Vec<String>>>;

/// Reads the first sheet that has cells.
///
/// # Errors
/// If the reader did not come, or the file is no XLSX.
pub async fn table(bytes: &[u8]) -> Result<Vec<Vec<String>>, Unread> {
    let read = load::load().await.map_err(|_| Unread::NoReader)?;
    read(bytes).ok_or(Unread::Unreadable)
}

#[cfg(split_pages)]
#[allow(
    unsafe_code,
    improper_ctypes_definitions,
    reason = "the macro calls the part through its exports; both are of one compilation"
)]
mod load {
    use super::{Reader, SplitLoaderError, read};

    /// Loads the reader.
    #[leptos::wasm_split::wasm_split(sheets, wasm_split_path = leptos::wasm_split, fallible)]
    pub(super) fn load() -> Result<Reader, SplitLoaderError> {
        Ok(read)
    }
}

#[cfg(not(split_pages))]
mod load {
    use super::{Reader, SplitLoaderError, read};

    /// Nothing to load: this build is in one piece.
    #[allow(clippy::unused_async, reason = "as in the split build")]
    pub(super) async fn load() -> Result<Reader, SplitLoaderError> {
        Ok(read)
    }
}

fn read(bytes: &[u8]) -> Option<Vec<Vec<String>>> {
    use calamine::{Reader as _, Xlsx};
    use std::io::Cursor;
    if !is_moderate(bytes, UNPACKED) {
        return None;
    }
    let mut book = Xlsx::new(Cursor::new(bytes)).ok()?;
    for name in book.sheet_names() {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut last = None;
        // Cell by cell: a table over all of them would be as large as the farthest is far.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
            continue;
        };
        while let Some(cell) = cells.next_cell().ok()? {
            let (row, column) = cell.get_position();
            let text = calamine::Data::from(cell.get_value().clone()).to_string();
            if text.trim().is_empty() || column >= WIDEST {
                continue;
            }
            if last != Some(row) {
                last = Some(row);
                rows.push(Vec::new());
            }
            if rows.len() > LONGEST {
                break;
            }
            if let Some(cells) = rows.last_mut() {
                cells.resize(cells.len().max(column as usize + 1), String::new());
                cells[column as usize] = text;
            }
        }
        if !rows.is_empty() {
            return Some(rows);
        }
    }
    None
}

/// Whether the file unpacks to no more than so many bytes. It is unpacked for that, and thrown
/// away: what a file says of its size may be a lie.
fn is_moderate(bytes: &[u8], most: u64) -> bool {
    use std::io::{Cursor, Read as _, copy, sink};
    let Ok(mut packed) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return false;
    };
    let mut left = most;
    (0..packed.len()).all(|at| {
        let Ok(file) = packed.by_index(at) else {
            return false;
        };
        let size = copy(&mut file.take(left + 1), &mut sink());
        let rest = size.ok().and_then(|size| left.checked_sub(size));
        left = rest.unwrap_or_default();
        rest.is_some()
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use std::io::{Cursor, Write};
    use zip::write::{SimpleFileOptions, ZipWriter};

    /// A packed file of two files of so many zeros.
    fn packed(zeros: usize) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        for name in ["xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
            writer.start_file(name, options).unwrap();
            writer.write_all(&vec![0; zeros]).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_unpacks_to_too_much_is_not_opened_whatever_it_says_of_its_size() {
        assert!(is_moderate(&packed(500), 1_000));
        assert!(
            !is_moderate(&packed(501), 1_000),
            "together they are too much"
        );
        let honest = packed(100_000);
        assert!(honest.len() < 1_000 && !is_moderate(&honest, 1_000));
        // The sizes in both kinds of heads, made small.
        let size = 100_000_u32.to_le_bytes();
        let mut lying = honest.clone();
        let places: Vec<_> = (0..lying.len() - 4)
            .filter(|at| lying[*at..at + 4] == size)
            .collect();
        assert!(places.len() >= 2);
        for at in places {
            lying[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
        assert!(!is_moderate(&lying, 1_000));
        for odd in [&b""[..], MARK, b"PK\x05\x06", &honest[..honest.len() / 2]] {
            assert!(!is_moderate(odd, 1_000));
            assert_eq!(read(odd), None);
        }
    }
}
