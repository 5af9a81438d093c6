//! The `push` command: what operators ask of the push file while `serve` runs, or not.

use super::registry::{Registry, Service, Status};
use super::system_clock;
use chrono::{DateTime, FixedOffset};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Options of `push`
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Say how sending goes; ends with 1 where a push service is stopped
    Status {
        /// The file given to `serve --push`
        #[arg(long, value_name = "FILE")]
        push: PathBuf,
    },
    /// Send again to a push service that was stopped
    Resume {
        /// The file given to `serve --push`
        #[arg(long, value_name = "FILE")]
        push: PathBuf,
        /// The push service's host, as `status` names it
        host: String,
    },
}

/// The `push` command.
pub(crate) fn run(args: Args) -> Result<ExitCode, String> {
    match args.what {
        What::Status { push } => {
            let now = system_clock()();
            let status = status(&push, now)?;
            print!("{}", words(&status, now));
            let stopped = status.services.iter().any(|s| s.stopped.is_some());
            Ok(if stopped {
                ExitCode::FAILURE
            } else {
                ExitCode::SUCCESS
            })
        }
        What::Resume { push, host } => {
            if !open(&push)?.resume(&host).map_err(|e| e.to_string())? {
                return Err(format!(
                    "No push service {host} is known; `status` lists them."
                ));
            }
            println!("Sending to {host} again.");
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn open(file: &Path) -> Result<Registry, String> {
    Registry::open_existing(file).map_err(|why| format!("{}: {why}", file.display()))
}

/// How sending goes, by a push file that must be there; `now` in Unix seconds.
///
/// # Errors
/// If the file cannot be read; one sentence.
pub(crate) fn status(file: &Path, now: i64) -> Result<Status, String> {
    open(file)?.status(now).map_err(|e| e.to_string())
}

/// The status in plain words.
fn words(status: &Status, now: i64) -> String {
    let mut out = String::new();
    let Status {
        confirmed,
        pending,
        due,
        later,
        ..
    } = status;
    let _ = writeln!(
        out,
        "Registrations: {confirmed}; {pending} more wait for their echo."
    );
    let _ = writeln!(
        out,
        "Messages: {due} due; {later} wait for their hour or another try."
    );
    let _ = match status.sequence {
        Some(sequence) => writeln!(out, "Announced: the publication of sequence {sequence}."),
        None => writeln!(out, "Announced: nothing yet."),
    };
    for service in &status.services {
        service_words(service, now, &mut out);
    }
    out
}

fn service_words(service: &Service, now: i64, out: &mut String) {
    let _ = write!(
        out,
        "{}: {} registrations",
        service.origin, service.confirmed
    );
    if let Some(since) = service.stopped {
        let _ = write!(out, "; STOPPED since {}", day(since));
    } else if service.not_before > now {
        let _ = write!(out, "; paused until {}", day(service.not_before));
    }
    if let Some((note, at)) = &service.note {
        let _ = write!(out, "; {}: {note}", day(*at));
    }
    let Service {
        queued, accepted, ..
    } = service;
    let _ = write!(out, "; {accepted} of {queued} messages accepted");
    if let Some(at) = service.accepted_at {
        let _ = write!(out, ", the last {}", day(at));
    }
    if let Some(since) = service.failing {
        let _ = write!(out, "; NONE accepted since {}", day(since));
    }
    if service.given_up > 0 {
        let _ = write!(out, "; {} messages ended unsent", service.given_up);
    }
    let _ = writeln!(out, ".");
}

/// Beijing time, to the minute.
pub(crate) fn day(seconds: i64) -> String {
    let beijing = FixedOffset::east_opt(8 * 3600);
    let at = DateTime::from_timestamp(seconds, 0).zip(beijing);
    at.map_or_else(String::new, |(at, zone)| {
        at.with_timezone(&zone).format("%F %H:%M").to_string()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stopped_service_is_said_with_its_reason() {
        let service = |origin: &str, stopped| Service {
            origin: origin.into(),
            confirmed: 3,
            stopped,
            not_before: 1_795_654_860,
            note: Some(("it answered 403: BadJwtToken".into(), 1_795_654_800)),
            queued: 9,
            accepted: 5,
            accepted_at: stopped.map(|at: i64| at - 3600),
            failing: stopped,
            given_up: 2,
        };
        let status = Status {
            confirmed: 6,
            pending: 1,
            due: 2,
            later: 4,
            untaken: None,
            sequence: Some(4211),
            services: vec![
                service("https://a.example", Some(1_795_654_800)),
                service("https://b.example", None),
            ],
        };
        assert_eq!(
            words(&status, 1_795_654_801),
            "Registrations: 6; 1 more wait for their echo.\n\
             Messages: 2 due; 4 wait for their hour or another try.\n\
             Announced: the publication of sequence 4211.\n\
             https://a.example: 3 registrations; STOPPED since 2026-11-26 09:00; \
             2026-11-26 09:00: it answered 403: BadJwtToken; 5 of 9 messages accepted, the last \
             2026-11-26 08:00; NONE accepted since 2026-11-26 09:00; 2 messages ended unsent.\n\
             https://b.example: 3 registrations; paused until 2026-11-26 09:01; \
             2026-11-26 09:00: it answered 403: BadJwtToken; 5 of 9 messages accepted; 2 messages ended unsent.\n"
        );
    }
}
