#![allow(clippy::unwrap_used, reason = "a test may end here")]
use super::*;
use record::debarment::DebarmentList;

const CODE: &str = "91441500MA0000001";

fn code(start: &str) -> String {
    CreditCode::complete(start).unwrap().to_string()
}

fn list(until: &str) -> DebarmentList {
    let json = format!(
        r#"{{"sources":[{{"id":"demo","name":"示例来源","url":"https://example.invalid",
        "verified":"2026-11-25T08:00:00+08:00","entries":[{{"key":"1","name":"示例建设有限公司",
        "code":"{}","kind":"penalty","published":"2026-01-01","until":"{until}"}}]}}]}}"#,
        code(CODE)
    );
    DebarmentList::from_json(json.as_bytes()).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn firm(name: &str, code: &str) -> Firm {
    Firm {
        name: name.into(),
        code: code.into(),
    }
}

fn standing(id: u32, firms: usize) -> Standing {
    let watched = Watched {
        firm: firm("示例建设有限公司", &code(CODE)),
        answer: None,
        seen: None,
    };
    Standing {
        id,
        name: "甲".into(),
        checked: None,
        since: None,
        firms: vec![watched; firms],
    }
}

#[test]
fn only_a_code_is_ever_listed() {
    let list = list("2027-01-01");
    let screen = Screen::new(&list, day("2026-11-26"));
    let other = code("91441500MA0000002");
    for (name, written, verdict) in [
        ("示例建设有限公司", &*code(CODE), Verdict::Listed),
        ("别的名称", &*code(CODE), Verdict::Listed),
        ("示例建设有限公司", "", Verdict::Namesake),
        ("示例建设有限公司", &*other, Verdict::Namesake),
        ("示例建设有限公司", "91441500MA00000010", Verdict::Namesake),
        ("", "91441500MA00000010", Verdict::Unasked),
        ("", "", Verdict::Unasked),
        ("", &*other, Verdict::None),
        ("另一家有限公司", "", Verdict::None),
    ] {
        let (is, found) = firm(name, written).judge(&screen);
        assert_eq!(is, verdict, "{name} {written}");
        let has_entries = matches!(is, Verdict::Listed | Verdict::Namesake);
        assert_eq!(!found.is_empty(), has_entries);
    }
}

#[test]
fn what_changed_is_told_until_it_is_noted() {
    let (before, after) = (list("2026-11-26"), list("2027-01-01"));
    let mut standing = standing(1, 1);
    let at = day("2026-11-26").and_hms_opt(9, 0, 0).unwrap();
    let check = |standing: &mut Standing, list: &DebarmentList, on: &str| {
        standing.check(&Screen::new(list, day(on)), on, at);
        let changes = standing.changes().map(|(_, was, is)| (was, is));
        changes.collect::<Vec<_>>()
    };
    assert_eq!(check(&mut standing, &before, "2026-11-26"), []);
    let gone = [(Verdict::Listed, Verdict::None)];
    assert_eq!(check(&mut standing, &before, "2026-11-27"), gone);
    // Another check loses nothing of what was not noted.
    assert_eq!(check(&mut standing, &before, "2026-11-27"), gone);
    assert_eq!(check(&mut standing, &after, "2026-11-27"), []);
    assert_eq!(check(&mut standing, &before, "2026-11-27"), gone);
    standing.note(at);
    assert_eq!(standing.changes().count(), 0);
    let text = serde_json::to_string(&standing).unwrap();
    assert_eq!(serde_json::from_str::<Standing>(&text).unwrap(), standing);
}

#[test]
fn there_is_an_end_to_what_is_kept() {
    let mut all = Suppliers::default();
    for n in 0..LISTS {
        let id = all.next_id();
        assert_eq!(id as usize, n + 1);
        all.put(usize::MAX, standing(id, 1)).unwrap();
    }
    assert_eq!(all.put(0, standing(99, 1)), Err(Refusal::Lists));
    all.lists.truncate(2);
    assert_eq!(all.put(0, standing(99, FIRMS - 1)), Err(Refusal::Firms));
    assert_eq!(all.put(0, standing(99, FIRMS - 2)), Ok(()));
    assert_eq!(all.lists[0].id, 99);
    all.lists.clear();
    assert_eq!(all.next_id(), 100, "what is followed still names it");
}

#[test]
fn what_an_older_app_stored_still_reads() {
    let older: Suppliers = serde_json::from_str("{}").unwrap();
    assert!(older.lists.is_empty());
    let text = r#"{"lists":[{"id":1,"name":"甲","firms":[{"name":"乙"}]}]}"#;
    let read: Suppliers = serde_json::from_str(text).unwrap();
    assert_eq!(read.lists[0].firms[0].firm, firm("乙", ""));
    for verdict in Verdict::ALL {
        assert_eq!(Verdict::from_code(verdict.code()), Some(verdict));
    }
}
