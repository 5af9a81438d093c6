//! The line about the app itself: a newer version, data of one, what changed. Quiet, at the end of
//! the page and above the places, so that nothing being read moves.

use crate::app::Place;
use crate::locales::use_keep_words;
use crate::route::{Route, Section};
use crate::state::update::{self, News, Search};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// The line; nothing is drawn while there is nothing to say.
#[component]
pub fn Bar(
    /// Where the reader is: what changed is told on two pages only.
    place: Memo<Place>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/update.css");
    let words = use_keep_words();
    let news = Memo::new(move |_| {
        let here = matches!(place.get(), Place::Home | Place::More);
        update::news().filter(|news| here || *news != News::Updated)
    });
    Effect::new(move |_| {
        if news.get() == Some(News::Updated) {
            update::told();
        }
    });
    let text = move || match news.get() {
        None => "",
        Some(News::Ready) => words.ready,
        Some(News::TooOld(Search::Running) | News::NewerData(Search::Running)) => words.looking,
        Some(News::TooOld(Search::Nothing) | News::NewerData(Search::Nothing)) => words.no_newer,
        Some(News::TooOld(Search::Unasked)) => words.too_old,
        Some(News::NewerData(Search::Unasked)) => words.newer_data,
        Some(News::Updated) => words.updated,
    };
    let button = move |text: &'static str, does: fn()| {
        view! {
            <button type="button" class="button" on:click=move |_| does()>{text}</button>
        }
    };
    let ways = move || {
        match news.get() {
        None => ().into_any(),
        Some(News::Ready) => view! {
            {button(words.take, update::take)}
            {button(words.later, update::later)}
        }
        .into_any(),
        Some(News::TooOld(Search::Running) | News::NewerData(Search::Running)) => ().into_any(),
        Some(News::TooOld(_)) => button(words.look, update::search).into_any(),
        Some(News::NewerData(_)) => view! {
            {button(words.look, update::search)}
            {button(words.noted, update::noted)}
        }
        .into_any(),
        Some(News::Updated) => view! {
            <a class="button" href=Route::More(Section::Changes).href() on:click=|_| update::noted()>
                {words.what_changed}
            </a>
            {button(words.noted, update::noted)}
        }
        .into_any(),
    }
    };
    // The region stands there before it says anything, or screen readers would not hear it.
    view! { class = class,
        <section
            class="bar chrome"
            aria-label=words.about_app
            data-empty=move || news.get().is_none().to_string()
        >
            <p class="said" role="status">{text}</p>
            <div class="ways">{ways}</div>
        </section>
    }
}
