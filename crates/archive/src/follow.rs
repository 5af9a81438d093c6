//! Matching changes against subscriptions: the same code for the page and the service worker, and
//! the same search as on the page.

use crate::Changes;
use crate::bits::Bits;
use crate::changes::Event;
use crate::lines::Texts;
use crate::pack::{Named, Pack};
use crate::search::Query;
use chrono::NaiveDate;
use record::follow::{Class, Firm, Following, Match, Moved, Subscription, Target};
use record::{Notice, fold};
use std::collections::BTreeMap;

/// The changes after a sequence that subscriptions want, in the order of the feed. `files` are
/// files of changes; a change that two of them hold counts once.
pub fn matches(following: &Following, files: &[Changes], after: u64) -> Vec<Match> {
    let mut found = BTreeMap::new();
    for file in files {
        file.matched(&following.subscriptions, after, &mut found);
    }
    found.into_values().collect()
}

/// What a subscription would have told: the changes that it wants, whenever it was made.
pub fn rehearse(subscription: &Subscription, files: &[Changes]) -> Vec<Match> {
    let mut subscription = subscription.clone();
    subscription.since = 0;
    let mut found = BTreeMap::new();
    for file in files {
        file.matched(std::slice::from_ref(&subscription), 0, &mut found);
    }
    found.into_values().collect()
}

impl Changes {
    fn matched(
        &self,
        subscriptions: &[Subscription],
        after: u64,
        found: &mut BTreeMap<(u64, Class), Match>,
    ) {
        let first = self.events.partition_point(|event| event.sequence <= after);
        let events = &self.events[first..];
        if events.is_empty() {
            return;
        }
        // A row may have changed more than once.
        let mut of_row: BTreeMap<u32, Vec<&Event>> = BTreeMap::new();
        let mut wanted = Bits::none(self.pack.ids.len());
        for event in events {
            wanted.set(event.row as usize);
            of_row.entry(event.row).or_default().push(event);
        }
        for subscription in subscriptions {
            let mut rows = self.rows(&subscription.target);
            rows.keep(&wanted);
            rows.each(|row| {
                for event in &of_row[&(row as u32)] {
                    for class in event.classes.iter() {
                        if subscription.wants(class, event.sequence) {
                            let found = found.entry((event.sequence, class));
                            let found = found.or_insert_with(|| self.found(event, class));
                            // The same file may be given twice.
                            if !found.why.contains(&subscription.id) {
                                found.why.push(subscription.id);
                            }
                        }
                    }
                }
            });
        }
    }

    fn found(&self, event: &Event, class: Class) -> Match {
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
            why: Vec::new(),
        }
    }

    /// The rows that a target means.
    fn rows(&self, target: &Target) -> Bits {
        let pack = &self.pack;
        match target {
            Target::Search(_) => {
                let search = target.search();
                let inside = search.region.map(|region| self.inside(region));
                // Today is for counts alone, and nothing is counted here.
                Query::inside(&search, inside, NaiveDate::MIN).rows(pack)
            }
            Target::Project(code) => named(pack, &[&pack.projects, &pack.deals], code),
            Target::Body(name) => named(pack, &[&pack.buyers, &pack.agencies], name),
            Target::Firm(firm) => supplied(pack, firm),
            // Of firms in a list the blacklist alone is watched.
            Target::Suppliers { .. } | Target::Blacklist => Bits::none(pack.ids.len()),
        }
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
