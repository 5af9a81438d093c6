//! What the page and the service worker share of following, so that both do the same: where the
//! device keeps it ([`store`]), a check as one transaction ([`step`]), and the words of a
//! notification ([`words`]). No Leptos, and nothing that only a page has.

pub mod step;
pub mod store;
pub mod words;
