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
    if !is_moderate(bytes) {
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

fn is_moderate(bytes: &[u8]) -> bool {
    let Ok(mut packed) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        return false;
    };
    let sizes = (0..packed.len()).map(|at| packed.by_index_raw(at).map(|file| file.size()));
    let sum = sizes.sum::<Result<u64, _>>();
    sum.is_ok_and(|sum| sum <= UNPACKED)
}
