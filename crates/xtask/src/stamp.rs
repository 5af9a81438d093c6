//! Makes one app of the builds: tells the page its base, the boot script and the service worker
//! which files there are, and writes compressed copies beside them.

use crate::proc::{program, step};
use crate::{Result, paths, proc, styles, worker};
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha384};
use std::io::Write;
use std::path::{Path, PathBuf};

const PLACEHOLDER: &str = "/*STAMP*/null/*STAMP*/";
/// What stands for it while scripts are made small, which takes comments away.
const STAMP: &str = "__STAMP__";

/// For the publisher, whose light pages look like the app: the scope of each component's sheet.
const LOOK: &str = "look.json";

/// The places in the page into which the publisher writes, and which therefore stay.
const MARKS: [&str; 4] = [
    "<!--about-->",
    "<!--/about-->",
    "<!--newest-->",
    "<!--/newest-->",
];

/// Stands in index.html and the web manifest for the path under which a host serves the app.
pub(crate) const BASE: &str = "/BASE/";

/// The script that other sites link to.
const SHARED: &str = "gongkai-notices.js";

/// Merges builds, each with its variant's name, and what is served as it is into one tree under `target/` and returns it.
///
/// A release has a `background` worker. It gets a version, by which the app registers its service worker, and compressed
/// copies; a build for looking at pages gets neither.
pub(crate) fn merge(
    dists: &[(&str, PathBuf)],
    public: &Path,
    base: &str,
    background: Option<&Path>,
) -> Result<PathBuf> {
    let out = paths::target().join("trunk/merged");
    let _ = std::fs::remove_dir_all(&out);
    let mut variants = Vec::new();
    for (name, dist) in dists {
        copy_tree(dist, &out)?;
        variants.push((*name, module(dist)?));
    }
    // As it is now: the variants may be older.
    copy_tree(public, &out)?;
    let release = background.is_some();
    let background = match background {
        Some(built) => Some(worker::put_into(&out, built)?),
        None => None,
    };
    for script in ["boot.js", "sw.js"] {
        replace(&out.join(script), PLACEHOLDER, STAMP)?;
    }
    if release {
        minify(&out)?;
    }
    let version = if release { Some(version(&out)?) } else { None };
    let mut boot = json!({ "version": version });
    for (name, module) in &variants {
        boot[*name] = module.facts.clone();
    }
    replace(&out.join("boot.js"), STAMP, &boot.to_string())?;
    let boot = name_by_hash(&out, "boot.js")?;
    page(&out, base, &boot)?;
    proc::write(
        &out.join(LOOK),
        serde_json::to_string(&styles::scopes()?).map_err(|e| e.to_string())?,
    )?;

    let worker = out.join("sw.js");
    if release {
        let integrity = integrity(&out)?;
        let mut facts = json!({
            "version": version, "shell": shell(&out, &variants), "integrity": integrity,
            "worker": background,
        });
        for (name, module) in &variants {
            // Parts that few ever need are fetched when they are.
            let kept = module.files.iter().filter(|f| !f.contains("_split_sheets"));
            facts[*name] = json!(kept.collect::<Vec<_>>());
        }
        replace(&worker, STAMP, &facts.to_string())?;
        for file in paths::files(&out) {
            compress(&file)?;
        }
    } else {
        std::fs::remove_file(&worker).map_err(|e| e.to_string())?;
    }
    Ok(out)
}

/// Writes the page, the web manifest, and the page's copy for hosts that answer an unknown address with `404.html`.
fn page(out: &Path, base: &str, boot: &str) -> Result {
    let entry = out.join("index.html");
    let text = proc::read(&entry)?;
    if !text.contains(BASE) || !text.contains("boot.js") {
        return Err(format!("index.html must load {BASE}boot.js"));
    }
    if let Some(mark) = MARKS.iter().find(|mark| text.matches(*mark).count() != 1) {
        return Err(format!("index.html must hold {mark} once"));
    }
    let text = filled(out, &without_orders(&text))?
        .replace("boot.js", boot)
        .replace(BASE, base);
    proc::write(&out.join("404.html"), &text)?;
    proc::write(&entry, text)?;
    // The app's identity is its base: a relative one would mean the origin, and towns may share it.
    let manifest = out.join("manifest.webmanifest");
    proc::write(&manifest, proc::read(&manifest)?.replace(BASE, base))
}

/// What the built page begins its link to the sheet with.
const SHEET: &str = "<link rel=\"stylesheet\" href=\"";

/// The page with what the first paint needs in it. The style says where the sheet lies for pages
/// that only link to it (`publisher::publish::light`).
fn filled(out: &Path, page: &str) -> Result<String> {
    let script = format!("<script src=\"{BASE}first.js\"></script>");
    let first = out.join("first.js");
    let (before, link) = page
        .split_once(SHEET)
        .ok_or("index.html links to no sheet")?;
    let (href, rest) = link.split_once('"').unwrap_or((link, ""));
    let (_, after) = rest.split_once('>').unwrap_or(("", rest));
    let css = proc::read(&out.join(href.trim_start_matches(BASE)))?;
    let page = format!(
        "{before}<style data-href=\"{href}\">{}</style>{after}",
        css.trim()
    );
    if page.matches(&script).count() != 1 {
        return Err(format!("index.html must load {BASE}first.js once"));
    }
    let text = proc::read(&first)?;
    std::fs::remove_file(&first).map_err(|e| format!("first.js: {e}"))?;
    Ok(page.replace(&script, &format!("<script>{}</script>", text.trim())))
}

