//! Reads JSON Lines of our own schema, from a file or an address: a department's own database.

use super::net::{Ask, HttpNet, Manners, Net};
use super::plan::Progress;
use super::report::{Counts, Outcome, Report, Stop};
use crate::document;
use crate::store::{SourceMeta, Store, StoreError};
use chrono::{DateTime, FixedOffset};
use record::Body;
use record::upstream::{Refusal, Rejected, jsonl};

/// Lines a transaction: a break loses no more than the work of these.
const BATCH: usize = 500;

/// Puts every line. What is not in the file any more stays in the store.
pub(super) fn run(
    store: &mut Store,
    source: &SourceMeta,
    upstream: &str,
    manners: &Manners,
    now: &dyn Fn() -> DateTime<FixedOffset>,
) -> Result<Report, StoreError> {
    let mut counts = Counts::default();
    let kept = store.progress(&source.id)?;
    let kept = kept.and_then(|text| serde_json::from_str::<Progress>(&text).ok());
    let cool_until = kept.and_then(|progress| progress.cool_until);
    // A file asks for no wait.
    let cooling = cool_until.filter(|until| is_address(upstream) && now() < *until);
    let outcome = match cooling {
        Some(until) => Outcome::Cooling(until),
        None => match read(upstream, manners) {
            Ok(text) => put_all(store, source, &text, now, &mut counts)?,
            Err(stop) => Outcome::Stopped(stop),
        },
    };
    if let Some(state) = outcome.state() {
        let now = now();
        let mut progress = Progress::default();
        progress.cool_until = outcome.wait(now);
        let progress = serde_json::to_string(&progress)?;
        store.batch(|batch| {
            batch.set_progress(&source.id, Some(&progress))?;
            batch.checked(source, state, now)
        })?;
    }
    Ok(Report {
        name: source.name.clone(),
        counts,
        notes: Vec::new(),
        outcome,
    })
}

fn put_all(
    store: &mut Store,
    source: &SourceMeta,
    text: &str,
    now: &dyn Fn() -> DateTime<FixedOffset>,
    counts: &mut Counts,
) -> Result<Outcome, StoreError> {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    for lines in lines.chunks(BATCH) {
        let done = store.batch(|batch| {
            let mut done = Vec::new();
            for line in lines {
                let now = now();
                done.push(match jsonl::decode_line(line) {
                    Ok(mut draft) => {
                        // There is no further detail to ask for.
                        draft.complete = true;
                        let body = match draft.html.as_slice() {
                            [] => Body::NotProvided,
                            html => document::from_html(html),
                        };
                        Ok(batch.put(&source.id, &draft, &body, now)?)
                    }
                    Err(rejected) => {
                        batch.reject(&source.id, &rejected, now)?;
                        Err(rejected)
                    }
                });
            }
            Ok(done)
        })?;
        for one in done {
            match one {
                Ok(put) => counts.count(put),
                Err(rejected) => counts.rejected.push(rejected),
            }
        }
    }
    let known = store.count_of(&source.id)?;
    Ok(match counts.rejected.first() {
        _ if counts.met() == 0 && known > 0 => Outcome::NothingThere(known),
        Some(Rejected { reason, .. }) if counts.met() == counts.rejected.len() as u64 => {
            Outcome::Stopped(Stop::Unexpected(format!("no line could be read: {reason}")))
        }
        _ => Outcome::Complete,
    })
}

pub(super) fn is_address(upstream: &str) -> bool {
    upstream.starts_with("http://") || upstream.starts_with("https://")
}

pub(super) fn read(upstream: &str, manners: &Manners) -> Result<String, Stop> {
    if !is_address(upstream) {
        return std::fs::read_to_string(upstream)
            .map_err(|e| Stop::Unreachable(format!("{upstream}: {e}")));
    }
    let mut net = HttpNet::new(upstream, manners).map_err(Stop::Unreachable)?;
    let reply = net.ask(&Ask::get("")).map_err(Stop::Unreachable)?;
    match reply.status {
        200 => String::from_utf8(reply.body).map_err(|_| Stop::Unexpected("no UTF-8".to_owned())),
        429 => Err(Stop::of(Refusal::TooFrequent(None), reply.retry_after)),
        401 | 403 => Err(Stop::Refused(format!("HTTP {}", reply.status))),
        status => Err(Stop::Unexpected(format!("HTTP {status}"))),
    }
}
