//! 这台手机收得到什么: each way of being told, tried on this very device. Says what does not work
//! and what to do; the only promise is that opening checks.

pub mod checks;
pub mod device;
pub mod notify;
pub mod push;
pub mod rung;

use crate::app::{TITLE_ID, use_title};
use crate::locales::use_hand_words;
use crate::platform::agent::Agent;
use crate::route::{Follow, Route};
use checks::{Open, PeriodicSync, Timer};
use device::{Badge, Calendar, Feeds, Installed, Kept, WeChat};
use leptos::prelude::*;
use notify::Notifications;
use push::WebPush;
pub use rung::Verdict;

/// The page.
#[component]
pub fn TestPage() -> impl IntoView {
    let words = use_hand_words();
    use_title(move || words.test.to_owned());
    let is_wechat = Agent::here() == Agent::WeChat;
    // Within WeChat everything else hangs on leaving it.
    let first = is_wechat.then(|| view! { <WeChat /> });
    let last = (!is_wechat).then(|| view! { <WeChat /> });
    view! {
        <header class="section">
            <h1 id=TITLE_ID tabindex="-1">{words.test}</h1>
            <p>{words.test_lead}</p>
        </header>
        <ol class="section">
            {first}
            <Open />
            <Timer />
            <Notifications />
            <WebPush />
            <PeriodicSync />
            <Installed />
            <Badge />
            <Kept />
            <Calendar />
            <Feeds />
            {last}
        </ol>
        <div class="actions chrome">
            <a class="button" href=Route::Follow(Follow::Hand).href()>{words.hand}</a>
            <a class="button" href=Route::Follow(Follow::Inbox).href()>{words.back}</a>
        </div>
    }
}
