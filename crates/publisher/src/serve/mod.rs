//! Serves the app and the site data, passes one list call through to the existing API, and takes
//! registrations for pushes.
//!
//! For a first run, a small town or a test; any web server that sends the same headers will do.
//! Holds no state about anybody but whoever asked for pushes: no cookie, no account, no log of
//! requests.

mod answers;
mod embed;
mod files;
mod headers;
mod limit;
mod negotiate;
mod place;
mod problem;
mod push;
mod upstream;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use chrono::{DateTime, FixedOffset, NaiveDate};
use headers::{Kept, Shared};
use place::Place;
use problem::Problem;
use record::{site, widget};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use upstream::Passage;

/// Options of `serve`
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder of the built app
    #[arg(long)]
    app: PathBuf,
    /// The folder that `publish` wrote
    #[arg(long)]
    data: PathBuf,
    /// The port to listen on
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// The existing API that searches beyond the archive are passed to
    #[arg(long)]
    upstream: Option<String>,
    /// The path under which the app was built to be served
    #[arg(long, default_value = "/")]
    base: String,
    /// A site that may show the widget, such as https://www.shanwei.gov.cn (also
    /// https://*.shanwei.gov.cn); can be given several times. Any site may where none is given
    #[arg(long, value_name = "ORIGIN", value_parser = embed::host)]
    embed_host: Vec<String>,
    #[command(flatten)]
    push: crate::push::Options,
}

/// What to serve.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder of the built app.
    pub app: PathBuf,
    /// The folder that `publish` wrote.
    pub data: PathBuf,
    /// Where the app lives; begins and ends with a slash.
    pub base: String,
    /// The existing API's host, as `https://host`.
    pub upstream: Option<String>,
    /// Where devices register for pushes.
    pub push: Option<Arc<crate::push::Service>>,
    /// The origins that may frame the widget's pages; any where there is none.
    pub embed_hosts: Vec<String>,
}

/// The `serve` command: runs until it is interrupted.
pub(crate) fn run(args: Args) -> Result<(), String> {
    let mut config = Config {
        app: args.app,
        data: args.data,
        base: args.base,
        upstream: args.upstream,
        push: None,
        embed_hosts: args.embed_host,
    };
    check(&config)?;
    let push = crate::push::Service::open(&args.push, crate::push::system_clock())?;
    config.push = push.map(Arc::new);
    if let Some(push) = &config.push {
        push.start(config.data.clone())?;
    }
    let runtime = tokio::runtime::Runtime::new().map_err(|e| e.to_string())?;
    runtime.block_on(listen(config, SocketAddr::new(args.host, args.port)))
}

fn check(config: &Config) -> Result<(), String> {
    let Config {
        app, data, base, ..
    } = config;
    if !base.starts_with('/') || !base.ends_with('/') {
        return Err(format!(
            "--base must begin and end with a slash, and is {base:?}."
        ));
    }
    if !app.join("index.html").is_file() {
        return Err(format!(
            "There is no index.html in {}: build the app with `cargo xtask build`.",
            app.display()
        ));
    }
    if !data.join(site::ROOT).join(site::MANIFEST).is_file() {
        return Err(format!(
            "There is no site data in {}: write it with `gongkai publish --out {0}`.",
            data.display()
        ));
    }
    Ok(())
}

async fn listen(config: Config, address: SocketAddr) -> Result<(), String> {
    let base = config.base.clone();
    let listener = tokio::net::TcpListener::bind(address).await.map_err(|e| {
        if e.kind() == std::io::ErrorKind::AddrInUse {
            format!(
                "Port {} is in use: end the other program, or name another port with --port.",
                address.port()
            )
        } else {
            format!("Cannot listen on {address}: {e}")
        }
    })?;
    let bound = listener.local_addr().map_err(|e| e.to_string())?;
    println!("http://{bound}{}", base.trim_end_matches('/'));
    let service = app(config).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(async {
            // Without a handler the process ends at once, which loses nothing either.
            let _ = tokio::signal::ctrl_c().await;
        })
        .await
        .map_err(|e| e.to_string())
}

/// The whole server as a service.
pub fn app(config: Config) -> Router {
    app_at(config, crate::sync::now)
}

/// The same by another clock.
pub fn app_at(config: Config, now: fn() -> DateTime<FixedOffset>) -> Router {
    let passage = config.upstream.as_deref().map(Passage::new).map(Arc::new);
    let search = format!("{}{}{}", config.base, site::UPSTREAM, upstream::SOURCE);
    let pushes = push::routes(&config);
    Router::new()
        .route(&search, post(pass))
        .merge(pushes)
        .fallback(answer)
        .with_state(Arc::new(Server {
            config,
            passage,
            now,
        }))
        .layer(middleware::map_response(headers::secure))
}

/// What answers need.
struct Server {
    config: Config,
    passage: Option<Arc<Passage>>,
    now: fn() -> DateTime<FixedOffset>,
}

