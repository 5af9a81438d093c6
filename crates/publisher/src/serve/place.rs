//! Which file a path means: site data, a file of the app, one of the app's pages, or nothing.

use super::Config;
use super::headers::Kept;
use crate::publish::FEEDS;
use record::{site, widget};
use std::path::PathBuf;

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The base without its last slash.
    Base,
    /// A file that may or may not exist.
    File(PathBuf, Kept),
    /// A page, which may lie there in a light form; else it is the app's shell.
    Page(Option<(PathBuf, Kept)>),
    /// A file of the site that is the app's where the site has none.
    Either(PathBuf, PathBuf),
    /// Likewise, in the folder of the feeds, of which time may have ended a part.
    Feed(PathBuf, Kept),
    /// A page of the widget, which other sites may frame.
    Frame(PathBuf),
    /// The script that other sites link to.
    Script(PathBuf),
    /// No such place.
    Nowhere,
}

/// Finds the place of a request's path, which is still percent-encoded.
pub(super) fn find(config: &Config, path: &str) -> Place {
    if format!("{path}/") == config.base {
        return Place::Base;
    }
    let Some(inside) = path.strip_prefix(&config.base) else {
        return Place::Nowhere;
    };
    if let Some(page) = page(inside) {
        return Place::Page(light(config, page));
    }
    if let Some(name) = inside.strip_prefix(site::ROOT) {
        let kept = if name == site::MANIFEST {
            Kept::Checked
        } else if name.starts_with(site::DEBARMENTS) {
            Kept::Never
        } else {
            Kept::Forever
        };
        return file(config.data.join(site::ROOT), name, kept);
    }
    let name = inside.rsplit('/').next().unwrap_or(inside);
    if inside.starts_with(FEEDS) {
        let list = name.starts_with(site::DEBARMENTS) && name.ends_with(".json");
        let kept = if list { Kept::Never } else { Kept::Checked };
        return match file(config.data.clone(), inside, kept) {
            Place::File(path, kept) => Place::Feed(path, kept),
            other => other,
        };
    }
    if inside.starts_with(widget::FOLDER) {
        // The configurator, for hosts that know folders alone: the app's, and framed by nobody.
        if name == "index.html" {
            return Place::Page(None);
        }
        return match file(config.data.clone(), inside, Kept::Checked) {
            Place::File(path, _) if name.ends_with(".html") => Place::Frame(path),
            other => other,
        };
    }
    let of_site = name.starts_with("sitemap") && name.ends_with(".xml") || name == "robots.txt";
    match file(config.app.clone(), inside, Kept::by_name(name)) {
        Place::File(path, Kept::Checked) if of_site && name == inside => {
            Place::Either(config.data.join(name), path)
        }
        Place::File(path, _) if inside == widget::SCRIPT => Place::Script(path),
        place => place,
    }
}

/// The app's page of an address, if it has one there: as the address of a light page without its
/// ending. The app itself says what an unknown notice is.
fn page(inside: &str) -> Option<&str> {
    let inside = match inside.strip_suffix('/') {
        Some(page) if !page.is_empty() => page,
        _ => inside,
    };
    let plain = inside.strip_suffix(site::LIGHT).unwrap_or(inside);
    match inside.split_once('/') {
        None if matches!(plain, "" | "index") => Some(""),
        None => site::PAGES.contains(&plain).then_some(plain),
        Some((page, of)) => {
            let is_page = site::PAGES_OF.contains(&page) && !of.is_empty() && !of.contains('/');
            // A project's code is its own, whatever it ends with.
            is_page.then_some(if page == "project" { inside } else { plain })
        }
    }
}

/// Where the light form of a page may lie.
fn light(config: &Config, page: &str) -> Option<(PathBuf, Kept)> {
    let is_light = [site::LIGHT_NOTICES, site::LIGHT_LISTS];
    let name = match page {
        "" => "index.html".to_owned(),
        page => format!("{page}{}", site::LIGHT),
    };
    let kept = if name == site::LIGHT_BLACKLIST {
        Kept::Never
    } else if matches!(page, "" | site::LIGHT_SEARCH)
        || is_light.iter().any(|folder| page.starts_with(folder))
    {
        Kept::Checked
    } else {
        return None;
    };
    match file(config.data.clone(), &name, kept) {
        Place::File(path, kept) => Some((path, kept)),
        _ => None,
    }
}

/// A file below a folder, and never outside of it: each step is a plain name.
fn file(folder: PathBuf, name: &str, kept: Kept) -> Place {
    let mut path = folder;
    for step in name.split('/') {
        let plain = step
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_.~".contains(&b));
        // A name that begins with a dot is hidden, unfinished, or leads upwards.
        if step.is_empty() || step.starts_with('.') || !plain {
            return Place::Nowhere;
        }
        path.push(step);
    }
    Place::File(path, kept)
}
