//! What of a notice and its project is later than the law allows, in neutral sentences: only what
//! the legal clock says for certain, or under a condition that the sentence names.

use crate::locales::{GuideWords, Words, format};
use crate::state::Lang;
use chrono::NaiveDate;
use record::clock::{Bound, Due, Formation, Judged, Law, Moment, Standing, Unit};
use record::{Notice, Stage, Step, StepState, Text, When};

/// A sentence for each broken limit, and for each stage that is overdue by what was public before
/// the day up to which the sources were read.
pub fn late(
    judged: &[Judged<'_>],
    steps: &[Step<'_>],
    read_until: Option<NaiveDate>,
    words: &Words,
    more: &GuideWords,
) -> Vec<String> {
    let broken = judged
        .iter()
        .filter_map(|judged| broken(judged, words, more));
    let date = |day| format::full_date(day, words.lang);
    let until = read_until.map(date);
    let missing = steps.iter().filter_map(|step| match step.state {
        StepState::Overdue(due, by) => Some((more.said_missing)(
            (words.stage)(step.stage),
            &date(due.day),
            by.only.as_ref().map(|only| text(only, words)),
            until.as_deref(),
            &by.law,
        )),
        _ => None,
    });
    broken.chain(missing).collect()
}

fn broken(judged: &Judged<'_>, words: &Words, more: &GuideWords) -> Option<String> {
    let limit = judged.limit;
    let (days, only) = match (judged.standing, &limit.only) {
        (Standing::Broken(days), _) => (days, None),
        (Standing::BrokenIf(days), Some(only)) => (days, Some(text(only, words))),
        _ => return None,
    };
    let by = (words.limit_broken)(days, limit.unit, limit.bound);
    let date = |day| format::full_date(day, words.lang);
    let said = match (judged.from, judged.due, judged.to) {
        (Some(from), Some(due), Some(to)) => {
            let days = [from.date(), due.day, to.date()].map(date);
            (more.said_due)(&days, limit.to == Moment::Published, &by)
        }
        (Some(from), _, Some(to)) => (words.limit_span)(&by, &date(from.date()), &date(to.date())),
        _ => by,
    };
    let said = match only {
        Some(only) => (words.limit_broken_if)(only, &said),
        None => said,
    };
    let amount = (words.limit_amount)(limit.count, limit.unit, limit.bound);
    let name = text(&limit.name, words);
    Some((more.said_broken)(name, &amount, &said, &limit.law))
}

/// How a notice stands against the limit for its publication by its row alone; nothing where it
/// is in time, where that cannot be told, or where an earlier notice of its project said the same.
pub fn by_row<'l>(notice: &Notice, project: &[Notice], law: &'l Law) -> Option<Judged<'l>> {
    let Formation { day, applies } = notice.formed?;
    let limit = law.limits.publication(notice.domain, notice.stage)?;
    let published = notice.published.date();
    let deal = |stage| matches!(stage, Some(Stage::AwardPending | Stage::Award));
    let again = |other: &Notice| {
        let sale = notice.domain.is_sale() && deal(notice.stage) && deal(other.stage);
        let before = (other.published.date(), other.id) < (published, notice.id);
        before && (other.stage == notice.stage || sale)
    };
    let due: Due = limit.due(day, &law.workdays);
    let in_time = published <= due.day || (published - day).num_days() <= limit.count.into();
    if in_time || due.expected || limit.bound != Bound::AtMost || project.iter().any(again) {
        return None;
    }
    let by = match limit.unit {
        Unit::Days => (published - due.day).num_days().try_into().unwrap_or(0),
        Unit::Workdays => law.workdays.between(due.day, published).max(1),
    };
    Some(Judged {
        limit,
        from: Some(When::Day(day)),
        basis: Moment::of_formation(notice.domain, notice.stage),
        to: Some(When::Day(published)),
        due: Some(due),
        standing: if limit.only.is_some() && !applies {
            Standing::BrokenIf(by)
        } else {
            Standing::Broken(by)
        },
    })
}

