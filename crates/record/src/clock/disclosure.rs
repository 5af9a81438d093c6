//! Who is late: every duty to publish that can be seen in the rows of a record, and how it was
//! met. Counts facts; ranks nobody.

use super::standing::at_most;
use super::{Due, Expectation, Law, Limit, Standing, Unit};
use crate::{Domain, NoticeId, RegionCode, Stage, When};
use chrono::{NaiveDate, NaiveTime};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

/// What duties are told by of a notice. A row of a pack looks up its names only when asked, and
/// most are never asked: that is what makes a hundred thousand of them fast.
pub trait Line<'a>: Copy {
    /// Its id.
    fn id(&self) -> NoticeId;
    /// Where it was read.
    fn source(&self) -> &'a str;
    /// Its domain and stage.
    fn kind(&self) -> (Domain, Option<Stage>);
    /// The most exact region known.
    fn region(&self) -> Option<RegionCode>;
    /// The code of its project; empty if the source gave none.
    fn project(&self) -> &'a str;
    /// Who owed it: buyer, tenderer or seller; may be empty.
    fn body(&self) -> &'a str;
    /// When it was published.
    fn published(&self) -> NaiveDate;
    /// The day on which what it says came about, if the source gave it.
    fn formed(&self) -> Option<NaiveDate>;
}

/// How a duty was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Published in time.
    OnTime,
    /// Published so many days or working days late.
    Late(u32),
    /// The same, if the limit holds here, which no source says.
    LateIf(u32),
    /// Published; the source does not say when it came about, so nothing can be told, or the
    /// days off of that year are not out, or no checked limit times it.
    Untold,
    /// Due, and not seen in the sources of this record.
    Missing(Due),
    /// The same, if the expectation holds here.
    MissingIf(Due),
}

/// A duty to publish, and how it was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty<L> {
    /// The notice that met it; for what is missing the one after which it was due.
    pub line: L,
    /// The stage that was to be public.
    pub stage: Option<Stage>,
    /// How it was met.
    pub outcome: Outcome,
}

/// Counts of duties. Every duty is in exactly one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Published in time.
    pub on_time: u32,
    /// Published late.
    pub late: u32,
    /// Late if the limit holds.
    pub late_if: u32,
    /// Not seen, and overdue; for certain or if the expectation holds.
    pub missing: u32,
    /// Published, and nothing can be told of its time.
    pub untold: u32,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::OnTime => &mut self.on_time,
            Outcome::Late(_) => &mut self.late,
            Outcome::LateIf(_) => &mut self.late_if,
            Outcome::Untold => &mut self.untold,
            Outcome::Missing(_) | Outcome::MissingIf(_) => &mut self.missing,
        } += 1;
    }

    /// Adds another tally.
    pub const fn merge(&mut self, other: &Self) {
        self.on_time += other.on_time;
        self.late += other.late;
        self.late_if += other.late_if;
        self.missing += other.missing;
        self.untold += other.untold;
    }

    /// All that were owed: the denominator.
    pub const fn owed(&self) -> u32 {
        self.published() + self.missing
    }

    /// All that were published.
    pub const fn published(&self) -> u32 {
        self.on_time + self.late + self.late_if + self.untold
    }

    /// All of which it can be told whether they were in time.
    pub const fn told(&self) -> u32 {
        self.on_time + self.late + self.missing
    }
}

/// Counts by domain and stage: the catalogue's matrix.
pub type ByStage = HashMap<(Domain, Option<Stage>), Tally>;

/// Counts by body: the bulletin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByBody(HashMap<String, Tally>);

impl ByBody {
    /// Counts one more.
    pub fn add<'a>(&mut self, duty: &Duty<impl Line<'a>>) {
        let body = duty.line.body();
        // Found by its borrowed name, so that only a new one is copied.
        if let Some(tally) = self.0.get_mut(body) {
            tally.add(duty.outcome);
        } else {
            let mut tally = Tally::default();
            tally.add(duty.outcome);
            self.0.insert(body.to_owned(), tally);
        }
    }

    /// Every body with its counts: most duties first, then by name. What no body is named for
    /// comes last.
    pub fn in_order(self) -> Vec<(String, Tally)> {
        let mut all: Vec<_> = self.0.into_iter().collect();
        all.sort_unstable_by(|(a, one), (b, other)| {
            let key = |name: &str, tally: &Tally| (name.is_empty(), Reverse(tally.owed()));
            key(a, one).cmp(&key(b, other)).then_with(|| a.cmp(b))
        });
        all
    }
}

