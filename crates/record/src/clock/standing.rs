//! How a notice stands against a limit: rules over what its source gave, and nothing else.

use super::{Bound, Due, Limit, Limits, Moment, Unit, Workdays};
use crate::{Domain, NoticeDetail, Stage, When};
use chrono::{NaiveDateTime, TimeDelta};

/// What is known of a notice's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its domain.
    pub domain: Domain,
    /// Its stage.
    pub stage: Option<Stage>,
    /// When it was published.
    pub published: When,
    /// The end of bidding or of the publicity period.
    pub deadline: Option<When>,
    /// When the publicity period began.
    pub publicity_start: Option<When>,
    /// What time it is, in Beijing.
    pub now: NaiveDateTime,
}

impl Facts {
    /// What a notice says of its time.
    pub const fn of(detail: &NoticeDetail, now: NaiveDateTime) -> Self {
        Self {
            domain: detail.notice.domain,
            stage: detail.notice.stage,
            published: detail.notice.published,
            deadline: detail.notice.deadline,
            publicity_start: detail.publicity_start,
            now,
        }
    }
}

/// How a notice stands against one limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged<'a> {
    /// The limit.
    pub limit: &'a Limit,
    /// When its time began.
    pub from: Option<When>,
    /// When what it waits for happened, or will.
    pub to: Option<When>,
    /// Whether `from` is the day of publication in place of one that the source does not give.
    pub inferred: bool,
    /// How it stands.
    pub standing: Standing,
}

/// How something stands against a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Kept (符合).
    Kept,
    /// Broken by so many days or working days (不足、超过).
    Broken(u32),
    /// Not due yet (未到期).
    NotYet(Due),
    /// The source does not give this moment (说不准).
    Untold(Moment),
    /// The limit's wording is not checked, so nothing is judged by it (参考).
    Reference,
}

impl Limits {
    /// How a notice stands against each limit that is asked about on it, in their order.
    pub fn judge(&self, facts: Facts, workdays: &Workdays) -> Vec<Judged<'_>> {
        let limits = self.of(facts.domain, facts.stage);
        limits.map(|limit| judge(limit, facts, workdays)).collect()
    }
}

fn judge<'a>(limit: &'a Limit, facts: Facts, workdays: &Workdays) -> Judged<'a> {
    let (from, inferred) = begun(limit.from, facts);
    let to = moment(limit.to, facts);
    let standing = match (limit.verified, from, to) {
        (false, ..) => Standing::Reference,
        (true, None, _) => Standing::Untold(limit.from),
        (true, Some(from), to) => {
            let standing = stand(limit, from, to, facts.now, workdays);
            match standing {
                // A guess about when the time began accuses nobody.
                Standing::Broken(_) if inferred => Standing::Untold(limit.from),
                known => known,
            }
        }
    };
    Judged {
        limit,
        from,
        to,
        inferred,
        standing,
    }
}

fn stand(
    limit: &Limit,
    from: When,
    to: Option<When>,
    now: NaiveDateTime,
    workdays: &Workdays,
) -> Standing {
    let (count, unit) = (limit.count, limit.unit);
    match (limit.bound, to) {
        (Bound::AtLeast, None) => Standing::Untold(limit.to),
        (Bound::AtLeast, Some(to)) => {
            let lasted = match unit {
                Unit::Days => days(from, to),
                Unit::Workdays => workdays.between(from.date(), to.date()),
            };
            kept_or(count.saturating_sub(lasted))
        }
        (Bound::AtMost, to) => {
            let due = match unit {
                Unit::Days => workdays.after_days(from.date(), count),
                Unit::Workdays => workdays.after(from.date(), count),
            };
            match to {
                Some(to) => kept_or(match unit {
                    Unit::Days => (to.date() - due.day).num_days().try_into().unwrap_or(0),
                    Unit::Workdays => workdays.between(due.day, to.date()),
                }),
                None if now.date() <= due.day => Standing::NotYet(due),
                None => Standing::Untold(limit.to),
            }
        }
    }
}

const fn kept_or(wanting: u32) -> Standing {
    match wanting {
        0 => Standing::Kept,
        days => Standing::Broken(days),
    }
}

/// Whole natural days from one moment to another. Between two times of day that is so many times
/// 24 hours, as publicities are written (公示期 72 小时); else the first day does not count.
fn days(from: When, to: When) -> u32 {
    let whole = match (from, to) {
        (When::At(from), When::At(to)) => (to - from).num_days(),
        // A day of which no time is known lasts to its end.
        (When::At(from), When::Day(to)) => {
            let end = to.and_hms_opt(0, 0, 0).unwrap_or(from) + TimeDelta::days(1);
            (end - from).num_days()
        }
        (When::Day(from), to) => (to.date() - from).num_days(),
    };
    whole.try_into().unwrap_or(0)
}

/// When a time began, and whether that is inferred from the day of publication.
fn begun(at: Moment, facts: Facts) -> (Option<When>, bool) {
    match (at, moment(at, facts)) {
        (_, Some(when)) => (Some(when), false),
        // Documents are not issued before the notice that offers them, nor does a publicity begin
        // before it is published.
        (Moment::DocumentsIssued | Moment::PublicityStart, None) => (Some(facts.published), true),
        (_, None) => (None, false),
    }
}

/// When something happened, if the source says so.
fn moment(at: Moment, facts: Facts) -> Option<When> {
    let bidding = matches!(facts.stage, Some(Stage::Tender | Stage::Amendment));
    match at {
        Moment::Published => Some(facts.published),
        Moment::BidDeadline if bidding => facts.deadline,
        Moment::PublicityStart => facts.publicity_start,
        Moment::PublicityEnd if facts.stage == Some(Stage::AwardPending) => facts.deadline,
        _ => None,
    }
}
