//! Following, as a model: whatever is published in whatever order, whoever checks (two tabs, a
//! worker), wherever a check ends and whatever the clock says, each subscriber is told of each
//! change that it wants exactly once.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

use archive::{Archive, Change, Changes, Pack, encode, encode_changes, matches};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use proptest::prelude::*;
use record::follow::{
    Class, Classes, Following, Moved, News, Opened, Subscription, Target, open, seal,
};
use record::site::Dataset;
use record::{
    Domain, Notice, NoticeId, ProjectCode, Region, RegionCode, Regions, SourceId, Stage, When,
};
use std::collections::{BTreeMap, BTreeSet};

fn noon() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 26)
        .unwrap()
        .and_hms_opt(12, 0, 0)
        .unwrap()
}

fn notice(id: u64, word: &str, region: u32, stage: Stage) -> Notice {
    Notice {
        id: NoticeId::from_bits(id),
        source: SourceId("ygp".into()),
        title: format!("{word}项目公告"),
        project: (!id.is_multiple_of(3)).then(|| ProjectCode(format!("P{}", id / 4))),
        deal_code: None,
        domain: Domain::ALL[(id % 6) as usize],
        category: String::new(),
        stage: Some(stage),
        stage_label: "公告".into(),
        region: Some(RegionCode(region)),
        region_label: String::new(),
        buyer: "示例局".into(),
        agency: String::new(),
        suppliers: vec!["示例建设有限公司".into()],
        published: When::Day(noon().date()),
        deadline: None,
        formed: None,
        money: None,
        revision: 1,
    }
}

fn parent(region: RegionCode) -> Option<RegionCode> {
    match region.0 {
        441_521 | 441_502 => Some(RegionCode(441_500)),
        441_500 => Some(RegionCode(440_000)),
        _ => None,
    }
}

fn subscription(target: Target, since: u64) -> Subscription {
    let classes = target.possible();
    Subscription {
        id: 0,
        name: String::new(),
        target,
        classes,
        created: noon(),
        since,
        muted_until: None,
    }
}

#[derive(Clone, Debug)]
enum Step {
    /// Something is published: a new notice, or a revision of one. What searches look at stays,
    /// so that the model need not know how a publisher cuts its files.
    Publish {
        id: u64,
        classes: u16,
    },
    /// A client looks: at the feed as it is, or (another tab) as it was some time ago; what it
    /// would write may be lost (a crash), and its clock may be anywhere.
    Check {
        stale: bool,
        lost: bool,
        clock: i64,
    },
    Subscribe {
        which: u8,
    },
    Read,
}

fn step() -> impl Strategy<Value = Step> {
    let publish = (0..40_u64, 1..1024_u16);
    let check = (
        any::<bool>(),
        prop::bool::weighted(0.2),
        -80_000..80_000_i64,
    );
    prop_oneof![
        4 => publish.prop_map(|(id, classes)| Step::Publish { id, classes }),
        3 => check.prop_map(|(stale, lost, clock)| Step::Check { stale, lost, clock }),
        1 => (0..6_u8).prop_map(|which| Step::Subscribe { which }),
        1 => Just(Step::Read),
    ]
}

const WORDS: [&str; 3] = ["污水", "道路", "学校"];
const REGIONS: [u32; 4] = [441_521, 441_502, 440_100, 441_500];

fn of_id(id: u64) -> Notice {
    let at = id as usize;
    let (word, region) = (WORDS[at % 3], REGIONS[at / 3 % 4]);
    notice(id, word, region, Stage::ALL[at % 11])
}

fn target(which: u8) -> Target {
    match which {
        0 => Target::Search("q=污水".into()),
        1 => Target::Search("region=441500".into()),
        2 => Target::Search("region=441521&stage=award".into()),
        3 => Target::Project("P3".into()),
        4 => Target::Body("示例局".into()),
        _ => Target::Search("q=-学校&domain=works".into()),
    }
}

/// What a target means, said naively.
fn means(which: u8, n: &Notice) -> bool {
    match which {
        0 => n.title.contains("污水"),
        1 => n.region.is_some_and(|r| r.0 / 100 == 4415),
        2 => n.region == Some(RegionCode(441_521)) && n.stage == Some(Stage::Award),
        3 => n.project.as_ref().is_some_and(|p| p.0 == "P3"),
        4 => true,
        _ => n.domain == Domain::Works && !n.title.contains("学校"),
    }
}

