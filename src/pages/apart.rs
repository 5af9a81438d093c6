//! The pages that are not needed for a first list, loaded apart: the release build cuts them out
//! of the app's WebAssembly into a second file (`xtask/src/split.rs`). Every other build holds
//! them like any page. Nothing outside may name these pages, or they come back into the first file.

use super::blacklist::BlacklistPage;
use super::body::BodyPage;
use super::bulletin::BulletinPage;
use super::catalogue::CataloguePage;
use super::duties::DutiesPage;
use super::embed::EmbedPage;
use super::follow::FollowPage;
use super::guide::GuidePage;
use super::kiosk::KioskPage;
use super::letter::LetterPage;
use super::more::More;
use super::notice::NoticePage;
use super::progress::ProgressPage;
use super::project::ProjectPage;
use super::sheet::SearchSheet;
use super::update::Bar;
use crate::app::Place;
use crate::components::{Icon, Message};
use crate::locales::use_words;
use crate::platform::{install, notify, page, storage};
use crate::route::Route;
use crate::state::{Debarments, Follows, Health, Record, following, inbox, keep, push, update};
use crate::state::{use_debarments, use_follows, use_record};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// What the second file brings.
#[derive(Clone, Copy)]
struct Pages {
    /// Draws such a page.
    draw: fn(Place) -> AnyView,
    /// What runs from then on, whichever page is shown: the blacklist is followed, and forgotten;
    /// newer versions are looked for; changes are matched against subscriptions; what a push
    /// server was told is kept true.
    start: fn(Debarments, Follows, Record),
    /// Draws what there is to say about the app itself.
    bar: fn(Memo<Place>) -> AnyView,
}

const PAGES: Pages = Pages { draw, start, bar };

fn bar(place: Memo<Place>) -> AnyView {
    if storage::keeps_nothing() {
        // Whoever stands at a public screen has no say about it.
        return ().into_any();
    }
    view! { <Bar place /> }.into_any()
}

fn start(debarments: Debarments, follows: Follows, record: Record) {
    debarments.start(record);
    update::start(record);
    if storage::keeps_nothing() {
        // A public screen follows nothing, and nobody pushes to it.
        return;
    }
    following::start(follows, debarments, record);
    let navigate = use_navigate();
    notify::on_tapped(move |path| {
        // What a worker says is an address of ours, or nothing.
        if Route::read(&page::base(), &path, "").is_some() {
            let options = NavigateOptions {
                resolve: false,
                ..NavigateOptions::default()
            };
            navigate(&path, options);
        }
    });
    push::start(follows, record);
    install::on_installed(inbox::invite_never);
    keep::start(follows, record);
}

fn draw(place: Place) -> AnyView {
    match place {
        Place::Notice(id) => view! { <NoticePage id /> }.into_any(),
        Place::Project(code) => view! { <ProjectPage code /> }.into_any(),
        Place::Follow => view! { <FollowPage /> }.into_any(),
        Place::Blacklist => view! { <BlacklistPage /> }.into_any(),
        Place::Catalogue => view! { <CataloguePage /> }.into_any(),
        Place::Bulletin => view! { <BulletinPage /> }.into_any(),
        Place::Duties => view! { <DutiesPage /> }.into_any(),
        Place::Body => view! { <BodyPage /> }.into_any(),
        Place::Progress => view! { <ProgressPage /> }.into_any(),
        Place::Guide => view! { <GuidePage /> }.into_any(),
        Place::Letter => view! { <LetterPage /> }.into_any(),
        Place::Embed => view! { <EmbedPage /> }.into_any(),
        Place::More => view! { <More /> }.into_any(),
        Place::Kiosk => view! { <KioskPage /> }.into_any(),
        // What of the list is seen on paper alone.
        Place::Search => view! { <SearchSheet /> }.into_any(),
        #[cfg(debug_assertions)]
        Place::Gallery => view! { <super::gallery::Gallery /> }.into_any(),
        Place::Home | Place::Lost => ().into_any(),
    }
}

#[cfg(split_pages)]
#[allow(
    unsafe_code,
    improper_ctypes_definitions,
    reason = "the macro calls the second file through its exports; both are of one compilation"
)]
mod load {
    use super::{PAGES, Pages, SplitLoaderError};

    /// Loads the pages; the function is the one thing that the second file exports.
    #[leptos::wasm_split::wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
    pub(super) fn load() -> Result<Pages, SplitLoaderError> {
        Ok(PAGES)
    }
}

#[cfg(not(split_pages))]
mod load {
    use super::{PAGES, Pages, SplitLoaderError};

    /// Nothing to load: this build is in one piece.
    #[allow(clippy::unused_async, reason = "as in the split build")]
    pub(super) async fn load() -> Result<Pages, SplitLoaderError> {
        Ok(PAGES)
    }
}

/// How far the pages are.
#[derive(Clone, Copy)]
enum State {
    Unasked,
    Coming,
    Here(Pages),
    Failed,
}

/// The pages that are loaded apart, loaded at most once.
#[derive(Clone, Copy)]
pub struct Apart(RwSignal<State>);

impl Apart {
    /// Asks for them as soon as the first notices are here, so that they are at hand before
    /// anybody taps one, and again when the network is back. Once an app, where no change of
    /// language ends it.
    pub fn load_soon() -> Self {
        let apart = Self(RwSignal::new(State::Unasked));
        let record = use_record();
        let debarments = use_debarments();
        let follows = use_follows();
        Effect::new(move |started: Option<bool>| {
            let started = started == Some(true);
            match apart.0.get() {
                State::Here(pages) if !started => {
                    (pages.start)(debarments, follows, record);
                    true
                }
                _ => started,
            }
        });
        Effect::new(move |_| {
            let fresh = matches!(record.health(), Health::Fresh { .. });
            if fresh || record.progress().packs_done > 0 {
                apart.ask();
            }
        });
        apart
    }

    /// Asks for them, unless they are here or coming.
    fn ask(self) {
        if matches!(self.0.get_untracked(), State::Coming | State::Here(_)) {
            return;
        }
        self.0.set(State::Coming);
        spawn_local(async move {
            let loaded = load::load().await;
            let state = loaded.map_or(State::Failed, State::Here);
            self.0.try_set(state);
        });
    }

    /// What a list needs of them: its sheet of paper. Nothing until they are here, and asks for
    /// nothing, because the list comes first.
    pub fn sheet(self) -> Option<AnyView> {
        match self.0.get() {
            State::Here(pages) => Some((pages.draw)(Place::Search)),
            _ => None,
        }
    }

    /// Draws the line about the app itself, once it is here.
    pub fn bar(self, place: Memo<Place>) -> AnyView {
        match self.0.get() {
            State::Here(pages) => (pages.bar)(place),
            _ => ().into_any(),
        }
    }

    /// Draws a page, or says how far it is.
    pub fn draw(self, place: Place) -> AnyView {
        if matches!(self.0.get_untracked(), State::Unasked) {
            self.ask();
        }
        let words = use_words();
        match self.0.get() {
            State::Here(pages) => (pages.draw)(place),
            State::Failed => {
                // With a network the file may be gone, with a later version in its place.
                let again = move |_| {
                    if page::is_online() {
                        page::reload();
                    } else {
                        self.ask();
                    }
                };
                view! {
                    <Message icon=Icon::Offline title=words.page_offline text=words.page_offline_next>
                        <button type="button" class="button" on:click=again>
                            {words.retry}
                        </button>
                    </Message>
                }
                .into_any()
            }
            State::Unasked | State::Coming => {
                view! { <p class="slow soft" role="status">{words.loading}</p> }.into_any()
            }
        }
    }
}
