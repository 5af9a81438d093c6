//! The reply clock: by when a letter that was sent is to be answered, and by what law. Whether
//! that law was checked is the guide's to say.

use crate::locales::{format, said, use_guide_words, use_words};
use crate::pages::guide::procedures::letter_of;
use crate::platform::clock;
use crate::route::LetterKind;
use crate::state::letters::Sent;
use crate::state::reference::{Reference, ReferenceError};
use chrono::NaiveDate;
use leptos::prelude::*;
use record::Domain;
use record::clock::{Due, Law, Unit, Workdays};
use record::guide::{Guide, Procedure};
use stylers_macro::style_sheet;

/// A time to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reply {
    count: u32,
    unit: Unit,
    law: &'static str,
    /// The procedure of the guide that it belongs to.
    procedure: &'static str,
}

/// The time to answer a letter; `None` where it depends on the case.
const fn reply(kind: LetterKind, domain: Option<Domain>) -> Option<Reply> {
    let (count, unit, law, procedure) = match (kind, domain) {
        (LetterKind::AccessRequest, _) => (
            20,
            Unit::Workdays,
            "政府信息公开条例 第三十三条",
            "access-request",
        ),
        (LetterKind::Objection, Some(Domain::Procurement)) => {
            (7, Unit::Workdays, "政府采购法 第五十三条", "query")
        }
        (LetterKind::Objection, Some(Domain::Works)) => (
            3,
            Unit::Days,
            "招标投标法实施条例 第二十二条、第五十四条",
            "objection",
        ),
        _ => return None,
    };
    Some(Reply {
        count,
        unit,
        law,
        procedure,
    })
}

/// Whether the time to answer such a letter is the law's to say.
pub const fn has_clock(kind: LetterKind, domain: Option<Domain>) -> bool {
    reply(kind, domain).is_some()
}

impl Reply {
    fn due(&self, sent: NaiveDate, workdays: &Workdays) -> Due {
        match self.unit {
            Unit::Days => workdays.after_days(sent, self.count),
            Unit::Workdays => workdays.after(sent, self.count),
        }
    }
}

/// By when a letter is to be answered, in words.
#[component]
pub fn ReplyDue(
    /// The letter.
    sent: Sent,
    /// The law, for its working days.
    law: Reference<Law>,
    /// The guide, which says what was checked.
    guide: Reference<Guide>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/letter/letter.css");
    let (words, more) = (use_words(), use_guide_words());
    let Some(kind) = sent.letter().map(|letter| letter.kind) else {
        return ().into_any();
    };
    let Some(reply) = reply(kind, sent.domain) else {
        let guide = move || by_guide(&*guide.get()?.ok()?, kind, sent.domain);
        return view! {
            <p class="soft small">{more.reply_untold}" "{guide}</p>
        }
        .into_any();
    };
    let content = move || {
        let law = match law.get() {
            None | Some(Err(ReferenceError::Coming)) => {
                return view! { <p class="soft">{words.loading}</p> }.into_any();
            }
            Some(Err(_)) => return view! { <p class="soft">{more.reply_missing}</p> }.into_any(),
            Some(Ok(law)) => law,
        };
        let verified = match guide.get() {
            Some(Ok(guide)) => {
                let mut all = guide.procedures.iter();
                all.any(|p| p.id == reply.procedure && p.verified)
            }
            _ => false,
        };
        let due = reply.due(sent.day, &law.workdays);
        let today = clock::today();
        let days = (due.day - today).num_days();
        let day = format::date(due.day, today, words.lang);
        view! { class = class,
            <p class="due" data-due=code(days)>
                {(more.reply_due)(&day, due.expected)}
                " · "
                <b>{(more.reply_left)(days)}</b>
            </p>
            <p class="soft small">
                {(more.reply_law)(reply.count, reply.unit, reply.law, verified)}
            </p>
        }
        .into_any()
    };
    content.into_any()
}

/// What the guide says of the answer to such a letter.
fn by_guide(guide: &Guide, kind: LetterKind, domain: Option<Domain>) -> Option<String> {
    let of = |p: &&Procedure| {
        let holds = p.domains.is_empty() || domain.is_some_and(|d| p.domains.contains(&d));
        holds && letter_of(&p.id) == Some(kind)
    };
    guide.procedures.iter().find(of).map(|p| said(&p.answer))
}

/// The value of `data-due`, by which the sheet colours it.
const fn code(days: i64) -> &'static str {
    match days {
        ..0 => "overdue",
        0..=3 => "soon",
        _ => "later",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    const CALENDAR: &str =
        r#"{"years":[{"year":2026,"off":["2026-10-01","2026-10-02"],"work":["2026-10-10"]}]}"#;

    fn due(kind: LetterKind, domain: Domain, sent: &str) -> Option<(String, bool)> {
        let workdays = Workdays::from_json(CALENDAR.as_bytes()).unwrap();
        let due = reply(kind, Some(domain))?.due(sent.parse().unwrap(), &workdays);
        Some((due.day.to_string(), due.expected))
    }

    #[test]
    fn the_day_of_sending_does_not_count() {
        let said = |day: &str, expected| Some((day.to_owned(), expected));
        let (access, query) = (LetterKind::AccessRequest, LetterKind::Objection);
        assert_eq!(
            due(query, Domain::Procurement, "2026-09-30"),
            said("2026-10-12", false)
        );
        assert_eq!(
            due(access, Domain::Other, "2026-11-02"),
            said("2026-11-30", false)
        );
        // The days off of the next year are not out.
        assert_eq!(
            due(access, Domain::Works, "2026-12-14"),
            said("2027-01-11", true)
        );
        // Three natural days that end on a Saturday.
        assert_eq!(
            due(query, Domain::Works, "2026-11-11"),
            said("2026-11-16", false)
        );
    }

    #[test]
    fn no_time_is_invented() {
        assert_eq!(due(LetterKind::Objection, Domain::Land, "2026-11-11"), None);
        for kind in [
            LetterKind::Question,
            LetterKind::ReportLate,
            LetterKind::Complaint,
        ] {
            assert_eq!(due(kind, Domain::Works, "2026-11-11"), None);
        }
        assert_eq!(reply(LetterKind::Objection, None), None);
    }
}
