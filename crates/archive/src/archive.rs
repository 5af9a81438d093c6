//! All packs together: one search over them, and single notices.

use crate::bits::Bits;
use crate::lines::Texts;
use crate::pack::Named;
use crate::search::{Query, Results};
use crate::{Bundle, Pack, Row};
use chrono::{NaiveDate, NaiveDateTime};
use record::{
    Domain, Notice, NoticeId, ProjectCode, Regions, Search, SourceId, Stage, UnifiedDealCode, fold,
};
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// Packs, and what is found in them. A notice that two packs hold counts once: the pack that
/// was put in last has it.
#[derive(Debug, Default)]
pub struct Archive {
    /// In the order in which they were put in.
    held: Vec<Held>,
}

#[derive(Debug)]
struct Held {
    key: String,
    pack: Pack,
    /// Rows that a later pack has too; `None` where there are none.
    hidden: Option<Bits>,
}

impl Held {
    fn hides(&self, row: usize) -> bool {
        self.hidden.as_ref().is_some_and(|hidden| hidden.get(row))
    }

    fn len(&self) -> u32 {
        self.pack.len() - self.hidden.as_ref().map_or(0, Bits::count)
    }
}

impl Archive {
    /// Without packs.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a pack in, in place of the one of the same key.
    pub fn insert(&mut self, key: String, pack: Pack) {
        self.remove(&key);
        for held in &mut self.held {
            for row in shared(&held.pack, &pack) {
                let rows = held.pack.ids.len();
                held.hidden.get_or_insert_with(|| Bits::none(rows)).set(row);
            }
        }
        self.held.push(Held {
            key,
            pack,
            hidden: None,
        });
    }

    /// Takes a pack out. What it hid is seen again.
    pub fn remove(&mut self, key: &str) {
        let Some(at) = self.held.iter().position(|h| h.key == key) else {
            return;
        };
        let gone = self.held.remove(at);
        for older in 0..at {
            for row in shared(&self.held[older].pack, &gone.pack) {
                let id = NoticeId::from_bits(self.held[older].pack.ids[row]);
                let later = &self.held[older + 1..];
                if later.iter().any(|h| h.pack.find(id).is_some()) {
                    continue;
                }
                let held = &mut self.held[older];
                held.hidden = held.hidden.take().and_then(|mut hidden| {
                    hidden.clear(row);
                    (hidden.count() > 0).then_some(hidden)
                });
            }
        }
    }

    /// The packs, each with its rows that a later one has too.
    pub(crate) fn packs(&self) -> impl Iterator<Item = (&Pack, Option<&Bits>)> {
        self.held.iter().map(|h| (&h.pack, h.hidden.as_ref()))
    }

