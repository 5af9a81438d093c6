//! Notifications: whether they are allowed, how to allow them again, and a test alert.

use super::rung::{Rung, Verdict};
use crate::locales::use_hand_words;
use crate::platform::agent::Agent;
use crate::platform::push::{self, Permission};
use crate::platform::{notify, page, probe};
use crate::route::{Follow, Route};
use crate::state::loaded;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// 通知
#[component]
pub fn Notifications() -> impl IntoView {
    let words = use_hand_words();
    let permission = RwSignal::new(push::permission());
    let worker = loaded(probe::has_worker);
    let said = RwSignal::new("");
    let verdict = move || match (permission.get(), worker.get()) {
        (Permission::Granted, None) => Verdict::Trying,
        (Permission::Granted, Some(true)) => Verdict::Works,
        (Permission::Granted, Some(false)) => Verdict::Unknown,
        (Permission::Open, _) => Verdict::Off,
        (Permission::Denied | Permission::Absent, _) => Verdict::No,
    };
    let why = move || {
        let why = match (permission.get(), worker.get()) {
            (Permission::Granted, Some(false)) => words.notify_no_worker,
            (Permission::Granted, _) => words.notify_granted,
            (Permission::Open, _) => words.notify_open,
            (Permission::Denied, _) => words.notify_denied,
            (Permission::Absent, _) => words.notify_absent,
        };
        why.to_owned()
    };
    let next = move || match permission.get() {
        Permission::Denied => (words.notify_undo)(Agent::here()).to_owned(),
        _ => String::new(),
    };
    let allow = move |_| {
        spawn_local(async move {
            let answer = push::ask().await;
            permission.try_set(answer);
        });
    };
    let test = move |_| {
        said.set("");
        spawn_local(async move {
            let opens = Route::Follow(Follow::Inbox).href();
            let opens = opens.strip_prefix(&page::base()).unwrap_or_default();
            let shown = notify::show(words.alert_title, words.alert_body, opens).await;
            said.try_set(if shown {
                words.alert_shown
            } else {
                words.alert_failed
            });
        });
    };
    let ask = move || {
        (permission.get() == Permission::Open).then(|| {
            view! {
                <button type="button" class="button" data-kind="main" on:click=allow>
                    {words.notify_allow}
                </button>
            }
        })
    };
    let alert = move || {
        (permission.get() == Permission::Granted).then(|| {
            view! {
                <button type="button" class="button" data-kind="main" on:click=test>
                    {words.alert}
                </button>
            }
        })
    };
    view! {
        <Rung
            code="notify"
            name=words.notify
            verdict=Signal::derive(verdict)
            why=Signal::derive(why)
            next=Signal::derive(next)
        >
            <div class="actions">{ask} {alert} <span role="status">{said}</span></div>
        </Rung>
    }
}
