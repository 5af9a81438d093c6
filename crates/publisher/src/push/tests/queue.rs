//! What is queued, for whom and for when.

use super::standin::{StandIn, status};
use super::{NOW, Rig, open};
use crate::push::registry::{ECHO_LIFE, Every, LIFE, Put, Registry, Touched};
use record::{Domain, RegionCode, Topic, TopicKind};
use serde_json::json;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

fn rig() -> (Rig, StandIn, String) {
    let (rig, service) = (Rig::new(), StandIn::start(status(201)));
    let url = format!("{}/a", service.origin);
    (rig, service, url)
}

#[test]
fn the_first_push_carries_a_token_and_looks_like_any_other() {
    let (mut rig, service, url) = rig();
    let wish = rig.wish(&url, Every::Daily(9));
    rig.desk.await_echo(&wish, "secret", rig.now).unwrap();
    // Whoever has not answered is told nothing.
    assert_eq!(rig.publish(1), 0);
    rig.step();
    let first = service.all().remove(0);
    assert_eq!(open(&first.body), json!({ "v": 1, "echo": "secret" }));
    assert_eq!(first.headers["ttl"], ECHO_LIFE.to_string());
    assert!(!rig.desk.confirm("other", rig.now).unwrap());
    assert!(rig.desk.confirm("secret", rig.now).unwrap());
    assert!(!rig.desk.confirm("secret", rig.now).unwrap(), "only once");
    rig.publish(2);
    rig.pass(DAY, 60);
    let second = service.all().remove(0);
    assert_eq!(second.body.len(), first.body.len(), "one size");
}

#[test]
fn a_token_has_ten_minutes_and_an_endpoint_one_first_push_a_minute() {
    let (mut rig, service, url) = rig();
    let wish = rig.wish(&url, Every::Once);
    assert_eq!(
        rig.desk.await_echo(&wish, "one", NOW).unwrap(),
        Put::Pending
    );
    assert_eq!(
        rig.desk.await_echo(&wish, "two", NOW + 59).unwrap(),
        Put::Pending
    );
    let mut other = wish.clone();
    other.keys.auth = [8; 16];
    assert_eq!(
        rig.desk.await_echo(&other, "three", NOW + 20).unwrap(),
        Put::Wait(40)
    );
    rig.pass(100, 1);
    assert_eq!(service.all().len(), 1);
    assert_eq!(
        rig.desk.await_echo(&wish, "four", NOW + 60).unwrap(),
        Put::Pending
    );
    assert!(!rig.desk.confirm("one", NOW + 61).unwrap());
    assert!(!rig.desk.confirm("four", NOW + 60 + ECHO_LIFE).unwrap());
    rig.desk.purge(NOW + 60 + ECHO_LIFE).unwrap();
    assert_eq!(rig.desk.status(NOW).unwrap(), Default::default());
}

#[test]
fn other_keys_for_an_endpoint_count_only_after_their_echo() {
    let (mut rig, _service, url) = rig();
    rig.register(&url, Every::Once);
    let wish = rig.wish(&url, Every::Once);
    let mut other = wish.clone();
    other.keys.auth = [8; 16];
    assert_eq!(
        rig.desk.await_echo(&other, "t", rig.now).unwrap(),
        Put::Pending
    );
    assert!(rig.desk.refreshed(&wish).unwrap().is_some());
    assert!(rig.desk.refreshed(&other).unwrap().is_none());
    assert!(rig.desk.confirm("t", rig.now).unwrap());
    assert!(rig.desk.refreshed(&wish).unwrap().is_none());
    assert!(rig.desk.refreshed(&other).unwrap().is_some());
    assert_eq!(rig.counts().0, 1);
}

#[test]
fn a_registration_ends_unless_it_is_refreshed() {
    let (mut rig, _service, url) = rig();
    rig.register(&url, Every::Once);
    let wish = rig.wish(&url, Every::Daily(7));
    assert!(rig.desk.refresh(&wish, NOW + DAY).unwrap());
    rig.desk.purge(NOW + LIFE).unwrap();
    assert_eq!(rig.counts().0, 1);
    rig.desk.purge(NOW + DAY + LIFE).unwrap();
    assert_eq!(rig.counts().0, 0);
    assert!(!rig.desk.refresh(&wish, NOW + DAY + LIFE).unwrap());
}

