//! `test`: native, component and browser tests, each with its own set-up.

use crate::proc::{cargo, program, step};
use crate::{Result, build, paths, serve, setup, styles};
use std::path::Path;

/// Options of `test`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// One kind only; all three where none is named
    kind: Option<Kind>,
    /// Rewrite the accessibility snapshots of the browser journeys instead of comparing
    #[arg(long)]
    update_snapshots: bool,
    /// Only journeys whose title holds this
    #[arg(long)]
    only: Option<String>,
}

/// The kinds of test.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    Native,
    Component,
    Browser,
}

/// The `test` command.
pub(crate) fn run(args: &Args) -> Result {
    paths::use_quick_publisher();
    // A kind that fails does not hide what the next would have said.
    let failed: Vec<String> = [Kind::Native, Kind::Component, Kind::Browser]
        .into_iter()
        .filter(|kind| args.kind.is_none_or(|asked| asked == *kind))
        .filter_map(|kind| test(kind, args).err())
        .collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(failed.join("\n"))
}

fn test(kind: Kind, args: &Args) -> Result {
    match kind {
        Kind::Native => native(),
        Kind::Component => component(),
        Kind::Browser => browser(args),
    }
}

fn native() -> Result {
    setup::strace()?;
    // One of them makes an app of two builds.
    setup::node_modules(Path::new("crates/xtask/node"))?;
    styles::write()?;
    step(
        "Native tests",
        cargo().args([
            "test",
            "--workspace",
            "--locked",
            "--quiet",
            "--no-fail-fast",
        ]),
    )
}

fn component() -> Result {
    let driver = setup::for_component_tests()?;
    styles::write()?;
    let mut tests = cargo();
    tests
        .args([
            "test",
            "--locked",
            "--target",
            "wasm32-unknown-unknown",
            "--package",
            "gongkai-app",
            "--test",
            "web",
        ])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env("CHROMEDRIVER", driver);
    step("Component tests in headless Chromium", &mut tests)
}

fn browser(args: &Args) -> Result {
    let chromium = setup::chromium()?;
    setup::node_modules(Path::new("tests/e2e"))?;
    build::run_with("/", &paths::dist())?;
    let sub = paths::target().join("sub-path-app");
    build::run_with("/towns/shanwei/", &sub)?;
    serve::publisher()?;
    let demo = serve::demo(5000, false)?;
    let real = serve::real(&serve::StandIn::start()?, false)?;
    let mut journeys = program("npx");
    journeys
        .args(["playwright", "test"])
        .current_dir(paths::root().join("tests/e2e"))
        .env("CHROMIUM", chromium)
        .env("FIREFOX", setup::firefox()?)
        .env("GONGKAI", paths::gongkai())
        .env("APP", paths::dist())
        .env("APP_UNDER_SUB_PATH", sub)
        .env("DATA_DEMO", demo)
        .env("DATA_REAL", real);
    if args.update_snapshots {
        journeys.arg("--update-snapshots");
    }
    if let Some(title) = &args.only {
        journeys.args(["--grep", title]);
    }
    step("Browser journeys", &mut journeys)
}
