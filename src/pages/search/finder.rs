//! The search in hand, and where the reader is in its list. Lives as long as the app.
//!
//! The address is the state (rule 7). Typing replaces its fragment and tapping pushes one, both
//! past the router: browsers refuse too many changes, and the router takes that for a bug.

use crate::app::Place;
use crate::platform::history;
use crate::route::Route;
use leptos::ev;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use record::Search;

/// Hits shown at first, and added by each "more".
pub const PAGE: u32 = 20;

type Navigate = Box<dyn Fn(&str)>;

/// The search in hand.
#[derive(Clone, Copy)]
pub struct Finder {
    search: RwSignal<Search>,
    shown: RwSignal<u32>,
    scroll: StoredValue<f64>,
    typing: StoredValue<bool>,
    place: Memo<Place>,
    navigate: StoredValue<Navigate, LocalStorage>,
}

/// The search of this app.
pub fn use_finder() -> Finder {
    expect_context()
}

impl Finder {
    /// Creates it and puts it into the context; inside the router.
    pub fn provide(place: Memo<Place>) -> Self {
        let navigate = use_navigate();
        let options = NavigateOptions {
            resolve: false,
            scroll: false,
            ..NavigateOptions::default()
        };
        let finder = Self {
            search: RwSignal::new(Search::default()),
            shown: RwSignal::new(PAGE),
            scroll: StoredValue::new(0.0),
            typing: StoredValue::new(false),
            place,
            navigate: StoredValue::new_local(Box::new(move |href| navigate(href, options.clone()))),
        };
        let handle = window_event_listener(ev::scroll, move |_| {
            // Also fires when the list has just been hidden; that is not where the reader was.
            if place.try_get_untracked() == Some(Place::Search) {
                finder.scroll.set_value(history::scroll());
            }
        });
        on_cleanup(move || handle.remove());
        provide_context(finder);
        finder
    }

    /// The search. Reactive.
    pub fn search(&self) -> Search {
        self.search.get()
    }

    /// How many hits are shown at most. Reactive.
    pub fn shown(&self) -> u32 {
        self.shown.get()
    }

    /// Shows more hits.
    pub fn show_more(&self) {
        self.shown.update(|n| *n = n.saturating_add(PAGE));
    }

    /// How far the list was scrolled when it was last seen.
    pub fn scroll(&self) -> f64 {
        self.scroll.get_value()
    }

    /// Whether the reader came here by the field or a filter beside a notice, which then keeps
    /// the focus. Asked once per arrival.
    pub fn take_typing(&self) -> bool {
        let was = self.typing.get_value();
        self.typing.set_value(false);
        was
    }

    /// Takes over a search that an address says.
    pub fn follow(&self, search: Search) {
        if self.search.with_untracked(|have| *have != search) {
            self.begin(search);
        }
    }

    /// Changes the words.
    pub fn type_text(&self, text: String) {
        let search = Search {
            text,
            ..self.search.get_untracked()
        };
        self.write(search, history::replace_fragment);
    }

    /// Changes a filter.
    pub fn tap(&self, change: impl FnOnce(&mut Search)) {
        let mut search = self.search.get_untracked();
        change(&mut search);
        self.write(search, history::push_fragment);
    }

    fn write(&self, search: Search, into_address: fn(&str)) {
        let fragment = search.to_fragment();
        let href = Route::Search(search.clone()).href();
        self.begin(search);
        if self.place.get_untracked() == Place::Search {
            into_address(&fragment);
        } else {
            self.typing.set_value(true);
            // Beside a notice the list stands too; a new search closes the notice.
            self.navigate.with_value(|navigate| navigate(&href));
        }
    }

    fn begin(&self, search: Search) {
        self.search.set(search);
        self.shown.set(PAGE);
        self.scroll.set_value(0.0);
    }
}
