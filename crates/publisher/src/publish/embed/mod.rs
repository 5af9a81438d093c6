//! What other sites can show: for each shape that has feeds a page for a frame and a card without
//! script, of every kind. `embed/index.json` lists the shapes.
//!
//! A page is one self-contained file: it asks for nothing, keeps nothing, and changes nothing.
//! It says when its sources were last checked, so every publication writes all of them anew.

mod card;
mod page;
mod row;
mod words;

use super::PublishError;
use super::feeds::{Chosen, Shape};
use super::tree::{Effort, Tree};
use crate::store::Store;
use chrono::{DateTime, FixedOffset};
use record::site::{Dataset, Instance, Manifest};
use record::widget::{self, Index, Kind, MOST_ROWS, stem};
use record::{Search, Stage, shown};
use row::{Row, Rows};
use std::collections::BTreeMap;
use words::Bi;

/// What a page and its card say.
struct Widget {
    /// The shape and kind in words.
    title: Bi,
    /// Who publishes.
    publisher: Bi,
    /// When the sources of what it shows were last all checked.
    checked: DateTime<FixedOffset>,
    /// Newest first.
    rows: Vec<Row>,
    /// What is said where there are none.
    nothing: Bi,
    /// Everything of it as a search of the app: the fragment.
    search: String,
    /// Whether rows are of several domains, and say so.
    mixed: bool,
    demo: bool,
}

/// Makes the files of what was chosen, by their paths below the folder. `since` names the first day
/// or month of which changes are told; `public` is where people reach the site.
pub(super) fn make(
    store: &Store,
    chosen: &Chosen,
    manifest: &Manifest,
    since: Option<&str>,
    public: Option<&str>,
) -> Result<BTreeMap<String, String>, PublishError> {
    let mut files = BTreeMap::new();
    let mut shapes = Vec::new();
    let mut rows = Rows::new(store, manifest.generated_at.date_naive());
    for shape in chosen.shapes() {
        let (domain, region) = shape;
        let mut counts = [0; 3];
        for kind in Kind::ALL {
            let items = chosen.items.get(&(kind, shape));
            let items = items.map_or(&[][..], Vec::as_slice);
            let items = &items[..items.len().min(MOST_ROWS)];
            let mut widget = empty(store, manifest, kind, shape, since);
            for item in items {
                widget.rows.push(rows.row(kind, *item)?);
            }
            widget.checked = checked(manifest, &widget.rows);
            counts[kind as usize] = u8::try_from(items.len()).unwrap_or(u8::MAX);
            let stem = format!("{}-{}", stem(domain, region), kind.code());
            files.insert(format!("{stem}.html"), page::html(&widget));
            files.insert(format!("{stem}.card.html"), card::html(&widget, public));
        }
        shapes.push(widget::Shape {
            domain,
            region,
            rows: counts,
        });
    }
    let dataset = manifest.instance.dataset;
    files.insert(
        MISSING.into(),
        page::missing(&publisher(&manifest.instance)),
    );
    let index = serde_json::to_string(&Index { dataset, shapes })?;
    files.insert(widget::INDEX.into(), index);
    Ok(files)
}

/// What a frame shows whose page is not there (any more).
const MISSING: &str = "404.html";

/// Writes what was made, and removes what is none of it any more. With the app beside it a host
/// that knows folders alone finds the app's page of the same name.
pub(super) fn write(
    tree: &Tree,
    files: &BTreeMap<String, String>,
    app: bool,
) -> Result<(), PublishError> {
    let folder = widget::FOLDER;
    for (name, text) in files {
        tree.put(&format!("{folder}{name}"), text.as_bytes(), Effort::Some)?;
    }
    // The plain shell: the first page is written later, and holds what this address does not.
    if app && let Some(page) = tree.read("404.html") {
        tree.put(&format!("{folder}index.html"), &page, Effort::Most)?;
    }
    for path in tree.list(folder.trim_end_matches('/')) {
        let name = path.strip_prefix(folder).unwrap_or(&path);
        let is_wanted = files.contains_key(name) || app && name == "index.html";
        if !is_wanted {
            tree.remove(&path)?;
        }
    }
    Ok(())
}

/// A widget before its rows.
fn empty(
    store: &Store,
    manifest: &Manifest,
    kind: Kind,
    (domain, region): Shape,
    since: Option<&str>,
) -> Widget {
    let place = region.and_then(|code| store.regions().get(code));
    let place = place.map_or_else(
        || Bi::new("全部地区", "All regions"),
        |region| Bi::new(&region.name, &region.en),
    );
    let about = domain.map_or_else(
        || Bi::new("全部领域", "All domains"),
        |d| Bi::new(shown::domain(d), words::domain(d)),
    );
    let kind_name = words::kind(kind);
    let title = Bi {
        // No line begins with a dot.
        zh: format!("{}\u{a0}· {}\u{a0}· {}", place.zh, about.zh, kind_name.zh),
        en: format!("{}\u{a0}· {}\u{a0}· {}", place.en, about.en, kind_name.en),
    };
    let first = manifest.packs.iter().map(|pack| pack.first).min();
    let nothing = match kind {
        Kind::Changes => words::nothing(kind, since.map(words::day_or_month)),
        _ => words::nothing(kind, first.map(words::full_date)),
    };
    Widget {
        title,
        publisher: publisher(&manifest.instance),
        checked: manifest.generated_at,
        rows: Vec::new(),
        nothing,
        search: search(kind, (domain, region)),
        mixed: domain.is_none(),
        demo: manifest.instance.dataset == Dataset::Demo,
    }
}

/// Who publishes. A name in one language stands for both.
fn publisher(instance: &Instance) -> Bi {
    let name = |lang| instance.name.get(lang).filter(|name| !name.is_empty());
    let zh = name("zh-CN").or_else(|| name("en"));
    let zh = zh.map_or("公共资源交易公告", String::as_str);
    Bi::new(zh, name("en").map_or(zh, String::as_str))
}

/// What a shape and kind are as a search. What changed is no search, so that is all of the shape.
fn search(kind: Kind, (domain, region): Shape) -> String {
    let mut search = Search {
        region,
        ..Search::default()
    };
    search.domains.extend(domain);
    if kind == Kind::Awards {
        search.stages.insert(Stage::Award);
    }
    search.to_fragment()
}

/// The time that holds for every source of the rows; of all sources where there are no rows, or
/// where theirs is not known.
fn checked(manifest: &Manifest, rows: &[Row]) -> DateTime<FixedOffset> {
    let of_rows = |id: &record::SourceId| rows.iter().any(|row| row.source == *id);
    let known = |all: bool| {
        let sources = manifest.sources.iter().filter(|s| all || of_rows(&s.id));
        sources.filter_map(|source| source.last_ok_at).min()
    };
    known(false)
        .or_else(|| known(true))
        .unwrap_or(manifest.generated_at)
        .with_timezone(manifest.generated_at.offset())
}
