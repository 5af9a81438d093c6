//! The light pages of the newest notices: made again only where their pack or the template is
//! another, and taken away where their notice is gone.

use super::frame::{Site, file};
use super::notice::notice;
use crate::publish::PublishError;
use crate::publish::month::{Month, in_data};
use crate::publish::pool;
use crate::publish::tree::Tree;
use chrono::NaiveDate;
use record::site::{self, DetailBundle};
use record::{NoticeDetail, NoticeId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

/// The pages of one pack, and what they were made of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::publish) struct Pages {
    mark: String,
    /// Each with the day on which it last changed.
    pub(super) pages: Vec<(NoticeId, NaiveDate)>,
}

/// By the name of the pack.
pub(in crate::publish) type Written = BTreeMap<String, Pages>;

/// Bundles that are drawn together.
struct Work<'m> {
    pack: &'m str,
    bundles: &'m [(String, u64)],
    most: usize,
}

/// The pages that came of it, by the name of their pack.
type Drawn<'m> = (&'m str, Vec<(NoticeId, NaiveDate)>);

/// Writes the pages of the newest `most` notices. `made_of` is what besides the packs decides the
/// bytes.
pub(super) fn write(
    site: &Site<'_>,
    tree: &Tree,
    months: &BTreeMap<String, (String, Month)>,
    before: &Written,
    made_of: &str,
    most: usize,
    threads: NonZeroUsize,
) -> Result<Written, PublishError> {
    let there = tree.list(site::LIGHT_NOTICES.trim_end_matches('/'));
    let mut written = Written::new();
    let mut wanted = Vec::new();
    let mut left = most;
    for (name, (mark, month)) in months.iter().rev() {
        let take = left.min(month.count as usize);
        if take == 0 {
            break;
        }
        left -= take;
        let mark = format!("{mark} {made_of} {take}");
        let kept = before.get(name).filter(|pages| {
            let is_there = |(id, _): &(NoticeId, _)| there.contains(&path(*id));
            pages.mark == mark && pages.pages.iter().all(is_there)
        });
        if let Some(pages) = kept {
            written.insert(name.clone(), pages.clone());
            continue;
        }
        let pages = Vec::new();
        written.insert(name.clone(), Pages { mark, pages });
        if take < month.count as usize {
            let bundles = &month.bundles[..];
            wanted.push(Work {
                pack: name,
                bundles,
                most: take,
            });
        } else {
            wanted.extend(month.bundles.chunks(1).map(|bundles| Work {
                pack: name,
                bundles,
                most: usize::MAX,
            }));
        }
    }
    let made = pool::each(threads, wanted.into_iter().map(Ok), |work| {
        draw(site, tree, &work)
    })?;
    for (pack, pages) in made {
        if let Some(of) = written.get_mut(pack) {
            of.pages.extend(pages);
        }
    }
    for of in written.values_mut() {
        // The threads end in no certain order, and the state is to be the same for the same store.
        of.pages.sort_unstable();
    }
    let wanted: BTreeSet<String> = ids(&written).map(|(id, _)| path(id)).collect();
    for gone in there.difference(&wanted) {
        tree.remove(gone)?;
    }
    Ok(written)
}

/// Which notices have a page, and when each changed.
pub(super) fn ids(written: &Written) -> impl Iterator<Item = (NoticeId, NaiveDate)> {
    written.values().flat_map(|of| of.pages.iter().copied())
}

/// The path of a notice's page in the published folder.
pub(super) fn path(id: NoticeId) -> String {
    file(&format!("{}{id}", site::LIGHT_NOTICES))
}

fn draw<'m>(site: &Site<'_>, tree: &Tree, work: &Work<'m>) -> Result<Drawn<'m>, PublishError> {
    let mut pages = Vec::new();
    for (bundle, _) in work.bundles {
        let json = tree.must_read(&in_data(bundle))?;
        let bundle: DetailBundle = serde_json::from_slice(&json)?;
        for detail in bundle.notices.iter().take(work.most - pages.len()) {
            let id = detail.notice.id;
            tree.put_plain(&path(id), notice(site, detail).as_bytes())?;
            pages.push((id, changed(detail)));
        }
        if pages.len() >= work.most {
            break;
        }
    }
    Ok((work.pack, pages))
}

fn changed(detail: &NoticeDetail) -> NaiveDate {
    let last = detail.revisions.last().map(|revision| revision.first_seen);
    last.unwrap_or(detail.notice.published).date()
}
