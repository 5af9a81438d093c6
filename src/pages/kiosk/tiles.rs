//! Three questions, each answered by one tap: district, domain, stage. Every tile says how many
//! notices it would give; every question may be passed by.

use super::walk::{Step, Walk, use_walk};
use crate::app::TITLE_ID;
use crate::components::{Glyph, Icon, Nothing};
use crate::locales::{format, names, use_kiosk_words, use_words};
use crate::pages::search::facets::region_choices;
use crate::pages::sheet::said;
use crate::state::{use_record, use_settings};
use archive::Results;
use leptos::prelude::*;
use record::{Domain, Search, Stage};
use stylers_macro::style_sheet;

/// One answer.
struct Tile {
    icon: Option<Icon>,
    name: String,
    count: u32,
    /// What tapping it makes of the search.
    search: Search,
}

/// 地区
#[component]
pub fn Regions() -> impl IntoView {
    let (words, more) = (use_words(), use_kiosk_words());
    let (record, settings) = (use_record(), use_settings());
    let tiles = move |results: &Results, search: &Search| {
        let instance = record.manifest().map(|m| m.instance.home_region);
        let home = settings.region().or(instance);
        let regions = record.regions();
        let inside = region_choices(&regions, &results.facets.regions, None, home);
        let inside = inside.into_iter().filter(|choice| !choice.above);
        inside
            .map(|choice| Tile {
                icon: None,
                name: names::region(&regions, Some(choice.code), "", words.lang),
                count: choice.count,
                search: Search {
                    region: Some(choice.code),
                    ..search.clone()
                },
            })
            .collect()
    };
    view! { <Question step=1 title=more.pick_region all=more.all_regions next=Step::Domain tiles /> }
}

/// 领域
#[component]
pub fn Domains() -> impl IntoView {
    let (words, more) = (use_words(), use_kiosk_words());
    let tiles = move |results: &Results, search: &Search| {
        let domains = Domain::ALL.into_iter();
        domains
            .map(|domain| Tile {
                icon: Some(Icon::Domain(domain)),
                name: (words.domain)(domain).to_owned(),
                count: results.facets.domains[domain as usize],
                search: Search {
                    domains: [domain].into(),
                    ..search.clone()
                },
            })
            .filter(|tile| tile.count > 0)
            .collect()
    };
    view! { <Question step=2 title=more.pick_domain all=more.all_domains next=Step::Stage tiles /> }
}

/// 环节
#[component]
pub fn Stages() -> impl IntoView {
    let (words, more) = (use_words(), use_kiosk_words());
    let tiles = move |results: &Results, search: &Search| {
        let stages = Stage::ALL.into_iter();
        stages
            .map(|stage| Tile {
                icon: None,
                name: (words.stage)(stage).to_owned(),
                count: results.facets.stages[stage as usize],
                search: Search {
                    stages: [stage].into(),
                    ..search.clone()
                },
            })
            .filter(|tile| tile.count > 0)
            .collect()
    };
    view! { <Question step=3 title=more.pick_stage all=more.all_stages next=Step::Results tiles /> }
}

#[component]
fn Question<F>(
    step: u32,
    title: &'static str,
    all: &'static str,
    next: Step,
    tiles: F,
) -> impl IntoView
where
    F: Fn(&Results, &Search) -> Vec<Tile> + Send + Sync + 'static,
{
    let class = style_sheet!("./src/pages/kiosk/kiosk.css");
    let more = use_kiosk_words();
    let (walk, record) = (use_walk(), use_record());
    let search = Memo::new(move |_| walk.search());
    let answer = Memo::new(move |_| search.with(|search| record.search(search, 0, 0)));
    let so_far = move || match search.with(|search| said(search, record)) {
        said if said.is_empty() => said,
        said => format!(" · {said}"),
    };
    let shown = move || {
        let Some((results, _)) = answer.get() else {
            return view! { <Nothing /> }.into_any();
        };
        let search = search.get();
        let mut shown = vec![Tile {
            icon: None,
            name: all.to_owned(),
            count: results.total,
            search: search.clone(),
        }];
        shown.extend(tiles(&results, &search));
        let shown = shown.into_iter().enumerate();
        let shown = shown.map(|(at, tile)| draw(tile, at == 0, walk, next.clone()));
        view! { class = class, <ul class="tiles">{shown.collect_view()}</ul> }.into_any()
    };
    view! { class = class,
        <section class="question">
            <header class="asked">
                <p class="soft">{(more.step)(step)}{so_far}</p>
                <h1 class="name" id=TITLE_ID tabindex="-1">{title}</h1>
            </header>
            {shown}
        </section>
    }
}

fn draw(tile: Tile, is_all: bool, walk: Walk, next: Step) -> impl IntoView {
    let class = style_sheet!("./src/pages/kiosk/kiosk.css");
    let more = use_kiosk_words();
    let kind = is_all.then_some("main");
    let Tile {
        icon,
        name,
        count,
        search,
    } = tile;
    let icon = icon.map(|icon| view! { <Glyph icon /> });
    view! { class = class,
        <li class="place">
            <button
                type="button"
                class="tile"
                data-kind=kind
                on:click=move |_| walk.go_with(next.clone(), search.clone())
            >
                {icon}
                <span class="tile-name">{name}</span>
                <span class="tile-count">{(more.notices)(&format::count(count))}</span>
            </button>
        </li>
    }
}
