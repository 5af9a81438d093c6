//! Scanning inside the app, where the browser can; else the words for how it goes without.

use crate::locales::use_hand_words;
use crate::platform::scan::{self, Scan, ScanError};
use leptos::prelude::*;
use leptos::task::spawn_local;
use stylers_macro::style_sheet;

/// A button that scans until it is tapped again or the page is left.
#[component]
pub fn Scanner(
    /// Takes each text that is seen.
    take: Callback<String>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/hand/hand.css");
    let words = use_hand_words();
    if !scan::exists() {
        return view! { <p class="soft">{words.scan_absent}</p> }.into_any();
    }
    let running = StoredValue::new_local(None::<Scan>);
    let is_on = RwSignal::new(false);
    let trouble = RwSignal::new(None::<ScanError>);
    let video = NodeRef::<leptos::html::Video>::new();
    let stop = move || {
        if let Some(scan) = running.try_update_value(Option::take).flatten() {
            scan.stop();
        }
        is_on.try_set(false);
    };
    on_cleanup(stop);
    let start = move || {
        let Some(video) = video.get_untracked() else {
            return;
        };
        let scan = Scan::default();
        running.set_value(Some(scan.clone()));
        trouble.set(None);
        is_on.set(true);
        spawn_local(async move {
            let last = std::cell::RefCell::new(String::new());
            let found = |text: String| {
                // The same code stands before the camera for a while.
                if *last.borrow() != text {
                    last.borrow_mut().clone_from(&text);
                    take.try_run(text);
                }
            };
            let ended = scan::run(&scan, &video, found).await;
            trouble.try_set(ended.err());
            is_on.try_set(false);
        });
    };
    let tap = move |_| {
        if is_on.get_untracked() {
            stop();
        } else {
            start();
        }
    };
    let text = move || {
        if is_on.get() {
            words.scan_stop
        } else {
            words.scan
        }
    };
    let alert = move || {
        let why = match trouble.get()? {
            ScanError::Absent => words.scan_absent,
            ScanError::NoCamera => words.scan_no_camera,
        };
        Some(view! { <p role="alert">{why}</p> })
    };
    view! { class = class,
        <video
            class="video"
            node_ref=video
            muted
            playsinline
            aria-label=words.scan_video
            hidden=move || !is_on.get()
        ></video>
        {alert}
        <div class="actions">
            <button type="button" class="button" data-kind="main" on:click=tap>{text}</button>
        </div>
    }
    .into_any()
}
