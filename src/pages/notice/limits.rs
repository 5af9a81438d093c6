//! 法定时限: which limits of the law apply, how the notice stands against each, and by what law.

use crate::components::{Glyph, Icon};
use crate::locales::{Words, format, use_duty_words, use_words};
use crate::platform::clock;
use crate::state::reference::{ReferenceError, use_law};
use crate::state::{Lang, use_record};
use leptos::prelude::*;
use record::clock::{Facts, Judged, Standing};
use record::{NoticeDetail, Text};
use stylers_macro::style_sheet;

/// The limits of one notice.
#[component]
pub fn TimeLimits(
    /// The notice whole.
    detail: NoticeDetail,
) -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let law = use_law(record);
    let content = move || match law.get() {
        None | Some(Err(ReferenceError::Coming)) => said(words.loading),
        Some(Err(ReferenceError::Missing)) => said(words.limits_missing),
        Some(Err(ReferenceError::Damaged)) => said(words.limits_damaged),
        Some(Ok(law)) => {
            let project = detail.notice.project.as_ref();
            let project = project.map(|code| record.project(code)).unwrap_or_default();
            let facts = Facts::of(&detail, &project, clock::now());
            // What can be told first; what cannot is of use to those who read on.
            let (told, open): (Vec<_>, Vec<_>) = law
                .limits
                .judge(&facts, &law.workdays)
                .into_iter()
                .partition(|j| sign(j.standing).1 != "open");
            let rows = told.iter().chain(&open);
            let rows = rows.map(|j| row(j, words)).collect_view();
            view! {
                <p class="soft">{words.limits_note}</p>
                <ul role="list">{rows}</ul>
            }
            .into_any()
        }
    };
    view! {
        <section class="section">
            <h2>{words.limits_title}</h2>
            {content}
        </section>
    }
}

fn said(text: &'static str) -> AnyView {
    view! { <p class="soft" role="status">{text}</p> }.into_any()
}

fn row(judged: &Judged<'_>, words: &'static Words) -> impl IntoView + use<> {
    let class = style_sheet!("./src/pages/notice/limits.css");
    let limit = judged.limit;
    let (icon, code) = sign(judged.standing);
    let amount = (words.limit_amount)(limit.count, limit.unit, limit.bound);
    let only = limit.only.as_ref().map(|of| {
        view! { <p class="soft small">{(words.limit_only)(text(of, words))}</p> }
    });
    let inferred = (judged.basis != limit.from && judged.from.is_some()).then(|| {
        let text = (use_duty_words().inferred)((words.moment)(judged.basis));
        view! { <p class="soft small">{text}</p> }
    });
    view! { class = class,
        <li class="limit" data-standing=code>
            <span class="sign"><Glyph icon /></span>
            <div>
                <p>{text(&limit.name, words).to_owned()}{words.colon}<b>{amount}</b></p>
                <p class="standing">{standing(judged, words)}</p>
                {only}
                {inferred}
                <p class="soft small" lang="zh-CN">{limit.law.clone()}</p>
            </div>
        </li>
    }
}

/// The sign of a standing, and the value of `data-standing`, by which the sheet colours it.
const fn sign(standing: Standing) -> (Icon, &'static str) {
    match standing {
        Standing::Kept => (Icon::Tick, "kept"),
        Standing::Broken(_) => (Icon::Warning, "broken"),
        Standing::BrokenIf(_) | Standing::FirstDay => (Icon::Question, "unsure"),
        Standing::NotYet(_) => (Icon::Clock, "running"),
        Standing::Amended | Standing::CalendarOpen | Standing::Untold(_) | Standing::Reference => {
            (Icon::Question, "open")
        }
    }
}

/// How it stands, in a sentence, with the times that this was told by.
fn standing(judged: &Judged<'_>, words: &Words) -> String {
    let limit = judged.limit;
    let today = clock::today();
    let broken = |by| (words.limit_broken)(by, limit.unit, limit.bound);
    let said = match judged.standing {
        Standing::Kept => (words.limit_kept)(limit.bound).to_owned(),
        Standing::Broken(by) => broken(by),
        Standing::BrokenIf(by) => {
            let of = limit.only.as_ref().map_or("", |of| text(of, words));
            (words.limit_broken_if)(of, &broken(by))
        }
        Standing::FirstDay => words.limit_first_day.to_owned(),
        Standing::CalendarOpen => words.limit_calendar.to_owned(),
        Standing::NotYet(due) => {
            (words.limit_not_yet)(&format::date(due.day, today, words.lang), due.expected)
        }
        Standing::Untold(moment) => return (words.limit_untold)((words.moment)(moment)),
        Standing::Amended => return words.limit_amended.to_owned(),
        Standing::Reference => return words.limit_reference.to_owned(),
    };
    let (Some(from), Some(to)) = (judged.from, judged.to) else {
        return said;
    };
    let when = |at| format::when(at, today, words.lang);
    let due = judged
        .due
        .filter(|_| !matches!(judged.standing, Standing::NotYet(_)));
    let said = match due {
        Some(due) => {
            let day = format::date(due.day, today, words.lang);
            format!(
                "{said}{}{}",
                words.pause,
                (use_duty_words().limit_due)(&day)
            )
        }
        None => said,
    };
    (words.limit_span)(&said, &when(from), &when(to))
}

fn text<'a>(text: &'a Text, words: &Words) -> &'a str {
    match words.lang {
        Lang::ZhCn => &text.zh,
        Lang::En => &text.en,
    }
}
