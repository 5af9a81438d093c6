//! The places of the app: a bar at the bottom of a phone, a rail at the left from 1024 px.

use super::{Glyph, Icon};
use crate::app::Place;
use crate::locales::use_words;
use crate::pages::search::use_finder;
use crate::route::{Check, Follow, Route, Section};
use crate::state::use_follows;
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// The main navigation. 查询 leads back to the search as it was left.
#[component]
pub fn Nav(
    /// Where the reader is.
    place: Memo<Place>,
) -> impl IntoView {
    let class = style_sheet!("./src/components/nav.css");
    let words = use_words();
    let finder = use_finder();
    let follows = use_follows();
    let count = Memo::new(move |_| follows.badge());
    let unread = move || {
        let count = count.get();
        (count > 0).then(|| {
            let shown = if count > 99 {
                "99+".to_owned()
            } else {
                count.to_string()
            };
            view! { class = class,
                <span class="badge" aria-hidden="true">{shown}</span>
                <span class="hidden-text">{(words.unread)(count)}</span>
            }
        })
    };
    let link = move |icon, text, at: fn(&Place) -> bool, href: Signal<String>| {
        let current = move || place.with(at).then_some("page");
        let badge = (icon == Icon::Bell).then_some(unread);
        view! { class = class,
            <li>
                <a class="place" href=href aria-current=current>
                    <Glyph icon />
                    <span>{text}</span>
                    {badge}
                </a>
            </li>
        }
    };
    let home = Signal::stored(Route::Home.href());
    let search = Signal::derive(move || Route::Search(finder.search()).href());
    let follow = Signal::stored(Route::Follow(Follow::Inbox).href());
    let blacklist = Signal::stored(Route::Blacklist(Check::default()).href());
    let more = Signal::stored(Route::More(Section::Top).href());
    view! { class = class,
        <nav class="nav chrome" aria-label=words.nav>
            <ul class="places">
                {link(Icon::Home, words.home, |p| *p == Place::Home, home)}
                {link(Icon::Search, words.search, Place::is_search, search)}
                {link(Icon::Bell, words.follow, |p| *p == Place::Follow, follow)}
                {link(Icon::Shield, words.blacklist, |p| *p == Place::Blacklist, blacklist)}
                {link(Icon::More, words.more, |p| *p == Place::More, more)}
            </ul>
        </nav>
    }
}
