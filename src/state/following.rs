//! Keeps what is followed in step with the device and the record. Loaded apart.
//!
//! Every change is one transaction on the device's own record (`worker::store`), computed from
//! what lies there and not from what this page shows: another tab or the service worker may have
//! changed it. What matching means is `worker::step`'s, the same for page and worker.

use crate::platform::storage::{self, Key};
use crate::platform::{channel, clock, notify, page};
use crate::state::files;
use crate::state::follows::{FollowTrouble, Follows};
use crate::state::{Debarments, Health, Record};
use archive::Changes;
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::debarment::DebarmentList;
use record::follow::{
    Cursor, FAILING_DAYS, Following, Keys, Subscription, Target, entry_key, listed, seal,
};
use record::site::{DEBARMENTS, Manifest};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use worker::step::{self, Fetched, Head, Locked};
use worker::store::Store;
use worker::words::{self, Found};

/// The name by which tabs and the worker tell each other that something changed.
const CHANNEL: &str = "following";

/// Follows the device, the record and the blacklist from now on. Once an app.
pub fn start(follows: Follows, debarments: Debarments, record: Record) {
    channel::listen(CHANNEL, move || spawn_local(read(follows)));
    page::on_moment(move |moment| {
        // The worker may have told something while this page slept.
        if moment == page::Moment::Shown {
            spawn_local(read(follows));
        }
    });
    spawn_local(async move {
        read(follows).await;
        let checker = Checker::default();
        Effect::new(move |_| {
            let health = record.health();
            let (manifest, list) = (record.manifest(), debarments.held());
            let Some(manifest) = manifest else { return };
            match health {
                Health::Starting | Health::Checking => {}
                Health::Fresh { .. } => {
                    // A list that is not the one which the manifest names says nothing about now.
                    let named = manifest
                        .reference
                        .get(DEBARMENTS)
                        .map(|entry| &entry.sha256);
                    let list = list.filter(|held| Some(&held.sha256) == named);
                    if let Some(held) = &list {
                        forget(follows, &held.list);
                    }
                    checker.ask(follows, manifest, list.map(|held| held.list.clone()));
                }
                Health::Offline { .. }
                | Health::Damaged { .. }
                | Health::Missing
                | Health::TooNew => spawn_local(note_failure(follows)),
            }
        });
    });
}

/// What there is to compare with.
type Asked = (Arc<Manifest>, Option<DebarmentList>);

/// One check after the other; of those that are asked for meanwhile the last.
#[derive(Clone, Default)]
struct Checker {
    next: Rc<RefCell<Option<Asked>>>,
    busy: Rc<Cell<bool>>,
}

impl Checker {
    fn ask(&self, follows: Follows, manifest: Arc<Manifest>, list: Option<DebarmentList>) {
        *self.next.borrow_mut() = Some((manifest, list));
        if self.busy.replace(true) {
            return;
        }
        let Self { next, busy } = self.clone();
        spawn_local(async move {
            loop {
                let asked = next.borrow_mut().take();
                let Some((manifest, list)) = asked else { break };
                check(follows, manifest, list).await;
            }
            busy.set(false);
        });
    }
}

/// Subscribes; `None` where there are too many, or the device did not let us.
pub async fn subscribe(
    follows: Follows,
    record: Record,
    debarments: Debarments,
    new: Subscription,
) -> Option<u32> {
    let known = known(record, debarments, &new);
    let manifest = record.manifest.get_untracked();
    let since = manifest
        .as_ref()
        .map_or(new.since, |manifest| manifest.sequence);
    let begins = manifest.map(|manifest| Cursor {
        dataset: manifest.instance.dataset,
        sequence: since,
    });
    let new = Subscription { since, ..new };
    let id = Rc::new(Cell::new(None));
    let out = id.clone();
    change(follows, move |following| {
        // What comes before the first check is news too.
        following.cursor = following.cursor.or(begins);
        out.set(following.subscribe(new.clone(), known.clone()));
    })
    .await;
    id.get()
}

