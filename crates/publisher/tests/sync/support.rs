//! A stand-in upstream on a port of its own, and the program run against it.

#![allow(clippy::unwrap_used, reason = "a test may end here")]

use axum::Router;
use publisher::standin::{Rows, StandIn};
use publisher::store::Store;
use record::site::SourceState;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// A server that answers until it is dropped.
pub(crate) struct Server {
    pub(crate) url: String,
    _runtime: Runtime,
}

impl Server {
    pub(crate) fn start(app: Router) -> Self {
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        runtime.spawn(async { axum::serve(listener, app).await });
        Self {
            url,
            _runtime: runtime,
        }
    }
}

/// Where the recorded rows are.
pub(crate) fn rows() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/real")
}

pub(crate) fn recorded() -> StandIn {
    StandIn::new(Rows::load(&rows()).unwrap())
}

/// `gongkai sync` of 粤公平 without a pause.
pub(crate) fn sync(url: &str, store: &Path, more: &[&str]) -> Command {
    let mut command = sync_with_pause(url, store, 0);
    command.args(more);
    command
}

pub(crate) fn sync_with_pause(url: &str, store: &Path, ms: u64) -> Command {
    let mut command = gongkai("sync");
    command.args(["--source", "ygp", "--upstream", url]);
    command.arg(format!("--pause-ms={ms}"));
    command.arg("--store").arg(store);
    command
}

pub(crate) fn gongkai(subcommand: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.arg(subcommand).stdin(Stdio::null());
    command
}

/// Runs to the end; the exit code and what was said.
pub(crate) fn told(mut command: Command) -> (i32, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let said = [stdout, stderr].concat();
    let said = String::from_utf8(said).unwrap();
    (status.code().unwrap(), said)
}

pub(crate) fn state(store: &Path, source: &str) -> SourceState {
    let sources = Store::open(store).unwrap().sources().unwrap();
    let found = sources.iter().find(|s| s.id.as_str() == source);
    found.unwrap().state
}
