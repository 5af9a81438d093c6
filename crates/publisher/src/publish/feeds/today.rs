//! The feeds as they may be sent today. Between two publications the files stand still while
//! entries end, so whoever serves them asks here first; nothing is written.

use super::atom::put;
use super::debarments::{Event, csv, entry, entry_id, table};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use record::When;
use record::debarment::{Debarment, DebarmentList, ListSource};
use record::site::{self, Dataset};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The table, read back.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Written {
    generated_at: DateTime<FixedOffset>,
    dataset: Dataset,
    sources: Value,
}

/// The bytes of a feed in place of its file; `None` where the file holds nobody who may not be
/// named today, or is no feed of the list.
pub(crate) fn today(folder: &Path, name: &str, today: NaiveDate) -> Option<Vec<u8>> {
    let ending = name.strip_prefix(site::DEBARMENTS)?.strip_prefix('.')?;
    let file = |ending: &str| std::fs::read(folder.join(format!("{}.{ending}", site::DEBARMENTS)));
    let written: Written = serde_json::from_slice(&file("json").ok()?).ok()?;
    let before = list(written.sources)?;
    let mut list = before.clone();
    if !list.forget(today) {
        return None;
    }
    match ending {
        "csv" => Some(csv(&list.sources).into_bytes()),
        "json" => table(&list.sources, written.generated_at, written.dataset).ok(),
        "atom" => {
            let text = String::from_utf8(file("atom").ok()?).ok()?;
            Some(atom(&text, &before, &list, today).into_bytes())
        }
        _ => None,
    }
}

/// The sources of a table, whose entries say besides until when they may be shown.
fn list(mut sources: Value) -> Option<DebarmentList> {
    for source in sources.as_array_mut()? {
        for entry in source.get_mut("entries")?.as_array_mut()? {
            entry.as_object_mut()?.remove("ends");
        }
    }
    let sources = serde_json::from_value::<Vec<ListSource>>(sources).ok()?;
    Some(DebarmentList { sources })
}

/// The feed in which whoever ended since is replaced by word that an entry is gone.
fn atom(text: &str, before: &DebarmentList, now: &DebarmentList, today: NaiveDate) -> String {
    let at = today.and_time(NaiveTime::MIN);
    let key = |(source, entry): (&ListSource, &Debarment)| entry_id(source, &entry.key);
    let held: BTreeSet<String> = now.entries().map(key).collect();
    let gone: BTreeMap<String, (&ListSource, &str)> = before
        .entries()
        .map(|(source, entry)| (key((source, entry)), (source, entry.key.as_str())))
        .filter(|(id, _)| !held.contains(id))
        .collect();
    let mut out = String::with_capacity(text.len());
    for (nth, part) in text.split("<entry>\n").enumerate() {
        if nth == 0 {
            out.push_str(&renewed(part, &When::At(at).to_string()));
            continue;
        }
        let id = part
            .split_once("urn:gongkai:debarment:")
            .and_then(|(_, id)| id.split_once('<'));
        let Some((source, key)) = id.and_then(|(id, _)| gone.get(id)) else {
            out.push_str("<entry>\n");
            out.push_str(part);
            continue;
        };
        let gone = Event {
            at,
            source,
            key,
            entry: None,
        };
        put(&mut out, entry(&gone));
        // The last one is followed by the feed's end.
        out.push_str(part.split_once("</entry>\n").map_or("", |(_, rest)| rest));
    }
    out
}

/// The feed's head with the later of two times.
fn renewed(head: &str, at: &str) -> String {
    let parts = head
        .split_once("<updated>")
        .and_then(|(start, rest)| Some((start, rest.split_once("</updated>")?)));
    match parts {
        Some((start, (updated, rest))) if updated < at => {
            format!("{start}<updated>{at}</updated>{rest}")
        }
        _ => head.to_owned(),
    }
}
