//! An address where nothing lives.

use crate::app::{TITLE_ID, use_title};
use crate::components::{Icon, Message};
use crate::locales::use_words;
use crate::route::Route;
use leptos::prelude::*;
use record::Search;

/// Says so, and leads on.
#[component]
pub fn Lost() -> impl IntoView {
    let words = use_words();
    use_title(move || words.lost.to_owned());
    view! {
        <div class="page">
            <h1 id=TITLE_ID tabindex="-1" class="hidden-text">{words.lost}</h1>
            <Message icon=Icon::Search title=words.lost text=words.lost_next>
                <a class="button" href=Route::Home.href()>{words.home}</a>
                <a class="button" href=Route::Search(Search::default()).href()>{words.search}</a>
            </Message>
        </div>
    }
}
