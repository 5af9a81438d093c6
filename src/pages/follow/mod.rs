//! 关注: the inbox, what is followed, and how it reaches this device.

use crate::app::{TITLE_ID, use_title};
use crate::locales::use_words;
use leptos::prelude::*;

/// The page.
#[component]
pub fn FollowPage() -> impl IntoView {
    let words = use_words();
    use_title(move || words.follow.to_owned());
    view! {
        <div class="page">
            <h1 id=TITLE_ID tabindex="-1">{words.follow}</h1>
        </div>
    }
}
