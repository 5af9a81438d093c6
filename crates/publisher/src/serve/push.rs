//! The counter of pushes over HTTP: the server's key, registering, saying the first push back,
//! taking back. What a registration is, `crate::push` knows.

use super::Config;
use super::limit::{Limits, Rates};
use super::problem::Problem;
use super::upstream::{client, own_page};
use crate::push::{Refused, Registered, RegistryError, Service, Subscription};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use record::site;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Longest body: an endpoint of 2 048 bytes, keys, 50 topics.
const MOST_BYTES: usize = 8 * 1024;

/// What the answers need.
struct Counter {
    service: Option<Arc<Service>>,
    limits: Mutex<Limits>,
    /// The limits' clock runs with the service's, from here on.
    began: (Instant, i64),
}

/// The routes, below the app's base.
pub(super) fn routes<S>(config: &Config) -> Router<S> {
    let now = Instant::now();
    let service = config.push.clone();
    let counter = Counter {
        began: (now, service.as_ref().map_or(0, |service| service.now())),
        limits: Mutex::new(Limits::new(Rates::REGISTRATIONS, now)),
        service,
    };
    let at = |path: &str| format!("{}{path}", config.base);
    Router::new()
        .route(&at(site::PUSH_KEY), get(key))
        .route(&at(site::PUSH_SUBSCRIPTIONS), post(register).delete(forget))
        .route(&at(site::PUSH_ECHO), post(echo))
        .with_state(Arc::new(counter))
}

async fn key(State(counter): State<Arc<Counter>>) -> Response {
    answer(counter.service().map(|service| {
        let key = json!({ "key": service.key() });
        (StatusCode::OK, Json(key)).into_response()
    }))
}

async fn register(State(counter): State<Arc<Counter>>, request: Request) -> Response {
    let (request, body) = request.into_parts();
    let who = client(&request);
    let asked = read::<Subscription>(&counter, &request, body).await;
    let done = match asked {
        Ok((service, asked)) => {
            blocking(move || {
                let now = service.now();
                service.register(asked, || counter.spend(who, now))
            })
            .await
        }
        Err(problem) => Err(problem),
    };
    answer(done.and_then(|registered| {
        let state = |status: StatusCode, word: &str| {
            Ok((status, Json(json!({ "state": word }))).into_response())
        };
        match registered.map_err(refused)? {
            Registered::Confirmed => state(StatusCode::OK, "confirmed"),
            Registered::Pending => state(StatusCode::ACCEPTED, "pending"),
            Registered::Wait(seconds) => {
                let wait = Duration::from_secs(seconds.max(1).cast_unsigned());
                let detail = "Please wait before registering again.";
                Err(Problem::too_frequent(wait, detail))
            }
        }
    }))
}

/// What came with the first push.
#[derive(Deserialize)]
struct Echo {
    token: String,
}

async fn echo(State(counter): State<Arc<Counter>>, request: Request) -> Response {
    let (request, body) = request.into_parts();
    let done = match read::<Echo>(&counter, &request, body).await {
        Ok((service, Echo { token })) => blocking(move || service.echo(&token)).await,
        Err(problem) => Err(problem),
    };
    answer(done.and_then(|counts| {
        if counts.map_err(failed)? {
            return Ok(StatusCode::NO_CONTENT.into_response());
        }
        let detail = "No registration waits for this, or its ten minutes are over.";
        Err(Problem::new(StatusCode::NOT_FOUND, "Unknown token", detail))
    }))
}

/// What takes a registration back: whoever knows both could also send to it.
#[derive(Deserialize)]
struct Forget {
    endpoint: String,
    keys: ForgetKeys,
}

#[derive(Deserialize)]
struct ForgetKeys {
    auth: String,
}

async fn forget(State(counter): State<Arc<Counter>>, request: Request) -> Response {
    let (request, body) = request.into_parts();
    let done = match read::<Forget>(&counter, &request, body).await {
        Ok((service, Forget { endpoint, keys })) => {
            blocking(move || service.forget(&endpoint, &keys.auth)).await
        }
        Err(problem) => Err(problem),
    };
    answer(done.and_then(|done| {
        done.map_err(failed)?;
        Ok(StatusCode::NO_CONTENT.into_response())
    }))
}

impl Counter {
    fn service(&self) -> Result<Arc<Service>, Problem> {
        self.service.clone().ok_or_else(|| {
            let detail = "This server sends no pushes.";
            Problem::new(StatusCode::NOT_FOUND, "No such service", detail)
        })
    }

    /// Takes leave for a client, or says how many seconds to wait.
    fn spend(&self, who: IpAddr, now: i64) -> Result<(), i64> {
        let passed = u64::try_from(now - self.began.1).unwrap_or(0);
        let now = self.began.0 + Duration::from_secs(passed);
        let mut limits = self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        let seconds = |wait: Duration| wait.as_millis().div_ceil(1000).try_into();
        limits
            .ask(who, now)
            .map_err(|wait| seconds(wait).unwrap_or(i64::MAX))
    }
}

/// The service, and the body read as JSON of one shape.
async fn read<T: DeserializeOwned>(
    counter: &Counter,
    request: &Parts,
    body: Body,
) -> Result<(Arc<Service>, T), Problem> {
    let service = counter.service()?;
    own_page(request)?;
    let body = to_bytes(body, MOST_BYTES).await.map_err(|_| {
        let detail = "A registration has at most 8 192 bytes.";
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "Too long", detail)
    })?;
    let asked = serde_json::from_slice(&body).map_err(|e| wrong(e.to_string()))?;
    Ok((service, asked))
}

/// SQLite waits for the disk, which must hold up nobody else.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| failed_because("The work was cut short."))
}

fn wrong(why: String) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "Not a registration", why)
}

fn refused(why: Refused) -> Problem {
    match why {
        Refused::Wrong(why) => wrong(why),
        Refused::Failed(why) => failed(why),
    }
}

fn failed(why: RegistryError) -> Problem {
    // The reason is the operator's business.
    eprintln!("Push: {why}");
    failed_because("The push file failed; nothing was changed.")
}

fn failed_because(why: &str) -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "Failed", why)
}

fn answer(result: Result<Response, Problem>) -> Response {
    let mut response = result.unwrap_or_else(IntoResponse::into_response);
    let none = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, none);
    response
}
