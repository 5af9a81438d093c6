//! Installs what a command needs, once, saying what and how long; nothing where all is there.
//!
//! Into the user's cargo folder, `target/tools`, `node_modules`, or (browser, strace) by the
//! system's package manager. Nothing downloads a browser or a binary from a code host.

use crate::proc::{cargo, output, program, say, step, which};
use crate::{Result, paths};
use std::path::{Path, PathBuf};

const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// Equal to the pin in Cargo.toml: program and library must be of one version.
const WASM_BINDGEN: &str = "0.2.130";
/// The last Trunk that this Rust builds.
const TRUNK: &str = "0.21.14";

/// What the app's build needs.
pub(crate) fn for_build() -> Result {
    wasm_target()?;
    cargo_tool(
        "wasm-bindgen-cli",
        "wasm-bindgen",
        WASM_BINDGEN,
        &["--no-default-features"],
        2,
    )?;
    let features = ["--locked", "--no-default-features", "--features", "rustls"];
    // Unoptimised: it compiles in a third of the time, and what it runs is not its own.
    let quick = ["--debug", "--config", "profile.dev.debug=0"];
    cargo_tool(
        "trunk",
        "trunk",
        TRUNK,
        &[&features[..], &quick].concat(),
        3,
    )?;
    node_modules(Path::new("crates/xtask/node"))
}

/// What component tests need.
pub(crate) fn for_component_tests() -> Result<PathBuf> {
    wasm_target()?;
    cargo_tool(
        "wasm-bindgen-cli",
        "wasm-bindgen",
        WASM_BINDGEN,
        &["--no-default-features"],
        2,
    )?;
    chromium()?;
    which("chromedriver").ok_or_else(|| {
        "chromedriver is missing: install it in the same version as Chromium \
         (Debian: apt-get install chromium-driver) and run this again"
            .into()
    })
}

/// The browser for journeys and benchmarks.
pub(crate) fn chromium() -> Result<PathBuf> {
    let find = || {
        let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
        let usual = ["chromium", "chromium-browser", "google-chrome"];
        named.or_else(|| usual.into_iter().find_map(which))
    };
    if find().is_none() || which("chromedriver").is_none() {
        apt(
            &["chromium", "chromium-driver", "fonts-noto-cjk"],
            "a browser to test in",
            1,
        )?;
    }
    find().ok_or_else(|| {
        "no Chromium found: install one (Debian: apt-get install chromium chromium-driver \
         fonts-noto-cjk) or name it in the variable CHROMIUM"
            .into()
    })
}

/// The browser in which pushes can be tested from subscribing to delivery.
pub(crate) fn firefox() -> Result<PathBuf> {
    let find = || {
        let named = std::env::var_os("FIREFOX").map(PathBuf::from);
        let usual = ["firefox-esr", "firefox"];
        named.or_else(|| usual.into_iter().find_map(which))
    };
    if find().is_none() {
        apt(&["firefox-esr"], "to test pushes in", 1)?;
    }
    find().ok_or_else(|| {
        "no Firefox found: install one (Debian: apt-get install firefox-esr) or name it in the \
         variable FIREFOX"
            .into()
    })
}

/// The tool by which crash tests make single system calls fail.
pub(crate) fn strace() -> Result {
    if cfg!(target_os = "linux") && which("strace").is_none() {
        apt(
            &["strace"],
            "to make single system calls fail in crash tests",
            1,
        )?;
    }
    Ok(())
}

/// The packages of a folder with a `package.json` and a lock file.
pub(crate) fn node_modules(folder: &Path) -> Result {
    let folder = paths::root().join(folder);
    let wanted = crate::proc::read(&folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.installed");
    if std::fs::read_to_string(&stamp).is_ok_and(|have| have == wanted) {
        return Ok(());
    }
    let npm = which("npm")
        .ok_or("Node.js with npm is missing: install Node 20 or newer, then run this again")?;
    let what = format!(
        "Installing the packages of {} (under a minute)",
        folder.display()
    );
    step(
        &what,
        program(npm)
            .args(["ci", "--no-fund", "--no-audit", "--ignore-scripts"])
            .current_dir(&folder),
    )?;
    crate::proc::write(&stamp, wanted)
}

fn wasm_target() -> Result {
    let lib = output(program("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]));
    if lib.is_some_and(|dir| Path::new(&dir).is_dir()) {
        return Ok(());
    }
    let add = step(
        "Adding Rust's WebAssembly target (seconds)",
        program("rustup").args(["target", "add", WASM_TARGET]),
    );
    add.map_err(|e| {
        format!(
            "{e}\nRust's standard library for {WASM_TARGET} is missing and rustup could not add \
             it: run `rustup target add {WASM_TARGET}` where the network allows it"
        )
    })
}

fn cargo_tool(package: &str, name: &str, version: &str, how: &[&str], minutes: u32) -> Result {
    let have = |program_name: &str| {
        output(program(program_name).arg("--version"))
            .is_some_and(|text| text.split_whitespace().any(|word| word == version))
    };
    if have(name) {
        return Ok(());
    }
    let what = format!("Installing {package} {version} from source (about {minutes} min, once)");
    let mut install = cargo();
    install
        .args(["install", package, "--version", version])
        .args(how);
    install
        .args(["--target-dir"])
        .arg(paths::target().join("tools/build"));
    if which(name).is_some() {
        // Another version is the user's own: leave it, and put ours beside the build.
        install.arg("--root").arg(paths::target().join("tools"));
    }
    step(&what, &mut install)?;
    if have(name) {
        Ok(())
    } else {
        Err(format!(
            "{name} {version} was installed but does not answer: is cargo's bin folder on the PATH?"
        ))
    }
}

fn apt(packages: &[&str], why: &str, minutes: u32) -> Result {
    let list = packages.join(" ");
    let by_hand =
        format!("install {list} ({why}) with your system's package manager, then run this again");
    let root = output(program("id").arg("-u")).is_some_and(|id| id == "0");
    let sudo = !root && output(program("sudo").args(["-n", "true"])).is_some();
    if which("apt-get").is_none() || !(root || sudo) {
        return Err(by_hand);
    }
    say(&format!(
        "Installing {list}: {why} (about {minutes} min, once)"
    ));
    let script = "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \"$@\" >/dev/null";
    let mut command = program(if sudo { "sudo" } else { "sh" });
    if sudo {
        command.args(["-n", "sh"]);
    }
    command.args(["-c", script, "sh"]).args(packages);
    let status = command.status().map_err(|e| e.to_string())?;
    if status.success() {
        Ok(())
    } else {
        Err(by_hand)
    }
}
