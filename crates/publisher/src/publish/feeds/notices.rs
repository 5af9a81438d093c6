//! The feed of a domain and region: its newest notices, awards or changes.

use super::atom::{Entry, Head, feed};
use super::choose::{Item, Shape};
use super::{Maker, named};
use crate::publish::PublishError;
use chrono::NaiveDateTime;
use record::facts::facts;
use record::widget::Kind;
use record::{NoticeDetail, Regions};

/// On what terms the facts may be used.
const TERMS: &str = "政府公开信息，以官方公告为准。";

/// Writes the feed of a shape that has at least one entry.
pub(super) fn file(
    maker: &mut Maker<'_>,
    kind: Kind,
    shape: Shape,
    items: &[Item],
) -> Result<String, PublishError> {
    let mut entries = Vec::with_capacity(items.len());
    for item in items {
        maker.read(item.id)?;
        let detail = &maker.details[&item.id];
        entries.push(entry(detail, kind, item.number, maker.regions()));
    }
    let listed = maker.listed(kind.code(), "atom", shape, items.len());
    let newest = entries.iter().map(|entry| entry.updated).max();
    let stem = listed.path.trim_end_matches(".atom");
    let head = Head {
        id: format!("urn:gongkai:feed:{stem}"),
        title: listed.title,
        updated: newest.unwrap_or_default(),
        author: named(maker.instance).to_owned(),
        own: listed.path.clone(),
        page: "../search".to_owned(),
        rights: TERMS,
    };
    Ok(feed(&head, entries.into_iter()))
}

fn entry(detail: &NoticeDetail, kind: Kind, number: u32, regions: &Regions) -> Entry {
    let notice = &detail.notice;
    let region = notice.region.and_then(|code| regions.get(code));
    let mut lines = facts(notice, region.map(|region| region.name.as_str()));
    let revision = detail.revisions.iter().find(|r| r.number == number);
    let updated = revision.map_or_else(NaiveDateTime::default, |r| r.first_seen.start());
    let mut id = format!("urn:gongkai:notice:{}", notice.id);
    let mut title = notice.title.clone();
    if kind == Kind::Changes {
        id = format!("{id}:{number}");
        let changes = revision.map(|r| r.changes.as_slice()).unwrap_or_default();
        let labels: Vec<&str> = changes.iter().map(|[label, ..]| label.as_str()).collect();
        title = format!("变更（{}）：{title}", labels.join("、"));
        let changes = changes
            .iter()
            .map(|[label, before, after]| format!("{label}变更：{before} → {after}"));
        lines.splice(..0, changes);
    }
    Entry {
        id,
        title,
        updated,
        page: format!("../notice/{}", notice.id),
        via: detail.official_url.clone(),
        text: lines.join("\n"),
    }
}
