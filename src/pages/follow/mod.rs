//! 关注: the inbox, what is followed, and how it reaches this device.

pub mod alert;
pub mod calendar;
pub mod choices;
pub mod describe;
pub mod edit;
pub mod group;
pub mod hand;
pub mod inbox;
pub mod invite;
pub mod less;
pub mod nothing;
pub mod rehearsal;
pub mod reshape;
pub mod standing;
pub mod subscriptions;
pub mod terms;
pub mod test;
pub mod undo;

use crate::app::TITLE_ID;
use crate::platform::{focus, history, page};
use crate::route::{Follow, Route};
use edit::{Changed, New};
use hand::{HandPage, ReceivePage};
use inbox::InboxPage;
use leptos::prelude::*;
use leptos_router::hooks::use_url;
use test::TestPage;
use undo::UndoLine;

/// The page.
#[component]
pub fn FollowPage() -> impl IntoView {
    let url = use_url();
    let follow = Memo::new(move |_| {
        url.with(|u| match Route::read(&page::base(), u.path(), u.hash()) {
            Some(Route::Follow(follow)) => follow,
            _ => Follow::default(),
        })
    });
    // Its parts are one page to the frame, which moves the focus between pages alone.
    Effect::new(move |before: Option<()>| {
        follow.track();
        if before.is_some() {
            request_animation_frame(|| {
                focus::move_to(TITLE_ID);
                history::scroll_to(0.0);
            });
        }
    });
    let content = move || match follow.get() {
        Follow::New(target) => view! { <New target /> }.into_any(),
        Follow::Edit(id) => view! { <Changed id /> }.into_any(),
        Follow::Test => view! { <TestPage /> }.into_any(),
        Follow::Hand => view! { <HandPage /> }.into_any(),
        Follow::Receive(text) => view! { <ReceivePage text /> }.into_any(),
        Follow::Inbox => view! { <InboxPage /> }.into_any(),
    };
    view! {
        <div class="page">
            <UndoLine />
            {content}
        </div>
    }
}
