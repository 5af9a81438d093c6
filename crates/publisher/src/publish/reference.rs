//! The reference data of a publication: the region tree, the law's limits, the working days.

use super::month::{entry, in_data};
use super::tree::{Effort, Tree};
use super::{PublishError, regions};
use crate::store::bundled_regions;
use record::clock::{Limits, Workdays};
use record::site::{FileEntry, HOLIDAYS, REGIONS, RULES};
use record::{RegionCode, Regions};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const BUNDLED_LIMITS: &[u8] = include_bytes!("../../../record/data/limits.json");
pub(super) const BUNDLED_HOLIDAYS: &[u8] = include_bytes!("../../../record/data/holidays.json");

/// Writes the files and returns their entries by name.
pub(super) fn write(
    tree: &Tree,
    occurring: &BTreeSet<RegionCode>,
    home: RegionCode,
) -> Result<BTreeMap<String, FileEntry>, PublishError> {
    let all = Regions::from_json(bundled_regions())?;
    if all.get(home).is_none() {
        return Err(PublishError::Options(format!(
            "The home region {home} is not in the region tree."
        )));
    }
    // What the app would refuse is not published.
    Limits::from_json(BUNDLED_LIMITS)?;
    Workdays::from_json(BUNDLED_HOLIDAYS)?;
    let pruned = serde_json::to_vec(&regions::pruned(&all, occurring, home))?;
    let mut written = BTreeMap::new();
    for (name, json) in [
        (REGIONS, &*pruned),
        (RULES, BUNDLED_LIMITS),
        (HOLIDAYS, BUNDLED_HOLIDAYS),
    ] {
        let file = entry(name, "json", json);
        tree.put(&in_data(&file.path), json, Effort::Most)?;
        written.insert(name.to_owned(), file);
    }
    Ok(written)
}
