//! The codes, one after another where there are several.

use crate::components::Qr;
use crate::locales::use_hand_words;
use crate::platform::{clock, probe};
use leptos::prelude::*;
use leptos::task::spawn_local;
use stylers_macro::style_sheet;

/// How long each stands, in milliseconds.
const STANDS: i32 = 2_000;

/// The codes of links; a word instead where there are none, because they would be too many.
#[component]
pub fn Codes(
    /// What each says.
    links: Vec<String>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/hand/hand.css");
    let words = use_hand_words();
    let count = links.len();
    let links = StoredValue::new(links);
    let at = RwSignal::new(0_usize);
    let step = move |by: usize| {
        at.try_update(|at| *at = (*at + by) % count.max(1));
    };
    // Who asked for less motion moves by hand alone.
    let runs = RwSignal::new(count > 1 && !probe::wants_less_motion());
    if count > 1 {
        spawn_local(async move {
            loop {
                clock::sleep(STANDS).await;
                // Gone with the page.
                let Some(runs) = runs.try_get_untracked() else {
                    return;
                };
                if runs {
                    step(1);
                }
            }
        });
    }
    let by_hand = move |by: usize| {
        runs.set(false);
        step(by);
    };
    let code = move || {
        let text = links.with_value(|links| links.get(at.get()).cloned())?;
        Some(view! { <Qr text label=words.code_label large=true /> })
    };
    let steps = (count > 1).then(|| {
        let run = move || if runs.get() { words.pause } else { words.go_on };
        // Said aloud only when it stands still.
        let live = move || if runs.get() { "off" } else { "polite" };
        view! {
            <p class="number" aria-live=live>{move || (words.frame)(at.get() + 1, count)}</p>
            <div class="actions">
                <button type="button" class="button" on:click=move |_| by_hand(count - 1)>
                    {words.former}
                </button>
                <button type="button" class="button" on:click=move |_| runs.update(|on| *on = !*on)>
                    {run}
                </button>
                <button type="button" class="button" on:click=move |_| by_hand(1)>
                    {words.next}
                </button>
            </div>
        }
    });
    let note = match count {
        0 => words.code_too_many.to_owned(),
        1 => words.code_one.to_owned(),
        n => (words.code_many)(n),
    };
    view! { class = class,
        <section class="section">
            <h2>{words.code}</h2>
            <p class="soft">{note}</p>
            <div class="codes">{code} {steps}</div>
        </section>
    }
}
