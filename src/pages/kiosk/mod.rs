//! 自助终端: the app on a public screen. Tiles instead of typing, a field for a scanner, no way out
//! of the app, and nothing kept: whoever comes next finds the start page, and the device what lay
//! on it before. The page itself says that it is one (`platform::storage::keep_nothing`).

pub mod code;
pub mod idle;
pub mod notice;
pub mod results;
pub mod scanner;
pub mod start;
pub mod tiles;
pub mod walk;

use crate::app::use_title;
use crate::components::{Glyph, Icon};
use crate::locales::{KioskWords, use_kiosk_words, use_words};
use crate::platform::public::{self, Tapped};
use crate::platform::{page, storage};
use crate::route::Route;
use crate::state::use_record;
use idle::Idle;
use leptos::prelude::*;
use notice::{Elsewhere, FirmView, NoticeView, ProjectView};
use record::site::Dataset;
use results::Results;
use scanner::Scanner;
use start::Start;
use stylers_macro::style_sheet;
use tiles::{Domains, Regions, Stages};
use walk::{Step, Walk};

/// The page.
#[component]
pub fn KioskPage() -> impl IntoView {
    let words = use_kiosk_words();
    use_title(move || words.title.to_owned());
    if !storage::keeps_nothing() {
        // Came here within the app, which keeps a great deal: only a fresh page is a public screen.
        page::reload();
        return ().into_any();
    }
    on_cleanup(|| {
        // Away by the browser's own buttons: what shows next is the app as anybody has it.
        if Route::read(&page::base(), &page::path(), "") != Some(Route::Kiosk) {
            page::reload();
        }
    });
    let walk = Walk::provide();
    let links = public::hold_links(move |tapped| open(walk, tapped));
    StoredValue::new_local(links);
    let step = Memo::new(move |_| walk.step());
    let shown = move || match step.get() {
        Step::Start => view! { <Start /> }.into_any(),
        Step::Region => view! { <Regions /> }.into_any(),
        Step::Domain => view! { <Domains /> }.into_any(),
        Step::Stage => view! { <Stages /> }.into_any(),
        Step::Results => view! { <Results /> }.into_any(),
        Step::Notice(id) => view! { <NoticeView id /> }.into_any(),
        Step::Project(code) => view! { <ProjectView code /> }.into_any(),
        Step::Firm(text) => view! { <FirmView text /> }.into_any(),
        Step::Elsewhere { address, name } => view! { <Elsewhere address name /> }.into_any(),
    };
    view! {
        <div class="kiosk">
            <Bar />
            <Demo />
            <p class="said chrome" role="status">{walk.said}</p>
            {shown}
            <Idle />
        </div>
    }
    .into_any()
}

/// A link was tapped: what this screen can show it shows; anything else is for the reader's own
/// device. A number is dialled by nobody here.
fn open(walk: Walk, tapped: Tapped) {
    let base = page::public_base();
    let own = tapped.href.strip_prefix(&base);
    let route = own.and_then(|rest| {
        let (path, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let base = page::base();
        Route::read(&base, &format!("{base}{path}"), fragment)
    });
    walk.said.set(String::new());
    let name: String = tapped.text.trim().chars().take(80).collect();
    match (route, own) {
        (Some(route), _) => {
            show(walk, route, name);
        }
        (None, None) if tapped.href.starts_with("http") => walk.go(Step::Elsewhere {
            address: tapped.href,
            name,
        }),
        _ => {}
    }
}

/// Shows a page of ours, or its code where this screen does not have that page. What it was.
fn show(walk: Walk, route: Route, name: String) -> fn(&KioskWords) -> &'static str {
    match route {
        Route::Notice(id) => {
            walk.go(Step::Notice(id));
            |words| words.found_notice
        }
        Route::Project(code) => {
            walk.go(Step::Project(code));
            |words| words.found_project
        }
        Route::Search(search) => {
            walk.go_with(Step::Results, search);
            |words| words.found_search
        }
        Route::Blacklist(check) if !check.text.trim().is_empty() => {
            walk.go(Step::Firm(check.text));
            |words| words.found_firm
        }
        Route::Home | Route::Kiosk => {
            walk.home();
            |_| ""
        }
        route => {
            let address = crate::route::address(&route);
            walk.go(Step::Elsewhere { address, name });
            |words| words.found_page
        }
    }
}

/// The way back, the field for codes, the whole screen.
#[component]
fn Bar() -> impl IntoView {
    let class = style_sheet!("./src/pages/kiosk/kiosk.css");
    let words = use_kiosk_words();
    let walk = walk::use_walk();
    let away = Memo::new(move |_| walk.step() != Step::Start);
    let ways = move || {
        away.get().then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| walk.back()>
                    <Glyph icon=Icon::Back />
                    {use_words().back}
                </button>
                <button type="button" class="button" on:click=move |_| walk.home()>
                    <Glyph icon=Icon::Home />
                    {words.start}
                </button>
            }
        })
    };
    let room = RwSignal::new(public::can_fill());
    let filled = public::on_fill(move || {
        room.try_set(public::can_fill());
    });
    StoredValue::new_local(filled);
    let fill = move || {
        room.get().then(|| {
            view! {
                <button type="button" class="button" on:click=|_| public::fill()>
                    {words.full_screen}
                </button>
            }
        })
    };
    view! { class = class,
        <div class="bar chrome">
            <div class="ways">{ways}</div>
            <Scanner />
            {fill}
        </div>
    }
}

/// That the data is made up, where it is.
#[component]
fn Demo() -> impl IntoView {
    let record = use_record();
    let is_demo = move || {
        let manifest = record.manifest()?;
        (manifest.instance.dataset == Dataset::Demo)
            .then(|| view! { <p class="loud">{use_words().demo}</p> })
    };
    view! { {is_demo} }
}
