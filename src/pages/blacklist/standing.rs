//! 常查名单: lists of firms on this device, checked again with each newer list of entries.

use super::export::fingerprint;
use super::many::{draft, show_result};
use crate::components::FollowLink;
use crate::locales::{format, use_blacklist_words, use_follow_words, use_words};
use crate::platform::{clock, focus};
use crate::state::debarments::Held;
use crate::state::suppliers::{self, Firm, Refusal, Standing, Verdict};
use crate::state::{following, use_debarments, use_follows, use_record};
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::follow::Target;
use std::sync::Arc;
use stylers_macro::style_sheet;

/// Names that a change tells; the rest as a count.
const NAMED: usize = 20;
/// Characters of a list's name.
const NAME: &str = "60";
const NAME_ID: &str = "standing-name";
const TITLE_ID: &str = "standing";
const UNDO_ID: &str = "standing-undo";

thread_local! {
    /// Counts the changes to what is stored, which is the state.
    static CHANGED: ArcRwSignal<u32> = ArcRwSignal::new(0);
}

fn changed() -> ArcRwSignal<u32> {
    CHANGED.with(Clone::clone)
}

fn bump() {
    changed().update(|n| *n += 1);
}

/// Keeps the firms under check as a standing list.
#[component]
pub fn Keep(
    /// The list of entries.
    held: Arc<Held>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/blacklist/many.css");
    let words = use_blacklist_words();
    let name = RwSignal::new(String::new());
    let said = RwSignal::new("");
    let refused = RwSignal::new(false);
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let called = name.get_untracked().trim().to_owned();
        if called.is_empty() {
            refused.set(true);
            said.set(words.standing_unnamed);
            focus::move_to(NAME_ID);
            return;
        }
        let firms = draft().firms.get_untracked();
        let kept = suppliers::keep(called, firms.to_vec(), &held);
        refused.set(kept.is_err());
        match kept {
            Ok(()) => {
                name.set(String::new());
                said.set(words.standing_kept);
                bump();
            }
            Err(why) => said.set((words.standing_refused)(why)),
        }
    };
    let class_of = move || if refused.get() { "loud" } else { "soft small" };
    view! { class = class,
        <form class="form chrome" on:submit=keep>
            <label class="name" for=NAME_ID>{words.standing_name}</label>
            <input
                class="line"
                id=NAME_ID
                type="text"
                autocomplete="off"
                maxlength=NAME
                prop:value=move || name.get()
                on:input=move |event| name.set(event_target_value(&event))
            />
            <button type="submit" class="button">{words.standing_keep}</button>
        </form>
        <p role="status" class=class_of>{move || said.get()}</p>
    }
}

/// The lists.
#[component]
pub fn StandingLists(
    /// The list of entries.
    held: Arc<Held>,
) -> impl IntoView {
    let words = use_blacklist_words();
    let changed = changed();
    let gone = RwSignal::new(None::<(usize, Standing)>);
    let trouble = RwSignal::new(None::<Refusal>);
    spawn_local(async move {
        // The page first.
        clock::sleep(0).await;
        if suppliers::check_again(&held) {
            bump();
        }
    });
    // The button that was tapped goes with its list's old state.
    let act = Callback::new(move |done: Result<(), Refusal>| {
        trouble.set(done.err());
        bump();
        request_animation_frame(|| {
            focus::move_to(TITLE_ID);
        });
    });
    let (follows, record, debarments) = (use_follows(), use_record(), use_debarments());
    // What watches the list watches its firms as they are.
    let watch = move |list: u32, firms: Vec<record::follow::Firm>| {
        spawn_local(following::suppliers_changed(
            follows, record, debarments, list, firms,
        ));
    };
    let delete = Callback::new(move |id: u32| {
        gone.set(suppliers::delete(id));
        if gone.with_untracked(Option::is_some) {
            watch(id, Vec::new());
        }
        act.run(if gone.with_untracked(Option::is_some) {
            Ok(())
        } else {
            Err(Refusal::Device)
        });
        request_animation_frame(|| {
            focus::move_to(UNDO_ID);
        });
    });
    let undo = move |_| {
        if let Some(gone) = gone.try_update(Option::take).flatten() {
            let (id, firms) = (gone.1.id, followed(&gone.1));
            let restored = suppliers::restore(gone);
            if restored.is_ok() {
                watch(id, firms);
            }
            act.run(restored);
        }
    };
    let list = move || {
        changed.track();
        let lists = suppliers::lists();
        if lists.is_empty() {
            return view! { <p class="soft">{words.standing_none}</p> }.into_any();
        }
        let items = lists
            .into_iter()
            .map(|list| view! { <li class="card section"><One list act delete /></li> });
        view! { <ul class="section">{items.collect_view()}</ul> }.into_any()
    };
    let way_back = move || {
        gone.get().map(|(_, list)| {
            view! {
                <button type="button" class="button" id=UNDO_ID on:click=undo>{words.undo}</button>
                <span role="status">{(words.standing_deleted)(&list.name)}</span>
            }
        })
    };
    let alert = move || {
        let why = (words.standing_refused)(trouble.get()?);
        Some(view! { <p class="loud" role="alert">{why}</p> })
    };
    view! {
        <section class="section chrome">
            <h2 id=TITLE_ID tabindex="-1">{words.standing}</h2>
            <p class="soft">{words.standing_note}</p>
            {alert}
            <div class="actions">{way_back}</div>
            {list}
        </section>
    }
}

