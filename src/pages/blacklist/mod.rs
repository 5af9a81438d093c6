//! 黑名单: check a firm, and see the list. Everything happens on the device; the query stays in the
//! fragment, which no server sees. Not found never reads as clean.

pub mod answer;
pub mod compare;
pub mod entry;
pub mod export;
pub mod many;
pub mod rows;
pub mod sheet;
pub mod standing;
pub mod table;
pub mod workbook;

use crate::app::{TITLE_ID, use_title};
use crate::components::text_field::TextField;
use crate::components::{FollowLink, Icon, Message};
use crate::locales::{format, use_blacklist_words, use_follow_words, use_words};
use crate::platform::{clock, history, page};
use crate::route::{Check, CheckView, Route};
use crate::state::debarments::Held;
use crate::state::reference::ReferenceError;
use crate::state::{Health, use_debarments, use_record};
use answer::AnswerView;
use entry::EntryCard;
use leptos::prelude::*;
use leptos_router::hooks::use_url;
use many::Many;
use record::follow::Target;
use sheet::Sheet;
use std::sync::Arc;

/// Entries that are drawn at once.
const PAGE: usize = 20;
/// Characters of the list's hash that are shown.
pub const FINGERPRINT: usize = 16;

/// The check that the address says.
pub fn use_check() -> Memo<Check> {
    let url = use_url();
    Memo::new(move |_| {
        url.with(|u| match Route::read(&page::base(), u.path(), u.hash()) {
            Some(Route::Blacklist(check)) => check,
            _ => Check::default(),
        })
    })
}

/// The page.
#[component]
pub fn BlacklistPage() -> impl IntoView {
    let words = use_blacklist_words();
    use_title(move || words.title.to_owned());
    let check = use_check();
    let debarments = use_debarments();
    let view = Memo::new(move |_| check.with(|c| c.view));
    Effect::new(move |_| {
        let waits = matches!(debarments.trouble(), None | Some(ReferenceError::Coming));
        if debarments.held().is_some() || !waits {
            page::drawn();
        }
    });
    let content = move || match (debarments.held(), view.get()) {
        (None, _) => absent(debarments.trouble()),
        (Some(held), CheckView::Page) => view! { <Whole held check /> }.into_any(),
        (Some(held), CheckView::Sheet) => view! { <Sheet held check /> }.into_any(),
        (Some(held), CheckView::Many) => view! { <Many held /> }.into_any(),
    };
    view! {
        <div class="page">
            <header class="section">
                <h1 id=TITLE_ID tabindex="-1">{words.title}</h1>
                <p>{words.lead}</p>
            </header>
            {content}
        </div>
    }
}

/// What to say while there is no list: never anything that could pass for an answer.
fn absent(trouble: Option<ReferenceError>) -> AnyView {
    let words = use_blacklist_words();
    let title = match trouble {
        None | Some(ReferenceError::Coming) => {
            let text = use_words().loading;
            return view! { <p class="slow soft" role="status">{text}</p> }.into_any();
        }
        Some(ReferenceError::Missing) => words.no_list,
        Some(ReferenceError::Damaged) => words.damaged_list,
    };
    let record = use_record();
    view! {
        <Message icon=Icon::Offline title>
            <button type="button" class="button" on:click=move |_| record.check_now()>
                {use_words().retry}
            </button>
        </Message>
    }
    .into_any()
}

