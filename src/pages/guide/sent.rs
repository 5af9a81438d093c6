//! 我的来信: letters that the reader noted as sent, and by when an answer is due.

use crate::components::{Icon, Message};
use crate::locales::{format, use_guide_words, use_words};
use crate::pages::letter::reply::ReplyDue;
use crate::platform::{clock, focus};
use crate::route::Route;
use crate::state::letters::{self, Sent};
use crate::state::reference::{Reference, use_law};
use crate::state::use_record;
use leptos::prelude::*;
use record::clock::Law;
use record::guide::Guide;
use stylers_macro::style_sheet;

/// The ids of what the focus goes to when the button that had it is gone.
const TITLE: &str = "my-letters";
const UNDO: &str = "my-letters-undo";

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
    let gone = StoredValue::new(None::<Sent>);
    let delete = Callback::new(move |sent: Sent| {
        if letters::delete(&sent) {
            gone.set_value(Some(sent));
            changed.update(|n| *n += 1);
            request_animation_frame(|| {
                focus::move_to(UNDO);
            });
        }
    });
    let undo = move |_| {
        if gone.get_value().is_some_and(letters::note) {
            gone.set_value(None);
            changed.update(|n| *n += 1);
            request_animation_frame(|| {
                focus::move_to(TITLE);
            });
        }
    };
    let list = move || {
        changed.track();
        let all = letters::sent();
        if all.is_empty() {
            return view! {
                <Message
                    icon=Icon::Clock
                    title=more.sent_none
                    text=more.sent_none_next.to_owned()
                />
            }
            .into_any();
        }
        let items = all
            .into_iter()
            .filter_map(|sent| item(sent, delete, law, guide));
        view! { <ul class="rows" aria-labelledby=TITLE>{items.collect_view()}</ul> }.into_any()
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
    view! {
        <section class="section">
            <h2 id=TITLE tabindex="-1">{more.sent}</h2>
            <p class="soft">{more.sent_note}</p>
            <div class="actions chrome">
                {way_back}
                <span role="status">{move || is_gone().then_some(more.sent_gone)}</span>
            </div>
            {list}
        </section>
    }
}

/// A letter; nothing for a kind that this version does not know.
fn item(
    sent: Sent,
    delete: Callback<Sent>,
    law: Reference<Law>,
    guide: Reference<Guide>,
) -> Option<AnyView> {
    let class = style_sheet!("./src/pages/guide/guide.css");
    let (words, more) = (use_words(), use_guide_words());
    let letter = sent.letter()?;
    let kind = (more.kind)(letter.kind);
    let day = format::date(sent.day, clock::today(), words.lang);
    let title = (!sent.title.is_empty()).then(|| {
        view! { class = class, <p class="title" lang="zh-CN">{sent.title.clone()}</p> }
    });
    let label = |what: &str| format!("{what} {kind} {}", sent.title);
    let (open, away) = (label(more.sent_open), label(more.delete));
    let of = sent.clone();
    let item = view! { class = class,
        <li class="item">
            <p><b>{kind}</b>" · "{(more.sent_day)(&day)}</p>
            {title}
            <ReplyDue sent law guide />
            <div class="actions chrome">
                <a class="button" href=Route::Letter(letter).href() aria-label=open>
                    {more.sent_open}
                </a>
                <button
                    type="button"
                    class="button"
                    aria-label=away
                    on:click=move |_| delete.run(of.clone())
                >
                    {more.delete}
                </button>
            </div>
        </li>
    };
    Some(item.into_any())
}
