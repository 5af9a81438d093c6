//! Matching changes against subscriptions: the same code for the page and the service worker, and
//! the same search as on the page.

use crate::bits::Bits;
use crate::changes::Event;
use crate::lines::Texts;
use crate::pack::{Named, Pack};
use crate::search::{Query, Sorted};
use crate::{Archive, Changes, newest_first};
use chrono::{Datelike, NaiveDate};
use record::follow::{Class, Firm, Following, Match, Moved, Subscription, Target};
use record::{Notice, RegionCode, Regions, fold};

/// The changes after a sequence that subscriptions want, in the order of the sequence. `files` are
/// files of changes in any order, which do not overlap.
pub fn matches(following: &Following, files: &[Changes], after: u64) -> Vec<Match> {
    let mut found = Vec::new();
    let mut left: Vec<&Changes> = files.iter().collect();
    // A sort would cost the worker more than this does.
    let first = |file: &&Changes| file.events.first().map(|event| event.sequence);
    while let Some(at) = (0..left.len()).min_by_key(|&at| first(&left[at])) {
        let file = left.swap_remove(at);
        file.matched(&following.subscriptions, after, &mut found);
    }
    found
}

impl Archive {
    /// What a subscription would have told since a day, newest first: the notices that are here,
    /// as if each had just come. How notices changed later packs do not tell; see
    /// [`Notice::revision`].
    pub fn rehearse(
        &self,
        subscription: &Subscription,
        regions: &Regions,
        since: NaiveDate,
    ) -> Vec<Notice> {
        let mut told = Vec::new();
        for (pack, hidden) in self.packs() {
            let sorted = Sorted::new(pack);
            let rows = rows(pack, &sorted, &subscription.target, |region| {
                regions.subtree(region).into_iter().collect()
            });
            rows.each(|row| {
                let kind = pack.kinds[row] as usize - 1;
                let class = Class::of_new(pack.kind_table.facts[kind].1);
                let recent = pack.published.days[row] >= since.num_days_from_ce();
                if recent && subscription.classes.has(class) && !hidden.is_some_and(|h| h.get(row))
                {
                    told.push(pack.notice(row as u32));
                }
            });
        }
        told.sort_by(newest_first);
        told
    }
}

impl Changes {
    fn matched(&self, subscriptions: &[Subscription], after: u64, found: &mut Vec<Match>) {
        let first = self.events.partition_point(|event| event.sequence <= after);
        let events = &self.events[first..];
        if events.is_empty() {
            return;
        }
        let sorted = Sorted::new(&self.pack);
        let rows = subscriptions.iter().map(|subscription| {
            let rows = rows(&self.pack, &sorted, &subscription.target, |region| {
                self.inside(region)
            });
            (subscription, rows)
        });
        let rows: Vec<(&Subscription, Bits)> = rows.collect();
        for event in events {
            for class in event.classes.iter() {
                let wants = |(subscription, rows): &&(&Subscription, Bits)| {
                    rows.get(event.row as usize) && subscription.wants(class, event.sequence)
                };
                let why: Vec<u32> = rows.iter().filter(wants).map(|(s, _)| s.id).collect();
                if !why.is_empty() {
                    found.push(self.found(event, class, why));
                }
            }
        }
    }

    fn found(&self, event: &Event, class: Class, why: Vec<u32>) -> Match {
        let notice = self.pack.notice(event.row);
        let moved = match class {
            Class::Deadline => Some(Moved::Deadline(event.deadline_before, notice.deadline)),
            Class::Amount => {
                let fen = self.pack.monies.fen(event.row as usize);
                Some(Moved::Amount(event.fen_before, fen))
            }
            _ => None,
        };
        Match {
            sequence: event.sequence,
            class,
            project: group(&notice),
            notice: notice.id,
            title: notice.title,
            domain: notice.domain,
            region: notice.region,
            moved,
            why,
        }
    }
}

/// The rows of a pack that a target means.
fn rows(
    pack: &Pack,
    sorted: &Sorted,
    target: &Target,
    inside: impl FnOnce(RegionCode) -> Vec<RegionCode>,
) -> Bits {
    match target {
        Target::Search(_) => {
            let search = target.search();
            // Today is for counts alone, and nothing is counted here.
            Query::inside(&search, search.region.map(inside), NaiveDate::MIN).rows(pack, sorted)
        }
        Target::Project(code) => named(pack, &[&pack.projects, &pack.deals], code),
        Target::Body(name) => named(pack, &[&pack.buyers, &pack.agencies], name),
        Target::Firm(firm) => supplied(pack, firm),
        // Of firms in a list the blacklist alone is watched.
        Target::Suppliers { .. } | Target::Blacklist => Bits::none(pack.ids.len()),
    }
}

/// What alerts of a notice are grouped by: its project's code, else its own id.
pub fn group(notice: &Notice) -> String {
    match &notice.project {
        Some(project) => project.as_str().to_owned(),
        None => notice.id.to_string(),
    }
}

/// The rows that have exactly this name in one of some columns, however wide it is written.
fn named(pack: &Pack, columns: &[&Named], name: &str) -> Bits {
    let mut rows = Bits::none(pack.ids.len());
    let name = fold(name);
    for column in columns {
        let codes = codes(&column.names, &name);
        if codes.is_empty() {
            continue;
        }
        for (row, code) in column.codes.iter().enumerate() {
            if codes.contains(code) {
                rows.set(row);
            }
        }
    }
    rows
}

/// The rows in which a firm is a supplier, by its exact name.
fn supplied(pack: &Pack, firm: &Firm) -> Bits {
    let mut rows = Bits::none(pack.ids.len());
    let names = &pack.suppliers.names;
    let codes = codes(&names.names, &fold(&firm.name));
    if codes.is_empty() {
        return rows;
    }
    for row in 0..pack.ids.len() {
        let mut of = names.codes[pack.suppliers.range(row)].iter();
        if of.any(|code| codes.contains(code)) {
            rows.set(row);
        }
    }
    rows
}

/// The codes of the entries of a dictionary that fold to this; nothing folds to nothing.
fn codes(names: &Texts, folded: &str) -> Vec<u32> {
    if folded.is_empty() {
        return Vec::new();
    }
    let lines = 0..names.folded.len();
    let same = lines.filter(|&line| names.folded.line(line) == folded);
    same.map(|line| line as u32 + 1).collect()
}
