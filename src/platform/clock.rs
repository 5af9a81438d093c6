//! The device's clock, read as Beijing time. The only place in the app where "now" comes from.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use js_sys::{Date, Function, Promise};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Now on Beijing's clock, whatever time zone the device is in.
pub fn now() -> NaiveDateTime {
    beijing(Date::now() + AHEAD.get())
}

/// A device's clock that is off by more than this, in milliseconds, is wrong and not just late: two
/// days, as a publisher's own may be off by one.
const WRONG: f64 = 172_800_000.0;

thread_local! {
    /// By how much the world is ahead of a device's clock that is wrong.
    static AHEAD: Cell<f64> = const { Cell::new(0.0) };
}

/// Goes by a server's word about the time (a `Date` header) where the device's clock is wrong, so
/// that no deadline looks past that is not; true where that changes what "now" is. As long as the
/// page lives: a clock may be set right at any time.
pub fn correct(server: &str) -> bool {
    let off = Date::parse(server) - Date::now();
    if off.is_nan() {
        return false;
    }
    let ahead = if off.abs() > WRONG { off } else { 0.0 };
    (AHEAD.replace(ahead) - ahead).abs() > WRONG
}

/// Today in Beijing.
pub fn today() -> NaiveDate {
    now().date()
}

/// Milliseconds of the steady clock: for measuring, never for dates.
pub fn ticks() -> f64 {
    web_sys::window()
        .and_then(|w| w.performance())
        .map_or(0.0, |p| p.now())
}

/// Waits; also the way to let the browser paint and take input in between.
pub async fn sleep(ms: i32) {
    let timer = Promise::new(&mut |resolve: Function, _| {
        if let Some(window) = web_sys::window() {
            // A timer that cannot be set leaves the promise open, which only ends this waiting.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
        }
    });
    // A timer never rejects.
    let _ = JsFuture::from(timer).await;
}

/// A waiting that can be cut short. One waiter at a time.
#[derive(Clone, Default)]
pub struct Alarm(Rc<RefCell<Bell>>);

#[derive(Default)]
struct Bell {
    waiter: Option<Function>,
    rung: bool,
}

impl Alarm {
    /// Ends the present waiting, or the next one if nobody waits.
    pub fn ring(&self) {
        let waiter = {
            let mut bell = self.0.borrow_mut();
            bell.rung = bell.waiter.is_none();
            bell.waiter.take()
        };
        if let Some(waiter) = waiter {
            // Resolving a promise never throws.
            let _ = waiter.call0(&JsValue::NULL);
        }
    }

    /// Waits until [`Self::ring`], or for so many milliseconds.
    pub async fn wait(&self, ms: i32) {
        if std::mem::take(&mut self.0.borrow_mut().rung) {
            return;
        }
        let timer = Promise::new(&mut |resolve: Function, _| {
            if let Some(window) = web_sys::window() {
                let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
            }
            self.0.borrow_mut().waiter = Some(resolve);
        });
        let _ = JsFuture::from(timer).await;
        self.0.borrow_mut().waiter = None;
    }
}

fn beijing(epoch_ms: f64) -> NaiveDateTime {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a clock's milliseconds fit; a mad clock saturates"
    )]
    let ms = epoch_ms as i64;
    let utc = DateTime::from_timestamp_millis(ms).unwrap_or_default();
    utc.naive_utc() + TimeDelta::hours(8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beijing_is_eight_hours_ahead_and_a_mad_clock_is_no_panic() {
        let new_year = beijing(1_767_196_800_000.0);
        assert_eq!(new_year.to_string(), "2026-01-01 00:00:00");
        assert_eq!(beijing(f64::MAX).to_string(), "1970-01-01 08:00:00");
    }
}
