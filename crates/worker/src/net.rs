//! Files of the record in a worker: from Cache Storage, where the page keeps them, or the network.
//! Checked either way, as the page does.

use js_sys::{Function, Promise, Reflect, Uint8Array};
use record::site::{FileEntry, ROOT};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Request, RequestCache, RequestInit, Response};
use worker::store::global;

/// Gets a file that the record names, past the browser's cache where it must be forgotten in time.
pub(crate) async fn file(base: &str, entry: &FileEntry, forgettable: bool) -> Option<Vec<u8>> {
    let address = format!("{base}{ROOT}{}", entry.path);
    let mode = if forgettable {
        RequestCache::NoStore
    } else {
        RequestCache::Default
    };
    let bytes = get(&address, mode).await?;
    (bytes.len() as u64 == entry.bytes && digest(&bytes).await? == entry.sha256).then_some(bytes)
}

/// SHA-256 in hexadecimal, by the browser: it is there wherever a service worker is.
async fn digest(bytes: &[u8]) -> Option<String> {
    let subtle = Reflect::get(&global("crypto")?, &"subtle".into()).ok()?;
    let digest: Function = Reflect::get(&subtle, &"digest".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let hash = digest
        .call2(&subtle, &"SHA-256".into(), &Uint8Array::from(bytes))
        .ok()?;
    let hash = JsFuture::from(hash.dyn_into::<Promise>().ok()?)
        .await
        .ok()?;
    let digit = |d: u8| char::from_digit(d.into(), 16).unwrap_or('0');
    let hash = Uint8Array::new(&hash).to_vec();
    Some(
        hash.iter()
            .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
            .collect(),
    )
}

/// Gets an address; `None` for whatever is not a success.
pub(crate) async fn get(address: &str, mode: RequestCache) -> Option<Vec<u8>> {
    let init = RequestInit::new();
    init.set_cache(mode);
    let request = Request::new_with_str_and_init(address, &init).ok()?;
    let fetch: Function = global("fetch")?.dyn_into().ok()?;
    let answer: js_sys::Promise = fetch
        .call1(&js_sys::global(), &request)
        .ok()?
        .dyn_into()
        .ok()?;
    let response: Response = JsFuture::from(answer).await.ok()?.dyn_into().ok()?;
    if response.status() != 200 {
        return None;
    }
    body(&response).await
}

/// The page's own copy of a file, which it prunes: not the file as it was published.
pub(crate) async fn kept(base: &str, path: &str) -> Option<Vec<u8>> {
    let caches: CacheStorage = global("caches")?.dyn_into().ok()?;
    let opened = JsFuture::from(caches.open(&format!("gongkai-data {base}"))).await;
    let cache: Cache = opened.ok()?.dyn_into().ok()?;
    let found = JsFuture::from(cache.match_with_str(&format!("{base}{ROOT}{path}"))).await;
    body(&found.ok()?.dyn_into().ok()?).await
}

async fn body(response: &Response) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
