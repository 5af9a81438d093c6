//! The `publish` command: what can be asked of it, and what it says when it is done.

use super::app::App;
use super::{Options, PublishError, Reference, Report, forget, instance, publish, reference};
use crate::store::Store;
use chrono::NaiveDate;
use record::site::{Dataset, Online};
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;

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
    /// Who publishes: a JSON file with `name`, `home_region`, `hotline`, `phone`, `no_worker`
    #[arg(long)]
    instance: Option<PathBuf>,
    /// Switch off the apps' service worker on every device; what is followed stays there
    #[arg(long)]
    no_worker: bool,
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
    /// sitemap needs, and the cards that are pasted into other sites
    #[arg(long, value_name = "URL", value_parser = public_url)]
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

fn public_url(text: &str) -> Result<String, String> {
    let url = url::Url::parse(text).map_err(|e| e.to_string())?;
    let is_web = matches!(url.scheme(), "https" | "http") && url.host().is_some();
    if !is_web || url.query().is_some() || url.fragment().is_some() {
        return Err("expected an address like https://example.org/gongkai/".into());
    }
    let text = String::from(url);
    Ok(format!("{}/", text.trim_end_matches('/')))
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
        instance: instance::read(
            args.instance.as_deref(),
            args.dataset,
            args.online,
            args.no_worker,
        )?,
        reference: Reference::read(&args.reference)?,
        app: args.app.map(|folder| App {
            folder,
            pages: args.pages,
        }),
        public_url: args.public_url,
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
        light_told(&options, report)
    );
    Ok(())
}

/// What became of the light pages.
fn light_told(options: &Options, report: Report) -> String {
    if options.app.is_none() {
        return String::new();
    }
    let Some(pages) = report.pages else {
        return "\nNo light pages: the app in that folder has no place for them. Build it anew."
            .into();
    };
    let of = report.notices;
    let mut told = if pages as u64 == of {
        format!("\nLight pages: of all {of} notices, the lists and the blacklist.")
    } else {
        format!(
            "\nLight pages: of the newest {pages} of {of} notices (--pages), the lists and the \
             blacklist."
        )
    };
    if options.public_url.is_none() {
        told.push_str(" No sitemap: it needs the site's address (--public-url).");
    }
    told
}
