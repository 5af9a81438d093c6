//! Cuts the app's WebAssembly in two, as `src/pages/apart.rs` marks it: what a first list needs,
//! and the other pages. Trunk cannot, so what it made is taken away and this put in its place.
//!
//! The files refer to each other, so their names hold one hash, of all that they are made from.

use crate::proc::{program, read, step, write};
use crate::{Result, paths, stamp};
use sha2::{Digest, Sha256, Sha384};
use std::path::{Path, PathBuf};
use wasm_split_cli_support::{Options, transform};

/// What the compiler must be told, for the app to be marked and for the linker to leave in the
/// program what the cut goes by.
pub(crate) const FLAGS: &str = "--cfg split_pages -Clink-arg=--emit-relocs";

/// How the names of the whole begin, as Trunk calls it.
const WHOLE: &str = "gongkai-app-";

/// The options of binaryen's optimiser; its flattening saves a hundredth.
const OPTIMISE: [&str; 12] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-simd",
    "--strip-debug",
    "--strip-producers",
    "--flatten",
    "--rereloop",
    "-Oz",
];

/// In place of the browser's streaming, which refuses a host that calls WebAssembly something else.
const INSTANTIATE: &str = "\
async function instantiate(coming, imports) {
  const answer = await coming;
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
}
";

/// Puts the two parts of the compiled program into Trunk's folder, in place of the whole.
pub(crate) fn apply(compiled: &Path, dist: &Path) -> Result {
    let program = bytes(compiled)?;
    let stem = format!("gongkai-{}", hash(&program)?);
    for whole in paths::files(dist) {
        let name = file_name(&whole);
        if name.starts_with(WHOLE) && (name.ends_with(".js") || name.ends_with(".wasm")) {
            std::fs::remove_file(&whole).map_err(|e| format!("{}: {e}", whole.display()))?;
        }
    }

    let work = dist.with_extension("parts");
    let _ = std::fs::remove_dir_all(&work);
    let main = work.join("main.wasm");
    let link = format!("./{stem}_parts.js");
    let glue = format!("./{stem}.js");
    let mut options = Options::new(&program);
    options.output_dir = &work;
    options.main_out_path = &main;
    options.link_name = &link;
    options.main_module = &glue;
    let parts = transform(options).map_err(|e| format!("{}: {e}", compiled.display()))?;

    let module = bind(&main, &stem, dist)?;
    optimise("first part", &module, &module)?;
    let mut script = read(&work.join(&link))?;
    for part in parts.split_modules {
        let old = file_name(&part);
        let new = format!("{stem}_{old}");
        optimise("second part", &part, &dist.join(&new))?;
        let integrity = stamp::base64(&Sha384::digest(bytes(&dist.join(&new))?));
        let load = format!("fetch(new URL(\"./{old}\", import.meta.url)");
        let checked = format!(
            "fetch(new URL(\"./{new}\", import.meta.url), {{ integrity: \"sha384-{integrity}\" }}"
        );
        script = replaced(&script, &load, &checked)?;
    }
    let script = replaced(&script, "WebAssembly.instantiateStreaming(", "instantiate(")?;
    write(&dist.join(&link), format!("{INSTANTIATE}{script}"))
}

fn bind(main: &Path, stem: &str, dist: &Path) -> Result<PathBuf> {
    let mut bindgen = program("wasm-bindgen");
    bindgen
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports"])
        .args(["--out-name", stem, "--out-dir"])
        .args([dist, main]);
    step("Binding the first part to the browser", &mut bindgen)?;
    Ok(dist.join(format!("{stem}_bg.wasm")))
}

pub(crate) fn optimise(what: &str, from: &Path, to: &Path) -> Result {
    let mut optimiser = program("wasm-opt");
    optimiser.args(OPTIMISE).arg(from).arg("-o").arg(to);
    step(&format!("Making the {what} small"), &mut optimiser)
}

/// The compiled program and the tools that it goes through.
fn hash(program: &[u8]) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(program);
    hash.update(OPTIMISE.concat());
    // How the loader is written is said in this file.
    hash.update(include_str!("split.rs"));
    for tools in ["Cargo.lock", "crates/xtask/node/package-lock.json"] {
        hash.update(read(&paths::root().join(tools))?);
    }
    Ok(format!("{:x}", hash.finalize())[..16].to_owned())
}

/// Replaces what the splitting library must have written.
fn replaced(text: &str, old: &str, new: &str) -> Result<String> {
    if text.contains(old) {
        Ok(text.replace(old, new))
    } else {
        Err(format!(
            "the script that loads the second part has no {old}"
        ))
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
