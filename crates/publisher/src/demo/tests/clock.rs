//! That a made-up record meets the legal clock in every way, counted by the record's own calendar.

use super::made;
use crate::demo::project::Made;
use chrono::{Datelike, NaiveDate, Weekday};
use record::clock::Workdays;
use record::{Domain, Stage};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Made once for all the tests here.
pub(super) static TOWN: LazyLock<Vec<Made>> = LazyLock::new(|| {
    let mut town = made(20_000, 1);
    town.retain(|m| !m.again);
    town
});
static WORKDAYS: LazyLock<Workdays> = LazyLock::new(|| {
    Workdays::from_json(include_bytes!("../../../../record/data/holidays.json")).unwrap()
});

/// What a field says.
pub(super) fn said<'m>(m: &'m Made, code: &str) -> Option<&'m str> {
    let mut fields = m.draft.fields.iter();
    fields.find(|f| f.code == code).map(|f| f.value.as_str())
}

fn day(m: &Made, code: &str) -> Option<NaiveDate> {
    said(m, code).map(|value| value[..10].parse().unwrap())
}

fn at(domain: Domain, stage: Stage) -> impl Iterator<Item = &'static Made> {
    let of = move |m: &&Made| m.draft.domain == domain && m.draft.stage == Some(stage);
    TOWN.iter().filter(of)
}

fn public(m: &Made) -> NaiveDate {
    m.draft.published.date()
}

/// How many in a hundred.
pub(super) fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole as f64
}

/// How notices stand to the day from which their time runs.
#[derive(Debug, Default)]
struct Tally {
    told: usize,
    absent: usize,
    one: usize,
    some: usize,
    forty: usize,
}

impl Tally {
    /// Notices that are to be public within so many working days after what a field names.
    fn of(notices: impl Iterator<Item = &'static Made>, code: &str, within: u32) -> Self {
        let mut tally = Self::default();
        for m in notices {
            let Some(from) = day(m, code) else {
                tally.absent += 1;
                continue;
            };
            assert!(from <= public(m), "{code} {from} after {}", public(m));
            tally.count(WORKDAYS.between(from, public(m)).saturating_sub(within));
        }
        tally
    }

    fn count(&mut self, late: u32) {
        self.told += 1;
        match late {
            0 => {}
            1 => self.one += 1,
            40 => self.forty += 1,
            _ => self.some += 1,
        }
    }

    /// That some are late by one, some by forty and some by other counts, and most are not.
    fn has_all(&self, one: f64, forty: f64) {
        let near =
            |part, share: f64| (0.4 * share..1.8 * share).contains(&percent(part, self.told));
        assert!(near(self.one, one), "{self:?}");
        assert!(near(self.forty, forty), "{self:?}");
        assert!(self.some > 0, "{self:?}");
        let late = self.one + self.some + self.forty;
        assert!(percent(late, self.told) < 16.0, "{self:?}");
        assert!(self.absent > 0, "{self:?}");
    }
}

#[test]
fn results_of_purchases_are_late_by_one_and_by_forty_working_days_or_cannot_be_told() {
    let tally = Tally::of(at(Domain::Procurement, Stage::Award), "AWARD_TIME", 2);
    tally.has_all(5.0, 1.0);
    let all = tally.told + tally.absent;
    assert!(
        (20.0..30.0).contains(&percent(tally.absent, all)),
        "{tally:?}"
    );
    assert!(
        (1.0..4.0).contains(&percent(tally.some, tally.told)),
        "{tally:?}"
    );
}

#[test]
fn late_by_one_is_told_over_holidays_and_make_up_days() {
    let (mut holidays, mut made_up) = (0, 0);
    for m in at(Domain::Procurement, Stage::Award) {
        let (Some(from), to) = (day(m, "AWARD_TIME"), public(m)) else {
            continue;
        };
        if WORKDAYS.between(from, to) != 3 {
            continue;
        }
        let between = from.iter_days().take_while(|day| *day <= to);
        let weekend = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let (off, on): (Vec<_>, Vec<_>) = between.partition(|day| !WORKDAYS.is_workday(*day));
        holidays += usize::from(off.iter().any(|day| !weekend(day)));
        made_up += usize::from(on.iter().any(weekend));
    }
    assert!(holidays > 0 && made_up > 0, "{holidays} {made_up}");
}