/// The firms of a list, as they are followed.
fn followed(list: &Standing) -> Vec<record::follow::Firm> {
    let firms = list.firms.iter().map(|watched| watched.firm.clone());
    firms.map(record::follow::Firm::from).collect()
}

/// One list: when it was checked, what changed, and what can be done with it.
#[component]
fn One(list: Standing, act: Callback<Result<(), Refusal>>, delete: Callback<u32>) -> impl IntoView {
    let class = style_sheet!("./src/pages/blacklist/many.css");
    let (words, lang) = (use_blacklist_words(), use_words().lang);
    let id = list.id;
    let today = clock::today();
    let naming = RwSignal::new(None::<String>);
    let checked = list.checked.as_ref().map(|checked| {
        let at = format::moment(checked.at, today, lang);
        (words.standing_checked)(&at, &fingerprint(&checked.list))
    });
    let label = |what: &str| format!("{what} {}", list.name);
    let [show_label, rename_label, delete_label, noted_label] = [
        words.standing_show,
        words.standing_rename,
        words.standing_delete,
        words.standing_noted,
    ]
    .map(label);
    let news = news(&list);
    let noted = (news.is_some()).then(|| {
        view! {
            <button
                type="button"
                class="button"
                aria-label=noted_label
                on:click=move |_| act.run(suppliers::note(id))
            >
                {words.standing_noted}
            </button>
        }
    });
    let since = list.since.map(|at| format::moment(at, today, lang));
    let same = since.filter(|_| news.is_none());
    let same = same.map(|since| view! { <p class="small">{(words.standing_same)(&since)}</p> });
    let firms: Vec<Firm> = list.firms.iter().map(|w| w.firm.clone()).collect();
    let show = move |_| {
        draft().firms.set(Arc::new(firms.clone()));
        show_result();
    };
    let old = list.name.clone();
    let field = format!("standing-{id}");
    let rename = {
        let field = field.clone();
        move |_| {
            naming.set(Some(old.clone()));
            let field = field.clone();
            request_animation_frame(move || {
                focus::move_to(&field);
            });
        }
    };
    let form = move || {
        naming.with(Option::is_some).then(|| {
            let save = move |event: leptos::ev::SubmitEvent| {
                event.prevent_default();
                let name = naming.get_untracked().unwrap_or_default();
                if !name.trim().is_empty() {
                    act.run(suppliers::rename(id, name.trim()));
                }
            };
            view! { class = class,
                <form class="form" on:submit=save>
                    <input
                        class="line"
                        id=field.clone()
                        type="text"
                        autocomplete="off"
                        maxlength=NAME
                        aria-label=words.standing_name
                        value=naming.get_untracked()
                        on:input=move |event| {
                            naming.update_untracked(|n| *n = Some(event_target_value(&event)));
                        }
                    />
                    <button type="submit" class="button">{words.standing_save}</button>
                </form>
            }
        })
    };
    let target = Signal::stored(Target::Suppliers {
        list: id,
        firms: Vec::new(),
    });
    view! {
        <h3>{list.name.clone()}" · "{(words.standing_count)(list.firms.len())}</h3>
        <p class="soft small">{checked}</p>
        {same}
        {news}
        {form}
        <div class="actions">
            {noted}
            <FollowLink target what=use_follow_words().link_list />
            <button type="button" class="button" aria-label=show_label on:click=show>
                {words.standing_show}
            </button>
            <button type="button" class="button" aria-label=rename_label on:click=rename>
                {words.standing_rename}
            </button>
            <button
                type="button"
                class="button"
                aria-label=delete_label
                on:click=move |_| delete.run(id)
            >
                {words.standing_delete}
            </button>
        </div>
    }
}

/// What changed since the reader last took note.
fn news(list: &Standing) -> Option<AnyView> {
    let class = style_sheet!("./src/pages/blacklist/many.css");
    let (words, lang) = (use_blacklist_words(), use_words().lang);
    let since = list
        .since
        .map(|at| format::moment(at, clock::today(), lang));
    let since = since.unwrap_or_default();
    let of = |is: fn(Verdict, Verdict) -> bool| {
        let changes = list.changes().filter(|(_, was, now)| is(*was, *now));
        let names = changes.map(|(firm, _, _)| match &*firm.name {
            "" => firm.code.clone(),
            name => name.to_owned(),
        });
        names.collect::<Vec<_>>()
    };
    let parts = [
        (
            "newly",
            words.standing_newly,
            of(|_, now| now == Verdict::Listed),
        ),
        (
            "gone",
            words.standing_no_longer,
            of(|was, _| was == Verdict::Listed),
        ),
        (
            "other",
            words.standing_otherwise,
            of(|was, now| was != Verdict::Listed && now != Verdict::Listed),
        ),
    ];
    let lines = parts.into_iter().filter(|(_, _, names)| !names.is_empty());
    let lines: Vec<_> = lines
        .map(|(code, title, names)| {
            let rest = names.len().saturating_sub(NAMED);
            let rest = (rest > 0).then(|| (words.row_others)(rest));
            let shown = names.iter().take(NAMED).cloned().collect::<Vec<_>>();
            view! { class = class,
                <p class="news" data-news=code>
                    <b>{title}</b>" "<span lang="zh-CN">{shown.join("、")}</span>" "{rest}
                </p>
            }
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <p role="status">{(words.standing_changed)(&since)}</p>
            {lines.collect_view()}
        }
        .into_any()
    })
}
