//! `bench`: prints figures, as words for people and as JSON in the design's shape.

use crate::proc::{cargo, output, program, say, step};
use crate::{Result, budgets, build, paths, proc, serve, setup};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Options of `bench`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Which; all where none is named
    name: Option<Name>,
    /// Also write the figures into this file
    #[arg(long)]
    json: Option<PathBuf>,
    /// Notices of the sets that are searched and counted
    #[arg(long, value_delimiter = ',', default_values_t = [5_000, 100_000])]
    sizes: Vec<u32>,
}

const BENCH: &str = "tests/bench";

/// The benchmarks.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Name {
    Size,
    Page,
    Search,
    Bulletin,
    Screening,
    Matching,
    Push,
}

/// The `bench` command.
pub(crate) fn run(args: &Args) -> Result {
    let wants = |name| args.name.is_none_or(|n| n == name);
    let mut results = Vec::new();
    if wants(Name::Size) {
        results.push(size()?);
    }
    if wants(Name::Page) {
        results.push(page()?);
    }
    if wants(Name::Search) {
        results.push(search(&args.sizes)?);
    }
    if wants(Name::Bulletin) {
        results.push(bulletin(&args.sizes)?);
    }
    if wants(Name::Screening) {
        results.push(screening()?);
    }
    if wants(Name::Matching) {
        results.push(matching()?);
    }
    if wants(Name::Push) {
        results.push(push()?);
    }
    let all = if let [one] = results.as_slice() {
        one.clone()
    } else {
        Value::Array(results)
    };
    let text = serde_json::to_string_pretty(&all).map_err(|e| e.to_string())?;
    println!("{text}");
    args.json
        .as_deref()
        .map_or(Ok(()), |file| proc::write(file, &text))
}

fn size() -> Result<Value> {
    build::run_with("/", &paths::dist())?;
    serve::publisher()?;
    let demo = serve::demo(5000, false)?;
    let real = serve::real(&serve::StandIn::start()?, false)?;
    let mut runs = Vec::new();
    for (name, data) in [("demo", &demo), ("real", &real)] {
        let (per_notice, notices) = budgets::bytes_per_notice(data)?;
        let visit = budgets::first_visit(&paths::dist(), data)?;
        runs.push(json!({
            "engine": "gongkai", "data": name, "rows": notices,
            "bytes_per_notice": (per_notice * 10.0).round() / 10.0,
            "first_visit_bytes": visit.json(),
        }));
    }
    Ok(json!({ "bench": "size", "machine": machine(), "runs": runs }))
}

/// A first and a later visit on a throttled phone, beside a React list of the same notices, and
/// what Lighthouse says.
fn page() -> Result<Value> {
    let folder = Path::new(BENCH).join("page");
    setup::node_modules(&folder)?;
    build::run_with("/", &paths::dist())?;
    serve::publisher()?;
    let site = serve::demo(5000, true)?;
    // What is made up asks search engines to stay away, which Lighthouse takes for a fault.
    let found = serve::real(&serve::StandIn::start()?, true)?;
    say("Visiting as a slow phone does, and asking Lighthouse (about ten minutes)");
    let mut node = program("node");
    node.arg(folder.join("page.mjs"))
        .env("CHROMIUM", setup::chromium()?)
        .env("GONGKAI", paths::gongkai())
        .env("SITE", site)
        .env("FOUND", found);
    let runs = figures(&mut node, "the visitor")?;
    Ok(json!({ "bench": "page", "machine": machine(), "runs": runs }))
}

/// The engine for the browser: the folder of its module and glue.
fn engine() -> Result<PathBuf> {
    setup::for_build()?;
    setup::node_modules(Path::new(BENCH))?;
    let engine = paths::target().join("simd");
    let mut build = cargo();
    build
        .args([
            "build",
            "--locked",
            "--profile",
            "wasm-release",
            "--target",
            "wasm32-unknown-unknown",
        ])
        .args(["--package", "bench-engine"])
        .env("CARGO_TARGET_DIR", &engine)
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            "-Ctarget-feature=+simd128",
        );
    step("Building the engine for the browser", &mut build)?;
    let module = engine.join("wasm32-unknown-unknown/wasm-release/bench_engine.wasm");
    let glue = paths::target().join("bench-engine");
    let mut bindgen = program("wasm-bindgen");
    bindgen
        .args(["--target", "web", "--out-dir"])
        .arg(&glue)
        .arg(&module);
    step("Binding it", &mut bindgen)?;
    Ok(glue)
}

