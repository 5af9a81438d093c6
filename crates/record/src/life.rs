//! The life of a project (全过程): its stages in order, what was published of each, and what kind
//! of gap the others are. Joined by the project's code alone; a gap says no more than it knows.

use crate::clock::{Due, Expectation, Law};
use crate::{Domain, Notice, NoticeId, SourceId, Stage, When};
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
    /// It was due by then, and was not seen in our sources.
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
                None => ahead(domain, stage, notices, view.law, view.today),
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

/// A stage that is still to come: by when, where the law says so. Overdue only by a checked limit
/// that holds for certain.
fn ahead<'l>(
    domain: Domain,
    stage: Stage,
    notices: &[Notice],
    law: Option<&'l Law>,
    today: NaiveDate,
) -> StepState<'l> {
    let Some(law) = law else {
        return StepState::Ahead;
    };
    let mut expectations = law.limits.expectations.iter();
    let expectation = expectations.find(|e| e.domain == domain && e.expected == stage);
    let due = expectation.and_then(|e| {
        let after = notices.iter().filter(|n| n.stage == Some(e.after));
        let from = after.map(|n| n.published.date()).max()?;
        Some((e, e.due(from, law)))
    });
    match due {
        Some((e, due)) if due.day >= today => StepState::Due(due, e),
        Some((e, due)) if e.verified && e.only.is_none() && !due.expected => {
            StepState::Overdue(due, e)
        }
        Some(_) => StepState::Unseen,
        None => StepState::Ahead,
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
