//! Who is late, by table: duties told by the rows of a record.

#![allow(clippy::unwrap_used, reason = "a test may end here")]

use chrono::{Days, NaiveDate};
use record::clock::{Formation, Law, Limits, Line, Outcome, Tally, Workdays, duties};
use record::{Domain, NoticeId, RegionCode, Stage};

fn law() -> Law {
    Law {
        limits: Limits::from_json(include_bytes!("../data/limits.json")).unwrap(),
        workdays: Workdays::from_json(include_bytes!("../data/holidays.json")).unwrap(),
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A row, as a pack has it.
#[derive(Clone, Copy, Debug)]
struct Row<'a> {
    source: &'a str,
    domain: Domain,
    stage: Stage,
    project: &'a str,
    published: NaiveDate,
    formed: Option<Formation>,
    supplier: bool,
}

impl<'a> Line<'a> for Row<'a> {
    fn id(&self) -> NoticeId {
        NoticeId::from_bits(1)
    }
    fn source(&self) -> &'a str {
        self.source
    }
    fn kind(&self) -> (Domain, Option<Stage>) {
        (self.domain, Some(self.stage))
    }
    fn region(&self) -> Option<RegionCode> {
        None
    }
    fn project(&self) -> &'a str {
        self.project
    }
    fn body(&self) -> &'a str {
        "示例局"
    }
    fn published(&self) -> NaiveDate {
        self.published
    }
    fn names_supplier(&self) -> bool {
        self.supplier
    }
    fn formed(&self) -> Option<Formation> {
        self.formed
    }
}

fn line<'a>(domain: Domain, stage: Stage, published: &str, formed: Option<&str>) -> Row<'a> {
    Row {
        source: "test",
        domain,
        stage,
        project: "P1",
        published: day(published),
        formed: formed.map(|text| Formation {
            day: day(text),
            applies: false,
        }),
        supplier: true,
    }
}

/// Every source was read until this day.
fn read(_: &str) -> Option<NaiveDate> {
    Some(day("2026-11-26"))
}

