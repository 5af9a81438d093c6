//! Telling the other tabs and the worker of this app that something changed. Nothing is said but
//! that: what lies on the device is the truth.

use crate::platform::page;
use wasm_bindgen::prelude::*;
use web_sys::BroadcastChannel;

fn open(name: &str) -> Option<BroadcastChannel> {
    // Towns may share an origin.
    BroadcastChannel::new(&format!("gongkai {} {name}", page::base())).ok()
}

/// Tells the others. A browser without channels lets them find out when they are next shown.
pub fn tell(name: &str) {
    if let Some(channel) = open(name) {
        let _ = channel.post_message(&JsValue::TRUE);
        channel.close();
    }
}

/// Calls back when another has told, as long as the page lives.
pub fn listen(name: &str, call: impl Fn() + 'static) {
    let Some(channel) = open(name) else { return };
    let call = Closure::<dyn Fn()>::new(call);
    channel.set_onmessage(Some(call.as_ref().unchecked_ref()));
    call.forget();
    // Lives as long as the page: a channel that is collected hears nothing.
    std::mem::forget(channel);
}
