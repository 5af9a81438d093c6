//! The filters: five buttons, of which one at a time opens its choices with live counts.

use super::facets::{self, Facet};
use super::region::RegionChips;
use super::{Answer, use_finder};
use crate::components::{Glyph, Icon};
use crate::locales::{format, use_words};
use crate::platform::clock;
use crate::state::use_record;
use archive::{AMOUNT_STEPS, Facets, TIME_STEPS};
use leptos::prelude::*;
use record::{Domain, Search, Stage};
use stylers_macro::style_sheet;

/// A set whose members are tapped on and off.
fn toggle<T: Ord>(set: &mut std::collections::BTreeSet<T>, member: T) {
    if !set.remove(&member) {
        set.insert(member);
    }
}

/// The filters of 查询.
#[component]
pub fn Filters(
    /// Whose counts the choices show.
    answer: Answer,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/search/filters.css");
    let words = use_words();
    let record = use_record();
    let finder = use_finder();
    let open = RwSignal::new(None::<Facet>);
    let button = move |facet: Facet| {
        let is_open = move || open.get() == Some(facet);
        let chosen = Memo::new(move |_| {
            facet.chosen(&finder.search(), words, &record.regions(), clock::today())
        });
        let label = move || chosen.get().unwrap_or_else(|| facet.name(words).to_owned());
        let name = move || chosen.get().map(|_| facet.name(words));
        let on_click = move |_| {
            open.update(|o| *o = if *o == Some(facet) { None } else { Some(facet) });
        };
        view! { class = class,
            <button
                type="button"
                class="facet"
                aria-expanded=move || is_open().to_string()
                data-set=move || chosen.get().is_some().to_string()
                on:click=on_click
            >
                <span class="hidden-text">{name}</span>
                {label}
                <Glyph icon=Icon::Down />
            </button>
        }
    };
    let panel = move || {
        let facet = open.get()?;
        let chips = match facet {
            Facet::Domain => view! { <DomainChips answer /> }.into_any(),
            Facet::Region => view! { <RegionChips answer /> }.into_any(),
            Facet::Stage => view! { <StageChips answer /> }.into_any(),
            Facet::Time => view! { <TimeChips answer /> }.into_any(),
            Facet::Amount => view! { <AmountChips answer /> }.into_any(),
        };
        let is_set = move || {
            facet
                .chosen(&finder.search(), words, &record.regions(), clock::today())
                .is_none()
        };
        let clear = move |_| finder.tap(|s| facet.clear(s));
        Some(view! { class = class,
            <div class="panel" role="group" aria-label=facet.name(words)>
                <button type="button" class="chip" aria-pressed=move || is_set().to_string() on:click=clear>
                    {words.any}
                </button>
                {chips}
            </div>
        })
    };
    view! { class = class,
        <div
            class="filters"
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    open.set(None);
                }
            }
        >
            <div class="facets" role="group" aria-label=words.filters>
                {Facet::ALL.map(button).into_iter().collect_view()}
            </div>
            {panel}
        </div>
    }
}

/// One choice: its words, whether it is chosen, what it would give.
#[component]
pub fn Chip(
    /// Its glyph, where it has one.
    #[prop(optional_no_strip)]
    icon: Option<Icon>,
    /// Its words.
    #[prop(into)]
    text: Signal<String>,
    /// Whether it is chosen.
    #[prop(into)]
    chosen: Signal<bool>,
    /// What choosing it gives.
    #[prop(into)]
    count: Signal<u32>,
    /// Whether it shows although it gives nothing.
    #[prop(optional)]
    always: bool,
    /// What tapping it does to the search.
    tap: fn(&mut Search, u32),
    /// Which choice it is, for `tap`.
    key: u32,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/search/filters.css");
    let words = use_words();
    let finder = use_finder();
    let icon = icon.map(|icon| view! { <Glyph icon /> });
    view! { class = class,
        <button
            type="button"
            class="chip"
            aria-pressed=move || chosen.get().to_string()
            hidden=move || !always && count.get() == 0 && !chosen.get()
            on:click=move |_| finder.tap(|s| tap(s, key))
        >
            {icon}
            <span>{text}</span>
            <span class="count">{move || format::short_count(count.get(), words.lang)}</span>
        </button>
    }
}

/// A count out of the answer's facets.
fn count(answer: Answer, pick: impl Fn(&Facets) -> u32 + Send + Sync + 'static) -> Signal<u32> {
    Signal::derive(move || {
        answer.with(|a| a.as_ref().map_or(0, |(results, _)| pick(&results.facets)))
    })
}

#[component]
fn DomainChips(answer: Answer) -> impl IntoView {
    let words = use_words();
    let finder = use_finder();
    let chip = move |domain: Domain| {
        let at = domain as usize;
        view! {
            <Chip
                icon=Some(Icon::Domain(domain))
                text=Signal::stored((words.domain)(domain).to_owned())
                chosen=Signal::derive(move || finder.search().domains.contains(&domain))
                count=count(answer, move |f| f.domains[at])
                always=true
                tap=|s, key| {
                    if let Some(&domain) = Domain::ALL.get(key as usize) {
                        toggle(&mut s.domains, domain);
                    }
                }
                key=at as u32
            />
        }
    };
    Domain::ALL.map(chip).into_iter().collect_view()
}

#[component]
fn StageChips(answer: Answer) -> impl IntoView {
    let words = use_words();
    let finder = use_finder();
    let chip = move |stage: Stage| {
        let at = stage as usize;
        view! {
            <Chip
                text=Signal::stored((words.stage)(stage).to_owned())
                chosen=Signal::derive(move || finder.search().stages.contains(&stage))
                count=count(answer, move |f| f.stages[at])
                tap=|s, key| {
                    if let Some(&stage) = Stage::ALL.get(key as usize) {
                        toggle(&mut s.stages, stage);
                    }
                }
                key=at as u32
            />
        }
    };
    Stage::ALL.map(chip).into_iter().collect_view()
}

#[component]
fn TimeChips(answer: Answer) -> impl IntoView {
    let words = use_words();
    let finder = use_finder();
    let chip = move |(at, days): (usize, u32)| {
        let is_chosen = move || facets::time_step(&finder.search(), clock::today()) == Some(days);
        view! {
            <Chip
                text=Signal::stored((words.within)(days))
                chosen=Signal::derive(is_chosen)
                count=count(answer, move |f| f.times[at])
                always=true
                tap=|s, days| (s.from, s.to) = (facets::time_from(days, clock::today()), None)
                key=days
            />
        }
    };
    TIME_STEPS.into_iter().enumerate().map(chip).collect_view()
}

#[component]
fn AmountChips(answer: Answer) -> impl IntoView {
    let words = use_words();
    let finder = use_finder();
    let chip = move |at: usize| {
        let (min, max) = facets::amount_bounds(at);
        let is_chosen = move || {
            let search = finder.search();
            (search.min_fen, search.max_fen) == (min, max)
        };
        view! {
            <Chip
                text=Signal::stored(facets::amount_name(min, max, words).unwrap_or_default())
                chosen=Signal::derive(is_chosen)
                count=count(answer, move |f| f.amounts[at])
                always=true
                tap=|s, at| (s.min_fen, s.max_fen) = facets::amount_bounds(at as usize)
                key=at as u32
            />
        }
    };
    (0..=AMOUNT_STEPS.len()).map(chip).collect_view()
}