#[test]
fn once_a_day_is_once_a_day_at_the_hour() {
    let (mut rig, service, url) = rig();
    rig.register(&url, Every::Daily(9));
    for sequence in 1..=3 {
        rig.publish(sequence);
        rig.pass(10 * 60, 60);
    }
    // It is 8:30; it comes at 9, and says the newest.
    assert_eq!(rig.pass(DAY - HOUR, 60), [(HOUR, 1)]);
    assert_eq!(open(&service.all()[0].body)["sequence"], 3);
    rig.publish(4);
    rig.publish(5);
    assert_eq!(rig.pass(2 * DAY, 60), [(DAY + HOUR, 1)]);
}

#[test]
fn a_new_rhythm_moves_what_waits_and_a_topic_taken_back_is_not_told() {
    let (mut rig, service, url) = rig();
    rig.register(&url, Every::Daily(9));
    rig.publish(1);
    let mut wish = rig.wish(&url, Every::Once);
    rig.desk.refresh(&wish, rig.now).unwrap();
    assert_eq!(rig.step(), 1);
    rig.publish(2);
    wish.topics = [Topic::parse("land.441500.changes").unwrap()].into();
    rig.desk.refresh(&wish, rig.now).unwrap();
    assert_eq!((rig.step(), service.all().len()), (0, 1));
}

#[test]
fn a_newer_publication_takes_the_place_of_what_is_on_its_way() {
    let (mut rig, service, url) = rig();
    rig.register(&url, Every::Once);
    rig.publish(1);
    let parcels = rig.lanes.take(rig.now).unwrap();
    rig.publish(2);
    assert_eq!(rig.lanes.take(rig.now).unwrap().len(), 0, "one at a time");
    let answered: Vec<_> = parcels
        .into_iter()
        .map(|parcel| (parcel.clone(), rig.post.send(&parcel, rig.now)))
        .collect();
    rig.lanes.settle(&answered, rig.now, || 0.5).unwrap();
    rig.pass(60, 1);
    let told: Vec<_> = service
        .all()
        .iter()
        .map(|h| open(&h.body)["sequence"].clone())
        .collect();
    assert_eq!(told, [1, 2]);
}

#[test]
fn what_is_queued_survives_a_restart() {
    let (mut rig, service, url) = rig();
    rig.register(&url, Every::Once);
    rig.publish(7);
    service.become_(status(500));
    rig.step();
    service.become_(status(201));
    rig.lanes = super::Lanes::new(Registry::open(&rig.file()).unwrap());
    let key = rig.desk.key(|| None).unwrap();
    assert!(
        super::Vapid::new(&key, "mailto:a@b.cn").is_some(),
        "the key stays"
    );
    rig.pass(HOUR, 1);
    assert_eq!((service.all().len(), rig.counts()), (2, (1, 0)));
}

#[test]
fn a_copy_of_the_file_has_the_key() {
    let mut rig = Rig::new();
    let copy = rig.folder.path().join("copy.sqlite");
    std::fs::copy(rig.file(), &copy).unwrap();
    let key = rig.desk.key(|| None).unwrap();
    assert_eq!(Registry::open(&copy).unwrap().key(|| None).unwrap(), key);
}

#[test]
fn only_those_whose_topic_changed_are_told() {
    let (mut rig, service, _) = rig();
    let region = |codes: &[u32]| codes.iter().copied().map(RegionCode).collect::<Vec<_>>();
    for (name, topic) in [
        ("city", "works.441500.awards"),
        ("county", "works.441521.awards"),
        ("all", "all.440000.awards"),
        ("other-county", "works.441502.awards"),
        ("other-domain", "land.441500.awards"),
        ("other-kind", "works.441500.changes"),
        ("blacklist", "all.441500.blacklist"),
    ] {
        let mut wish = rig.wish(&format!("{}/{name}", service.origin), Every::Once);
        wish.topics = [Topic::parse(topic).unwrap()].into();
        rig.desk.await_echo(&wish, name, rig.now).unwrap();
        rig.desk.confirm(name, rig.now).unwrap();
    }
    let awarded = (
        TopicKind::Awards,
        Domain::Works,
        region(&[441_521, 441_500, 440_000]),
    );
    let touched = Touched {
        notices: [awarded].into(),
        ..Touched::default()
    };
    assert_eq!(rig.desk.announce((1, ""), &touched, rig.now).unwrap(), 3);
    rig.pass(60, 1);
    let paths = |service: &StandIn| {
        let mut paths: Vec<_> = service.all().into_iter().map(|h| h.path).collect();
        paths.sort();
        paths
    };
    assert_eq!(paths(&service), ["/all", "/city", "/county"]);
    let touched = Touched {
        blacklist: true,
        ..Touched::default()
    };
    rig.desk.announce((2, "x"), &touched, rig.now).unwrap();
    rig.pass(60, 1);
    assert_eq!(paths(&service), ["/blacklist"]);
}
