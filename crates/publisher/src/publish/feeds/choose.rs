//! Which notices stand in which feed: the newest of each domain and region, and what is due.
//!
//! Walks the files of changes and the packs that have just been written, newest first, and no
//! further than something is missing; so a million notices cost what a year of them does.

use crate::publish::PublishError;
use crate::publish::month::{Month, in_data};
use crate::publish::tree::Tree;
use crate::store::Store;
use archive::{Changes, Pack};
use chrono::{Days, NaiveDate};
use record::site::ChangesEntry;
use record::{Domain, Notice, NoticeId, RegionCode, Regions, Stage, When, says_ended};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Entries of a feed.
pub(super) const MOST_ENTRIES: usize = 50;
/// Deadlines of a calendar, the nearest.
pub(super) const MOST_DEADLINES: usize = 500;
/// Days ahead that a calendar tells.
pub(super) const DAYS_AHEAD: u64 = 60;
/// Days for which it is told that nothing is due any more.
pub(super) const DAYS_CANCELLED: u64 = 30;
/// Regions that have feeds: home's with those above and inside it, then those with the most
/// notices. A record of the whole country would else be a hundred thousand files.
const MOST_REGIONS: usize = 200;

/// A domain and a region; absent where it is all of them.
pub(in crate::publish) type Shape = (Option<Domain>, Option<RegionCode>);

/// What a feed tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::publish) enum Kind {
    Notices,
    Awards,
    Changes,
}

/// A notice in a feed, by the revision that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::publish) struct Item {
    pub(in crate::publish) id: NoticeId,
    pub(in crate::publish) number: u32,
}

/// A deadline in a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Due {
    pub(super) when: When,
    pub(super) id: NoticeId,
    /// When the project was said to have ended without a result.
    pub(super) cancelled: Option<When>,
}

/// What stands where.
#[derive(Default)]
pub(super) struct Chosen {
    pub(super) items: BTreeMap<(Kind, Shape), Vec<Item>>,
    /// For each shape that has a notice, also where nothing is due.
    pub(super) due: BTreeMap<Shape, Vec<Due>>,
}

/// What is chosen from.
pub(super) struct Record<'r> {
    pub(super) tree: &'r Tree,
    pub(super) store: &'r Store,
    pub(super) home: RegionCode,
    /// Newest first.
    pub(super) months: Vec<&'r Month>,
    /// Newest first.
    pub(super) changes: &'r [ChangesEntry],
    /// The day of the store's newest change.
    pub(super) today: NaiveDate,
}

/// Chooses what stands in every feed.
pub(super) fn choose(record: &Record<'_>) -> Result<Chosen, PublishError> {
    let shapes = Shapes::new(record);
    let mut chosen = Chosen::default();
    for shape in shapes.totals.keys().map(|(_, shape)| *shape) {
        chosen.due.entry(shape).or_default();
    }
    for entry in record.changes {
        told(record, entry, &shapes, &mut chosen)?;
    }
    packed(record, &shapes, &mut chosen)?;
    Ok(chosen)
}

/// What a file of changes tells, newest first.
fn told(
    record: &Record<'_>,
    entry: &ChangesEntry,
    shapes: &Shapes<'_>,
    chosen: &mut Chosen,
) -> Result<(), PublishError> {
    let changes = Changes::decode(&record.tree.must_read(&in_data(&entry.path))?)?;
    let numbers = record.store.change_numbers(entry.first, entry.last)?;
    let mut changes: Vec<_> = changes.iter().collect();
    changes.reverse();
    for change in changes {
        let number = numbers.get(&change.sequence).copied().unwrap_or(1);
        let notice = &change.notice;
        let kinds: &[Kind] = match (number, notice.stage) {
            (1, Some(Stage::Award)) => &[Kind::Notices, Kind::Awards],
            (1, _) => &[Kind::Notices],
            _ => &[Kind::Changes],
        };
        for kind in kinds {
            let id = notice.id;
            chosen.offer(*kind, shapes.of_notice(notice), Item { id, number });
        }
    }
    Ok(())
}

