//! Puts the built app beside the data, what is entered by last.

use super::PublishError;
use super::light::{self, LOOK, ROBOTS};
use super::tree::{Effort, Tree};
use std::path::{Path, PathBuf};

/// The files by which a visitor enters; those that they name must be there first.
const ENTRIES: [&str; 3] = ["404.html", "index.html", "sw.js"];
/// The last of them: it keeps what the others have.
const WORKER: usize = 3;

/// The built app that makes the folder a whole site, and its light pages.
#[derive(Clone, Debug)]
pub struct App {
    /// Where it was built.
    pub folder: PathBuf,
    /// How many of the newest notices get a light page.
    pub pages: usize,
}

/// Copies the app, but what is written once there is something to read: where there are light
/// pages, the first page, and the worker, which asks for it. Files of earlier builds stay: an open
/// app may still ask for them. `sitemap` is the site's address where it has one to be found by.
pub(super) fn copy(
    app: &App,
    sitemap: Option<&str>,
    tree: &Tree,
    is_light: bool,
) -> Result<(), PublishError> {
    let folder = &app.folder;
    if !folder.join("index.html").is_file() {
        return Err(PublishError::Options(format!(
            "There is no index.html in {}: build the app with `cargo xtask build`.",
            folder.display()
        )));
    }
    let mut last = 0;
    for path in files(folder)? {
        let (order, plain) = (order(&path), name(&path));
        if plain == LOOK || is_light && order > 1 || plain == ROBOTS && sitemap.is_some() {
            continue;
        }
        if order != last {
            tree.settle()?;
            last = order;
        }
        put(folder, &path, tree)?;
    }
    if let Some(public) = sitemap {
        let text = std::fs::read_to_string(folder.join(ROBOTS)).unwrap_or_default();
        tree.put(
            ROBOTS,
            light::robots(&text, public).as_bytes(),
            Effort::Some,
        )?;
    }
    tree.settle()
}

/// Puts in place what [`copy`] left out, once the first page is there.
pub(super) fn enter(app: &App, tree: &Tree) -> Result<(), PublishError> {
    tree.settle()?;
    for path in files(&app.folder)? {
        if order(&path) == WORKER {
            put(&app.folder, &path, tree)?;
        }
    }
    Ok(())
}

/// All files of a folder, what is entered by last.
fn files(folder: &Path) -> Result<Vec<PathBuf>, PublishError> {
    let mut files = Vec::new();
    let mut edge = vec![folder.to_path_buf()];
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
    Ok(files)
}

fn put(app: &Path, path: &Path, tree: &Tree) -> Result<(), PublishError> {
    let bytes = std::fs::read(path).map_err(PublishError::file(path))?;
    let name = path.strip_prefix(app).ok().and_then(Path::to_str);
    let name = name.ok_or_else(|| {
        PublishError::Options(format!(
            "{}: not a name of a file on the web",
            path.display()
        ))
    })?;
    tree.put_plain(&name.replace('\\', "/"), &bytes)
}

/// 0 for what is only named by others, then the entries in their order, copies with their file.
fn order(path: &Path) -> usize {
    let plain = name(path);
    let entry = ENTRIES.iter().position(|e| *e == plain);
    entry.map_or(0, |at| at + 1)
}

/// A file's name, of a compressed copy that of the file itself.
fn name(path: &Path) -> &str {
    let name = path.file_name().and_then(|n| n.to_str());
    let name = name.unwrap_or_default();
    name.trim_end_matches(".br").trim_end_matches(".gz")
}
