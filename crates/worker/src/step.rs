//! A check as one step from what lies on the device to what will: pure, so that whoever runs it
//! in one transaction can neither lose nor double an alert.

use archive::{Changes, matches};
use chrono::{NaiveDate, NaiveDateTime};
use record::follow::{Alert, Following, Held, News, Opened, Subscription, Told, open};
use record::site::{Dataset, Manifest};

/// What a check reads of a manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The kind of data.
    pub dataset: Dataset,
    /// The publisher's sequence.
    pub sequence: u64,
    /// The feed tells every change after this one.
    pub changes_after: u64,
    /// The day by which the blacklist is judged: the publisher's, since a device's clock may be
    /// wrong.
    pub day: NaiveDate,
}

impl Head {
    /// That of a manifest.
    pub fn of(manifest: &Manifest) -> Self {
        Self {
            dataset: manifest.instance.dataset,
            sequence: manifest.sequence,
            changes_after: manifest.changes_after,
            day: manifest.generated_at.date_naive(),
        }
    }
}

/// What a check fetched.
#[derive(Clone, Copy)]
pub struct Fetched<'f, L> {
    /// The publisher's head.
    pub head: Head,
    /// The cursor after which the files were fetched; absent where none were, because there was
    /// no cursor.
    pub from: Option<u64>,
    /// The files of changes after the device's cursor, all of them.
    pub changes: &'f [Changes],
    /// Matches subscriptions against the blacklist, where that is needed and here.
    pub list: Option<L>,
}

/// Why what lies on the device cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locked {
    /// A newer version wrote it.
    Newer,
    /// It is damaged; it is to be put aside, not wiped.
    Unreadable,
}

/// Reads what lies on the device; nothing counts as empty.
///
/// # Errors
/// If it is of a newer version or unreadable.
pub fn read(bytes: Option<&[u8]>) -> Result<Following, Locked> {
    match open(bytes) {
        Opened::Nothing => Ok(Following::default()),
        Opened::Fine(following) => Ok(*following),
        Opened::Newer => Err(Locked::Newer),
        Opened::Unreadable => Err(Locked::Unreadable),
    }
}

/// The sequence after which changes are missing on the device; absent before the first check, when
/// nothing that is there is news.
pub fn cursor(following: &Following, head: &Head) -> Option<u64> {
    let cursor = following.cursor?;
    (cursor.dataset == head.dataset).then_some(cursor.sequence)
}

/// Whether a check of this head has anything to do.
pub fn is_due(following: &Following, head: &Head) -> bool {
    cursor(following, head).is_none_or(|reached| reached < head.sequence)
}

/// Whether the device's clock agrees with the publisher's day, roughly. Where it does not, the
/// device's own copy of the blacklist was pruned by a wrong day, and what it lacks means nothing.
pub fn is_clock_sane(head: &Head, now: NaiveDateTime) -> bool {
    (now.date() - head.day).num_days().abs() <= SANE_DAYS
}

/// How far apart the two days may be: a publisher checks its sources every day.
const SANE_DAYS: i64 = 2;

/// Takes in what was fetched; `None` where that does not reach back to the cursor that lies on the
/// device (another was slower than it seemed): then nothing is taken, and it is to be fetched anew.
pub fn check(
    following: &mut Following,
    fetched: Fetched<'_, impl Fn(&[Subscription]) -> Held>,
    now: NaiveDateTime,
) -> Option<Told> {
    let head = fetched.head;
    let after = match (cursor(following, &head), fetched.from) {
        (Some(lies), Some(from)) if from <= lies => lies,
        (Some(lies), _) if lies >= head.sequence => lies,
        (Some(_), _) => return None,
        (None, _) => head.sequence,
    };
    let news = News {
        dataset: head.dataset,
        sequence: head.sequence,
        floor: head.changes_after,
        matches: matches(following, fetched.changes, after),
        held: fetched.list.map(|held| held(&following.subscriptions)),
    };
    // It heeds when the last check was.
    let told = following.take(news, now);
    following.checks.note(true, now);
    Some(told)
}

/// Marks what waits to be told as told, and returns it: at most one notifier gets each.
pub fn untold(following: &mut Following) -> Vec<Alert> {
    let waiting = following
        .alerts
        .iter_mut()
        .filter(|alert| alert.is_untold());
    let told = waiting.map(|alert| {
        alert.notified = true;
        alert.clone()
    });
    told.collect()
}

/// What was told and not read.
pub fn unread(following: &Following) -> Vec<Alert> {
    let unread = following.alerts.iter().filter(|alert| alert.counts());
    unread.cloned().collect()
}
