//! Small records in local storage, each in a versioned envelope `{"v":1,"data":…}`.
//!
//! Unreadable or newer data is left where it is and answers `None`: never a panic, never wiped
//! by reading. Without storage (private mode) everything still works until the page closes.

use crate::platform::page;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::cell::Cell;

/// The envelope's version that this app writes.
const VERSION: u32 = 1;

/// The records that there are. `boot.js` reads [`Key::Settings`] before the first paint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Text size, theme, language, home region.
    Settings,
    /// When the reader was last here, and what was newest then.
    Visit,
    /// When our copy was last compared with the publisher's.
    Checked,
    /// Letters that the reader wrote on, and those noted as sent.
    Letters,
    /// Which revision of which notice the reader saw last.
    Seen,
    /// Lists of firms that are checked against the blacklist again and again.
    Suppliers,
    /// How many subscriptions there were: to tell a device that forgot from a new one.
    Follows,
    /// Whether what was followed could not be read and was put aside.
    Aside,
    /// What the push server was last told.
    Push,
    /// Frames of a hand-over that is not complete.
    Hand,
    /// How much of the inbox the reader has seen, and what was said once.
    Inbox,
    /// Which version of the app ran here last, and what was said of a newer one.
    Version,
    /// Why there is to be no service worker, if the publisher wants none. `boot.js` reads it.
    Worker,
    /// How many years of the record are kept here, where not all.
    Years,
    /// Which texts are fetched ahead, and how.
    Keep,
}

impl Key {
    /// Every record.
    const ALL: [Self; 14] = [
        Self::Settings,
        Self::Visit,
        Self::Checked,
        Self::Letters,
        Self::Seen,
        Self::Suppliers,
        Self::Follows,
        Self::Push,
        Self::Hand,
        Self::Inbox,
        Self::Version,
        Self::Worker,
        Self::Years,
        Self::Keep,
    ];

    /// The name in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Settings => "gongkai.settings",
            Self::Visit => "gongkai.visit",
            Self::Checked => "gongkai.checked",
            Self::Letters => "gongkai.letters",
            Self::Seen => "gongkai.seen",
            Self::Suppliers => "gongkai.suppliers",
            Self::Follows => "gongkai.follows",
            Self::Aside => "gongkai.aside",
            Self::Push => "gongkai.push",
            Self::Hand => "gongkai.hand",
            Self::Inbox => "gongkai.inbox",
            Self::Version => "gongkai.version",
            Self::Worker => "gongkai.worker",
            Self::Years => "gongkai.years",
            Self::Keep => "gongkai.keep",
        }
    }
}

thread_local! {
    /// Whether this page keeps nothing of its reader.
    static NOTHING: Cell<bool> = const { Cell::new(false) };
    /// Whether the device refused what was written last.
    static REFUSED: Cell<bool> = const { Cell::new(false) };
}

/// From now on, until the page is loaded anew, nothing of the reader is written or deleted: what
/// lies here is the operator's. What is kept is no reader's: when our copy was last compared, and
/// whether the publisher wants a worker.
pub fn keep_nothing() {
    NOTHING.set(true);
}

/// Whether this page keeps nothing of its reader: a public screen.
pub fn keeps_nothing() -> bool {
    NOTHING.get()
}

/// Whether this page may neither write nor delete a record.
fn is_barred(key: Key) -> bool {
    keeps_nothing() && !matches!(key, Key::Checked | Key::Worker)
}

#[derive(Serialize, Deserialize)]
struct Envelope<T> {
    v: u32,
    data: T,
}

/// Reads a record; `None` where there is none, or none that this version understands.
pub fn load<T: DeserializeOwned>(key: Key) -> Option<T> {
    let text = area()?.get_item(key.name()).ok()??;
    open(&text)
}

/// Reads a record that is about to be changed, as another tab may have left it; `None` where this
/// page goes by its own memory, because nothing that it chose is kept.
pub fn latest<T: DeserializeOwned + Default>(key: Key) -> Option<T> {
    is_shared().then(|| load(key).unwrap_or_default())
}

