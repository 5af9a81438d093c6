//! What is kept on the device ahead of being read: the texts of what is followed, and of whole years
//! if the reader wants them. One file after the other, each checked, so that a download that was
//! broken off goes on where it was. Loaded apart.

use crate::platform::line::{self, Line};
use crate::platform::storage::{self, Key};
use crate::platform::{cache, clock, page};
use crate::state::files::{self, FileError};
use crate::state::{Follows, Health, Record};
use archive::Bundle;
use chrono::Datelike;
use futures_util::stream::{self, StreamExt};
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::clock::Line as _;
use record::follow::Target;
use record::site::{self, FileEntry};
use record::{NoticeId, ProjectCode};
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::collections::HashSet;

/// Files asked for at once.
const AT_ONCE: usize = 4;

/// What the reader chose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Chosen {
    /// The years whose texts are all kept.
    pub texts: Vec<i32>,
    /// Whether that is halted.
    pub paused: bool,
    /// Whether texts are fetched ahead on lines that cost nothing only.
    pub free_lines: bool,
}

/// Why fetching ahead stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// The reader halted it.
    Paused,
    /// The line costs money, and the reader does not want that.
    Metered,
    /// There is no network.
    Offline,
    /// The device has no room.
    Full,
}

/// How far fetching ahead is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ahead {
    /// Bytes that are here of those wanted.
    pub done: u64,
    /// Bytes wanted.
    pub all: u64,
    /// Whether it runs.
    pub runs: bool,
    /// Why not.
    pub halt: Option<Halt>,
}

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

/// A file of texts, with a notice in it.
#[derive(Clone, Copy)]
struct Wanted {
    bundle: Bundle,
    of: NoticeId,
    year: i32,
}

impl Wanted {
    fn entry(&self) -> FileEntry {
        let sha256 = files::hex(&self.bundle.sha256);
        FileEntry {
            path: site::bundle_path(&sha256),
            bytes: self.bundle.bytes.into(),
            sha256,
        }
    }

    fn address(&self) -> String {
        files::stored_as(&self.entry().path)
    }
}

#[derive(Clone)]
struct State {
    chosen: ArcRwSignal<Chosen>,
    ahead: ArcRwSignal<Ahead>,
}

thread_local! {
    static STATE: State = State {
        chosen: ArcRwSignal::new(storage::load(Key::Keep).unwrap_or_default()),
        ahead: ArcRwSignal::default(),
    };
    static BUSY: Cell<bool> = const { Cell::new(false) };
    /// Whether what is wanted may have changed since the running round began.
    static ANEW: Cell<bool> = const { Cell::new(false) };
}

fn state() -> State {
    STATE.with(Clone::clone)
}

/// What the reader chose. Reactive.
pub fn chosen() -> Chosen {
    state().chosen.get()
}

/// How far fetching ahead is. Reactive.
pub fn ahead() -> Ahead {
    state().ahead.get()
}

/// Chooses otherwise; false where the device does not keep it.
pub fn choose(change: impl FnOnce(&mut Chosen), follows: Follows, record: Record) -> bool {
    let chosen = state().chosen;
    chosen.update(change);
    let kept = storage::save(Key::Keep, &chosen.get_untracked());
    wake(follows, record);
    kept
}

/// How many years are kept; `None` for all.
pub fn years() -> Option<i32> {
    storage::load(Key::Years)
}

/// Keeps so many years. The record follows at once, also without a network where less is kept.
pub fn keep_years(years: Option<i32>, record: Record) {
    match years {
        Some(years) => {
            storage::save(Key::Years, &years);
        }
        None => storage::remove(Key::Years),
    }
    record.check_now();
}

/// Fetches ahead from now on. Once an app.
pub fn start(follows: Follows, record: Record) {
    Effect::new(move |_| {
        let done = record.progress().done;
        let fresh = matches!(record.health(), Health::Fresh { .. });
        follows.get();
        if done && fresh {
            wake(follows, record);
        }
    });
    page::on_moment(move |moment| {
        if matches!(moment, page::Moment::Shown | page::Moment::Online) {
            wake(follows, record);
        }
    });
}

/// Tries again, where it stood still.
pub fn wake(follows: Follows, record: Record) {
    ANEW.set(true);
    if BUSY.replace(true) {
        return;
    }
    spawn_local(async move {
        while ANEW.replace(false) {
            let halt = round(follows, record).await.err();
            state().ahead.try_update(|ahead| {
                ahead.runs = false;
                ahead.halt = halt;
            });
        }
        BUSY.set(false);
    });
}

