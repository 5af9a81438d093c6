//! The status line: when the data was last really checked, and what is wrong, if anything is.

pub mod line;

use super::{Glyph, Icon};
use crate::locales::use_words;
use crate::platform::clock;
use crate::route::{Route, Section};
use crate::state::use_record;
use leptos::prelude::*;
use line::{Line, Mark};
use record::site::Dataset;
use stylers_macro::style_sheet;

/// One line above the content on every page; it leads to the sources.
#[component]
pub fn Status() -> impl IntoView {
    let class = style_sheet!("./src/components/status/status.css");
    let words = use_words();
    let record = use_record();
    let line = Memo::new(move |_| {
        let manifest = record.manifest();
        Line::of(words, &record.health(), manifest.as_deref(), clock::now())
    });
    let icon = move || {
        let line = line.read();
        match (line.alert, line.offline) {
            (_, true) => view! { <Glyph icon=Icon::Offline /> }.into_any(),
            (true, _) => view! { <Glyph icon=Icon::Warning /> }.into_any(),
            _ => ().into_any(),
        }
    };
    let marks = move || line.read().marks.iter().map(mark).collect_view();
    let advice = move || {
        line.read()
            .advice
            .map(|a| view! { class = class, <span>" · "{a}</span> })
    };
    let retry = move || {
        line.read().retry.then(|| {
            view! { class = class,
                <button type="button" class="retry" on:click=move |_| record.check_now()>
                    {words.retry}
                </button>
            }
        })
    };
    let demo = move || {
        let is_demo = record
            .manifest()
            .is_some_and(|m| m.instance.dataset == Dataset::Demo);
        is_demo.then(|| view! { class = class, <p class="demo">{words.demo}</p> })
    };
    view! { class = class,
        <header class="chrome">
            <div class="status" data-alert=move || line.read().alert.to_string()>
                <div class="said" role="status">
                    <a class="line" href=Route::More(Section::Sources).href()>
                        {icon}
                        <span>
                            <span class="hidden-text">{words.status_label}": "</span>
                            {move || line.read().text.clone()}
                            {marks}
                            {advice}
                        </span>
                    </a>
                </div>
                {retry}
            </div>
            {demo}
        </header>
    }
}

fn mark(mark: &Mark) -> impl IntoView + use<> {
    let class = style_sheet!("./src/components/status/status.css");
    let icon = if mark.ok { Icon::Tick } else { Icon::Warning };
    view! { class = class,
        <span class="mark">
            " · "
            {mark.name.clone()}
            <span class="sign"><Glyph icon /></span>
            {mark.note.clone()}
        </span>
    }
}
