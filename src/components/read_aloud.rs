//! 朗读: reads aloud what stands in some parts of the page, sentence by sentence, and marks the one
//! that it reads. Where the device has no voice there is no button, and where the voice stays
//! silent the button goes, with a word. Only pages that are loaded apart may use it.

use super::sign::{Sign, SignGlyph};
use crate::locales::use_people_words;
use crate::platform::clock;
use crate::platform::speech::{self, Said, Sentence, Turn};
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Waits between looks for a voice, in milliseconds: devices list them late.
const LOOKS: [i32; 8] = [0, 100, 250, 500, 1_000, 2_000, 5_000, 10_000];

/// How far the reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    Off,
    On,
    Paused,
    Failed,
}

/// The reading of one button. `Copy`; ends with the place that drew the button.
#[derive(Clone, Copy)]
struct Reader {
    scopes: &'static [&'static str],
    state: RwSignal<Reading>,
    sentences: StoredValue<Vec<Sentence>, LocalStorage>,
    /// The sentence that is being said, from 0, and how many there are.
    at: RwSignal<(usize, usize)>,
    turn: StoredValue<Option<Turn>>,
}

impl Reader {
    fn new(scopes: &'static [&'static str]) -> Self {
        let reader = Self {
            scopes,
            state: RwSignal::new(Reading::Off),
            sentences: StoredValue::new_local(Vec::new()),
            at: RwSignal::new((0, 0)),
            turn: StoredValue::new(None),
        };
        // Leaving the page ends it, within the app or for another.
        let leaving = window_event_listener_untyped("pagehide", move |_| reader.stop());
        on_cleanup(move || {
            leaving.remove();
            reader.stop();
        });
        reader
    }

    fn start(self) {
        let found = speech::sentences(self.scopes);
        if found.is_empty() {
            return;
        }
        self.at.set((0, found.len()));
        self.sentences.set_value(found);
        self.go_on();
    }

    fn go_on(self) {
        let turn = speech::begin();
        self.turn.set_value(Some(turn));
        self.state.set(Reading::On);
        spawn_local(async move {
            let (from, count) = self.at.get_untracked();
            for at in from..count {
                let one = self.sentences.try_with_value(|all| all.get(at).cloned());
                let Some(sentence) = one.flatten() else { break };
                self.at.try_set((at, count));
                sentence.mark();
                match turn.say(&sentence.words).await {
                    Said::Whole => {}
                    Said::Silent => {
                        speech::unmark();
                        self.state.try_set(Reading::Failed);
                        return;
                    }
                    Said::Cut => {
                        if turn.is_mine() {
                            // Neither button did that, but the browser or another of its pages.
                            speech::unmark();
                        }
                        // Another button, or this one; a pause keeps its place.
                        if self.state.try_get_untracked() == Some(Reading::On)
                            && self.turn.try_get_value() == Some(Some(turn))
                        {
                            self.state.try_set(Reading::Off);
                        }
                        return;
                    }
                }
            }
            if turn.is_mine() {
                speech::unmark();
                self.state.try_set(Reading::Off);
            }
        });
    }

    fn pause(self) {
        self.state.set(Reading::Paused);
        // Not the browser's own pause: Android has none, and others forget to go on.
        self.end();
    }

    fn stop(self) {
        let was = self.state.try_get_untracked();
        if matches!(was, Some(Reading::On | Reading::Paused)) {
            self.state.try_set(Reading::Off);
            self.end();
            speech::unmark();
        }
    }

    fn end(self) {
        if let Some(turn) = self.turn.try_get_value().flatten() {
            turn.end();
        }
    }
}

/// A button that reads aloud; with it go one that pauses, and how far it is.
#[component]
pub fn ReadAloud(
    /// The ids of the parts that it reads, in this order.
    scopes: &'static [&'static str],
    /// The words on the button.
    label: &'static str,
) -> impl IntoView {
    let words = use_people_words();
    let reader = Reader::new(scopes);
    let can = RwSignal::new(speech::can());
    spawn_local(async move {
        for wait in LOOKS {
            if speech::can() {
                can.try_set(true);
                return;
            }
            clock::sleep(wait).await;
            if can.is_disposed() {
                return;
            }
        }
    });
    let is_off = Memo::new(move |_| reader.state.get() == Reading::Off);
    let paused = Memo::new(move |_| reader.state.get() == Reading::Paused);
    let shown = Memo::new(move |_| match reader.state.get() {
        Reading::Failed => None,
        _ => Some(can.get()),
    });
    let main = move || {
        let (sign, text) = if is_off.get() {
            (Sign::Speak, label)
        } else {
            (Sign::Stop, words.read_stop)
        };
        view! { <SignGlyph sign />{text} }
    };
    let on_main = move |_| {
        if is_off.get_untracked() {
            reader.start();
        } else {
            reader.stop();
        }
    };
    let on_pause = move |_| {
        if paused.get_untracked() {
            reader.go_on();
        } else {
            reader.pause();
        }
    };
    let pause = move || {
        (!is_off.get()).then(|| {
            let face = move || {
                let (sign, text) = if paused.get() {
                    (Sign::Play, words.read_on)
                } else {
                    (Sign::Pause, words.read_pause)
                };
                view! { <SignGlyph sign />{text} }
            };
            let far = move || {
                let (at, count) = reader.at.get();
                (words.read_at)(at + 1, count)
            };
            view! {
                <button type="button" class="button" on:click=on_pause>{face}</button>
                <span class="soft small">{far}</span>
            }
        })
    };
    move || match shown.get() {
        None => {
            view! { <p class="soft small chrome" role="status">{words.read_failed}</p> }.into_any()
        }
        Some(false) => ().into_any(),
        Some(true) => view! {
            <div class="actions chrome">
                <button type="button" class="button" on:click=on_main>{main}</button>
                {pause}
            </div>
        }
        .into_any(),
    }
}
