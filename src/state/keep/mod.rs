//! What is kept on the device ahead of being read: the texts of what is followed, and of whole years
//! if the reader wants them; and what was opened, through every later publication. `round` fetches,
//! `texts` knows what there is. Loaded apart.

mod round;
mod texts;

pub use texts::{Year, by_year, delete, size, stored};

use crate::platform::lock::{self, With};
use crate::platform::storage::{self, Key};
use crate::platform::{clock, line, page};
use crate::state::{Follows, Health, Record};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::cell::Cell;

/// What the reader chose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Chosen {
    /// The years whose texts are all kept.
    pub texts: Vec<i32>,
    /// Whether that is halted.
    pub paused: bool,
    /// Whether the texts of what is followed are fetched ahead. Only if the reader wants it: by what
    /// is asked for the server could tell what is followed.
    pub followed: bool,
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
    /// The server answers, and does not give what it names.
    Refused,
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

#[derive(Clone)]
struct State {
    chosen: ArcRwSignal<Chosen>,
    years: ArcRwSignal<Option<i32>>,
    ahead: ArcRwSignal<Ahead>,
}

thread_local! {
    static STATE: State = State {
        chosen: ArcRwSignal::new(storage::load(Key::Keep).unwrap_or_default()),
        years: ArcRwSignal::new(storage::load(Key::Years)),
        ahead: ArcRwSignal::default(),
    };
    static BUSY: Cell<bool> = const { Cell::new(false) };
    /// Whether what is wanted may have changed since the running round began.
    static ANEW: Cell<bool> = const { Cell::new(false) };
    /// Whether no other round is to follow the running one, since something waits for its end.
    static LAST: Cell<bool> = const { Cell::new(false) };
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

/// Chooses otherwise, at once: what is under way is broken off.
pub fn choose(change: impl FnOnce(&mut Chosen), follows: Follows, record: Record) {
    let state = state().chosen;
    let mut chosen = storage::latest(Key::Keep).unwrap_or_else(|| state.get_untracked());
    change(&mut chosen);
    storage::save(Key::Keep, &chosen);
    state.set(chosen);
    round::break_off();
    wake(follows, record);
}

/// How many years are kept; `None` for all. Reactive.
pub fn years() -> Option<i32> {
    state().years.get()
}

/// Keeps so many years. The record follows at once, also without a network where less is kept.
pub fn keep_years(years: Option<i32>, record: Record) {
    match years {
        Some(years) => {
            storage::save(Key::Years, &years);
        }
        None => storage::remove(Key::Years),
    }
    state().years.set(years);
    record.check_now();
}

/// Goes by what lies on the device now, where that was changed or deleted past this page; whether
/// that is anything else.
pub fn restore() -> bool {
    let state = state();
    let chosen: Chosen = storage::load(Key::Keep).unwrap_or_default();
    let years = storage::load(Key::Years);
    let same = state.chosen.get_untracked() == chosen && state.years.get_untracked() == years;
    if !same {
        state.chosen.set(chosen);
        state.years.set(years);
        round::break_off();
    }
    !same
}

/// Fetches ahead from now on. Once an app.
pub fn start(follows: Follows, record: Record) {
    Effect::new(move |_| {
        let done = record.progress().done;
        let checked = !matches!(record.health(), Health::Starting | Health::Checking);
        follows.get();
        if done && checked {
            wake(follows, record);
        }
    });
    page::on_moment(move |moment| {
        if matches!(moment, page::Moment::Shown | page::Moment::Online) {
            wake(follows, record);
        }
    });
    line::on_change(move || {
        if state().ahead.get_untracked().halt == Some(Halt::Metered) {
            wake(follows, record);
        }
    });
    storage::on_change(move || {
        if restore() {
            record.check_now();
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
        let mut halt = None;
        while !LAST.get() && ANEW.replace(false) {
            halt = round::run(follows, record).await.err();
        }
        state().ahead.update(|ahead| {
            ahead.runs = false;
            ahead.halt = halt;
        });
        BUSY.set(false);
    });
}

/// Does something to the files on the device while no tab fetches ahead, as far as browsers let
/// tabs know of each other: nothing that was under way is to come after it.
pub async fn in_peace<T>(work: impl Future<Output = T>) -> T {
    LAST.set(true);
    round::break_off();
    while BUSY.replace(true) {
        clock::sleep(20).await;
    }
    LAST.set(false);
    let alone = lock::take(round::LOCK, With::Nobody, 3_000).await;
    let done = work.await;
    drop(alone);
    state().ahead.set(Ahead::default());
    BUSY.set(false);
    done
}
