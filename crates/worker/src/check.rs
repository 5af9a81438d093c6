//! A check in the background: fetch the head, match in one transaction, say what is to be said.

use crate::head::{List, manifest};
use crate::net;
use archive::Changes;
use chrono::{DateTime, NaiveDateTime, TimeDelta};
use js_sys::{Date, Object, Reflect};
use record::follow::{FAILING_DAYS, Subscription, seal};
use record::site::{FileEntry, MANIFEST, ROOT};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::RequestCache;
use worker::step::{self, Fetched, Head};
use worker::store::Store;
use worker::words::{self, Found, Notice};

/// What [`check`] came to.
#[derive(Default)]
struct Outcome {
    /// A notification to show.
    notice: Option<Notice>,
    /// The badge; absent where nothing could be read.
    badge: Option<u32>,
    /// Whether something new is told, which may be heard.
    fresh: bool,
}

/// Checks the record under `base`, and tells `sw.js` what to show: `{title, body, page, badge,
/// fresh}`.
/// With `pushed` there is always a notification; without, only where something is to be told.
#[wasm_bindgen]
#[allow(unreachable_pub, reason = "the macro exports only what is public")]
pub async fn check(base: String, pushed: bool) -> JsValue {
    let outcome = outcome(&base, pushed).await;
    let out = Object::new();
    let set = |name: &str, value: JsValue| {
        // Setting a property of a plain object never fails.
        let _ = Reflect::set(&out, &name.into(), &value);
    };
    if let Some(Notice { title, body, page }) = outcome.notice {
        set("title", title.into());
        set("body", body.into());
        set("page", page.into());
    }
    if let Some(badge) = outcome.badge {
        set("badge", badge.into());
    }
    set("fresh", outcome.fresh.into());
    out.into()
}

async fn outcome(base: &str, pushed: bool) -> Outcome {
    let store = Store::new(base);
    let fetched = fetched(base, &store).await;
    let now = now();
    let told = Rc::new(RefCell::new(Outcome::default()));
    let out = told.clone();
    let how = move |old: Option<&[u8]>| {
        let mut following = step::read(old).ok()?;
        let english = following.lang == "en";
        let taken = fetched.as_ref().and_then(|fetch| {
            let list = fetch.list.as_ref();
            let day = fetch.head.day;
            let fetched = Fetched {
                head: fetch.head,
                from: fetch.from,
                changes: &fetch.changes,
                list: list.map(|list| |followed: &[Subscription]| list.held(followed, day)),
            };
            step::check(&mut following, fetched, now)
        });
        let mut outcome = Outcome::default();
        if taken.is_some() {
            let alerts = step::untold(&mut following);
            let unread = step::unread(&following);
            let found = Found {
                alerts: &alerts,
                unread: &unread,
                news: fetched.as_ref().and_then(|fetch| fetch.news),
                partly: fetched.as_ref().is_some_and(|fetch| fetch.partly)
                    || following.gap.is_some(),
            };
            outcome.fresh = !alerts.is_empty();
            let speaks = pushed || outcome.fresh;
            outcome.notice = speaks.then(|| words::checked(english, found, now));
        } else if following.checks.note(false, now) {
            outcome.notice = Some(words::failing(english, FAILING_DAYS));
            outcome.fresh = true;
        } else {
            outcome.notice = pushed.then(|| words::unchecked(english));
        }
        outcome.badge = Some(following.badge());
        *out.borrow_mut() = outcome;
        Some(seal(&following))
    };
    // What a device did not let us write did not happen, and is not told.
    match store.change(Rc::new(how)).await {
        Ok(()) if told.borrow().badge.is_some() => told.take(),
        _ => Outcome {
            notice: pushed.then(|| words::unchecked(false)),
            ..Outcome::default()
        },
    }
}

/// What came from the publisher.
struct Fetch {
    head: Head,
    from: Option<u64>,
    changes: Vec<Changes>,
    list: Option<List>,
    news: Option<usize>,
    /// Whether the blacklist, which is needed, is not here.
    partly: bool,
}

/// Fetches the head and what is new after the device's cursor; `None` where the publisher could
/// not be reached, or not all of it came.
async fn fetched(base: &str, store: &Store) -> Option<Fetch> {
    let address = format!("{base}{ROOT}{MANIFEST}");
    let manifest = manifest(&net::get(&address, RequestCache::NoCache).await?)?;
    let head = manifest.head;
    // A device that does not answer is not an empty one.
    let old = store.read().await.ok()?;
    let following = step::read(old.as_deref()).ok()?;
    let mut fetch = Fetch {
        head,
        from: step::cursor(&following, &head),
        changes: Vec::new(),
        list: None,
        news: None,
        partly: false,
    };
    if !step::is_due(&following, &head) {
        return Some(fetch);
    }
    if let Some(reached) = fetch.from {
        for entry in manifest.changes.iter().filter(|entry| entry.last > reached) {
            let bytes = net::file(base, &entry.file(), false).await?;
            let changes = Changes::decode(&bytes).ok()?;
            fetch.news = Some(fetch.news.unwrap_or(0) + changes.count_after(reached));
            fetch.changes.push(changes);
        }
    }
    if following.needs_list() {
        let list_of = manifest.list.filter(|_| step::is_clock_sane(&head, now()));
        if let Some(entry) = list_of {
            fetch.list = list(base, &entry).await;
        }
        fetch.partly = fetch.list.is_none();
    }
    Some(fetch)
}

/// The blacklist: the page's copy, which is pruned, else the published file.
async fn list(base: &str, entry: &FileEntry) -> Option<List> {
    let bytes = match net::kept(base, &entry.path).await {
        Some(bytes) => bytes,
        None => net::file(base, entry, true).await?,
    };
    List::read(&bytes)
}

fn now() -> NaiveDateTime {
    let ms = Date::now();
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a clock's milliseconds fit"
    )]
    let utc = DateTime::from_timestamp_millis(ms as i64).unwrap_or_default();
    utc.naive_utc() + TimeDelta::hours(8)
}
