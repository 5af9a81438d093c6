//! Reading aloud with the voices of the device (Web Speech). Only voices that speak on the device
//! itself: others send what they read to their maker, and what somebody reads is nobody's business
//! (rule 7). A browser that has no such voice, or whose voice stays silent, is an ordinary answer.

mod shown;

pub use shown::{Sentence, sentences, unmark};

use crate::platform::clock;
use js_sys::{Function, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    SpeechSynthesis, SpeechSynthesisErrorCode, SpeechSynthesisErrorEvent, SpeechSynthesisUtterance,
    SpeechSynthesisVoice,
};

/// Milliseconds that a voice may take to begin. Some that are listed never do.
const TO_BEGIN: i32 = 4_000;
/// Milliseconds that one breath may take; then its end was lost, as happens.
const TO_END: i32 = 40_000;

/// What became of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It was said.
    Whole,
    /// Somebody stopped it.
    Cut,
    /// The voice did not begin, or gave up.
    Silent,
}

/// The right to speak, which the next one who begins takes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn(u32);

thread_local! {
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// Ends the waiting for the sentence that is being said.
    static WAITING: RefCell<Option<Function>> = const { RefCell::new(None) };
    /// Whether the voice of this device turned out to be silent.
    static SILENT: Cell<bool> = const { Cell::new(false) };
}

/// Whether something can be read aloud here, as far as is known. Voices arrive late: `false` may
/// become `true` within seconds.
pub fn can() -> bool {
    !SILENT.get() && voice().is_some()
}

/// Begins to speak: whoever spoke before is stopped.
pub fn begin() -> Turn {
    stop();
    Turn(TURN.get())
}

/// Stops whoever speaks.
pub fn stop() {
    TURN.set(TURN.get().wrapping_add(1));
    if let Some(synthesis) = synthesis() {
        synthesis.cancel();
    }
    // Not every browser tells the sentence that it was cancelled.
    settle(Said::Cut);
}

impl Turn {
    /// Whether nobody has begun since, or stopped it.
    pub fn is_mine(self) -> bool {
        TURN.get() == self.0
    }

    /// Stops, unless another has begun since.
    pub fn end(self) {
        if self.is_mine() {
            stop();
        }
    }

    /// Says a few words in Mandarin, and waits for their end.
    pub async fn say(self, words: &str) -> Said {
        let said = if self.is_mine() {
            utter(words).await
        } else {
            Said::Cut
        };
        if said == Said::Silent {
            SILENT.set(true);
            // It might begin yet, when nothing is left to stop it.
            self.end();
        }
        said
    }
}

async fn utter(words: &str) -> Said {
    let (Some(synthesis), Some(voice)) = (synthesis(), voice()) else {
        return Said::Silent;
    };
    let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(words) else {
        return Said::Silent;
    };
    // Both: Android speaks only if the language is set as well.
    utterance.set_lang("zh-CN");
    utterance.set_voice(Some(&voice));
    let begun = Rc::new(Cell::new(false));
    let starts = {
        let begun = begun.clone();
        Closure::<dyn Fn()>::new(move || begun.set(true))
    };
    let ends = Closure::<dyn Fn()>::new(|| settle(Said::Whole));
    let fails = Closure::<dyn Fn(SpeechSynthesisErrorEvent)>::new(|event| {
        let event: SpeechSynthesisErrorEvent = event;
        settle(match event.error() {
            SpeechSynthesisErrorCode::Canceled | SpeechSynthesisErrorCode::Interrupted => Said::Cut,
            _ => Said::Silent,
        });
    });
    utterance.set_onstart(Some(starts.as_ref().unchecked_ref()));
    utterance.set_onend(Some(ends.as_ref().unchecked_ref()));
    utterance.set_onerror(Some(fails.as_ref().unchecked_ref()));
    let end = Promise::new(&mut |resolve: Function, _| {
        WAITING.set(Some(resolve));
    });
    let turn = TURN.get();
    // One that was told to pause by another page stays so.
    synthesis.resume();
    synthesis.speak(&utterance);
    let over = Rc::new(Cell::new(false));
    let is_over = over.clone();
    spawn_local(async move {
        clock::sleep(TO_BEGIN).await;
        let waits = || !is_over.get() && TURN.get() == turn;
        if waits() && !begun.get() {
            settle(Said::Silent);
            return;
        }
        clock::sleep(TO_END).await;
        if waits() {
            settle(Said::Whole);
        }
    });
    // A promise of our own, which never rejects.
    let said = JsFuture::from(end).await.ok().and_then(|s| s.as_f64());
    over.set(true);
    // Nothing may call the closures once they are gone.
    utterance.set_onstart(None);
    utterance.set_onend(None);
    utterance.set_onerror(None);
    match said {
        Some(code) if code == f64::from(Said::Whole as u8) => Said::Whole,
        Some(code) if code == f64::from(Said::Cut as u8) => Said::Cut,
        _ => Said::Silent,
    }
}

/// Ends the waiting for the sentence that is being said, if any is.
fn settle(said: Said) {
    if let Some(resolve) = WAITING.take() {
        // Resolving a promise never throws.
        let _ = resolve.call1(&JsValue::NULL, &f64::from(said as u8).into());
    }
}

fn synthesis() -> Option<SpeechSynthesis> {
    let window = web_sys::window()?;
    let has = Reflect::get(&window, &"speechSynthesis".into()).ok()?;
    has.is_object()
        .then(|| window.speech_synthesis().ok())
        .flatten()
}

/// The voice that speaks the best Mandarin here.
fn voice() -> Option<SpeechSynthesisVoice> {
    let voices = synthesis()?.get_voices();
    let voices = voices
        .iter()
        .map(JsCast::unchecked_into::<SpeechSynthesisVoice>);
    let ranked = voices.filter_map(|voice| {
        let rank = rank(&voice.lang()).filter(|_| voice.local_service())?;
        Some((rank, voice))
    });
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, voice)| voice)
}

/// How well a voice of a language reads Mandarin in simplified characters, 0 best; `None` if not
/// at all. Devices write the same language in many ways.
fn rank(lang: &str) -> Option<u8> {
    let lang = lang.to_ascii_lowercase().replace('_', "-");
    let has = |part: &str| lang.split('-').any(|p| p == part);
    if has("yue") || has("hk") || has("mo") || !(has("zh") || has("cmn") || has("zho")) {
        // Cantonese reads the characters too, but as another language.
        return None;
    }
    Some(match () {
        () if has("cn") => 0,
        () if has("tw") || has("hant") => 2,
        () => 1,
    })
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn mandarin_is_known_in_every_spelling() {
        for (lang, wanted) in [
            ("zh-CN", Some(0)),
            ("zh_CN", Some(0)),
            ("zh_CN_#Hans", Some(0)),
            ("cmn-Hans-CN", Some(0)),
            ("zh", Some(1)),
            ("zh-Hans", Some(1)),
            ("zh-SG", Some(1)),
            ("zh-TW", Some(2)),
            ("zh-HK", None),
            ("yue-Hant-HK", None),
            ("en-US", None),
            ("", None),
        ] {
            assert_eq!(rank(lang), wanted, "{lang}");
        }
    }
}
