//! Following something, or changing what is followed: which changes, under which name, and what
//! that would have told.

use super::choices::{ClassChoice, OnList, SearchPart};
use super::describe::{Speech, page_of};
use super::rehearsal::{self, DryRun};
use super::reshape::{Edit, Outcome, reshape};
use super::standing::Troubles;
use super::undo;
use crate::app::{TITLE_ID, use_title};
use crate::components::follow_link::search_target;
use crate::components::{Icon, Message};
use crate::locales::{use_blacklist_words, use_follow_words, use_words};
use crate::pages::duties::use_ask;
use crate::pages::notice::Back;
use crate::platform::{clock, storage};
use crate::route::{Follow, Route};
use crate::state::suppliers;
use crate::state::{following, use_debarments, use_follows, use_record};
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::follow::{Following, Subscription, Target};
use std::sync::Arc;
use stylers_macro::style_sheet;

const NAME_ID: &str = "follow-name";
/// Characters of a name.
const NAME: &str = "60";

/// Something new to follow.
#[component]
pub fn New(
    /// What.
    target: Target,
) -> impl IntoView {
    let more = use_follow_words();
    let follows = use_follows();
    use_title(move || more.new_title.to_owned());
    let target = filled(target);
    let of = target.clone();
    // As it was when the page was opened: saving must not take the form away under the reader.
    let known = Memo::new(move |was: Option<&Option<Option<u32>>>| match was {
        Some(Some(known)) => Some(*known),
        _ => follows
            .get()
            .map(|held| of.as_ref().and_then(|of| held.watching(of)).map(|s| s.id)),
    });
    let content = move || match (known.get(), target.clone()) {
        (_, None) => {
            let lists = Route::Blacklist(crate::route::Check {
                view: crate::route::CheckView::Many,
                ..Default::default()
            });
            view! {
                <Message icon=Icon::Question title=more.list_gone>
                    <a class="button" href=lists.href()>{use_blacklist_words().standing}</a>
                </Message>
            }
            .into_any()
        }
        (None, _) => {
            view! { <p class="slow soft" role="status">{use_words().loading}</p> }.into_any()
        }
        (Some(Some(id)), _) => view! {
            <Message icon=Icon::Tick title=more.already>
                <a class="button" href=Route::Follow(Follow::Edit(id)).href()>{more.edit}</a>
                <a class="button" href=Route::Follow(Follow::Inbox).href()>{use_words().follow}</a>
            </Message>
        }
        .into_any(),
        (Some(None), Some(target)) => view! { <Form target /> }.into_any(),
    };
    view! {
        <Back to=Route::Follow(Follow::Inbox) />
        <h1 id=TITLE_ID tabindex="-1">{more.new_title}</h1>
        <Troubles />
        {content}
    }
}

/// A subscription, to be changed.
#[component]
pub fn Changed(
    /// Its number.
    id: u32,
) -> impl IntoView {
    let more = use_follow_words();
    let follows = use_follows();
    use_title(move || more.edit_title.to_owned());
    // As it was when the page was opened.
    let old = Memo::new(
        move |was: Option<&Option<Option<Subscription>>>| match was {
            Some(Some(old)) => Some(old.clone()),
            _ => follows.get().map(|held| held.subscription(id).cloned()),
        },
    );
    let content = move || match old.get() {
        None => view! { <p class="slow soft" role="status">{use_words().loading}</p> }.into_any(),
        Some(None) => view! {
            <Message icon=Icon::Question title=more.gone>
                <a class="button" href=Route::Follow(Follow::Inbox).href()>{use_words().follow}</a>
            </Message>
        }
        .into_any(),
        Some(Some(old)) => {
            let target = old.target.clone();
            view! { <Form target old=Some(old) /> }.into_any()
        }
    };
    view! {
        <Back to=Route::Follow(Follow::Inbox) />
        <h1 id=TITLE_ID tabindex="-1">{more.edit_title}</h1>
        <Troubles />
        {content}
    }
}

/// A target whole: a standing list with its firms; `None` where that is not on the device.
fn filled(target: Target) -> Option<Target> {
    match target {
        Target::Suppliers { list, .. } => {
            let lists = suppliers::lists();
            let of = lists.into_iter().find(|standing| standing.id == list)?;
            let firms = of.firms.into_iter().map(|watched| watched.firm.into());
            let firms = firms.collect();
            Some(Target::Suppliers { list, firms })
        }
        // A search as the app writes it, so that the same search is the same target.
        Target::Search(_) => Some(search_target(&target.search())),
        other => Some(other),
    }
}

