//! A region out of those that somebody here may mean.

use crate::locales::{names, use_words};
use crate::state::{use_record, use_settings};
use leptos::prelude::*;
use record::{RegionCode, Regions};
use stylers_macro::style_sheet;

/// A choice among home, what lies inside it, and what holds it.
#[component]
pub fn RegionSelect(
    /// What is chosen here.
    label: &'static str,
    /// The chosen region; home where there is none.
    #[prop(into)]
    chosen: Signal<Option<RegionCode>>,
    /// Chooses one.
    choose: Callback<RegionCode>,
) -> impl IntoView {
    let class = style_sheet!("./src/components/region_select.css");
    let words = use_words();
    let record = use_record();
    let settings = use_settings();
    let on_change = move |event: leptos::ev::Event| {
        if let Some(code) = RegionCode::parse(&event_target_value(&event)) {
            choose.run(code);
        }
    };
    let options = move || {
        let home = record.manifest()?.instance.home_region;
        let regions = record.regions();
        let chosen = chosen.get().unwrap_or(home);
        let mut codes = near(&regions, home);
        // What the reader calls home comes first.
        if let Some(own) = settings.region() {
            codes.retain(|code| *code != own);
            codes.insert(0, own);
        }
        if !codes.contains(&chosen) {
            codes.push(chosen);
        }
        let options = codes.into_iter().map(|code| {
            let name = names::region(&regions, Some(code), &code.to_string(), words.lang);
            view! { <option value=code.to_string() selected=code == chosen>{name}</option> }
        });
        Some(options.collect_view())
    };
    view! { class = class,
        <label class="label">
            <span class="name">{label}</span>
            <select class="select" on:change=on_change>{options}</select>
        </label>
    }
}

fn near(regions: &Regions, home: RegionCode) -> Vec<RegionCode> {
    let mut codes: Vec<RegionCode> = regions.path(home).iter().map(|r| r.code).collect();
    codes.reverse();
    codes.extend(regions.children(Some(home)).map(|r| r.code));
    codes
}