/// The feed cut in files as a publisher might: each file is encoded and read again.
fn files(feed: &[Change], cuts: usize) -> Vec<Changes> {
    let size = (feed.len() / (cuts + 1)).max(1);
    feed.chunks(size)
        .map(|part| Changes::decode(&encode_changes(part, parent)).unwrap())
        .collect()
}

/// What lies on a device, and what its owner was told so far.
struct Device {
    bytes: Vec<u8>,
    told: Vec<(String, Class, u64)>,
}

impl Device {
    fn following(&self) -> Following {
        match open(Some(&self.bytes)) {
            Opened::Fine(following) => *following,
            other => panic!("{other:?}"),
        }
    }

    fn change(&mut self, how: impl FnOnce(&mut Following)) {
        let mut following = self.following();
        how(&mut following);
        self.bytes = seal(&following);
    }

    /// One transaction: what lies there is read and replaced, or nothing happens at all.
    fn check(&mut self, feed: &[Change], sequence: u64, now: NaiveDateTime, lost: bool) {
        let mut following = self.following();
        let names = |f: &Following| -> BTreeSet<_> {
            let name = |a: &record::follow::Alert| (a.project.clone(), a.class, a.sequence);
            f.alerts.iter().map(name).collect()
        };
        let before = names(&following);
        let after = following.cursor.map_or(0, |c| c.sequence);
        let matches = matches(&following, &files(feed, feed.len() % 4), after);
        let dataset = Dataset::Live;
        following.take(
            News {
                dataset,
                sequence,
                floor: 0,
                matches,
                held: None,
            },
            now,
        );
        if !lost {
            self.told
                .extend(names(&following).difference(&before).cloned());
            self.bytes = seal(&following);
        }
    }
}

proptest! {
    #[test]
    fn each_change_is_told_exactly_once(steps in prop::collection::vec(step(), 1..80)) {
        let mut device = Device { bytes: seal(&Following::default()), told: Vec::new() };
        let (mut feed, mut sequence): (Vec<Change>, u64) = (Vec::new(), 100);
        let mut subscribed = Vec::new();
        device.check(&feed, sequence, noon(), false);
        let mut old = (0, sequence);
        for step in steps {
            match step {
                Step::Publish { id, classes } => {
                    sequence += 1 + id % 3;
                    let (notice, classes) = (of_id(id), Classes(classes));
                    feed.push(Change { sequence, notice, classes, deadline_before: None, fen_before: Some(5) });
                }
                Step::Check { stale, lost, clock } => {
                    let (length, reached) = if stale { old } else { (feed.len(), sequence) };
                    device.check(&feed[..length], reached, noon() + TimeDelta::hours(clock), lost);
                    if !stale {
                        old = (feed.len(), sequence);
                    }
                }
                Step::Subscribe { which } => {
                    let new = subscription(target(which), sequence);
                    device.change(|f| { f.subscribe(new, None); });
                    subscribed.push((which, sequence));
                }
                Step::Read => device.change(|f| f.alerts.iter_mut().for_each(|a| a.read = true)),
            }
        }
        device.check(&feed, sequence, noon() - TimeDelta::days(700), false);

        let once: BTreeSet<_> = device.told.iter().cloned().collect();
        prop_assert_eq!(once.len(), device.told.len(), "told twice");
        let wanted = feed.iter().flat_map(|change| {
            let by = |(which, since): &(u8, u64)| change.sequence > *since && means(*which, &change.notice);
            let wanted = subscribed.iter().any(by);
            let project = archive::group(&change.notice);
            change.classes.iter().filter(move |_| wanted).map(move |class| (project.clone(), class, change.sequence))
        });
        // An alert stands for the changes of its project and class since the alert before it.
        let mut stands_for = BTreeMap::new();
        for (project, class, at) in wanted {
            let of = |a: &&record::follow::Alert| a.project == project && a.class == class && a.sequence >= at;
            let alert = device.following().alerts.iter().filter(of).map(|a| a.sequence).min();
            prop_assert!(alert.is_some(), "never told: {} {:?} {}", project, class, at);
            *stands_for.entry((project, class, alert)).or_insert(0) += 1;
        }
        for alert in device.following().alerts {
            let name = (alert.project, alert.class, Some(alert.sequence));
            prop_assert_eq!(stands_for.remove(&name), Some(alert.count), "told of nothing: {:?}", name);
        }
    }

    #[test]
    fn any_bytes_end_in_changes_or_an_error(bytes: Vec<u8>, cut in 0..400_usize, flip in 0..400_usize) {
        let _ = Changes::decode(&bytes);
        let mut whole = encode_changes(&sample(), parent);
        if let Some(byte) = whole.get_mut(flip) { *byte ^= 0x55; }
        whole.truncate(cut.max(1));
        let _ = Changes::decode(&whole);
    }
}

