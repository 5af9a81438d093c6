//! Names made to mislead, against a long list of plainly fictitious firms: no name is ever
//! answered "listed", each firm is found by its code and its exact name, and what has ended or
//! was withdrawn or forgotten is found by nothing.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

use chrono::{DateTime, Days, NaiveDate};
use record::debarment::{
    Answer, CreditCode, Debarment, DebarmentKind, DebarmentList, ListSource, Query, Screen,
};
use record::{SourceId, When};
use std::collections::HashSet;

const FIRMS: usize = 50_000;
const HOSTILE: usize = 10_000;

const PLACES: [&str; 8] = [
    "广东",
    "汕尾市",
    "海丰县",
    "陆丰",
    "陆河县",
    "",
    "示例省",
    "虚构市",
];
const TRADES: [&str; 10] = [
    "建设",
    "建筑工程",
    "水务",
    "园林",
    "医疗器械",
    "信息科技",
    "测绘",
    "物业",
    "环保",
    "贸易",
];
const FORMS: [&str; 4] = ["有限公司", "有限责任公司", "股份有限公司", "集团公司"];
/// Characters of made-up names; no firm is called by two or three of them in a row by accident,
/// since every name says that it is an example.
const SIGNS: [char; 20] = [
    '甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸', '子', '丑', '寅', '卯', '辰', '巳',
    '午', '未', '申', '酉',
];

/// The same numbers each time (splitmix64), so that a failure can be seen again.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end as u64).unwrap()
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 26).unwrap()
}

fn days(n: u64) -> Days {
    Days::new(n)
}

/// A name that is its number's alone.
fn name(n: usize) -> String {
    let base = SIGNS.len();
    let sign = |place: u32| SIGNS[n / base.pow(place) % base];
    let (place, trade) = (PLACES[n % PLACES.len()], TRADES[n % TRADES.len()]);
    let form = FORMS[n / 3 % FORMS.len()];
    format!(
        "{place}示例{}{}{}{}{trade}{form}",
        sign(3),
        sign(2),
        sign(1),
        sign(0)
    )
}

fn code(n: usize) -> CreditCode {
    CreditCode::complete(&format!("91441500MA{n:07}")).unwrap()
}

fn entry(n: usize) -> Debarment {
    Debarment {
        key: n.to_string(),
        name: name(n),
        code: Some(code(n)),
        code_as_sent: String::new(),
        kind: DebarmentKind::ALL[n % DebarmentKind::ALL.len()],
        reason: "虚构的情形".into(),
        result: String::new(),
        basis: String::new(),
        authority: "示例机关".into(),
        decision: String::new(),
        decided: None,
        published: today().checked_sub_days(days(10)),
        until: today().checked_add_days(days(100)),
        withdrawn: None,
        scope: String::new(),
        url: None,
    }
}

fn list(entries: Vec<Debarment>, verified_days_ago: u64) -> DebarmentList {
    let verified = today().checked_sub_days(days(verified_days_ago)).unwrap();
    let verified = DateTime::parse_from_rfc3339(&format!("{verified}T09:00:00+08:00")).unwrap();
    DebarmentList {
        sources: vec![ListSource {
            id: SourceId("demo".into()),
            name: "示例来源".into(),
            url: "https://example.invalid/".into(),
            verified: Some(verified),
            entries,
            tombstones: Vec::new(),
        }],
    }
}

fn by_name(name: &str) -> Query {
    Query::Name(name.to_owned())
}

/// Another writing of a name, or a name that only looks or sounds like it.
fn hostile(name: &str, numbers: &mut Numbers) -> String {
    let wide = |name: &str| -> String {
        let wide = |c: char| match c {
            '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap(),
            ' ' => '\u{3000}',
            _ => c,
        };
        name.chars().map(wide).collect()
    };
    let middle = name.char_indices().nth(name.chars().count() / 2).unwrap().0;
    match numbers.below(14) {
        // Characters that look like others: 己 已 巳, 未 末, 建 健, 土 士, 公 么.
        0 => name.replace('己', "已").replace('未', "末"),
        1 => name.replace('建', "健").replace("公司", "公\u{200b}司"),
        2 => name.replace('有', "\u{2f49}").replace('示', "⽰"),
        3 => wide(&format!("{name} A&B (1)")),
        4 => name.replacen("示例", "（示例）", 1),
        5 => format!("({}){}", numbers.one(&PLACES), name),
        6 => format!("{}{name}", numbers.one(&PLACES)),
        7 => name.replace("有限责任公司", "有限公司"),
        8 => name.replace("有限公司", "有限责任公司"),
        9 => format!("{}{name}{}", &name[..middle], &name[middle..]),
        10 => format!("{} \u{3000} {}", &name[..middle], &name[middle..]),
        11 => format!(
            "{}示例{}{}",
            numbers.one(&PLACES),
            numbers.one(&TRADES),
            numbers.one(&FORMS)
        ),
        12 => name.replace("示", "示\u{301}").replace('司', "司\u{fe00}"),
        _ => name
            .replace('广', "廣")
            .replace('汕', "\u{202e}汕")
            .replace('业', "業"),
    }
}

