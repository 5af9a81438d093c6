//! What came in, before it is taken: what is new, what is here, and the way back afterwards.

use super::receive::Received;
use crate::locales::{use_follow_words, use_hand_words, use_words};
use crate::pages::follow::describe::Speech;
use crate::platform::{clock, focus};
use crate::route::{Follow, Route};
use crate::state::hand::{self, Taken, Untaken};
use crate::state::{use_debarments, use_follows, use_record};
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::follow::hand::{Fit, Frames, Handed, fit};
use std::sync::Arc;
use stylers_macro::style_sheet;

/// Items that are drawn at once.
const PAGE: usize = 50;
const TITLE_ID: &str = "preview";
const DONE_ID: &str = "preview-done";

/// How far it is.
#[derive(Clone, PartialEq)]
enum State {
    Shown,
    Busy,
    Failed(Untaken),
    Taken(Taken),
    Undone,
    Left,
}

/// What came in.
#[component]
pub fn Preview(
    /// All of it, sound.
    all: Arc<Vec<Handed>>,
    /// Where it came from, to be emptied once it is done with.
    received: RwSignal<Received>,
) -> impl IntoView {
    let words = use_hand_words();
    let state = RwSignal::new(State::Shown);
    // Brought into view and read out: it may have come without a change of page.
    request_animation_frame(|| {
        focus::go_to(TITLE_ID);
    });
    let of = StoredValue::new(all);
    let content = move || match state.get() {
        State::Shown | State::Busy | State::Failed(_) => {
            view! { <Question all=of.get_value() state /> }.into_any()
        }
        State::Taken(taken) => view! { <Done taken state /> }.into_any(),
        State::Undone => said(words.undone),
        State::Left => said(words.left),
    };
    let more = move || {
        let is_over = matches!(state.get(), State::Undone | State::Left | State::Taken(_));
        is_over.then(|| {
            let again = move |_| received.set(Received::Nothing);
            view! {
                <div class="actions">
                    <button type="button" class="button" on:click=again>{words.receive}</button>
                </div>
            }
        })
    };
    view! {
        <h2 id=TITLE_ID tabindex="-1">{words.preview}</h2>
        {content}
        {more}
    }
}

fn said(text: &'static str) -> AnyView {
    view! { <p id=DONE_ID tabindex="-1" role="status">{text}</p> }.into_any()
}

fn show_done() {
    request_animation_frame(|| {
        focus::move_to(DONE_ID);
    });
}

#[component]
fn Question(all: Arc<Vec<Handed>>, state: RwSignal<State>) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/hand/hand.css");
    let words = use_hand_words();
    let (follows, record, debarments) = (use_follows(), use_record(), use_debarments());
    let widen = RwSignal::new(true);
    let fits = {
        let all = all.clone();
        Memo::new(move |_| {
            let own = follows.get();
            let own = own.as_ref().map_or(&[][..], |held| &held.subscriptions);
            all.iter()
                .map(|handed| fit(handed, own))
                .collect::<Vec<_>>()
        })
    };
    let count = move |is: fn(&Fit) -> bool| fits.with(|f| f.iter().filter(|fit| is(fit)).count());
    let counts = Memo::new(move |_| {
        let new = count(|fit| *fit == Fit::New);
        let same = count(|fit| *fit == Fit::Same);
        (new, same, fits.with(Vec::len) - new - same)
    });
    let summary = move || {
        let (new, same, wider) = counts.get();
        (words.preview_fit)(new, same, wider)
    };
    let sum = move || {
        let (new, _, wider) = counts.get();
        new + if widen.get() { wider } else { 0 }
    };
    let taking = all.clone();
    let take = move |_| {
        let (all, widen) = ((*taking).clone(), widen.get_untracked());
        state.set(State::Busy);
        spawn_local(async move {
            let done = hand::take(follows, record, debarments, all, widen).await;
            if done.is_ok() {
                hand::keep_frames(&Frames::default());
            }
            state.try_set(done.map_or_else(State::Failed, State::Taken));
            show_done();
        });
    };
    let leave = move |_| {
        hand::keep_frames(&Frames::default());
        state.set(State::Left);
        show_done();
    };
    let failed = move || match state.get() {
        State::Failed(why) => {
            Some(view! { <p class="loud" role="alert">{(words.untaken)(why)}</p> })
        }
        _ => None,
    };
    let ask = move || {
        (counts.get().2 > 0).then(|| {
            view! { class = class,
                <label class="widen">
                    <input
                        class="box"
                        type="checkbox"
                        prop:checked=move || widen.get()
                        on:change=move |event| widen.set(event_target_checked(&event))
                    />
                    <span>{words.widen}</span>
                </label>
            }
        })
    };
    let main = move || match sum() {
        0 => view! { <p>{words.nothing_to_take}</p> }.into_any(),
        n => {
            let take = take.clone();
            view! {
                <button
                    type="button"
                    class="button"
                    data-kind="main"
                    disabled=move || state.get() == State::Busy
                    on:click=take
                >
                    {(words.take)(n)}
                </button>
            }
            .into_any()
        }
    };
    view! {
        <p>{(words.preview_count)(all.len())}</p>
        <p role="status"><b>{summary}</b></p>
        {failed}
        <Items all fits />
        {ask}
        <div class="actions">
            {main}
            <button type="button" class="button" on:click=leave>{words.leave}</button>
        </div>
    }
}