/// What no change tells any more, and what is due.
fn packed(
    record: &Record<'_>,
    shapes: &Shapes<'_>,
    chosen: &mut Chosen,
) -> Result<(), PublishError> {
    let today = record.today;
    let until = today.checked_add_days(Days::new(DAYS_AHEAD));
    let window = today..=until.unwrap_or(today);
    let live = |month: &&Month| month.due_until.is_some_and(|last| last >= today);
    // Whatever ended a project with a deadline ahead was published after that deadline was.
    let oldest_live = record.months.iter().rposition(live);
    let mut ended: HashMap<String, Vec<When>> = HashMap::new();
    let mut due: Vec<Notice> = Vec::new();
    for (at, month) in record.months.iter().enumerate() {
        let is_live = Some(at) <= oldest_live;
        if !is_live && !chosen.lacks(month, shapes) {
            continue;
        }
        let pack = Pack::decode(&record.tree.must_read(&in_data(&month.file.path))?)?;
        for row in 0..pack.len() {
            let notice = pack.notice(row);
            let item = Item {
                id: notice.id,
                number: 1,
            };
            chosen.offer(Kind::Notices, shapes.of_notice(&notice), item);
            if notice.stage == Some(Stage::Award) {
                chosen.offer(Kind::Awards, shapes.of_notice(&notice), item);
            }
            if !is_live {
                continue;
            }
            let ends = notice.stage == Some(Stage::Cancellation);
            if ends && let Some(project) = &notice.project {
                let ended = ended.entry(project.0.clone()).or_default();
                ended.push(notice.published);
            }
            // What says from the start that it is over never stood in a calendar.
            let stood = !ends || notice.revision > 1;
            if stood && notice.deadline.is_some_and(|d| window.contains(&d.date())) {
                due.push(notice);
            }
        }
    }
    let shown = today.checked_sub_days(Days::new(DAYS_CANCELLED));
    for notice in due {
        let Some(when) = notice.deadline else {
            continue;
        };
        let ends = notice.project.as_ref().and_then(|p| ended.get(p.as_str()));
        let mut ends = ends.into_iter().flatten().copied();
        let mut cancelled = ends.find(|end| *end >= notice.published);
        if notice.stage == Some(Stage::Cancellation) || says_ended(&notice.title) {
            // It says so itself, since its latest revision.
            let detail = record.store.get(notice.id)?;
            cancelled = detail.and_then(|d| d.revisions.last().map(|r| r.first_seen));
        }
        if cancelled.is_some_and(|end| Some(end.date()) < shown) {
            continue;
        }
        let id = notice.id;
        for shape in shapes.of_notice(&notice) {
            let due = chosen.due.entry(shape).or_default();
            due.push(Due {
                when,
                id,
                cancelled,
            });
        }
    }
    for due in chosen.due.values_mut() {
        due.sort_unstable();
        due.truncate(MOST_DEADLINES);
    }
    Ok(())
}

impl Chosen {
    /// Takes a notice where there is still room, once.
    fn offer(&mut self, kind: Kind, shapes: impl Iterator<Item = Shape>, item: Item) {
        for shape in shapes {
            let items = self.items.entry((kind, shape)).or_default();
            if items.len() < MOST_ENTRIES && !items.contains(&item) {
                items.push(item);
            }
        }
    }

    /// Whether a month has notices for which there is still room.
    fn lacks(&self, month: &Month, shapes: &Shapes<'_>) -> bool {
        let missing = |kind, shape: Shape| {
            let have = self.items.get(&(kind, shape)).map_or(0, Vec::len);
            let total = shapes.totals.get(&(kind, shape)).copied().unwrap_or(0);
            have < total.min(MOST_ENTRIES)
        };
        month.counts.iter().any(|count| {
            shapes.of(count.domain, count.region).any(|shape| {
                missing(Kind::Notices, shape) || count.awards > 0 && missing(Kind::Awards, shape)
            })
        })
    }
}

/// The shapes that have feeds, and how many notices and awards each has.
struct Shapes<'r> {
    regions: &'r Regions,
    chosen: BTreeSet<RegionCode>,
    totals: BTreeMap<(Kind, Shape), usize>,
}

impl<'r> Shapes<'r> {
    fn new(record: &Record<'r>) -> Self {
        let regions = record.store.regions();
        let counts = || record.months.iter().flat_map(|month| &month.counts);
        let mut of_region: BTreeMap<RegionCode, u32> = BTreeMap::new();
        for count in counts() {
            for region in count.region.map(|c| regions.path(c)).unwrap_or_default() {
                *of_region.entry(region.code).or_default() += count.notices;
            }
        }
        let mut near = regions.subtree(record.home);
        near.extend(regions.path(record.home).iter().map(|region| region.code));
        let mut chosen: Vec<_> = of_region.into_iter().collect();
        chosen.sort_by_key(|(code, count)| (!near.contains(code), Reverse(*count), *code));
        let chosen = chosen.into_iter().take(MOST_REGIONS);
        let mut shapes = Self {
            regions,
            chosen: chosen.map(|(code, _)| code).collect(),
            totals: BTreeMap::new(),
        };
        for count in counts() {
            let of: Vec<Shape> = shapes.of(count.domain, count.region).collect();
            for shape in of {
                let mut add = |kind, many: u32| {
                    *shapes.totals.entry((kind, shape)).or_default() += many as usize;
                };
                add(Kind::Notices, count.notices);
                add(Kind::Awards, count.awards);
            }
        }
        shapes
    }

    fn of_notice(&self, notice: &Notice) -> impl Iterator<Item = Shape> {
        self.of(notice.domain, notice.region)
    }

    /// The shapes that a notice of a domain and region belongs to.
    fn of(&self, domain: Domain, region: Option<RegionCode>) -> impl Iterator<Item = Shape> {
        let path = region.map(|code| self.regions.path(code));
        let path = path.unwrap_or_default().into_iter().map(|r| r.code);
        let path = path.filter(|code| self.chosen.contains(code)).map(Some);
        let path = path.chain([None]);
        path.flat_map(move |region| [(Some(domain), region), (None, region)])
    }
}
