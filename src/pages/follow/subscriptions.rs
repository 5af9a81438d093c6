//! What is followed: what each watches, how often it would have told, and what can be done with it.

use super::describe::{Speech, page_of};
use super::{rehearsal, undo};
use crate::locales::{format, use_follow_words, use_words};
use crate::platform::{clock, focus};
use crate::route::{Follow, Route};
use crate::state::{following, use_follows, use_record};
use chrono::{Days, NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::follow::{Following, Keys, Subscription, Target};
use std::sync::{Arc, Mutex};
use stylers_macro::style_sheet;

/// Subscriptions that are drawn at once.
const PAGE: usize = 20;
/// Days that say how often.
const DAYS: u64 = 30;
/// Muted until I say: no clock gets there.
const FOREVER: i32 = 2999;
const TITLE_ID: &str = "subscriptions";

/// The subscriptions, the newest first.
#[component]
pub fn Subscriptions() -> impl IntoView {
    let (words, more) = (use_words(), use_follow_words());
    let follows = use_follows();
    let shown = RwSignal::new(PAGE);
    let all = Memo::new(move |_| {
        let held = follows.get();
        held.map_or_else(Vec::new, |held| {
            held.subscriptions.iter().rev().cloned().collect()
        })
    });
    let count = Memo::new(move |_| all.with(Vec::len));
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
    let each = move || {
        let all = all.get().into_iter();
        all.take(shown.get()).collect::<Vec<Subscription>>()
    };
    // One that was changed is drawn anew.
    let key = |of: &Subscription| {
        (
            of.id,
            of.name.clone(),
            of.target.clone(),
            of.classes,
            of.muted_until,
        )
    };
    view! {
        <section class="section">
            <h2 id=TITLE_ID tabindex="-1">{move || (more.followed_count)(count.get())}</h2>
            <ul class="section">
                <For each=each key=key children=one />
            </ul>
            {rest}
        </section>
    }
}

fn one(of: Subscription) -> AnyView {
    view! { <One of /> }.into_any()
}

/// When a muting of so many days ends; of none: when the reader says so.
fn until(days: Option<u64>, now: NaiveDateTime) -> Option<NaiveDateTime> {
    match days {
        Some(days) => now.checked_add_days(Days::new(days)),
        None => NaiveDate::from_ymd_opt(FOREVER, 1, 1).map(Into::into),
    }
}

/// Takes one out, and returns where it was, with what it knew of the blacklist.
fn take(following: &mut Following, id: u32) -> Option<(usize, Subscription, Option<Keys>)> {
    let at = following.subscriptions.iter().position(|s| s.id == id)?;
    let knew = following.known.iter().find(|(known, _)| *known == id);
    let knew = knew.map(|(_, keys)| keys.clone());
    following.unsubscribe(id).map(|of| (at, of, knew))
}

/// Puts one back where it was, with what it knew of the blacklist.
fn restore(following: &mut Following, at: usize, of: &Subscription, knew: Option<&Keys>) {
    if following.subscription(of.id).is_some() {
        return;
    }
    let at = at.min(following.subscriptions.len());
    following.subscriptions.insert(at, of.clone());
    following
        .known
        .extend(knew.map(|keys| (of.id, keys.clone())));
}

#[component]
fn One(of: Subscription) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/follow.css");
    let (words, more) = (use_words(), use_follow_words());
    let (follows, record) = (use_follows(), use_record());
    let id = of.id;
    let speak = {
        let of = of.clone();
        move || {
            let regions = record.regions();
            let speech = Speech {
                words,
                more,
                regions: &regions,
                today: clock::today(),
            };
            let target = speech.target(&of.target);
            let named = !of.name.trim().is_empty() && of.name.trim() != target;
            (
                speech.name(&of),
                named.then_some(target),
                speech.classes(of.classes, of.target.possible()),
            )
        }
    };
    let spoken = Memo::new(move |_| speak());
    let name = move || spoken.with(|(name, ..)| name.clone());
    let target = move || {
        spoken
            .with(|(_, target, _)| target.clone())
            .map(|t| view! { <p>{t}</p> })
    };
    let classes = move || spoken.with(|(.., classes)| classes.clone());
    let now = clock::now();
    let muted = of.muted_until.filter(|until| now < *until);
    let set_muted = move |to: Option<NaiveDateTime>| {
        spawn_local(async move {
            following::change(follows, move |f| {
                let mut all = f.subscriptions.iter_mut();
                if let Some(of) = all.find(|s| s.id == id) {
                    of.muted_until = to;
                }
            })
            .await;
            // The button that was tapped went with the old card.
            request_animation_frame(|| {
                focus::move_to(TITLE_ID);
            });
        });
    };
    let muted_view = muted.map(|until| {
        use chrono::Datelike;
        let at =
            (until.year() < FOREVER).then(|| format::moment(until, clock::today(), words.lang));
        view! {
            <p class="small"><b>{(more.muted)(at.as_deref())}</b></p>
        }
    });
    let mute = match muted {
        Some(_) => view! {
            <button type="button" class="button" on:click=move |_| set_muted(None)>
                {more.unmute}
            </button>
        }
        .into_any(),
        None => {
            let is_open = RwSignal::new(false);
            view! { <Mute set_muted=Callback::new(set_muted) is_open /> }.into_any()
        }
    };
    let delete = move |_| {
        // What is really there, which may not be what this card shows.
        let taken = Arc::new(Mutex::new(None));
        let out = taken.clone();
        spawn_local(async move {
            following::change(follows, move |f| {
                let found = take(f, id);
                if let Ok(mut out) = out.lock() {
                    *out = found;
                }
            })
            .await;
        });
        undo::offer((more.deleted)(&name()), move || {
            let taken = taken.lock().ok().and_then(|taken| taken.clone());
            let Some((at, of, knew)) = taken else { return };
            spawn_local(async move {
                following::change(follows, move |f| restore(f, at, &of, knew.as_ref())).await;
            });
        });
    };
    let label = move |what: &'static str| move || format!("{what} {}", name());
    let open = page_of(&of.target).href();
    let open_text = match of.target {
        Target::Search(_) => more.open_search,
        _ => more.open_page,
    };
    let edit = Route::Follow(Follow::Edit(id)).href();
    view! { class = class,
        <li class="card section subscription">
            <h3>{name}</h3>
            {target}
            <p class="soft small">{classes}</p>
            {muted_view}
            <Often of=of.clone() />
            <div class="actions chrome">
                <a class="button" href=edit aria-label=label(more.edit)>{more.edit}</a>
                <a class="button" href=open>{open_text}</a>
                {mute}
                <button type="button" class="button" aria-label=label(more.delete) on:click=delete>
                    {more.delete}
                </button>
            </div>
        </li>
    }
}