fn text<'t>(text: &'t Text, words: &Words) -> &'t str {
    match words.lang {
        Lang::ZhCn => &text.zh,
        Lang::En => &text.en,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::super::compose::tests::notice;
    use super::*;
    use record::Domain;
    use record::clock::{Limits, Workdays};

    const LIMITS: &str = r#"{"limits":[{"id":"a","name":{"zh-CN":"从定标到公告","en":"a"},"from":"awarded",
        "domain":"works","stages":["award"],"to":"published","bound":"at-most","count":2,"unit":"workdays",
        "law":"某条例 第一条","verified":true,"only":{"zh-CN":"某类项目","en":"some"}}],
        "expectations":[{"id":"e","domain":"works","after":"award","expected":"contract",
        "name":{"zh-CN":"合同","en":"c"},"periods":[{"count":30,"unit":"days"}],"law":"某法 第二条","verified":true},
        {"id":"f","domain":"works","after":"award","expected":"implementation",
        "name":{"zh-CN":"履约","en":"i"},"periods":[{"count":30,"unit":"days"}],"law":"某法 第三条","verified":true,
        "only":{"zh-CN":"某类项目","en":"some"}}]}"#;
    const CALENDAR: &str = r#"{"years":[{"year":2026,"off":["2026-10-01"],"work":[]}]}"#;

    fn law() -> Law {
        Law {
            limits: Limits::from_json(LIMITS.as_bytes()).unwrap(),
            workdays: Workdays::from_json(CALENDAR.as_bytes()).unwrap(),
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn said(judged: &[Judged<'_>], steps: &[Step<'_>]) -> Vec<String> {
        let (words, more) = (Words::of(Lang::ZhCn), GuideWords::of(Lang::ZhCn));
        late(judged, steps, Some(day("2026-11-24")), words, more)
    }

    #[test]
    fn only_what_is_broken_or_overdue_is_said_with_its_days_its_condition_and_its_law() {
        let law = law();
        let limits = &law.limits;
        let due = |day: &str| Due {
            day: day.parse().unwrap(),
            expected: false,
        };
        let judged = |standing| Judged {
            limit: &limits.limits[0],
            from: When::parse("2026-11-02"),
            basis: limits.limits[0].from,
            to: When::parse("2026-11-10"),
            due: Some(due("2026-11-04")),
            standing,
        };
        let all = [
            judged(Standing::Kept),
            judged(Standing::Reference),
            judged(Standing::CalendarOpen),
            judged(Standing::FirstDay),
            judged(Standing::Broken(4)),
            judged(Standing::BrokenIf(4)),
        ];
        let overdue = |stage, by| Step {
            stage,
            state: StepState::Overdue(due("2026-11-20"), by),
        };
        let steps = [
            overdue(Stage::Contract, &limits.expectations[0]),
            overdue(Stage::Implementation, &limits.expectations[1]),
            Step {
                stage: Stage::Opening,
                state: StepState::Unseen,
            },
        ];
        let start = "从定标到公告，应不超过 2 个工作日；";
        let times = "从 2026年11月2日 起算，最迟应于 2026年11月4日 公开，实际 2026年11月10日 公开，超过 4 个工作日。依据：某条例 第一条";
        let missing =
            "最迟应于 2026年11月20日 公开，按 2026年11月24日 前公开的信息没有见到。依据：某法 ";
        assert_eq!(
            said(&all, &steps),
            [
                format!("{start}{times}"),
                format!("{start}如属某类项目，则{times}"),
                format!("“合同”{missing}第二条"),
                format!("如属某类项目，“履约验收”{missing}第三条"),
            ]
        );
    }

    #[test]
    fn a_row_alone_tells_what_its_day_of_formation_tells() {
        let law = law();
        let mut notice = notice();
        notice.stage = Some(Stage::Award);
        assert_eq!(notice.domain, Domain::Works);
        assert_eq!(by_row(&notice, &[], &law), None);
        let formed = |text: &str, applies| {
            let day = day(text);
            Some(Formation { day, applies })
        };
        notice.formed = formed("2026-11-20", true);
        assert_eq!(by_row(&notice, &[], &law), None);
        notice.formed = formed("2026-11-02", true);
        let judged = by_row(&notice, &[], &law).unwrap();
        assert_eq!(judged.standing, Standing::Broken(14));
        assert_eq!(judged.due.unwrap().day, day("2026-11-04"));
        notice.formed = formed("2026-11-02", false);
        let judged = by_row(&notice, &[], &law).unwrap();
        assert_eq!(judged.standing, Standing::BrokenIf(14));
        // Said before by another notice of the project.
        let mut first = notice.clone();
        first.published = When::parse("2026-11-03").unwrap();
        assert_eq!(by_row(&notice, &[first], &law), None);
    }
}
