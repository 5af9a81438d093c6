//! Locks between the tabs of this app. Where the browser has none every tab gets what it asks for.

use crate::platform::{clock, page};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Between two tries, in milliseconds.
const PAUSE: i32 = 50;

/// Who else may hold a lock at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    /// Whoever shares it too.
    Others,
    /// Nobody.
    Nobody,
}

/// A lock, held until this is dropped.
pub struct Held(Option<Function>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            // Resolving a promise never throws.
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Takes a lock; `None` where it is not free within so many milliseconds. Nobody queues for it: a
/// tab that its phone has put to sleep may hold one for hours.
pub async fn take(name: &str, with: With, patience_ms: i32) -> Option<Held> {
    let mut waited = 0;
    loop {
        match ask(name, with).await {
            Some(answer) if answer.is_null() => {}
            answer => return Some(Held(answer.and_then(|release| release.dyn_into().ok()))),
        }
        if waited >= patience_ms {
            return None;
        }
        waited += PAUSE;
        clock::sleep(PAUSE).await;
    }
}

/// What lets go of the lock again, or null where it is not free; `None` without locks.
async fn ask(name: &str, with: With) -> Option<JsValue> {
    let locks = Reflect::get(&web_sys::window()?.navigator(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    // Towns may share an origin.
    let name = format!("gongkai-{name} {}", page::base());
    let options = Object::new();
    let mode = match with {
        With::Others => "shared",
        With::Nobody => "exclusive",
    };
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(&options, &"mode".into(), &mode.into());
    let _ = Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE);
    let mut requested = None;
    let answered = Promise::new(&mut |answer: Function, _| {
        // The lock is held as long as the promise that this returns is open.
        let granted = Closure::once_into_js(move |lock: JsValue| {
            Promise::new(&mut |release: Function, _| {
                let said = if lock.is_null() {
                    let _ = release.call0(&JsValue::NULL);
                    JsValue::NULL
                } else {
                    release.into()
                };
                let _ = answer.call1(&JsValue::NULL, &said);
            })
        });
        requested = request
            .call3(&locks, &name.as_str().into(), &options, &granted)
            .ok();
    });
    // A browser that refuses, as in a page that is being left, never calls back.
    let first = Promise::race(&Array::of2(&answered, &requested?));
    JsFuture::from(first).await.ok()
}