/// For how long to mute.
#[component]
fn Mute(set_muted: Callback<Option<NaiveDateTime>>, is_open: RwSignal<bool>) -> impl IntoView {
    let more = use_follow_words();
    let choices = move || {
        is_open.get().then(|| {
            let choices = [Some(1), Some(7), Some(30), None].map(|days| {
                let mute = move |_| set_muted.run(until(days, clock::now()));
                view! { <button type="button" class="button" on:click=mute>{(more.mute_for)(days)}</button> }
            });
            choices.into_iter().collect_view()
        })
    };
    view! {
        <button
            type="button"
            class="button"
            aria-expanded=move || is_open.get().to_string()
            on:click=move |_| is_open.update(|open| *open = !*open)
        >
            {more.mute}
        </button>
        {choices}
    }
}

/// How often it would have told lately; counted once the page is drawn.
#[component]
fn Often(of: Subscription) -> impl IntoView {
    let more = use_follow_words();
    let record = use_record();
    let can = rehearsal::can(&of.target);
    let often = RwSignal::new(None::<usize>);
    let done = Memo::new(move |_| record.progress().done);
    Effect::new(move |_| {
        if !can || !done.get() {
            return;
        }
        let of = of.clone();
        spawn_local(async move {
            clock::sleep(50).await;
            let found = untrack(|| rehearsal::rehearse(record, &of.target, of.classes, DAYS));
            often.try_set(Some(found.told.len()));
        });
    });
    move || {
        let often = often.get()?;
        Some(view! { <p class="soft small">{(more.often)(often)}</p> })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::follow::Classes;

    #[test]
    fn what_was_deleted_comes_back_once_and_where_it_was() {
        let of = |id: u32| Subscription {
            id,
            name: String::new(),
            target: Target::Blacklist,
            classes: Classes::OF_LIST,
            created: NaiveDateTime::default(),
            since: 0,
            muted_until: None,
        };
        let mut following = Following {
            subscriptions: vec![of(1), of(2), of(3)],
            ..Following::default()
        };
        let keys: Keys = [7].into_iter().collect();
        following.known.push((2, keys.clone()));
        let before = following.clone();
        let taken = take(&mut following, 2);
        assert_eq!(taken, Some((1, of(2), Some(keys))), "as it was");
        assert_eq!(take(&mut following, 2), None);
        for (at, of, knew) in taken.iter().chain(&taken) {
            restore(&mut following, *at, of, knew.as_ref());
        }
        assert_eq!(following, before);
    }

    #[test]
    fn muting_ends_in_days_or_when_the_reader_says() {
        let now = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap_or_default();
        let now = now.and_hms_opt(9, 0, 0).unwrap_or_default();
        assert_eq!(until(Some(7), now).map(|at| (at - now).num_days()), Some(7));
        assert!(until(None, now).is_some_and(|at| (at - now).num_days() > 300_000));
    }
}
