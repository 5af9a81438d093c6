//! 更多: settings, installing, sources, storage, about; each has its own address. The first choices
//! are a screen of their own under it.

pub mod about;
pub mod changes;
pub mod install;
pub mod offline;
pub mod settings;
pub mod sources;
pub mod storage;
pub mod welcome;

use crate::app::{TITLE_ID, use_title};
use crate::locales::{Words, keep, use_embed_words, use_kiosk_words, use_people_words, use_words};
use crate::platform::{focus, history};
use crate::route::{Route, Section};
use about::About;
use changes::Changes;
use install::Install;
use leptos::prelude::*;
use leptos_router::hooks::use_url;
use settings::Settings;
use sources::Sources;
use storage::Storage;
use welcome::Welcome;

/// The page.
#[component]
pub fn More() -> impl IntoView {
    let url = use_url();
    let is_welcome = Memo::new(move |_| {
        url.with(|u| u.hash().trim_start_matches('#') == Section::Welcome.anchor())
    });
    // Both are one page to the frame, which moves the focus between pages alone.
    Effect::new(move |before: Option<bool>| {
        let now = is_welcome.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(|| {
                focus::move_to(TITLE_ID);
                history::scroll_to(0.0);
            });
        }
        now
    });
    let content = move || match is_welcome.get() {
        true => view! { <Welcome /> }.into_any(),
        false => view! { <Parts /> }.into_any(),
    };
    view! { <div class="page">{content}</div> }
}

/// The parts, one after the other.
#[component]
fn Parts() -> impl IntoView {
    let words = use_words();
    use_title(move || words.more.to_owned());
    let url = use_url();
    Effect::new(move |_| {
        let wanted = url.with(|u| u.hash().trim_start_matches('#').to_owned());
        if let Some(section) = Section::PARTS.into_iter().find(|s| s.anchor() == wanted) {
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
        <h1 id=TITLE_ID tabindex="-1">{words.more}</h1>
        <div class="actions chrome">
            {Section::PARTS.map(link).into_iter().collect_view()}
            <a class="button" href=Route::Embed(String::new()).href()>
                {use_embed_words().title}
            </a>
        </div>
        <Settings />
        <Install />
        <Sources />
        <Storage />
        <Changes />
        <About />
        // A fresh page: only that is a public screen.
        <p class="chrome">
            <a class="button" rel="external" href=Route::Kiosk.href()>
                {use_kiosk_words().settings_link}
            </a>
        </p>
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

fn name(section: Section, words: &Words) -> &'static str {
    match section {
        Section::Top => words.more,
        Section::Settings => words.settings,
        Section::Welcome => use_people_words().welcome,
        Section::Install => use_people_words().install,
        Section::Sources => words.sources,
        Section::Storage => words.storage,
        Section::Changes => keep::of(words.lang).changes,
        Section::About => words.about,
    }
}
