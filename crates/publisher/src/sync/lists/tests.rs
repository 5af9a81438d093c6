//! What withdraws an entry, and above all what does not.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

use super::*;
use crate::sync::net::{Ask, Reply};
use chrono::NaiveDate;
use record::SourceId;
use record::site::SourceState;
use record::upstream::jsonl::decode_list_line;
use std::cell::Cell;

/// No network: the lists here answer by themselves.
struct Nowhere;

impl Net for Nowhere {
    fn base(&self) -> &str {
        ""
    }

    fn ask(&mut self, _ask: &Ask<'_>) -> Result<Reply, String> {
        Err("nobody asks here".to_owned())
    }
}

/// A list of so many rows a page, as its source shows it at some moment.
#[derive(Clone, Default)]
struct Shown {
    lines: Vec<String>,
    /// The page at which it stops, and how.
    stop: Option<(u64, Stop)>,
    /// Whether it says how many rows there are.
    total: Option<u64>,
    /// For so many answers, each page but the first lacks its first row.
    moves: Cell<u32>,
    /// What it says of the number of pages.
    pages: Option<u64>,
    /// A page of which only so many rows are shown.
    thin: Option<(u64, usize)>,
}

const SIZE: usize = 10;

impl List for Shown {
    fn page(&self, _net: &mut dyn Net, number: u64) -> Result<ListPage, Stop> {
        if let Some((at, stop)) = &self.stop
            && number == *at
        {
            return Err(stop.clone());
        }
        let mut page = ListPage {
            pages: self.pages,
            total: self.total,
            ..ListPage::default()
        };
        let moves = self.moves.get();
        self.moves.set(moves.saturating_sub(1));
        let from = (number as usize - 1) * SIZE + usize::from(moves > 0 && number > 1);
        let thin = self.thin.filter(|(at, _)| *at == number);
        let rows = thin.map_or(SIZE, |(_, rows)| rows);
        for line in self.lines.iter().skip(from).take(rows) {
            match decode_list_line(line) {
                Ok(row) => page.rows.push(row),
                Err(rejected) => page.rejected.push(rejected),
            }
        }
        Ok(page)
    }
}

fn line(n: u32) -> String {
    format!(
        r#"{{"set":302,"key":"k{n}","name":"示例第{n}建设有限公司","published":"2026-01-05","until":"2028-01-05"}}"#
    )
}

fn shown(numbers: impl IntoIterator<Item = u32>) -> Shown {
    Shown {
        lines: numbers.into_iter().map(line).collect(),
        ..Shown::default()
    }
}

struct Case(Store);

impl Case {
    /// A source that has shown 25 entries.
    fn new() -> Self {
        let mut case = Self(Store::in_memory());
        let report = case.run(&shown(1..26), 0);
        assert_eq!((report.outcome, report.counts.new), (Outcome::Complete, 25));
        case
    }

    fn run(&mut self, list: &Shown, days: i64) -> Report {
        self.run_with(list, days, false).unwrap()
    }

    fn run_with(&mut self, list: &Shown, days: i64, full: bool) -> Result<Report, String> {
        let source = SourceMeta {
            id: SourceId("platform".into()),
            name: "黑名单".into(),
            url: String::new(),
        };
        let now = at(days);
        let options = Options {
            scope: String::new(),
            full,
            waits: true,
        };
        run(&mut self.0, &source, list, &mut Nowhere, &options, &|| now).unwrap()
    }

    /// The keys that hold on a day of the runs.
    fn held(&self, days: i64) -> usize {
        let today = at(days).date_naive();
        let all = self.0.debarments(&SourceId("platform".into())).unwrap();
        let held = all
            .iter()
            .filter(|k| k.entry.status(today) == Status::Listed);
        held.count()
    }

    fn verified(&self) -> NaiveDate {
        self.0.listings().unwrap()[0].verified.unwrap().date_naive()
    }
}

fn at(days: i64) -> DateTime<FixedOffset> {
    let first = DateTime::parse_from_rfc3339("2026-11-20T09:00:00+08:00").unwrap();
    first + chrono::TimeDelta::days(days)
}

#[test]
fn what_a_complete_answer_does_not_hold_is_withdrawn_that_day() {
    let mut case = Case::new();
    let sequence = case.0.sequence().unwrap();
    let report = case.run(&shown((1..26).filter(|n| *n != 7)), 2);
    assert_eq!(report.outcome, Outcome::Complete);
    assert_eq!(case.held(2), 24);
    assert!(report.to_string().contains("1 withdrawn"), "{report}");
    assert!(case.0.sequence().unwrap() > sequence);
    assert_eq!(case.verified(), at(2).date_naive());
    let all = case.0.debarments(&SourceId("platform".into())).unwrap();
    let gone = all.iter().find(|k| k.entry.key == "k7").unwrap();
    assert_eq!(gone.entry.withdrawn, Some(at(2).date_naive()));
    // It is listed again.
    case.run(&shown(1..26), 3);
    assert_eq!(case.held(3), 25);
}

