//! P3: whatever a push service answers, nobody is lost and nobody is hammered.

use super::standin::{Act, StandIn, status};
use super::{NOW, Rig, open};
use crate::push::lanes::MOST_AT_ONE;
use crate::push::registry::{Every, MESSAGE_LIFE, Registry};
use crate::push::{Clock, sender};
use chrono::DateTime;
use serde_json::json;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A rig with so many devices at one push service, and one publication.
fn rig(act: Act, devices: usize) -> (Rig, StandIn) {
    let (mut rig, service) = (Rig::new(), StandIn::start(act));
    for n in 0..devices {
        rig.register(&format!("{}/{n}", service.origin), Every::Once);
    }
    assert_eq!(rig.publish(1), devices);
    (rig, service)
}

#[test]
fn delivered_is_done() {
    let (mut rig, service) = rig(status(201), 40);
    let sent = rig.pass(60, 1);
    // One, two, three …: it does not begin with a spike.
    assert_eq!(
        sent.iter().take(3).map(|s| s.1).collect::<Vec<_>>(),
        [1, 2, 4]
    );
    assert!(sent.iter().all(|(_, count)| *count <= MOST_AT_ONE));
    let heard = service.all();
    assert_eq!((heard.len(), rig.counts()), (40, (40, 0)));
    assert_eq!(rig.alarms, [""; 0]);
    let one = &heard[0];
    let header = |name: &str| one.headers[name].as_str();
    assert_eq!(header("ttl"), MESSAGE_LIFE.to_string());
    assert_eq!((header("topic"), header("urgency")), ("news", "high"));
    assert_eq!(header("content-encoding"), "aes128gcm");
    assert!(header("authorization").starts_with("vapid t="));
    let want = json!({ "v": 1, "topic": "works.441500.awards", "sequence": 1 });
    assert_eq!(open(&one.body), want);
}

#[test]
fn gone_is_forgotten_at_once() {
    for code in [404, 410] {
        let (mut rig, service) = rig(status(code), 3);
        rig.pass(60, 1);
        assert_eq!((service.all().len(), rig.counts()), (3, (0, 0)), "{code}");
        assert_eq!(rig.alarms, [""; 0]);
    }
}

#[test]
fn a_refusal_of_us_stops_the_service_and_forgets_nobody() {
    for code in [401, 403] {
        let (mut rig, service) = rig(status(code), 5);
        rig.pass(3600, 5);
        assert_eq!((service.all().len(), rig.counts()), (1, (5, 5)), "{code}");
        assert_eq!(rig.alarms.len(), 1, "{:?}", rig.alarms);
        assert!(rig.alarms[0].contains(&format!("it answered {code}")));
        // A restart and a publication change nothing, until an operator says so.
        rig.lanes = super::Lanes::new(Registry::open(&rig.file()).unwrap());
        rig.publish(2);
        rig.pass(3600, 5);
        assert_eq!((service.all().len(), rig.counts()), (0, (5, 5)));
        let told = rig.desk.status(rig.now).unwrap().services.remove(0);
        assert_eq!(told.stopped, Some(NOW));
        service.become_(status(201));
        let host = service.origin.strip_prefix("http://").unwrap();
        assert!(!rig.desk.resume("fcm.googleapis.com").unwrap());
        assert!(rig.desk.resume(host).unwrap());
        rig.pass(60, 1);
        let heard = service.all();
        assert_eq!((heard.len(), rig.counts()), (5, (5, 0)));
        assert!(heard.iter().all(|h| open(&h.body)["sequence"] == 2));
    }
}

#[test]
fn a_device_that_has_not_proved_itself_cannot_stop_a_service() {
    let (mut rig, service) = rig(status(403), 0);
    let wish = rig.wish(&format!("{}/foreign", service.origin), Every::Once);
    rig.desk.await_echo(&wish, "token", rig.now).unwrap();
    rig.pass(60, 1);
    assert_eq!((service.all().len(), rig.alarms.len()), (1, 1));
    service.become_(status(201));
    rig.register(&format!("{}/honest", service.origin), Every::Once);
    rig.publish(2);
    rig.pass(60, 1);
    assert_eq!((service.all().len(), rig.counts()), (1, (1, 0)));
}

