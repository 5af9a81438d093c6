//! Turning news into alerts: exactly one for each project and class of change of a check, and
//! none twice, whoever checks how often.

use super::listed::Held;
use super::{ALERTS, Alert, Class, Cursor, Following, Keys, Moved};
use crate::site::Dataset;
use crate::{Domain, NoticeId, RegionCode};
use chrono::NaiveDateTime;

/// A change that subscriptions asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The change's sequence.
    pub sequence: u64,
    /// Its class.
    pub class: Class,
    /// The project's code, else the notice's id.
    pub project: String,
    /// The notice.
    pub notice: NoticeId,
    /// Its title.
    pub title: String,
    /// Its domain.
    pub domain: Domain,
    /// Its region.
    pub region: Option<RegionCode>,
    /// What was moved, for a deadline or an amount.
    pub moved: Option<Moved>,
    /// The subscriptions, by number.
    pub why: Vec<u32>,
}

/// What a check found.
#[derive(Debug)]
pub struct News {
    /// The kind of data.
    pub dataset: Dataset,
    /// The sequence that the publisher has reached.
    pub sequence: u64,
    /// The sequence from which on its feed tells everything.
    pub floor: u64,
    /// The changes that subscriptions asked for. Those that were told already do no harm.
    pub matches: Vec<Match>,
    /// The blacklist as subscriptions see it; absent where it did not change or is not here.
    pub held: Option<Held>,
}

/// What taking them in did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// New alerts.
    pub alerts: u32,
    /// Those of them that count.
    pub counting: u32,
}

impl Following {
    /// Takes news in. News that another has taken in before adds nothing.
    pub fn take(&mut self, news: News, now: NaiveDateTime) -> Told {
        let News {
            dataset,
            sequence,
            floor,
            matches,
            held,
        } = news;
        let before = self.cursor.filter(|cursor| cursor.dataset == dataset);
        let mut new = Vec::new();
        match before {
            // Another kind of data, or none before: all that is there was there, and what other
            // data was followed from means nothing here.
            None => {
                self.known.clear();
                if self.cursor.is_some() {
                    self.subscriptions.iter_mut().for_each(|s| s.since = 0);
                }
                if let Some(held) = &held {
                    self.listings(held, sequence, now);
                }
            }
            Some(cursor) => {
                if cursor.sequence < floor {
                    let since = self.checks.reached.unwrap_or(now);
                    self.gap = Some(self.gap.unwrap_or(since));
                }
                let unread = matches
                    .into_iter()
                    .filter(|m| m.sequence > cursor.sequence && m.sequence <= sequence);
                new = self.grouped(unread, now);
                // Who comes late has an older list.
                if let Some(held) = held.filter(|_| sequence >= cursor.sequence) {
                    new.extend(self.listings(&held, sequence, now));
                }
            }
        }
        // A publisher's sequence only grows; an older answer (a cache in between) moves nothing.
        let reached = before.map_or(sequence, |cursor| cursor.sequence.max(sequence));
        self.cursor = Some(Cursor {
            dataset,
            sequence: reached,
        });
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let told = Told {
            alerts: count(new.len()),
            counting: count(new.iter().filter(|a| a.counts()).count()),
        };
        self.alerts.append(&mut new);
        self.trim();
        told
    }

    fn grouped(&self, matches: impl Iterator<Item = Match>, now: NaiveDateTime) -> Vec<Alert> {
        let mut groups: Vec<Alert> = Vec::new();
        for found in matches {
            let same = |alert: &Alert| alert.class == found.class && alert.project == found.project;
            let at = groups.iter().position(same).unwrap_or_else(|| {
                groups.push(Alert::new(found.class, found.project, now));
                groups.len() - 1
            });
            let alert = &mut groups[at];
            alert.count += 1;
            // What was before the first move and what is after the last, of one notice.
            let same = alert.notice == Some(found.notice);
            alert.moved = match (alert.moved.take().filter(|_| same), found.moved) {
                (Some(Moved::Deadline(first, _)), Some(Moved::Deadline(_, last))) => {
                    Some(Moved::Deadline(first, last))
                }
                (Some(Moved::Amount(first, _)), Some(Moved::Amount(_, last))) => {
                    Some(Moved::Amount(first, last))
                }
                (_, moved) => moved,
            };
            if found.sequence >= alert.sequence {
                alert.sequence = found.sequence;
                alert.notice = Some(found.notice);
                alert.title = found.title;
                alert.domain = Some(found.domain);
                alert.region = found.region.map(|RegionCode(code)| code);
            }
            for id in found.why {
                if !alert.why.contains(&id) {
                    alert.why.push(id);
                }
            }
        }
        let mut alerts: Vec<Alert> = Vec::new();
        for mut alert in groups {
            alert.quiet = self.is_quiet(&alert, now);
            // They come as they were first found; the inbox is in the order of the sequence.
            let place = alerts.partition_point(|before| before.sequence <= alert.sequence);
            alerts.insert(place, alert);
        }
        alerts
    }

    /// Compares the blacklist with what each subscription knew of it. One that was never compared
    /// learns what stands there, and is told nothing.
    fn listings(&mut self, held: &Held, sequence: u64, now: NaiveDateTime) -> Vec<Alert> {
        let mut events: Vec<(Class, u64, Vec<u32>)> = Vec::new();
        let mut known = Vec::new();
        for subscription in self.watchers() {
            let id = subscription.id;
            let new = held.of(id);
            let old = self.knows(id).unwrap_or_else(|| new.clone());
            let come = new
                .iter()
                .filter(|key| !old.has(*key))
                .map(|key| (Class::Listed, key));
            let gone = old
                .iter()
                .filter(|key| !new.has(*key) && held.heard(*key))
                .map(|key| (Class::Delisted, key));
            for (class, key) in come.chain(gone) {
                if !subscription.classes.has(class) {
                    continue;
                }
                match events.iter_mut().find(|(c, k, _)| (*c, *k) == (class, key)) {
                    Some((_, _, why)) => why.push(id),
                    None => events.push((class, key, vec![id])),
                }
            }
            // What a silent source said stays known: it is neither new nor gone.
            let kept = old.iter().filter(|key| !held.heard(*key));
            known.push((id, new.iter().chain(kept).collect::<Keys>()));
        }
        self.known = known;
        let alert = |(class, key, why)| {
            let mut alert = Alert::new(class, Keys::write_one(key), now);
            (alert.sequence, alert.count, alert.why) = (sequence, 1, why);
            alert.quiet = self.is_quiet(&alert, now);
            alert
        };
        events.into_iter().map(alert).collect()
    }

    /// Whether nobody wants to be disturbed by it: silenced, or every reason for it is muted.
    fn is_quiet(&self, alert: &Alert, now: NaiveDateTime) -> bool {
        let muted = |id: &u32| self.subscription(*id).is_some_and(|s| s.is_muted(now));
        self.silenced.contains(&alert.project) || alert.why.iter().all(muted)
    }

    /// Keeps the inbox within [`ALERTS`]: what was read goes first, then what never counted.
    fn trim(&mut self) {
        let over = |alerts: &Vec<Alert>| alerts.len().saturating_sub(ALERTS);
        let rules: [fn(&Alert) -> bool; 3] = [|a| a.read, |a| !a.counts(), |_| true];
        for goes in rules {
            let mut left = over(&self.alerts);
            self.alerts.retain(|alert| {
                let drop = left > 0 && goes(alert);
                left -= usize::from(drop);
                !drop
            });
        }
    }
}
