//! Keeps a registration true. On every opening the browser's endpoint is compared with what the
//! server last confirmed and repaired without a word: browsers drop and replace endpoints as they
//! like. Never asks the reader anything.

use super::{Kept, Standing, keep, server_key, take_back, tell, turn_off, wanted};
use crate::platform::push::{self, Endpoint, Permission};
use crate::platform::storage::{self, Key};
use crate::platform::{clock, page, probe};
use crate::state::{Follows, Record};
use chrono::{NaiveDateTime, TimeDelta};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;

/// After so long the server is told again: it forgets who is silent for long.
const REFRESH: TimeDelta = TimeDelta::days(7);

thread_local! {
    /// Whether the server is being told: once at a time.
    static BUSY: Cell<bool> = const { Cell::new(false) };
}

/// What keeping a registration true asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Nothing,
    /// The server is told (again).
    Tell,
    /// The same, but first the server's key is compared with that of the endpoint.
    Compare,
    /// The browser dropped the endpoint: another is asked for.
    Renew,
    /// The last reason is gone.
    TurnOff,
}

/// What is due. `is_opening` is whether the reader has just come: only then are pushes turned off,
/// for whoever has just deleted the last reason may take that back.
fn due(
    kept: &Kept,
    held: Option<&Endpoint>,
    wanted: &[String],
    is_opening: bool,
    now: NaiveDateTime,
) -> Act {
    if wanted.is_empty() {
        return if is_opening {
            Act::TurnOff
        } else {
            Act::Nothing
        };
    }
    let Some(held) = held else { return Act::Renew };
    let is_told = kept.endpoint.as_ref() == Some(held)
        && kept.topics == wanted
        && kept.standing == Standing::Confirmed;
    // A clock that was set back makes nothing fresh.
    let is_fresh = (TimeDelta::zero()..REFRESH).contains(&(now - kept.at));
    if is_told && is_fresh {
        Act::Nothing
    } else if kept.standing == Standing::Confirmed && is_fresh {
        Act::Tell
    } else {
        Act::Compare
    }
}

/// Whether an endpoint was made for another key than the server has now: a server that lost its
/// file has a new one, and no push of it would ever come through. What is not known is another.
fn is_of_other(kept: &Kept, key: &str) -> bool {
    kept.key.as_deref() != Some(key)
}

/// Keeps the registration true from now on, and has the browser check by itself where it does such
/// a thing and anything is followed. Once an app.
pub fn start(follows: Follows, record: Record) {
    let is_following =
        Memo::new(move |_| follows.get().is_some_and(|f| !f.subscriptions.is_empty()));
    Effect::new(move |_| {
        if is_following.get() {
            spawn_local(async {
                // A browser without, or that refuses, leaves the other ways.
                let _ = probe::register_periodic().await;
            });
        }
    });
    // The first look is that of the opening.
    let is_first = StoredValue::new(true);
    let look = move |is_back: bool| {
        // All are read first, so that the effect runs again when one comes. Without the tree the
        // topics would be other ones for a moment.
        let (held, manifest) = (follows.get(), record.manifest());
        let regions = record.regions();
        if regions.iter().next().is_none() {
            return;
        }
        // Where what is followed cannot be read, nothing says that a reason is gone.
        if let (Some(following), Some(_), None) = (held, manifest, follows.trouble()) {
            let is_opening = is_back || is_first.try_get_value() == Some(true);
            is_first.try_set_value(false);
            spawn_local(keep_true(wanted(&following, record), is_opening));
        }
    };
    Effect::new(move |_| look(false));
    page::on_moment(move |moment| match moment {
        page::Moment::Shown => untrack(|| look(true)),
        page::Moment::Online => untrack(|| look(false)),
        page::Moment::Hidden | page::Moment::Offline => {}
    });
}

async fn keep_true(wanted: Vec<String>, is_opening: bool) {
    let Some(mut kept) = storage::load::<Kept>(Key::Push) else {
        return;
    };
    if BUSY.replace(true) {
        return;
    }
    let held = push::current().await;
    if let Ok(held) = held {
        match due(&kept, held.as_ref(), &wanted, is_opening, clock::now()) {
            Act::Nothing => {}
            Act::TurnOff => turn_off().await,
            Act::Tell => renew(&mut kept, held, wanted).await,
            Act::Compare => {
                let held = match server_key().await {
                    // Without a question only where it was allowed before; else what is there
                    // stays.
                    Ok(key) if is_of_other(&kept, &key) && is_allowed() => {
                        push::unsubscribe().await;
                        make(&mut kept, key).await
                    }
                    _ => held,
                };
                renew(&mut kept, held, wanted).await;
            }
            Act::Renew => {
                let made = match server_key().await {
                    Ok(key) if is_allowed() => make(&mut kept, key).await,
                    _ => None,
                };
                renew(&mut kept, made, wanted).await;
            }
        }
    }
    BUSY.set(false);
}

/// Whether an endpoint can be made without a question: never one without a tap.
fn is_allowed() -> bool {
    push::permission() == Permission::Granted
}

async fn make(kept: &mut Kept, key: String) -> Option<Endpoint> {
    let made = push::subscribe(&key).await.ok();
    kept.key = made.is_some().then_some(key);
    made
}

async fn renew(kept: &mut Kept, endpoint: Option<Endpoint>, wanted: Vec<String>) {
    let old = kept
        .endpoint
        .take()
        .filter(|old| Some(old) != endpoint.as_ref());
    if let Some(old) = old {
        take_back(&old).await;
    }
    if kept.endpoint != endpoint || kept.topics != wanted {
        kept.standing = Standing::Untold;
    }
    kept.endpoint = endpoint;
    kept.topics = wanted;
    if storage::load::<Kept>(Key::Push).is_none() {
        return;
    }
    keep(Some(kept));
    if kept.endpoint.is_some() {
        // What fails is tried again on the next opening.
        let _ = tell(kept).await;
    }
}

#[cfg(test)]
#[path = "../push_test.rs"]
mod tests;
