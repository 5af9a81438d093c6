//! The first choices: text size and district, on one screen that nobody has to see. Each takes
//! effect at once; the button only goes on.

use crate::app::{TITLE_ID, use_title};
use crate::components::choice::{TextSize, option_id};
use crate::locales::{names, use_people_words, use_words};
use crate::route::Route;
use crate::state::{use_record, use_settings};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use record::RegionCode;
use stylers_macro::style_sheet;

/// The screen.
#[component]
pub fn Welcome() -> impl IntoView {
    let (words, more) = (use_words(), use_people_words());
    use_title(move || more.welcome.to_owned());
    let settings = use_settings();
    let navigate = use_navigate();
    let go_on = Callback::new(move |()| {
        settings.keep();
        let options = NavigateOptions {
            resolve: false,
            ..NavigateOptions::default()
        };
        navigate(&Route::Home.href(), options);
    });
    view! {
        <h1 id=TITLE_ID tabindex="-1">{more.welcome}</h1>
        <p>{more.welcome_lead}</p>
        <section class="section" aria-label=words.text_size>
            <TextSize />
            <div class="card">
                <p class="soft small">{more.welcome_sample}</p>
                <p lang="zh-CN">{more.welcome_sample_text}</p>
            </div>
        </section>
        <District />
        <div class="actions chrome">
            <button type="button" class="button" data-kind="main" on:click=move |_| go_on.run(())>
                {more.welcome_done}
            </button>
            <button type="button" class="button" on:click=move |_| go_on.run(())>
                {more.welcome_skip}
            </button>
        </div>
    }
}

/// The district that the reader calls home; the whole city at first.
#[component]
pub fn District() -> impl IntoView {
    let class = style_sheet!("./src/components/choice.css");
    let (words, more) = (use_words(), use_people_words());
    let (record, settings) = (use_record(), use_settings());
    let city = Memo::new(move |_| record.manifest().map(|m| m.instance.home_region));
    let option = move |at: usize, code: RegionCode, name: String| {
        let of = move || Some(code).filter(|code| Some(*code) != city.get());
        let chosen = move || settings.region() == of();
        view! { class = class,
            <label class="option" data-chosen=move || chosen().to_string()>
                <input
                    class="radio"
                    type="radio"
                    name="district"
                    id=option_id("district", at)
                    prop:checked=chosen
                    on:change=move |_| settings.set_region(of())
                />
                <span class="face">{name}</span>
            </label>
        }
    };
    let options = move || {
        let city = city.get()?;
        let regions = record.regions();
        let name = |code| names::region(&regions, Some(code), "", words.lang);
        // The tree comes after the manifest.
        let whole = name(city);
        if whole.is_empty() {
            return None;
        }
        let inside = regions.children(Some(city)).map(|r| (r.code, name(r.code)));
        let all = std::iter::once((city, (more.welcome_whole)(&whole))).chain(inside);
        let options = all
            .enumerate()
            .map(|(at, (code, name))| option(at, code, name));
        Some(options.collect_view())
    };
    let wait = move || {
        let is_here = city
            .get()
            .is_some_and(|city| record.regions().get(city).is_some());
        (!is_here).then(|| view! { <p class="slow soft" role="status">{more.welcome_wait}</p> })
    };
    view! { class = class,
        <fieldset class="choice">
            <legend class="legend">{more.welcome_district}</legend>
            <div class="options">{options}</div>
        </fieldset>
        {wait}
        <p class="soft small">{more.welcome_district_note}</p>
    }
}
