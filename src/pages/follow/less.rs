//! 少一点这样的: what to leave out of what asked for an alert. All of it can be undone.

use super::describe::Speech;
use super::group;
use super::reshape::{self, Outcome, reshape};
use super::{terms, undo};
use crate::locales::{use_follow_words, use_words};
use crate::platform::clock;
use crate::state::{following, use_debarments, use_follows, use_record};
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::follow::{Alert, Following, Subscription, Target};
use stylers_macro::style_sheet;

/// Tapped open: a word of the title, the class, or the whole project.
#[component]
pub fn Less(
    /// What there should be less of.
    alert: Alert,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/follow.css");
    let more = use_follow_words();
    let is_open = RwSignal::new(false);
    let panel = move || {
        let alert = alert.clone();
        is_open.get().then(|| view! { <Choices alert /> })
    };
    view! { class = class,
        <button
            type="button"
            class="button"
            data-kind="plain"
            aria-expanded=move || is_open.get().to_string()
            on:click=move |_| is_open.update(|open| *open = !*open)
        >
            {more.less}
        </button>
        {panel}
    }
}

#[component]
fn Choices(alert: Alert) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/follow.css");
    let more = use_follow_words();
    let follows = use_follows();
    let key = alert.project.clone();
    let title = alert.title.clone();
    let silence = move |_| {
        let held = follows.get();
        let ids = held.map_or_else(Vec::new, |held| group::unread(&held, Some(&key)));
        let key = key.clone();
        let set = move |on: bool| {
            let (key, ids) = (key.clone(), ids.clone());
            spawn_local(async move {
                following::change(follows, move |f| {
                    group::silence(f, &key, on);
                    group::mark(f, &ids, on);
                })
                .await;
            });
        };
        set(true);
        undo::offer((more.silenced_now)(&title), move || set(false));
    };
    let is_of_list = alert.class.is_of_list();
    let of = untrack(|| follows.get());
    let of = of.iter().flat_map(|held| {
        let of = alert.why.iter().filter_map(|id| held.subscription(*id));
        of.cloned().collect::<Vec<_>>()
    });
    let blocks = of
        .map(|of| view! { <Of of alert=alert.clone() /> })
        .collect_view();
    let silence_text = if is_of_list {
        more.silence_entry
    } else {
        more.silence
    };
    view! { class = class,
        <div class="less section">
            {blocks}
            <div><button type="button" class="button" on:click=silence>{silence_text}</button></div>
        </div>
    }
}

/// What can be left out of one subscription.
#[component]
fn Of(of: Subscription, alert: Alert) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/follow.css");
    let (words, more) = (use_words(), use_follow_words());
    let (follows, record, debarments) = (use_follows(), use_record(), use_debarments());
    let name = {
        let of = of.clone();
        move || {
            let regions = record.regions();
            let speech = Speech {
                words,
                more,
                regions: &regions,
                today: clock::today(),
            };
            speech.name(&of)
        }
    };
    let (of_id, id, was_read) = (of.id, group::id(&alert), alert.read);
    let states = (follows, record, debarments);
    let put = Callback::new(move |(less, text): (reshape::Less, String)| {
        // The alert at hand is dealt with too.
        let id = id.clone();
        let mark = move |read: bool| {
            let id = id.clone();
            move |f: &mut Following| group::mark(f, std::slice::from_ref(&id), read)
        };
        let (read, unread) = (mark(true), mark(was_read));
        spawn_local(async move {
            let done = reshape(states, of_id, move |lies| Some(less.of(lies)), read).await;
            let step = match done {
                Outcome::Done(step) => step,
                Outcome::Elsewhere => return undo::say(more.gone),
                // What is wrong stands on the page.
                Outcome::Refused => return,
            };
            undo::offer_checked(text, move || {
                let (step, unread) = (step.clone(), unread.clone());
                async move {
                    let done = reshape(states, of_id, move |lies| step.back(lies), unread).await;
                    matches!(done, Outcome::Done(_))
                }
            });
        });
    });
    let class_of = alert.class;
    let no_class = move |_| {
        let text = (more.class_off)((more.class)(class_of));
        put.run((reshape::Less::Class(class_of), text));
    };
    let chips = matches!(of.target, Target::Search(_)).then(|| {
        let own = terms::words_of(&alert.title, &of.target.search().terms().include);
        let exclude = Callback::new(move |word: String| {
            let text = (more.word_off)(&word);
            put.run((reshape::Less::Word(word), text));
        });
        view! { <Exclude words=own exclude field=format!("less-{}", alert.sequence) /> }
    });
    view! { class = class,
        <div class="section">
            <p><b>{name}</b></p>
            {chips}
            <div>
                <button type="button" class="button" on:click=no_class>
                    {(more.no_class)((more.class)(alert.class))}
                </button>
            </div>
        </div>
    }
}

/// Words to tap, and a field for another.
#[component]
pub fn Exclude(
    /// The words.
    words: Vec<String>,
    /// Takes the one to leave out.
    exclude: Callback<String>,
    /// An id for the field, once on the page.
    field: String,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/follow.css");
    let more = use_follow_words();
    let typed = RwSignal::new(String::new());
    let chips = words.into_iter().map(|word| {
        let tapped = word.clone();
        let label = (more.exclude)(&word);
        view! { class = class,
            <button
                type="button"
                class="button"
                lang="zh-CN"
                aria-label=label
                on:click=move |_| exclude.run(tapped.clone())
            >
                {word}
            </button>
        }
    });
    let chips = chips.collect_view();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let word = typed.get_untracked();
        if !word.trim().is_empty() {
            typed.set(String::new());
            exclude.run(word.trim().to_owned());
        }
    };
    view! { class = class,
        <p>{more.exclude_lead}</p>
        <div class="actions">{chips}</div>
        <form class="line-form" on:submit=submit>
            <input
                class="line"
                id=field
                type="text"
                autocomplete="off"
                maxlength="40"
                aria-label=more.exclude_other
                placeholder=more.exclude_other
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <button type="submit" class="button">{more.exclude_do}</button>
        </form>
    }
}
