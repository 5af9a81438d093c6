//! Taking in what another device hands over, and the way back. Whether it may be taken in is
//! `record::follow::hand`'s to say; here it is put where it belongs.

use crate::platform::clock;
use crate::platform::storage::{self, Key};
use crate::state::following;
use crate::state::suppliers::{self, Refusal};
use crate::state::{Debarments, Follows, Record};
use leptos::prelude::*;
use record::follow::hand::{Fit, Frame, Frames, Handed, fit, renumber};
use record::follow::{Classes, Keys, SUBSCRIPTIONS, Subscription, Target, listed};
use std::cell::RefCell;
use std::rc::Rc;
use worker::step::Head;

/// What taking in did, so that it can be undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Numbers of subscriptions that are new.
    pub added: Vec<u32>,
    /// Subscriptions that want more now, with what they wanted before and want now.
    pub widened: Vec<(u32, Classes, Classes)>,
    /// Numbers of standing lists that are new.
    lists: Vec<u32>,
    /// Whether the device kept it; else it lasts until the page closes.
    pub kept: bool,
}

/// Why nothing was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untaken {
    /// There would be more than [`SUBSCRIPTIONS`].
    TooMany,
    /// A standing list finds no room.
    Lists(Refusal),
    /// What is followed on this device is of a newer version, or not read yet.
    Locked,
}

/// Takes in what is new, and, where the reader agreed, what is to want more.
///
/// # Errors
/// If there is no room; then nothing changed.
pub async fn take(
    follows: Follows,
    record: Record,
    debarments: Debarments,
    all: Vec<Handed>,
    widen: bool,
) -> Result<Taken, Untaken> {
    let own = follows.get_untracked().ok_or(Untaken::Locked)?;
    let is_new = |handed: &&Handed| fit(handed, &own.subscriptions) == Fit::New;
    if own.subscriptions.len() + all.iter().filter(is_new).count() > SUBSCRIPTIONS {
        return Err(Untaken::TooMany);
    }
    let mut lists = Vec::new();
    let mut coming = Vec::new();
    for mut handed in all {
        let is_new = fit(&handed, &own.subscriptions) == Fit::New;
        if let (true, Target::Suppliers { firms, .. }) = (is_new, &handed.target) {
            match suppliers::adopt(&handed.name, firms) {
                Ok(number) => {
                    lists.push(number);
                    renumber(&mut handed.target, number);
                }
                Err(why) => {
                    drop_lists(&lists);
                    return Err(Untaken::Lists(why));
                }
            }
        }
        coming.push(handed);
    }
    let prepared = prepare(record, debarments, coming);
    let taken = Rc::new(RefCell::new(Taken::default()));
    let out = taken.clone();
    let kept = following::change(follows, move |following| {
        // It may run twice, each time on what lies there.
        let mut done = Taken::default();
        for (handed, new, known) in &prepared {
            match fit(handed, &following.subscriptions) {
                Fit::New => done
                    .added
                    .extend(following.subscribe(new.clone(), known.clone())),
                Fit::Wider { id, classes } if widen => {
                    let found = following.subscriptions.iter_mut().find(|s| s.id == id);
                    if let Some(here) = found {
                        done.widened.push((id, here.classes, classes));
                        here.classes = classes;
                    }
                }
                Fit::Same | Fit::Wider { .. } => {}
            }
        }
        *out.borrow_mut() = done;
    })
    .await;
    let done = taken.take();
    if done == Taken::default() && !kept && follows.is_locked() {
        drop_lists(&lists);
        return Err(Untaken::Locked);
    }
    Ok(Taken {
        lists,
        kept,
        ..done
    })
}

/// Each with the subscription that it becomes, and the entries of the blacklist that it matches
/// already, which are no news.
fn prepare(
    record: Record,
    debarments: Debarments,
    all: Vec<Handed>,
) -> Vec<(Handed, Subscription, Option<Keys>)> {
    let manifest = record.manifest.get_untracked();
    let since = manifest.as_ref().map_or(0, |m| m.sequence);
    let created = clock::now();
    let new = |(id, handed): (u32, &Handed)| Subscription {
        id,
        name: handed.name.clone(),
        target: handed.target.clone(),
        classes: handed.classes,
        created,
        since,
        muted_until: None,
    };
    let new: Vec<Subscription> = (1..).zip(&all).map(new).collect();
    let held = match (&manifest, debarments.held_untracked()) {
        (Some(manifest), Some(held)) => Some(listed(&new, &held.list, Head::of(manifest).day)),
        _ => None,
    };
    let known = |id| held.as_ref().map(|held| held.of(id));
    let both = all.into_iter().zip(new);
    both.map(|(handed, new)| {
        let known = known(new.id);
        (handed, new, known)
    })
    .collect()
}

/// Undoes it. What the reader changed since then stays.
pub async fn undo(follows: Follows, taken: Taken) {
    let Taken {
        added,
        widened,
        lists,
        ..
    } = taken;
    following::change(follows, move |following| {
        for id in &added {
            following.unsubscribe(*id);
        }
        for (id, before, after) in &widened {
            let mut all = following.subscriptions.iter_mut();
            if let Some(here) = all.find(|s| s.id == *id && s.classes == *after) {
                here.classes = *before;
            }
        }
    })
    .await;
    drop_lists(&lists);
}

fn drop_lists(numbers: &[u32]) {
    for number in numbers {
        suppliers::delete(*number);
    }
}

/// The frames of a hand-over that came so far, over several openings of the app.
pub fn frames() -> Frames {
    let mut frames = Frames::default();
    let texts: Vec<String> = storage::load(Key::Hand).unwrap_or_default();
    for frame in texts.iter().filter_map(|text| Frame::parse(text).ok()) {
        frames.add(frame);
    }
    frames
}

/// Keeps them; none deletes what was kept.
pub fn keep_frames(frames: &Frames) {
    let texts: Vec<String> = frames.iter().map(ToString::to_string).collect();
    if texts.is_empty() {
        storage::remove(Key::Hand);
    } else {
        // Where nothing can be kept, the page holds them until it closes.
        storage::save(Key::Hand, &texts);
    }
}
