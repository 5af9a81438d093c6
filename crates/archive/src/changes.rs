//! The feed of changes: what happened to which notices, in the order of the publisher's sequence.
//! A file of it is a pack of the notices and a few columns beside it.

use crate::pack::{Moments, Pack};
use crate::wire::{Reader, put, unzigzag, zigzag};
use crate::{PackError, encode, newest_first};
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike};
use record::follow::{Class, Classes};
use record::{Notice, RegionCode, When};
use std::collections::BTreeMap;

const MAGIC: &[u8; 4] = b"GKCH";
const VERSION: u8 = 1;

/// A change of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The publisher's sequence of it; no two changes have the same.
    pub sequence: u64,
    /// The notice as it was after the last change of the file.
    pub notice: Notice,
    /// What happened; at least one class.
    pub classes: Classes,
    /// The deadline before, where [`Class::Deadline`] happened.
    pub deadline_before: Option<When>,
    /// The amount in fen before, where [`Class::Amount`] happened and it was one.
    pub fen_before: Option<i64>,
}

// A file of changes, version 1; `n` and `±` as in a pack.
//
//   "GKCH" 1:b  length:n  a pack of so many bytes: the notices, without bundles
//   regions     how many:n; then code:n parent:n each (0 none, else code + 1)
//   changes     how many:n; then column after column
//   sequence    n each: after the last (the first: as it is); at least 1
//   row         n each, in the pack
//   classes     n each, a bit a class
//   before      of those with a new deadline: n, 0 none, else 1 + day counted from 0001-01-01;
//               then n: 0 only the day is known, else second of the day + 1
//               of those with a new amount: n, 0 none, else 1 + ± fen
//
// Nothing follows.

/// Writes a file of changes. They may stand in any order. `parent` tells the region that holds
/// another, so that readers need no region tree. The same input gives the same bytes.
pub fn encode_changes(
    changes: &[Change],
    parent: impl Fn(RegionCode) -> Option<RegionCode>,
) -> Vec<u8> {
    let mut changes: Vec<&Change> = changes.iter().collect();
    changes.sort_by_key(|change| change.sequence);
    // Of a notice that changed more than once, as it was last.
    let latest: BTreeMap<_, _> = changes.iter().map(|c| (c.notice.id, &c.notice)).collect();
    let mut notices: Vec<Notice> = latest.into_values().cloned().collect();
    notices.sort_by(newest_first);
    let rows: BTreeMap<_, _> = notices
        .iter()
        .enumerate()
        .map(|(row, n)| (n.id, row))
        .collect();

    let pack = encode(&notices, &[]);
    let mut out = MAGIC.to_vec();
    out.push(VERSION);
    put(&mut out, pack.len() as u64);
    out.extend(pack);
    let parents = parents(&notices, parent);
    put(&mut out, parents.len() as u64);
    for (RegionCode(code), parent) in parents {
        put(&mut out, u64::from(code));
        put(
            &mut out,
            parent.map_or(0, |RegionCode(parent)| u64::from(parent) + 1),
        );
    }
    put(&mut out, changes.len() as u64);
    let mut before = 0;
    for change in &changes {
        // Two of one sequence become a number that no reader accepts.
        put(&mut out, change.sequence.saturating_sub(before));
        before = change.sequence;
    }
    for change in &changes {
        put(&mut out, rows[&change.notice.id] as u64);
    }
    for change in &changes {
        put(&mut out, u64::from(change.classes.0));
    }
    for change in changes.iter().filter(|c| c.classes.has(Class::Deadline)) {
        let Some(when) = change.deadline_before else {
            put(&mut out, 0);
            continue;
        };
        put(
            &mut out,
            1 + zigzag(i64::from(when.date().num_days_from_ce())),
        );
        put(
            &mut out,
            match when {
                When::Day(_) => 0,
                When::At(at) => u64::from(at.num_seconds_from_midnight()) + 1,
            },
        );
    }
    for change in changes.iter().filter(|c| c.classes.has(Class::Amount)) {
        put(
            &mut out,
            change
                .fen_before
                .map_or(0, |fen| zigzag(fen).saturating_add(1)),
        );
    }
    out
}

/// The regions of notices and all that hold them, each with what holds it.
fn parents(
    notices: &[Notice],
    parent: impl Fn(RegionCode) -> Option<RegionCode>,
) -> BTreeMap<RegionCode, Option<RegionCode>> {
    let mut known = BTreeMap::new();
    for notice in notices {
        let mut next = notice.region;
        while let Some(region) = next
            && !known.contains_key(&region)
        {
            next = parent(region);
            known.insert(region, next);
        }
    }
    known
}

/// A file of changes, ready to be matched.
#[derive(Debug)]
pub struct Changes {
    pub(crate) pack: Pack,
    /// Each region with the one that holds it.
    parents: Vec<(RegionCode, Option<RegionCode>)>,
    /// In the order of the sequence.
    pub(crate) events: Vec<Event>,
}

