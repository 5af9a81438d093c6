//! Notifications and the badge of the app's icon, where the browser has them and the reader has
//! allowed them. A browser without does nothing.

use crate::platform::{clock, page};
use futures_util::future::{Either, select};
use js_sys::{Object, Promise, Reflect};
use std::pin::pin;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MessageEvent, Notification, NotificationOptions, NotificationPermission,
    ServiceWorkerRegistration,
};

/// The one tag of all notifications of checks: each replaces the last. The same in `sw.js`; towns
/// may share an origin.
fn tag() -> String {
    format!("gongkai-check {}", page::base())
}

/// Shows a notification that opens a page of the app; false where that is not possible here.
pub async fn show(title: &str, body: &str, opens: &str) -> bool {
    if !is_allowed() {
        return false;
    }
    let Some(registration) = registration().await else {
        return false;
    };
    let options = NotificationOptions::new();
    options.set_body(body);
    options.set_tag(&tag());
    // It replaces one that was seen, and is to be noticed all the same.
    let _ = Reflect::set(&options, &"renotify".into(), &true.into());
    let data = Object::new();
    let _ = Reflect::set(&data, &"page".into(), &opens.into());
    options.set_data(&data);
    let shown = registration.show_notification_with_options(title, &options);
    match shown {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}

/// Whether the reader has allowed notifications.
pub fn is_allowed() -> bool {
    exists() && Notification::permission() == NotificationPermission::Granted
}

/// Whether the browser has notifications at all.
pub fn exists() -> bool {
    Reflect::has(&js_sys::global(), &"Notification".into()).unwrap_or(false)
}

/// Sets the badge of the app's icon; 0 takes it away.
pub fn badge(count: u32) {
    let Some(navigator) = web_sys::window().map(|w| w.navigator()) else {
        return;
    };
    let name = if count == 0 {
        "clearAppBadge"
    } else {
        "setAppBadge"
    };
    let call = Reflect::get(&navigator, &name.into()).ok();
    let call = call.and_then(|call| call.dyn_into::<js_sys::Function>().ok());
    if let Some(call) = call
        && let Ok(promise) = call.call1(&navigator, &count.into())
        && let Ok(promise) = promise.dyn_into::<js_sys::Promise>()
    {
        // An app that is not installed is refused, and that is no fault.
        wasm_bindgen_futures::spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
}

/// The registration of this app's worker.
pub async fn registration() -> Option<ServiceWorkerRegistration> {
    let container = web_sys::window()?.navigator().service_worker();
    if container.is_undefined() {
        return None;
    }
    let found = JsFuture::from(container.get_registration_with_document_url(&page::base())).await;
    found.ok()?.dyn_into().ok()
}

/// Calls back with the path that a tapped notification opens, as long as the page lives: the
/// worker asks an open page before it opens another.
pub fn on_tapped(call: impl Fn(String) + 'static) {
    let container = web_sys::window().map(|w| w.navigator().service_worker());
    let Some(container) = container.filter(|c| !c.is_undefined()) else {
        return;
    };
    let call = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let path = Reflect::get(&event.data(), &"open".into()).ok();
        if let Some(path) = path.and_then(|path| path.as_string()) {
            call(path);
        }
    });
    // Setting it starts the messages too; nobody else in this app listens to the worker.
    container.set_onmessage(Some(call.as_ref().unchecked_ref()));
    call.forget();
}

/// What a promise comes to, or nothing within so many milliseconds.
pub(crate) async fn within(promise: Promise, ms: i32) -> Option<Result<JsValue, JsValue>> {
    let (promise, timer) = (pin!(JsFuture::from(promise)), pin!(clock::sleep(ms)));
    match select(promise, timer).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}
