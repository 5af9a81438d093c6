//! What one look leaves for the next: small, and nothing that could not be lost. Without it a look
//! finds less, and the next one all again.

use super::files::Files;
use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use record::NoticeId;
use record::site::{Dataset, Manifest};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Days before a publication's own within which a notice must have been told when it came. Fewer
/// than those after which it would be no news ([`crate::store::NEWS_DAYS`]).
const RECENT: u64 = 7;

/// What was seen of a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The kind of data.
    pub(super) dataset: Dataset,
    /// The manifest's sequence, which never becomes smaller.
    pub(super) sequence: u64,
    /// How far the feed was followed and found in order.
    pub(super) followed: Option<Followed>,
    /// Since when pushes lie behind.
    pub(super) behind: Option<Behind>,
}

/// How far the feed was followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Followed {
    /// The sequence up to which everything was told.
    pub(super) cursor: u64,
    /// The first day of `recent`.
    pub(super) from: NaiveDate,
    /// The notices published since that day.
    pub(super) recent: BTreeSet<NoticeId>,
}

/// That the push server lies behind the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Behind {
    /// The sequence that it announced last; 0 for none.
    pub(super) announced: u64,
    /// When that was first seen to be too small.
    pub(super) since: DateTime<FixedOffset>,
}

impl Followed {
    /// That of a publication that was found in order.
    pub(super) fn of(manifest: &Manifest, files: &mut Files<'_>, before: Option<&Self>) -> Self {
        let from = recent_from(manifest, before);
        Self {
            cursor: manifest.sequence,
            from,
            recent: files.published_since(from).into_keys().collect(),
        }
    }
}

/// The day since which notices are compared. Never goes back, also when the publisher's clock
/// does: of the days before nothing is known.
pub(super) fn recent_from(manifest: &Manifest, before: Option<&Followed>) -> NaiveDate {
    let day = manifest.generated_at.date_naive();
    let day = day.checked_sub_days(Days::new(RECENT)).unwrap_or(day);
    before.map_or(day, |before| before.from.max(day))
}