/// A change as it is held.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) sequence: u64,
    pub(crate) row: u32,
    pub(crate) classes: Classes,
    pub(crate) deadline_before: Option<When>,
    pub(crate) fen_before: Option<i64>,
}

impl Changes {
    /// Reads a file of changes. Whatever the bytes are, this ends with changes or an error.
    ///
    /// # Errors
    /// If it is none, or damaged, or of another version.
    pub fn decode(bytes: &[u8]) -> Result<Self, PackError> {
        let mut r = Reader::new(bytes);
        if r.bytes(MAGIC.len())? != MAGIC {
            return Err(PackError::NotAPack);
        }
        match r.bytes(1)?[0] {
            VERSION => {}
            other => return Err(PackError::Version(other)),
        }
        let length = r.count(1)?;
        let pack = Pack::decode(r.bytes(length)?)?;
        let regions = r.count(2)?;
        let parents = r.column(regions, |r| {
            let code = RegionCode(r.number32()?);
            let parent = r.number32()?.checked_sub(1).map(RegionCode);
            Ok((code, parent))
        })?;
        let count = r.count(3)?;
        let mut sequence = 0_u64;
        let sequences = r.column(count, |r| {
            let after = r.number()?;
            let next = sequence.checked_add(after).filter(|_| after > 0);
            sequence = next.ok_or(PackError::Invalid("sequence"))?;
            Ok(sequence)
        })?;
        let rows = r.column(count, |r| {
            let row = r.number32()?;
            if row < pack.len() {
                Ok(row)
            } else {
                Err(PackError::Invalid("row"))
            }
        })?;
        let classes = r.column(count, |r| {
            let bits = u16::try_from(r.number()?).map_err(|_| PackError::Invalid("classes"))?;
            Ok(Classes(bits))
        })?;
        let events = sequences.into_iter().zip(rows).zip(classes);
        let mut events: Vec<Event> = events
            .map(|((sequence, row), classes)| Event {
                sequence,
                row,
                classes,
                deadline_before: None,
                fen_before: None,
            })
            .collect();
        for event in events.iter_mut().filter(|e| e.classes.has(Class::Deadline)) {
            event.deadline_before = when(&mut r)?;
        }
        for event in events.iter_mut().filter(|e| e.classes.has(Class::Amount)) {
            event.fen_before = r.number()?.checked_sub(1).map(unzigzag);
        }
        if !r.rest().is_empty() {
            return Err(PackError::Invalid("end"));
        }
        Ok(Self {
            pack,
            parents,
            events,
        })
    }

    /// How many changes.
    pub const fn len(&self) -> usize {
        self.events.len()
    }

    /// How many after a sequence.
    pub fn count_after(&self, sequence: u64) -> usize {
        self.len()
            - self
                .events
                .partition_point(|event| event.sequence <= sequence)
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Every change, in the order of the sequence.
    pub fn iter(&self) -> impl Iterator<Item = Change> {
        self.events.iter().map(|event| Change {
            sequence: event.sequence,
            notice: self.pack.notice(event.row),
            classes: event.classes,
            deadline_before: event.deadline_before,
            fen_before: event.fen_before,
        })
    }

    /// A region and all that hold it, itself first; ends on a cycle.
    pub fn path(&self, region: RegionCode) -> Vec<RegionCode> {
        let mut path = vec![region];
        let mut next = self.parent(region);
        while let Some(parent) = next
            && !path.contains(&parent)
        {
            path.push(parent);
            next = self.parent(parent);
        }
        path
    }

    fn parent(&self, of: RegionCode) -> Option<RegionCode> {
        let mut all = self.parents.iter();
        all.find(|(code, _)| *code == of)
            .and_then(|(_, parent)| *parent)
    }

    /// A region and all regions inside it that occur here.
    pub(crate) fn inside(&self, region: RegionCode) -> Vec<RegionCode> {
        let codes = self.parents.iter().map(|(code, _)| *code);
        let mut inside: Vec<_> = codes
            .filter(|code| self.path(*code).contains(&region))
            .collect();
        inside.push(region);
        inside
    }
}

fn when(r: &mut Reader<'_>) -> Result<Option<When>, PackError> {
    let Some(day) = r.number()?.checked_sub(1).map(unzigzag) else {
        return Ok(None);
    };
    let day = i32::try_from(day).ok().filter(|day| *day != Moments::NONE);
    let day = day
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .ok_or(PackError::Invalid("day"))?;
    Ok(Some(match r.number32()?.checked_sub(1) {
        None => When::Day(day),
        Some(second) if second < 86_400 => {
            When::At(day.and_time(NaiveTime::MIN) + TimeDelta::seconds(i64::from(second)))
        }
        Some(_) => return Err(PackError::Invalid("time")),
    }))
}