fn sample() -> Vec<Change> {
    let change = |sequence, id, classes| Change {
        sequence,
        notice: Notice {
            deadline: Some(When::Day(noon().date())),
            ..notice(id, "污水", 441_521, Stage::Tender)
        },
        classes,
        deadline_before: None,
        fen_before: None,
    };
    let mut all = vec![
        change(9, 2, Classes::one(Class::Deadline).with(Class::Amount)),
        change(5, 1, Classes::one(Class::Notice)),
        change(7, 2, Classes::one(Class::Deadline)),
    ];
    all[0].deadline_before = Some(When::At(noon()));
    all[0].fen_before = Some(-12_300);
    all[2].deadline_before = Some(When::Day(noon().date()));
    all
}

#[test]
fn changes_come_back_in_order() {
    let read = Changes::decode(&encode_changes(&sample(), parent)).unwrap();
    let mut expected = sample();
    expected.sort_by_key(|c| c.sequence);
    assert_eq!(read.iter().collect::<Vec<_>>(), expected);
    assert_eq!(
        read.path(RegionCode(441_521)),
        [
            RegionCode(441_521),
            RegionCode(441_500),
            RegionCode(440_000)
        ]
    );
}

#[test]
fn a_deadline_moved_twice_tells_the_first_and_the_last() {
    let files = [Changes::decode(&encode_changes(&sample(), parent)).unwrap()];
    let mut following = Following::default();
    following.take(
        News {
            dataset: Dataset::Live,
            sequence: 1,
            floor: 0,
            matches: Vec::new(),
            held: None,
        },
        noon(),
    );
    following.subscribe(subscription(Target::Project("P0".into()), 1), None);
    let found = matches(&following, &files, 1);
    following.take(
        News {
            dataset: Dataset::Live,
            sequence: 9,
            floor: 0,
            matches: found,
            held: None,
        },
        noon(),
    );
    let alert = following
        .alerts
        .iter()
        .find(|a| a.class == Class::Deadline)
        .unwrap();
    let day = noon().date();
    assert_eq!(
        alert.moved,
        Some(Moved::Deadline(Some(When::Day(day)), Some(When::Day(day))))
    );
    assert_eq!(alert.count, 2);
    assert_eq!(following.badge(), 1);
}

#[test]
fn a_rehearsal_finds_what_a_search_finds_of_the_classes_wanted() {
    let mut notices: Vec<Notice> = (1..40).map(of_id).collect();
    notices.sort_by(archive::newest_first);
    let mut archive = Archive::new();
    let pack = |notices: &[Notice]| Pack::decode(&encode(notices, &[])).unwrap();
    archive.insert("old".into(), pack(&notices));
    archive.insert("new".into(), pack(&notices[5..9]));
    let region = |code, parent| Region {
        code: RegionCode(code),
        name: String::new(),
        en: String::new(),
        parent,
        aliases: Vec::new(),
    };
    let regions = Regions::new(REGIONS.map(|code| region(code, parent(RegionCode(code)))));
    for which in 0..6 {
        let mut subscription = subscription(target(which), 0);
        subscription.classes = Classes::OF_NOTICES.without(Class::Notice);
        let told = archive.rehearse(&subscription, &regions, noon().date());
        let wanted = notices
            .iter()
            .filter(|n| means(which, n) && Class::of_new(n.stage) != Class::Notice);
        assert_eq!(told, wanted.cloned().collect::<Vec<_>>(), "{which}");
    }
    let tomorrow = noon().date().succ_opt().unwrap();
    assert!(
        archive
            .rehearse(&subscription(target(4), 0), &regions, tomorrow)
            .is_empty()
    );
}
