//! Until when an objection, a query or a complaint can be made, as far as a notice tells.

use crate::components::due::Due;
use crate::components::{Glyph, Icon};
use crate::locales::{format, use_guide_words, use_words};
use crate::platform::clock;
use crate::route::LetterKind;
use leptos::prelude::*;
use record::clock::{self as legal, Workdays};
use record::{Domain, Notice, Stage, When};
use stylers_macro::style_sheet;

/// Working days for a query, from when the harm was or should have been known (政府采购法 §52).
const QUERY: u32 = 7;
/// Days for a complaint about a tender, from the same (招标投标法实施条例 §60).
const COMPLAINT: u32 = 10;

/// Until when it can be made, counted from the notice's publication, where that may begin it.
fn until(kind: LetterKind, notice: &Notice, workdays: &Workdays) -> Option<legal::Due> {
    let published = notice.published.date();
    match (kind, notice.domain) {
        (LetterKind::Objection, Domain::Procurement) => Some(workdays.after(published, QUERY)),
        (LetterKind::Complaint, Domain::Works) => Some(workdays.after_days(published, COMPLAINT)),
        _ => None,
    }
}

/// The sentence about it: how the time runs, and whether it is over.
pub fn time(kind: LetterKind, notice: &Notice, workdays: Option<&Workdays>) -> Option<AnyView> {
    let (words, more) = (use_words(), use_guide_words());
    let now = clock::now();
    let (due, text) = match (kind, notice.domain, notice.deadline) {
        (LetterKind::Complaint, Domain::Procurement, _) => {
            return Some(said(None, more.time_procurement_complaint.to_owned()));
        }
        (LetterKind::Objection, Domain::Works, Some(deadline))
            if notice.stage == Some(Stage::AwardPending) =>
        {
            let at = format::when(deadline, now.date(), words.lang);
            let due = Due::of(deadline, now);
            let text = match due {
                Due::Passed => (more.letter_publicity_over)(&at),
                Due::Soon(_) | Due::Later(_) => (more.letter_publicity_until)(&at),
            };
            (due, text)
        }
        _ => {
            let until = until(kind, notice, workdays?)?;
            let due = Due::of(When::Day(until.day), now);
            let at = format::date(until.day, now.date(), words.lang);
            let passed = due == Due::Passed;
            (due, (more.time_until)(kind, &at, until.expected, passed))
        }
    };
    Some(said(Some(due), text))
}

fn said(due: Option<Due>, text: String) -> AnyView {
    let class = style_sheet!("./src/pages/letter/letter.css");
    let icon = match due {
        Some(Due::Passed) => Icon::Warning,
        _ => Icon::Clock,
    };
    view! { class = class,
        <p class="warn chrome" data-due=due.map(Due::code)>
            <Glyph icon />
            <span>{text}</span>
        </p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::super::compose::tests::notice;
    use super::*;

    #[test]
    fn the_time_runs_from_the_day_after_publication() {
        let calendar = r#"{"years":[{"year":2026,"off":["2026-10-01"],"work":[]}]}"#;
        let workdays = Workdays::from_json(calendar.as_bytes()).unwrap();
        // Published on Tuesday 24 November.
        let mut notice = notice();
        let day = |kind, notice: &Notice| Some(until(kind, notice, &workdays)?.day.to_string());
        let said = |day: &str| Some(day.to_owned());
        assert_eq!(day(LetterKind::Complaint, &notice), said("2026-12-04"));
        assert_eq!(day(LetterKind::Objection, &notice), None);
        notice.domain = Domain::Procurement;
        assert_eq!(day(LetterKind::Objection, &notice), said("2026-12-03"));
        assert_eq!(day(LetterKind::Complaint, &notice), None);
        assert_eq!(day(LetterKind::Question, &notice), None);
    }
}