/// Changes what lies on the device, in one transaction, and shows it. `how` may run twice, each
/// time on what lies there. False where it was not kept.
pub async fn change(follows: Follows, how: impl Fn(&mut Following) + 'static) -> bool {
    let outcome = Rc::new(RefCell::new(None));
    let out = outcome.clone();
    let how = Rc::new(how);
    let in_store = how.clone();
    let kept = store()
        .change(Rc::new(move |old| {
            let read = step::read(old).map(|mut following| {
                in_store(&mut following);
                following
            });
            let bytes = read.as_ref().ok().map(seal);
            *out.borrow_mut() = Some(read);
            bytes
        }))
        .await
        .is_ok();
    match outcome.take() {
        Some(Ok(following)) if kept => {
            let follows_again = !following.subscriptions.is_empty();
            show(follows, following);
            follows.trouble.try_update(|trouble| match trouble {
                // Said until the reader has acted on it.
                Some(FollowTrouble::PutAside) => {}
                Some(FollowTrouble::Evicted) if !follows_again => {}
                _ => *trouble = None,
            });
            channel::tell(CHANNEL);
            true
        }
        Some(Err(Locked::Newer)) => {
            follows.trouble.try_set(Some(FollowTrouble::Newer));
            false
        }
        // What cannot be kept still holds until the page closes.
        _ => {
            let held = follows.held.try_get_untracked().flatten();
            let mut following = held.map_or_else(Following::default, |held| (*held).clone());
            how(&mut following);
            follows.trouble.try_set(Some(FollowTrouble::Unkept));
            follows.held.try_set(Some(Arc::new(following)));
            false
        }
    }
}

/// Reads the device again.
async fn read(follows: Follows) {
    let Ok(bytes) = store().read().await else {
        follows.trouble.try_set(Some(FollowTrouble::Unkept));
        follows.held.try_update(|held| {
            held.get_or_insert_default();
        });
        return;
    };
    match step::read(bytes.as_deref()) {
        Ok(following) => {
            let had = storage::load::<u32>(Key::Follows).unwrap_or(0);
            if following.subscriptions.is_empty() && had > 0 {
                // Said on every opening until something is followed again.
                let aside = storage::load(Key::Aside) == Some(true);
                let why = [FollowTrouble::Evicted, FollowTrouble::PutAside][usize::from(aside)];
                follows.trouble.try_set(Some(why));
            }
            show(follows, following);
        }
        Err(Locked::Newer) => {
            follows.trouble.try_set(Some(FollowTrouble::Newer));
        }
        Err(Locked::Unreadable) => {
            let stamp = clock::now().and_utc().timestamp().to_string();
            if store().put_aside(&stamp).await.is_ok() {
                storage::save(Key::Aside, &true);
                follows.trouble.try_set(Some(FollowTrouble::PutAside));
                show(follows, Following::default());
            }
        }
    }
}

fn show(follows: Follows, following: Following) {
    let subscriptions = u32::try_from(following.subscriptions.len()).unwrap_or(u32::MAX);
    // So that a browser which deletes what is followed can be told from a new device.
    let lost = [FollowTrouble::Evicted, FollowTrouble::PutAside].map(Some);
    if subscriptions > 0 || !lost.contains(&follows.trouble.try_get_untracked().flatten()) {
        storage::save(Key::Follows, &subscriptions);
        storage::save(Key::Aside, &false);
    }
    notify::badge(following.badge());
    let same =
        |held: &Option<Arc<Following>>| held.as_ref().is_some_and(|held| **held == following);
    if follows.held.try_with_untracked(same) != Some(true) {
        follows.held.try_set(Some(Arc::new(following)));
    }
}

/// Compares with what the publisher has now.
async fn check(follows: Follows, manifest: Arc<Manifest>, list: Option<DebarmentList>) {
    let head = Head::of(&manifest);
    let Some(held) = follows.held.try_get_untracked().flatten() else {
        return;
    };
    let mut files = Vec::new();
    let mut whole = true;
    let from = step::cursor(&held, &head);
    if let Some(reached) = from {
        for entry in manifest.changes_since(reached) {
            let bytes = files::fetch(&entry.file()).await.ok();
            match bytes.and_then(|bytes| Changes::decode(&bytes).ok()) {
                Some(changes) => files.push(changes),
                None => whole = false,
            }
        }
    }
    follows.incomplete.try_set(!whole);
    if !whole {
        // The cursor stays: what is missing is told when it comes.
        note_failure(follows).await;
        return;
    }
    let needs_list = held.needs_list();
    // The check runs again when the list is here.
    let list = list.filter(|_| needs_list && step::is_clock_sane(&head, clock::now()));
    follows.incomplete.try_set(needs_list && list.is_none());
    let is_known = !step::is_due(&held, &head);
    if is_known
        && !needs_list
        && held
            .checks
            .reached
            .is_some_and(|at| clock::now() - at < RECENT)
    {
        return;
    }
    let files = Rc::new(files);
    let list = Rc::new(list);
    let waiting = Rc::new(RefCell::new((Vec::new(), Vec::new())));
    let out = waiting.clone();
    let fits = Rc::new(Cell::new(true));
    let fitted = fits.clone();
    let hidden = !page::is_visible();
    let lang = page::root_attribute("lang").unwrap_or_default();
    let kept = change(follows, move |following| {
        let list = list.as_ref().as_ref();
        let list =
            list.map(|list| move |followed: &[Subscription]| listed(followed, list, head.day));
        let changes = &files;
        let fetched = Fetched {
            head,
            from,
            changes,
            list,
        };
        fitted.set(step::check(following, fetched, clock::now()).is_some());
        following.lang.clone_from(&lang);
        if hidden {
            let alerts = step::untold(following);
            *out.borrow_mut() = (alerts, step::unread(following));
        }
    })
    .await;
    if !fits.get() {
        // What this page showed was not what lies on the device: the next check goes from there.
        read(follows).await;
        return;
    }
    let (alerts, unread) = waiting.take();
    if kept && !alerts.is_empty() {
        let english = page::root_attribute("lang").is_some_and(|lang| lang == "en");
        let found = Found {
            alerts: &alerts,
            unread: &unread,
            ..Found::default()
        };
        let said = words::checked(english, found, clock::now());
        notify::show(&said.title, &said.body, &said.page).await;
    }
}

