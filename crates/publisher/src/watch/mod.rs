//! The `watch` command: looks at a published site as a reader does, and at the push file, and says
//! what is silent. "Nothing new" and "nobody noticed" look alike to a reader; here they must not.
//!
//! Judging is pure: files are asked of a function, the time and what was seen last are passed in.
//! Only [`command`] knows the clock and the state file, only [`http`] asks over HTTP. Nothing is
//! ever changed on the site or in the push file.

mod command;
mod feed;
mod files;
mod http;
mod memory;
mod pushes;
mod sources;

pub(crate) use command::{Args, run};
pub use http::over_http;
pub use memory::Memory;
#[cfg(test)]
pub(crate) use {memory::Behind, pushes::judge as judge_pushes};

use chrono::{DateTime, FixedOffset, TimeDelta};
use files::Files;
use memory::Followed;
use record::site::{FORMAT, MANIFEST, Manifest};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;

/// Longest manifest that is read.
const MOST_MANIFEST: u64 = 16 << 20;

/// Where on its way from the sources to a reader the record can fall silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The manifest cannot be had, or goes back.
    Manifest,
    /// A source was not checked in full for too long.
    Sources,
    /// A file of the newest part is not there or not whole.
    Files,
    /// What changed is not told to whoever follows it.
    Feed,
    /// Pushes are not announced or not sent.
    Pushes,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Manifest => "Manifest",
            Self::Sources => "Sources",
            Self::Files => "Files",
            Self::Feed => "Feed",
            Self::Pushes => "Pushes",
        })
    }
}

/// One thing that an operator should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub stage: Stage,
    /// Whether somebody must look now; else it is worth a word.
    pub alarm: bool,
    /// What, in a sentence.
    pub words: String,
}

impl Finding {
    fn alarm(stage: Stage, words: String) -> Self {
        let alarm = true;
        Self {
            stage,
            alarm,
            words,
        }
    }

    fn note(stage: Stage, words: String) -> Self {
        let alarm = false;
        Self {
            stage,
            alarm,
            words,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.stage, self.words)
    }
}

/// How long silence is in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// How often the operator syncs and publishes.
    pub every: TimeDelta,
    /// Another interval for single sources, by their keys; each must be among the site's.
    pub own: BTreeMap<String, TimeDelta>,
}

impl Rules {
    /// The longest silence that is in order: two intervals.
    fn patience(&self, source: Option<&str>) -> TimeDelta {
        let own = source.and_then(|id| self.own.get(id));
        *own.unwrap_or(&self.every) * 2
    }
}

/// Reads a file of the site data by its path below [`record::site::ROOT`], of at most so many
/// bytes; the error is a part of a sentence.
pub type Read<'r> = dyn Fn(&str, u64) -> Result<Vec<u8>, String> + 'r;

/// What a look came to.
#[derive(Clone, Debug)]
pub struct Seen {
    /// What was found, in the order of the stages.
    pub findings: Vec<Finding>,
    /// What the next look should know; absent where nothing was ever seen.
    pub memory: Option<Memory>,
    /// The manifest's sequence, where it could be read.
    pub sequence: Option<u64>,
}

/// Looks at a site. `last` is what the look before left.
pub fn look(
    read: &Read<'_>,
    last: Option<&Memory>,
    rules: &Rules,
    now: DateTime<FixedOffset>,
) -> Seen {
    let manifest = match manifest(read, last) {
        Ok(manifest) => manifest,
        Err(words) => {
            return Seen {
                findings: vec![Finding::alarm(Stage::Manifest, words)],
                memory: last.cloned(),
                sequence: None,
            };
        }
    };
    // Of another kind of data nothing is known: its sequence has nothing to do with this one's.
    let last = last.filter(|last| last.dataset == manifest.instance.dataset);
    let followed = last.and_then(|last| last.followed.as_ref());
    let mut files = Files::read(read, &manifest, followed.map(|f| f.cursor));
    let mut findings = sources::judge(&manifest, files.workdays.as_ref(), rules, now);
    let mut told = Vec::new();
    // A feed that was not read in full is not judged: the file at fault is told.
    if files.findings.is_empty() {
        told = feed::judge(&manifest, &mut files, followed, now.naive_local());
    }
    let is_whole = files.findings.is_empty() && !told.iter().any(|finding| finding.alarm);
    // What was amiss is looked at again until it is mended.
    let followed = if is_whole {
        Some(Followed::of(&manifest, &mut files, followed))
    } else {
        followed.cloned()
    };
    findings.append(&mut files.findings);
    findings.extend(told);
    let memory = Memory {
        dataset: manifest.instance.dataset,
        sequence: manifest.sequence,
        followed,
        behind: last.and_then(|last| last.behind),
    };
    Seen {
        findings,
        memory: Some(memory),
        sequence: Some(manifest.sequence),
    }
}

fn manifest(read: &Read<'_>, last: Option<&Memory>) -> Result<Manifest, String> {
    /// What must be looked at before anything else.
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    let bytes = read(MANIFEST, MOST_MANIFEST).map_err(|why| format!("{MANIFEST}: {why}."))?;
    let odd = |why: serde_json::Error| format!("{MANIFEST} is not one: {why}.");
    let Format { format } = serde_json::from_slice(&bytes).map_err(odd)?;
    if format > FORMAT {
        return Err(format!(
            "{MANIFEST} is of format {format}; this program knows {FORMAT}."
        ));
    }
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(odd)?;
    let same = last.filter(|last| last.dataset == manifest.instance.dataset);
    match same {
        Some(last) if manifest.sequence < last.sequence => Err(format!(
            "The site went back from sequence {} to {}, which readers do not take. Publish from \
             the store that was published from before, or see what keeps an old copy.",
            last.sequence, manifest.sequence
        )),
        _ => Ok(manifest),
    }
}

/// A length of time in words.
fn span(time: TimeDelta) -> String {
    match time.num_minutes() {
        minutes if minutes % 1440 == 0 => format!("{} d", minutes / 1440),
        minutes if minutes % 60 == 0 => format!("{} h", minutes / 60),
        minutes => format!("{minutes} min"),
    }
}
