//! Builds the app into `dist/`: style sheet, two WebAssembly variants by Trunk, each cut in two,
//! stamps, and compressed copies.

use crate::proc::{cargo, program, step};
use crate::{Result, paths, proc, setup, split, stamp, styles, worker};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Options of `build`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The path under which a host serves the app, such as `/gongkai/`
    #[arg(long, default_value = "/")]
    pub(crate) base: String,
    /// Where to put the built app, instead of dist/
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    /// For looking at pages while working on them: one unoptimised build, no service worker
    #[arg(long)]
    pub(crate) dev: bool,
    /// With --dev: with the service worker, for what happens without a network
    #[arg(long, requires = "dev")]
    pub(crate) offline: bool,
}

/// What is built.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Release,
    Dev,
    DevOffline,
}

/// The two builds: browsers without SIMD refuse a module that holds it.
///
/// Erased: a view that is a type of its own brings code of its own. In an app of one page that is
/// smaller than the erased form; with all our pages it is a tenth larger.
/// Mangled as v0: functions then stand in an order that packs better, a hundredth smaller.
pub(crate) const VARIANTS: [(&str, &str); 2] = [
    (
        "simd",
        "--cfg erase_components -Csymbol-mangling-version=v0 -Ctarget-feature=+simd128",
    ),
    (
        "plain",
        "--cfg erase_components -Csymbol-mangling-version=v0",
    ),
];

/// Sets up and builds for release; returns at once where no input changed.
pub(crate) fn run_with(base: &str, out: &Path) -> Result {
    make(base, out, Kind::Release)
}

/// Builds what one looks at: unoptimised, and with the gallery of components.
pub(crate) fn for_looking(out: &Path) -> Result {
    make("/", out, Kind::Dev)
}

/// The `build` command.
pub(crate) fn run(args: &Args) -> Result {
    let out = args.out.clone().unwrap_or_else(paths::dist);
    let kind = match (args.dev, args.offline) {
        (false, _) => Kind::Release,
        (true, false) => Kind::Dev,
        (true, true) => Kind::DevOffline,
    };
    make(&args.base, &out, kind)?;
    eprintln!("The app is in {}", out.display());
    Ok(())
}

fn make(base: &str, out: &Path, kind: Kind) -> Result {
    if !base.starts_with('/') || !base.ends_with('/') {
        return Err(format!(
            "the base must begin and end with a slash, and is {base:?}"
        ));
    }
    setup::for_build()?;
    styles::write()?;
    let compiled = fingerprint(&COMPILED)?;
    let inputs = format!(
        "{base} {} {compiled} {}",
        kind as u8,
        fingerprint(&STAMPED)?
    );
    let mark = mark(&format!("built-{}", short(&out.to_string_lossy())));
    if out.join("index.html").is_file() && is_marked(&mark, &inputs) {
        return Ok(());
    }
    let dists = match kind {
        Kind::Release => released(&compiled)?,
        Kind::Dev | Kind::DevOffline => vec![("plain", trunk("dev", "", &[])?)],
    };
    let background = match kind {
        Kind::Dev => None,
        Kind::Release | Kind::DevOffline => Some(worker::build()?),
    };
    let built = stamp::merge(
        &dists,
        &paths::root().join("public"),
        base,
        background.as_deref(),
    )?;
    replace(out, &built)?;
    proc::write(&mark, inputs)
}

/// Where it is noted what was last built from.
fn mark(name: &str) -> PathBuf {
    paths::target().join("xtask").join(name)
}

fn is_marked(mark: &Path, inputs: &str) -> bool {
    std::fs::read_to_string(mark).is_ok_and(|marked| marked == inputs)
}