#[test]
fn no_name_is_listed_and_every_firm_is_found() {
    let list = list((0..FIRMS).map(entry).collect(), 0);
    let screen = Screen::new(&list, today());
    let names: HashSet<&str> = list.entries().map(|(_, e)| &*e.name).collect();
    assert_eq!(names.len(), FIRMS, "the made-up names are all different");

    let (mut by_code, mut by_exact_name) = (0, 0);
    for n in 0..FIRMS {
        let is_this = |found: &record::debarment::Found<'_>| found.1.key == n.to_string();
        if let Answer::Listed(found) = screen.ask(&Query::Code(code(n))) {
            by_code += usize::from(found.len() == 1 && is_this(&found[0]));
        }
        match screen.ask(&by_name(&name(n))) {
            Answer::Namesakes(alike) => {
                // It stands first, since nothing differs.
                let first = alike
                    .first()
                    .is_some_and(|(f, how)| is_this(f) && how.is_empty());
                by_exact_name += usize::from(first);
            }
            other => panic!("{}: {other:?}", name(n)),
        }
    }
    assert_eq!((by_code, by_exact_name), (FIRMS, FIRMS));

    let mut numbers = Numbers(20_261_126);
    let (mut listed, mut alike) = (0, 0);
    for _ in 0..HOSTILE {
        let mut name = name(numbers.below(FIRMS));
        for _ in 0..=numbers.below(2) {
            name = hostile(&name, &mut numbers);
        }
        // What somebody types goes the same way as in the app.
        match screen.ask(&Query::parse(&name).unwrap()) {
            Answer::Listed(_) => listed += 1,
            Answer::Namesakes(_) => alike += 1,
            Answer::NotFound => {}
        }
    }
    assert_eq!(listed, 0, "no namesake is ever listed");
    // The writings that fold are found, the others are not: neither all nor none.
    assert!((HOSTILE / 5..HOSTILE * 9 / 10).contains(&alike), "{alike}");
}

#[test]
fn a_code_of_another_firm_or_a_wrong_one_is_not_listed() {
    let list = list((0..1_000).map(entry).collect(), 0);
    let screen = Screen::new(&list, today());
    for n in 1_000..3_000 {
        assert_eq!(screen.ask(&Query::Code(code(n))), Answer::NotFound);
        // One character copied wrong: never taken for a code, whichever it is.
        let mut wrong = code(n - 1_000).to_string().into_bytes();
        wrong[16] = if wrong[16] == b'0' { b'1' } else { b'0' };
        let query = Query::parse(std::str::from_utf8(&wrong).unwrap()).unwrap();
        assert!(matches!(query, Query::Name(_)), "{query:?}");
        assert_eq!(screen.ask(&query), Answer::NotFound);
    }
}

/// How an entry comes to be one that may not be shown.
type Way = fn(&mut Debarment, Option<NaiveDate>);

#[test]
fn what_may_not_be_shown_is_found_by_nothing() {
    let before = |n: u64| today().checked_sub_days(days(n));
    let ways: [(&str, Way); 4] = [
        ("ended", |e, day| e.until = day),
        ("withdrawn", |e, day| e.withdrawn = day),
        ("ended by the longest the law allows", |e, _| {
            (e.until, e.published) = (None, NaiveDate::from_ymd_opt(2023, 11, 25));
        }),
        ("not begun", |e, _| {
            e.published = today().checked_add_days(days(1))
        }),
    ];
    let silent = |list: &DebarmentList, what: &str| {
        let screen = Screen::new(list, today());
        for n in 0..500 {
            for query in [Query::Code(code(n)), by_name(&name(n))] {
                assert_eq!(screen.ask(&query), Answer::NotFound, "{what}: {query:?}");
            }
        }
    };
    for (what, change) in ways {
        let mut entries: Vec<_> = (0..500).map(entry).collect();
        entries.iter_mut().for_each(|e| change(e, before(1)));
        silent(&list(entries, 0), what);
    }
    let mut forgotten = list((0..500).map(entry).collect(), 31);
    silent(&forgotten, "not verified for too long");
    forgotten.forget(today());
    assert_eq!(forgotten.entries().count(), 0);
    let never = DebarmentList {
        sources: vec![ListSource {
            verified: None,
            ..list((0..500).map(entry).collect(), 0).sources.remove(0)
        }],
    };
    silent(&never, "never verified");
    // A tombstone names nobody.
    let stone = record::debarment::Tombstone {
        key: "1".into(),
        since: When::parse("2026-11-20").unwrap(),
    };
    let text = serde_json::to_string(&stone).unwrap();
    assert!(!text.contains("示例"), "{text}");
}

#[test]
fn of_a_day_gone_by_only_what_tells_since_when_is_said() {
    let mut of_no_day = entry(1);
    of_no_day.published = None;
    let list = list(vec![of_no_day, entry(2)], 0);
    let ten_days_ago = today().checked_sub_days(days(10)).unwrap();
    let listed = |day: NaiveDate, n: usize| {
        let screen = Screen::on_day(&list, day);
        matches!(screen.ask(&Query::Code(code(n))), Answer::Listed(_))
    };
    assert!(!listed(today(), 1) && !listed(ten_days_ago, 1));
    assert!(listed(ten_days_ago, 2));
    assert!(
        !listed(ten_days_ago.pred_opt().unwrap(), 2),
        "the day before it was published"
    );
    // Today it is shown, and found.
    let answer = Screen::new(&list, today()).ask(&Query::Code(code(1)));
    assert!(matches!(answer, Answer::Listed(_)));
}

#[test]
fn the_last_day_still_counts() {
    let mut last = entry(1);
    last.until = Some(today());
    let list = list(vec![last], 30);
    let found = |day| {
        matches!(
            Screen::new(&list, day).ask(&Query::Code(code(1))),
            Answer::Listed(_)
        )
    };
    assert!(found(today()));
    assert!(!found(today().checked_add_days(days(1)).unwrap()));
}
