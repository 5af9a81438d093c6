//! What of a notice and its project is later than the law allows, in neutral sentences: only what
//! the legal clock says for certain, or under a condition that the sentence names.

use crate::locales::{GuideWords, Words, format};
use crate::state::Lang;
use record::clock::{Judged, Standing};
use record::{Step, StepState, Text};

/// A sentence for each broken limit, and for each stage that is overdue.
pub fn late(
    judged: &[Judged<'_>],
    steps: &[Step<'_>],
    words: &Words,
    more: &GuideWords,
) -> Vec<String> {
    let broken = judged.iter().filter_map(|judged| {
        let limit = judged.limit;
        let by = |by| (words.limit_broken)(by, limit.unit, limit.bound);
        let standing = match (judged.standing, &limit.only) {
            (Standing::Broken(days), _) => by(days),
            (Standing::BrokenIf(days), Some(only)) => {
                (words.limit_broken_if)(text(only, words), &by(days))
            }
            _ => return None,
        };
        let day = |when: Option<record::When>| {
            when.map(|when| format::full_date(when.date(), words.lang))
        };
        let standing = match (day(judged.from), day(judged.to)) {
            (Some(from), Some(to)) => (words.limit_span)(&standing, &from, &to),
            _ => standing,
        };
        let amount = (words.limit_amount)(limit.count, limit.unit, limit.bound);
        let name = text(&limit.name, words);
        Some((more.said_broken)(name, &amount, &standing, &limit.law))
    });
    let missing = steps.iter().filter_map(|step| match step.state {
        StepState::Overdue(due, by) => {
            let day = format::full_date(due.day, words.lang);
            Some((more.said_missing)(
                (words.stage)(step.stage),
                &day,
                &by.law,
            ))
        }
        _ => None,
    });
    broken.chain(missing).collect()
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
    use super::*;
    use record::clock::{Due, Limits};
    use record::{Stage, When};

    const LIMITS: &str = r#"{"limits":[{"id":"a","name":{"zh-CN":"从定标到公告","en":"a"},"from":"awarded",
        "to":"published","bound":"at-most","count":2,"unit":"workdays","law":"某条例 第一条","verified":true,
        "only":{"zh-CN":"某类项目","en":"some"}}],
        "expectations":[{"id":"e","domain":"works","after":"award","expected":"contract",
        "name":{"zh-CN":"合同","en":"c"},"periods":[],"law":"某法 第二条","verified":true}]}"#;

    #[test]
    fn only_what_is_broken_or_overdue_is_said_with_its_dates_and_law() {
        let limits = Limits::from_json(LIMITS.as_bytes()).unwrap();
        let judged = |standing| Judged {
            limit: &limits.limits[0],
            from: When::parse("2026-11-02"),
            basis: limits.limits[0].from,
            to: When::parse("2026-11-10"),
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
        let due = Due {
            day: "2026-11-20".parse().unwrap(),
            expected: false,
        };
        let state = StepState::Overdue(due, &limits.expectations[0]);
        let stage = Stage::Contract;
        let steps = [
            Step { stage, state },
            Step {
                stage,
                state: StepState::Unseen,
            },
        ];
        let lang = Lang::ZhCn;
        let said = late(&all, &steps, Words::of(lang), GuideWords::of(lang));
        let times = "2026年11月2日 至 2026年11月10日。依据：某条例 第一条";
        assert_eq!(
            said,
            [
                format!("从定标到公告，应不超过 2 个工作日；超过 4 个工作日：{times}"),
                format!(
                    "从定标到公告，应不超过 2 个工作日；如属某类项目，则超过 4 个工作日：{times}"
                ),
                "“合同”应于 2026年11月20日 前公开，至今没有见到。依据：某法 第二条".to_owned(),
            ]
        );
    }
}
