#![allow(clippy::unwrap_used, reason = "a test may end here")]

use super::*;
use crate::platform::push::Keys;
use crate::state::push::Every;

fn endpoint(name: &str) -> Endpoint {
    Endpoint {
        endpoint: format!("https://push.example/{name}"),
        keys: Keys {
            p256dh: "p".into(),
            auth: "a".into(),
        },
    }
}

fn at(day: u32) -> NaiveDateTime {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    day.and_hms_opt(9, 0, 0).unwrap()
}

fn kept(standing: Standing) -> Kept {
    Kept {
        endpoint: Some(endpoint("one")),
        key: Some("server".into()),
        topics: vec!["works.441521.awards".into()],
        every: Every::Daily(9),
        standing,
        at: at(20),
    }
}

#[test]
fn only_what_is_no_longer_true_is_told() {
    let topics = |text: &str| vec![text.to_owned()];
    let (same, other) = (topics("works.441521.awards"), topics("land.441521.awards"));
    let confirmed = kept(Standing::Confirmed);
    let (one, two) = (endpoint("one"), endpoint("two"));
    for (kept, held, wanted, day, act) in [
        (&confirmed, Some(&one), &same, 20, Act::Nothing),
        (&confirmed, Some(&one), &same, 26, Act::Nothing),
        (&confirmed, Some(&one), &same, 27, Act::Compare),
        (&confirmed, Some(&one), &same, 19, Act::Compare),
        (&confirmed, Some(&one), &other, 20, Act::Tell),
        (&confirmed, Some(&two), &same, 20, Act::Tell),
        (&confirmed, None, &same, 20, Act::Renew),
        (&confirmed, Some(&one), &Vec::new(), 20, Act::TurnOff),
        (&confirmed, None, &Vec::new(), 20, Act::TurnOff),
        (
            &kept(Standing::Pending),
            Some(&one),
            &same,
            20,
            Act::Compare,
        ),
        (&kept(Standing::Untold), Some(&one), &same, 20, Act::Compare),
    ] {
        let found = due(kept, held, wanted, true, at(day));
        assert_eq!(found, act, "{wanted:?} {day}");
        // Whoever has just deleted the last reason may take that back.
        let later = if act == Act::TurnOff {
            Act::Nothing
        } else {
            act
        };
        assert_eq!(due(kept, held, wanted, false, at(day)), later, "{wanted:?}");
    }
}

#[test]
fn an_endpoint_is_for_the_key_that_it_was_made_for() {
    let mut kept = kept(Standing::Pending);
    assert!(!is_of_other(&kept, "server"));
    assert!(is_of_other(&kept, "another"));
    kept.key = None;
    assert!(is_of_other(&kept, "server"), "not known");
    let mut old = serde_json::to_value(&kept).unwrap();
    old.as_object_mut().unwrap().remove("key");
    let read: Kept = serde_json::from_value(old).unwrap();
    assert_eq!(read, kept, "what an older version kept is read");
}

#[test]
fn rhythms_are_written_as_the_server_reads_them() {
    let text = |every| serde_json::to_string(&every).unwrap();
    assert_eq!(text(Every::Once), r#""once""#);
    assert_eq!(text(Every::Daily(9)), r#"{"daily":9}"#);
}
