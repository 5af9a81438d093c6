//! The pass-through: one list call of the existing API, for searches beyond the archive.
//!
//! Nothing of a client goes out but the values of known fields: no header, no address, and what
//! was asked is not kept beyond the minute for which its answer is.

use super::answers::Answers;
use super::limit::{Limits, Rates};
use super::problem::Problem;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use record::upstream::{Refusal, ygp};
use serde_json::Value;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// The source that can be asked.
pub(super) const SOURCE: &str = "ygp";
const TIME_OUT: Duration = Duration::from_secs(10);
/// How long to leave the existing API alone when it says "too frequent" without a time.
const COOL_DOWN: Duration = Duration::from_secs(60);
const MOST_ASKED: usize = 4 * 1024;
const MOST_ANSWERED: u64 = 2 * 1024 * 1024;
const MOST_AT_ONCE: usize = 4;
/// The largest page that the list is known to give, and how far back anybody pages.
const MOST_ROWS: u32 = 50;
const MOST_PAGES: u64 = 1000;
const MOST_LETTERS: usize = 100;

/// The way to one upstream.
pub(super) struct Passage {
    url: String,
    agent: ureq::Agent,
    limits: Mutex<Limits>,
    answers: Mutex<Answers>,
    at_once: Semaphore,
}

impl Passage {
    pub(super) fn new(upstream: &str) -> Self {
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(TIME_OUT))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(concat!("gongkai/", env!("CARGO_PKG_VERSION")))
            .build();
        Self {
            url: format!("{}{}", upstream.trim_end_matches('/'), ygp::LIST_PATH),
            agent: agent.into(),
            limits: Mutex::new(Limits::new(Rates::SEARCHES, Instant::now())),
            answers: Mutex::default(),
            at_once: Semaphore::new(MOST_AT_ONCE),
        }
    }

    /// Answers a search, or says why not.
    pub(super) async fn pass(self: Arc<Self>, request: &Parts, body: Body) -> Response {
        match self.search(request, body).await {
            Ok(bytes) => {
                let headers = [
                    (
                        header::CONTENT_TYPE,
                        HeaderValue::from_static("application/json"),
                    ),
                    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
                ];
                (headers, bytes).into_response()
            }
            Err(problem) => problem.into_response(),
        }
    }

    async fn search(self: Arc<Self>, request: &Parts, body: Body) -> Result<Bytes, Problem> {
        own_page(request)?;
        let body = to_bytes(body, MOST_ASKED).await.map_err(|_| {
            let detail = "A search has at most 4 096 bytes.";
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "Too long", detail)
        })?;
        let question = question(&body)?.to_string();
        if let Some(answer) = lock(&self.answers).get(&question, Instant::now()) {
            return Ok(answer);
        }
        let asked = lock(&self.limits).ask(client(request), Instant::now());
        asked.map_err(|wait| Problem::too_frequent(wait, "Please wait before the next search."))?;
        let Ok(_one) = self.at_once.try_acquire() else {
            let detail = "Others are searching: try again in a moment.";
            return Err(Problem::too_frequent(Duration::from_secs(2), detail));
        };
        let (passage, asked) = (self.clone(), question.clone());
        let answered = tokio::task::spawn_blocking(move || passage.ask(&asked)).await;
        let answered = answered.map_err(|e| unreachable(&e.to_string()))?;
        let (status, retry_after, bytes) = answered.map_err(|e| unreachable(&e.to_string()))?;
        self.judge(question, status, retry_after, bytes)
    }

    /// Asks the existing API: the status, its wait if it names one, and the answer.
    fn ask(&self, question: &str) -> Result<(u16, Option<Duration>, Bytes), ureq::Error> {
        let mut response = self
            .agent
            .post(&self.url)
            .header("content-type", "application/json")
            .send(question)?;
        let retry_after = response.headers().get("retry-after");
        let seconds = retry_after.and_then(|value| value.to_str().ok()?.trim().parse().ok());
        let status = response.status().as_u16();
        let bytes = response
            .body_mut()
            .with_config()
            .limit(MOST_ANSWERED)
            .read_to_vec()?;
        Ok((status, seconds.map(Duration::from_secs), bytes.into()))
    }

    /// Passes on what is an answer; tells the refusals apart by status: 429 asks for a pause,
    /// 503 is a refusal, 502 an answer that is none, 504 no answer.
    fn judge(
        &self,
        question: String,
        status: u16,
        retry_after: Option<Duration>,
        bytes: Bytes,
    ) -> Result<Bytes, Problem> {
        let refused = |detail: &str| {
            let title = "The existing API refused";
            Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, title, detail))
        };
        match ygp::decode_list(status, &bytes) {
            Ok(_) => {
                lock(&self.answers).keep(question, bytes.clone(), Instant::now());
                Ok(bytes)
            }
            Err(Refusal::TooFrequent(seconds)) => {
                let named = seconds.map(|s| Duration::from_secs(s.into()));
                let wait = retry_after.or(named).unwrap_or(COOL_DOWN);
                lock(&self.limits).cool_down(wait, Instant::now());
                Err(Problem::too_frequent(
                    wait,
                    "The existing API asks for a pause.",
                ))
            }
            Err(Refusal::Captcha) => refused("It wants a captcha solved."),
            Err(Refusal::Refused(words)) => refused(&words),
            Err(Refusal::UnexpectedShape(met)) => {
                let title = "The existing API answered oddly";
                Err(Problem::new(StatusCode::BAD_GATEWAY, title, met))
            }
        }
    }
}