#[component]
fn Items(all: Arc<Vec<Handed>>, fits: Memo<Vec<Fit>>) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/hand/hand.css");
    let (frame, words, more) = (use_words(), use_hand_words(), use_follow_words());
    let record = use_record();
    let shown = RwSignal::new(PAGE);
    let count = all.len();
    let items = move || {
        let regions = record.regions();
        let speech = Speech {
            words: frame,
            more,
            regions: &regions,
            today: clock::today(),
        };
        let fits = fits.get();
        let both = all.iter().zip(fits).take(shown.get());
        both.map(|(handed, fit)| {
            let (code, fit) = match fit {
                Fit::New => ("new", words.fit_new),
                Fit::Same => ("same", words.fit_same),
                Fit::Wider { .. } => ("wider", words.fit_wider),
            };
            let target = speech.target(&handed.target);
            let name = handed.name.trim().to_owned();
            // A name from elsewhere may be written in the other direction.
            let name = (!name.is_empty()).then(|| view! { <p><b><bdi>{name}</bdi></b></p> });
            let classes = speech.classes(handed.classes, handed.target.possible());
            view! { class = class,
                <li class="item" data-fit=code>
                    {name}
                    <p><bdi>{target}</bdi></p>
                    <p class="small"><span class="fit">{fit}</span>" · "{classes}</p>
                </li>
            }
        })
        .collect_view()
    };
    let rest = move || {
        let left = count.saturating_sub(shown.get()).min(PAGE);
        (left > 0).then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| shown.update(|n| *n += PAGE)>
                    {(frame.show_more)(u32::try_from(left).unwrap_or(0))}
                </button>
            }
        })
    };
    view! {
        <ul class="rows">{items}</ul>
        {rest}
    }
}

#[component]
fn Done(taken: Taken, state: RwSignal<State>) -> impl IntoView {
    let words = use_hand_words();
    let follows = use_follows();
    let text = (words.taken)(taken.added.len(), taken.widened.len());
    let unkept =
        (!taken.kept).then(|| view! { <p class="loud" role="alert">{words.taken_unkept}</p> });
    let undo = move |_| {
        let taken = taken.clone();
        spawn_local(async move {
            hand::undo(follows, taken).await;
            state.try_set(State::Undone);
            show_done();
        });
    };
    view! {
        <p id=DONE_ID tabindex="-1" role="status"><b>{text}</b></p>
        {unkept}
        <div class="actions">
            <a class="button" data-kind="main" href=Route::Follow(Follow::Inbox).href()>
                {words.to_follow}
            </a>
            <button type="button" class="button" on:click=undo>{words.undo}</button>
        </div>
    }
}
