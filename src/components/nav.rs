//! The places of the app: a bar at the bottom of a phone, a rail at the left from 1024 px.

use super::{Glyph, Icon};
use crate::app::Place;
use crate::locales::use_words;
use crate::pages::search::use_finder;
use crate::route::{Check, Route, Section};
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
    let link = move |icon, text, at: fn(&Place) -> bool, href: Signal<String>| {
        let current = move || place.with(at).then_some("page");
        view! { class = class,
            <li>
                <a class="place" href=href aria-current=current>
                    <Glyph icon />
                    <span>{text}</span>
                </a>
            </li>
        }
    };
    let home = Signal::stored(Route::Home.href());
    let search = Signal::derive(move || Route::Search(finder.search()).href());
    let blacklist = Signal::stored(Route::Blacklist(Check::default()).href());
    let more = Signal::stored(Route::More(Section::Top).href());
    view! { class = class,
        <nav class="nav chrome" aria-label=words.nav>
            <ul class="places">
                {link(Icon::Home, words.home, |p| *p == Place::Home, home)}
                {link(Icon::Search, words.search, Place::is_search, search)}
                {link(Icon::Shield, words.blacklist, |p| *p == Place::Blacklist, blacklist)}
                {link(Icon::More, words.more, |p| *p == Place::More, more)}
            </ul>
        </nav>
    }
}
