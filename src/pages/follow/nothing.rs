//! What to say to somebody who follows nothing yet: why, how, and three ways to begin.

use super::describe::suggestions;
use crate::locales::{names, use_follow_words, use_words};
use crate::route::Route;
use crate::state::{use_record, use_settings};
use leptos::prelude::*;
use record::Search;

/// The page of somebody who follows nothing.
#[component]
pub fn NothingFollowed() -> impl IntoView {
    let (words, more) = (use_words(), use_follow_words());
    let (record, settings) = (use_record(), use_settings());
    let ways = move || {
        let manifest = record.manifest();
        let home = manifest.map(|manifest| manifest.instance.home_region);
        let home = settings.region().or(home);
        let name = names::region(&record.regions(), home, "", words.lang);
        let texts = [
            (more.suggest_awards)(&name),
            more.suggest_blacklist.to_owned(),
            (more.suggest_tenders)(&name),
        ];
        let ways = suggestions(home).into_iter().zip(texts);
        ways.map(|(follow, text)| {
            let href = Route::Follow(follow).href();
            view! { <a class="button" data-kind="tile" href=href>{text}</a> }
        })
        .collect_view()
    };
    let search = Route::Search(Search::default()).href();
    view! {
        <section class="section">
            <h2>{more.nothing}</h2>
            <p>{more.nothing_why}</p>
            <p>{more.nothing_how}</p>
            <div class="actions">
                {ways}
                <a class="button" data-kind="tile" href=search>{more.suggest_search}</a>
            </div>
        </section>
    }
}
