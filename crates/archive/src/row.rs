//! A row of a pack as duties are told by it: names are looked up only when asked for.

use crate::pack::day;
use crate::{Bundle, Pack};
use chrono::NaiveDate;
use record::clock::{Formation, Line};
use record::{Domain, NoticeId, RegionCode, Stage};

/// A row of a pack.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) row: usize,
}

impl<'a> Row<'a> {
    /// The file that holds its details.
    pub fn bundle(&self) -> Option<&'a Bundle> {
        self.pack.bundle_of(u32::try_from(self.row).ok()?)
    }

    fn entry(&self) -> usize {
        self.pack.kinds[self.row] as usize - 1
    }
}

impl<'a> Line<'a> for Row<'a> {
    fn id(&self) -> NoticeId {
        NoticeId::from_bits(self.pack.ids[self.row])
    }

    fn source(&self) -> &'a str {
        self.pack.kind_table.sources.key(self.entry())
    }

    fn kind(&self) -> (Domain, Option<Stage>) {
        self.pack.kind_table.facts[self.entry()]
    }

    fn region(&self) -> Option<RegionCode> {
        let place = self.pack.places[self.row] as usize - 1;
        self.pack.place_table.regions[place]
    }

    fn project(&self) -> &'a str {
        self.pack.projects.key(self.row)
    }

    fn body(&self) -> &'a str {
        self.pack.buyers.key(self.row)
    }

    fn published(&self) -> NaiveDate {
        day(self.pack.published.days[self.row]).unwrap_or_default()
    }

    fn names_supplier(&self) -> bool {
        !self.pack.suppliers.range(self.row).is_empty()
    }

    fn formed(&self) -> Option<Formation> {
        self.pack.formed[self.row]
    }
}
