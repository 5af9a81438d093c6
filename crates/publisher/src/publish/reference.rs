//! The reference data of a publication: the region tree, the list of debarments, and what an operator may replace by a
//! file of the same shape: the law's limits, the working days, the catalogue, the guide.

use super::month::{entry, in_data};
use super::tree::{Effort, Tree};
use super::{PublishError, regions, strict};
use crate::store::bundled_regions;
use record::catalogue::Catalogue;
use record::clock::{Limits, Workdays};
use record::debarment::DebarmentList;
use record::guide::Guide;
use record::site::{CATALOGUE, DEBARMENTS, FileEntry, HOLIDAYS, POLICIES, REGIONS, RULES};
use record::{RegionCode, Regions};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Files in place of the bundled reference data.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Files {
    /// The law's limits, in place of crates/record/data/limits.json
    #[arg(long)]
    rules: Option<PathBuf>,
    /// Days off and make-up working days, in place of crates/record/data/holidays.json
    #[arg(long)]
    holidays: Option<PathBuf>,
    /// The disclosure catalogue and its bodies, in place of crates/record/data/catalogue.json
    #[arg(long)]
    catalogue: Option<PathBuf>,
    /// Handling guide and policy documents, in place of crates/record/data/guide.json
    #[arg(long)]
    guide: Option<PathBuf>,
}

/// The reference data as it will be published, checked: what the app would refuse is not.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Each name with its bytes.
    files: [(&'static str, Cow<'static, [u8]>); 4],
    /// The working days of it.
    pub(super) workdays: Workdays,
    /// The catalogue of it.
    pub(super) catalogue: Catalogue,
}

impl Reference {
    /// The bundled data, and the operator's files in its place.
    ///
    /// # Errors
    /// If a file cannot be read, is not of its shape, or the catalogue names a limit that is not
    /// there; the message names the file and the place.
    pub fn read(files: &Files) -> Result<Self, PublishError> {
        let rules = one(
            files.rules.as_deref(),
            include_bytes!("../../../record/data/limits.json"),
        )?;
        let limits = checked(files.rules.as_deref(), Limits::from_json(&rules))?;
        whole(files.rules.as_deref(), &rules, &limits)?;
        let holidays = one(
            files.holidays.as_deref(),
            include_bytes!("../../../record/data/holidays.json"),
        )?;
        let workdays = checked(files.holidays.as_deref(), Workdays::from_json(&holidays))?;
        let catalogue = one(
            files.catalogue.as_deref(),
            include_bytes!("../../../record/data/catalogue.json"),
        )?;
        let rows = checked(files.catalogue.as_deref(), Catalogue::from_json(&catalogue))?;
        whole(files.catalogue.as_deref(), &catalogue, &rows)?;
        let guide = one(
            files.guide.as_deref(),
            include_bytes!("../../../record/data/guide.json"),
        )?;
        let procedures = checked(files.guide.as_deref(), Guide::from_json(&guide))?;
        whole(files.guide.as_deref(), &guide, &procedures)?;
        let timed = rows
            .items
            .iter()
            .flat_map(|i| i.limits.iter().map(move |l| (&i.id, l)));
        for (item, limit) in timed {
            if !limits.limits.iter().any(|l| l.id == *limit) {
                return Err(PublishError::Options(format!(
                    "The catalogue's row {item} names the limit {limit}, which no rule has."
                )));
            }
        }
        Ok(Self {
            files: [
                (RULES, rules),
                (HOLIDAYS, holidays),
                (CATALOGUE, catalogue),
                (POLICIES, guide),
            ],
            workdays,
            catalogue: rows,
        })
    }

    /// What of it decides the bytes of a publication.
    pub(super) fn bytes(&self) -> impl Iterator<Item = &[u8]> {
        self.files.iter().map(|(_, bytes)| &**bytes)
    }
}

fn one(file: Option<&Path>, bundled: &'static [u8]) -> Result<Cow<'static, [u8]>, PublishError> {
    match file {
        None => Ok(Cow::Borrowed(bundled)),
        Some(path) => {
            let bytes = std::fs::read(path).map_err(PublishError::file(path))?;
            Ok(Cow::Owned(bytes))
        }
    }
}

/// Refuses a file of which reading lost something: a key that nobody knows.
fn whole(file: Option<&Path>, json: &[u8], read: &impl Serialize) -> Result<(), PublishError> {
    let given = serde_json::from_slice(json)?;
    match strict::lost(&given, &serde_json::to_value(read)?) {
        None => Ok(()),
        Some(place) => {
            let name = file.map_or_else(|| "the bundled data".into(), |f| f.display().to_string());
            let text = format!("{name}: nobody knows what {place} is.");
            Err(PublishError::Options(text))
        }
    }
}

fn checked<T>(file: Option<&Path>, read: serde_json::Result<T>) -> Result<T, PublishError> {
    read.map_err(|error| match file {
        None => PublishError::Json(error),
        Some(path) => PublishError::Options(format!("{}: {error}", path.display())),
    })
}

/// Writes the files and returns their entries by name.
pub(super) fn write(
    tree: &Tree,
    reference: &Reference,
    debarments: &DebarmentList,
    occurring: &BTreeSet<RegionCode>,
    home: RegionCode,
) -> Result<BTreeMap<String, FileEntry>, PublishError> {
    let all = Regions::from_json(bundled_regions())?;
    if all.get(home).is_none() {
        return Err(PublishError::Options(format!(
            "The home region {home} is not in the region tree."
        )));
    }
    let pruned = serde_json::to_vec(&regions::pruned(&all, occurring, home))?;
    let files = reference
        .files
        .iter()
        .map(|(name, bytes)| (*name, &**bytes));
    let list = serde_json::to_vec(debarments)?;
    let made = [(REGIONS, &*pruned), (DEBARMENTS, &*list)];
    let mut written = BTreeMap::new();
    for (name, json) in made.into_iter().chain(files) {
        let file = entry(name, "json", json);
        tree.put(&in_data(&file.path), json, Effort::Most)?;
        written.insert(name.to_owned(), file);
    }
    Ok(written)
}