/// Fetches what is wanted and not here, until it is or cannot be.
async fn round(follows: Follows, record: Record) -> Result<(), Halt> {
    let chosen = state().chosen.get_untracked();
    let followed = followed(follows, record);
    let of_years = texts(record, |year| chosen.texts.contains(&year));
    if followed.is_empty() && of_years.is_empty() {
        state().ahead.set(Ahead::default());
        return Ok(());
    }
    let here: HashSet<String> = cache::list().await.into_iter().collect();
    let bytes = |all: &[Wanted]| all.iter().map(|w| u64::from(w.bundle.bytes)).sum::<u64>();
    let is_missing = |wanted: &Wanted| !here.contains(&wanted.address());
    let all = bytes(&of_years);
    let missing: Vec<Wanted> = of_years.into_iter().filter(is_missing).collect();
    let done = all - bytes(&missing);
    let mut queue: Vec<Wanted> = followed.into_iter().filter(is_missing).collect();
    let first = queue.len();
    let held = chosen.paused && !missing.is_empty();
    if !chosen.paused {
        queue.extend(missing);
    }
    let runs = queue.len() > first;
    state().ahead.set(Ahead {
        done,
        all,
        runs,
        halt: None,
    });
    if !queue.is_empty() {
        if chosen.free_lines && line::now() == Line::Metered {
            return Err(Halt::Metered);
        }
        fetch(queue, first).await?;
    }
    if held { Err(Halt::Paused) } else { Ok(()) }
}

/// Fetches files; those past the first so many count as progress.
async fn fetch(queue: Vec<Wanted>, first: usize) -> Result<(), Halt> {
    let coming = queue
        .into_iter()
        .enumerate()
        .map(|(at, wanted)| async move {
            // What the reader no longer wants is not asked for.
            if ANEW.get() {
                return Ok(());
            }
            let bytes = match files::download(&wanted.entry()).await {
                Ok(bytes) => bytes,
                Err(FileError::Offline) => return Err(Halt::Offline),
                // A newer publication may have replaced it; the next round asks for that.
                Err(FileError::Damaged(_)) => return Ok(()),
            };
            if !cache::put(&wanted.address(), &bytes, Some(&wanted.of.to_string())).await {
                return Err(Halt::Full);
            }
            if at >= first {
                state()
                    .ahead
                    .update(|ahead| ahead.done += u64::from(wanted.bundle.bytes));
            }
            Ok(())
        });
    let mut coming = stream::iter(coming).buffered(AT_ONCE);
    while let Some(done) = coming.next().await {
        done?;
        clock::sleep(0).await;
    }
    Ok(())
}

/// The texts of what is followed: of the notices in the inbox, and of every project followed.
fn followed(follows: Follows, record: Record) -> Vec<Wanted> {
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
    let wanted = ids.into_iter().filter_map(|of| {
        let (notice, bundle) = record.place(of)?;
        let year = notice.published.date().year();
        bundle.map(|bundle| Wanted { bundle, of, year })
    });
    wanted.collect()
}

/// The texts of some years, the newest first.
fn texts(record: Record, wants: impl Fn(i32) -> bool) -> Vec<Wanted> {
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
                    let (bundle, of) = (*bundle, row.id());
                    all.push(Wanted { bundle, of, year });
                }
            }
        });
    });
    all.sort_by_key(|wanted| std::cmp::Reverse(wanted.year));
    all
}

/// Every year that is here, the newest first, with what its texts weigh.
pub async fn by_year(record: Record) -> Vec<Year> {
    let here: HashSet<String> = cache::list().await.into_iter().collect();
    let mut years: Vec<Year> = Vec::new();
    for wanted in texts(record, |_| true) {
        let bytes = u64::from(wanted.bundle.bytes);
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

/// The addresses of the texts on the device, with their bytes where the record knows them.
pub async fn kept_texts(record: Record) -> Vec<(String, Option<u64>)> {
    let known = texts(record, |_| true);
    let known: std::collections::HashMap<String, u64> = known
        .iter()
        .map(|wanted| (wanted.address(), u64::from(wanted.bundle.bytes)))
        .collect();
    let folder = files::stored_as(site::BUNDLES);
    let all = cache::list().await.into_iter();
    let texts = all.filter(|address| address.starts_with(&folder));
    texts
        .map(|address| {
            let bytes = known.get(&address).copied();
            (address, bytes)
        })
        .collect()
}

/// Deletes every text, and fetches none ahead any more but of what is followed.
pub async fn delete_texts(follows: Follows, record: Record) {
    choose(|chosen| chosen.texts.clear(), follows, record);
    for (address, _) in kept_texts(record).await {
        cache::delete(&address).await;
    }
}
