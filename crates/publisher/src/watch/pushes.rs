//! Whether pushes still go out, by what the push file says of itself.

use super::memory::Behind;
use super::{Finding, Rules, Stage, span};
use crate::push::{Status, day};
use chrono::{DateTime, FixedOffset};

/// Judges the push file beside a site of a sequence. `before` is since when it lay behind, as the
/// look before saw it.
pub(crate) fn judge(
    status: &Result<Status, String>,
    sequence: Option<u64>,
    before: Option<Behind>,
    rules: &Rules,
    now: DateTime<FixedOffset>,
) -> (Vec<Finding>, Option<Behind>) {
    let alarm = |words: String| Finding::alarm(Stage::Pushes, words);
    let status = match status {
        Ok(status) => status,
        Err(why) => return (vec![alarm(format!("{why}."))], before),
    };
    let mut findings = Vec::new();
    let patience = rules.patience(None);
    let is_old = |since: i64| now.timestamp() - since >= patience.num_seconds();

    let behind = behind(status, sequence, before, now);
    if let Some(Behind { announced, since }) = behind
        && is_old(since.timestamp())
    {
        findings.push(alarm(format!(
            "The push server has announced {announced} and no later sequence, though the site has \
             had one for {} or longer: does `gongkai serve --push` run, over this site's folder?",
            span(patience)
        )));
    }
    if let Some(since) = status.untaken
        && is_old(since)
    {
        findings.push(alarm(format!(
            "A message is due since {} and nobody sends it: does `gongkai serve --push` run?",
            day(since)
        )));
    }
    for service in &status.services {
        let note = match &service.note {
            Some((note, at)) => format!("; {}: {note}", day(*at)),
            None => String::new(),
        };
        let origin = &service.origin;
        if let Some(since) = service.stopped {
            let since = day(since);
            findings.push(alarm(format!("{origin} is stopped since {since}{note}.")));
        } else if let Some(since) = service.failing.filter(|since| is_old(*since)) {
            let since = day(since);
            findings.push(alarm(format!(
                "{origin} has accepted no message since {since}{note}."
            )));
        }
    }
    (findings, behind)
}

/// Since when the push server lies behind. One that moves, though never to the end, is at work.
fn behind(
    status: &Status,
    sequence: Option<u64>,
    before: Option<Behind>,
    now: DateTime<FixedOffset>,
) -> Option<Behind> {
    let announced = status.sequence.unwrap_or(0);
    let Some(sequence) = sequence else {
        return before;
    };
    if announced >= sequence {
        return None;
    }
    // A clock that was set back begins anew.
    let before = before.filter(|b| b.announced == announced && b.since <= now);
    let since = before.map_or(now, |before| before.since);
    Some(Behind { announced, since })
}
