//! Web Push as this browser has it. Asks for nothing by itself: [`subscribe`] and [`ask`] are for
//! a tap. In mainland China a browser's push service may never answer, so nothing here waits
//! longer than its time.

use crate::platform::notify;
use js_sys::{Function, JSON, Object, Promise, Reflect};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::{Notification, NotificationPermission, PushManager, PushSubscription};

/// Milliseconds that the browser's push service may take.
const PATIENCE: i32 = 8_000;

/// Where this device takes pushes, as its browser writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// The address at the push service: whoever knows it can send to it.
    pub endpoint: String,
    /// What a sender encrypts with.
    pub keys: Keys,
}

/// What a sender encrypts with, in base64url.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    /// The device's public key.
    pub p256dh: String,
    /// The secret that device and sender share.
    pub auth: String,
}

/// What the reader allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Not asked yet.
    Open,
    /// Yes.
    Granted,
    /// No; only the browser's own settings can change that.
    Denied,
    /// The browser has no such thing.
    Absent,
}

/// Why there is no endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushError {
    /// The browser has no Web Push, or not here.
    Absent,
    /// The app's worker does not run yet.
    NoWorker,
    /// The reader, or the browser for them, says no.
    Denied,
    /// The browser's push service did not answer in time.
    Hung,
    /// The browser's push service cannot be reached, or refuses.
    Failed,
}

/// Whether notifications are allowed.
pub fn permission() -> Permission {
    if !notify::exists() {
        return Permission::Absent;
    }
    match Notification::permission() {
        NotificationPermission::Granted => Permission::Granted,
        NotificationPermission::Denied => Permission::Denied,
        _ => Permission::Open,
    }
}

/// Asks the reader to allow notifications.
pub async fn ask() -> Permission {
    if permission() == Permission::Open
        && let Ok(promise) = Notification::request_permission()
    {
        // The answer is the permission.
        let _ = notify::within(promise, i32::MAX).await;
    }
    permission()
}

/// Whether the browser has Web Push.
pub fn exists() -> bool {
    Reflect::has(&js_sys::global(), &"PushManager".into()).unwrap_or(false)
}

/// The endpoint that the browser has now.
///
/// # Errors
/// If it has no Web Push, or the worker does not run.
pub async fn current() -> Result<Option<Endpoint>, PushError> {
    let found = held(&manager().await?).await?;
    Ok(found.as_ref().and_then(read))
}

/// Makes an endpoint for a sender's public key, in base64url; one for another key is given up.
///
/// # Errors
/// If the browser gives none.
pub async fn subscribe(key: &str) -> Result<Endpoint, PushError> {
    let manager = manager().await?;
    let made = match make(&manager, key).await {
        // One for another key may stand in the way.
        Err(PushError::Failed) if unsubscribe().await => make(&manager, key).await?,
        made => made?,
    };
    read(&made).ok_or(PushError::Failed)
}

/// Gives the endpoint up; true if there was one.
pub async fn unsubscribe() -> bool {
    let Ok(manager) = manager().await else {
        return false;
    };
    let Ok(Some(subscription)) = held(&manager).await else {
        return false;
    };
    match subscription.unsubscribe() {
        Ok(promise) => matches!(notify::within(promise, PATIENCE).await, Some(Ok(_))),
        Err(_) => false,
    }
}

async fn manager() -> Result<PushManager, PushError> {
    if !exists() {
        return Err(PushError::Absent);
    }
    let registration = notify::registration().await.ok_or(PushError::NoWorker)?;
    if registration.active().is_none() {
        return Err(PushError::NoWorker);
    }
    registration.push_manager().map_err(|_| PushError::Absent)
}

async fn held(manager: &PushManager) -> Result<Option<PushSubscription>, PushError> {
    let promise = manager.get_subscription().map_err(|_| PushError::Absent)?;
    match notify::within(promise, PATIENCE).await {
        Some(Ok(found)) => Ok((!found.is_null()).then(|| found.unchecked_into())),
        Some(Err(_)) => Err(PushError::Failed),
        None => Err(PushError::Hung),
    }
}

async fn make(manager: &PushManager, key: &str) -> Result<PushSubscription, PushError> {
    let options = Object::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&options, &name.into(), value);
    // Setting a property of a plain object cannot fail.
    let _ = set("userVisibleOnly", &JsValue::TRUE);
    let _ = set("applicationServerKey", &key.into());
    // Called by name: in a journey a test may stand in for the vendor's network.
    let subscribe = Reflect::get(manager, &"subscribe".into()).map_err(|_| PushError::Absent)?;
    let subscribe: Function = subscribe.dyn_into().map_err(|_| PushError::Absent)?;
    let promise = subscribe.call1(manager, &options);
    let promise = promise.map_err(|_| PushError::Failed)?;
    match notify::within(Promise::resolve(&promise), PATIENCE).await {
        Some(Ok(made)) => Ok(made.unchecked_into()),
        Some(Err(_)) if permission() == Permission::Denied => Err(PushError::Denied),
        Some(Err(_)) => Err(PushError::Failed),
        None => Err(PushError::Hung),
    }
}

fn read(subscription: &PushSubscription) -> Option<Endpoint> {
    let text = JSON::stringify(subscription).ok()?.as_string()?;
    serde_json::from_slice(text.as_bytes()).ok()
}
