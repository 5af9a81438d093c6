#![allow(clippy::unwrap_used, reason = "a test may end here")]

use super::*;
use crate::follow::Class;
use proptest::prelude::*;

fn search(fragment: &str) -> Handed {
    let target = Target::Search(fragment.into());
    let classes = target.usual();
    Handed {
        name: String::new(),
        target,
        classes,
    }
}

fn named(name: &str, target: Target) -> Handed {
    let classes = target.possible();
    let name = name.into();
    Handed {
        name,
        target,
        classes,
    }
}

fn firm(name: &str, code: &str) -> Firm {
    Firm {
        name: name.into(),
        code: code.into(),
    }
}

/// Subscriptions of every kind, so many of them that they need several frames.
fn many(count: usize) -> Vec<Handed> {
    let one = |n: usize| match n % 6 {
        0 => search(&format!("q=污水{n}&region=441521")),
        1 => named("项目", Target::Project(format!("441500-2026-{n:05}"))),
        2 => named("", Target::Body(format!("示例局{n}"))),
        3 => named(
            "",
            Target::Firm(firm(&format!("示例{n}"), "91441500MA4W0000X3")),
        ),
        4 => named(
            "常查",
            Target::Suppliers {
                list: 0,
                firms: vec![firm(&format!("甲{n}"), ""), firm("乙", "")],
            },
        ),
        _ => named("", Target::Project(format!("…{n}"))),
    };
    (0..count).map(one).collect()
}

