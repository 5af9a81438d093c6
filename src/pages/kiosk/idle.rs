//! Back to the start after a minute in which nobody touches anything; the last seconds are counted
//! where all can see it, and any touch ends that. At the start a newer version of the app is taken.

use super::walk::use_walk;
use crate::locales::use_kiosk_words;
use crate::platform::{clock, public};
use crate::state::{update, use_settings};
use leptos::prelude::*;
use std::time::Duration;
use stylers_macro::style_sheet;

/// How long the screen waits, in milliseconds.
const PATIENCE: f64 = 60_000.0;
/// How much of that is counted aloud, in milliseconds.
const COUNTED: f64 = 15_000.0;

/// The seconds that are left, where they are counted.
fn left(idle_ms: f64) -> Option<u32> {
    let left = PATIENCE - idle_ms;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between none and fifteen"
    )]
    (left <= COUNTED).then(|| (left / 1_000.0).ceil().max(0.0) as u32)
}

/// The count; nothing while somebody is there.
#[component]
pub fn Idle() -> impl IntoView {
    let class = style_sheet!("./src/pages/kiosk/idle.css");
    let words = use_kiosk_words();
    let (walk, settings) = (use_walk(), use_settings());
    let last = StoredValue::new(clock::ticks());
    let count = RwSignal::new(None::<u32>);
    let touched = move || {
        last.try_set_value(clock::ticks());
        count.try_maybe_update(|count| (count.take().is_some(), ()));
    };
    StoredValue::new_local(public::on_touch(touched));
    let look = move || {
        // A timer may outlive its page, drawn anew in another language.
        let Some(since) = last.try_get_value() else {
            return;
        };
        if walk.is_untouched() && !settings.is_changed() {
            update::take_unasked();
            return touched();
        }
        match left(clock::ticks() - since) {
            Some(0) => {
                touched();
                walk.home();
                // Last, as it may draw everything anew.
                settings.restore();
            }
            left => count.set(left),
        }
    };
    if let Ok(timer) = set_interval_with_handle(look, Duration::from_secs(1)) {
        on_cleanup(move || timer.clear());
    }
    let counting = Memo::new(move |_| count.get().is_some());
    let shown = move || {
        counting.get().then(|| {
            let seconds = move || count.get().unwrap_or_default();
            view! { class = class,
                <div class="leaving chrome">
                    <b class="seconds" aria-hidden="true">{seconds}</b>
                    <p class="why" aria-hidden="true">
                        {move || (words.leaving)(seconds())}
                        <br />
                        {words.leaving_how}
                    </p>
                    <button type="button" class="button" data-kind="main" on:click=move |_| touched()>
                        {words.go_on}
                    </button>
                </div>
            }
        })
    };
    // Said once, not every second.
    let said = move || {
        let text = || format!("{}。{}", (words.leaving)(15), words.leaving_how);
        counting.get().then(text)
    };
    view! {
        <p class="hidden-text" role="status">{said}</p>
        {shown}
    }
}

#[cfg(test)]
mod tests {
    use super::left;

    #[test]
    fn the_last_fifteen_seconds_are_counted() {
        let at = |seconds: f64| left(seconds * 1_000.0);
        assert_eq!(at(0.0), None);
        assert_eq!(at(44.9), None);
        assert_eq!(at(45.0), Some(15));
        assert_eq!(at(45.5), Some(15));
        assert_eq!(at(59.2), Some(1));
        assert_eq!(at(60.0), Some(0));
        // A screen that slept for an hour forgets at once.
        assert_eq!(at(3_600.0), Some(0));
    }
}
