//! Writes the site data from the store: deterministic, incremental, the manifest last.
//!
//! Every file but the manifest and the feeds is immutable and named by its hash. The sequence is the store's,
//! which grows with each change; publishing with other options, or over a manifest that the store
//! did not write, raises it first, so that a sequence never stands for two things.

mod app;
mod changes;
mod command;
mod debarments;
mod embed;
mod feeds;
mod html;
mod instance;
mod light;
mod merkle;
mod month;
mod months;
mod pool;
mod reference;
mod regions;
mod state;
mod strict;
mod tree;

pub use app::App;
pub(crate) use command::{Args, run};
pub use debarments::forget;
pub(crate) use feeds::{FOLDER as FEEDS, today as feed_today};
pub(crate) use light::{boot, today as blacklist_today};
pub use merkle::merkle_root;
pub use reference::{Files, Reference};

use crate::store::{Raised, Store, StoreError};
use chrono::Days;
use month::{Month, in_data};
use record::clock::{WINDOW_DAYS, Workdays, rhythm};
use record::debarment::DebarmentList;
use record::site::{self, Instance, Manifest, PackEntry, PackKind, Source};
use sha2::{Digest, Sha256};
use state::StateFile;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use tree::{Effort, Tree};

/// Why a publication did not come about. What was published before still stands.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file could not be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// An option cannot be used.
    #[error("{0}")]
    Options(String),
    /// Another process publishes into the same folder.
    #[error("another gongkai is publishing into this folder: wait until it has ended")]
    Busy,
    /// The store listed a month and then had nothing of it.
    #[error("the store has no notices of {0}")]
    Empty(String),
    /// What has just been written does not read back.
    #[error("what was published does not read back: {0}")]
    Pack(#[from] archive::PackError),
    /// Something could not be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

impl PublishError {
    fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_path_buf();
        move |error| Self::File { path, error }
    }
}

/// What to publish, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// Who publishes.
    pub instance: Instance,
    /// The law, the catalogue and the guide.
    pub reference: Reference,
    /// The built app, to be put beside the data.
    pub app: Option<App>,
    /// The address under which readers find the site, with a slash at its end: for the sitemap,
    /// and for what is pasted into other sites.
    pub public_url: Option<String>,
    /// How many threads encode; at least one.
    pub threads: NonZeroUsize,
}

/// What a publication did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// The manifest's sequence.
    pub sequence: u64,
    /// Notices in all packs.
    pub notices: u64,
    /// Packs that were made anew.
    pub written: usize,
    /// Packs that were as before.
    pub unchanged: usize,
    /// The notices that have a light page; absent without an app that has a place for them.
    pub pages: Option<usize>,
}