#[test]
fn a_failed_broken_or_doubtful_answer_withdraws_nothing_and_verifies_nothing() {
    let less = || shown((1..26).filter(|n| *n != 7));
    let stopped = |at, stop| Shown {
        stop: Some((at, stop)),
        ..less()
    };
    let odd = "{\"set\":302".to_owned();
    let mut unreadable = less();
    unreadable.lines[3] = odd;
    for (what, list) in [
        ("refused", stopped(1, Stop::Refused("no".into()))),
        ("captcha later", stopped(2, Stop::Captcha)),
        ("unreachable", stopped(3, Stop::Unreachable("cut".into()))),
        ("too frequent", stopped(2, Stop::TooFrequent(60))),
        ("odd", stopped(2, Stop::Unexpected("html".into()))),
        ("a row that cannot be told", unreadable),
        (
            "a count that disagrees",
            Shown {
                total: Some(25),
                ..less()
            },
        ),
        (
            "pages that are missing",
            Shown {
                pages: Some(4),
                ..less()
            },
        ),
        ("nothing", shown([])),
        ("far fewer", shown(1..11)),
    ] {
        let mut case = Case::new();
        let report = case.run(&list, 1);
        assert_ne!(report.outcome, Outcome::Complete, "{what}");
        assert_ne!(report.exit_code(), 0, "{what}");
        assert_eq!(case.held(1), 25, "{what}");
        assert_eq!(case.verified(), at(0).date_naive(), "{what}");
        assert_ne!(report.outcome.state(), Some(SourceState::Ok), "{what}");
    }
}

#[test]
fn what_slipped_from_page_to_page_is_not_taken_for_gone() {
    let mut case = Case::new();
    let list = Shown {
        moves: Cell::new(4),
        ..shown((1..26).filter(|n| *n != 7))
    };
    assert_eq!(case.run(&list, 1).outcome, Outcome::Complete);
    assert_eq!(case.held(1), 24);
}

#[test]
fn rows_missing_from_the_middle_are_not_taken_for_gone() {
    // Three pages, counted or not; of the last page nothing but its rows could tell.
    for pages in [None, Some(3)] {
        for thin in [(1, 6), (2, 6), (2, 0)] {
            let mut case = Case::new();
            let mut list = Shown {
                pages,
                ..shown(1..26)
            };
            assert_eq!(case.run(&list, 1).outcome, Outcome::Complete);
            list.thin = Some(thin);
            let report = case.run(&list, 2);
            assert_ne!(report.outcome, Outcome::Complete, "{pages:?} {thin:?}");
            assert_eq!(case.held(2), 25, "{pages:?} {thin:?}");
        }
    }
    // Two pages, whose first alone could tell, by what it was before.
    let mut case = Case(Store::in_memory());
    let mut list = shown(1..16);
    list.pages = Some(2);
    case.run(&list, 0);
    list.thin = Some((1, 6));
    assert_ne!(case.run(&list, 1).outcome, Outcome::Complete);
    assert_eq!(case.held(1), 15);
    // Until the operator says that it is right.
    let report = case.run_with(&list, 2, true).unwrap();
    assert_eq!((report.outcome, case.held(2)), (Outcome::Complete, 11));
    assert_eq!(case.run(&list, 3).outcome, Outcome::Complete);
}

#[test]
fn a_row_that_cannot_be_read_keeps_its_entry() {
    let mut case = Case::new();
    let mut list = shown(1..26);
    list.lines[6] = list.lines[6].replace("2028-01-05", "soon");
    let report = case.run(&list, 1);
    assert_eq!(report.outcome, Outcome::Complete);
    assert_eq!((report.counts.rejected.len(), case.held(1)), (1, 25));
}

#[test]
fn a_great_loss_is_believed_where_the_source_counts_or_the_operator_says_so() {
    let mut case = Case::new();
    let list = Shown {
        total: Some(9),
        ..shown(1..10)
    };
    assert_eq!(case.run(&list, 1).outcome, Outcome::Complete);
    assert_eq!(case.held(1), 9);
    let mut case = Case::new();
    let report = case.run_with(&shown(1..10), 1, true).unwrap();
    assert_eq!(report.outcome, Outcome::Complete);
    assert_eq!(case.held(1), 9);
}

#[test]
fn set_303_withdraws_by_key_whatever_becomes_of_the_rest() {
    let mut case = Case::new();
    let mut list = shown(1..26);
    list.lines.insert(
        0,
        r#"{"set":303,"key":"k3","withdrawn":"2026-11-19"}"#.into(),
    );
    list.lines.insert(0, r#"{"set":303,"key":"k4"}"#.into());
    list.stop = Some((3, Stop::Captcha));
    case.run(&list, 1);
    assert_eq!(case.held(1), 23);
    // The same again is no news.
    list.stop = None;
    case.run(&list, 1);
    let sequence = case.0.sequence().unwrap();
    let report = case.run(&list, 1);
    assert_eq!((report.counts.changed, case.held(1)), (0, 23));
    assert_eq!(case.0.sequence().unwrap(), sequence + 1, "only the check");
}

#[test]
fn persons_are_counted_and_nowhere_kept() {
    let mut case = Case(Store::in_memory());
    let mut list = shown(1..3);
    list.lines
        .push(line(3).replace("示例第3建设有限公司", "示例人"));
    let report = case.run(&list, 0);
    assert!(report.to_string().contains("1 natural persons"), "{report}");
    assert!(!report.to_string().contains("示例人"));
    assert_eq!(case.held(0), 2);
}

#[test]
fn the_wait_that_was_asked_for_binds_the_next_run() {
    let mut case = Case::new();
    let stop = Some((1, Stop::TooFrequent(86_400)));
    case.run(
        &Shown {
            stop,
            ..shown(1..26)
        },
        1,
    );
    let report = case.run(&shown(1..26), 1);
    assert!(matches!(report.outcome, Outcome::Cooling(_)));
    assert_eq!(case.run(&shown(1..26), 3).outcome, Outcome::Complete);
}
