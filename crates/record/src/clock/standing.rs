//! How a notice stands against a limit: rules over what its source gave, and nothing else.
//!
//! Broken is said only where every reading of the law and of the data agrees.

use super::{Bound, Due, Limit, Limits, Moment, Unit, Workdays};
use crate::upstream::moment as read;
use crate::{Domain, Field, Notice, NoticeDetail, Stage, When};
use chrono::{NaiveDateTime, NaiveTime, TimeDelta, Timelike};

/// What is known of a notice's time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts<'a> {
    /// Its domain.
    pub domain: Domain,
    /// Its stage.
    pub stage: Option<Stage>,
    /// When what happened.
    pub moments: Moments,
    /// Its fields, by which a source may say whether a limit holds for it.
    pub fields: &'a [Field],
    /// Whether its times may have been changed since ([`amended`]).
    pub amended: bool,
    /// What time it is, in Beijing.
    pub now: NaiveDateTime,
}

/// The moments that a source gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moments([Option<When>; Moment::COUNT]);

impl Moments {
    /// The moments of a notice: what its row says, then its fields. Lots that differ give none.
    pub fn of(detail: &NoticeDetail) -> Self {
        let notice = &detail.notice;
        let mut moments = Self::default().with(Moment::Published, Some(notice.published));
        let mut differ = [false; Moment::COUNT];
        for field in &detail.fields {
            let moment = Moment::of_field(&field.code);
            // A tender that quotes the approval of its plan came about otherwise.
            let quoted = field.code == "APPROVAL_TIME"
                && !matches!(notice.stage, Some(Stage::Planning | Stage::Cancellation));
            if let (Some(moment), Some(when), false) = (moment, read(&field.value), quoted) {
                let had = moments.0[moment as usize].replace(when);
                differ[moment as usize] |= had.is_some_and(|had| had != when);
            }
        }
        let kept = moments.0.iter_mut().zip(differ);
        kept.filter(|(_, differ)| *differ)
            .for_each(|(moment, _)| *moment = None);
        if detail.publicity_start.is_some() {
            moments = moments.with(Moment::PublicityStart, detail.publicity_start);
        }
        // The row's one deadline is the earliest of its kind.
        match notice.stage {
            Some(Stage::Tender | Stage::Amendment) => {
                moments.with(Moment::BidDeadline, notice.deadline)
            }
            Some(Stage::AwardPending) => moments.with(Moment::PublicityEnd, notice.deadline),
            _ => moments,
        }
    }

    /// These, with one more.
    #[must_use]
    pub fn with(mut self, moment: Moment, at: Option<When>) -> Self {
        self.0[moment as usize] = at;
        self
    }

    /// When something happened, if the source says so.
    pub fn get(&self, moment: Moment) -> Option<When> {
        self.0[moment as usize]
    }
}

/// Whether a later notice of the same project may have changed what this one says: an amendment,
/// or the same stage again.
pub fn amended(notice: &Notice, project: &[Notice]) -> bool {
    project.iter().any(|other| {
        let again = other.stage == Some(Stage::Amendment) || other.stage == notice.stage;
        other.id != notice.id && again && other.published > notice.published
    })
}

impl<'a> Facts<'a> {
    /// What a notice says of its time, given the notices of its project.
    pub fn of(detail: &'a NoticeDetail, project: &[Notice], now: NaiveDateTime) -> Self {
        Self {
            domain: detail.notice.domain,
            stage: detail.notice.stage,
            moments: Moments::of(detail),
            fields: &detail.fields,
            amended: amended(&detail.notice, project),
            now,
        }
    }

    /// When something happened, and the moment by which that is told: information of which the
    /// source does not say when it came about did so with what it is about (the signing of a
    /// contract, the deal).
    fn moment(&self, at: Moment) -> (Option<When>, Moment) {
        let own = self.moments.get(at);
        if at == Moment::Formed && own.is_none() {
            let basis = Moment::of_formation(self.domain, self.stage);
            return (self.moments.get(basis), basis);
        }
        (own, at)
    }

    /// Whether the limit holds here, as far as the source says: yes, no, or it does not say.
    fn holds(&self, limit: &Limit) -> Option<bool> {
        limit.holds(self.fields)
    }
}

/// How a notice stands against one limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged<'a> {
    /// The limit.
    pub limit: &'a Limit,
    /// When its time began.
    pub from: Option<When>,
    /// The moment that this was told by: not the limit's own where that had to be inferred.
    pub basis: Moment,
    /// When what it waits for happened, or will.
    pub to: Option<When>,
    /// The last day for it, where it must happen within a time.
    pub due: Option<Due>,
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
    pub fn judge(&self, facts: &Facts<'_>, workdays: &Workdays) -> Vec<Judged<'_>> {
        let limits = self.of(facts.domain, facts.stage);
        // The general limit holds unless a law sets another (政府信息公开条例 §26).
        let own = self.publication(facts.domain, facts.stage);
        let own = own.is_some_and(|l| l.domain.is_some() && facts.holds(l) != Some(false));
        limits
            .filter(|limit| !own || limit.domain.is_some())
            .filter_map(|limit| judge(limit, facts, workdays))
            .collect()
    }
}

/// How a notice stands against a limit; nothing where the source says that it does not hold.
fn judge<'a>(limit: &'a Limit, facts: &Facts<'_>, workdays: &Workdays) -> Option<Judged<'a>> {
    let holds = facts.holds(limit);
    if holds == Some(false) {
        return None;
    }
    let (from, basis) = facts.moment(limit.from);
    let (to, _) = facts.moment(limit.to);
    let standing = match (from, to) {
        _ if !limit.verified => Standing::Reference,
        _ if facts.amended && [limit.from, limit.to].iter().any(|m| m.may_move()) => {
            Standing::Amended
        }
        (None, _) => Standing::Untold(basis),
        (Some(from), Some(to)) if to.date() < from.date() => Standing::Untold(limit.to),
        (Some(from), to) => match limit.bound {
            Bound::AtLeast => at_least(limit, from, to, workdays),
            Bound::AtMost => at_most(limit, from, to, facts.now, workdays),
        },
    };
    let standing = match standing {
        Standing::Broken(by) if holds.is_none() => Standing::BrokenIf(by),
        other => other,
    };
    Some(Judged {
        limit,
        from,
        basis,
        to,
        due: from
            .filter(|_| limit.bound == Bound::AtMost)
            .map(|from| limit.due(from.date(), workdays)),
        standing,
    })
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

/// How what must happen within a time stands, whatever it holds for.
pub(super) fn at_most(
    limit: &Limit,
    from: When,
    to: Option<When>,
    now: NaiveDateTime,
    workdays: &Workdays,
) -> Standing {
    let due = limit.due(from.date(), workdays);
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
