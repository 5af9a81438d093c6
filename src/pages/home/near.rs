//! The reader's own district: what home's lists are about, and the line that says so.

use crate::locales::{names, use_words};
use crate::route::{Route, Section};
use crate::state::{Settings, use_record, use_settings};
use leptos::prelude::*;
use record::{RegionCode, Search};

/// What the lists are about: the reader's district, unless they look at the whole city.
#[derive(Clone, Copy)]
pub struct Near {
    whole: RwSignal<bool>,
    home: Settings,
}

impl Near {
    pub(super) fn new() -> Self {
        Self {
            whole: RwSignal::new(false),
            home: use_settings(),
        }
    }

    pub(super) fn region(self) -> Option<RegionCode> {
        self.home.region().filter(|_| !self.whole.get())
    }

    /// All notices there.
    pub(super) fn search(self) -> Search {
        Search {
            region: self.region(),
            ..Search::default()
        }
    }
}

/// One line: on a first visit the way to the first choices, and then which district this is about.
/// It stands from the first drawing on, so that nothing moves when the lists come.
#[component]
pub fn First(
    /// Which district, and whether the whole city is looked at.
    near: Near,
) -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let welcome = Route::More(Section::Welcome).href();
    let district = move |code: RegionCode| {
        let name = Memo::new(move |_| {
            names::region(&record.regions(), Some(code), &code.to_string(), words.lang)
        });
        let other = move || {
            if near.whole.get() {
                (words.only_home)(&name.get())
            } else {
                words.whole_city.to_owned()
            }
        };
        view! {
            <a class="button" href=welcome.clone()>{move || (words.change_home)(&name.get())}</a>
            <button type="button" class="button" on:click=move |_| near.whole.update(|w| *w = !*w)>
                {other}
            </button>
        }
    };
    let first = {
        let welcome = Route::More(Section::Welcome).href();
        move || {
            view! {
                <a class="button" href=welcome.clone()>{words.welcome}</a>
                <button type="button" class="button" data-kind="plain" on:click=move |_| near.home.keep()>
                    {words.welcome_skip}
                </button>
            }
        }
    };
    move || {
        let line = match near.home.region() {
            Some(code) => district(code).into_any(),
            None if near.home.is_new() => first().into_any(),
            None => return None,
        };
        Some(view! { <div class="actions">{line}</div> })
    }
}
