//! `check`: format, clippy, the invariants of ARCHITECTURE.md, and the byte budgets.

use crate::proc::{cargo, say, step};
use crate::{Result, budgets, invariants, paths, setup, styles};

/// The `check` command. Every part runs, so that one failure does not hide another.
pub(crate) fn run() -> Result {
    paths::use_quick_publisher();
    setup::for_build()?;
    styles::write()?;
    let clippy = ["clippy", "--locked", "--quiet", "--all-targets"];
    let warnings = ["--", "-D", "warnings"];
    let wasm = [
        "--package",
        "gongkai-app",
        "--target",
        "wasm32-unknown-unknown",
    ];
    let parts = [
        step("Format", cargo().args(["fmt", "--all", "--check"])),
        step(
            "Clippy",
            cargo().args(clippy).arg("--workspace").args(warnings),
        ),
        step(
            "Clippy for the browser",
            cargo().args(clippy).args(wasm).args(warnings),
        ),
        invariants::check(),
        budgets::check(),
    ];
    let failures: Vec<String> = parts.into_iter().filter_map(Result::err).collect();
    if failures.is_empty() {
        say("All checks hold");
        Ok(())
    } else {
        Err(failures.join("\n"))
    }
}
