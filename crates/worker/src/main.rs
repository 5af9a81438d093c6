//! The service worker's Rust half. `sw.js` calls it on `push` and `periodicsync`, after it has
//! shown what must be shown whatever happens here.

fn main() {}

#[cfg(target_arch = "wasm32")]
mod check;
#[cfg(target_arch = "wasm32")]
mod head;
#[cfg(target_arch = "wasm32")]
mod net;
