//! The inbox: what changed, by project, and below it what is followed.

use super::alert::GroupCard;
use super::calendar::Deadlines;
use super::group::{self, Digest, Group, Inbox, Line};
use super::invite::Invitation;
use super::nothing::NothingFollowed;
use super::standing::{Reminder, Standing, Troubles};
use super::subscriptions::Subscriptions;
use super::undo;
use crate::app::{TITLE_ID, use_title};
use crate::locales::{format, use_follow_words, use_words};
use crate::platform::clock;
use crate::route::{Follow, Route};
use crate::state::follows::FollowTrouble;
use crate::state::{following, inbox, use_follows};
use leptos::prelude::*;
use leptos::task::spawn_local;
use stylers_macro::style_sheet;

/// Groups that are drawn at once.
const PAGE: usize = 30;

/// The inbox, or what stands in its place.
#[component]
pub fn InboxPage() -> impl IntoView {
    let (words, more) = (use_words(), use_follow_words());
    let follows = use_follows();
    use_title(move || words.follow.to_owned());
    let unread = Memo::new(move |_| follows.badge());
    let state = Memo::new(move |_| {
        let held = follows.get()?;
        Some((held.subscriptions.is_empty(), held.alerts.is_empty()))
    });
    let count = move || {
        let any = state.get().is_some_and(|(_, no_alerts)| !no_alerts);
        any.then(|| (more.unread_projects)(unread.get()))
    };
    let content = move || match state.get() {
        None if follows.trouble() == Some(FollowTrouble::Newer) => ().into_any(),
        None => view! { <p class="slow soft" role="status">{words.loading}</p> }.into_any(),
        Some((true, true)) => view! { <NothingFollowed /> }.into_any(),
        Some((_, no_alerts)) => {
            let alerts = (!no_alerts).then(|| view! { <Alerts /> });
            let none = no_alerts.then(|| view! { <p>{more.nothing_new}</p> });
            view! {
                {alerts}
                {none}
                <Standing />
                <Subscriptions />
                <Deadlines />
            }
            .into_any()
        }
    };
    view! {
        <header class="section">
            <h1 id=TITLE_ID tabindex="-1">{words.follow}</h1>
            <p role="status">{count}</p>
        </header>
        <Troubles />
        <Reminder />
        <Invitation />
        {content}
        <section class="section chrome">
            <h2>{more.device}</h2>
            <div class="actions">
                <a class="button" data-kind="tile" href=Route::Follow(Follow::Test).href()>{more.test}</a>
                <a class="button" data-kind="tile" href=Route::Follow(Follow::Hand).href()>{more.hand}</a>
            </div>
        </section>
    }
}

/// What changed: new since the last visit, then the rest.
#[component]
fn Alerts() -> impl IntoView {
    let more = use_follow_words();
    let follows = use_follows();
    let newest = move || {
        let held = follows.get();
        let sequences = held
            .iter()
            .flat_map(|held| held.alerts.iter().map(|a| a.sequence));
        sequences.max().unwrap_or(0)
    };
    let seen = inbox::show(untrack(newest), clock::now());
    Effect::new(move |_| {
        inbox::show(newest(), clock::now());
    });
    let lines = Memo::new(move |_| {
        let held = follows.get();
        held.map_or_else(Inbox::default, |held| group::arrange(&held, seen))
    });
    let unread = Memo::new(move |_| {
        follows
            .get()
            .map_or(0, |held| group::unread(&held, None).len())
    });
    let read_all = move |_| {
        let Some(held) = follows.get() else { return };
        let ids = group::unread(&held, None);
        let back = ids.clone();
        spawn_local(async move {
            following::change(follows, move |f| group::mark(f, &ids, true)).await;
        });
        undo::offer(more.all_read, move || {
            let ids = back.clone();
            spawn_local(async move {
                following::change(follows, move |f| group::mark(f, &ids, false)).await;
            });
        });
    };
    let all = move || {
        (unread.get() > 0).then(|| {
            view! {
                <div class="actions chrome">
                    <button type="button" class="button" on:click=read_all>{more.read_all}</button>
                </div>
            }
        })
    };
    view! {
        {all}
        <Part title=more.fresh lines=Signal::derive(move || lines.with(|l| l.fresh.clone())) />
        <Part title=more.earlier lines=Signal::derive(move || lines.with(|l| l.earlier.clone())) />
    }
}

/// A part of the list.
#[component]
fn Part(title: &'static str, lines: Signal<Vec<Line>>) -> impl IntoView {
    let words = use_words();
    let shown = RwSignal::new(PAGE);
    let count = Memo::new(move |_| lines.with(Vec::len));
    let some = Memo::new(move |_| count.get() > 0);
    let key = |line: &Line| match line {
        Line::Digest(Digest { at, count, .. }) => {
            (at.to_string(), *count as u64, Vec::new(), false)
        }
        Line::Group(group) => group.state(),
    };
    let rest = move || {
        let left = count.get().saturating_sub(shown.get()).min(PAGE);
        (left > 0).then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| shown.update(|n| *n += PAGE)>
                    {(words.show_more)(u32::try_from(left).unwrap_or(0))}
                </button>
            }
        })
    };
    move || {
        some.get().then(|| {
            let each = move || {
                let lines = lines.get().into_iter();
                lines.take(shown.get()).collect::<Vec<_>>()
            };
            view! {
                <section class="section">
                    <h2>{title}</h2>
                    <ul class="section">
                        <For each key=key children=line />
                    </ul>
                    {rest}
                </section>
            }
        })
    }
}

fn line(line: Line) -> AnyView {
    match line {
        Line::Digest(digest) => view! { <DigestHead digest /> }.into_any(),
        Line::Group(group) => one(group),
    }
}

fn one(group: Group) -> AnyView {
    view! { <GroupCard group /> }.into_any()
}

/// That much came at once.
#[component]
fn DigestHead(digest: Digest) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/follow.css");
    let (words, more) = (use_words(), use_follow_words());
    let at = format::moment(digest.at, clock::today(), words.lang);
    view! { class = class,
        <li class="digest">{(more.digest)(&at, digest.days, digest.count)}</li>
    }
}
