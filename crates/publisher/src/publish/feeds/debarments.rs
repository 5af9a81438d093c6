//! What other programs read of the list of debarments: a feed, a table, and the same as JSON.
//!
//! These files name only who may be named at this moment: of what is gone the feed says that it
//! is, under the id of the entry that it replaces, and names nobody.

use super::atom::{Entry, Head, feed};
use super::escape::quoted;
use super::{FOLDER, named};
use crate::publish::PublishError;
use crate::publish::debarments::Current;
use crate::publish::month::hash;
use crate::publish::tree::Tree;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta};
use record::When;
use record::debarment::{Debarment, DebarmentKind, ListSource};
use record::site::{self, Dataset, Manifest};
use serde::Serialize;
use std::cmp::Reverse;

/// Newest listings in the feed; what is gone is all told, for as long as the list tells it.
const MOST_LISTINGS: usize = 200;
const END_OF_DAY: TimeDelta = TimeDelta::seconds(86_399);
/// On what terms the list may be used.
const TERMS: &str = "政府公开信息，以来源网站为准。转用须注明来源与核对时间；到期、撤下的条目须随本表同时删除，\
    未列入不等于无问题。";

/// Writes the three files.
pub(in crate::publish) fn write(
    tree: &Tree,
    current: &Current,
    manifest: &Manifest,
) -> Result<(), PublishError> {
    let name = |ending: &str| format!("{FOLDER}{}.{ending}", site::DEBARMENTS);
    let demo = manifest.instance.dataset == Dataset::Demo;
    tree.put_mutable(&name("atom"), atom(current, manifest, demo).as_bytes())?;
    tree.put_mutable(&name("csv"), csv(&current.list.sources).as_bytes())?;
    let (at, dataset) = (manifest.generated_at, manifest.instance.dataset);
    tree.put_mutable(&name("json"), &table(&current.list.sources, at, dataset)?)
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Table<'l> {
    terms: &'static str,
    generated_at: DateTime<FixedOffset>,
    dataset: Dataset,
    sources: Vec<Source<'l>>,
}

#[derive(Serialize)]
struct Source<'l> {
    id: &'l str,
    name: &'l str,
    url: &'l str,
    verified: Option<DateTime<FixedOffset>>,
    entries: Vec<Line<'l>>,
}

/// An entry, and the last day on which it may be shown, also where its source gave none.
#[derive(Serialize)]
struct Line<'l> {
    #[serde(flatten)]
    entry: &'l Debarment,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<NaiveDate>,
}

pub(super) fn table<'l>(
    sources: &'l [ListSource],
    generated_at: DateTime<FixedOffset>,
    dataset: Dataset,
) -> Result<Vec<u8>, PublishError> {
    let entry = |entry: &'l Debarment| Line {
        entry,
        ends: entry.ends(),
    };
    let source = |source: &'l ListSource| Source {
        id: source.id.as_str(),
        name: &source.name,
        url: &source.url,
        verified: source.verified,
        entries: source.entries.iter().map(entry).collect(),
    };
    Ok(serde_json::to_vec(&Table {
        terms: TERMS,
        generated_at,
        dataset,
        sources: sources.iter().map(source).collect(),
    })?)
}

const COLUMNS: &str = "主体名称,统一社会信用代码,代码（来源所填，校验不符）,名单类型,事由,结果,依据,\
    认定机关,文号,认定日期,公布日期,公布截止日期,撤下日期,适用范围,来源,来源网址,来源编号,核对时间,使用说明";

pub(super) fn csv(sources: &[ListSource]) -> String {
    // With a mark of its encoding: spreadsheets would read it in another.
    let mut out = format!("\u{feff}{COLUMNS}\r\n");
    for (source, entry) in sources
        .iter()
        .flat_map(|s| s.entries.iter().map(move |e| (s, e)))
    {
        let day = |day: Option<chrono::NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
        let verified = source
            .verified
            .map(|at| at.to_rfc3339())
            .unwrap_or_default();
        let cells = [
            entry.name.as_str(),
            entry.code.as_ref().map_or("", |code| code.as_str()),
            &entry.code_as_sent,
            kind(entry.kind),
            &entry.reason,
            &entry.result,
            &entry.basis,
            &entry.authority,
            &entry.decision,
            &day(entry.decided),
            &day(entry.published),
            &day(entry.ends()),
            &day(entry.withdrawn),
            &entry.scope,
            &source.name,
            entry.url.as_deref().unwrap_or(&source.url),
            &entry.key,
            &verified,
            TERMS,
        ];
        let line: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        out.push_str(&line.join(","));
        out.push_str("\r\n");
    }
    out
}

