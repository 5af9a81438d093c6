//! Writes the site data from the store: deterministic, incremental, the manifest last.
//!
//! Every file but the manifest and the feeds is immutable and named by its hash. The sequence is the store's,
//! which grows with each change; publishing with other options, or over a manifest that the store
//! did not write, raises it first, so that a sequence never stands for two things.

mod app;
mod changes;
mod debarments;
mod feeds;
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
pub use debarments::forget;
pub(crate) use feeds::{FOLDER as FEEDS, today as feed_today};
pub(crate) use light::{boot, today as blacklist_today};
pub use merkle::merkle_root;
pub use reference::{Files, Reference};

use crate::store::{Raised, Store, StoreError};
use chrono::{Days, NaiveDate};
use month::{Month, in_data};
use record::clock::{WINDOW_DAYS, Workdays, rhythm};
use record::debarment::DebarmentList;
use record::site::{self, Dataset, Instance, Manifest, Online, PackEntry, PackKind, Source};
use sha2::{Digest, Sha256};
use state::StateFile;
use std::collections::BTreeSet;
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use tree::{Effort, Tree};

/// Options of `publish`
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The store that `sync` or `demo` filled
    #[arg(long)]
    store: PathBuf,
    /// The folder to write
    #[arg(long)]
    out: PathBuf,
    /// What kind of data it is
    #[arg(long, value_parser = dataset)]
    dataset: Dataset,
    /// Who publishes: a JSON file with `name`, `home_region`, `hotline`, `phone`
    #[arg(long)]
    instance: Option<PathBuf>,
    /// What the server passes searches to, as source and region: ygp:440000
    #[arg(long, value_parser = instance::online)]
    online: Option<Online>,
    /// The built app, to be put beside the data: the folder is then a whole site
    #[arg(long)]
    app: Option<PathBuf>,
    /// How many of the newest notices get a light page, which can be read without the app; needs
    /// --app
    #[arg(long, value_name = "N", default_value_t = 20_000, requires = "app")]
    pages: usize,
    /// The address under which readers find the site, as https://example.org/gongkai/: what a
    /// sitemap needs; needs --app
    #[arg(long, value_name = "URL", value_parser = app::public_url, requires = "app")]
    public_url: Option<String>,
    #[command(flatten)]
    reference: reference::Files,
    /// The day of the publication, on which ended entries of the blacklist are left out; Beijing's
    /// today where not said. A day before the store's newest change is taken for that
    #[arg(long, value_name = "DATE")]
    today: Option<NaiveDate>,
    /// How many cores to use; all where not said
    #[arg(long)]
    threads: Option<NonZeroUsize>,
}

fn dataset(word: &str) -> Result<Dataset, String> {
    match word {
        "real" => Ok(Dataset::Real),
        "demo" => Ok(Dataset::Demo),
        "live" => Ok(Dataset::Live),
        _ => Err("expected real, demo or live".into()),
    }
}

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

/// The `publish` command.
pub(crate) fn run(args: Args) -> Result<(), PublishError> {
    if !args.store.is_file() {
        return Err(PublishError::Options(format!(
            "There is no store at {}: fill one with `gongkai sync` or `gongkai demo`.",
            args.store.display()
        )));
    }
    let options = Options {
        instance: instance::read(args.instance.as_deref(), args.dataset, args.online)?,
        reference: Reference::read(&args.reference)?,
        app: args.app.map(|folder| App {
            folder,
            pages: args.pages,
            public_url: args.public_url,
        }),
        threads: args
            .threads
            .or_else(|| std::thread::available_parallelism().ok())
            .unwrap_or(NonZeroUsize::MIN),
    };
    let mut store = Store::open(&args.store)?;
    let now = crate::sync::now();
    let day = args.today.unwrap_or_else(|| now.date_naive());
    let zone = *now.offset();
    let now = match day.and_time(now.time()).and_local_timezone(zone) {
        chrono::LocalResult::Single(now) => now,
        _ => now,
    };
    forget(&mut store, now)?;
    store.batch(|batch| batch.tell_held(now))?;
    let report = publish(&mut store, &args.out, &options)?;
    // All is done: that nobody can be told is no failure.
    let _ = writeln!(
        std::io::stdout(),
        "Published {} notices as sequence {}: {} packs written, {} unchanged.{}",
        report.notices,
        report.sequence,
        report.written,
        report.unchanged,
        options
            .app
            .as_ref()
            .map_or_else(String::new, |app| app.told(&report))
    );
    Ok(())
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
            app::copy(app, &tree, template.is_some())?;
            template
        }
        None => None,
    };
    let light = options.app.as_ref().zip(template.as_ref());
    let light = light.map(|(app, template)| light::Light {
        template,
        app,
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
            let months_made = &months.months;
            let light = light.as_ref();
            let made = feeds::make(store, &tree, months_made, &manifest, light, before)?;
            Ok::<_, PublishError>((manifest, current, made, (months, changes)))
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
    if let Some(made) = made {
        state.feeds = feeds::write(&tree, made)?;
    }
    tree.settle()?;
    let pages = match (&light, &options.app) {
        (Some(light), Some(app)) => {
            let published = light::Published {
                manifest: &manifest,
                months: &state.months,
                debarments: &current.list,
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
