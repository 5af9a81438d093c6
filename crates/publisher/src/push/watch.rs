//! Watches the site data for a new publication and queues messages to those whose topics it
//! changed. Reads the same files that everybody reads.

use super::registry::{Registry, RegistryError, Touched};
use super::sender::{Event, Mailbox};
use super::{Clock, alarm};
use archive::Changes;
use record::TopicKind;
use record::follow::{Class, Classes};
use record::site::{DEBARMENTS, FileEntry, MANIFEST, Manifest, ROOT};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

const EVERY: Duration = Duration::from_secs(3);

/// Why a publication could not be announced yet.
#[derive(Debug, thiserror::Error)]
pub(super) enum WatchError {
    #[error("the manifest could not be read: {0}")]
    Manifest(String),
    #[error("{0} could not be read: {1}")]
    Changes(String, String),
    #[error(
        "the site data is of sequence {0}, and {1} was announced already: readers will not take \
         it either. Publish from the store that was published from before."
    )]
    Older(u64, u64),
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

/// Starts watching, for as long as the process lives.
pub(super) fn start(
    registry: Registry,
    data: PathBuf,
    clock: Clock,
    mailbox: Mailbox,
) -> std::io::Result<()> {
    let watching = move || {
        let mut watch = Watch::new(registry, &data);
        let mut said = String::new();
        loop {
            match watch.look(clock()) {
                Ok(0) => said.clear(),
                Ok(_) => {
                    said.clear();
                    let _ = mailbox.try_send(Event::Queued);
                }
                // The publisher may be at work: said once, tried again.
                Err(why) if why.to_string() != said => {
                    said = why.to_string();
                    alarm(&format!("Push: what is new cannot be told: {said}"));
                }
                Err(_) => {}
            }
            std::thread::sleep(EVERY);
        }
    };
    let thread = std::thread::Builder::new().name("push watch".to_owned());
    thread.spawn(watching).map(drop)
}

/// The site data as it was seen last.
pub(super) struct Watch {
    registry: Registry,
    root: PathBuf,
    seen: Option<(SystemTime, u64)>,
}

impl Watch {
    pub(super) fn new(registry: Registry, data: &Path) -> Self {
        Self {
            registry,
            root: data.join(ROOT),
            seen: None,
        }
    }

    /// Looks whether there is a new publication, and queues what follows. Returns how many
    /// messages.
    ///
    /// # Errors
    /// If a file or the store fails; then nothing was announced, and the next look tries again.
    pub(super) fn look(&mut self, now: i64) -> Result<usize, WatchError> {
        let wrong = |why: &dyn std::fmt::Display| WatchError::Manifest(why.to_string());
        let path = self.root.join(MANIFEST);
        let facts = std::fs::metadata(&path).map_err(|e| wrong(&e))?;
        let stamp = (facts.modified().map_err(|e| wrong(&e))?, facts.len());
        if self.seen == Some(stamp) {
            return Ok(0);
        }
        let bytes = std::fs::read(&path).map_err(|e| wrong(&e))?;
        let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|e| wrong(&e))?;
        let queued = self.announce(&manifest, now)?;
        self.seen = Some(stamp);
        Ok(queued)
    }

    fn announce(&mut self, manifest: &Manifest, now: i64) -> Result<usize, WatchError> {
        let blacklist = manifest.reference.get(DEBARMENTS);
        let blacklist = blacklist.map_or("", |entry| entry.path.as_str());
        let touched = match self.registry.announced()? {
            // Nobody was promised what was there before the first start.
            None => Touched::default(),
            Some((before, _)) if manifest.sequence == before => return Ok(0),
            Some((before, _)) if manifest.sequence < before => {
                return Err(WatchError::Older(manifest.sequence, before));
            }
            Some((before, list)) => {
                let mut touched = self.touched(manifest, before)?;
                touched.blacklist = list != blacklist;
                touched
            }
        };
        let publication = (manifest.sequence, blacklist);
        Ok(self.registry.announce(publication, &touched, now)?)
    }

    /// What happened to notices after a sequence.
    fn touched(&self, manifest: &Manifest, before: u64) -> Result<Touched, WatchError> {
        let mut touched = Touched {
            // Silence would be worse than one push too many.
            everything: manifest.changes_after > before,
            ..Touched::default()
        };
        if touched.everything {
            return Ok(touched);
        }
        for entry in manifest.changes_since(before) {
            let changes = self.read(&entry.file())?;
            for change in changes.iter().filter(|change| change.sequence > before) {
                let regions = change.notice.region.map(|region| changes.path(region));
                let regions = regions.unwrap_or_default();
                for kind in kinds(change.classes) {
                    let happened = (kind, change.notice.domain, regions.clone());
                    touched.notices.insert(happened);
                }
            }
        }
        Ok(touched)
    }

    fn read(&self, entry: &FileEntry) -> Result<Changes, WatchError> {
        let wrong = |why: String| WatchError::Changes(entry.path.clone(), why);
        let bytes = std::fs::read(self.root.join(&entry.path)).map_err(|e| wrong(e.to_string()))?;
        if !archive::verify(&bytes, entry) {
            return Err(wrong("it is damaged".to_owned()));
        }
        Changes::decode(&bytes).map_err(|e| wrong(e.to_string()))
    }
}

/// The kinds of topics that classes of change belong to.
fn kinds(classes: Classes) -> impl Iterator<Item = TopicKind> {
    let has = move |of: &[Class]| of.iter().any(|class| classes.has(*class));
    TopicKind::ALL.into_iter().filter(move |kind| match kind {
        TopicKind::Awards => has(&[Class::Candidates, Class::Award]),
        TopicKind::Changes => has(&[
            Class::Amendment,
            Class::Cancelled,
            Class::Deadline,
            Class::Amount,
            Class::Text,
            Class::Candidates,
        ]),
        TopicKind::Notices => has(&[
            Class::Notice,
            Class::Candidates,
            Class::Award,
            Class::Contract,
            Class::Implementation,
            Class::Amendment,
            Class::Cancelled,
        ]),
        TopicKind::Blacklist => false,
    })
}
