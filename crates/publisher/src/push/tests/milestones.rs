//! How far messages came, and what the silence alarm (scenario R11) makes of it: each way in which
//! pushes fall silent gives exactly its own finding, two intervals later at most.

use super::standin::{Act, StandIn, status};
use super::{NOW, Rig};
use crate::push::registry::Every;
use crate::watch::{Behind, Rules, judge_pushes};
use chrono::{DateTime, FixedOffset, TimeDelta};
use std::collections::BTreeMap;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

/// A look by two hours at a site of a sequence, at a time from `NOW`.
fn look(
    rig: &Rig,
    sequence: u64,
    before: Option<Behind>,
    after: i64,
) -> (Vec<String>, Option<Behind>) {
    let now = NOW + after;
    let status = crate::push::status(&rig.file(), now);
    let rules = Rules {
        every: TimeDelta::hours(2),
        own: BTreeMap::new(),
    };
    let beijing = FixedOffset::east_opt(8 * 3600).unwrap();
    let at = DateTime::from_timestamp(now, 0)
        .unwrap()
        .with_timezone(&beijing);
    let (findings, behind) = judge_pushes(&status, Some(sequence), before, &rules, at);
    assert!(findings.iter().all(|finding| finding.alarm));
    (findings.into_iter().map(|f| f.words).collect(), behind)
}

fn one(found: (Vec<String>, Option<Behind>), what: &str) {
    let words = found.0;
    assert!(words.len() == 1 && words[0].contains(what), "{words:#?}");
}

/// Three devices at one push service, and one publication.
fn rig(act: Act) -> (Rig, StandIn) {
    let (mut rig, service) = (Rig::new(), StandIn::start(act));
    for n in 0..3 {
        rig.register(&format!("{}/{n}", service.origin), Every::Once);
    }
    assert_eq!(rig.publish(1), 3);
    (rig, service)
}

#[test]
fn what_is_accepted_is_counted_and_gives_no_alarm() {
    let (mut rig, _service) = rig(status(201));
    rig.pass(MINUTE, 1);
    let told = rig.desk.status(rig.now).unwrap().services.remove(0);
    // Three first pushes, whose echo came before they were sent, and three messages.
    assert_eq!((told.queued, told.accepted, told.failing), (6, 3, None));
    let at = told.accepted_at.unwrap();
    assert!((NOW..NOW + MINUTE).contains(&at));
    // However long nothing is new.
    assert_eq!(look(&rig, 1, None, 900 * HOUR), (vec![], None));
}

#[test]
fn a_message_that_nobody_sends_is_told() {
    let (mut rig, _service) = rig(status(201));
    assert_eq!(look(&rig, 1, None, 4 * HOUR - 1), (vec![], None));
    one(look(&rig, 1, None, 4 * HOUR), "nobody sends it");
    one(look(&rig, 1, None, 90 * HOUR), "nobody sends it");
    rig.now = NOW + 4 * HOUR;
    rig.pass(MINUTE, 1);
    assert_eq!(look(&rig, 1, None, 5 * HOUR), (vec![], None));
    // A chosen hour that is still to come is no silence.
    rig.register("http://127.0.0.1:1/daily", Every::Daily(7));
    rig.now = NOW;
    rig.publish(2);
    assert_eq!(rig.desk.status(NOW + 20 * HOUR).unwrap().untaken, Some(NOW));
    rig.pass(MINUTE, 1);
    assert_eq!(look(&rig, 2, None, 22 * HOUR), (vec![], None));
}

#[test]
fn a_push_service_that_accepts_nothing_is_told_until_it_does() {
    for act in [status(500), status(429), status(400), Act::Close] {
        let (mut rig, service) = rig(act);
        rig.pass(4 * HOUR + MINUTE, 30);
        let told = rig.desk.status(rig.now).unwrap().services.remove(0);
        assert_eq!(told.accepted, 0);
        assert!(told.failing.unwrap() < NOW + MINUTE);
        assert_eq!(look(&rig, 1, None, 4 * HOUR - 1), (vec![], None));
        one(
            look(&rig, 1, None, 4 * HOUR + MINUTE),
            "accepted no message",
        );
        service.become_(status(201));
        rig.publish(2);
        rig.pass(2 * HOUR, 30);
        assert_eq!(look(&rig, 2, None, 6 * HOUR + MINUTE), (vec![], None));
    }
}

#[test]
fn a_first_push_that_fails_raises_no_alarm() {
    let (mut rig, service) = (Rig::new(), StandIn::start(status(400)));
    for n in 0..3 {
        let wish = rig.wish(&format!("{}/{n}", service.origin), Every::Once);
        rig.desk.await_echo(&wish, &n.to_string(), rig.now).unwrap();
    }
    rig.pass(5 * MINUTE, 1);
    assert_eq!(service.all().len(), 3);
    let told = rig.desk.status(rig.now).unwrap().services.remove(0);
    assert_eq!((told.queued, told.accepted, told.failing), (3, 0, None));
    assert_eq!(look(&rig, 0, None, 5 * HOUR), (vec![], None));
}

#[test]
fn a_stopped_push_service_is_told_at_once_and_alone() {
    let (mut rig, service) = rig(status(403));
    rig.pass(MINUTE, 1);
    one(look(&rig, 1, None, MINUTE), "is stopped since");
    one(look(&rig, 1, None, 50 * HOUR), "it answered 403");
    service.become_(status(201));
    let (_, host) = service.origin.split_once("://").unwrap();
    assert!(rig.desk.resume(host).unwrap());
    rig.pass(MINUTE, 1);
    assert_eq!(look(&rig, 1, None, 50 * HOUR), (vec![], None));
}

#[test]
fn a_push_server_that_does_not_announce_is_told_after_two_intervals() {
    let (mut rig, _service) = rig(status(201));
    rig.pass(MINUTE, 1);
    let (words, behind) = look(&rig, 2, None, HOUR);
    assert!(words.is_empty() && behind.is_some());
    // Later publications do not make the lag any younger.
    let (words, behind) = look(&rig, 3, behind, 3 * HOUR);
    assert!(words.is_empty(), "{words:?}");
    let late = look(&rig, 4, behind, 5 * HOUR);
    assert_eq!(late.1, behind);
    one(late, "has announced 1 and no later sequence");
    // One that moves is at work, though a newer publication is out already.
    rig.publish(3);
    rig.pass(MINUTE, 1);
    let (words, moved) = look(&rig, 4, behind, 5 * HOUR + 1);
    assert!(words.is_empty() && moved != behind, "{words:?}");
    assert_eq!(look(&rig, 3, moved, 6 * HOUR), (vec![], None));
}

#[test]
fn a_push_file_that_cannot_be_read_is_told() {
    let (rig, _service) = rig(status(201));
    std::fs::write(rig.file(), "no database at all, but long enough to look").unwrap();
    one(look(&rig, 1, None, 0), "push.sqlite");
    std::fs::remove_file(rig.file()).unwrap();
    one(look(&rig, 1, None, 0), "push.sqlite");
    assert!(!rig.file().exists());
}
