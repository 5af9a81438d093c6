//! Asking servers. Answers with bytes, and tells apart what readers must be told apart:
//! no network, no answer in time, an answer that is not a success.

use crate::platform::{clock, page};
use gloo_net::http::{Request, RequestBuilder, Response};
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, RequestCache};

/// An answer with its body.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The entity tag, for the next conditional request.
    pub etag: Option<String>,
    /// When the server says that it answered.
    pub date: Option<String>,
    /// Seconds to wait before asking again, if the server named them.
    pub retry_after: Option<u32>,
    /// The body, decompressed by the browser.
    pub bytes: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetError {
    /// No connection, or it broke.
    Offline,
    /// Nothing within the time allowed.
    Timeout,
}

/// Which copies between here and the server may answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness<'a> {
    /// Any: for files named by their hash.
    Any,
    /// None: what lies in the browser's own cache is suspect.
    Reload,
    /// None, and none may be kept: for what must be forgotten in time.
    Never,
    /// The server must be asked; with a tag it may answer 304.
    Ask(Option<&'a str>),
}

/// Gets a file under the app's base.
pub async fn get(
    relative: &str,
    freshness: Freshness<'_>,
    timeout_ms: i32,
) -> Result<Answer, NetError> {
    let request = Request::get(&page::under_base(relative));
    let request = match freshness {
        Freshness::Any => request,
        Freshness::Reload => request.cache(RequestCache::Reload),
        Freshness::Never => request.cache(RequestCache::NoStore),
        Freshness::Ask(None) => request.cache(RequestCache::NoCache),
        // With a tag of our own the browser's cache must stay out, or it would answer 200 itself.
        Freshness::Ask(Some(tag)) => request
            .cache(RequestCache::NoStore)
            .header("If-None-Match", tag),
    };
    send(request, None, timeout_ms).await
}

/// Posts a JSON text to an address under the app's base.
pub async fn post_json(relative: &str, body: String, timeout_ms: i32) -> Result<Answer, NetError> {
    send(
        json(Request::post(&page::under_base(relative))),
        Some(body),
        timeout_ms,
    )
    .await
}

/// Takes something back, said in a JSON text, at an address under the app's base.
pub async fn delete_json(
    relative: &str,
    body: String,
    timeout_ms: i32,
) -> Result<Answer, NetError> {
    send(
        json(Request::delete(&page::under_base(relative))),
        Some(body),
        timeout_ms,
    )
    .await
}

fn json(request: RequestBuilder) -> RequestBuilder {
    request
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
}

async fn send(
    request: RequestBuilder,
    body: Option<String>,
    timeout_ms: i32,
) -> Result<Answer, NetError> {
    let limit = Limit::start(timeout_ms);
    let request = request.abort_signal(limit.signal().as_ref());
    let request = match body {
        Some(body) => request.body(body),
        None => request.build(),
    };
    let failed = |_| limit.verdict();
    let response = request
        .map_err(|_| NetError::Offline)?
        .send()
        .await
        .map_err(failed)?;
    let etag = header(&response, "etag");
    let date = header(&response, "date");
    let retry_after = header(&response, "retry-after").and_then(|text| text.parse().ok());
    let bytes = response.binary().await.map_err(failed)?;
    Ok(Answer {
        status: response.status(),
        etag,
        date,
        retry_after,
        bytes,
    })
}

fn header(response: &Response, name: &str) -> Option<String> {
    response.headers().get(name).filter(|text| !text.is_empty())
}

/// Aborts a request when its time is up, or when its caller has gone.
struct Limit {
    controller: Option<AbortController>,
    start: f64,
    timeout_ms: i32,
}

impl Limit {
    fn start(timeout_ms: i32) -> Self {
        let controller = AbortController::new().ok();
        if let (Some(controller), Some(window)) = (controller.clone(), web_sys::window()) {
            // Never taken back: it frees itself when its time comes, and aborting what has ended
            // does nothing.
            let abort = Closure::once_into_js(move || controller.abort());
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
                abort.unchecked_ref(),
                timeout_ms,
            );
        }
        Self {
            controller,
            start: clock::ticks(),
            timeout_ms,
        }
    }

    fn signal(&self) -> Option<web_sys::AbortSignal> {
        self.controller.as_ref().map(AbortController::signal)
    }

    fn verdict(&self) -> NetError {
        if clock::ticks() - self.start >= f64::from(self.timeout_ms) {
            NetError::Timeout
        } else {
            NetError::Offline
        }
    }
}

impl Drop for Limit {
    fn drop(&mut self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}