/// The question as the existing API gets it: the fields that the list has, with the client's
/// values where they are of the right kind and size. Anything else does not go out.
fn question(body: &[u8]) -> Result<Value, Problem> {
    let bad = |detail: String| Problem::new(StatusCode::BAD_REQUEST, "Not a search", detail);
    let given: Value = serde_json::from_slice(body).map_err(|e| bad(e.to_string()))?;
    let mut question = ygp::list_body(&ygp::ListQuery {
        page: 1,
        size: MOST_ROWS,
        ..Default::default()
    });
    for (name, value) in question.as_object_mut().into_iter().flatten() {
        let Some(given) = given.get(name.as_str()) else {
            continue;
        };
        let fits = match (&*value, given) {
            (Value::String(_), Value::String(text)) => text.chars().count() <= MOST_LETTERS,
            (Value::Bool(_), Value::Bool(_)) => true,
            (Value::Number(known), Value::Number(number)) => {
                // The size of a page is the number that stands at its most.
                let most = known.as_u64().filter(|n| *n > 1).unwrap_or(MOST_PAGES);
                number.as_u64().is_some_and(|n| (1..=most).contains(&n))
            }
            _ => false,
        };
        if !fits {
            return Err(bad(format!(
                "{name} is too long, too large or of another kind."
            )));
        }
        *value = given.clone();
    }
    Ok(question)
}

fn unreachable(why: &str) -> Problem {
    Problem::new(
        StatusCode::GATEWAY_TIMEOUT,
        "The existing API could not be reached",
        why,
    )
}

/// Refuses what another site's page asks for: browsers say which site that is.
pub(super) fn own_page(request: &Parts) -> Result<(), Problem> {
    let site = request.headers.get("sec-fetch-site");
    if site.is_some_and(|site| site != "same-origin" && site != "none") {
        let (title, detail) = (
            "Not for other sites",
            "Only this app's own pages may ask here.",
        );
        return Err(Problem::new(StatusCode::FORBIDDEN, title, detail));
    }
    Ok(())
}

/// Who asks. Behind a proxy on this machine, whom the proxy last named.
pub(super) fn client(request: &Parts) -> IpAddr {
    let peer = request.extensions.get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0.ip());
    let named = || {
        let forwarded = request
            .headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()?;
        forwarded
            .to_str()
            .ok()?
            .rsplit(',')
            .next()?
            .trim()
            .parse()
            .ok()
    };
    if peer.is_loopback() {
        named().unwrap_or(peer)
    } else {
        peer
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|e| e.into_inner())
}
