//! Which files of texts there are, which of them are wanted, and which are on the device.

use crate::platform::cache;
use crate::platform::lock::{self, With};
use crate::state::copy::{self, PATIENCE, SWITCH};
use crate::state::{Follows, Record, files};
use archive::Bundle;
use chrono::Datelike;
use leptos::prelude::*;
use record::clock::Line as _;
use record::follow::Target;
use record::site::{BUNDLES, FileEntry};
use record::{NoticeId, ProjectCode};
use std::collections::{HashMap, HashSet};

/// The texts of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// Which.
    pub year: i32,
    /// Its notices.
    pub notices: u32,
    /// The bytes of their texts.
    pub bytes: u64,
    /// Of those, what is on the device.
    pub kept: u64,
}

/// A file of texts.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    bundle: Bundle,
    pub(super) year: i32,
}

impl Wanted {
    pub(super) fn entry(&self) -> FileEntry {
        files::of_bundle(&self.bundle)
    }

    pub(super) fn address(&self) -> String {
        files::stored_as(&self.entry().path)
    }

    pub(super) fn bytes(&self) -> u64 {
        self.bundle.bytes.into()
    }
}

/// A file of an earlier publication in which somebody opened notices.
pub(super) struct Outdated {
    pub(super) address: String,
    /// Where these notices stand now, with their ids.
    pub(super) now: Vec<(Wanted, String)>,
}

fn place(record: Record, id: NoticeId) -> Option<Wanted> {
    let (notice, bundle) = record.place(id)?;
    let year = notice.published.date().year();
    Some(Wanted {
        bundle: bundle?,
        year,
    })
}

/// The texts of what is followed: of the notices in the inbox, and of every project followed.
pub(super) fn followed(follows: Follows, record: Record) -> Vec<Wanted> {
    let Some(following) = follows.get_untracked() else {
        return Vec::new();
    };
    let mut ids: Vec<NoticeId> = following.alerts.iter().filter_map(|a| a.notice).collect();
    for subscription in &following.subscriptions {
        if let Target::Project(code) = &subscription.target {
            let notices = untrack(|| record.project(&ProjectCode(code.clone())));
            ids.extend(notices.iter().map(|notice| notice.id));
        }
    }
    ids.into_iter().filter_map(|id| place(record, id)).collect()
}

/// The texts of some years, the newest first.
pub(super) fn of_years(record: Record, wants: impl Fn(i32) -> bool) -> Vec<Wanted> {
    let mut all: Vec<Wanted> = Vec::new();
    untrack(|| {
        record.with_archive(|archive| {
            for row in archive.rows() {
                let year = row.published().year();
                let Some(bundle) = row.bundle().filter(|_| wants(year)) else {
                    continue;
                };
                // The rows of a bundle stand together.
                if all
                    .last()
                    .is_none_or(|last| last.bundle.sha256 != bundle.sha256)
                {
                    let bundle = *bundle;
                    all.push(Wanted { bundle, year });
                }
            }
        });
    });
    all.sort_by_key(|wanted| std::cmp::Reverse(wanted.year));
    all
}

/// The files on the device that no publication names any more and in which somebody opened notices
/// that still are: what is not of them is deleted at once.
pub(super) async fn outdated(record: Record) -> Vec<Outdated> {
    let mut outdated = Vec::new();
    // While another tab switches to a later manifest it is not known what is current.
    let alone = lock::take(SWITCH, With::Nobody, PATIENCE).await;
    let here = stored().await;
    let done = record.progress.get_untracked().done;
    let ours = record.manifest.get_untracked();
    let Some(ours) = ours.filter(|_| done && alone.is_some() && !here.is_empty()) else {
        return outdated;
    };
    if !copy::is_stored(&ours).await {
        return outdated;
    }
    let current = of_years(record, |_| true);
    let current: HashSet<String> = current.iter().map(Wanted::address).collect();
    for address in here {
        if current.contains(&address) {
            continue;
        }
        let opened = cache::tag(&address).await.unwrap_or_default();
        let mut now: Vec<(Wanted, String)> = Vec::new();
        for id in opened.split(' ').filter_map(NoticeId::parse) {
            let Some(wanted) = place(record, id) else {
                continue;
            };
            let hash = wanted.bundle.sha256;
            match now.iter_mut().find(|(w, _)| w.bundle.sha256 == hash) {
                Some((_, ids)) => *ids += &format!(" {id}"),
                None => now.push((wanted, id.to_string())),
            }
        }
        if now.is_empty() {
            cache::delete(&address).await;
        } else {
            outdated.push(Outdated { address, now });
        }
    }
    outdated
}

/// The addresses of the texts on the device, the oldest first.
pub async fn stored() -> Vec<String> {
    let mut all = cache::list().await;
    let folder = files::stored_as(BUNDLES);
    all.retain(|address| address.starts_with(&folder));
    all
}

/// Every year that is here, the newest first, with what its texts weigh.
pub async fn by_year(record: Record) -> Vec<Year> {
    let here: HashSet<String> = stored().await.into_iter().collect();
    let mut years: Vec<Year> = Vec::new();
    for wanted in of_years(record, |_| true) {
        let bytes = wanted.bytes();
        let kept = if here.contains(&wanted.address()) {
            bytes
        } else {
            0
        };
        match years.last_mut().filter(|last| last.year == wanted.year) {
            Some(year) => {
                year.bytes += bytes;
                year.kept += kept;
                year.notices += wanted.bundle.rows;
            }
            None => years.push(Year {
                year: wanted.year,
                notices: wanted.bundle.rows,
                bytes,
                kept,
            }),
        }
    }
    years
}

/// The bytes of files of texts on the device.
pub async fn size(record: Record, stored: &[String]) -> u64 {
    let known = of_years(record, |_| true);
    let known: HashMap<String, u64> = known.iter().map(|w| (w.address(), w.bytes())).collect();
    let mut all = 0;
    for address in stored {
        all += match known.get(address) {
            Some(bytes) => *bytes,
            // One of an earlier publication: its length stands nowhere but in itself.
            None => cache::size(address).await,
        };
    }
    all
}

/// Deletes every text.
pub async fn delete() {
    for address in stored().await {
        cache::delete(&address).await;
    }
}
