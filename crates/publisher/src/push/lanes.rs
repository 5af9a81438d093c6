//! Which message goes next. One lane a push service, so that a stuck one delays no other; each
//! begins narrow, widens with every success and falls back to one at a time when something fails.
//! Knows no threads and no clock: whoever drives it passes the time in.

use super::registry::{Parcel, Registry, RegistryError};
use super::verdict::{Answer, Verdict};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Most messages on their way at once.
pub(super) const MOST: usize = 64;
/// Most messages on their way at once to one push service.
pub(super) const MOST_AT_ONE: usize = 16;
/// Messages read from the store at once.
const READ: usize = 512;

#[derive(Default)]
struct Lane {
    ready: VecDeque<Parcel>,
    flying: BTreeSet<i64>,
    width: usize,
}

/// The lanes, and the outbox that feeds them.
pub(super) struct Lanes {
    registry: Registry,
    lanes: BTreeMap<String, Lane>,
    flying: usize,
    /// The lane that was served last: the next turn begins after it.
    last: String,
}

impl Lanes {
    pub(super) const fn new(registry: Registry) -> Self {
        Self {
            registry,
            lanes: BTreeMap::new(),
            flying: 0,
            last: String::new(),
        }
    }

    /// Takes the messages that may go now. Each must come back by [`settle`](Self::settle).
    pub(super) fn take(&mut self, now: i64) -> Result<Vec<Parcel>, RegistryError> {
        let open: BTreeSet<String> = self.registry.lanes(now)?.into_iter().collect();
        self.lanes
            .retain(|origin, lane| !lane.flying.is_empty() || open.contains(origin));
        for (origin, lane) in &mut self.lanes {
            // Paused or stopped: what was read waits in the store.
            if !open.contains(origin) {
                lane.ready.clear();
            }
        }
        for origin in open {
            let lane = self.lanes.entry(origin.clone()).or_default();
            lane.width = lane.width.max(1);
            if lane.ready.is_empty() && lane.flying.len() < lane.width {
                let due = self.registry.due(&origin, now, READ)?;
                let fresh = due
                    .into_iter()
                    .filter(|p| !lane.flying.contains(&p.registration));
                lane.ready = fresh.collect();
            }
        }
        Ok(self.hand_out())
    }

    /// One of each lane in turn, so that a long lane does not take all the places.
    fn hand_out(&mut self) -> Vec<Parcel> {
        let (mut taken, last) = (Vec::new(), self.last.clone());
        let later: Vec<String> = self.lanes.keys().filter(|o| **o > last).cloned().collect();
        let earlier = self.lanes.keys().filter(|o| **o <= last).cloned();
        let turn: Vec<String> = later.into_iter().chain(earlier).collect();
        loop {
            let before = taken.len();
            for origin in &turn {
                let Some(lane) = self.lanes.get_mut(origin) else {
                    continue;
                };
                if self.flying == MOST || lane.flying.len() >= lane.width {
                    continue;
                }
                if let Some(parcel) = lane.ready.pop_front() {
                    lane.flying.insert(parcel.registration);
                    self.flying += 1;
                    self.last.clone_from(origin);
                    taken.push(parcel);
                }
            }
            if taken.len() == before {
                return taken;
            }
        }
    }

    /// Notes what came of messages that were taken. Returns alarms, for people. Where the store
    /// fails they still count as on their way, so that none goes twice: settle them again.
    pub(super) fn settle(
        &mut self,
        answered: &[(Parcel, Answer)],
        now: i64,
        chance: impl FnMut() -> f64,
    ) -> Result<Vec<String>, RegistryError> {
        let judged = answered
            .iter()
            .map(|(parcel, answer)| (parcel, answer.judge()));
        let judged: Vec<(&Parcel, Verdict)> = judged.collect();
        let alarms = self.registry.settle(&judged, now, chance)?;
        for (parcel, verdict) in judged {
            let Some(lane) = self.lanes.get_mut(&parcel.origin) else {
                continue;
            };
            if lane.flying.remove(&parcel.registration) {
                self.flying -= 1;
            }
            if matches!(verdict, Verdict::Delivered | Verdict::Gone) {
                lane.width = (lane.width + 1).min(MOST_AT_ONE);
            } else {
                lane.width = 1;
                lane.ready.clear();
            }
        }
        Ok(alarms)
    }

    /// The store behind.
    pub(super) const fn registry(&mut self) -> &mut Registry {
        &mut self.registry
    }
}