/// Makes every script small, in its place.
fn minify(out: &Path) -> Result {
    let scripts = paths::files(out).into_iter();
    let scripts = scripts.filter(|file| file.extension().is_some_and(|ending| ending == "js"));
    let at = |option: &str| format!("--{option}={}", out.display());
    step(
        "Making the scripts small",
        program("esbuild")
            .args(scripts)
            // What these browsers know: class fields, `??=`.
            .args(["--minify", "--target=es2022", "--log-level=error"])
            .args([&at("outdir"), &at("outbase"), "--allow-overwrite"]),
    )
}

/// The page without its comments but the marks, and without the orders to Trunk that Trunk leaves
/// in it where no loader is injected.
fn without_orders(text: &str) -> String {
    let mut text = text.to_owned();
    for (start, end) in [("<!--", "-->"), ("<link data-trunk", ">")] {
        let mut at = 0;
        while let Some(from) = text[at..].find(start).map(|from| at + from) {
            let Some(length) = text[from..].find(end) else {
                break;
            };
            let past = from + length + end.len();
            if MARKS.contains(&&text[from..past]) {
                at = past;
            } else {
                text.replace_range(from..past, "");
                at = from;
            }
        }
    }
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| format!("{line}\n"))
        .collect()
}

/// Renames a file after its content, so that a page never runs another version's, and returns its
/// new name.
fn name_by_hash(out: &Path, name: &str) -> Result<String> {
    let bytes = std::fs::read(out.join(name)).map_err(|e| format!("{name}: {e}"))?;
    let hash = format!("{:x}", Sha256::digest(&bytes));
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    let new = format!("{stem}-{}.{ending}", &hash[..16]);
    std::fs::rename(out.join(name), out.join(&new)).map_err(|e| format!("{name}: {e}"))?;
    Ok(new)
}

/// One WebAssembly module with its glue.
struct Module {
    /// Every file of it: glue, first part, and where it is split the second part and its loader.
    files: Vec<String>,
    facts: Value,
}

fn module(dist: &Path) -> Result<Module> {
    let names: Vec<String> = names(dist, dist);
    let wasm = names
        .iter()
        .find(|n| n.ends_with("_bg.wasm"))
        .ok_or("Trunk wrote no WebAssembly")?;
    let stem = wasm.trim_end_matches("_bg.wasm");
    let js = format!("{stem}.js");
    if !names.contains(&js) {
        return Err(format!("Trunk wrote no {js}"));
    }
    let bytes = std::fs::read(dist.join(wasm)).map_err(|e| e.to_string())?;
    let integrity = format!("sha384-{}", base64(&Sha384::digest(&bytes)));
    let facts =
        json!({ "js": js, "wasm": wasm, "wasm_integrity": integrity, "wasm_bytes": bytes.len() });
    let files = names.iter().filter(|n| n.starts_with(stem));
    Ok(Module {
        files: files.cloned().collect(),
        facts,
    })
}

/// What every visitor's worker keeps: all but the modules, large icons and itself.
fn shell(out: &Path, variants: &[(&str, Module)]) -> Vec<String> {
    let apart = |name: &str| {
        matches!(
            name,
            "sw.js" | "sw-off.js" | "404.html" | "robots.txt" | SHARED | LOOK
        )
            // Fetched by the system when the app is installed, not by the app.
            || name.starts_with("icons/") && name.ends_with(".png")
            || name.starts_with("install/")
            // In the page itself.
            || Path::new(name).extension().is_some_and(|ending| ending == "css")
            || variants.iter().any(|(_, m)| m.files.iter().any(|f| f == name))
    };
    names(out, out).into_iter().filter(|n| !apart(n)).collect()
}

/// The hash of each file that is named by its content, by which the worker keeps none that came
/// damaged: it would be served from there for as long as that version lives.
fn integrity(out: &Path) -> Result<Value> {
    let mut hashes = json!({});
    let checked = |n: &&String| {
        let ending = Path::new(n).extension().and_then(|e| e.to_str());
        matches!(ending, Some("wasm" | "js" | "css")) && n.contains('-') && !n.starts_with("sw")
    };
    for name in names(out, out).iter().filter(checked) {
        let bytes = std::fs::read(out.join(name)).map_err(|e| format!("{name}: {e}"))?;
        hashes[name] = json!(format!("sha384-{}", base64(&Sha384::digest(&bytes))));
    }
    Ok(hashes)
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

fn replace(file: &Path, mark: &str, by: &str) -> Result {
    let text = proc::read(file)?;
    if text.matches(mark).count() != 1 {
        return Err(format!("{} must hold {mark} once", file.display()));
    }
    proc::write(file, text.replace(mark, by))
}

/// Files larger than this, in bytes, get no compressed copies: it would take minutes.
const UNCOMPRESSED: usize = 8_000_000;

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
    // Only an unoptimised module is so large, and nobody but its maker fetches it.
    if bytes.len() > UNCOMPRESSED {
        return Ok(());
    }
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

pub(crate) fn copy_tree(from: &Path, to: &Path) -> Result {
    for name in names(from, from) {
        copy(&from.join(&name), &to.join(&name))?;
    }
    Ok(())
}

pub(crate) fn copy(from: &Path, to: &Path) -> Result {
    proc::write(
        to,
        std::fs::read(from).map_err(|e| format!("{}: {e}", from.display()))?,
    )
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    // SHA-384 is a multiple of three bytes, so there is never padding.
    for three in bytes.chunks_exact(3) {
        let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        text.extend([18, 12, 6, 0].map(|shift| DIGITS[(bits >> shift & 63) as usize] as char));
    }
    text
}

#[cfg(test)]
mod tests;