/// One runner in Chromium over a set.
fn in_browser(script: &str, data: &Path, engine: &Path) -> Result<Vec<Value>> {
    let mut node = program("node");
    node.arg(Path::new(BENCH).join(script))
        .arg(data)
        .env("CHROMIUM", setup::chromium()?)
        .env("ENGINE", engine);
    figures(&mut node, "the browser runner")
}

fn bulletin(sizes: &[u32]) -> Result<Value> {
    let engine = engine()?;
    serve::publisher()?;
    let mut runs = Vec::new();
    for &rows in sizes {
        let data = serve::demo(rows, false)?;
        say(&format!(
            "Counting the duties of {rows} notices in a browser"
        ));
        runs.extend(in_browser("bulletin.mjs", &data, &engine)?);
    }
    Ok(json!({ "bench": "bulletin", "machine": machine(), "runs": runs }))
}

/// Needs no set: the list and the firms are made up.
fn screening() -> Result<Value> {
    let engine = engine()?;
    say("Checking firms against a list in a browser");
    let runs = in_browser("screening.mjs", Path::new("."), &engine)?;
    Ok(json!({ "bench": "screening", "machine": machine(), "runs": runs }))
}

/// Needs no set either: changes and subscriptions are made up.
fn matching() -> Result<Value> {
    let engine = engine()?;
    say("Matching changes against subscriptions in a browser");
    let runs = in_browser("matching.mjs", Path::new("."), &engine)?;
    Ok(json!({ "bench": "matching", "machine": machine(), "runs": runs }))
}

/// Needs no set: the devices are made up, and the push services are stand-ins on this machine.
fn push() -> Result<Value> {
    say("Sending pushes to 10 000 devices of stand-ins");
    let runs = figures(&mut example("publisher", "push"), "the sender")?;
    Ok(json!({ "bench": "push", "machine": machine(), "runs": runs }))
}

/// An example of a package that prints figures.
fn example(package: &str, name: &str) -> std::process::Command {
    let mut run = cargo();
    run.args(["run", "--quiet", "--locked", "--release"]);
    run.args(["--package", package, "--example", name]);
    run
}

fn search(sizes: &[u32]) -> Result<Value> {
    let engine = engine()?;
    serve::publisher()?;
    let mut runs = Vec::new();
    for &rows in sizes {
        let data = serve::demo(rows, false)?;
        say(&format!(
            "Searching {rows} notices, natively and in a browser"
        ));
        let mut native = example("archive", "search_bench");
        native.arg("--").arg(&data);
        runs.extend(figures(&mut native, "the native runner")?);
        runs.extend(in_browser("search.mjs", &data, &engine)?);
    }
    Ok(json!({ "bench": "search", "machine": machine(), "runs": runs }))
}

/// The `runs` of a runner that prints the design's JSON.
fn figures(command: &mut std::process::Command, who: &str) -> Result<Vec<Value>> {
    let out = command
        .stderr(std::process::Stdio::inherit())
        .output()
        .map_err(|e| format!("{who}: {e}"))?;
    if !out.status.success() {
        return Err(format!("{who} ended with {}", out.status));
    }
    let parsed: Value =
        serde_json::from_slice(&out.stdout).map_err(|e| format!("{who} printed no JSON: {e}"))?;
    parsed["runs"]
        .as_array()
        .cloned()
        .ok_or_else(|| format!("{who} printed no runs"))
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let rustc = output(program("rustc").arg("--version")).unwrap_or_default();
    format!(
        "{} {}, {cores} cores, {rustc}",
        std::env::consts::OS,
        std::env::consts::ARCH
    )
}