#[component]
fn Whole(held: Arc<Held>, check: Memo<Check>) -> impl IntoView {
    let words = use_blacklist_words();
    let text = RwSignal::new(check.with_untracked(|c| c.text.clone()));
    // Back, forward, and links to this page; what is typed goes past the router.
    Effect::new(move |before: Option<Check>| {
        let said = check.get();
        if before.is_some_and(|before| before != said) {
            text.set(said.text.clone());
        }
        said
    });
    let write = Callback::new(move |typed: String| {
        let check = Check {
            text: typed.clone(),
            ..Check::default()
        };
        history::replace_fragment(&check.to_fragment());
        text.set(typed);
    });
    let of = held.clone();
    let answer = move || {
        let text = text.get();
        (!text.trim().is_empty()).then(|| view! { <AnswerView held=of.clone() text /> })
    };
    let many = Route::Blacklist(Check {
        view: CheckView::Many,
        ..Check::default()
    });
    view! {
        <section class="section">
            <TextField label=words.field hint=words.hint text write />
            <p class="soft small">{words.privacy}</p>
            {answer}
            <AsOf held=held.clone() />
            <div class="actions">
                <a class="button" href=many.href()>{words.many}</a>
                <FollowLink
                    target=Signal::stored(Target::Blacklist)
                    what=use_follow_words().link_entries
                />
            </div>
        </section>
        <List held />
    }
}

/// Which list this is, how old, and how its sources stand: loud where it is not current.
#[component]
pub fn AsOf(
    /// The list.
    held: Arc<Held>,
) -> impl IntoView {
    let (words, lang) = (use_blacklist_words(), use_words().lang);
    let record = use_record();
    let debarments = use_debarments();
    let today = clock::today();
    let fingerprint: String = held.sha256.chars().take(FINGERPRINT).collect();
    let line = move || {
        let at = |at| format::moment(at, today, lang);
        match record.health() {
            Health::Fresh { at: when } if debarments.is_current(record) => {
                let text = (words.as_of)(&fingerprint, &at(when));
                view! { <p class="soft small" role="status">{text}</p> }.into_any()
            }
            Health::Offline { at: when } | Health::Damaged { at: when, .. } => {
                let when = when.map(at).unwrap_or_else(|| use_words().never.to_owned());
                let text = (words.cached)(&when);
                view! { <p class="loud" role="alert">{text}</p> }.into_any()
            }
            _ => {
                view! { <p class="soft small" role="status">{use_words().checking}</p> }.into_any()
            }
        }
    };
    let sources = held.list.sources.iter().map(|source| {
        let at = source.verified.map(crate::locales::names::beijing);
        let at = at.map_or(use_words().never.to_owned(), |at| {
            format::moment(at, today, lang)
        });
        let (text, loud) = if source.is_forgotten(today) {
            ((words.source_forgotten)(&source.name), true)
        } else if source.is_stale(today) {
            ((words.source_stale)(&source.name, &at), true)
        } else {
            ((words.source_verified)(&source.name, &at), false)
        };
        let class = if loud { "loud" } else { "soft small" };
        view! { <li class=class>{text}</li> }
    });
    view! {
        {line}
        <ul>{sources.collect_view()}</ul>
    }
}

/// The list, newest first.
#[component]
fn List(held: Arc<Held>) -> impl IntoView {
    let words = use_blacklist_words();
    let shown = RwSignal::new(PAGE);
    let today = held.day;
    let mut entries: Vec<_> = held
        .list
        .entries()
        .filter(|(_, e)| e.status(today) == record::debarment::Status::Listed)
        .map(|(source, entry)| (source.name.clone(), entry.clone()))
        .collect();
    entries.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.begins()));
    let count = entries.len();
    let entries = StoredValue::new(entries);
    let list = move || {
        let rows = entries.with_value(|all| {
            let rows = all.iter().take(shown.get()).cloned();
            rows.map(|(source, entry)| view! { <li><EntryCard source entry /></li> })
                .collect_view()
        });
        view! { <ul class="section">{rows}</ul> }
    };
    let more = move || {
        let left = count.saturating_sub(shown.get());
        (left > 0).then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| shown.update(|n| *n += PAGE)>
                    {(use_words().show_more)(u32::try_from(left.min(PAGE)).unwrap_or(0))}
                </button>
            }
        })
    };
    let none = (count == 0).then(|| view! { <p>{words.list_none}</p> });
    view! {
        <section class="section">
            <h2>{words.list_title}</h2>
            <p class="soft">{(words.list_count)(count)}</p>
            {none}
            {list}
            {more}
        </section>
    }
}
