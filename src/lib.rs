//! The app: look up, follow and check a city's public-resource trading, on the device.
//!
//! Reading order: [`app`] provides what all pages share and draws the frame; `route` has every
//! address; a page turns an address into a view; [`state`] keeps our copy of the record and the
//! reader's settings; [`platform`] alone talks to the browser. Rules live in `record`, the search
//! in `archive`; components only read signals and draw.

pub mod app;
pub mod components;
pub mod locales;
pub mod pages;
pub mod platform;
pub mod route;
pub mod state;

/// Puts the app beside the page's static frame, which goes once the app says that it has drawn.
pub fn start() {
    route::settle();
    leptos::mount::mount_to_body(app::App);
}
