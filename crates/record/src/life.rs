//! The life of a project (全过程): its stages in order, what was published of each, and what kind
//! of gap the others are. Joined by the project's code alone; a gap says no more than it knows.

use crate::clock::{Due, Expectation, Formation, Law, Line, awaited};
use crate::{Domain, Notice, NoticeId, RegionCode, SourceId, Stage, When};
use chrono::NaiveDate;

/// One stage in the life of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step<'l> {
    /// The stage.
    pub stage: Stage,
    /// What is known of it.
    pub state: StepState<'l>,
}

/// What is known of a stage (rule 5: absence is typed).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState<'l> {
    /// Published: its first notice, and when.
    Published(NoticeId, When),
    /// Public is only that it is not public by law: the notice that says so.
    Withheld(NoticeId, When),
    /// Not due yet: by when it is, and by what.
    Due(Due, &'l Expectation),
    /// It was due by then (if [`Expectation::only`] holds, where that is given), and was not seen
    /// in our sources.
    Overdue(Due, &'l Expectation),
    /// The project's source never gives this stage.
    NotProvided,
    /// A later stage is public and this one was not seen: not published, or not in our sources.
    Unseen,
    /// Not reached yet.
    Ahead,
    /// The project was ended before it.
    Ended,
}

/// What a life is told by, besides the project's notices.
pub struct View<'l, F> {
    /// The law, once it is here.
    pub law: Option<&'l Law>,
    /// Whether a source has ever given a stage of a domain.
    pub gives: F,
    /// The day it is, in Beijing.
    pub today: NaiveDate,
    /// Up to which day the project's sources were read in full; absent if they never were, or not
    /// everything that was read is here.
    pub read_until: Option<NaiveDate>,
}

/// The life of a project of that domain by all its notices.
pub fn life<'l, F>(domain: Domain, notices: &[Notice], view: &View<'l, F>) -> Vec<Step<'l>>
where
    F: Fn(&SourceId, Domain, Stage) -> bool,
{
    let first = |stage| {
        let of_stage = notices.iter().filter(|n| n.stage == Some(stage));
        // A statement that it is withheld stands only where nothing else does.
        of_stage.min_by_key(|n| (n.withheld(), n.published))
    };
    let steps = Stage::ALL.into_iter().filter(|s| *s != Stage::Cancellation);
    let steps = steps.filter_map(|stage| {
        let notice = first(stage);
        (notice.is_some() || expected(domain, stage)).then_some((stage, notice))
    });
    let steps: Vec<_> = steps.collect();
    let reached = steps.iter().rposition(|(_, notice)| notice.is_some());
    // A failed tender that was held again goes on.
    let newest = notices.iter().max_by_key(|n| n.published);
    let ended = newest.is_some_and(|n| n.stage == Some(Stage::Cancellation));
    let given = |stage| {
        let mut sources = notices.iter().map(|n| &n.source);
        notices.is_empty() || sources.any(|source| (view.gives)(source, domain, stage))
    };
    let mut life: Vec<Step<'l>> = steps
        .into_iter()
        .enumerate()
        .map(|(at, (stage, notice))| {
            let state = match notice {
                Some(notice) => of(notice),
                None if !given(stage) => StepState::NotProvided,
                None if reached.is_some_and(|reached| at < reached) => StepState::Unseen,
                None if ended => StepState::Ended,
                None => ahead(
                    domain,
                    stage,
                    notices,
                    view.law,
                    &(view.today, view.read_until),
                ),
            };
            Step { stage, state }
        })
        .collect();
    life.extend(first(Stage::Cancellation).map(|notice| Step {
        stage: Stage::Cancellation,
        state: StepState::Published(notice.id, notice.published),
    }));
    life
}

fn of<'l>(notice: &Notice) -> StepState<'l> {
    if notice.withheld() {
        StepState::Withheld(notice.id, notice.published)
    } else {
        StepState::Published(notice.id, notice.published)
    }
}

/// A stage that is still to come: by when, where the law says so. Overdue only by a checked
/// expectation, once its source was read past that day.
fn ahead<'l>(
    domain: Domain,
    stage: Stage,
    notices: &[Notice],
    law: Option<&'l Law>,
    view: &(NaiveDate, Option<NaiveDate>),
) -> StepState<'l> {
    let Some(law) = law else {
        return StepState::Ahead;
    };
    let (today, read_until) = *view;
    let awaited = awaited(law, notices.iter());
    let mut awaited = awaited.into_iter();
    match awaited.find(|(e, _)| e.domain == domain && e.expected == stage) {
        Some((e, due)) if due.day >= today => StepState::Due(due, e),
        Some((e, due)) => {
            let read = read_until.is_some_and(|until| due.day < until);
            if e.verified && !due.expected && read {
                StepState::Overdue(due, e)
            } else {
                StepState::Unseen
            }
        }
        None => StepState::Ahead,
    }
}

impl<'a> Line<'a> for &'a Notice {
    fn id(&self) -> NoticeId {
        self.id
    }
    fn source(&self) -> &'a str {
        self.source.as_str()
    }
    fn kind(&self) -> (Domain, Option<Stage>) {
        (self.domain, self.stage)
    }
    fn region(&self) -> Option<RegionCode> {
        self.region
    }
    fn project(&self) -> &'a str {
        self.project.as_ref().map_or("", |p| p.as_str())
    }
    fn body(&self) -> &'a str {
        &self.buyer
    }
    fn names_supplier(&self) -> bool {
        !self.suppliers.is_empty()
    }
    fn published(&self) -> NaiveDate {
        self.published.date()
    }
    fn formed(&self) -> Option<Formation> {
        self.formed
    }
}

/// Whether every project of the domain comes through the stage, by the work plan's list of what
/// is to be public (二(三)1–5). The other stages show where there was one.
const fn expected(domain: Domain, stage: Stage) -> bool {
    match domain {
        Domain::Works => matches!(
            stage,
            Stage::Tender
                | Stage::Opening
                | Stage::AwardPending
                | Stage::Award
                | Stage::Contract
                | Stage::Implementation
        ),
        Domain::Procurement => matches!(
            stage,
            Stage::Tender | Stage::Award | Stage::Contract | Stage::Implementation
        ),
        Domain::Land | Domain::Mining => {
            matches!(stage, Stage::Tender | Stage::AwardPending | Stage::Award)
        }
        Domain::StateAssets => matches!(stage, Stage::Tender | Stage::Award),
        Domain::Other => false,
    }
}