/// Calls back when another tab has written or deleted a record, as long as the page lives.
pub fn on_change(call: impl Fn() + 'static) {
    if let Some(window) = web_sys::window() {
        page::listen(&window, "storage", move || {
            if is_shared() {
                call();
            }
        });
    }
}

/// Whether what lies here is what this page goes by.
fn is_shared() -> bool {
    !keeps_nothing() && !REFUSED.get()
}

/// Writes a record; false where the device refuses. Data of a newer version is not overwritten.
pub fn save<T: Serialize>(key: Key, data: &T) -> bool {
    if is_barred(key) {
        return false;
    }
    let written = write(key, data).is_some();
    REFUSED.set(!written);
    written
}

fn write<T: Serialize>(key: Key, data: &T) -> Option<()> {
    let area = area()?;
    let old = area.get_item(key.name()).ok().flatten();
    if old.is_some_and(|text| is_newer(&text)) {
        return None;
    }
    let envelope = Envelope { v: VERSION, data };
    let text = serde_json::to_string(&envelope).ok()?;
    area.set_item(key.name(), &text).ok()
}

/// Deletes a record.
pub fn remove(key: Key) {
    if is_barred(key) {
        return;
    }
    if let Some(area) = area() {
        // A record that cannot be deleted is one that cannot be read either.
        let _ = area.remove_item(key.name());
    }
}

/// Deletes every record of ours.
pub fn clear() {
    Key::ALL.into_iter().for_each(remove);
}

/// Deletes every record of ours but what tells of what is followed and of the worker.
pub fn clear_personal() {
    let stays = [
        Key::Follows,
        Key::Push,
        Key::Inbox,
        Key::Version,
        Key::Worker,
    ];
    let gone = Key::ALL.into_iter().filter(|key| !stays.contains(key));
    gone.for_each(remove);
}

/// The bytes of all records.
pub fn size() -> u64 {
    let Some(area) = area() else { return 0 };
    let text = |key: Key| area.get_item(key.name()).ok().flatten();
    let lengths = Key::ALL
        .into_iter()
        .filter_map(text)
        .map(|t| t.len() as u64);
    lengths.sum()
}

/// Whether a newer version of the app has written any record, which this one then leaves alone.
pub fn holds_newer() -> bool {
    let Some(area) = area() else { return false };
    let text = |key: Key| area.get_item(key.name()).ok().flatten();
    Key::ALL
        .into_iter()
        .filter_map(text)
        .any(|text| is_newer(&text))
}

/// Asks the browser not to delete what lies on the device when room is short; whether it agreed.
/// Some ask the reader, most decide by how much the site is used.
pub async fn persist() -> bool {
    let Some(navigator) = web_sys::window().map(|w| w.navigator()) else {
        return false;
    };
    // Only secure pages have it; elsewhere a call would throw.
    if !js_sys::Reflect::has(&navigator, &"storage".into()).unwrap_or(false) {
        return false;
    }
    let Ok(promise) = navigator.storage().persist() else {
        return false;
    };
    let agreed = wasm_bindgen_futures::JsFuture::from(promise).await;
    agreed.is_ok_and(|agreed| agreed.is_truthy())
}

// From bytes like all JSON in the app: reading from text would bring the decoder a second time.
fn open<T: DeserializeOwned>(text: &str) -> Option<T> {
    if is_newer(text) {
        return None;
    }
    serde_json::from_slice::<Envelope<T>>(text.as_bytes())
        .ok()
        .map(|e| e.data)
}

fn is_newer(text: &str) -> bool {
    serde_json::from_slice::<Envelope<serde::de::IgnoredAny>>(text.as_bytes())
        .is_ok_and(|e| e.v > VERSION)
}

fn area() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_this_version_understands_is_read() {
        assert_eq!(open::<u8>(r#"{"v":1,"data":7}"#), Some(7));
        for other in [r#"{"v":2,"data":7}"#, r#"{"v":1,"data":"x"}"#, "7", ""] {
            assert_eq!(open::<u8>(other), None, "{other}");
        }
        assert!(is_newer(r#"{"v":2,"data":{}}"#));
        assert!(!is_newer("rubbish"));
    }
}
