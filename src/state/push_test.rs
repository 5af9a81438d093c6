#![allow(clippy::unwrap_used, reason = "a test may end here")]

use super::*;
use crate::platform::push::Keys;

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
        (&confirmed, Some(&one), &same, 27, Act::Tell),
        (&confirmed, Some(&one), &same, 19, Act::Tell),
        (&confirmed, Some(&one), &other, 20, Act::Tell),
        (&confirmed, Some(&two), &same, 20, Act::Tell),
        (&confirmed, None, &same, 20, Act::Renew),
        (&confirmed, Some(&one), &Vec::new(), 20, Act::TurnOff),
        (&confirmed, None, &Vec::new(), 20, Act::TurnOff),
        (&kept(Standing::Pending), Some(&one), &same, 20, Act::Tell),
        (&kept(Standing::Untold), Some(&one), &same, 20, Act::Tell),
    ] {
        assert_eq!(due(kept, held, wanted, at(day)), act, "{wanted:?} {day}");
    }
}

#[test]
fn rhythms_are_written_as_the_server_reads_them() {
    let text = |every| serde_json::to_string(&every).unwrap();
    assert_eq!(text(Every::Once), r#""once""#);
    assert_eq!(text(Every::Daily(9)), r#"{"daily":9}"#);
}
