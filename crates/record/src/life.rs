//! The life of a project (全过程): its stages in order, what was published of each, and what kind
//! of gap the others are. Joined by the project's code alone; a gap says no more than it knows.

use crate::{Domain, Notice, NoticeId, Stage, When};

/// One stage in the life of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The stage.
    pub stage: Stage,
    /// What is known of it.
    pub state: StepState,
}

/// What is known of a stage (rule 5: absence is typed).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Published: its first notice, and when.
    Published(NoticeId, When),
    /// A later stage is public and this one was not seen: not published, or not in our sources.
    Unseen,
    /// Not reached yet.
    Ahead,
    /// The project was ended before it.
    Ended,
}

/// The life of a project of that domain by all its notices.
pub fn life(domain: Domain, notices: &[Notice]) -> Vec<Step> {
    let first = |stage| {
        let of_stage = notices.iter().filter(|n| n.stage == Some(stage));
        of_stage.min_by_key(|n| n.published)
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
    let mut life: Vec<Step> = steps
        .into_iter()
        .enumerate()
        .map(|(at, (stage, notice))| {
            let state = match notice {
                Some(notice) => StepState::Published(notice.id, notice.published),
                None if reached.is_some_and(|reached| at < reached) => StepState::Unseen,
                None if ended => StepState::Ended,
                None => StepState::Ahead,
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
