//! 法定时限: which limits of the law apply, how the notice stands against each, and by what law.

use crate::components::{Glyph, Icon};
use crate::locales::{Words, format, use_words};
use crate::platform::clock;
use crate::state::{Lang, law, loaded, use_record};
use leptos::prelude::*;
use record::NoticeDetail;
use record::clock::{Facts, Judged, Standing, Text};
use stylers_macro::style_sheet;

/// The limits of one notice.
#[component]
pub fn TimeLimits(
    /// The notice whole.
    detail: NoticeDetail,
) -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let law = loaded(move || law::load(record));
    let content = move || match law.get() {
        None => ().into_any(),
        Some(None) => view! { <p class="soft">{words.limits_missing}</p> }.into_any(),
        Some(Some(law)) => {
            let facts = Facts::of(&detail, clock::now());
            // What can be told first; what cannot is of use to those who read on.
            let (told, untold): (Vec<_>, Vec<_>) = law
                .limits
                .judge(facts, &law.workdays)
                .into_iter()
                .partition(|j| sign(j.standing).1 != "untold");
            let rows = told.iter().chain(&untold);
            let rows = rows.map(|j| row(j, words)).collect_view();
            view! {
                <p class="soft">{words.limits_note}</p>
                <ul>{rows}</ul>
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

fn row(judged: &Judged<'_>, words: &'static Words) -> impl IntoView + use<> {
    let class = style_sheet!("./src/pages/notice/limits.css");
    let limit = judged.limit;
    let (icon, code) = sign(judged.standing);
    let amount = (words.limit_amount)(limit.count, limit.unit, limit.bound);
    let only = limit
        .only
        .as_ref()
        .map(|of| (words.limit_only)(text(of, words)));
    view! { class = class,
        <li class="limit" data-standing=code>
            <span class="sign"><Glyph icon /></span>
            <div>
                <p>{text(&limit.name, words).to_owned()}" "<b>{amount}</b></p>
                <p class="standing">{standing(judged, words)}</p>
                <p class="soft small">
                    <span lang="zh-CN">{limit.law.clone()}</span>
                    {only}
                </p>
            </div>
        </li>
    }
}

/// The sign of a standing, and the value of `data-standing`, by which the sheet colours it.
const fn sign(standing: Standing) -> (Icon, &'static str) {
    match standing {
        Standing::Kept => (Icon::Tick, "kept"),
        Standing::Broken(_) => (Icon::Warning, "broken"),
        Standing::NotYet(_) => (Icon::Clock, "open"),
        Standing::Untold(_) | Standing::Reference => (Icon::Question, "untold"),
    }
}

/// How it stands, in a sentence, with the times that this was told by.
fn standing(judged: &Judged<'_>, words: &Words) -> String {
    let limit = judged.limit;
    let today = clock::today();
    let said = match judged.standing {
        Standing::Kept => words.limit_kept.to_owned(),
        Standing::Broken(by) => (words.limit_broken)(by, limit.unit, limit.bound),
        Standing::NotYet(due) => {
            (words.limit_not_yet)(&format::date(due.day, today, words.lang), due.expected)
        }
        Standing::Untold(moment) => return (words.limit_untold)((words.moment)(moment)),
        Standing::Reference => return words.limit_reference.to_owned(),
    };
    let (Some(from), Some(to)) = (judged.from, judged.to) else {
        return said;
    };
    let when = |at| format::when(at, today, words.lang);
    let inferred = if judged.inferred {
        words.limit_inferred
    } else {
        ""
    };
    (words.limit_span)(&said, &when(from), &when(to), inferred)
}

fn text<'a>(text: &'a Text, words: &Words) -> &'a str {
    match words.lang {
        Lang::ZhCn => &text.zh,
        Lang::En => &text.en,
    }
}
