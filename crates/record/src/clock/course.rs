//! The course of projects, as far as rows tell it: which notice of a stage came first, and what is
//! still awaited after which. Whatever may have undone an award, or begun anew, awaits nothing.

use super::{Due, Expectation, Law, Limits, Line, Unit};
use crate::{Domain, NoticeId, Stage};
use chrono::{Days, NaiveDate};
use rustc_hash::{FxHashMap, FxHashSet};

/// Days after the newest one within which a source that gave a stage is taken to give it still.
const GIVES: u64 = 365;
/// Characters by which the code of a lot is longer than its project's (标段编号: 23 and 20).
const LOT: usize = 3;

/// The stages that a limit times, and of which the first notice alone is measured.
const TIMED: [Stage; 4] = [
    Stage::Planning,
    Stage::AwardPending,
    Stage::Award,
    Stage::Contract,
];
/// The stages after which something may be awaited.
pub(super) const AWAITING: [Stage; 3] = [Stage::AwardPending, Stage::Award, Stage::Contract];
const STAGES: usize = Stage::ALL.len();

/// What is known of one project. Small, since a record has hundreds of thousands.
#[derive(Debug)]
pub(super) struct Course<L> {
    /// The newest day of each stage, by its number.
    newest: [Option<NaiveDate>; STAGES],
    /// The first notice of each of [`TIMED`].
    first: [Option<(NaiveDate, NoticeId)>; TIMED.len()],
    /// The newest notice of each of [`AWAITING`].
    after: [Option<L>; AWAITING.len()],
}

impl<L: Copy> Default for Course<L> {
    fn default() -> Self {
        Self {
            newest: [None; STAGES],
            first: [None; TIMED.len()],
            after: [None; AWAITING.len()],
        }
    }
}

impl<'a, L: Line<'a>> Course<L> {
    /// Takes a notice in.
    pub(super) fn see(&mut self, line: L) {
        let Some(stage) = line.kind().1 else {
            return;
        };
        let (day, id) = (line.published(), line.id());
        let newest = &mut self.newest[stage as usize];
        *newest = (*newest).max(Some(day));
        if let Some(at) = TIMED.iter().position(|s| *s == stage) {
            let first = &mut self.first[at];
            *first = Some(first.map_or((day, id), |had| had.min((day, id))));
        }
        if let Some(at) = AWAITING.iter().position(|s| *s == stage) {
            let after = &mut self.after[at];
            if after.is_none_or(|had| (had.published(), had.id()) < (day, id)) {
                *after = Some(line);
            }
        }
    }

    /// The notice after which something is awaited: its newest, if it names somebody and nothing
    /// later may have undone it, and what is awaited has not come.
    pub(super) fn awaits(&self, expectation: &Expectation) -> Option<L> {
        let at = AWAITING.iter().position(|s| *s == expectation.after)?;
        let after = self.after[at]?;
        let undone = [
            Stage::Cancellation,
            Stage::Tender,
            Stage::Amendment,
            Stage::AwardPending,
        ];
        let mut undone = undone.into_iter().filter(|s| *s != expectation.after);
        let undone =
            undone.any(|stage| self.newest[stage as usize].is_some_and(|d| d >= after.published()));
        let come = self.newest[expectation.expected as usize].is_some();
        (!come && !undone && after.names_supplier()).then_some(after)
    }

    /// The first of these stages.
    fn first(&self, stages: &[Stage]) -> Option<(NaiveDate, NoticeId)> {
        let of = |stage: &Stage| {
            let at = TIMED.iter().position(|s| s == stage)?;
            self.first[at]
        };
        stages.iter().filter_map(of).min()
    }
}

