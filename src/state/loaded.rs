//! Values that take a while: read by a future, and then a signal like any other.

use leptos::prelude::*;
use leptos::task::spawn_local;

/// What an asynchronous read gives: `None` until it is there. It is read again when a signal
/// that `read` itself reads has changed; until the new value is there the old one stands.
///
/// Leptos' resources do this and much more (servers, suspense), at a price in bytes.
pub fn loaded<T, F>(read: impl Fn() -> F + 'static) -> ReadSignal<Option<T>>
where
    T: Send + Sync + 'static,
    F: Future<Output = T> + 'static,
{
    let (value, set_value) = signal(None);
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let coming = read();
        asked.update_value(|asked| *asked += 1);
        let mine = asked.get_value();
        spawn_local(async move {
            let answer = coming.await;
            // The page may be gone by now, or have asked anew.
            if asked.try_get_value() == Some(mine) {
                set_value.try_set(Some(answer));
            }
        });
    });
    value
}