async fn pass(State(server): State<Arc<Server>>, request: Request) -> Response {
    let Some(passage) = server.passage.clone() else {
        let detail = "This server does not pass searches on.";
        return Problem::new(StatusCode::NOT_FOUND, "No such service", detail).into_response();
    };
    let (request, body) = request.into_parts();
    passage.pass(&request, body).await
}

async fn answer(State(server): State<Arc<Server>>, request: Request) -> Response {
    let config = &server.config;
    let (request, _body) = request.into_parts();
    if request.method != Method::GET && request.method != Method::HEAD {
        let allowed = [(header::ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allowed).into_response();
    }
    let sent = match place::find(config, request.uri.path()) {
        Place::Base => {
            let to = [(header::LOCATION, config.base.clone())];
            return (StatusCode::PERMANENT_REDIRECT, to).into_response();
        }
        Place::File(path, kept) => files::send(path, kept, &request.headers).await,
        Place::Page(light) => {
            page(config, light, &request.headers, (server.now)().date_naive()).await
        }
        Place::Either(first, second) => {
            match files::send(first, Kept::Checked, &request.headers).await {
                Some(file) => Some(file),
                None => files::send(second, Kept::Checked, &request.headers).await,
            }
        }
        Place::Feed(path, kept) => {
            let today = (server.now)().date_naive();
            files::feed(path, kept, &request.headers, today).await
        }
        Place::Frame(path) => return frame(config, path, request.headers).await,
        Place::Script(path) => {
            let sent = files::send(path, Kept::Checked, &request.headers).await;
            sent.map(|sent| marked(sent, Shared::Script))
        }
        Place::Nowhere => None,
    };
    match sent {
        Some(file) => file,
        None => missing(config, request.headers).await,
    }
}

/// The answer with a page: its light form where there is one that loads the app which is served
/// here, else the app's shell.
async fn page(
    config: &Config,
    light: Option<(PathBuf, Kept)>,
    asked: &HeaderMap,
    today: NaiveDate,
) -> Option<Response> {
    if let Some((path, kept)) = light
        && config.is_one_build().await
    {
        let sent = match kept {
            Kept::Never => files::blacklist(path, kept, asked, today).await,
            kept => files::send(path, kept, asked).await,
        };
        if let Some(sent) = sent {
            return Some(marked(sent, config.page_mark().await));
        }
    }
    let sent = files::send(config.app.join("index.html"), Kept::Checked, asked).await;
    Some(marked(sent?, config.page_mark().await))
}

impl Config {
    /// Whether what was published loads the same build of the app as is served here: else its
    /// pages would ask for files that are not there.
    async fn is_one_build(&self) -> bool {
        let pages = [&self.app, &self.data].map(|folder| folder.join("index.html"));
        let boots = tokio::task::spawn_blocking(move || {
            pages.map(|page| {
                let text = std::fs::read_to_string(page).ok()?;
                crate::publish::boot(&text).map(str::to_owned)
            })
        });
        matches!(boots.await, Ok([Some(served), Some(published)]) if served == published)
    }

    /// The mark of the app's pages, which are all made of its own first one.
    async fn page_mark(&self) -> Shared {
        let page = self.app.join("index.html");
        let read = tokio::task::spawn_blocking(move || std::fs::read_to_string(page));
        let text = read.await.ok().and_then(Result::ok).unwrap_or_default();
        Shared::Page(headers::policy(&text))
    }
}

/// A page of the widget, or the one that stands for those that are not there.
async fn frame(config: &Config, page: PathBuf, mut asked: HeaderMap) -> Response {
    if let Some(sent) = files::send(page.clone(), Kept::Checked, &asked).await {
        return marked(sent, embed::shared(page, &config.embed_hosts).await);
    }
    asked.remove(header::IF_NONE_MATCH);
    let page = config.data.join(widget::FOLDER).join("404.html");
    let Some(mut sent) = files::send(page.clone(), Kept::Checked, &asked).await else {
        return missing(config, asked).await;
    };
    *sent.status_mut() = StatusCode::NOT_FOUND;
    sent.headers_mut().remove(header::ETAG);
    marked(sent, embed::shared(page, &config.embed_hosts).await)
}

fn marked(mut response: Response, shared: Shared) -> Response {
    response.extensions_mut().insert(shared);
    response
}

/// The app's own page for what is not there; never "not modified".
async fn missing(config: &Config, mut asked: HeaderMap) -> Response {
    asked.remove(header::IF_NONE_MATCH);
    let page = files::send(config.app.join("404.html"), Kept::Checked, &asked).await;
    let mut response = page.unwrap_or_else(|| "Not found\n".into_response());
    *response.status_mut() = StatusCode::NOT_FOUND;
    response.headers_mut().remove(header::ETAG);
    marked(response, config.page_mark().await)
}
