//! What was just done, and the way back: a line that stays ten seconds, longer while the keyboard
//! is on it. It outlives a change of page.

use crate::locales::{use_follow_words, use_words};
use crate::platform::{clock, focus};
use crate::state::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::pin::Pin;
use std::sync::Arc;
use stylers_macro::style_sheet;

/// How long it stays, in milliseconds.
const STAYS: i32 = 10_000;
const UNDO_ID: &str = "follow-undo";

/// What was done.
#[derive(Clone)]
struct Done {
    text: String,
    back: Option<Back>,
}

/// The way back; false where what was done was changed elsewhere since.
type Back = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = bool>>> + Send + Sync>;

thread_local! {
    static DONE: ArcRwSignal<Option<Done>> = ArcRwSignal::new(None);
    /// Counts what was said: an older timer ends nothing newer.
    static TURN: Cell<u32> = const { Cell::new(0) };
    static IN_USE: Cell<bool> = const { Cell::new(false) };
}

fn done() -> ArcRwSignal<Option<Done>> {
    DONE.with(Clone::clone)
}

fn show(what: Done) {
    done().set(Some(what));
    let turn = TURN.get() + 1;
    TURN.set(turn);
    spawn_local(async move {
        clock::sleep(STAYS).await;
        while IN_USE.get() {
            clock::sleep(1_000).await;
        }
        if TURN.get() == turn {
            done().set(None);
        }
    });
}

/// Says what was done.
pub fn say(text: impl Into<String>) {
    show(Done {
        text: text.into(),
        back: None,
    });
}

/// Says what was done, offers the way back, and moves the focus there: what was tapped is gone.
pub fn offer(text: impl Into<String>, back: impl Fn() + Send + Sync + 'static) {
    offer_checked(text, move || {
        back();
        std::future::ready(true)
    });
}

/// The same, where the way back may be closed: then `back` gives false, changes nothing, and that
/// is said.
pub fn offer_checked<F: Future<Output = bool> + 'static>(
    text: impl Into<String>,
    back: impl Fn() -> F + Send + Sync + 'static,
) {
    show(Done {
        text: text.into(),
        back: Some(Arc::new(move || Box::pin(back()))),
    });
    request_animation_frame(|| {
        focus::move_to(UNDO_ID);
    });
}

/// That a way back is closed.
const fn closed(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => "没有撤销：这项关注已在别处改过",
        Lang::En => "Not undone: this was changed elsewhere since",
    }
}

/// The line.
#[component]
pub fn UndoLine() -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/follow.css");
    let (words, lang) = (use_follow_words(), use_words().lang);
    let signal = done();
    let text = {
        let signal = signal.clone();
        move || signal.with(|done| done.as_ref().map(|done| done.text.clone()))
    };
    let is_there = {
        let signal = signal.clone();
        move || signal.with(Option::is_some).to_string()
    };
    let button = move || {
        let back = signal.with(|done| done.as_ref().and_then(|done| done.back.clone()))?;
        let undo = move |_| {
            IN_USE.set(false);
            // Once.
            done().set(None);
            let going = back();
            spawn_local(async move {
                let is_back = going.await;
                say(if is_back { words.undone } else { closed(lang) });
            });
            focus::move_to(crate::app::TITLE_ID);
        };
        Some(view! { class = class,
            <button
                type="button"
                class="button"
                id=UNDO_ID
                on:click=undo
                on:focus=|_| IN_USE.set(true)
                on:blur=|_| IN_USE.set(false)
            >
                {words.undo}
            </button>
        })
    };
    // Whoever leaves the page with the focus on it sends no blur.
    on_cleanup(|| IN_USE.set(false));
    view! { class = class,
        <div class="done chrome" data-there=is_there>
            <span role="status">{text}</span>
            {button}
        </div>
    }
}