/// The courses of all projects whose notices a limit or an expectation asks about.
pub(super) struct Courses<'l, 'a, L> {
    expectations: Vec<&'l Expectation>,
    /// The place of each project among the courses.
    places: FxHashMap<(Domain, &'a str), u32>,
    courses: Vec<(Domain, &'a str, Course<L>)>,
    /// The first and the newest day of each expected stage of a source.
    given: FxHashMap<(&'a str, Domain, Stage), (NaiveDate, NaiveDate)>,
}

impl<'l, 'a, L: Line<'a>> Courses<'l, 'a, L> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        let expectations = limits.expectations.iter().filter(|e| e.verified);
        Self {
            expectations: expectations.collect(),
            places: FxHashMap::default(),
            courses: Vec::new(),
            given: FxHashMap::default(),
        }
    }

    /// Takes a notice in.
    pub(super) fn see(&mut self, line: L) {
        let (domain, Some(stage)) = line.kind() else {
            return;
        };
        let expected = |e: &&Expectation| e.domain == domain && e.expected == stage;
        if self.expectations.iter().any(expected) {
            let day = line.published();
            let given = self.given.entry((line.source(), domain, stage));
            let (first, newest) = given.or_insert((day, day));
            *first = day.min(*first);
            *newest = day.max(*newest);
        }
        let project = line.project();
        // Openings, qualifications and the like neither time anything nor undo it.
        let silent = matches!(
            stage,
            Stage::Opening | Stage::Qualification | Stage::Evaluation | Stage::Implementation
        );
        if !project.is_empty() && !silent {
            let next = self.courses.len() as u32;
            let place = *self.places.entry((domain, project)).or_insert(next);
            if place == next {
                self.courses.push((domain, project, Course::default()));
            }
            self.courses[place as usize].2.see(line);
        }
    }

    /// Whether a notice is the first that says it: of its project and stage; of a sale the first
    /// of publicity and result, which tell the same deal. One without a project stands alone.
    pub(super) fn is_first(&self, line: L) -> bool {
        let (domain, Some(stage)) = line.kind() else {
            return true;
        };
        let Some(place) = self.places.get(&(domain, line.project())) else {
            return true;
        };
        let course = &self.courses[*place as usize].2;
        let deal = [Stage::AwardPending, Stage::Award];
        let alike: &[Stage] = if domain.is_sale() && deal.contains(&stage) {
            &deal
        } else {
            &[stage]
        };
        let first = course.first(alike);
        first.is_none_or(|first| first >= (line.published(), line.id()))
    }

    /// Everything that is awaited and was due by the day up to which its source was read.
    pub(super) fn missing(
        self,
        law: &Law,
        read_until: impl Fn(&str) -> Option<NaiveDate>,
        mut each: impl FnMut(&Expectation, L, Due),
    ) {
        for expectation in &self.expectations {
            let of_domain =
                |(domain, ..): &&(Domain, &str, Course<L>)| *domain == expectation.domain;
            let courses = || self.courses.iter().filter(of_domain);
            // A lot's code is longer than its project's, and some sources give only the one.
            let come =
                courses().filter(|(.., c)| c.newest[expectation.expected as usize].is_some());
            let come: FxHashSet<&str> = come.map(|(_, project, _)| *project).collect();
            let wholes: FxHashSet<&str> = come.iter().filter_map(|code| whole(code)).collect();
            for (_, project, course) in courses() {
                let Some(line) = course.awaits(expectation) else {
                    continue;
                };
                let due = expectation.due(line.published(), law);
                let read = read_until(line.source()).is_some_and(|until| due.day < until);
                let lots = wholes.contains(project);
                let lot = whole(project).is_some_and(|whole| come.contains(whole));
                if read && !lots && !lot && self.gives(expectation, line, due.day) {
                    each(expectation, line, due);
                }
            }
        }
    }

    /// Whether the line's source gave the expected stage about that day.
    fn gives(&self, expectation: &Expectation, line: L, day: NaiveDate) -> bool {
        let key = (line.source(), expectation.domain, expectation.expected);
        self.given.get(&key).is_some_and(|(first, newest)| {
            let until = newest.checked_add_days(Days::new(GIVES));
            *first <= day && until.is_none_or(|until| day <= until)
        })
    }
}

/// The code of the project that a lot's code belongs to, if it is one.
fn whole(code: &str) -> Option<&str> {
    let end = code.len().checked_sub(LOT).filter(|end| *end > LOT)?;
    code.get(..end)
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