#[test]
fn contracts_deals_and_approvals_are_late_by_one_and_by_forty_too() {
    let of = |domain, stage, code, within| Tally::of(at(domain, stage), code, within);
    of(Domain::Procurement, Stage::Contract, "SIGNING_TIME", 2).has_all(3.0, 1.0);
    of(Domain::Works, Stage::Contract, "CONTRACT_SIGN_TIME", 20).has_all(5.0, 2.0);
    let planned = at(Domain::Works, Stage::Planning);
    let approved = planned.filter(|m| m.draft.stage_label == "审批核准备案公开");
    Tally::of(approved, "APPROVAL_TIME", 7).has_all(3.5, 1.0);
    let sales = [Domain::Land, Domain::Mining, Domain::StateAssets];
    let deals = sales.into_iter().flat_map(|domain| {
        // The first word of a deal; where there is another it waits for the first.
        let stage = match domain {
            Domain::StateAssets => Stage::Award,
            _ => Stage::AwardPending,
        };
        at(domain, stage)
    });
    Tally::of(deals, "TRADE_DATE", 20).has_all(4.0, 2.0);
    let told = |domain, code| at(domain, Stage::Planning).any(|m| said(m, code).is_some());
    assert!(
        sales
            .into_iter()
            .all(|domain| told(domain, "APPROVAL_TIME"))
    );
}

#[test]
fn candidates_are_named_within_three_days_of_the_report_or_late() {
    let mut tally = Tally::default();
    let mut short = 0;
    for m in at(Domain::Works, Stage::AwardPending) {
        let (start, end) = (m.draft.publicity_start.unwrap(), m.draft.deadline.unwrap());
        assert_eq!(day(m, "PUBLICITY_START_TIME"), Some(start.date()));
        assert_eq!(day(m, "PUBLICITY_END_TIME"), Some(end.date()));
        short += usize::from((end.date() - start.date()).num_days() < 3);
        match day(m, "REPORT_TIME") {
            Some(from) => {
                let due = WORKDAYS.after_days(from, 3).day;
                tally.count(WORKDAYS.between(due, public(m)));
            }
            None => tally.absent += 1,
        }
    }
    tally.has_all(3.0, 0.5);
    assert!(short > 0);
}

#[test]
fn contracts_are_signed_within_thirty_days_of_the_award_or_late() {
    for (domain, code) in [
        (Domain::Works, "CONTRACT_SIGN_TIME"),
        (Domain::Procurement, "SIGNING_TIME"),
    ] {
        let awards = at(domain, Stage::Award);
        let awards = awards.map(|m| (m.draft.project.clone(), public(m)));
        let awards: HashMap<_, _> = awards.collect();
        let (mut judged, mut late, mut matched) = (0, 0, 0);
        for m in at(domain, Stage::Contract) {
            let (Some(notified), Some(signed)) = (day(m, "AWARD_NOTICE_TIME"), day(m, code)) else {
                continue;
            };
            assert!(notified < signed);
            judged += 1;
            late += usize::from(signed > WORKDAYS.after_days(notified, 30).day);
            matched += usize::from(awards.get(&m.draft.project) == Some(&notified));
        }
        assert!(
            (3.0..10.0).contains(&percent(late, judged)),
            "{late} of {judged}"
        );
        assert!(percent(matched, judged) > 90.0, "{matched} of {judged}");
    }
}

#[test]
fn land_is_offered_twenty_days_after_the_notice_or_sooner() {
    let offers: Vec<_> = at(Domain::Land, Stage::Tender).collect();
    let short = offers.iter().filter(|m| {
        let begun = day(m, "LISTING_START_TIME").unwrap();
        (begun - public(m)).num_days() < 20
    });
    let short = short.count();
    assert!(
        (1.0..20.0).contains(&percent(short, offers.len())),
        "{short}"
    );
}

#[test]
fn works_say_whether_the_law_demands_a_tender() {
    for stage in [Stage::Tender, Stage::Amendment, Stage::AwardPending] {
        let said = |m| said(m, "IS_TO_LAW").unwrap();
        let (yes, no): (Vec<_>, Vec<_>) = at(Domain::Works, stage).partition(|m| said(m) == "是");
        let share = percent(yes.len(), yes.len() + no.len());
        assert!((70.0..90.0).contains(&share), "{stage:?}: {share}");
    }
}
