//! The service worker as a page sees it: which version answers, whether a newer one waits, and what
//! is said to it. Where there is no worker nothing ever changes. `public/sw.js` is the other side.

use crate::platform::{cache, notify, page};
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageChannel, MessageEvent, ServiceWorker, ServiceWorkerRegistration};

/// Longest wait for a worker's word, in milliseconds: one of an earlier app never answers.
const PATIENCE: i32 = 3_000;

/// What a page tells the worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The one that waits takes over: a person wants it.
    TakeOver,
    /// The one that waits takes over unless somebody is in the middle of something.
    TakeOverIfIdle,
    /// The one that runs deletes what no page needs any more.
    Tidy,
}

/// The versions that the browser holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// The one that answers for this page.
    pub running: Option<String>,
    /// The one that is installed and waits.
    pub waiting: Option<String>,
}

/// The version of this page, as the build stamped it; `None` in a build without a worker.
pub fn own_version() -> Option<String> {
    page::root_attribute("data-version")
}

/// Whether the reader has touched the page since it was loaded (`boot.js`).
pub fn is_touched() -> bool {
    page::root_attribute("data-touched").is_some()
}

/// Asks which versions there are; `None` where there is no worker.
pub async fn versions() -> Option<Versions> {
    let registration = notify::registration().await?;
    let waiting = match registration.waiting() {
        Some(worker) => version_of(&worker).await,
        None => None,
    };
    let running = match container()?.controller() {
        Some(worker) => version_of(&worker).await,
        None => None,
    };
    Some(Versions { running, waiting })
}

/// Tells the worker something. Without one nobody hears.
pub async fn tell(order: Order) {
    let Some(registration) = notify::registration().await else {
        return;
    };
    let (to, name, value) = match order {
        Order::TakeOver => (registration.waiting(), "takeOver", "now".into()),
        Order::TakeOverIfIdle => (registration.waiting(), "takeOver", "idle".into()),
        Order::Tidy => (registration.active(), "tidy", JsValue::TRUE),
    };
    let message = Object::new();
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(&message, &name.into(), &value);
    if let Some(worker) = to {
        // A worker that has just gone needs no telling.
        let _ = worker.post_message(&message);
    }
}

/// Asks the server for a newer version, which then installs beside this one; false where it could
/// not be asked.
pub async fn update() -> bool {
    let Some(registration) = notify::registration().await else {
        return false;
    };
    match registration.update() {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}

/// Whether there is a worker at all.
pub async fn exists() -> bool {
    notify::registration().await.is_some()
}

/// Whether a newer version is being installed.
pub async fn is_installing() -> bool {
    notify::registration()
        .await
        .is_some_and(|r| r.installing().is_some())
}

/// Takes the worker off this device with what it kept of the app; everything else stays.
pub async fn let_go() {
    if let Some(registration) = notify::registration().await
        && let Ok(promise) = registration.unregister()
    {
        let _ = JsFuture::from(promise).await;
    }
    cache::clear_app().await;
}

/// Calls back when another version is here, or answers for this page; as long as the page lives.
pub async fn on_change(call: impl Fn() + Clone + 'static) {
    let Some(container) = container() else { return };
    page::listen(&container, "controllerchange", call.clone());
    // On a first visit `boot.js` is still about to register it; where it never does, this waits.
    let Ok(ready) = container.ready() else { return };
    let Ok(registration) = JsFuture::from(ready).await else {
        return;
    };
    let registration: ServiceWorkerRegistration = registration.unchecked_into();
    watch(&registration, call.clone());
    let found = registration.clone();
    let again = call.clone();
    page::listen(&registration, "updatefound", move || {
        watch(&found, again.clone());
    });
    call();
}

fn watch(registration: &ServiceWorkerRegistration, call: impl Fn() + 'static) {
    if let Some(coming) = registration.installing() {
        page::listen(&coming, "statechange", call);
    }
}

async fn version_of(worker: &ServiceWorker) -> Option<String> {
    let channel = MessageChannel::new().ok()?;
    let port = channel.port1();
    let heard = Promise::new(&mut |resolve, _| {
        let hear = Closure::once_into_js(move |event: MessageEvent| {
            // Resolving a promise never throws.
            let _ = resolve.call1(&JsValue::NULL, &event.data());
        });
        port.set_onmessage(Some(hear.unchecked_ref()));
    });
    let with = Array::of1(&channel.port2());
    worker
        .post_message_with_transferable(&JsValue::NULL, &with)
        .ok()?;
    notify::within(heard, PATIENCE).await?.ok()?.as_string()
}

/// `None` on insecure pages, where there is no such thing.
fn container() -> Option<web_sys::ServiceWorkerContainer> {
    let container = web_sys::window()?.navigator().service_worker();
    (!container.is_undefined()).then_some(container)
}
