//! 设置: text size, colours, language, home region. Kept on the device.

use super::Part;
use crate::components::choice::{Choice, TextSize, option_id};
use crate::locales::{names, use_words};
use crate::platform::focus;
use crate::route::Section;
use crate::state::{Lang, Theme, use_record, use_settings};
use leptos::prelude::*;
use record::{RegionCode, Regions};
use stylers_macro::style_sheet;

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
    let class = style_sheet!("./src/pages/more/settings.css");
    let words = use_words();
    let record = use_record();
    let settings = use_settings();
    let home = Memo::new(move |_| record.manifest().map(|m| m.instance.home_region));
    let choose = move |event: leptos::ev::Event| {
        let code = RegionCode::parse(&event_target_value(&event));
        settings.set_region(code.filter(|c| Some(*c) != home.get_untracked()));
    };
    move || {
        let home = home.get()?;
        let regions = record.regions();
        let chosen = settings.region().unwrap_or(home);
        let options = near(&regions, home)
            .into_iter()
            .map(|code| {
                let name = names::region(&regions, Some(code), &code.to_string(), words.lang);
                view! { <option value=code.to_string() selected=code == chosen>{name}</option> }
            })
            .collect_view();
        Some(view! { class = class,
            <label class="label">
                <span class="name">{words.home_region}</span>
                <select class="select" on:change=choose>{options}</select>
                <span class="soft small">{words.home_region_note}</span>
            </label>
        })
    }
}

/// Home, what lies inside it, and what holds it: the regions that somebody here may mean.
fn near(regions: &Regions, home: RegionCode) -> Vec<RegionCode> {
    let mut codes: Vec<RegionCode> = regions.path(home).iter().map(|r| r.code).collect();
    codes.reverse();
    codes.extend(regions.children(Some(home)).map(|r| r.code));
    codes
}
