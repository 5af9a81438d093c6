//! A newer version of the app: looked for, taken in silence where nobody is in the middle of
//! anything, else offered once. Loaded apart.
//!
//! Versions lie beside each other, whole (`public/sw.js`): a page that stays with the old one finds
//! all its files. So nothing here is urgent, and nothing that was typed is ever worth losing.

use crate::platform::storage::{self, Key};
use crate::platform::worker::{self, Order};
use crate::platform::{clock, forms, history, page, session};
use crate::state::changes::{self, Change};
use crate::state::{Health, Record, switch};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};

/// Between two questions for a newer version, in milliseconds of an open page.
const EVERY: i32 = 600_000;
/// A page that comes back asks at once unless that was done this lately.
const LATELY: f64 = 300_000.0;
/// Longest wait for a version that was asked for, in milliseconds, and the pause between two looks.
const PATIENCE: i32 = 30_000;
const LOOK: i32 = 500;
/// Where the page was scrolled to, over a reload of ours.
const SCROLL: &str = "gongkai.scroll";
/// For which version this tab was reloaded, so that it never is twice.
const RELOADED: &str = "gongkai.reloaded";

/// What there is to say, one thing at a time, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// A newer version is here and can be had at once.
    Ready,
    /// The record is of a later format, or the publisher asks for a later app.
    TooOld(Search),
    /// A newer version of the app has written data here, which this one leaves alone.
    NewerData(Search),
    /// The app is another one than last time, and what changed can be read.
    Updated,
}

/// How far the search for a newer version is that somebody asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Search {
    /// Nobody asked.
    #[default]
    Unasked,
    /// Under way.
    Running,
    /// There is none yet, or no network.
    Nothing,
}

/// What lies on the device about versions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    /// The version that ran here last.
    ran: Option<String>,
    /// The number of the newest change that it knew.
    knew: u32,
    /// The number of the newest change before it: what is later is new to this reader.
    since: u32,
    /// Whether the reader has yet to be told that there are changes.
    untold: bool,
    /// The version that was offered last and not wanted yet.
    offered: Option<String>,
}

/// The state, once an app.
#[derive(Clone, Default)]
struct State {
    ready: ArcRwSignal<bool>,
    too_old: ArcRwSignal<bool>,
    newer_data: ArcRwSignal<bool>,
    untold: ArcRwSignal<bool>,
    search: ArcRwSignal<Search>,
}

thread_local! {
    static STATE: State = State::default();
    /// The version that this page has offered, or would have if it had not been said before.
    static SAID: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Whether the reader wants the newer version now.
    static WANTED: Cell<bool> = const { Cell::new(false) };
    /// When the server was last asked, on the steady clock.
    static ASKED: Cell<Option<f64>> = const { Cell::new(None) };
}

fn state() -> State {
    STATE.with(Clone::clone)
}

/// What there is to say now. Reactive.
pub fn news() -> Option<News> {
    let state = state();
    let search = state.search.get();
    let all = [
        state.ready.get().then_some(News::Ready),
        state.too_old.get().then_some(News::TooOld(search)),
        state.newer_data.get().then_some(News::NewerData(search)),
        state.untold.get().then_some(News::Updated),
    ];
    all.into_iter().flatten().next()
}

/// Looks for newer versions from now on. Once an app.
pub fn start(record: Record) {
    spawn_local(settle());
    Effect::new(move |_| {
        state().too_old.set(record.health() == Health::TooNew);
    });
    switch::start(record);
    state().newer_data.set(storage::holds_newer());
    if worker::own_version().is_none() {
        return;
    }
    let again = move || {
        spawn_local(async move {
            look().await;
            ask(record).await;
        });
    };
    page::on_moment(move |moment| {
        if matches!(moment, page::Moment::Shown | page::Moment::Online) {
            again();
        }
    });
    // A window that is always in sight has no such moments: a public screen, a desk.
    page::every(EVERY, again);
    spawn_local(worker::on_change(|| spawn_local(look())));
    spawn_local(async move {
        note_version().await;
        look().await;
        ask(record).await;
    });
}

/// The reader wants the newer version now. What stands in fields comes along.
pub fn take() {
    WANTED.set(true);
    spawn_local(async {
        worker::tell(Order::TakeOver).await;
        // The change of worker reloads the page; where no worker changes any more, this does.
        clock::sleep(LOOK).await;
        look().await;
        clock::sleep(PATIENCE / 10).await;
        reload();
    });
}

/// Takes the newer version, if one is here, without a question: a public screen that nobody stands
/// at has nobody to ask, and nothing to lose.
pub fn take_unasked() {
    let ready = state().ready;
    if ready.get_untracked() {
        ready.set(false);
        take();
    }
}

/// Not now: it comes with the next start, and is not offered again before.
pub fn later() {
    state().ready.set(false);
    let offered = SAID.with_borrow(Clone::clone);
    let kept: Kept = storage::load(Key::Version).unwrap_or_default();
    storage::save(Key::Version, &Kept { offered, ..kept });
}

/// The reader has seen what there was to say.
pub fn noted() {
    let state = state();
    if state.untold.get_untracked() {
        told();
    }
    state.untold.set(false);
    state.newer_data.set(false);
}

