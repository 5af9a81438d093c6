//! The way to follow what a page shows, or to what is followed already.

use super::{Glyph, Icon};
use crate::locales::use_words;
use crate::route::{Follow, Route};
use crate::state::use_follows;
use leptos::prelude::*;
use record::Search;
use record::follow::Target;

/// What following a search means: its words and filters, not the days that were looked at.
pub fn search_target(search: &Search) -> Target {
    let lasting = Search {
        from: None,
        to: None,
        ..search.clone()
    };
    Target::Search(lasting.to_fragment())
}

/// 关注, or 已关注.
#[component]
pub fn FollowLink(
    /// What would be followed.
    #[prop(into)]
    target: Signal<Target>,
    /// What that is called, where the page does not say it.
    #[prop(optional, into)]
    what: String,
    /// Whether it stands in a line of text.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    let words = use_words();
    let follows = use_follows();
    let known = Memo::new(move |_| {
        let held = follows.get()?;
        target.with(|target| held.watching(target).map(|s| s.id))
    });
    let href = move || {
        let follow = match known.get() {
            Some(id) => Follow::Edit(id),
            None => Follow::New(target.get()),
        };
        Route::Follow(follow).href()
    };
    let text = move || match known.get() {
        Some(_) => words.followed,
        None => words.follow_this,
    };
    view! {
        <a class="button" data-kind=plain.then_some("plain") href=href>
            <Glyph icon=Icon::Bell />
            <span>{text}{what}</span>
        </a>
    }
}
