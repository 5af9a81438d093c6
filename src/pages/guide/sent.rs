//! 我写的信: letters that the reader is writing, and those noted as sent, with the day by which an
//! answer is due.

use crate::components::{Icon, Message};
use crate::locales::{format, use_guide_words, use_words};
use crate::pages::letter::reply::ReplyDue;
use crate::platform::{clock, focus};
use crate::route::{Letter, Route};
use crate::state::letters::{self, Draft, Sent};
use crate::state::reference::{Reference, use_law};
use crate::state::use_record;
use leptos::prelude::*;
use record::clock::Law;
use record::guide::Guide;
use stylers_macro::style_sheet;

/// The ids of what the focus goes to when the button that had it is gone.
const TITLE: &str = "my-letters";
const UNDO: &str = "my-letters-undo";

/// What was written, or noted as sent.
#[derive(Clone, PartialEq, Eq)]
enum Mine {
    Draft(Draft),
    Sent(Sent),
}

impl Mine {
    fn delete(&self) -> bool {
        match self {
            Self::Draft(draft) => letters::delete_draft(draft),
            Self::Sent(sent) => letters::delete(sent),
        }
    }

    fn restore(self) -> bool {
        match self {
            Self::Draft(draft) => letters::restore(draft),
            Self::Sent(sent) => letters::note(sent),
        }
    }

    /// Which letter it is; `None` for a kind that this version does not know.
    fn letter(&self) -> Option<Letter> {
        match self {
            Self::Draft(draft) => draft.letter(),
            Self::Sent(sent) => sent.letter(),
        }
    }

    fn title(&self) -> &str {
        match self {
            Self::Draft(draft) => &draft.title,
            Self::Sent(sent) => &sent.title,
        }
    }
}

/// The reader's letters.
#[component]
pub fn SentLetters(
    /// The guide, which says by what checked law an answer is due.
    guide: Reference<Guide>,
) -> impl IntoView {
    let more = use_guide_words();
    let law = use_law(use_record());
    // What is stored is the state; this only says that it changed.
    let changed = RwSignal::new(0_u32);
    let gone = StoredValue::new(None::<Mine>);
    let delete = Callback::new(move |mine: Mine| {
        if mine.delete() {
            gone.set_value(Some(mine));
            changed.update(|n| *n += 1);
            request_animation_frame(|| {
                focus::move_to(UNDO);
            });
        }
    });
    let undo = move |_| {
        if gone.get_value().is_some_and(Mine::restore) {
            gone.set_value(None);
            changed.update(|n| *n += 1);
            request_animation_frame(|| {
                focus::move_to(TITLE);
            });
        }
    };
    let list = move || {
        changed.track();
        let drafts = letters::drafts().into_iter().map(Mine::Draft);
        let all = drafts.chain(letters::sent().into_iter().map(Mine::Sent));
        let items: Vec<_> = all
            .filter_map(|mine| item(mine, delete, law, guide))
            .collect();
        if items.is_empty() {
            return view! {
                <Message
                    icon=Icon::Clock
                    title=more.sent_none
                    text=more.sent_none_next.to_owned()
                />
            }
            .into_any();
        }
        view! { <ul class="rows" aria-labelledby=TITLE>{items}</ul> }.into_any()
    };
    let is_gone = move || {
        changed.track();
        gone.with_value(Option::is_some)
    };
    let way_back = move || {
        is_gone().then(|| {
            view! { <button type="button" class="button" id=UNDO on:click=undo>{more.undo}</button> }
        })
    };
    let said = move || {
        changed.track();
        gone.with_value(|gone| match gone {
            None => "",
            Some(Mine::Draft(_)) => more.draft_gone,
            Some(Mine::Sent(_)) => more.sent_gone,
        })
    };
    view! {
        <section class="section">
            <h2 id=TITLE tabindex="-1">{more.sent}</h2>
            <p class="soft">{more.sent_note}</p>
            <div class="actions chrome">
                {way_back}
                <span role="status">{said}</span>
            </div>
            {list}
        </section>
    }
}

/// A letter; nothing for a kind that this version does not know.
fn item(
    mine: Mine,
    delete: Callback<Mine>,
    law: Reference<Law>,
    guide: Reference<Guide>,
) -> Option<AnyView> {
    let class = style_sheet!("./src/pages/guide/guide.css");
    let (words, more) = (use_words(), use_guide_words());
    let letter = mine.letter()?;
    let kind = (more.kind)(letter.kind);
    let (state, open, due) = match &mine {
        Mine::Draft(_) => (more.draft.to_owned(), more.draft_open, None),
        Mine::Sent(sent) => {
            let day = format::date(sent.day, clock::today(), words.lang);
            let due = view! { <ReplyDue sent=sent.clone() law guide /> };
            ((more.sent_day)(&day), more.sent_open, Some(due))
        }
    };
    let title = mine.title().to_owned();
    let label = |what: &str| format!("{what} {kind} {title}");
    let (open_label, away) = (label(open), label(more.delete));
    let title = (!title.is_empty()).then(|| {
        view! { class = class, <p class="title" lang="zh-CN">{title}</p> }
    });
    let item = view! { class = class,
        <li class="item">
            <p><b>{kind}</b>" · "{state}</p>
            {title}
            {due}
            <div class="actions chrome">
                <a class="button" href=Route::Letter(letter).href() aria-label=open_label>
                    {open}
                </a>
                <button
                    type="button"
                    class="button"
                    aria-label=away
                    on:click=move |_| delete.run(mine.clone())
                >
                    {more.delete}
                </button>
            </div>
        </li>
    };
    Some(item.into_any())
}
