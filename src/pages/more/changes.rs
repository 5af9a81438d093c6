//! 更新记录: what changed in the app, fetched when somebody opens it, with what is new to this reader
//! marked.

use super::Part;
use crate::components::{Glyph, Icon};
use crate::locales::{format, use_keep_words, use_words};
use crate::platform::clock;
use crate::route::Section;
use crate::state::changes::{self, Change};
use crate::state::update;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_url;
use record::When;
use stylers_macro::style_sheet;

/// What is known of the list.
#[derive(Clone)]
enum List {
    Unasked,
    Coming,
    Here(Vec<Change>),
    Missing,
}

/// The changes.
#[component]
pub fn Changes() -> impl IntoView {
    let class = style_sheet!("./src/pages/more/changes.css");
    let (words, common) = (use_keep_words(), use_words());
    let lang = common.lang;
    let list = RwSignal::new(List::Unasked);
    let since = update::since();
    let ask = move || {
        if matches!(list.get_untracked(), List::Unasked | List::Missing) {
            list.set(List::Coming);
            spawn_local(async move {
                let found = changes::load().await.map_or(List::Missing, List::Here);
                list.try_set(found);
            });
        }
    };
    // Whoever comes for the list finds it open.
    let wanted = use_url().with_untracked(|url| url.hash().contains(Section::Changes.anchor()));
    if wanted {
        ask();
    }
    let shown = move || match list.get() {
        List::Unasked => ().into_any(),
        List::Coming => {
            view! { <p class="slow soft" role="status">{common.loading}</p> }.into_any()
        }
        List::Missing => view! { <p role="status">{words.changes_missing}</p> }.into_any(),
        List::Here(all) => {
            let one = |change: &Change| {
                let new = change.number() > since;
                let day = format::when(When::Day(change.day), clock::today(), lang);
                let said = change.said(lang).iter().cloned();
                let said = said.map(|text| view! { <li>{text}</li> }).collect_view();
                let new = new.then(|| {
                    view! { class = class, <span class="new">{words.new_to_you}</span> }
                });
                view! { class = class,
                    <h3 class="day">{day} {new}</h3>
                    <ul class="list">{said}</ul>
                }
            };
            all.iter().map(one).collect_view().into_any()
        }
    };
    view! {
        <Part section=Section::Changes>
            <details open=wanted on:toggle=move |_| ask()>
                <summary class="button"><Glyph icon=Icon::Down />{words.changes_read}</summary>
                <div class="section">
                    <p class="soft small">{words.changes_note}</p>
                    {shown}
                </div>
            </details>
        </Part>
    }
}
