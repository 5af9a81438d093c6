//! 全过程: the stages of a project in order, what is public of each, and what each gap is.

use super::{Glyph, Icon};
use crate::locales::{Words, format, said, use_duty_words, use_words};
use crate::platform::clock;
use crate::route::Route;
use crate::state::course;
use crate::state::reference::use_law;
use crate::state::use_record;
use leptos::prelude::*;
use record::{Notice, NoticeId, Step, StepState};
use stylers_macro::style_sheet;

/// The life of a project.
#[component]
pub fn Life(
    /// All its notices; none draws nothing.
    notices: Vec<Notice>,
    /// The notice that is open, if one is.
    #[prop(optional)]
    open: Option<NoticeId>,
) -> impl IntoView {
    let class = style_sheet!("./src/components/life.css");
    let words = use_words();
    if notices.is_empty() {
        return ().into_any();
    }
    let open = notices.iter().find(|n| Some(n.id) == open);
    let here = open.and_then(|n| n.stage);
    let record = use_record();
    let law = use_law(record);
    let steps = move || {
        let all_here = record.progress().whole;
        let law = law.get().and_then(Result::ok);
        let steps = course::steps(record, &notices, law.as_deref());
        let steps = steps.into_iter().map(|step| {
            let is_here = here == Some(step.stage);
            view! { class = class,
                <li class="step" data-state=code(step.state) aria-current=is_here.then_some("step")>
                    {step_of(&step, all_here, words)}
                </li>
            }
        });
        steps.collect_view()
    };
    view! { class = class,
        <ol class="life" aria-label=words.life>{steps}</ol>
    }
    .into_any()
}

fn step_of(step: &Step<'_>, all_here: bool, words: &'static Words) -> AnyView {
    let class = style_sheet!("./src/components/life.css");
    let more = use_duty_words();
    let name = (words.stage)(step.stage);
    let date = |day| format::date(day, clock::today(), words.lang);
    let (icon, text) = match step.state {
        StepState::Published(id, at) | StepState::Withheld(id, at) => {
            let withheld = matches!(step.state, StepState::Withheld(..));
            let withheld = withheld.then_some(more.life_withheld);
            let icon = if withheld.is_some() {
                Icon::Question
            } else {
                Icon::Tick
            };
            let date = date(at.date());
            let href = Route::Notice(id).href();
            return view! { class = class,
                <span class="sign"><Glyph icon /></span>
                <a class="what" href=href>
                    <b>{name}</b>
                    " "
                    <span class="when">{withheld}" "{date}</span>
                </a>
            }
            .into_any();
        }
        StepState::Overdue(..) | StepState::Unseen if !all_here => {
            (Icon::Clock, words.loading.to_owned())
        }
        StepState::Due(due, by) => {
            let text = (more.life_due)(&date(due.day), due.expected, by.verified);
            return with_law(Icon::Clock, name, text, &by.law);
        }
        StepState::Overdue(due, by) => {
            let only = by.only.as_ref().map(said);
            let text = (more.life_overdue)(&date(due.day), only.as_deref());
            return with_law(Icon::Warning, name, text, &by.law);
        }
        StepState::NotProvided => (Icon::Question, more.life_not_provided.to_owned()),
        StepState::Unseen => (Icon::Question, words.life_unseen.to_owned()),
        StepState::Ahead => (Icon::Clock, words.life_ahead.to_owned()),
        StepState::Ended => (Icon::Cross, words.life_ended.to_owned()),
    };
    view! { class = class,
        <span class="sign"><Glyph icon /></span>
        <span class="what">{name}" "<span class="when">{text}</span></span>
    }
    .into_any()
}

/// A stage with the day that the law gives it, and that law.
fn with_law(icon: Icon, name: &'static str, text: String, law: &str) -> AnyView {
    let class = style_sheet!("./src/components/life.css");
    view! { class = class,
        <span class="sign"><Glyph icon /></span>
        <span class="what">
            {name}
            " "
            <span class="when">{text}</span>
            <span class="law" lang="zh-CN">{law.to_owned()}</span>
        </span>
    }
    .into_any()
}

/// The value of `data-state`, by which the sheet colours a step.
fn code(state: StepState<'_>) -> &'static str {
    match state {
        StepState::Published(..) => "published",
        StepState::Overdue(_, by) if by.only.is_none() => "overdue",
        StepState::Overdue(..) => "perhaps",
        StepState::Unseen | StepState::NotProvided | StepState::Withheld(..) => "unseen",
        StepState::Due(..) | StepState::Ahead | StepState::Ended => "none",
    }
}
