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
use worker::words::{self, Notice};

/// What [`check`] came to.
#[derive(Default)]
struct Outcome {
    /// A notification to show.
    notice: Option<Notice>,
    /// The badge; absent where nothing could be read.
    badge: Option<u32>,
}

/// Checks the record under `base`, and tells `sw.js` what to show: `{title, body, page, badge}`.
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
    out.into()
}

async fn outcome(base: &str, pushed: bool) -> Outcome {
    let store = Store::new(base);
    let fetched = fetched(base, &store).await;
    let now = now();
    let told = Rc::new(RefCell::new(Outcome {
        notice: pushed.then(|| words::unchecked(false)),
        badge: None,
    }));
    let out = told.clone();
    let how = move |old: Option<&[u8]>| {
        let mut following = step::read(old).ok()?;
        let english = following.lang == "en";
        let notice = match &fetched {
            Some(Fetch {
                head,
                changes,
                list,
                news,
            }) => {
                let list = list.as_ref();
                let list =
                    list.map(|list| |followed: &[Subscription]| list.held(followed, head.day));
                step::check(
                    &mut following,
                    Fetched {
                        head: *head,
                        changes,
                        list,
                    },
                    now,
                );
                let waiting = step::untold(&mut following);
                let speaks = pushed || !waiting.is_empty();
                let unread = step::unread(&following);
                speaks.then(|| words::checked(english, &waiting, &unread, now, *news))
            }
            None if following.checks.note(false, now) => {
                Some(words::failing(english, FAILING_DAYS))
            }
            None => pushed.then(|| words::unchecked(english)),
        };
        let badge = Some(following.badge());
        *out.borrow_mut() = Outcome { notice, badge };
        Some(seal(&following))
    };
    // A device that does not let us write has nothing to tell of either.
    let _ = store.change(Rc::new(how)).await;
    told.take()
}

/// What came from the publisher.
struct Fetch {
    head: Head,
    changes: Vec<Changes>,
    list: Option<List>,
    news: Option<u32>,
}

/// Fetches the head and what is new after the device's cursor; `None` where the publisher could
/// not be reached, or not all of it came.
async fn fetched(base: &str, store: &Store) -> Option<Fetch> {
    let address = format!("{base}{ROOT}{MANIFEST}");
    let manifest = manifest(&net::get(&address, RequestCache::NoCache).await?)?;
    let head = manifest.head;
    let old = store.read().await.ok().flatten();
    let following = step::read(old.as_deref()).unwrap_or_default();
    let mut fetch = Fetch {
        head,
        changes: Vec::new(),
        list: None,
        news: None,
    };
    if !step::is_due(&following, &head) {
        return Some(fetch);
    }
    if let Some(reached) = step::cursor(&following, &head) {
        for entry in manifest.changes.iter().filter(|entry| entry.last > reached) {
            let bytes = net::file(base, &entry.file(), false).await?;
            fetch.changes.push(Changes::decode(&bytes).ok()?);
            fetch.news = Some(fetch.news.unwrap_or(0) + entry.count);
        }
    }
    let wanted = following.needs_list() && step::is_clock_sane(&head, now());
    if let Some(entry) = manifest.list.filter(|_| wanted) {
        fetch.list = list(base, &entry).await;
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
