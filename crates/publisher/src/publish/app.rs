//! Puts the built app beside the data, what is entered by last.

use super::PublishError;
use super::tree::Tree;
use std::path::Path;

/// The files by which a visitor enters; those that they name must be there first.
const ENTRIES: [&str; 3] = ["404.html", "index.html", "sw.js"];

/// Copies the app. Files of earlier builds stay: an open app may still ask for them.
pub(super) fn copy(app: &Path, tree: &Tree) -> Result<(), PublishError> {
    if !app.join("index.html").is_file() {
        return Err(PublishError::Options(format!(
            "There is no index.html in {}: build the app with `cargo xtask build`.",
            app.display()
        )));
    }
    let mut files = Vec::new();
    let mut edge = vec![app.to_path_buf()];
    while let Some(folder) = edge.pop() {
        for entry in std::fs::read_dir(&folder).map_err(PublishError::file(&folder))? {
            let path = entry.map_err(PublishError::file(&folder))?.path();
            if path.is_dir() {
                edge.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort_by_cached_key(|path| (order(path), path.clone()));
    let mut last = 0;
    for path in files {
        if order(&path) != last {
            tree.settle()?;
            last = order(&path);
        }
        let bytes = std::fs::read(&path).map_err(PublishError::file(&path))?;
        let name = path.strip_prefix(app).ok().and_then(Path::to_str);
        let name = name.ok_or_else(|| {
            PublishError::Options(format!(
                "{}: not a name of a file on the web",
                path.display()
            ))
        })?;
        tree.put_plain(&name.replace('\\', "/"), &bytes)?;
    }
    tree.settle()
}

/// 0 for what is only named by others, then the entries in their order, copies with their file.
fn order(path: &Path) -> usize {
    let name = path
        .file_name()
        .and_then(|n| n.to_str())
        .unwrap_or_default();
    let plain = name.trim_end_matches(".br").trim_end_matches(".gz");
    let entry = ENTRIES.iter().position(|e| *e == plain);
    entry.map_or(0, |at| at + 1)
}
