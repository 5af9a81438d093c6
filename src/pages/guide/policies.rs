//! 规范文件: the policy documents, each with what the clean-up found, narrowed while typing.

use crate::components::outlink::{OutLink, host};
use crate::components::text_field::{Found, TextField};
use crate::components::{Glyph, Icon, Message};
use crate::locales::{format, said, use_guide_words, use_words};
use crate::platform::focus;
use leptos::prelude::*;
use record::fold;
use record::guide::{Guide, Policy, PolicyState};
use std::sync::Arc;
use stylers_macro::style_sheet;

/// Documents that are listed at first.
const SHOWN: usize = 10;
/// The id of the first that is listed later.
const FIRST_NEW: &str = "policy-next";

/// The documents.
#[component]
pub fn Policies(
    /// The guide.
    guide: Arc<Guide>,
) -> impl IntoView {
    let (words, more) = (use_words(), use_guide_words());
    let text = RwSignal::new(String::new());
    let shown = RwSignal::new(SHOWN);
    let folded: Vec<String> = guide
        .policies
        .iter()
        .map(|policy| {
            let state = (more.policy_state)(policy.state);
            let result = policy.result.as_ref().map(said).unwrap_or_default();
            let Policy {
                title,
                number,
                issuer,
                date,
                ..
            } = policy;
            fold(&[title, number, issuer, date, state, &result].join("\n"))
        })
        .collect();
    let all = folded.len();
    let found = Memo::new(move |_| {
        let wanted = text.with(|text| fold(text));
        let holds = |text: &String| wanted.split(' ').all(|word| text.contains(word));
        let found = folded.iter().enumerate().filter(|(_, text)| holds(text));
        found.map(|(at, _)| at).collect::<Vec<usize>>()
    });
    let count = move || (more.policy_count)(found.with(Vec::len), all);
    // The button goes, and the focus to the first document that it brought.
    let show_all = move |_| {
        shown.set(usize::MAX);
        request_animation_frame(|| {
            focus::move_to(FIRST_NEW);
        });
    };
    // What is found is below the field, and reading on needs no button: the focus stays.
    let on_enter = |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        event.stop_propagation();
    };
    let list = move || {
        let found = found.get();
        if found.is_empty() {
            return view! {
                <Message
                    icon=Icon::Search
                    title=more.policy_none
                    text=more.policy_none_next.to_owned()
                >
                    <button type="button" class="button" on:click=move |_| text.set(String::new())>
                        {words.clear_all}
                    </button>
                </Message>
            }
            .into_any();
        }
        let left = found.len().saturating_sub(shown.get());
        let found = found.into_iter().take(shown.get());
        let found = found.filter_map(|at| guide.policies.get(at)).enumerate();
        let found = found.map(|(at, policy)| item(policy, (at == SHOWN).then_some(FIRST_NEW)));
        let rest = (left > 0).then(|| {
            view! {
                <button type="button" class="button" on:click=show_all>
                    {(more.policy_more)(left)}
                </button>
            }
        });
        view! {
            <ul class="rows">{found.collect_view()}</ul>
            {rest}
        }
        .into_any()
    };
    view! {
        <section class="section">
            <h2>{more.policies}</h2>
            <p class="soft">{more.policies_note}</p>
            <div on:submit:capture=on_enter>
                <TextField
                    label=more.policy_label
                    hint=more.policy_hint
                    text
                    write=Callback::new(move |typed| text.set(typed))
                />
            </div>
            <Found text=Signal::derive(count) />
            {list}
        </section>
    }
}

/// A document; the one with an id can take the focus.
fn item(policy: &Policy, id: Option<&'static str>) -> AnyView {
    let class = style_sheet!("./src/pages/guide/guide.css");
    let (words, more) = (use_words(), use_guide_words());
    let (icon, code) = sign(policy.state);
    let day = |day| format::full_date(day, words.lang);
    let checked = policy.checked.map(|at| (more.policy_checked)(&day(at)));
    let facts = [&policy.number, &policy.issuer];
    let facts = facts.into_iter().filter(|fact| !fact.is_empty());
    let facts = facts.map(|fact| view! { <span lang="zh-CN">{fact.clone()}</span> });
    // A year, or words, stay as they are.
    let dated = policy.date.parse().map_or(policy.date.clone(), day);
    let result = policy.result.as_ref().map(|result| {
        view! { <p>{more.policy_result}{words.colon}{said(result)}</p> }
    });
    view! { class = class,
        <li class="item" id=id tabindex=id.map(|_| "-1")>
            <p class="title" lang="zh-CN">{policy.title.clone()}</p>
            <p class="tail">{facts.collect_view()}<span>{dated}</span></p>
            <p class="tail">
                <span class="status" data-state=code>
                    <Glyph icon />
                    {(more.policy_state)(policy.state)}
                </span>
                <span>{checked}</span>
            </p>
            {result}
            {source(&policy.source)}
        </li>
    }
    .into_any()
}

/// Where the state was read: an address, with what may follow it, or words.
fn source(source: &str) -> Option<AnyView> {
    let class = style_sheet!("./src/pages/guide/guide.css");
    let (words, more) = (use_words(), use_guide_words());
    let end = source.find(|c: char| !c.is_ascii_graphic());
    let (address, rest) = source.split_at(end.unwrap_or(source.len()));
    if source.is_empty() {
        return None;
    }
    let content = match host(address) {
        Some(_) => {
            let (href, text) = (address.to_owned(), more.policy_source.to_owned());
            view! { <OutLink href text />" "<span lang="zh-CN">{rest.to_owned()}</span> }.into_any()
        }
        None => view! {
            {more.policy_source}
            {words.colon}
            <span lang="zh-CN">{source.to_owned()}</span>
        }
        .into_any(),
    };
    Some(view! { class = class, <p class="small">{content}</p> }.into_any())
}

/// The sign of a state, and the value of `data-state`, by which the sheet colours it.
const fn sign(state: PolicyState) -> (Icon, &'static str) {
    match state {
        PolicyState::InForce => (Icon::Tick, "in-force"),
        PolicyState::Amended => (Icon::Clock, "amended"),
        PolicyState::Repealed => (Icon::Cross, "repealed"),
        PolicyState::Unverified => (Icon::Question, "unverified"),
    }
}