/// Notes that the reader was told of changes: they are told once.
pub fn told() {
    let kept: Kept = storage::load(Key::Version).unwrap_or_default();
    if kept.untold {
        let untold = false;
        storage::save(Key::Version, &Kept { untold, ..kept });
    }
}

/// The number of the newest change that this reader had before the last update.
pub fn since() -> u32 {
    storage::load::<Kept>(Key::Version)
        .unwrap_or_default()
        .since
}

/// Looks for a newer version because the reader asked, and takes it.
pub fn search() {
    let search = state().search;
    search.set(Search::Running);
    spawn_local(async move {
        let own = worker::own_version();
        let asked = worker::update().await;
        if !asked && page::is_online() && !worker::exists().await {
            return reload();
        }
        let mut waited = 0;
        while asked && waited < PATIENCE {
            let versions = worker::versions().await.unwrap_or_default();
            let newer = |version: &Option<String>| version.is_some() && *version != own;
            if newer(&versions.waiting) || newer(&versions.running) {
                return take();
            }
            if !worker::is_installing().await {
                break;
            }
            clock::sleep(LOOK).await;
            waited += LOOK;
        }
        search.set(Search::Nothing);
    });
}

/// Looks at which versions are here, and does what is to be done about them.
async fn look() {
    let Some(own) = worker::own_version() else {
        return;
    };
    let Some(versions) = worker::versions().await else {
        return;
    };
    if let Some(running) = versions.running.filter(|running| *running != own) {
        return newer(running, true);
    }
    match versions.waiting {
        Some(waiting) => {
            worker::tell(Order::TakeOverIfIdle).await;
            // Where it takes over, this page hears of it and looks again.
            if worker::is_touched() {
                newer(waiting, false);
            }
        }
        None => worker::tell(Order::Tidy).await,
    }
}

/// A newer version waits, or answers already for pages of an older one, like this.
fn newer(version: String, running: bool) {
    let again = session::get(RELOADED).as_ref() == Some(&version);
    if running && (WANTED.get() || !again && !worker::is_touched()) {
        session::put(RELOADED, &version);
        return reload();
    }
    if storage::keeps_nothing() {
        // Taken once nobody stands there (`pages::kiosk::idle`).
        return state().ready.set(true);
    }
    let said = SAID.with_borrow_mut(|said| said.replace(version.clone()));
    if said.as_ref() == Some(&version) || again {
        return;
    }
    let kept: Kept = storage::load(Key::Version).unwrap_or_default();
    let known = kept.offered.as_ref() == Some(&version);
    if running || !known {
        state().ready.set(true);
    }
}

fn reload() {
    if !storage::keeps_nothing() {
        forms::keep();
        session::put(SCROLL, &history::scroll().to_string());
    }
    page::reload();
}

/// After a reload of ours: fields and place as they were, unless the reader has moved on.
async fn settle() {
    spawn_local(forms::give_back());
    let Some(y) = session::take(SCROLL).and_then(|y| y.parse::<f64>().ok()) else {
        return;
    };
    let mut tries = 0;
    while tries < 20 && (history::scroll() - y).abs() > 2.0 && !worker::is_touched() {
        history::scroll_to(y);
        clock::sleep(100).await;
        tries += 1;
    }
}

/// Asks the server for a newer version, not too often.
async fn ask(record: Record) {
    let now = clock::ticks();
    let lately = ASKED.get().is_some_and(|at| now - at < LATELY);
    if lately || !page::is_online() {
        return;
    }
    ASKED.set(Some(now));
    if worker::update().await {
        return look().await;
    }
    switch::look(record).await;
}

/// Notes which version runs here now, and whether there is something to tell about it.
async fn note_version() {
    let own = worker::own_version();
    let kept: Kept = storage::load(Key::Version).unwrap_or_default();
    if kept.ran == own {
        return state().untold.set(kept.untold);
    }
    let Some(changes) = changes::load().await else {
        return;
    };
    let newest = changes.iter().map(Change::number).max().unwrap_or_default();
    let kept = kept.ran_by(own, newest);
    state().untold.set(kept.untold);
    storage::save(Key::Version, &kept);
}

impl Kept {
    /// With another version that runs now and knows changes up to a number.
    fn ran_by(self, version: Option<String>, newest: u32) -> Self {
        // A first visit has nothing to compare with, and an older app nothing to tell.
        let first = self.ran.is_none();
        let news = !first && newest > self.knew;
        Self {
            ran: version,
            since: if first {
                newest
            } else if news {
                self.knew
            } else {
                self.since
            },
            knew: newest.max(self.knew),
            untold: news || self.untold,
            offered: self.offered,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told_to_those_who_had_an_earlier_version() {
        let version = |name: &str| Some(name.to_owned());
        let first = Kept::default().ran_by(version("a"), 3);
        assert_eq!((first.since, first.untold), (3, false));
        let same = first.clone().ran_by(version("b"), 3);
        assert_eq!((same.since, same.untold), (3, false));
        let next = same.ran_by(version("c"), 5);
        assert_eq!((next.since, next.untold), (3, true));
        // Back to the version before, and forth again: nothing is told twice.
        let told = Kept {
            untold: false,
            ..next
        };
        let back = told.ran_by(version("b"), 3);
        assert_eq!((back.since, back.untold, back.knew), (3, false, 5));
        let forth = back.ran_by(version("c"), 5);
        assert_eq!((forth.since, forth.untold), (3, false));
    }
}
