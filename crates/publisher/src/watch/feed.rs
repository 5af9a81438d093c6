//! The canary: a subscription to everything, run over the site's feed by the same code as on every
//! device. Whoever follows everything must be told of everything, and of everything that came.

use super::files::Files;
use super::memory::{Followed, recent_from};
use super::{Finding, Stage};
use archive::matches;
use chrono::{NaiveDate, NaiveDateTime};
use record::NoticeId;
use record::follow::{Classes, Cursor, Following, Match, News, Subscription, Target};
use record::site::{ChangesEntry, Manifest};
use std::collections::{BTreeMap, BTreeSet};

/// Follows the feed from where the look before ended; without one, what its newest files tell.
pub(super) fn judge(
    manifest: &Manifest,
    files: &mut Files<'_>,
    last: Option<&Followed>,
    now: NaiveDateTime,
) -> Vec<Finding> {
    let oldest = files.entries.last().map(|entry| entry.first - 1);
    let since = last.map(|last| last.cursor).or(oldest);
    let since = since.unwrap_or(manifest.sequence);
    let mut findings = Vec::new();
    let mut alarm = |words: String| findings.push(Finding::alarm(Stage::Feed, words));

    let mut canary = canary(manifest, since, now);
    let matches = matches(&canary, &files.changes, since);
    let told: BTreeSet<u64> = matches.iter().map(|found| found.sequence).collect();
    let listed = listed(files, since);
    if told.len() != listed {
        alarm(format!(
            "The manifest lists {listed} changes after sequence {since}, and who follows \
             everything finds {}.",
            told.len()
        ));
    }
    let groups: BTreeSet<(&str, u8)> = matches.iter().map(group).collect();
    let groups = groups.len();
    let news = News {
        dataset: manifest.instance.dataset,
        sequence: manifest.sequence,
        floor: manifest.changes_after,
        matches,
        held: None,
    };
    let alerts = canary.take(news, now).alerts as usize;
    if alerts != groups {
        alarm(format!(
            "{groups} alerts should come of the changes after sequence {since}, and {alerts} did."
        ));
    }

    let named = named(files, since);
    let mut lost = named
        .iter()
        .filter(|(id, (day, _))| !files.holds(**id, *day));
    if let Some((id, (_, title))) = lost.next() {
        let more = lost.count();
        alarm(format!(
            "The feed tells of {id} ({title}), which is in no pack{}.",
            and_more(more)
        ));
    }

    let Some(last) = last else { return findings };
    if manifest.changes_after > since {
        findings.push(Finding::note(
            Stage::Feed,
            format!(
                "The feed tells nothing before sequence {}, and was read to {since}: whoever \
                 follows is told that something may have been missed.",
                manifest.changes_after
            ),
        ));
        return findings;
    }
    let came = files.published_since(recent_from(manifest, Some(last)));
    let is_untold =
        |(id, _): &(&NoticeId, &String)| !last.recent.contains(id) && !named.contains_key(id);
    let mut untold = came.iter().filter(is_untold);
    if let Some((id, title)) = untold.next() {
        findings.push(Finding::alarm(
            Stage::Feed,
            format!(
                "{id} ({title}) came after sequence {since} and the feed tells nobody{}. When you \
                 have seen to it, delete the state file to go on from there.",
                and_more(untold.count())
            ),
        ));
    }
    findings
}

/// Who follows everything, and was told all up to a sequence.
fn canary(manifest: &Manifest, since: u64, now: NaiveDateTime) -> Following {
    let mut following = Following {
        cursor: Some(Cursor {
            dataset: manifest.instance.dataset,
            sequence: since,
        }),
        ..Following::default()
    };
    let everything = Subscription {
        id: 0,
        name: String::new(),
        target: Target::Search(String::new()),
        classes: Classes::OF_NOTICES,
        created: now,
        since,
        muted_until: None,
    };
    following.subscribe(everything, None);
    following
}

/// How many changes after a sequence there are by the manifest's counts; of a file that was told
/// in part before, by the file.
fn listed(files: &Files<'_>, since: u64) -> usize {
    let files = files.entries.iter().zip(&files.changes);
    let count = |(entry, changes): (&&ChangesEntry, &archive::Changes)| {
        if entry.first > since {
            entry.count as usize
        } else {
            let after = changes.iter().filter(|change| change.sequence > since);
            after.count()
        }
    };
    files.map(count).sum()
}

/// The notices that changed after a sequence, as they were last.
fn named(files: &Files<'_>, since: u64) -> BTreeMap<NoticeId, (NaiveDate, String)> {
    let mut named = BTreeMap::new();
    // Newest first, and in each file every notice as it was last.
    for change in files.changes.iter().flat_map(|changes| changes.iter()) {
        if change.sequence > since {
            let notice = change.notice;
            let facts = (notice.published.date(), notice.title);
            named.entry(notice.id).or_insert(facts);
        }
    }
    named
}

/// What comes as one alert.
fn group(found: &Match) -> (&str, u8) {
    (&found.project, found.class as u8)
}

fn and_more(more: usize) -> String {
    match more {
        0 => String::new(),
        more => format!("; and {more} more"),
    }
}
