//! 设置: text size, colours, language, home region. Kept on the device.

use super::Part;
use crate::components::RegionSelect;
use crate::components::choice::{Choice, TextSize, option_id};
use crate::locales::use_words;
use crate::platform::focus;
use crate::route::Section;
use crate::state::{Lang, Theme, use_record, use_settings};
use leptos::prelude::*;

/// The settings.
#[component]
pub fn Settings() -> impl IntoView {
    let words = use_words();
    let settings = use_settings();
    let theme = move || {
        let theme = settings.theme();
        Theme::ALL.iter().position(|t| *t == theme).unwrap_or(0)
    };
    let set_theme = move |at: usize| {
        if let Some(theme) = Theme::ALL.get(at) {
            settings.set_theme(*theme);
        }
    };
    let lang = Lang::ALL.iter().position(|l| *l == words.lang).unwrap_or(0);
    let set_lang = move |at: usize| {
        if let Some(lang) = Lang::ALL.get(at) {
            settings.set_lang(*lang);
            // The page is drawn anew in the other language; the focus stays with the choice.
            request_animation_frame(move || {
                focus::move_to(&option_id("lang", at));
            });
        }
    };
    view! {
        <Part section=Section::Settings>
            <TextSize />
            <Choice
                label=words.theme
                name="theme"
                options=words.themes.to_vec()
                chosen=Signal::derive(theme)
                choose=Callback::new(set_theme)
            />
            <Choice
                label=words.language
                name="lang"
                options=words.languages.to_vec()
                chosen=Signal::stored(lang)
                choose=Callback::new(set_lang)
            />
            <HomeRegion />
        </Part>
    }
}

/// The region that comes first when searching.
#[component]
fn HomeRegion() -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let settings = use_settings();
    let home = Memo::new(move |_| record.manifest().map(|m| m.instance.home_region));
    let choose = Callback::new(move |code| {
        settings.set_region(Some(code).filter(|c| Some(*c) != home.get_untracked()));
    });
    let chosen = Signal::derive(move || settings.region());
    view! {
        <div>
            <RegionSelect label=words.home_region chosen choose />
            <p class="soft small">{words.home_region_note}</p>
        </div>
    }
}
