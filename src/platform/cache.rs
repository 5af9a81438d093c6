//! Files in Cache Storage: packs and details by their address, the manifest with its tag.
//!
//! Where the browser offers none (plain HTTP on a local network, private mode) or refuses
//! (quota), every call answers as if nothing were there: the app then works from memory.

use crate::platform::{clock, page};
use chrono::NaiveDate;
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, Headers, Request, Response, ResponseInit};

/// The header that carries a file's [`Stored::tag`].
const TAG: &str = "x-tag";
/// The header that carries the day on which it was stored.
const DAY: &str = "x-day";

/// A file as it was stored.
pub struct Stored {
    /// Its bytes: to be checked again before they are believed.
    pub bytes: Vec<u8>,
    /// What was stored with it: a manifest's entity tag, the notices of a bundle that were opened.
    pub tag: Option<String>,
}

/// Reads a file.
pub async fn get(relative: &str) -> Option<Stored> {
    let response = find(relative).await?;
    let tag = header(&response, TAG);
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    Some(Stored { bytes, tag })
}

/// What was stored with a file. The file itself is not read.
pub async fn tag(relative: &str) -> Option<String> {
    header(&find(relative).await?, TAG)
}

/// The day on which a file was stored.
pub async fn day(relative: &str) -> Option<NaiveDate> {
    header(&find(relative).await?, DAY)?.parse().ok()
}

async fn find(relative: &str) -> Option<Response> {
    let cache = open().await?;
    let found = JsFuture::from(cache.match_with_str(&page::under_base(relative))).await;
    found.ok()?.dyn_into().ok()
}

fn header(response: &Response, name: &str) -> Option<String> {
    response.headers().get(name).ok().flatten()
}

/// Writes a file; false where the device refuses.
pub async fn put(relative: &str, bytes: &[u8], tag: Option<&str>) -> bool {
    let Some(cache) = open().await else {
        return false;
    };
    let Some(response) = response(bytes, tag) else {
        return false;
    };
    let stored = cache.put_with_str(&page::under_base(relative), &response);
    let stored = JsFuture::from(stored).await.is_ok();
    REFUSED.with_borrow_mut(|refused| {
        refused.retain(|other| other != relative);
        if !stored {
            refused.push(relative.to_owned());
        }
    });
    stored
}

thread_local! {
    /// The files that the device refused and has not taken since.
    static REFUSED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The files that the device refused, as one without room does, and has not taken since.
pub fn refused() -> Vec<String> {
    REFUSED.with_borrow(Clone::clone)
}

/// The length of a file in bytes; 0 where it is not here.
pub async fn size(relative: &str) -> u64 {
    get(relative)
        .await
        .map_or(0, |stored| stored.bytes.len() as u64)
}

/// The bytes of all that the service worker kept of the app.
pub async fn app_size() -> u64 {
    let mut all = 0;
    for name in app_names().await {
        let Some(cache) = open_named(&name).await else {
            continue;
        };
        let Ok(keys) = JsFuture::from(cache.keys()).await else {
            continue;
        };
        for request in Array::from(&keys)
            .iter()
            .filter_map(|k| k.dyn_into::<Request>().ok())
        {
            let found = JsFuture::from(cache.match_with_request(&request)).await;
            if let Some(response) = found.ok().and_then(|r| r.dyn_into::<Response>().ok())
                && let Ok(body) = response.blob()
                && let Ok(blob) = JsFuture::from(body).await
                && let Ok(blob) = blob.dyn_into::<web_sys::Blob>()
            {
                all += blob.size() as u64;
            }
        }
    }
    all
}

/// The relative addresses of all files.
pub async fn list() -> Vec<String> {
    let Some(cache) = open().await else {
        return Vec::new();
    };
    let Ok(keys) = JsFuture::from(cache.keys()).await else {
        return Vec::new();
    };
    let base = page::public_base();
    Array::from(&keys)
        .iter()
        .filter_map(|key| key.dyn_into::<Request>().ok())
        .filter_map(|request| Some(request.url().strip_prefix(&base)?.to_owned()))
        .collect()
}

/// Deletes a file. What cannot be deleted now is found again at the next clean-up.
pub async fn delete(relative: &str) {
    if let Some(cache) = open().await {
        let _ = JsFuture::from(cache.delete_with_str(&page::under_base(relative))).await;
    }
}

/// Deletes everything that the app stored as files.
pub async fn clear() -> bool {
    let Some(caches) = storage() else {
        return false;
    };
    JsFuture::from(caches.delete(&name())).await.is_ok()
}

/// Deletes what the service worker kept of the app itself; see `sw.js` for the names.
pub async fn clear_app() {
    let Some(caches) = storage() else { return };
    for name in app_names().await {
        let _ = JsFuture::from(caches.delete(&name)).await;
    }
}

async fn app_names() -> Vec<String> {
    let Some(caches) = storage() else {
        return Vec::new();
    };
    let Ok(names) = JsFuture::from(caches.keys()).await else {
        return Vec::new();
    };
    let mine = format!("gongkai-app {} ", page::base());
    let names = Array::from(&names);
    let names = names.iter().filter_map(|name| name.as_string());
    names.filter(|name| name.starts_with(&mine)).collect()
}

fn response(bytes: &[u8], tag: Option<&str>) -> Option<Response> {
    let headers = Headers::new().ok()?;
    if let Some(tag) = tag {
        headers.set(TAG, tag).ok()?;
    }
    headers.set(DAY, &clock::today().to_string()).ok()?;
    let init = ResponseInit::new();
    init.set_headers(&headers);
    let body = Uint8Array::from(bytes);
    Response::new_with_opt_buffer_source_and_init(Some(&body), &init).ok()
}

async fn open() -> Option<Cache> {
    open_named(&name()).await
}

async fn open_named(name: &str) -> Option<Cache> {
    let opened = JsFuture::from(storage()?.open(name)).await;
    opened.ok()?.dyn_into().ok()
}

/// `None` on insecure pages, where the property is missing or access throws.
fn storage() -> Option<web_sys::CacheStorage> {
    web_sys::window()?
        .caches()
        .ok()
        .filter(|c| !c.is_undefined())
}

/// One name an instance: two towns may share an origin. `sw.js` leaves names of this kind alone.
fn name() -> String {
    format!("gongkai-data {}", page::base())
}
