//! Stand-ins for the existing APIs, bad moods included, to sync from in tests and demos.
//!
//! They speak the upstreams' own shapes from the recorded rows, and invent nothing that the rows
//! do not hold. This is the only place besides `record::upstream` that knows those shapes.

mod ggzy;
mod listed;
mod mood;
mod rows;
#[cfg(test)]
mod tests;
mod ygp;

pub use mood::{Kind, Mood};
pub use rows::Rows;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::{get, post};
use record::upstream as paths;
use serde_json::Value;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;

/// Options of `stand-in`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder of the recorded rows
    #[arg(long, value_name = "DIR")]
    rows: PathBuf,
    /// The folder of rows of the lists of debarments
    #[arg(long, value_name = "DIR")]
    lists: Option<PathBuf>,
    /// The port on 127.0.0.1; 0 for a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// A bad mood, as NAME, NAME=SECONDS, or with @N only from the Nth request on; may be repeated
    #[arg(long = "mood", value_name = "MOOD")]
    moods: Vec<Mood>,
}

/// All upstreams on one port: the rows, the moods, and how often they were asked.
#[derive(Clone)]
pub struct StandIn {
    rows: Arc<Rows>,
    temper: Arc<Mutex<Temper>>,
}

struct Temper {
    moods: Vec<Mood>,
    requests: u64,
    log: Vec<String>,
}

impl StandIn {
    /// A stand-in in a good mood.
    pub fn new(rows: Rows) -> Self {
        let temper = Temper {
            moods: Vec::new(),
            requests: 0,
            log: Vec::new(),
        };
        Self {
            rows: Arc::new(rows),
            temper: Arc::new(Mutex::new(temper)),
        }
    }

    /// Changes its moods, and counts requests anew.
    pub fn set_moods(&self, moods: &[Mood]) {
        let mut temper = self.temper();
        temper.moods = moods.to_vec();
        temper.requests = 0;
        temper.log.clear();
    }

    /// The paths asked since the moods were set.
    pub fn requests(&self) -> Vec<String> {
        self.temper().log.clone()
    }

    /// Its routes.
    pub fn app(&self) -> Router {
        Router::new()
            .route(paths::ygp::LIST_PATH, post(ygp_list))
            .route(paths::ygp::NODE_PATH, get(ygp_node))
            .route(paths::ygp::DETAIL_PATH, get(ygp_detail))
            .route(paths::ygp::TIMELINE_PATH, get(ygp_timeline))
            .route(paths::ggzy::LIST_PATH, post(ggzy_list))
            .route(paths::ccgp_cr::LIST_PATH, post(ccgp_list))
            .route(paths::ccgp_cr::DETAIL_PATH, get(ccgp_detail))
            .route(paths::credit_gd::LIST_PATH, post(credit_list))
            .route("/", get(async || "stand-in upstreams"))
            .with_state(self.clone())
    }

    fn temper(&self) -> std::sync::MutexGuard<'_, Temper> {
        // A panic elsewhere leaves nothing half-changed in here.
        self.temper.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The moods that this request meets.
    fn ask(&self, path: &str) -> Vec<Kind> {
        let mut temper = self.temper();
        temper.requests += 1;
        temper.log.push(path.to_owned());
        let now = temper.requests;
        let active = temper.moods.iter().filter(|mood| now >= mood.from);
        active.map(|mood| mood.kind).collect()
    }

    async fn answer(
        &self,
        path: &'static str,
        make: impl FnOnce(&Rows, &[Kind]) -> Value,
    ) -> Response {
        let kinds = self.ask(path);
        let national = matches!(path, paths::ggzy::LIST_PATH | paths::credit_gd::LIST_PATH);
        mood::answer(&kinds, national, make(&self.rows, &kinds)).await
    }
}

async fn ygp_list(State(it): State<StandIn>, body: Bytes) -> Response {
    let asked: Value = serde_json::from_slice(&body).unwrap_or_default();
    it.answer(paths::ygp::LIST_PATH, |rows, kinds| {
        ygp::list(&rows.ygp, &asked, kinds)
    })
    .await
}

async fn ygp_node(State(it): State<StandIn>, RawQuery(query): RawQuery) -> Response {
    it.answer(paths::ygp::NODE_PATH, |_, kinds| {
        ygp::node(&rows::pairs(query.as_deref()), kinds)
    })
    .await
}

async fn ygp_detail(State(it): State<StandIn>, RawQuery(query): RawQuery) -> Response {
    it.answer(paths::ygp::DETAIL_PATH, |rows, kinds| {
        ygp::detail(&rows.ygp, &rows::pairs(query.as_deref()), kinds)
    })
    .await
}

async fn ygp_timeline(State(it): State<StandIn>, RawQuery(query): RawQuery) -> Response {
    it.answer(paths::ygp::TIMELINE_PATH, |rows, kinds| {
        ygp::timeline(&rows.ygp, &rows::pairs(query.as_deref()), kinds)
    })
    .await
}

async fn ggzy_list(State(it): State<StandIn>, body: String) -> Response {
    it.answer(paths::ggzy::LIST_PATH, |rows, kinds| {
        ggzy::list(&rows.ggzy, &rows::pairs(Some(&body)), kinds)
    })
    .await
}

async fn ccgp_list(State(it): State<StandIn>, body: String) -> Response {
    let kinds = it.ask(paths::ccgp_cr::LIST_PATH);
    let asked = rows::pairs(Some(&body));
    mood::page(&kinds, listed::ccgp_list(&it.rows.ccgp_cr, &asked, &kinds)).await
}

async fn ccgp_detail(State(it): State<StandIn>, RawQuery(query): RawQuery) -> Response {
    let kinds = it.ask(paths::ccgp_cr::DETAIL_PATH);
    let asked = rows::pairs(query.as_deref());
    mood::page(&kinds, listed::ccgp_detail(&it.rows.ccgp_cr, &asked)).await
}

async fn credit_list(State(it): State<StandIn>, body: String) -> Response {
    it.answer(paths::credit_gd::LIST_PATH, |rows, kinds| {
        listed::credit_list(&rows.credit_gd, &rows::pairs(Some(&body)), kinds)
    })
    .await
}

/// Serves until the process ends.
///
/// # Errors
/// If the rows cannot be read or the port is taken; as a sentence.
pub fn run(args: Args) -> Result<(), String> {
    let mut rows = Rows::load(&args.rows)?;
    if let Some(lists) = &args.lists {
        rows = rows.with_lists(lists)?;
    }
    let standin = StandIn::new(rows);
    standin.set_moods(&args.moods);
    let runtime = tokio::runtime::Runtime::new().map_err(|e| format!("cannot start: {e}"))?;
    runtime.block_on(async {
        let listener = listen(args.port).await?;
        let address = listener.local_addr().map_err(|e| e.to_string())?;
        println!("The stand-in upstreams answer at http://{address}");
        let served = axum::serve(listener, standin.app()).await;
        served.map_err(|e| format!("the stand-in ended: {e}"))
    })
}

async fn listen(port: u16) -> Result<TcpListener, String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = TcpListener::bind(address).await;
    listener.map_err(|e| format!("cannot listen on {address}: {e}"))
}
