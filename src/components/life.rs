//! 全过程: the stages of a project in order, what is public of each, and what each gap is.

use super::{Glyph, Icon};
use crate::locales::{Words, format, use_words};
use crate::platform::clock;
use crate::route::Route;
use crate::state::use_record;
use leptos::prelude::*;
use record::{Notice, NoticeId, Step, StepState, life};
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
    let Some(newest) = notices.last() else {
        return ().into_any();
    };
    let open = notices.iter().find(|n| Some(n.id) == open);
    let here = open.and_then(|n| n.stage);
    let steps = life(newest.domain, &notices);
    // Older notices load last: until all are here, a stage that was not seen may still come.
    let all_here = use_record().progress().done;
    let steps = steps.into_iter().map(|step| {
        let is_here = here == Some(step.stage);
        view! { class = class,
            <li class="step" data-state=code(step.state) aria-current=is_here.then_some("step")>
                {said(step, all_here, words)}
            </li>
        }
    });
    view! { class = class,
        <ol class="life" aria-label=words.life>{steps.collect_view()}</ol>
    }
    .into_any()
}

fn said(step: Step, all_here: bool, words: &'static Words) -> impl IntoView {
    let class = style_sheet!("./src/components/life.css");
    let name = (words.stage)(step.stage);
    let (icon, text) = match step.state {
        StepState::Published(id, at) => {
            let date = format::date(at.date(), clock::today(), words.lang);
            let href = Route::Notice(id).href();
            return view! { class = class,
                <span class="sign"><Glyph icon=Icon::Tick /></span>
                <a class="what" href=href>
                    <b>{name}</b>
                    " "
                    <span class="when">{date}</span>
                </a>
            }
            .into_any();
        }
        StepState::Unseen if !all_here => (Icon::Clock, words.loading),
        StepState::Unseen => (Icon::Question, words.life_unseen),
        StepState::Ahead => (Icon::Clock, words.life_ahead),
        StepState::Ended => (Icon::Cross, words.life_ended),
    };
    view! { class = class,
        <span class="sign"><Glyph icon /></span>
        <span class="what">{name}" "<span class="when">{text}</span></span>
    }
    .into_any()
}

/// The value of `data-state`, by which the sheet colours a step.
const fn code(state: StepState) -> &'static str {
    match state {
        StepState::Published(..) => "published",
        StepState::Unseen => "unseen",
        StepState::Ahead | StepState::Ended => "none",
    }
}
