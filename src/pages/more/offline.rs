//! 离线: how many years are kept, whose texts are fetched ahead, and on which lines.

use crate::components::choice::Choice;
use crate::locales::{format, use_keep_words};
use crate::platform::line::{self, Line};
use crate::state::keep::{self, Halt, Year};
use crate::state::{loaded, use_follows, use_record};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// The choices of years, as `keep_years` takes them.
const YEARS: [Option<i32>; 4] = [None, Some(5), Some(3), Some(1)];

/// The choices.
#[component]
pub fn Offline() -> impl IntoView {
    let words = use_keep_words();
    let record = use_record();
    let chosen = move || {
        let years = keep::years();
        YEARS.iter().position(|y| *y == years).unwrap_or_default()
    };
    let choose = move |at: usize| {
        let wanted = YEARS.get(at).copied().flatten();
        keep::keep_years(wanted, record);
    };
    let untold = line::now() == Line::Untold;
    let lines_note = if untold {
        words.free_lines_untold
    } else {
        words.free_lines_note
    };
    view! {
        <div>
            <Choice
                label=words.years
                name="years"
                options=words.year_choices.to_vec()
                chosen=Signal::derive(chosen)
                choose=Callback::new(choose)
            />
            <p class="soft small">{words.years_note}</p>
        </div>
        <Texts />
        <Tick
            id="followed-texts"
            label=words.followed
            note=words.followed_note
            is_on=|chosen| chosen.followed
            choose=|chosen, wanted| chosen.followed = wanted
        />
        <Tick
            id="free-lines"
            label=words.free_lines
            note=lines_note
            is_on=|chosen| chosen.free_lines
            choose=|chosen, wanted| chosen.free_lines = wanted
            disabled=untold
        />
    }
}

/// The texts of whole years.
#[component]
fn Texts() -> impl IntoView {
    let class = style_sheet!("./src/pages/more/offline.css");
    let words = use_keep_words();
    let (record, follows) = (use_record(), use_follows());
    // Also when another tab was quicker, so that nothing was left to run.
    let round = Memo::new(move |_| {
        let ahead = keep::ahead();
        (ahead.runs, ahead.all)
    });
    let years = loaded(move || {
        record.progress();
        round.get();
        keep::chosen();
        keep::by_year(record)
    });
    let choose = move |change: Box<dyn FnOnce(&mut keep::Chosen)>| {
        keep::choose(change, follows, record);
    };
    let row = move |year: Year| {
        let Year {
            year,
            notices,
            bytes,
            kept,
        } = year;
        let wanted = Memo::new(move |_| keep::chosen().texts.contains(&year));
        let said = if kept == bytes {
            (words.all_here)(&format::bytes(bytes))
        } else {
            (words.to_fetch)(&format::bytes(bytes - kept))
        };
        let way = move || {
            let text = match (wanted.get(), kept == bytes) {
                (false, true) => return None,
                (false, false) => words.fetch,
                (true, _) => words.no_longer,
            };
            let change = move |_| {
                let was = wanted.get_untracked();
                choose(Box::new(move |chosen| {
                    chosen.texts.retain(|other| *other != year);
                    if !was {
                        chosen.texts.push(year);
                        chosen.paused = false;
                    }
                }));
            };
            let label = format!("{text}：{}", (words.year)(year, notices));
            Some(view! {
                <button type="button" class="button" aria-label=label on:click=change>{text}</button>
            })
        };
        view! { class = class,
            <li class="year">
                <span class="of">{(words.year)(year, notices)} " · " {said}</span>
                {way}
            </li>
        }
    };
    let list = move || {
        let years = years.get()?;
        Some(years.into_iter().map(row).collect_view())
    };
    view! { class = class,
        <h3>{words.whole_texts}</h3>
        <p class="soft small">{words.texts_note}</p>
        <Running />
        <ul class="years">{list}</ul>
    }
}

/// How far the download is, and its way to halt and go on.
#[component]
fn Running() -> impl IntoView {
    let words = use_keep_words();
    let (record, follows) = (use_record(), use_follows());
    let halt = Memo::new(move |_| keep::ahead().halt);
    let wanted = Memo::new(move |_| !keep::chosen().texts.is_empty());
    let runs = Memo::new(move |_| keep::ahead().runs);
    let said = move || halt.get().map_or("", words.halted);
    let bar = move || {
        let ahead = keep::ahead();
        (wanted.get() && ahead.done < ahead.all).then(|| {
            view! {
                <p class="small">
                    {(words.fetching)(&format::bytes(ahead.done), &format::bytes(ahead.all))}
                </p>
                <progress max=ahead.all value=ahead.done aria-label=words.progress></progress>
            }
        })
    };
    let pause = move |paused: bool| keep::choose(|c| c.paused = paused, follows, record);
    let way = move || {
        if !wanted.get() {
            return ().into_any();
        }
        if runs.get() {
            return view! {
                <button type="button" class="button" on:click=move |_| { pause(true); }>{words.pause}</button>
            }
            .into_any();
        }
        match halt.get() {
            None | Some(Halt::Metered) => ().into_any(),
            Some(_) => view! {
                <button type="button" class="button" on:click=move |_| { pause(false); }>{words.go_on}</button>
            }
            .into_any(),
        }
    };
    view! {
        {bar}
        <p role="status">{said}</p>
        <div class="actions">{way}</div>
    }
}

/// A choice that is made or not, and what it means.
#[component]
fn Tick(
    id: &'static str,
    label: &'static str,
    note: &'static str,
    is_on: fn(&keep::Chosen) -> bool,
    choose: fn(&mut keep::Chosen, bool),
    #[prop(optional)] disabled: bool,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/more/offline.css");
    let (record, follows) = (use_record(), use_follows());
    let told = format!("{id}-note");
    let change = move |event| {
        let wanted = event_target_checked(&event);
        keep::choose(move |chosen| choose(chosen, wanted), follows, record);
    };
    view! { class = class,
        <div>
            <label class="tick">
                <input
                    type="checkbox"
                    id=id
                    disabled=disabled
                    aria-describedby=told.clone()
                    prop:checked=move || is_on(&keep::chosen()) && !disabled
                    on:change=change
                />
                <span>{label}</span>
            </label>
            <p class="soft small" id=told>{note}</p>
        </div>
    }
}