fn texts(handed: &[Handed]) -> Vec<String> {
    pack(handed)
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn gather(texts: &[String]) -> Option<Result<Vec<Handed>, HandError>> {
    let mut frames = Frames::default();
    for text in texts {
        match read(text) {
            Ok(Piece::Frames(all)) => all.into_iter().for_each(|f| {
                frames.add(f);
            }),
            Ok(Piece::Whole(_)) => unreachable!("a frame is never whole"),
            Err(why) => return Some(Err(why)),
        }
    }
    frames.whole()
}

#[test]
fn a_file_reads_back_and_is_for_people() {
    let all = many(12);
    let text = to_file(&all);
    assert_eq!(from_file(text.as_bytes()), Ok(all.clone()));
    assert_eq!(read(&format!("\u{feff}{text}")), Ok(Piece::Whole(all)));
    let line = r#"{"name":"","target":{"search":"domain=works"},"classes":["award"]}"#;
    let mut one = search("domain=works");
    one.classes = Classes::one(Class::Award);
    assert_eq!(to_file(&[one]).lines().nth(1), Some(line));
    assert!(to_file(&[named("", Target::Blacklist)]).contains(r#""target":"blacklist""#));
}

#[test]
fn frames_are_short_of_nearly_one_length_and_need_no_escape() {
    for count in [1, 7, 40, 150] {
        let frames = texts(&many(count));
        let longest = frames.iter().map(String::len).max().unwrap();
        assert!(longest <= LONGEST, "{longest}");
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        assert!(frames.iter().all(|f| f.chars().all(plain)));
        assert_eq!(gather(&frames), Some(Ok(many(count))), "{count}");
    }
    assert_eq!(texts(&many(7)).len(), 1);
    assert!(texts(&many(100)).len() > 3);
    assert_eq!(pack(&many(1_000)).map(|frames| frames.len()), Some(37));
    let firms = vec![firm(&"长".repeat(100), ""); 1_000];
    let list = named("", Target::Suppliers { list: 0, firms });
    assert_eq!(pack(&[list]), None);
}

#[test]
fn links_of_several_frames_are_read_at_once() {
    let all = many(60);
    let link = |f: &String| format!("https://x.example/g/follow#sub={f}");
    let links: Vec<String> = texts(&all).iter().map(link).collect();
    assert_eq!(gather(&[links.join("\n")]), Some(Ok(all)));
}

#[test]
fn a_frame_of_another_transfer_begins_anew() {
    let (old, new) = (pack(&many(60)).unwrap(), pack(&many(50)).unwrap());
    let mut frames = Frames::default();
    assert!(!frames.add(old[0].clone()));
    assert!(!frames.add(old[0].clone()), "once more is nothing");
    assert_eq!(frames.count(), (1, old.len()));
    assert!(frames.add(new[1].clone()));
    assert_eq!(frames.count().0, 1);
    assert_eq!(frames.missing()[0], 1);
}

#[test]
fn what_is_not_sound_is_refused_as_a_whole() {
    let file = |line: &str| {
        let text = format!(r#"{{"gongkai":"subscriptions","v":1,"subscriptions":[{line}]}}"#);
        read(&text).unwrap_err()
    };
    let of = |name: &str| format!(r#"{{"name":"{name}","target":"blacklist","classes":[]}}"#);
    assert_eq!(file(""), HandError::Empty);
    assert_eq!(file(&of(&"长".repeat(10_000))), HandError::Odd);
    assert_eq!(file(&of(r"a\u0000b")), HandError::Odd);
    let lines = vec![of(""); 1_001].join(",");
    assert_eq!(file(&lines), HandError::TooMany);
    assert_eq!(
        read(&"x".repeat(BYTES + 1)).unwrap_err(),
        HandError::TooMany
    );
    let control = r#"{"name":"","target":{"search":"q=%00"},"classes":[]}"#;
    assert_eq!(file(control), HandError::Odd);
    let nobody = r#"{"name":"","target":{"firm":{"name":"","code":""}},"classes":[]}"#;
    assert_eq!(file(nobody), HandError::Odd);
    let unknown = r#"{"name":"","target":"everything","classes":[]}"#;
    assert_eq!(file(unknown), HandError::Damaged);
    for (text, why) in [
        ("", HandError::Empty),
        ("hello", HandError::Foreign),
        ("{}", HandError::Foreign),
        (r#"{"gongkai":"letters","v":1}"#, HandError::Foreign),
        (
            r#"{"gongkai":"subscriptions","v":2,"x":[]}"#,
            HandError::Newer,
        ),
        (
            r#"{"gongkai":"subscriptions","v":1,"subscr"#,
            HandError::Damaged,
        ),
        ("GK2.anything", HandError::Newer),
        ("GK0.anything", HandError::Foreign),
        ("GK1", HandError::Damaged),
        ("GK1.00000000.1.1..00000000", HandError::Damaged),
    ] {
        assert_eq!(read(text), Err(why), "{text}");
    }
}

#[test]
fn what_cannot_be_seen_is_taken_out() {
    let hidden = named("甲\u{202e}乙", Target::Body("局\u{200b}".into()));
    let Ok(Piece::Whole(all)) = read(&to_file(&[hidden])) else {
        panic!("it is sound");
    };
    assert_eq!(all, [named("甲乙", Target::Body("局".into()))]);
}

#[test]
fn a_widget_hands_over_a_search() {
    assert_eq!(
        read("search:domain=works&region=441521"),
        Ok(Piece::Whole(vec![search("domain=works&region=441521")]))
    );
    assert_eq!(read("search:"), Ok(Piece::Whole(vec![search("")])));
    assert_eq!(read("search:q=%07"), Err(HandError::Odd));
}

#[test]
fn the_same_target_is_one_subscription() {
    let mut narrow = search("domain=works");
    narrow.classes = Classes::one(Class::Award);
    let mut wide = search("domain=works");
    wide.classes = Classes::one(Class::Contract);
    let judged = judge(vec![narrow.clone(), wide]).unwrap();
    assert_eq!(judged.len(), 1);
    assert!(judged[0].classes.has(Class::Award) && judged[0].classes.has(Class::Contract));
    let own = |target: &Target, classes| Subscription {
        id: 7,
        name: "我的".into(),
        target: target.clone(),
        classes,
        created: Default::default(),
        since: 0,
        muted_until: None,
    };
    let mine = [own(&narrow.target, narrow.classes)];
    assert_eq!(fit(&narrow, &mine), Fit::Same);
    let classes = judged[0].classes;
    assert_eq!(fit(&judged[0], &mine), Fit::Wider { id: 7, classes });
    assert_eq!(fit(&search("domain=land"), &mine), Fit::New);
    let list = |number, firms| Target::Suppliers {
        list: number,
        firms,
    };
    let (a, b) = (firm("甲", ""), firm("乙", ""));
    let mine = [own(&list(3, vec![a.clone(), b.clone()]), Classes::OF_LIST)];
    assert_eq!(
        fit(&named("", list(0, vec![b, a.clone()])), &mine),
        Fit::Same
    );
    assert_eq!(fit(&named("", list(0, vec![a])), &mine), Fit::New);
}

proptest! {
    #[test]
    fn frames_come_in_any_order_and_more_than_once(
        count in 1_usize..120,
        order in prop::collection::vec(any::<prop::sample::Index>(), 0..40),
    ) {
        let all = many(count);
        let frames = texts(&all);
        let mut mixed: Vec<String> = order.iter().map(|at| at.get(&frames).clone()).collect();
        mixed.extend(frames.iter().rev().cloned());
        prop_assert_eq!(gather(&mixed), Some(Ok(all)));
    }

    #[test]
    fn any_text_ends_in_subscriptions_or_a_reason(text in ".{0,300}") {
        let _ = read(&text);
        let _ = read(&format!("GK1.{text}"));
        let _ = read(&format!("search:{text}"));
        let _ = read(&format!(r#"{{"gongkai":"subscriptions","v":1,"subscriptions":[{text}"#));
    }

    #[test]
    fn any_bytes_in_a_sound_frame_end_in_subscriptions_or_a_reason(
        bytes in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let mut frames = Frames::default();
        frames.add(frame::of_bytes(&bytes));
        if let Some(Ok(all)) = frames.whole() {
            prop_assert!(judge(all).is_ok());
        }
    }

    #[test]
    fn a_changed_character_is_noticed(at in any::<prop::sample::Index>(), c in "[A-Za-z0-9._-]") {
        let whole = texts(&many(5)).remove(0);
        let at = at.index(whole.len());
        let mut changed = whole.clone();
        changed.replace_range(at..=at, &c);
        prop_assume!(changed != whole);
        prop_assert!(read(&changed).is_err());
    }

    #[test]
    fn a_cut_text_is_noticed(at in any::<prop::sample::Index>()) {
        let whole = texts(&many(5)).remove(0);
        let cut = &whole[..at.index(whole.len())];
        prop_assert!(read(cut).is_err());
    }
}
