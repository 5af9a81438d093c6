//! The start page: who publishes, what this is, where to begin, how large, in which language.

use super::walk::{Step, use_walk};
use crate::app::TITLE_ID;
use crate::components::choice::{Choice, TextSize, option_id};
use crate::components::status::line::Line;
use crate::components::{Glyph, Icon};
use crate::locales::{names, use_kiosk_words, use_words};
use crate::platform::{clock, focus};
use crate::state::{Lang, use_record, use_settings};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// The start page.
#[component]
pub fn Start() -> impl IntoView {
    let class = style_sheet!("./src/pages/kiosk/kiosk.css");
    let (words, more) = (use_words(), use_kiosk_words());
    let (walk, record) = (use_walk(), use_record());
    let name = move || {
        let manifest = record.manifest();
        manifest.map_or_else(|| more.title.to_owned(), |m| names::instance(&m, words))
    };
    let holds = move || {
        let manifest = record.manifest()?;
        let all = manifest.packs.iter().map(|p| u64::from(p.count)).sum();
        Some((more.holds)(all))
    };
    // How old the data is, as everywhere (rule 4).
    let line = Memo::new(move |_| {
        let manifest = record.manifest();
        Line::of(words, &record.health(), manifest.as_deref(), clock::now())
    });
    let alert = move || line.read().alert;
    let age = move || {
        let line = line.read();
        let marks = line.marks.iter().filter(|m| !m.ok);
        let marks = marks.map(|m| format!("{} {}", m.name, m.note));
        let rest = marks.chain(line.advice.map(str::to_owned));
        rest.fold(line.text.clone(), |all, one| all + " · " + &one)
    };
    view! { class = class,
        <section class="start">
            <h1 class="name" id=TITLE_ID tabindex="-1">{name}</h1>
            <p class="what">{more.what}</p>
            <div class="begin">
                <button
                    type="button"
                    class="tile"
                    data-kind="main"
                    on:click=move |_| walk.go(Step::Region)
                >
                    <Glyph icon=Icon::Search />
                    <span class="tile-name">{more.begin}</span>
                    <span class="tile-count">{holds}</span>
                </button>
                <button type="button" class="tile" on:click=move |_| walk.go(Step::Results)>
                    <Glyph icon=Icon::Clock />
                    <span class="tile-name">{more.newest}</span>
                </button>
            </div>
            <p class="note"><Glyph icon=Icon::Code /><span>{more.scan_note}</span></p>
            <div class="choices">
                <div class="one"><TextSize /></div>
                <div class="one"><Language /></div>
            </div>
            <p class="soft"><span class="age" data-alert=move || alert().to_string()>{age}</span>" · "{more.privacy}</p>
        </section>
    }
}

#[component]
fn Language() -> impl IntoView {
    let words = use_words();
    let settings = use_settings();
    let lang = Lang::ALL.iter().position(|l| *l == words.lang).unwrap_or(0);
    let choose = move |at: usize| {
        if let Some(lang) = Lang::ALL.get(at) {
            settings.set_lang(*lang);
            // The page is drawn anew in the other language; the focus stays with the choice.
            request_animation_frame(move || {
                focus::move_to(&option_id("lang", at));
            });
        }
    };
    view! {
        <Choice
            label=words.language
            name="lang"
            options=words.languages.to_vec()
            chosen=Signal::stored(lang)
            choose=Callback::new(choose)
        />
    }
}
