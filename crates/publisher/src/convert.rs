//! `convert`: recorded rows of other shapes into JSON Lines of our own schema, once. Knows no
//! field names; [`record::upstream::recorded`] does.

use record::upstream::{Draft, Rejected, recorded};
use std::io::Write;
use std::path::PathBuf;

/// Options of `convert`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose rows they are
    #[arg(long, value_enum)]
    from: From,
    /// The recorded rows, one JSON object a line
    file: PathBuf,
}

/// The recordings.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum From {
    Yichang,
    Jiangxi,
}

/// Why a conversion failed.
#[derive(Debug, thiserror::Error)]
pub enum ConvertError {
    /// The file cannot be read.
    #[error("{0}: {1}")]
    File(PathBuf, std::io::Error),
    /// The lines cannot be written.
    #[error("cannot write: {0}")]
    Write(#[from] std::io::Error),
    /// A row cannot be read; the others are written.
    #[error("{0} rows could not be read, the first in line {1}: {2}")]
    Rows(usize, usize, String),
}

/// The `convert` command: writes to standard output.
///
/// # Errors
/// If the file cannot be read, or a row of it.
pub fn run(args: Args) -> Result<(), ConvertError> {
    let rows = std::fs::read_to_string(&args.file)
        .map_err(|error| ConvertError::File(args.file, error))?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    convert(args.from, &rows, &mut out)?;
    Ok(out.flush()?)
}

fn convert(from: From, rows: &str, out: &mut impl Write) -> Result<(), ConvertError> {
    let read: fn(&str) -> Result<Draft, Rejected> = match from {
        From::Yichang => recorded::yichang,
        From::Jiangxi => recorded::jiangxi,
    };
    let mut failed: Vec<(usize, String)> = Vec::new();
    for (number, line) in rows.lines().enumerate() {
        match read(line) {
            Ok(draft) => {
                serde_json::to_writer(&mut *out, &draft).map_err(std::io::Error::from)?;
                out.write_all(b"\n")?;
            }
            Err(rejected) => failed.push((number + 1, rejected.reason)),
        }
    }
    let count = failed.len();
    match failed.into_iter().next() {
        None => Ok(()),
        Some((line, reason)) => Err(ConvertError::Rows(count, line, reason)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use record::upstream::jsonl;

    macro_rules! real {
        ($name:literal) => {
            include_str!(concat!("../../../tests/data/real/", $name))
        };
    }

    #[test]
    fn the_kept_lines_are_what_the_recorded_rows_give() {
        for (from, rows, kept, count) in [
            (
                From::Yichang,
                real!("notices-yichang-candidates.jsonl"),
                real!("yichang.drafts.jsonl"),
                1966,
            ),
            (
                From::Jiangxi,
                real!("notices-jiangxi.jsonl"),
                real!("jiangxi.drafts.jsonl"),
                108,
            ),
        ] {
            let mut written = Vec::new();
            convert(from, rows, &mut written).unwrap();
            assert!(
                written == kept.as_bytes(),
                "{from:?}: run `gongkai convert` again"
            );
            let drafts: Result<Vec<Draft>, Rejected> =
                kept.lines().map(jsonl::decode_line).collect();
            assert_eq!(drafts.unwrap().len(), count);
        }
    }

    #[test]
    fn an_unreadable_row_is_named_and_the_others_are_written() {
        let rows = "{}\n{\"noticeId\":\"a\",\"title\":\"t\",\"publishTime\":\"2026-03-31\"}\n";
        let mut written = Vec::new();
        let error = convert(From::Jiangxi, rows, &mut written).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("1 rows could not be read, the first in line 1: noticeId")
        );
        assert_eq!(written.iter().filter(|b| **b == b'\n').count(), 1);
    }
}