#[test]
fn a_fault_of_ours_is_said_and_costs_one_message() {
    for code in [400, 413] {
        let (mut rig, service) = rig(status(code), 3);
        rig.pass(3600, 5);
        assert_eq!((service.all().len(), rig.counts()), (3, (3, 0)), "{code}");
        assert_eq!(rig.alarms.len(), 1, "one for all of an hour");
    }
}

#[test]
fn a_wait_is_obeyed_within_a_tenth() {
    let date = DateTime::from_timestamp(NOW + 600, 0).unwrap();
    let date = date.format("%a, %d %b %Y %H:%M:%S GMT");
    for code in [406, 429, 503] {
        for wait in ["600".to_owned(), date.to_string()] {
            let act = Act::Answer(code, format!("retry-after: {wait}\r\n"));
            let (mut rig, service) = rig(act, 20);
            rig.pass(300, 5);
            assert_eq!(service.all().len(), 1, "{code} {wait}");
            service.become_(status(201));
            let sent = rig.pass(600, 1);
            assert!((600..=660).contains(&sent[0].0), "{code} {wait}: {sent:?}");
            assert_eq!((service.all().len(), rig.counts()), (20, (20, 0)));
        }
        let (mut rig, service) = rig(status(code), 20);
        rig.pass(3600, 1);
        let tries = service.all().len();
        assert!((2..40).contains(&tries), "{code}: {tries}");
        assert_eq!(rig.counts(), (20, 20));
    }
}

#[test]
fn what_fails_is_tried_again_until_its_time_ends() {
    for act in [status(500), status(302), Act::Hang, Act::Close, Act::Drip] {
        let (mut rig, service) = rig(act.clone(), 2);
        rig.pass(2 * 3600, 30);
        let tries = service.all().len();
        assert!((4..60).contains(&tries), "{act:?}: {tries}");
        assert_eq!(rig.counts(), (2, 2));
        if matches!(act, Act::Answer(500, _)) {
            rig.pass(MESSAGE_LIFE, 300);
            assert_eq!(rig.counts(), (2, 0));
            service.all();
            rig.pass(86_400, 300);
            assert_eq!(service.all().len(), 0, "its time is over");
            let told = rig.desk.status(rig.now).unwrap().services.remove(0);
            assert_eq!(told.given_up, 2);
        }
        service.become_(status(201));
        rig.publish(2);
        rig.pass(2 * 3600, 30);
        assert_eq!(rig.counts(), (2, 0), "{act:?}");
    }
}

#[test]
fn a_redirect_is_not_followed() {
    let trap = StandIn::start(status(201));
    let act = Act::Answer(307, format!("location: {}/x\r\n", trap.origin));
    let (mut rig, service) = rig(act, 1);
    rig.pass(600, 5);
    assert!(!service.all().is_empty());
    assert_eq!(
        trap.connections.load(std::sync::atomic::Ordering::SeqCst),
        0
    );
    assert_eq!(rig.counts(), (1, 1));
}

#[test]
fn a_stuck_service_does_not_delay_another() {
    let (mut rig, stuck) = rig(Act::Hang, 100);
    let well = StandIn::start(status(201));
    for n in 0..50 {
        rig.register(&format!("{}/{n}", well.origin), Every::Once);
    }
    rig.publish(2);
    let now = rig.now;
    let clock: Clock = Arc::new(move || now);
    let registry = Registry::open(&rig.file()).unwrap();
    let began = Instant::now();
    sender::start(registry, Arc::new(rig.post), clock, sender::mailbox()).unwrap();
    for _ in 0..50 {
        let left = Duration::from_secs(2).saturating_sub(began.elapsed());
        well.heard.recv_timeout(left).unwrap();
    }
    assert!(stuck.heard.try_iter().count() <= MOST_AT_ONE);
}
