//! One round of fetching: one file after the other, each checked, so that a download that was broken
//! off goes on where it was.

use super::texts::{self, Wanted};
use super::{ANEW, Ahead, Chosen, Halt, state};
use crate::platform::cache::{self, Stored};
use crate::platform::clock;
use crate::platform::line::{self, Line};
use crate::platform::lock::{self, With};
use crate::state::files::{self, FileError};
use crate::state::{Follows, Record};
use futures_util::future::{AbortHandle, abortable};
use futures_util::stream::{self, StreamExt};
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::HashSet;

/// Held by the one tab that fetches.
pub(super) const LOCK: &str = "ahead";
/// Files asked for at once.
const AT_ONCE: usize = 4;
/// So many files in a row that the server does not give end a round.
const REFUSALS: u32 = 3;
/// Between two looks at what another tab fetches, in milliseconds; and after how many in which
/// nothing came that tab counts as asleep.
const LOOK: i32 = 1_000;
const LOOKS: u32 = 30;

thread_local! {
    /// The downloads of this round, which may be broken off.
    static UNDER_WAY: RefCell<Vec<AbortHandle>> = const { RefCell::new(Vec::new()) };
}

/// Breaks off what is under way: the reader chose otherwise. Files that came are kept.
pub(super) fn break_off() {
    ANEW.set(true);
    for download in UNDER_WAY.take() {
        download.abort();
    }
}

/// Fetches what is wanted and not here, until it is or cannot be.
pub(super) async fn run(follows: Follows, record: Record) -> Result<(), Halt> {
    UNDER_WAY.take();
    let chosen = state().chosen.get_untracked();
    let (mut looks, mut before) = (0, None);
    let _alone = loop {
        let alone = lock::take(LOCK, With::Nobody, 0).await;
        if alone.is_some() || looks == LOOKS {
            break alone;
        }
        plan(&chosen, follows, record).await;
        let done = Some(state().ahead.get_untracked().done);
        looks = if done == before { looks + 1 } else { 0 };
        before = done;
        clock::sleep(LOOK).await;
        if ANEW.get() {
            return Ok(());
        }
    };
    // However little is wanted on a dear line, what was read must not be lost by a publication, and
    // that is a file or two.
    for old in texts::outdated(record).await {
        renew(old).await?;
    }
    let queue = plan(&chosen, follows, record).await;
    fetch(queue, &chosen).await?;
    let Ahead { done, all, .. } = state().ahead.get_untracked();
    if chosen.paused && done < all {
        return Err(Halt::Paused);
    }
    Ok(())
}

/// What is to be fetched, each file once; and says how far that is.
async fn plan(chosen: &Chosen, follows: Follows, record: Record) -> Vec<Wanted> {
    let here: HashSet<String> = cache::list().await.into_iter().collect();
    let of_years = texts::of_years(record, |year| chosen.texts.contains(&year));
    let (mut done, mut all) = (0, 0);
    for wanted in &of_years {
        all += wanted.bytes();
        if here.contains(&wanted.address()) {
            done += wanted.bytes();
        }
    }
    state().ahead.set(Ahead {
        done,
        all,
        runs: !chosen.paused && done < all,
        halt: None,
    });
    let mut queue = Vec::new();
    if chosen.followed {
        queue = texts::followed(follows, record);
    }
    if !chosen.paused {
        queue.extend(of_years);
    }
    let mut known = here;
    queue.retain(|wanted| known.insert(wanted.address()));
    queue
}

/// Fetches files; those of the years chosen count as progress.
async fn fetch(queue: Vec<Wanted>, chosen: &Chosen) -> Result<(), Halt> {
    let coming = queue.into_iter().map(|wanted| async move {
        if chosen.free_lines && line::now() == Line::Metered {
            return Err(Halt::Metered);
        }
        let Some(bytes) = download(&wanted).await? else {
            return Ok(());
        };
        if !cache::put(&wanted.address(), &bytes, None).await {
            return Err(Halt::Full);
        }
        if chosen.texts.contains(&wanted.year) {
            state().ahead.update(|ahead| ahead.done += wanted.bytes());
        }
        Ok(())
    });
    let mut coming = stream::iter(coming).buffered(AT_ONCE);
    let (mut refused, mut in_a_row) = (Ok(()), 0);
    while let Some(done) = coming.next().await {
        match done {
            // One may have been replaced by a publication that we do not know yet; the others come.
            Err(Halt::Refused) => {
                refused = done;
                in_a_row += 1;
            }
            done => {
                done?;
                in_a_row = 0;
            }
        }
        if in_a_row == REFUSALS {
            break;
        }
        clock::sleep(0).await;
    }
    refused
}

/// Fetches what took the place of a file in which somebody opened notices, and only then deletes it.
async fn renew(old: texts::Outdated) -> Result<(), Halt> {
    for (wanted, opened) in old.now {
        let entry = wanted.entry();
        let file = match files::stored(&entry).await {
            Some(stored) => stored,
            None => match download(&wanted).await {
                Ok(Some(bytes)) => Stored { bytes, tag: None },
                // The next round tries again.
                Ok(None) | Err(Halt::Refused) => return Ok(()),
                Err(halt) => return Err(halt),
            },
        };
        if !files::mark(&entry, &file, &opened).await {
            return Err(Halt::Full);
        }
    }
    cache::delete(&old.address).await;
    Ok(())
}

/// Downloads a file; `None` where the reader may no longer want it.
async fn download(wanted: &Wanted) -> Result<Option<Vec<u8>>, Halt> {
    if ANEW.get() {
        return Ok(None);
    }
    let entry = wanted.entry();
    let (download, handle) = abortable(files::download(&entry));
    UNDER_WAY.with_borrow_mut(|all| all.push(handle));
    match download.await {
        Ok(Ok(bytes)) => Ok(Some(bytes)),
        Ok(Err(FileError::Offline)) => Err(Halt::Offline),
        Ok(Err(FileError::Damaged(_))) => Err(Halt::Refused),
        Err(_) => Ok(None),
    }
}
