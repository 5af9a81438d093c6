//! What was just done, and the way back: a line that stays ten seconds, longer while the keyboard
//! is on it. It outlives a change of page.

use crate::locales::use_follow_words;
use crate::platform::{clock, focus};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::sync::Arc;
use stylers_macro::style_sheet;

/// How long it stays, in milliseconds.
const STAYS: i32 = 10_000;
const UNDO_ID: &str = "follow-undo";

/// What was done.
#[derive(Clone)]
struct Done {
    text: String,
    back: Option<Arc<dyn Fn() + Send + Sync>>,
}

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
    show(Done {
        text: text.into(),
        back: Some(Arc::new(back)),
    });
    request_animation_frame(|| {
        focus::move_to(UNDO_ID);
    });
}

/// The line.
#[component]
pub fn UndoLine() -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/follow.css");
    let words = use_follow_words();
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
            back();
            say(words.undone);
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
