//! The root: shared state, the router, the frame around every page.
//!
//! The router supplies addresses and links; which page an address means is `route`'s to say, so
//! there is no second table of routes. The list of hits stays in the document while a notice is
//! open: beside it on a wide screen, hidden on a phone, and so in its place on return.

use crate::components::help::Help;
use crate::components::nav::Nav;
use crate::components::notice_row::row_id;
use crate::components::status::Status;
use crate::locales::{Words, use_words};
use crate::pages::apart::Apart;
use crate::pages::home::Home;
use crate::pages::lost::Lost;
use crate::pages::search::{self, Finder, SearchPane};
use crate::platform::{focus, history, page, storage};
use crate::route::Route;
use crate::state::{self, Health, use_record, use_settings};
use leptos::ev;
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::hooks::use_url;
use leptos_router::location::{BrowserUrl, LocationProvider, Url};
use record::{NoticeId, ProjectCode};
use std::time::Duration;

/// Which page is shown: an address without its fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// 首页
    Home,
    /// 查询
    Search,
    /// 公告
    Notice(NoticeId),
    /// 项目
    Project(ProjectCode),
    /// 关注
    Follow,
    /// 黑名单
    Blacklist,
    /// 清单
    Catalogue,
    /// 定期通报
    Bulletin,
    /// The list behind a number of the two
    Duties,
    /// 责任主体
    Body,
    /// 进度查询
    Progress,
    /// 办事
    Guide,
    /// A letter being prepared
    Letter,
    /// Handing notices to other sites
    Embed,
    /// 更多
    More,
    /// 自助终端
    Kiosk,
    /// Every component in every state
    #[cfg(debug_assertions)]
    Gallery,
    /// An address where nothing lives
    Lost,
}

impl Place {
    fn of(route: Option<Route>) -> Self {
        match route {
            Some(Route::Home) => Self::Home,
            Some(Route::Search(_)) => Self::Search,
            Some(Route::Notice(id)) => Self::Notice(id),
            Some(Route::Project(code)) => Self::Project(code),
            Some(Route::Follow(_)) => Self::Follow,
            Some(Route::Blacklist(_)) => Self::Blacklist,
            Some(Route::Catalogue(_)) => Self::Catalogue,
            Some(Route::Bulletin(_)) => Self::Bulletin,
            Some(Route::Duties(_)) => Self::Duties,
            Some(Route::Body(_)) => Self::Body,
            Some(Route::Progress(_)) => Self::Progress,
            Some(Route::Guide) => Self::Guide,
            Some(Route::Letter(_)) => Self::Letter,
            Some(Route::Embed(_)) => Self::Embed,
            Some(Route::More(_)) => Self::More,
            Some(Route::Kiosk) => Self::Kiosk,
            #[cfg(debug_assertions)]
            Some(Route::Gallery) => Self::Gallery,
            None => Self::Lost,
        }
    }

    /// Whether it belongs to 查询 and may stand beside the list.
    pub const fn is_search(&self) -> bool {
        matches!(self, Self::Search | Self::Notice(_) | Self::Project(_))
    }

    /// The value of `data-place`, by which the sheets lay the panes out.
    const fn code(&self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Notice(_) | Self::Project(_) => "notice",
            _ => "page",
        }
    }
}

/// The app.
#[component]
pub fn App() -> impl IntoView {
    // Before anything is read or written: a public screen keeps nothing of who stands there.
    if Route::read(&page::base(), &page::path(), "") == Some(Route::Kiosk) {
        storage::keep_nothing();
        page::set_root("data-kiosk", "");
    }
    state::provide();
    let base = page::base().trim_end_matches('/').to_owned();
    view! {
        <Router base>
            <Shell />
        </Router>
    }
}

