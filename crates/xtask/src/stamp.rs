//! Makes one app of the two builds: tells the boot script and the service worker which files
//! there are, and writes compressed copies beside them.

use crate::{Result, build, paths, proc};
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha384};
use std::io::Write;
use std::path::{Path, PathBuf};

const PLACEHOLDER: &str = "/*STAMP*/null/*STAMP*/";

/// Merges the builds of [`build::VARIANTS`] into one tree under `target/` and returns it.
pub(crate) fn merge(dists: &[PathBuf]) -> Result<PathBuf> {
    let out = paths::target().join("trunk/merged");
    let _ = std::fs::remove_dir_all(&out);
    let mut variants = Vec::new();
    for ((name, _), dist) in build::VARIANTS.iter().zip(dists) {
        copy_tree(dist, &out)?;
        variants.push((*name, module(dist)?));
    }
    let entry = out.join("index.html");
    copy(&entry, &out.join("404.html"))?;

    let version = version(&out)?;
    let mut boot = json!({ "version": version });
    let mut worker = json!({ "version": version, "shell": shell(&out, &variants)? });
    for (name, module) in &variants {
        boot[*name] = module.facts.clone();
        worker[*name] = json!([module.js, module.wasm]);
    }
    stamp(&out.join("boot.js"), &boot)?;
    stamp(&out.join("sw.js"), &worker)?;
    for file in paths::files(&out) {
        compress(&file)?;
    }
    Ok(out)
}

/// One WebAssembly module with its glue.
struct Module {
    js: String,
    wasm: String,
    facts: Value,
}

fn module(dist: &Path) -> Result<Module> {
    let names: Vec<String> = names(dist, dist);
    let wasm = names
        .iter()
        .find(|n| n.ends_with("_bg.wasm"))
        .ok_or("Trunk wrote no WebAssembly")?;
    let js = wasm.replace("_bg.wasm", ".js");
    if !names.contains(&js) {
        return Err(format!("Trunk wrote no {js}"));
    }
    let bytes = std::fs::read(dist.join(wasm)).map_err(|e| e.to_string())?;
    let integrity = format!("sha384-{}", base64(&Sha384::digest(&bytes)));
    let facts =
        json!({ "js": js, "wasm": wasm, "wasm_integrity": integrity, "wasm_bytes": bytes.len() });
    Ok(Module {
        js,
        wasm: wasm.clone(),
        facts,
    })
}

/// What every visitor's worker keeps: all but the modules, the screenshots and itself.
fn shell(out: &Path, variants: &[(&str, Module)]) -> Result<Vec<String>> {
    let apart = |name: &str| {
        matches!(name, "sw.js" | "404.html")
            || variants.iter().any(|(_, m)| m.js == name || m.wasm == name)
    };
    let shell: Vec<String> = names(out, out).into_iter().filter(|n| !apart(n)).collect();
    if shell.iter().any(|n| n == "boot.js") {
        Ok(shell)
    } else {
        Err("the build holds no boot.js".into())
    }
}

fn version(out: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    for file in paths::files(out) {
        hash.update(
            file.strip_prefix(out)
                .unwrap_or(&file)
                .to_string_lossy()
                .as_bytes(),
        );
        hash.update(std::fs::read(&file).map_err(|e| e.to_string())?);
    }
    let version =
        std::env::var("CARGO_PKG_VERSION").unwrap_or_else(|_| env!("CARGO_PKG_VERSION").into());
    Ok(format!(
        "{version}+{}",
        &format!("{:x}", hash.finalize())[..12]
    ))
}

fn stamp(file: &Path, facts: &Value) -> Result {
    let text = proc::read(file)?;
    if text.matches(PLACEHOLDER).count() != 1 {
        return Err(format!("{} must hold {PLACEHOLDER} once", file.display()));
    }
    proc::write(file, text.replace(PLACEHOLDER, &facts.to_string()))
}

/// Writes `.br` and `.gz` beside a file that shrinks.
fn compress(file: &Path) -> Result {
    let kind = file
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default();
    if !matches!(
        kind,
        "html" | "js" | "css" | "wasm" | "svg" | "json" | "webmanifest" | "txt"
    ) {
        return Ok(());
    }
    let bytes = std::fs::read(file).map_err(|e| e.to_string())?;
    let beside = |ending: &str| PathBuf::from(format!("{}.{ending}", file.display()));
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gz.write_all(&bytes).map_err(|e| e.to_string())?;
    proc::write(&beside("gz"), gz.finish().map_err(|e| e.to_string())?)?;
    proc::write(&beside("br"), brotli11(&bytes)?)
}

/// The bytes under brotli at its strongest, as they go over the wire.
fn brotli11(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params).map_err(|e| e.to_string())?;
    Ok(out)
}

fn names(dir: &Path, base: &Path) -> Vec<String> {
    let relative = |f: PathBuf| {
        f.strip_prefix(base)
            .unwrap_or(&f)
            .to_string_lossy()
            .replace('\\', "/")
    };
    paths::files(dir).into_iter().map(relative).collect()
}

fn copy_tree(from: &Path, to: &Path) -> Result {
    for name in names(from, from) {
        copy(&from.join(&name), &to.join(&name))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result {
    proc::write(
        to,
        std::fs::read(from).map_err(|e| format!("{}: {e}", from.display()))?,
    )
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    // SHA-384 is a multiple of three bytes, so there is never padding.
    for three in bytes.chunks_exact(3) {
        let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        text.extend([18, 12, 6, 0].map(|shift| DIGITS[(bits >> shift & 63) as usize] as char));
    }
    text
}
