//! 更多: settings, sources, storage, about; each has its own address.

pub mod about;
pub mod changes;
pub mod offline;
pub mod settings;
pub mod sources;
pub mod storage;

use crate::app::{TITLE_ID, use_title};
use crate::locales::{Words, keep, use_words};
use crate::platform::focus;
use crate::route::{Route, Section};
use about::About;
use changes::Changes;
use leptos::prelude::*;
use leptos_router::hooks::use_url;
use settings::Settings;
use sources::Sources;
use storage::Storage;

/// The page.
#[component]
pub fn More() -> impl IntoView {
    let words = use_words();
    use_title(move || words.more.to_owned());
    let url = use_url();
    Effect::new(move |_| {
        let wanted = url.with(|u| u.hash().trim_start_matches('#').to_owned());
        if let Some(section) = Section::ALL.into_iter().find(|s| s.anchor() == wanted) {
            // After the frame, which moves the focus to the page's heading on arrival.
            request_animation_frame(move || {
                request_animation_frame(move || {
                    focus::go_to(section.anchor());
                });
            });
        }
    });
    let link = move |section: Section| {
        view! {
            <a class="button" href=Route::More(section).href()>{name(section, words)}</a>
        }
    };
    view! {
        <div class="page">
            <h1 id=TITLE_ID tabindex="-1">{words.more}</h1>
            <div class="actions chrome">{Section::ALL.map(link).into_iter().collect_view()}</div>
            <Settings />
            <Sources />
            <Storage />
            <Changes />
            <About />
        </div>
    }
}

/// A part of the page under its heading, which its address leads to.
#[component]
fn Part(section: Section, children: Children) -> impl IntoView {
    let words = use_words();
    view! {
        <section class="section">
            <h2 id=section.anchor() tabindex="-1">{name(section, words)}</h2>
            {children()}
        </section>
    }
}

const fn name(section: Section, words: &Words) -> &'static str {
    match section {
        Section::Top => words.more,
        Section::Settings => words.settings,
        Section::Sources => words.sources,
        Section::Storage => words.storage,
        Section::Changes => keep::of(words.lang).changes,
        Section::About => words.about,
    }
}
