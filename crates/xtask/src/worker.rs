//! Builds the service worker's Rust half: its glue goes into `sw.js` (a script that a worker
//! imports must have been imported when it was installed, and the content policy would have to
//! allow it), its WebAssembly beside it under the name of its content.

use crate::proc::{program, read, step, write};
use crate::{Result, paths, split};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Where the glue stands in `sw.js`.
const PLACE: &str = "/*GLUE*/";
/// As in the app, functions then stand in an order that packs better.
const FLAGS: &str = "-Csymbol-mangling-version=v0";
const GLUE: &str = "worker.js";
const MODULE: &str = "worker_bg.wasm";

/// Builds it, and returns the folder with glue and WebAssembly.
pub(crate) fn build() -> Result<PathBuf> {
    let work = paths::target().join("trunk/worker");
    let mut cargo = crate::proc::cargo();
    cargo
        .args(["build", "--locked", "--profile", "wasm-release"])
        .args(["--package", "worker", "--bin", "gongkai-worker"])
        .args(["--target", "wasm32-unknown-unknown"])
        .env("CARGO_TARGET_DIR", paths::target())
        // Without what the app's cut in two needs: it would stay in the program.
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", FLAGS);
    step("Building the service worker's Rust half", &mut cargo)?;
    let compiled = "wasm32-unknown-unknown/wasm-release/gongkai-worker.wasm";
    let mut bindgen = program("wasm-bindgen");
    bindgen
        .args(["--target", "no-modules", "--no-typescript"])
        .args(["--out-name", "worker", "--out-dir"])
        .arg(&work)
        .arg(paths::target().join(compiled));
    step("Binding it to the worker", &mut bindgen)?;
    let module = work.join(MODULE);
    split::optimise("worker", &module, &module)?;
    Ok(work)
}

/// Puts it into a merged app, and returns the name of its WebAssembly there.
pub(crate) fn put_into(out: &Path, built: &Path) -> Result<String> {
    let module = built.join(MODULE);
    let bytes = std::fs::read(&module).map_err(|e| format!("{}: {e}", module.display()))?;
    let hash = format!("{:x}", Sha256::digest(&bytes));
    let name = format!("worker-{}.wasm", &hash[..16]);
    write(&out.join(&name), bytes)?;

    let script = out.join("sw.js");
    let text = read(&script)?;
    if text.matches(PLACE).count() != 1 {
        return Err(format!("{} must hold {PLACE} once", script.display()));
    }
    write(&script, text.replace(PLACE, &read(&built.join(GLUE))?))?;
    Ok(name)
}