/// The variants, each cut and made small: the same under every base.
fn released(fingerprint: &str) -> Result<Vec<(&'static str, PathBuf)>> {
    let mark = mark("released");
    if is_marked(&mark, fingerprint) {
        return Ok(VARIANTS.map(|(variant, _)| (variant, dist(variant))).into());
    }
    // One is cut while the next is compiled, which keeps a single core busy for most of the time.
    let dists = std::thread::scope(|scope| {
        let mut cuts = Vec::new();
        for (variant, flags) in VARIANTS {
            let flags = format!("{flags} {}", split::FLAGS);
            let dist = trunk(variant, &flags, &["--release"])?;
            let compiled = "wasm32-unknown-unknown/wasm-release/gongkai-app.wasm";
            let own = dist.with_extension("wasm");
            stamp::copy(&paths::target().join(compiled), &own)?;
            let cut = scope.spawn(move || split::apply(&own, &dist).map(|()| (variant, dist)));
            cuts.push(cut);
        }
        let ended = cuts.into_iter().map(|cut| match cut.join() {
            Ok(done) => done,
            Err(_) => Err("cutting the app in two ended in a panic".into()),
        });
        ended.collect::<Result<Vec<_>>>()
    })?;
    proc::write(&mark, fingerprint)?;
    Ok(dists)
}

fn dist(variant: &str) -> PathBuf {
    paths::target().join("trunk").join(variant)
}

fn trunk(variant: &str, flags: &str, profile: &[&str]) -> Result<PathBuf> {
    step(
        "Fetching the Rust packages",
        cargo().args(["fetch", "--locked"]),
    )?;
    let dist = dist(variant);
    let mut trunk = program("trunk");
    trunk
        .arg("build")
        .args(profile)
        .args(["--offline", "--public-url", stamp::BASE, "--dist"])
        .arg(&dist)
        // One folder for all: what is built for the host (macros, scripts) is the same for each,
        // and cargo keeps apart what the flags change.
        .env("CARGO_TARGET_DIR", paths::target())
        // Trunk reads this as its own option and knows only true and false.
        .env_remove("NO_COLOR");
    if !flags.is_empty() {
        trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    }
    let what =
        format!("Building the app, variant {variant} (minutes the first time, seconds later)");
    step(&what, &mut trunk)?;
    Ok(dist)
}

/// Puts the new tree in place of the old one, so that a server never sees a half-built app.
/// Replaces nothing but a built app.
fn replace(out: &Path, built: &Path) -> Result {
    let is_app = out.join("index.html").is_file() && out.join("manifest.webmanifest").is_file();
    let is_empty = paths::files(out).is_empty();
    if out.exists() && !is_empty && (!is_app || out.join("data").exists()) {
        return Err(format!(
            "{} holds something else than a built app: name another folder, or empty it",
            out.display()
        ));
    }
    let beside = |what: &str| PathBuf::from(format!("{}.{what}", out.display()));
    let (new, old) = (beside("being-built"), beside("before"));
    let fail = |e: std::io::Error| format!("{}: {e}", out.display());
    for left in [&new, &old] {
        let _ = std::fs::remove_dir_all(left);
    }
    // Copied first: the build may lie on another file system, where nothing can be renamed to.
    stamp::copy_tree(built, &new)?;
    if out.exists() {
        std::fs::rename(out, &old).map_err(fail)?;
    }
    if let Err(e) = std::fs::rename(&new, out) {
        let _ = std::fs::rename(&old, out);
        return Err(fail(e));
    }
    let _ = std::fs::remove_dir_all(&old);
    Ok(())
}

/// What the variants are compiled and cut from.
const COMPILED: [&str; 13] = [
    "src",
    "style",
    "crates/record/src",
    "crates/archive/src",
    "crates/worker/src",
    // How it is built; what else xtask does changes no byte of it.
    "crates/xtask/src/build.rs",
    "crates/xtask/src/split.rs",
    "crates/xtask/src/styles.rs",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "index.html",
    "build.rs",
];

/// What is put beside them, and how.
const STAMPED: [&str; 3] = [
    "public",
    "crates/xtask/src/stamp.rs",
    "crates/xtask/src/worker.rs",
];

/// A hash over files and folders.
fn fingerprint(of: &[&str]) -> Result<String> {
    let mut hash = Sha256::new();
    for path in of.iter().map(|path| paths::root().join(path)) {
        let mut inputs = paths::files(&path);
        if path.is_file() {
            inputs.push(path);
        }
        for path in inputs {
            hash.update(path.to_string_lossy().as_bytes());
            hash.update(std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?);
        }
    }
    Ok(format!("{:x}", hash.finalize()))
}

fn short(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
        .chars()
        .take(12)
        .collect()
}
