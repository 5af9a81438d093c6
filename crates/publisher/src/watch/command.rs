//! The command line of `watch`: its options, its state file, what it prints and how it ends.

use super::{Finding, Memory, Read, Rules, Seen, Stage, look, over_http, pushes, span};
use chrono::{DateTime, FixedOffset, TimeDelta};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// How it ends where something is silent; 1 is that it could not look.
const SILENT: u8 = 70;
/// What is amiss is looked at once more after this: a publication may just be under way.
const AGAIN: Duration = Duration::from_secs(5);

/// Options of `watch`
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The published site, at the address at which people open the app
    #[arg(long, value_name = "URL")]
    site: String,
    /// How often you sync and publish: 90m, 2h, 1d. What is silent for two of these is told
    #[arg(long, value_name = "TIME", value_parser = time)]
    every: TimeDelta,
    /// A source that must be there and is synced at another interval, as ID=TIME: credit-gd=1d
    #[arg(long = "source", value_name = "ID=TIME", value_parser = own)]
    sources: Vec<(String, TimeDelta)>,
    /// The file given to `serve --push`
    #[arg(long, value_name = "FILE")]
    push: Option<PathBuf>,
    /// Where to keep what was seen, for the next look; made at the first
    #[arg(long, value_name = "FILE")]
    state: PathBuf,
}

/// The `watch` command.
///
/// # Errors
/// If it could not look: an option or the state file is at fault.
pub(crate) fn run(args: Args) -> Result<ExitCode, String> {
    let read = over_http(&args.site)?;
    let rules = Rules {
        every: args.every,
        own: args.sources.into_iter().collect(),
    };
    let last = recall(&args.state)?;
    let now = crate::sync::now();
    let mut seen = twice(&read, last.as_ref(), &rules, now);
    if let Some(file) = &args.push {
        let status = crate::push::status(file, now.timestamp());
        let before = seen.memory.as_ref().and_then(|memory| memory.behind);
        let (findings, behind) = pushes::judge(&status, seen.sequence, before, &rules, now);
        seen.findings.extend(findings);
        if let Some(memory) = &mut seen.memory {
            memory.behind = behind;
        }
    }
    let silent = seen.findings.iter().any(|finding| finding.alarm);
    tell(&seen.findings, seen.sequence, &rules);
    if let Some(memory) = &seen.memory {
        keep(&args.state, memory).map_err(|why| format!("{}: {why}", args.state.display()))?;
    }
    Ok(if silent {
        ExitCode::from(SILENT)
    } else {
        ExitCode::SUCCESS
    })
}

/// A look, and where something is wrong with what is read, another.
fn twice(
    read: &Read<'_>,
    last: Option<&Memory>,
    rules: &Rules,
    now: DateTime<FixedOffset>,
) -> Seen {
    let seen = look(read, last, rules, now);
    let may_pass = |f: &Finding| f.alarm && f.stage != Stage::Sources;
    if !seen.findings.iter().any(may_pass) {
        return seen;
    }
    std::thread::sleep(AGAIN);
    look(read, last, rules, now)
}

/// Alarms go to stderr, the rest to stdout. That nobody listens is no failure.
fn tell(findings: &[Finding], sequence: Option<u64>, rules: &Rules) {
    let (mut out, mut err) = (std::io::stdout(), std::io::stderr());
    for finding in findings {
        let _ = if finding.alarm {
            writeln!(err, "SILENT {finding}")
        } else {
            writeln!(out, "Note {finding}")
        };
    }
    if let Some(sequence) = sequence
        && !findings.iter().any(|finding| finding.alarm)
    {
        let every = span(rules.every);
        let _ = writeln!(out, "All is well at sequence {sequence}, by {every}.");
    }
}

/// What the look before left. A file that is no state of ours counts as none, and is said.
fn recall(file: &Path) -> Result<Option<Memory>, String> {
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(format!("{}: {e}", file.display())),
    };
    match serde_json::from_slice(&bytes) {
        Ok(memory) => Ok(Some(memory)),
        Err(why) => {
            let name = file.display();
            println!("Note: {name} is damaged and is made anew ({why}).");
            Ok(None)
        }
    }
}

/// Replaces the state file: whole, or not at all.
fn keep(file: &Path, memory: &Memory) -> std::io::Result<()> {
    let folder = file.parent().filter(|f| !f.as_os_str().is_empty());
    let mut partial = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    serde_json::to_writer(&mut partial, memory)?;
    partial.as_file().sync_all()?;
    partial.persist(file)?;
    Ok(())
}

/// Reads a time: a number and `m`, `h` or `d`.
fn time(text: &str) -> Result<TimeDelta, String> {
    let wrong = || format!("{text:?} is no time: 90m, 2h or 1d, and at most 366d");
    let (at, unit) = text.char_indices().last().ok_or_else(wrong)?;
    let number: u32 = text[..at].parse().map_err(|_| wrong())?;
    let minutes = match unit {
        'm' => 1,
        'h' => 60,
        'd' => 1440,
        _ => return Err(wrong()),
    };
    let minutes = i64::from(number) * minutes;
    let fits = (1..=366 * 1440).contains(&minutes);
    fits.then(|| TimeDelta::minutes(minutes)).ok_or_else(wrong)
}

/// Reads a source and its time.
fn own(text: &str) -> Result<(String, TimeDelta), String> {
    let (id, of) = text.split_once('=').ok_or("expected ID=TIME")?;
    Ok((id.to_owned(), time(of)?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn a_time_is_a_number_and_a_unit() {
        let read = |text| time(text).map(span);
        assert_eq!(read("90m").unwrap(), "90 min");
        assert_eq!(read("120m").unwrap(), "2 h");
        assert_eq!(own("credit-gd=24h").unwrap().1, TimeDelta::days(1));
        for bad in [
            "",
            "h",
            "2",
            "0h",
            "-2h",
            "2 h",
            "2w",
            "400d",
            "99999999999h",
            "２h",
        ] {
            assert!(time(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_damaged_state_costs_an_interval_and_no_look() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state.json");
        assert_eq!(recall(&file), Ok(None));
        std::fs::write(&file, "{").unwrap();
        assert_eq!(recall(&file), Ok(None));
        let memory = Memory {
            dataset: record::site::Dataset::Live,
            sequence: 7,
            followed: None,
            behind: None,
        };
        keep(&file, &memory).unwrap();
        assert_eq!(recall(&file), Ok(Some(memory)));
        assert!(recall(folder.path()).is_err(), "a folder is no state");
    }
}