/// Publishes the store into a folder. A reader of the folder sees the old record or the new one,
/// whenever it looks and wherever this ends.
///
/// # Errors
/// If the store or a file fails; then the old record still stands.
pub fn publish(store: &mut Store, out: &Path, options: &Options) -> Result<Report, PublishError> {
    let state_file = StateFile::lock(out)?;
    let mut state = state_file.read();
    let tree = Tree::open(out)?;
    let template = match &options.app {
        Some(app) => {
            let template = light::Template::read(&app.folder).or_else(|error| match error {
                // Said below, in words that help.
                PublishError::File { .. } => Ok(None),
                error => Err(error),
            })?;
            let public = options.public_url.as_deref();
            let is_found = options.instance.dataset != site::Dataset::Demo;
            let sitemap = public.filter(|_| is_found && template.is_some());
            app::copy(app, sitemap, &tree, template.is_some())?;
            template
        }
        None => None,
    };
    if let (Some(template), Some(public)) = (&template, &options.public_url) {
        template.must_lie_at(public)?;
    }
    let light = options.app.as_ref().zip(template.as_ref());
    let light = light.map(|(app, template)| light::Light {
        template,
        pages: app.pages,
        public: options.public_url.as_deref(),
        instance: &options.instance,
        catalogue: &options.reference.catalogue,
    });
    if light.is_none() {
        light::clear(&tree)?;
    }

    let path = in_data(site::MANIFEST);
    let lies = tree.read(&path);
    // Asked once: raising the sequence makes a new store one that has published.
    let stranger = match &lies {
        Some(text) => !store.published(text)?,
        None => false,
    };
    let before: Option<Manifest> = lies.and_then(|text| serde_json::from_slice(&text).ok());
    let (manifest, current, made, report) = loop {
        let (mut manifest, current, made, done) = store.snapshot(|store| {
            let months = months::write(store, &tree, &state.months, options.threads)?;
            let changes = changes::write(store, &tree, &state.changes, options.threads)?;
            let current = debarments::current(store)?;
            let manifest = manifest(store, &tree, &months, &changes, &current.list, options)?;
            let before = &state.feeds;
            let chosen = feeds::choose(store, &tree, &months.months, &manifest)?;
            let made = feeds::make(store, &tree, &chosen, &manifest, light.as_ref(), before)?;
            let since = changes.files.keys().next().map(String::as_str);
            let public = options.public_url.as_deref();
            let widgets = embed::make(store, &chosen, &manifest, since, public)?;
            Ok::<_, PublishError>((manifest, current, (made, widgets), (months, changes)))
        })?;
        let (months, changes) = done;
        let report = (months.written, months.months.len() - months.written);
        (state.months, state.changes) = (months.months, changes.files);
        // Everything that the manifest names is on the disk before the manifest is.
        tree.settle()?;
        let above = before
            .as_ref()
            .filter(|b| (stranger || b.sequence >= manifest.sequence) && **b != manifest)
            .map(|b| b.sequence);
        match store.raise_sequence(&mark(options)?, above, stranger, manifest.sequence)? {
            None => break (manifest, current, made, report),
            Some(Raised::To(raised)) => {
                manifest.sequence = raised;
                manifest.changes_after = manifest.changes_after.max(store.told_after()?);
                break (manifest, current, made, report);
            }
            Some(Raised::Past) => {}
        }
    };
    let text = serde_json::to_vec(&manifest)?;
    store.note_publication(&text)?;
    tree.put(&path, &text, Effort::Most)?;
    feeds::write_debarments(&tree, &current, &manifest)?;
    if let Some(light) = &light {
        // With the list, before what takes long: it may name nobody whom the list does not.
        light::write_debarments(light, &tree, store.regions(), &current.list, &manifest)?;
    }
    let (made, widgets) = made;
    if let Some(made) = made {
        state.feeds = feeds::write(&tree, made)?;
    }
    embed::write(&tree, &widgets, options.app.is_some())?;
    tree.settle()?;
    let pages = match (&light, &options.app) {
        (Some(light), Some(app)) => {
            let published = light::Published {
                manifest: &manifest,
                months: &state.months,
                lists: &state.feeds.lists,
            };
            let (regions, threads) = (store.regions(), options.threads);
            let (written, pages) =
                light::write(light, &tree, regions, &published, &state.light, threads)?;
            state.light = written;
            app::enter(app, &tree)?;
            tree.settle()?;
            Some(pages)
        }
        _ => None,
    };

    let mut named: BTreeSet<String> = state.months.values().flat_map(|(_, m)| m.paths()).collect();
    named.extend(manifest.changes.iter().map(|entry| in_data(&entry.path)));
    named.extend(manifest.reference.values().map(|f| in_data(&f.path)));
    named.insert(path);
    let there = tree.list(site::ROOT.trim_end_matches('/'));
    let (state, gone) = state.next(&named, there, manifest.generated_at);
    state_file.write(&state)?;
    for path in gone {
        tree.remove(&path)?;
    }
    tree.close()?;
    Ok(Report {
        sequence: manifest.sequence,
        notices: manifest.packs.iter().map(|p| u64::from(p.count)).sum(),
        written: report.0,
        unchanged: report.1,
        pages,
    })
}

/// What besides the store decides the bytes.
fn mark(options: &Options) -> Result<String, PublishError> {
    let mut hasher = Sha256::new();
    hasher.update(state::program());
    options
        .reference
        .bytes()
        .for_each(|bytes| hasher.update(bytes));
    hasher.update(serde_json::to_vec(&options.instance)?);
    Ok(format!("{:x}", hasher.finalize()))
}

fn manifest(
    store: &Store,
    tree: &Tree,
    done: &months::Done,
    changes: &changes::Done,
    debarments: &DebarmentList,
    options: &Options,
) -> Result<Manifest, PublishError> {
    let months = done.months.values().rev().map(|(_, month)| month);
    let occurring = months
        .clone()
        .flat_map(|m| m.counts.iter().filter_map(|c| c.region));
    let reference = reference::write(
        tree,
        &options.reference,
        debarments,
        &occurring.collect(),
        options.instance.home_region,
    )?;
    // Their names have the order of time, since those of days come after those of months.
    let feed = changes.files.values().rev().map(|(_, entry)| entry);
    let kinds = std::iter::once(PackKind::Head).chain(std::iter::repeat(PackKind::Notices));
    Ok(Manifest {
        format: site::FORMAT,
        sequence: store.sequence()?,
        generated_at: store.changed_at()?,
        instance: options.instance.clone(),
        sources: sources(store, &options.reference.workdays)?,
        packs: kinds.zip(months).map(|(kind, m)| pack(kind, m)).collect(),
        changes: feed.cloned().collect(),
        changes_after: changes.after,
        reference,
        head: done.head.to_string(),
        root: done.root.iter().map(|byte| format!("{byte:02x}")).collect(),
    })
}

/// The sources, each with its rhythm up to the store's newest change.
fn sources(store: &Store, workdays: &Workdays) -> Result<Vec<Source>, PublishError> {
    let today = store.changed_at()?.date_naive();
    let since = today.checked_sub_days(Days::new(WINDOW_DAYS));
    let mut sources = store.sources()?;
    for source in &mut sources {
        let days = store.publication_days(&source.id, since.unwrap_or(today))?;
        source.rhythm_days = rhythm(days, today, workdays);
    }
    Ok(sources)
}

fn pack(kind: PackKind, month: &Month) -> PackEntry {
    PackEntry {
        kind,
        file: month.file.clone(),
        first: month.first,
        last: month.last,
        count: month.count,
    }
}
