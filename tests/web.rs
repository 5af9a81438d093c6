//! The app's state and pages in a real browser: real Cache Storage and local storage, and a
//! publisher that these tests play.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test may end here")]

#[path = "web/following.rs"]
mod following;
#[path = "web/life.rs"]
mod life;
#[path = "web/record.rs"]
mod our_copy;
#[path = "web/pages.rs"]
mod pages;
#[path = "web/settings.rs"]
mod settings;
#[path = "web/town.rs"]
mod town;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