fn all(lines: &[Row<'_>], from: &str, until: &str) -> Vec<(Option<Stage>, Outcome)> {
    let mut found = Vec::new();
    let span = day(from)..day(until);
    let each = |duty: record::clock::Duty<Row<'_>>| found.push((duty.stage, duty.outcome));
    duties(&law(), lines.iter().copied(), span, read, each);
    found
}

#[test]
fn a_published_notice_is_measured_from_the_day_on_which_it_came_about() {
    use Domain::{Land, Mining, Procurement, StateAssets, Works};
    for (domain, stage, formed, published, expected) in [
        // Two working days: Friday to Tuesday.
        (
            Procurement,
            Stage::Award,
            "2026-11-13",
            "2026-11-17",
            Outcome::OnTime,
        ),
        (
            Procurement,
            Stage::Award,
            "2026-11-13",
            "2026-11-18",
            Outcome::LateIf(1),
        ),
        // Over the week of 1 October; the 10th was a make-up working day.
        (
            Procurement,
            Stage::Award,
            "2026-09-30",
            "2026-10-09",
            Outcome::OnTime,
        ),
        (
            Procurement,
            Stage::Award,
            "2026-09-30",
            "2026-10-10",
            Outcome::LateIf(1),
        ),
        (
            Procurement,
            Stage::Award,
            "2026-09-30",
            "2026-10-11",
            Outcome::LateIf(1),
        ),
        (
            Land,
            Stage::AwardPending,
            "2026-03-02",
            "2026-03-30",
            Outcome::OnTime,
        ),
        (
            Land,
            Stage::Award,
            "2026-03-02",
            "2026-03-31",
            Outcome::LateIf(1),
        ),
        (
            Mining,
            Stage::Award,
            "2026-03-02",
            "2026-05-28",
            Outcome::LateIf(40),
        ),
        // Under a condition that the row does not state nobody is late for certain.
        (
            Works,
            Stage::Planning,
            "2026-11-02",
            "2026-11-20",
            Outcome::LateIf(7),
        ),
        (
            Works,
            Stage::AwardPending,
            "2026-11-02",
            "2026-11-06",
            Outcome::LateIf(1),
        ),
        (
            StateAssets,
            Stage::Award,
            "2026-03-02",
            "2026-03-31",
            Outcome::LateIf(1),
        ),
    ] {
        let line = line(domain, stage, published, Some(formed));
        let found = all(&[line], "2026-01-01", "2026-12-31");
        assert_eq!(found[0], (Some(stage), expected), "{line:?}");
        assert_eq!(found.len(), 1, "{line:?}");
        // Where the source says that the condition holds it is certain.
        let certain = match expected {
            Outcome::LateIf(by) => Outcome::Late(by),
            other => other,
        };
        let applies = line.formed.map(|formed| Formation {
            applies: true,
            ..formed
        });
        let said = Row {
            formed: applies,
            ..line
        };
        assert_eq!(
            all(&[said], "2026-01-01", "2026-12-31")[0].1,
            certain,
            "{said:?}"
        );
    }
    let untold = line(Procurement, Stage::Award, "2026-11-18", None);
    let found = all(&[untold], "2026-11-01", "2026-12-01");
    assert_eq!(found, [(Some(Stage::Award), Outcome::Untold)]);
}

#[test]
fn what_is_due_and_not_seen_is_missing_once_and_only_where_its_source_gives_such() {
    let award = line(Domain::Procurement, Stage::Award, "2026-06-01", None);
    let again = Row {
        published: award.published + Days::new(1),
        ..award
    };
    // Another project's contract: the source does give contracts.
    let other = Row {
        project: "P2",
        ..line(Domain::Procurement, Stage::Contract, "2026-05-01", None)
    };
    let missing = |lines: &[Row<'_>], from: &str, until: &str| {
        let of = all(lines, from, until);
        of.iter()
            .filter(|(_, outcome)| matches!(outcome, Outcome::MissingIf(_)))
            .count()
    };
    assert_eq!(
        missing(&[award, again, other], "2026-07-01", "2026-08-01"),
        1
    );
    // Thirty days from 2 June end on 2 July, and two working days later it must be public.
    let due = all(&[award, again, other], "2026-07-01", "2026-08-01");
    assert!(
        matches!(due[..], [(Some(Stage::Contract), Outcome::MissingIf(due))] if due.day == day("2026-07-06")),
        "{due:?}"
    );
    assert_eq!(missing(&[award, other], "2026-08-01", "2026-09-01"), 0);
    assert_eq!(missing(&[award], "2026-07-01", "2026-08-01"), 0);
    // An award that may have been undone, or that names nobody, awaits nothing.
    for stage in [
        Stage::Contract,
        Stage::Cancellation,
        Stage::Tender,
        Stage::Amendment,
    ] {
        let settled = line(Domain::Procurement, stage, "2026-06-20", None);
        assert_eq!(
            missing(&[award, other, settled], "2026-07-01", "2026-08-01"),
            0
        );
    }
    let nobody = Row {
        supplier: false,
        ..award
    };
    assert_eq!(missing(&[nobody, other], "2026-07-01", "2026-08-01"), 0);
    // A tender before the award undoes nothing; a contract of a lot settles.
    let tender = line(Domain::Procurement, Stage::Tender, "2026-05-04", None);
    let long = |project| Row { project, ..award };
    let lot = |project| Row {
        project,
        ..line(Domain::Procurement, Stage::Contract, "2026-06-20", None)
    };
    assert_eq!(
        missing(&[tender, award, other], "2026-07-01", "2026-08-01"),
        1
    );
    let (whole, part) = ("E4415210001002137", "E4415210001002137001");
    for (award, contract) in [(whole, part), (part, whole)] {
        let lines = [long(award), lot(contract)];
        assert_eq!(missing(&lines, "2026-07-01", "2026-08-01"), 0, "{award}");
    }
    // What fell due after its source was last read in full is not known to be missing.
    let mut found = 0;
    let span = day("2026-07-01")..day("2026-08-01");
    let until = |_: &str| Some(day("2026-07-03"));
    duties(
        &law(),
        [award, other].into_iter(),
        span.clone(),
        until,
        |_| found += 1,
    );
    duties(
        &law(),
        [award, other].into_iter(),
        span,
        |_: &str| None,
        |_| found += 1,
    );
    assert_eq!(found, 0);
    // Not due yet, and due on this very day.
    for published in ["2026-11-20", "2026-10-25"] {
        let award = line(Domain::Procurement, Stage::Award, published, None);
        assert_eq!(missing(&[award, other], "2026-01-01", "2027-12-01"), 0);
    }
}

#[test]
fn a_tally_has_every_duty_once() {
    let award = line(
        Domain::Procurement,
        Stage::Award,
        "2026-06-01",
        Some("2026-05-29"),
    );
    let contract = Row {
        project: "P2",
        ..line(Domain::Procurement, Stage::Contract, "2026-05-04", None)
    };
    let mut tally = Tally::default();
    let span = day("2026-01-01")..day("2026-11-26");
    let lines = [award, contract];
    let mut count = 0;
    duties(&law(), lines.iter().copied(), span, read, |duty| {
        count += 1;
        tally.add(duty.outcome);
    });
    assert_eq!(tally.owed(), count);
    assert_eq!((tally.on_time, tally.untold, tally.missing_if), (1, 1, 1));
}

#[test]
fn what_is_said_again_is_not_late_again() {
    let first = line(
        Domain::Procurement,
        Stage::Award,
        "2026-10-12",
        Some("2026-10-09"),
    );
    let again = Row {
        source: "another",
        published: day("2026-11-05"),
        ..first
    };
    let mut found = all(&[again, first], "2026-10-01", "2026-12-01");
    found.sort_by_key(|(_, outcome)| *outcome == Outcome::Untold);
    let outcomes: Vec<_> = found.into_iter().map(|(_, outcome)| outcome).collect();
    assert_eq!(outcomes, [Outcome::OnTime, Outcome::Untold]);
    // Publicity and result of a sale tell one deal.
    let publicity = line(
        Domain::Land,
        Stage::AwardPending,
        "2026-09-02",
        Some("2026-09-01"),
    );
    let result = line(Domain::Land, Stage::Award, "2026-10-20", Some("2026-09-01"));
    let found = all(&[publicity, result], "2026-10-01", "2026-11-01");
    assert_eq!(found, [(Some(Stage::Award), Outcome::Untold)]);
    // Of a month alone too: what came before it counts.
    let found = all(&[first, again], "2026-11-01", "2026-12-01");
    assert_eq!(found, [(Some(Stage::Award), Outcome::Untold)]);
}