/// One thing that the feed tells.
pub(super) struct Event<'l> {
    pub(super) at: NaiveDateTime,
    pub(super) source: &'l ListSource,
    pub(super) key: &'l str,
    /// Absent where it is gone.
    pub(super) entry: Option<&'l Debarment>,
}

fn atom(current: &Current, manifest: &Manifest, demo: bool) -> String {
    let sources = current.list.sources.iter();
    let mut listings: Vec<Event<'_>> = sources
        .clone()
        .zip(&current.seen)
        .flat_map(|(source, seen)| {
            source
                .entries
                .iter()
                .zip(seen)
                .map(move |(entry, seen)| Event {
                    at: seen.naive_local(),
                    source,
                    key: &entry.key,
                    entry: Some(entry),
                })
        })
        .collect();
    let order = |event: &Event<'_>| (Reverse(event.at), event.key.to_owned());
    listings.sort_by_cached_key(order);
    listings.truncate(MOST_LISTINGS);
    let now = manifest.generated_at.naive_local();
    listings.extend(sources.flat_map(|source| {
        source.tombstones.iter().map(move |gone| Event {
            // Later than the listing, also of the same day: a reader keeps the newer of the two.
            at: (gone.since.start() + END_OF_DAY).min(now),
            source,
            key: &gone.key,
            entry: None,
        })
    }));
    listings.sort_by_cached_key(order);
    let name = named(&manifest.instance);
    let title = if demo {
        "黑名单（示例，虚构）"
    } else {
        "黑名单"
    };
    let head = Head {
        id: format!("urn:gongkai:{}", site::DEBARMENTS),
        title: format!("{title} · {name}"),
        updated: now,
        author: name.to_owned(),
        own: "debarments.atom".to_owned(),
        page: "../blacklist".to_owned(),
        rights: TERMS,
    };
    feed(&head, listings.iter().map(entry))
}

/// An entry's id in the feed.
pub(super) fn entry_id(source: &ListSource, key: &str) -> String {
    let (_, mut id) = hash(format!("{}\0{key}", source.id.as_str()).as_bytes());
    id.truncate(32);
    id
}

pub(super) fn entry(event: &Event<'_>) -> Entry {
    let Event { source, key, .. } = event;
    // The same id for the entry and for its being gone: a reader replaces the one by the other.
    let id = entry_id(source, key);
    let (title, text, link) = match event.entry {
        None => (
            "一条记录已撤下或到期".to_owned(),
            format!("{}：该条记录不再公布。", source.name),
            source.url.as_str(),
        ),
        Some(entry) => (
            format!("{}：{}", kind(entry.kind), entry.name),
            described(source, entry),
            entry.url.as_deref().unwrap_or(&source.url),
        ),
    };
    let page = if link.is_empty() {
        "../blacklist"
    } else {
        link
    };
    Entry {
        id: format!("urn:gongkai:debarment:{id}"),
        title,
        updated: event.at,
        page: page.to_owned(),
        via: None,
        text,
    }
}

fn described(source: &ListSource, entry: &Debarment) -> String {
    let code = entry
        .code
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    let day = |day: Option<chrono::NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
    let verified = source
        .verified
        .map(|at| When::At(at.naive_local()).to_string())
        .unwrap_or_default();
    let lines = [
        ("统一社会信用代码", code.as_str()),
        ("事由", &entry.reason),
        ("结果", &entry.result),
        ("认定机关", &entry.authority),
        ("文号", &entry.decision),
        ("公布日期", &day(entry.begins())),
        ("公布截止日期", &day(entry.ends())),
        ("来源", &source.name),
        ("核对时间", &verified),
    ];
    let said = lines.iter().filter(|(_, value)| !value.is_empty());
    let said: Vec<String> = said
        .map(|(label, value)| format!("{label}：{value}"))
        .collect();
    said.join("\n")
}

const fn kind(kind: DebarmentKind) -> &'static str {
    match kind {
        DebarmentKind::SeriousViolation => "政府采购严重违法失信行为记录",
        DebarmentKind::Penalty => "行政处罚",
        DebarmentKind::Blacklist => "公共资源交易黑名单",
        DebarmentKind::Violation => "违法违规",
        DebarmentKind::CourtListed => "失信被执行人",
    }
}