    /// The keys of the packs, in the order in which they were put in.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.held.iter().map(|h| h.key.as_str())
    }

    /// How many notices it holds.
    pub fn len(&self) -> u32 {
        self.held.iter().map(Held::len).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Searches all packs. The page begins after `offset` notices and holds up to `limit`.
    pub fn search(
        &self,
        search: &Search,
        regions: &Regions,
        today: NaiveDate,
        offset: u32,
        limit: u32,
    ) -> Results {
        let query = Query::new(search, regions, today);
        let mut results = Results {
            searched: self.len(),
            ..Results::default()
        };
        let (offset, limit) = (offset as usize, limit as usize);
        let most = offset.saturating_add(limit);
        let found: Vec<Vec<usize>> = self
            .held
            .iter()
            .map(|h| query.run(&h.pack, h.hidden.as_ref(), most, &mut results))
            .collect();
        results.notices = self.merge(&found, offset, limit);
        results
    }

    /// A page of rows that are newest first in each pack, newest first over all.
    fn merge(&self, found: &[Vec<usize>], offset: usize, limit: usize) -> Vec<Notice> {
        let next = |pack: usize, at: usize| {
            let row = *found[pack].get(at)?;
            let held = &self.held[pack].pack;
            let key = (held.published.key(row), Reverse(held.ids[row]));
            Some((key, pack, at))
        };
        let mut heads: BinaryHeap<_> = (0..found.len()).filter_map(|p| next(p, 0)).collect();
        let mut page = Vec::new();
        let mut place = 0;
        while page.len() < limit
            && let Some((_, pack, at)) = heads.pop()
        {
            if place >= offset {
                page.push(self.held[pack].pack.notice(found[pack][at] as u32));
            }
            place += 1;
            heads.extend(next(pack, at + 1));
        }
        page
    }

    /// A notice, and the bundle that holds its details.
    pub fn get(&self, id: NoticeId) -> Option<(Notice, Option<Bundle>)> {
        self.held.iter().rev().find_map(|h| {
            let row = h.pack.find(id)?;
            Some((h.pack.notice(row), h.pack.bundle_of(row).copied()))
        })
    }

    /// The notices of a project, oldest first.
    pub fn project(&self, code: &ProjectCode) -> Vec<Notice> {
        self.named(
            |pack| &pack.projects,
            |names| {
                let entry = names.iter().position(|name| name == code.as_str());
                entry.into_iter().collect()
            },
        )
    }

    /// The notices of a unified deal code, in whatever case it is written, oldest first.
    pub fn by_deal(&self, code: &UnifiedDealCode) -> Vec<Notice> {
        let code = fold(code.as_str());
        if code.is_empty() {
            return Vec::new();
        }
        self.named(
            |pack| &pack.deals,
            |names| {
                let entries = 0..names.folded.len();
                entries.filter(|&e| names.folded.line(e) == code).collect()
            },
        )
    }

    /// The notices whose name in a column is one of the entries wanted of its dictionary, oldest
    /// first.
    fn named(
        &self,
        column: impl Fn(&Pack) -> &Named,
        wanted: impl Fn(&Texts) -> Vec<usize>,
    ) -> Vec<Notice> {
        let mut rows = Vec::new();
        for (pack, held) in self.held.iter().enumerate() {
            let column = column(&held.pack);
            let entries = wanted(&column.names);
            if entries.is_empty() {
                continue;
            }
            for (row, &of) in column.codes.iter().enumerate() {
                let is_wanted = entries.iter().any(|entry| of as usize == entry + 1);
                if is_wanted && !held.hides(row) {
                    let published = held.pack.published.key(row);
                    rows.push((published, !held.pack.ids[row], pack, row));
                }
            }
        }
        self.in_order(rows, usize::MAX)
    }

    /// Every notice, as duties are told by; in no order of time.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.held.iter().flat_map(|held| {
            let rows = 0..held.pack.ids.len();
            rows.filter(|&row| !held.hides(row)).map(|row| Row {
                pack: &held.pack,
                row,
            })
        })
    }

    /// Whether a source has ever given a stage of a domain, as far as packs are here.
    pub fn gives(&self, source: &SourceId, domain: Domain, stage: Stage) -> bool {
        let mut packs = self.held.iter().map(|held| &held.pack);
        packs.any(|pack| pack.gives(source.as_str(), domain, stage))
    }

    /// The notices that close from one time until another, the next first. A deadline of which
    /// only the day is known lasts that whole day.
    pub fn closing_soon(
        &self,
        from: NaiveDateTime,
        until: NaiveDateTime,
        limit: u32,
    ) -> Vec<Notice> {
        let mut rows = Vec::new();
        for (pack, held) in self.held.iter().enumerate() {
            let deadlines = &held.pack.deadlines;
            for row in 0..held.pack.ids.len() {
                let Some((opens, closes)) = deadlines.span(row) else {
                    continue;
                };
                if closes >= from && opens <= until && !held.hides(row) {
                    rows.push((deadlines.key(row), held.pack.ids[row], pack, row));
                }
            }
        }
        self.in_order(rows, limit as usize)
    }

    /// The first notices of places given as key, tie-breaker, pack and row; smallest key first.
    fn in_order(&self, mut rows: Vec<(i64, u64, usize, usize)>, limit: usize) -> Vec<Notice> {
        rows.sort_unstable();
        rows.truncate(limit);
        let notice = |(_, _, pack, row): (_, _, usize, usize)| {
            let pack = &self.held[pack].pack;
            pack.notice(row as u32)
        };
        rows.into_iter().map(notice).collect()
    }
}

/// The rows of one pack whose notices another has too: both are walked in the order of ids.
fn shared(a: &Pack, b: &Pack) -> Vec<usize> {
    let (mut rows, mut at) = (Vec::new(), 0);
    let id = |pack: &Pack, place: usize| pack.by_id.get(place).map(|&r| pack.ids[r as usize]);
    for &row in &a.by_id {
        let wanted = a.ids[row as usize];
        while id(b, at).is_some_and(|id| id < wanted) {
            at += 1;
        }
        match id(b, at).map(|id| id.cmp(&wanted)) {
            None => break,
            Some(Ordering::Equal) => rows.push(row as usize),
            Some(_) => {}
        }
    }
    rows
}