/// What outlives a change of language: the address, and the search with its place in the list.
#[component]
fn Shell() -> impl IntoView {
    let url = use_url();
    let route = move || url.with(read);
    let place = Memo::new(move |_| Place::of(route()));
    let finder = Finder::provide(place);
    let router = use_context::<BrowserUrl>();
    Effect::new(move |_| {
        if let Some(Route::Search(search)) = route() {
            finder.follow(search);
        }
        // Without a `Routes` nobody else tells the router that a page is ready for its address.
        if let Some(router) = &router {
            router.ready_to_complete();
        }
    });
    // Where the other pages were scrolled to, for those who come back to them.
    let scrolls: StoredValue<Vec<(Place, f64)>> = StoredValue::new(Vec::new());
    let handle = window_event_listener(ev::scroll, move |_| {
        let Some(place) = place.try_get_untracked() else {
            return;
        };
        scrolls.try_update_value(|all| {
            all.retain(|(known, _)| *known != place);
            all.push((place, history::scroll()));
        });
    });
    on_cleanup(move || handle.remove());
    history::watch_back();
    Effect::new(move |before: Option<Place>| {
        let now = place.get();
        if let Some(before) = before
            && before != now
        {
            page::moved();
            history::moved();
            let back = history::take_back();
            let known = scrolls.with_value(|all| all.iter().find(|(p, _)| *p == now).cloned());
            let left = known.filter(|_| back).map(|(_, y)| y);
            arrive(before, now.clone(), finder, left);
        }
        now
    });
    // What the publisher wrote into the page stays until its like can be drawn, or somebody went
    // on from there. A notice and the blacklist say so themselves, since they need more.
    let record = use_record();
    Effect::new(move |_| {
        let waits = matches!(
            record.health(),
            Health::Starting | Health::Checking | Health::Fresh { .. }
        );
        let apart = matches!(place.get(), Place::Notice(_) | Place::Blacklist);
        if !waits || record.progress().packs_done > 0 && !apart {
            page::drawn();
        }
    });
    let apart = Apart::load_soon();
    let settings = use_settings();
    // Other choices change nothing here: drawing all anew would lose the reader's place and focus.
    let lang = Memo::new(move |_| settings.lang());
    // A moment after the rest: so that a slow phone is never busy for long without a break.
    let begun = RwSignal::new(false);
    set_timeout(move || _ = begun.try_set(true), Duration::ZERO);
    move || {
        let lang = lang.get();
        begun.get().then(|| {
            provide_context(Words::of(lang));
            view! { <Frame place apart /> }.into_any()
        })
    }
}

/// The frame: what every page has around it.
#[component]
fn Frame(place: Memo<Place>, apart: Apart) -> impl IntoView {
    let words = use_words();
    // Once wanted the list stays, so that a return finds it as it was left.
    let listed =
        Memo::new(move |was: Option<&bool>| was == Some(&true) || place.with(Place::is_search));
    let list = move || listed.get().then(|| view! { <SearchPane place /> });
    let page = move || match place.get() {
        Place::Home => view! { <Home /> }.into_any(),
        Place::Search => view! {
            <p class="unread chrome">{words.pick_one}</p>
            {move || apart.sheet()}
        }
        .into_any(),
        Place::Lost => view! { <Lost /> }.into_any(),
        place => apart.draw(place),
    };
    // A public screen has no other places to go to.
    let public = storage::keeps_nothing();
    view! {
        <div class="app">
            <button type="button" class="skip" on:click=|_| {
                focus::go_to("content");
            }>
                {words.skip}
            </button>
            <div class="frame">
                {(!public).then(|| view! { <Status /> })}
                <main id="content" tabindex="-1" data-place=move || place.with(Place::code)>
                    <div class="list-pane">{list}</div>
                    <div class="detail-pane">{page}</div>
                </main>
                <Help />
                {move || apart.bar(place)}
            </div>
            {(!public).then(|| view! { <Nav place /> })}
        </div>
    }
}

fn read(url: &Url) -> Option<Route> {
    Route::read(&page::base(), url.path(), url.hash())
}

/// After a change of page: the focus to its heading, so that it is read out, and to the top; but
/// on return to the list to the row that was left, and on any return to where it was left.
fn arrive(before: Place, now: Place, finder: Finder, left: Option<f64>) {
    request_animation_frame(move || match (before, now) {
        (before, Place::Search) => {
            if finder.take_typing() {
                return;
            }
            let row = match before {
                Place::Notice(id) => Some(row_id(id)),
                _ => None,
            };
            if !row.is_some_and(|row| focus::move_to(&row)) {
                focus::move_to(search::TITLE_ID);
            }
            history::scroll_to(finder.scroll());
        }
        _ => {
            focus::move_to(TITLE_ID);
            history::scroll_to(0.0);
            if let Some(y) = left {
                // Once the page has its numbers and with them its length.
                request_animation_frame(move || {
                    request_animation_frame(move || history::scroll_to(y));
                });
            }
        }
    });
}

/// The id of the heading of every page but the list.
pub const TITLE_ID: &str = "title";

/// Names the browser's window after the page, as long as the page is there.
pub fn use_title(title: impl Fn() -> String + 'static) {
    let words = use_words();
    Effect::new(move |_| page::set_title(&format!("{} · {}", title(), words.app)));
}
