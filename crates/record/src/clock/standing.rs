//! How a notice stands against a limit: rules over what its source gave, and nothing else.
//!
//! Broken is said only where every reading of the law and of the data agrees.

use super::{Bound, Due, Limit, Limits, Moment, Unit, Workdays};
use crate::upstream::moment as read;
use crate::{Domain, Notice, NoticeDetail, Stage, When};
use chrono::{NaiveDateTime, NaiveTime, TimeDelta, Timelike};

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
    /// When documents were first given out (`DOC_GET_START_TIME`).
    pub documents_issued: Option<When>,
    /// When documents were last given out (`DOC_GET_END_TIME`).
    pub documents_closed: Option<When>,
    /// When the contract was signed (`SIGNING_TIME`, `CONTRACT_SIGN_TIME`).
    pub signed: Option<When>,
    /// Whether its times may have been changed since ([`amended`]).
    pub amended: bool,
    /// What time it is, in Beijing.
    pub now: NaiveDateTime,
}

/// Whether a later notice of the same project may have changed what this one says: an amendment,
/// or the same stage again.
pub fn amended(notice: &Notice, project: &[Notice]) -> bool {
    project.iter().any(|other| {
        let again = other.stage == Some(Stage::Amendment) || other.stage == notice.stage;
        other.id != notice.id && again && other.published > notice.published
    })
}

impl Facts {
    /// What a notice says of its time, given the notices of its project.
    pub fn of(detail: &NoticeDetail, project: &[Notice], now: NaiveDateTime) -> Self {
        Self {
            domain: detail.notice.domain,
            stage: detail.notice.stage,
            published: detail.notice.published,
            deadline: detail.notice.deadline,
            publicity_start: detail.publicity_start,
            documents_issued: field(detail, &["DOC_GET_START_TIME"]),
            documents_closed: field(detail, &["DOC_GET_END_TIME"]),
            signed: field(detail, &["SIGNING_TIME", "CONTRACT_SIGN_TIME"]),
            amended: amended(&detail.notice, project),
            now,
        }
    }

    /// When something happened, if the source says so.
    fn moment(&self, at: Moment) -> Option<When> {
        let bidding = matches!(self.stage, Some(Stage::Tender | Stage::Amendment));
        match at {
            Moment::Published => Some(self.published),
            Moment::DocumentsIssued => self.documents_issued,
            Moment::DocumentsClosed => self.documents_closed,
            Moment::BidDeadline if bidding => self.deadline,
            Moment::PublicityStart => self.publicity_start,
            Moment::PublicityEnd if self.stage == Some(Stage::AwardPending) => self.deadline,
            Moment::Signed => self.signed,
            _ => None,
        }
    }
}

/// The time that a notice gives under a name of the data standard; lots that differ give none.
fn field(detail: &NoticeDetail, codes: &[&str]) -> Option<When> {
    let fields = detail.fields.iter();
    let mut given = fields.filter(|f| codes.contains(&f.code.as_str()) && !f.value.is_empty());
    let first = read(&given.next()?.value)?;
    given
        .all(|f| read(&f.value) == Some(first))
        .then_some(first)
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
    /// How it stands.
    pub standing: Standing,
}

/// How something stands against a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Kept, by the strictest way of counting.
    Kept,
    /// Broken by so many days or working days, by the most lenient way of counting.
    Broken(u32),
    /// Broken by so many if the limit holds here, which the source does not say
    /// ([`Limit::only`]).
    BrokenIf(u32),
    /// Kept if the first day counts, and else not.
    FirstDay,
    /// It rests on a year whose days off are not published.
    CalendarOpen,
    /// A later notice of the project may have changed the times that it rests on.
    Amended,
    /// Not due yet.
    NotYet(Due),
    /// This moment was not read in the notice, or contradicts the other.
    Untold(Moment),
    /// The limit's wording is not checked, so nothing is judged by it.
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
    let (from, to) = (facts.moment(limit.from), facts.moment(limit.to));
    let standing = match (from, to) {
        _ if !limit.verified => Standing::Reference,
        _ if facts.amended && [limit.from, limit.to].iter().any(|m| m.may_move()) => {
            Standing::Amended
        }
        (None, _) => Standing::Untold(limit.from),
        (Some(from), Some(to)) if to.date() < from.date() => Standing::Untold(limit.to),
        (Some(from), to) => match limit.bound {
            Bound::AtLeast => at_least(limit, from, to, workdays),
            Bound::AtMost => at_most(limit, from, to, facts.now, workdays),
        },
    };
    let standing = match standing {
        Standing::Broken(by) if limit.only.is_some() => Standing::BrokenIf(by),
        other => other,
    };
    Judged {
        limit,
        from,
        to,
        standing,
    }
}

fn at_least(limit: &Limit, from: When, to: Option<When>, workdays: &Workdays) -> Standing {
    let Some(to) = to else {
        return Standing::Untold(limit.to);
    };
    // The law does not count the first day (民法典 §201); many a notice does.
    let (strict, lenient) = match limit.unit {
        Unit::Days => (days(from, to), days(from, to) + 1),
        Unit::Workdays => {
            let strict = workdays.between(from.date(), to.date());
            let first = workdays.is_workday(from.date());
            (strict, strict + u32::from(first))
        }
    };
    if limit.unit == Unit::Workdays && !workdays.knows(from.date(), to.date()) {
        Standing::CalendarOpen
    } else if strict >= limit.count {
        Standing::Kept
    } else if lenient >= limit.count {
        Standing::FirstDay
    } else {
        Standing::Broken(limit.count - lenient)
    }
}

fn at_most(
    limit: &Limit,
    from: When,
    to: Option<When>,
    now: NaiveDateTime,
    workdays: &Workdays,
) -> Standing {
    let due = match limit.unit {
        Unit::Days => workdays.after_days(from.date(), limit.count),
        Unit::Workdays => workdays.after(from.date(), limit.count),
    };
    let Some(to) = to else {
        return if now.date() <= due.day {
            Standing::NotYet(due)
        } else {
            Standing::Untold(limit.to)
        };
    };
    // Whatever the calendar will be, a day is at most one working day.
    if (to.date() - from.date()).num_days() <= i64::from(limit.count) {
        return Standing::Kept;
    }
    if due.expected {
        return Standing::CalendarOpen;
    }
    if to.date() <= due.day {
        return Standing::Kept;
    }
    Standing::Broken(match limit.unit {
        Unit::Days => (to.date() - due.day).num_days().try_into().unwrap_or(0),
        Unit::Workdays => workdays.between(due.day, to.date()).max(1),
    })
}

/// Natural days from one moment to another, the first not counted; or the whole days between two
/// times, where that is more (a publicity of three listed days, from 0:00 to 23:59).
fn days(from: When, to: When) -> u32 {
    let dates = (to.date() - from.date()).num_days();
    let whole = match (from, ends(to)) {
        (When::At(from), Some(to)) => (to - from).num_days(),
        _ => 0,
    };
    dates.max(whole).try_into().unwrap_or(0)
}

/// When something ends: a day, or its last minute, with that day.
fn ends(to: When) -> Option<NaiveDateTime> {
    match to {
        When::At(at) if (at.hour(), at.minute()) != (23, 59) => Some(at),
        _ => to
            .date()
            .and_time(NaiveTime::MIN)
            .checked_add_signed(TimeDelta::days(1)),
    }
}
