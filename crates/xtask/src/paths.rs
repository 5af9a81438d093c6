//! Where things are. Everything is under the repository; nothing depends on the current folder.

use std::path::{Path, PathBuf};

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

/// The publisher's program, built for release.
pub(crate) fn gongkai() -> PathBuf {
    target().join("release").join("gongkai")
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
