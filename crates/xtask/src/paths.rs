//! Where things are. Everything is under the repository; nothing depends on the current folder.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Where cargo builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The built app.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Whether the publisher's program is the one that the native tests compile anyway.
static QUICK: AtomicBool = AtomicBool::new(false);

/// From now on the publisher is the program of the native tests: what tests need of it takes ten
/// seconds more, and compiling it for release takes minutes.
pub(crate) fn use_quick_publisher() {
    QUICK.store(true, Ordering::Relaxed);
}

/// Whether [`use_quick_publisher`] was called.
pub(crate) fn is_publisher_quick() -> bool {
    QUICK.load(Ordering::Relaxed)
}

/// The publisher's program, where `serve::publisher` has built it.
pub(crate) fn gongkai() -> PathBuf {
    let profile = ["release", "debug"][usize::from(is_publisher_quick())];
    target().join(profile).join("gongkai")
}

/// Every file below a folder, sorted; empty where there is no such folder.
pub(crate) fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut edge = vec![dir.to_path_buf()];
    while let Some(dir) = edge.pop() {
        for entry in std::fs::read_dir(&dir).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                edge.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
