//! The publisher's switch for the service worker: the manifest says that none is wanted, or its file
//! is gone. Also an app that is too old for the record hears of it, and a public screen. Loaded apart.

use crate::platform::storage::{self, Key};
use crate::platform::{clock, net, worker};
use crate::state::{Health, Record, sync};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Why no worker is registered: by the manifest, or because its file is gone.
const OFF: &str = "off";
const GONE: &str = "gone";
/// Longest wait for the publisher, in milliseconds, and the pause between two looks.
const PATIENCE: i32 = 30_000;
const LOOK: i32 = 500;

/// Does what each manifest that comes says about the worker. Once an app.
pub(super) fn start(record: Record) {
    Effect::new(move |_| match is_off(record) {
        Some(true) => spawn_local(let_go(OFF)),
        Some(false) => allow(OFF),
        None => {}
    });
}

/// Looks whether the publisher took the worker's file away: then they want none.
pub(super) async fn look(record: Record) {
    let answer = net::get("sw.js", net::Freshness::Never, PATIENCE).await;
    match answer.map(|answer| answer.status) {
        Ok(404 | 410) => {
            // That a manifest came shows that it was the publisher who answered.
            let mut waited = 0;
            while untrack(|| is_off(record)).is_none() {
                if waited >= PATIENCE {
                    return;
                }
                clock::sleep(LOOK).await;
                waited += LOOK;
            }
            let_go(GONE).await;
        }
        Ok(200) => allow(GONE),
        _ => {}
    }
}

/// What the publisher's last answer says; `None` where there was none, as what lies here may be old.
/// Reactive.
fn is_off(record: Record) -> Option<bool> {
    match record.health.try_get()? {
        Health::Fresh { .. } => Some(record.manifest()?.instance.no_worker),
        Health::TooNew => sync::later_wants_no_worker(),
        _ => None,
    }
}

/// Takes the worker off, and lets `boot.js` register none.
async fn let_go(why: &str) {
    storage::save(Key::Worker, &why);
    worker::let_go().await;
}

/// Lets `boot.js` register the worker again, where this was why it did not.
fn allow(why: &str) {
    if storage::load::<String>(Key::Worker).as_deref() == Some(why) {
        storage::remove(Key::Worker);
    }
}
