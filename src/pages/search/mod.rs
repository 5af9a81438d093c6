//! 查询: the field, the filters with their counts, and the hits, all on the device.

pub mod facets;
#[cfg(test)]
mod facets_test;
pub mod field;
pub mod filters;
pub mod finder;
pub mod online;
pub mod region;
pub mod results;

pub use finder::{Finder, use_finder};

use crate::app::{Place, use_title};
use crate::locales::use_words;
use crate::state::use_record;
use archive::Results;
use field::Field;
use filters::Filters;
use leptos::prelude::*;
use online::Online;
use results::ResultList;

/// The id of this page's heading. Not the other pages' id: both may stand side by side.
pub const TITLE_ID: &str = "search-title";

/// The answer to the search in hand and the milliseconds that it took; `None` while nothing is
/// loaded.
pub type Answer = Memo<Option<(Results, f64)>>;

/// The search and its hits.
#[component]
pub fn SearchPane(
    /// Which page is shown: this one, or a notice beside it.
    place: Memo<Place>,
) -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let finder = use_finder();
    let answer: Answer = Memo::new(move |_| record.search(&finder.search(), 0, finder.shown()));
    let title = move || {
        place
            .with(|p| *p == Place::Search)
            .then(|| view! { <Title /> })
    };
    view! {
        <section class="page" aria-labelledby=TITLE_ID>
            {title}
            <h1 id=TITLE_ID tabindex="-1" class="hidden-text">{words.search}</h1>
            <Field />
            <Filters answer />
            <ResultList answer place />
            <Online />
        </section>
    }
}

/// The window's name while this page is the main one.
#[component]
fn Title() -> impl IntoView {
    let words = use_words();
    let finder = use_finder();
    use_title(move || match finder.search().text.trim() {
        "" => words.search.to_owned(),
        text => format!("{text} · {}", words.search),
    });
}
