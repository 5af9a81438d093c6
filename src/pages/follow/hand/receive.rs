//! The ways in: the camera, a file, a pasted link. What comes is judged by `record` and shown;
//! nothing changes here.

use super::preview::Preview;
use super::scan::Scanner;
use crate::locales::use_hand_words;
use crate::platform::open::{self, OpenError};
use crate::state::hand::{frames, keep_frames};
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::follow::hand::{BYTES, Frames, HandError, Handed, Piece, read};
use std::sync::Arc;
use stylers_macro::style_sheet;

const PASTE_ID: &str = "hand-paste";

/// What came in so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Received {
    /// Nothing.
    #[default]
    Nothing,
    /// Some frames; whether they began anew.
    Part(Frames, bool),
    /// All of it, to be looked at.
    Whole(Arc<Vec<Handed>>),
    /// It was refused.
    Refused(HandError),
    /// A file that could not be opened.
    Unreadable,
    /// The reader gave it up.
    Dropped,
}

impl Received {
    /// With a text that came in. Frames are kept on the device until they are complete.
    pub fn and(&self, text: &str) -> Self {
        let new = match read(text) {
            Ok(Piece::Whole(all)) => return Self::Whole(Arc::new(all)),
            Ok(Piece::Frames(new)) => new,
            Err(why) => return Self::Refused(why),
        };
        let mut all = match self {
            Self::Part(held, _) => held.clone(),
            _ => frames(),
        };
        let mut anew = false;
        for frame in new {
            anew |= all.add(frame);
        }
        // Complete ones too, until the reader has answered: the page may be loaded anew.
        keep_frames(&all);
        match all.whole() {
            None => Self::Part(all, anew),
            Some(Ok(all)) => Self::Whole(Arc::new(all)),
            Some(Err(why)) => {
                keep_frames(&Frames::default());
                Self::Refused(why)
            }
        }
    }
}

/// What came in, and the ways for more.
#[component]
pub fn Receive(
    /// What came in.
    received: RwSignal<Received>,
) -> impl IntoView {
    let words = use_hand_words();
    let content = move || match received.get() {
        Received::Whole(all) => view! { <Preview all received /> }.into_any(),
        other => view! {
            <Said said=other received />
            <Ways received />
        }
        .into_any(),
    };
    let is_own_page = received.with_untracked(|r| *r == Received::Nothing);
    let head = move || {
        let idle = is_own_page && received.with(|r| !matches!(r, Received::Whole(_)));
        idle.then(|| {
            view! {
                <h2>{words.receive}</h2>
                <p class="soft">{words.receive_lead}</p>
            }
        })
    };
    view! { <section class="section">{head} {content}</section> }
}

/// What is to be said about it.
#[component]
fn Said(said: Received, received: RwSignal<Received>) -> impl IntoView {
    let words = use_hand_words();
    let refused = |why: &'static str| {
        view! {
            <div class="loud" role="alert">
                <p>{why}</p>
                <p>{words.nothing_changed}</p>
            </div>
        }
        .into_any()
    };
    match said {
        Received::Nothing | Received::Whole(_) => ().into_any(),
        Received::Dropped => view! { <p role="status">{words.dropped}</p> }.into_any(),
        Received::Refused(why) => refused((words.error)(why)),
        Received::Unreadable => refused(words.unreadable),
        Received::Part(frames, anew) => {
            let (here, of) = frames.count();
            let missing = frames.missing();
            let missing: Vec<String> = missing.iter().map(ToString::to_string).collect();
            let drop = move |_| {
                keep_frames(&Frames::default());
                received.set(Received::Dropped);
            };
            let anew = anew.then(|| view! { <p>{words.frames_anew}</p> });
            view! {
                <div class="card section" role="status" data-frames=format!("{here}/{of}")>
                    {anew}
                    <p><b>{(words.frames_come)(here, of)}</b></p>
                    <progress max=of value=here aria-label=words.receive></progress>
                    <p>{(words.frames_missing)(&missing.join(", "))}</p>
                </div>
                <div class="actions">
                    <button type="button" class="button" on:click=drop>{words.frames_drop}</button>
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn Ways(received: RwSignal<Received>) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/hand/hand.css");
    let words = use_hand_words();
    let take = Callback::new(move |text: String| {
        if let Some(now) = received.try_get_untracked() {
            received.set(now.and(&text));
        }
    });
    let text = RwSignal::new(String::new());
    let on_paste = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        take.run(text.get_untracked());
    };
    let input = NodeRef::<leptos::html::Input>::new();
    let on_file = move |_| {
        let Some(input) = input.get_untracked() else {
            return;
        };
        spawn_local(async move {
            let longest = u32::try_from(BYTES).unwrap_or(u32::MAX);
            match open::chosen(&input, longest).await {
                Ok(file) => match open::text(&file.bytes) {
                    Some(text) => {
                        take.try_run(text);
                    }
                    None => {
                        received.try_set(Received::Refused(HandError::Foreign));
                    }
                },
                Err(OpenError::TooLarge) => {
                    received.try_set(Received::Refused(HandError::TooMany));
                }
                Err(OpenError::None) => {}
                Err(OpenError::Refused) => {
                    received.try_set(Received::Unreadable);
                }
            }
        });
    };
    view! { class = class,
        <Scanner take />
        <div class="actions">
            <label class="button file">
                {words.file_open}
                <input
                    class="pick"
                    type="file"
                    accept=".json,.txt,application/json,text/plain"
                    aria-label=words.file_open
                    node_ref=input
                    on:change=on_file
                />
            </label>
        </div>
        <form class="section" on:submit=on_paste>
            <label for=PASTE_ID>{words.paste}</label>
            <textarea
                class="paste"
                id=PASTE_ID
                rows="3"
                spellcheck="false"
                autocomplete="off"
                placeholder=words.paste_hint
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            ></textarea>
            <div class="actions">
                <button type="submit" class="button">
                    {words.paste_read}
                </button>
            </div>
        </form>
    }
}