/// Between two writings of when it was checked, where nothing else was new.
const RECENT: chrono::TimeDelta = chrono::TimeDelta::minutes(5);

/// Notes that a check failed, and says so when that has lasted too long.
async fn note_failure(follows: Follows) {
    let due = Rc::new(Cell::new(false));
    let out = due.clone();
    let following = follows.held.try_get_untracked().flatten();
    if following.is_none_or(|f| f.subscriptions.is_empty()) {
        return;
    }
    change(follows, move |following| {
        out.set(following.checks.note(false, clock::now()))
    })
    .await;
    if due.get() {
        let english = page::root_attribute("lang").is_some_and(|lang| lang == "en");
        let said = words::failing(english, FAILING_DAYS);
        notify::show(&said.title, &said.body, &said.page).await;
    }
}

/// Drops alerts of entries that the blacklist does not hold any more (rule 6).
fn forget(follows: Follows, list: &DebarmentList) {
    let keys = list
        .entries()
        .map(|(source, entry)| entry_key(source.id.as_str(), &entry.key));
    let keys: Keys = keys.collect();
    let held = follows.held.try_get_untracked().flatten();
    let mut pruned = held.as_deref().cloned().unwrap_or_default();
    pruned.forget(&keys);
    if held.is_some_and(|held| pruned.alerts.len() < held.alerts.len()) {
        spawn_local(async move {
            change(follows, move |following| following.forget(&keys)).await;
        });
    }
}

/// Gives a subscription another form, and notes what it matches of the blacklist as it is now;
/// false where it is not there any more, or the device did not let us.
pub async fn reshape(
    follows: Follows,
    record: Record,
    debarments: Debarments,
    new: Subscription,
) -> bool {
    let known = known(record, debarments, &new);
    let done = Rc::new(Cell::new(false));
    let out = done.clone();
    change(follows, move |following| {
        out.set(following.reshape(new.clone(), known.clone()));
    })
    .await;
    done.get()
}

/// What watches a standing list of suppliers is kept in step with it.
pub async fn suppliers_changed(
    follows: Follows,
    record: Record,
    debarments: Debarments,
    list: u32,
    firms: Vec<record::follow::Firm>,
) {
    let target = Target::Suppliers { list, firms };
    let held = follows.held.try_get_untracked().flatten();
    let of = held.and_then(|held| held.watching(&target).cloned());
    if let Some(old) = of {
        reshape(follows, record, debarments, Subscription { target, ..old }).await;
    }
}

/// The entries of the blacklist that a subscription matches, where the list is here.
fn known(record: Record, debarments: Debarments, of: &Subscription) -> Option<Keys> {
    let manifest = record.manifest.try_get_untracked().flatten()?;
    let held = debarments.held_untracked()?;
    let day = Head::of(&manifest).day;
    Some(listed(std::slice::from_ref(of), &held.list, day).of(of.id))
}

/// Deletes all that is followed, the inbox, and what was put aside; false where the device refused.
pub async fn delete_all(follows: Follows) -> bool {
    let done = store().clear().await;
    if done {
        follows.trouble.try_set(None);
        show(follows, Following::default());
        channel::tell(CHANNEL);
    }
    done
}

/// The device's own record of what is followed.
pub fn store() -> Store {
    Store::new(page::base())
}