/// What the reader calls a standing list.
fn list_name(target: &Target) -> Option<String> {
    let Target::Suppliers { list, .. } = target else {
        return None;
    };
    let mut lists = suppliers::lists().into_iter();
    lists.find(|of| of.id == *list).map(|of| of.name)
}

/// The form.
#[component]
fn Form(
    target: Target,
    /// What is changed; a new one where there is none.
    #[prop(optional_no_strip)]
    old: Option<Subscription>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/follow.css");
    let (words, more) = (use_words(), use_follow_words());
    let (follows, record, debarments) = (use_follows(), use_record(), use_debarments());
    let go = use_ask();
    let possible = target.possible();
    let chosen = old.as_ref().map_or(target.usual(), |old| old.classes);
    let classes = RwSignal::new(chosen);
    let called = match &old {
        Some(old) => Some(old.name.clone()),
        None => list_name(&target),
    };
    let typed = RwSignal::new(called.filter(|name| !name.is_empty()));
    let verdict = match &target {
        Target::Firm(firm) => Some(view! { <OnList firm=firm.clone() /> }),
        _ => None,
    };
    let can_rehearse = rehearsal::can(&target);
    let is_search = matches!(target, Target::Search(_));
    let target = RwSignal::new(target);
    let in_words = Memo::new(move |_| {
        let regions = record.regions();
        let speech = Speech {
            words,
            more,
            regions: &regions,
            today: clock::today(),
        };
        target.with(|target| speech.target(target))
    });
    let refused = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let is_new = old.is_none();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(false);
        let name = typed.get_untracked().unwrap_or_default().trim().to_owned();
        let shown = in_words.get_untracked();
        let new = Subscription {
            id: old.as_ref().map_or(0, |old| old.id),
            // What says only what the target says follows it, and the language.
            name: if name == shown {
                String::new()
            } else {
                name.clone()
            },
            target: target.get_untracked(),
            classes: classes.get_untracked(),
            created: old.as_ref().map_or_else(clock::now, |old| old.created),
            since: old.as_ref().map_or(0, |old| old.since),
            muted_until: old.as_ref().and_then(|old| old.muted_until),
        };
        let edit = old.as_ref().map(|old| Edit::between(old, &new));
        let shown = if name.is_empty() { shown } else { name };
        let go = go.clone();
        spawn_local(async move {
            let kept = match edit {
                None => following::subscribe(follows, record, debarments, new)
                    .await
                    .is_some(),
                Some(edit) => {
                    let states = (follows, record, debarments);
                    let how = move |lies: &Subscription| Some(edit.of(lies));
                    let done = reshape(states, new.id, how, |_| {}).await;
                    matches!(done, Outcome::Done(_))
                }
            };
            busy.try_set(false);
            if !kept {
                refused.try_set(true);
                return;
            }
            undo::say((more.saved)(&shown));
            go(&Route::Follow(Follow::Inbox));
            let first =
                |held: Option<Arc<Following>>| held.is_some_and(|h| h.subscriptions.len() == 1);
            if is_new && first(untrack(|| follows.get())) {
                // Worth keeping from now on; a refusal changes nothing here.
                storage::persist().await;
            }
        });
    };
    let trouble = move || {
        refused
            .get()
            .then(|| view! { <p class="loud" role="alert">{more.not_saved}</p> })
    };
    let none = move || {
        classes
            .get()
            .and(possible)
            .is_empty()
            .then(|| view! { <p class="loud">{more.no_classes}</p> })
    };
    let words_part = is_search.then(|| view! { <SearchPart target /> });
    let page = (!is_search).then(|| {
        let href = target.with_untracked(page_of).href();
        view! { <div class="actions chrome"><a class="button" href=href>{more.open_page}</a></div> }
    });
    let dry = can_rehearse.then(|| view! { <DryRun target classes /> });
    let shown_name = move || typed.get().unwrap_or_else(|| in_words.get());
    view! { class = class,
        <section class="section">
            <p class="asked" lang="zh-CN">{in_words}</p>
            {verdict}
            {page}
            {words_part}
        </section>
        <ClassChoice classes possible />
        <form class="section" on:submit=save>
            <label class="name" for=NAME_ID>{more.name}</label>
            <div class="line-form">
                <input
                    class="line"
                    id=NAME_ID
                    type="text"
                    autocomplete="off"
                    maxlength=NAME
                    prop:value=shown_name
                    on:input=move |event| typed.set(Some(event_target_value(&event)))
                />
            </div>
            {none}
            {trouble}
            <button type="submit" class="button" data-kind="main" prop:disabled=busy>
                {if is_new { more.save_new } else { more.save }}
            </button>
            <p class="soft small">{more.stays_here}</p>
        </form>
        {dry}
    }
}
