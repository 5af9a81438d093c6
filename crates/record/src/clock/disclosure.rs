//! Who is late: every duty to publish that can be seen in the rows of a record, and how it was
//! met. Counts facts; ranks nobody; and where a reading is left by which nothing is amiss, says so.

use super::course::{Course, Courses};
use super::standing::at_most;
use super::{Due, Formation, Law, Limit, Standing};
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
    /// Whether it names somebody who won, bought or bid.
    fn names_supplier(&self) -> bool;
    /// When it was published.
    fn published(&self) -> NaiveDate;
    /// When what it says came about, if the source gave it.
    fn formed(&self) -> Option<Formation>;
}

/// How a duty was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Published in time.
    OnTime,
    /// Published so many days or working days late.
    Late(u32),
    /// The same, if the limit holds here, which the source does not say.
    LateIf(u32),
    /// Published, and nothing can be told: the source does not say when it came about, it was
    /// published before, the days off of that year are not out, or no checked limit times it.
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
    /// Not seen, and overdue.
    pub missing: u32,
    /// Not seen, and overdue if the expectation holds.
    pub missing_if: u32,
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
            Outcome::Missing(_) => &mut self.missing,
            Outcome::MissingIf(_) => &mut self.missing_if,
        } += 1;
    }

    /// Adds another tally.
    pub const fn merge(&mut self, other: &Self) {
        self.on_time += other.on_time;
        self.late += other.late;
        self.late_if += other.late_if;
        self.missing += other.missing;
        self.missing_if += other.missing_if;
        self.untold += other.untold;
    }

    /// All that were owed: the denominator.
    pub const fn owed(&self) -> u32 {
        self.on_time + self.late + self.late_if + self.untold + self.missing + self.missing_if
    }

    /// All of which it can be told for certain whether they were in time.
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
/// and is not there.
///
/// `read_until` says up to which day a source was read in full; what fell due later, or stands in
/// a source that never was, is not missing but unknown. Joins by project code alone. A stage that
/// a source does not give is not missing: it is not in what we read. Of several notices of one
/// project and stage only the first is measured: the others say it again.
pub fn duties<'a, L: Line<'a>>(
    law: &Law,
    lines: impl Iterator<Item = L>,
    span: Range<NaiveDate>,
    read_until: impl Fn(&str) -> Option<NaiveDate>,
    mut each: impl FnMut(Duty<L>),
) {
    let mut gauge = Gauge::new(law);
    let mut courses: Courses<'_, 'a, L> = Courses::new(&law.limits);
    let mut timed = Vec::new();
    for line in lines {
        courses.see(line);
        if !span.contains(&line.published()) {
            continue;
        }
        if line.formed().is_some() {
            timed.push(line);
            continue;
        }
        let (_, stage) = line.kind();
        let outcome = Outcome::Untold;
        each(Duty {
            line,
            stage,
            outcome,
        });
    }
    for line in timed {
        let (_, stage) = line.kind();
        let outcome = if courses.is_first(line) {
            gauge.outcome(&line)
        } else {
            Outcome::Untold
        };
        each(Duty {
            line,
            stage,
            outcome,
        });
    }
    courses.missing(law, read_until, |expectation, line, due| {
        if !span.contains(&due.day) {
            return;
        }
        let outcome = if expectation.only.is_some() || due.expected {
            Outcome::MissingIf(due)
        } else {
            Outcome::Missing(due)
        };
        each(Duty {
            line,
            stage: Some(expectation.expected),
            outcome,
        });
    });
}

/// Judges rows by the limit of their domain and stage, looked up once for each.
struct Gauge<'l> {
    law: &'l Law,
    limits: HashMap<(Domain, Option<Stage>), Option<&'l Limit>>,
}

impl<'l> Gauge<'l> {
    fn new(law: &'l Law) -> Self {
        Self {
            law,
            limits: HashMap::new(),
        }
    }

    fn outcome<'a>(&mut self, line: &impl Line<'a>) -> Outcome {
        let Some(Formation { day, applies }) = line.formed() else {
            return Outcome::Untold;
        };
        let (domain, stage) = line.kind();
        let found = self.limits.entry((domain, stage));
        let Some(limit) = found.or_insert_with(|| self.law.limits.publication(domain, stage))
        else {
            return Outcome::Untold;
        };
        let published = Some(When::Day(line.published()));
        // Both ends are given, so that it does not matter what time it is.
        let now = line.published().and_time(NaiveTime::MIN);
        match at_most(limit, When::Day(day), published, now, &self.law.workdays) {
            Standing::Kept => Outcome::OnTime,
            Standing::Broken(by) if limit.only.is_none() || applies => Outcome::Late(by),
            Standing::Broken(by) => Outcome::LateIf(by),
            _ => Outcome::Untold,
        }
    }
}

/// The course of one project by its notices, for those who have only these: what is awaited after
/// each expectation, with its day.
pub(crate) fn awaited<'l, 'a, L: Line<'a>>(
    law: &'l Law,
    lines: impl Iterator<Item = L>,
) -> Vec<(&'l super::Expectation, Due)> {
    let mut course = Course::default();
    lines.for_each(|line| course.see(line));
    let expectations = law.limits.expectations.iter();
    let due = expectations.filter_map(|e| Some((e, e.due(course.awaits(e)?.published(), law))));
    due.collect()
}