/// The duties of a span of days: every notice published in it, and everything that fell due in it
/// and is not there. `today` itself is not over, so what is due today is not missing.
///
/// Joins by project code alone. A stage that a source never gives is not missing: it is not in
/// what we read.
pub fn duties<'a, L: Line<'a>>(
    law: &Law,
    lines: impl Iterator<Item = L>,
    span: Range<NaiveDate>,
    today: NaiveDate,
    mut each: impl FnMut(Duty<L>),
) {
    let mut gauge = Gauge::new(law, today);
    let expectations = law.limits.expectations.iter().filter(|e| e.verified);
    let mut awaited: Vec<Awaited<'_, 'a, L>> = expectations.map(Awaited::new).collect();
    for line in lines {
        let (domain, stage) = line.kind();
        for awaited in &mut awaited {
            awaited.see(domain, stage, line);
        }
        if span.contains(&line.published()) {
            each(Duty {
                line,
                stage,
                outcome: gauge.outcome(&line),
            });
        }
    }
    for awaited in awaited {
        awaited.missing(law, &span, today, &mut each);
    }
}

/// What is to follow in each project, and what did.
struct Awaited<'l, 'a, L> {
    expectation: &'l Expectation,
    projects: HashMap<&'a str, Known<L>>,
    /// The sources that give what is expected.
    giving: Vec<&'a str>,
}

/// What is known of a project.
struct Known<L> {
    /// The newest notice from which it counts.
    after: Option<L>,
    /// Whether the expected one is there, or the project was ended.
    settled: bool,
}

impl<'l, 'a, L: Line<'a>> Awaited<'l, 'a, L> {
    fn new(expectation: &'l Expectation) -> Self {
        Self {
            expectation,
            projects: HashMap::new(),
            giving: Vec::new(),
        }
    }

    fn see(&mut self, domain: Domain, stage: Option<Stage>, line: L) {
        let Expectation {
            after, expected, ..
        } = self.expectation;
        let is = |wanted| stage == Some(wanted);
        let (after, expected) = (is(*after), is(*expected));
        let settles = expected || is(Stage::Cancellation);
        if domain != self.expectation.domain || !(after || settles) {
            return;
        }
        if expected && !self.giving.contains(&line.source()) {
            self.giving.push(line.source());
        }
        let project = line.project();
        if project.is_empty() {
            return;
        }
        let known = self.projects.entry(project).or_insert(Known {
            after: None,
            settled: false,
        });
        if settles {
            known.settled = true;
        } else if known
            .after
            .is_none_or(|had| had.published() < line.published())
        {
            known.after = Some(line);
        }
    }

    /// What fell due in the span and is not there.
    fn missing(
        self,
        law: &Law,
        span: &Range<NaiveDate>,
        today: NaiveDate,
        each: &mut impl FnMut(Duty<L>),
    ) {
        for known in self.projects.into_values() {
            let (Some(line), false) = (known.after, known.settled) else {
                continue;
            };
            let due = self.expectation.due(line.published(), law);
            if due.day >= today || !span.contains(&due.day) || !self.giving.contains(&line.source())
            {
                continue;
            }
            let outcome = if self.expectation.only.is_some() || due.expected {
                Outcome::MissingIf(due)
            } else {
                Outcome::Missing(due)
            };
            each(Duty {
                line,
                stage: Some(self.expectation.expected),
                outcome,
            });
        }
    }
}

impl Expectation {
    /// When it is due, counted from a day.
    pub fn due(&self, from: NaiveDate, law: &Law) -> Due {
        let start = Due {
            day: from,
            expected: false,
        };
        self.periods.iter().fold(start, |due, period| {
            let next = match period.unit {
                Unit::Days => law.workdays.after_days(due.day, period.count),
                Unit::Workdays => law.workdays.after(due.day, period.count),
            };
            Due {
                expected: due.expected || next.expected,
                ..next
            }
        })
    }
}

/// Judges rows by the limit of their domain and stage, looked up once for each.
struct Gauge<'l> {
    law: &'l Law,
    today: NaiveDate,
    limits: HashMap<(Domain, Option<Stage>), Option<&'l Limit>>,
}

impl<'l> Gauge<'l> {
    fn new(law: &'l Law, today: NaiveDate) -> Self {
        Self {
            law,
            today,
            limits: HashMap::new(),
        }
    }

    fn outcome<'a>(&mut self, line: &impl Line<'a>) -> Outcome {
        let Some(formed) = line.formed() else {
            return Outcome::Untold;
        };
        let (domain, stage) = line.kind();
        let found = self.limits.entry((domain, stage));
        let Some(limit) = found.or_insert_with(|| self.law.limits.publication(domain, stage))
        else {
            return Outcome::Untold;
        };
        let published = Some(When::Day(line.published()));
        let now = self.today.and_time(NaiveTime::MIN);
        let workdays = &self.law.workdays;
        match at_most(limit, When::Day(formed), published, now, workdays) {
            Standing::Kept => Outcome::OnTime,
            // A row does not say whether a condition holds.
            Standing::Broken(by) if limit.only.is_some() => Outcome::LateIf(by),
            Standing::Broken(by) => Outcome::Late(by),
            _ => Outcome::Untold,
        }
    }
}
