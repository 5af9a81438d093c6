//! A project's alerts: what happened, since when, and why it was told.

use super::describe::{Speech, check_of};
use super::group::{self, Group};
use super::less::Less;
use crate::components::{Glyph, Icon};
use crate::locales::{
    FollowWords, Words, format, names, use_blacklist_words, use_follow_words, use_words,
};
use crate::platform::{clock, focus};
use crate::route::{Route, encode};
use crate::state::{following, use_debarments, use_follows, use_record};
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::debarment::{CreditCode, Debarment};
use record::fold;
use record::follow::{Alert, Class, Keys, Moved, Subscription, Target, entry_key};
use stylers_macro::style_sheet;

/// What was found of one project.
#[component]
pub fn GroupCard(
    /// It.
    group: Group,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/follow.css");
    let (words, more) = (use_words(), use_follow_words());
    let follows = use_follows();
    let is_unread = group.is_unread();
    let key = group.key.clone();
    let toggle_id = {
        let mut id = String::from("read-");
        encode(&mut id, &key);
        id
    };
    let toggle = group.can_count().then(|| {
        let (key, id) = (key.clone(), toggle_id.clone());
        let ids: Vec<group::Id> = group.all().map(group::id).collect();
        let on_click = move |_| {
            let (key, ids, id) = (key.clone(), ids.clone(), id.clone());
            spawn_local(async move {
                following::change(follows, move |f| {
                    let ids = match is_unread {
                        true => group::unread(f, Some(&key)),
                        false => ids.clone(),
                    };
                    group::mark(f, &ids, is_unread);
                })
                .await;
                // The card was drawn anew.
                request_animation_frame(move || {
                    focus::move_to(&id);
                });
            });
        };
        let text = if is_unread {
            more.mark_read
        } else {
            more.mark_unread
        };
        view! {
            <button type="button" class="button" id=toggle_id on:click=on_click>{text}</button>
        }
    });
    let silenced = group.silenced.then(|| {
        let hear = move |_| {
            let key = key.clone();
            spawn_local(async move {
                following::change(follows, move |f| group::silence(f, &key, false)).await;
            });
        };
        view! {
            <p class="soft small">{more.silenced}</p>
            <button type="button" class="button" on:click=hear>{more.hear_again}</button>
        }
    });
    let whole = group.project().map(|code| {
        view! { <a class="button" href=Route::Project(code).href()>{words.whole_project}</a> }
    });
    let mark = is_unread.then(|| view! { class = class, <b class="mark">{more.unread}</b> });
    let is_of_list = group.is_of_list();
    let alerts = group.alerts.iter().map(|alert| {
        let alert = alert.clone();
        match is_of_list {
            true => view! { <ListedAlert alert /> }.into_any(),
            false => view! { <NoticeAlert alert /> }.into_any(),
        }
    });
    let alerts = alerts.collect_view();
    let texts = (!group.texts.is_empty()).then(|| {
        let count: u32 = group.texts.iter().map(|alert| alert.count).sum();
        let folded = group.texts.iter().cloned();
        let folded = folded
            .map(|alert| view! { <NoticeAlert alert /> })
            .collect_view();
        view! { class = class,
            <details class="folded">
                <summary class="button" data-kind="plain">{(more.folded)(count)}</summary>
                {folded}
            </details>
        }
    });
    view! { class = class,
        <li class="card alerts" data-unread=is_unread.to_string()>
            {mark}
            {alerts}
            {texts}
            <div class="actions chrome">{toggle}{whole}{silenced}</div>
        </li>
    }
}

/// Whether something matters much, for its colour.
const fn tone(class: Class) -> &'static str {
    match class {
        Class::Award => "good",
        Class::Cancelled | Class::Listed => "ended",
        _ => "plain",
    }
}

/// One change of a notice.
#[component]
fn NoticeAlert(alert: Alert) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/follow.css");
    let (words, more) = (use_words(), use_follow_words());
    let (follows, record) = (use_follows(), use_record());
    let region = alert.region();
    let place = move || {
        let name = names::region(&record.regions(), region, "", words.lang);
        (!name.is_empty()).then(|| format!(" · {name}"))
    };
    let domain = alert.domain.map(|domain| {
        view! { class = class,
            <Glyph icon=Icon::Domain(domain) />
            <span>{(words.domain)(domain)}{place}" · "</span>
        }
    });
    let moved = alert.moved.as_ref().map(|moved| {
        view! { class = class, <p class="moved">{said(moved, words, more)}</p> }
    });
    let title = alert.notice.map(|id| {
        let own = group::id(&alert);
        let open = move |_| {
            let own = own.clone();
            spawn_local(async move {
                following::change(follows, move |f| {
                    group::mark(f, std::slice::from_ref(&own), true)
                })
                .await;
            });
        };
        view! { class = class,
            <a class="title" lang="zh-CN" href=Route::Notice(id).href() on:click=open>
                {alert.title.clone()}
            </a>
        }
    });
    let count = (alert.count > 1).then(|| format!(" · {}", (more.times)(alert.count)));
    let found = format::moment(alert.found, clock::today(), words.lang);
    view! { class = class,
        <div class="alert">
            <p class="meta">
                {domain}
                <b class="class" data-tone=tone(alert.class)>{(more.class)(alert.class)}</b>
                {count}
            </p>
            {title}
            {moved}
            <Why alert=alert.clone() />
            <p class="soft small">{(more.found)(&found)}</p>
            <Less alert />
        </div>
    }
}

/// A value before and after.
fn said(moved: &Moved, words: &Words, more: &FollowWords) -> String {
    let today = clock::today();
    let (name, before, after) = match moved {
        Moved::Deadline(before, after) => {
            let at = |when: &Option<record::When>| {
                when.map(|when| format::when(when, today, words.lang))
            };
            (more.deadline, at(before), at(after))
        }
        Moved::Amount(before, after) => {
            let at = |fen: &Option<i64>| fen.map(|fen| format::money(fen, words.lang));
            (more.amount, at(before), at(after))
        }
    };
    let given = |value: Option<String>| value.unwrap_or_else(|| words.not_said.to_owned());
    format!("{name}{}{} → {}", words.colon, given(before), given(after))
}

/// Which subscriptions asked for it, and what of them holds here.
#[component]
fn Why(alert: Alert) -> impl IntoView {
    let (words, more) = (use_words(), use_follow_words());
    let (follows, record) = (use_follows(), use_record());
    let lines = move || {
        let held = follows.get()?;
        let regions = record.regions();
        let speech = Speech {
            words,
            more,
            regions: &regions,
            today: clock::today(),
        };
        let lines = alert.why.iter().map(|id| match held.subscription(*id) {
            None => more.why_gone.to_owned(),
            Some(of) => {
                let hits = hits(of, &alert.title).join(words.pause);
                (more.why)(&speech.name(of), &hits, (more.class)(alert.class))
            }
        });
        Some(
            lines
                .map(|line| view! { <p class="soft small">{line}</p> })
                .collect_view(),
        )
    };
    lines
}

/// The words of a search that stand in a title, as they were typed.
fn hits(of: &Subscription, title: &str) -> Vec<String> {
    let title = fold(title);
    let mut terms = of.target.search().terms().include;
    terms.retain(|term| title.contains(&fold(term)));
    terms
}

/// An entry of the blacklist that came or went. Its name is the list's to say, never the inbox's.
#[component]
fn ListedAlert(alert: Alert) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/follow.css");
    let (words, more, list) = (use_words(), use_follow_words(), use_blacklist_words());
    let (follows, debarments) = (use_follows(), use_debarments());
    let found = format::moment(alert.found, clock::today(), words.lang);
    let (key, why) = (Keys::parse_one(&alert.project), alert.why.clone());
    let entry = move || {
        let Some(held) = debarments.held() else {
            return view! { <p class="soft">{more.list_away}</p> }.into_any();
        };
        let is_it = |id: &str, entry: &Debarment| Some(entry_key(id, &entry.key)) == key;
        let mut entries = held.list.entries();
        let Some((_, entry)) = entries.find(|(source, entry)| is_it(source.id.as_str(), entry))
        else {
            return view! { <p>{more.entry_gone}</p> }.into_any();
        };
        let following = follows.get();
        let targets = following.iter().flat_map(|held| {
            let of = why.iter().filter_map(|id| held.subscription(*id));
            of.map(|subscription| &subscription.target)
        });
        let namesake = by_name_alone(entry, targets).then(|| {
            view! { <p>{list.namesakes}{words.colon}{list.namesakes_note}</p> }
        });
        let text = entry
            .code
            .as_ref()
            .map_or(entry.name.clone(), CreditCode::to_string);
        view! { class = class,
            <a class="title" lang="zh-CN" href=check_of(&text)>{entry.name.clone()}</a>
            <p>{(list.kind)(entry.kind)}</p>
            {namesake}
        }
        .into_any()
    };
    view! { class = class,
        <div class="alert">
            <p class="meta">
                <Glyph icon=Icon::Shield />
                <b class="class" data-tone=tone(alert.class)>{(more.class)(alert.class)}</b>
            </p>
            {entry}
            <Why alert=alert.clone() />
            <p class="soft small">{(more.found)(&found)}</p>
            <Less alert />
        </div>
    }
}

/// Whether an entry was matched by a name and by nothing else.
fn by_name_alone<'t>(entry: &Debarment, targets: impl Iterator<Item = &'t Target>) -> bool {
    let mut named = false;
    for target in targets {
        let firms = match target {
            Target::Firm(firm) => std::slice::from_ref(firm),
            Target::Suppliers { firms, .. } => firms.as_slice(),
            // Who watches every entry has named nobody.
            _ => return false,
        };
        let codes = firms
            .iter()
            .filter_map(|firm| CreditCode::parse(&firm.code));
        if entry.code.is_some() && codes.into_iter().any(|code| Some(code) == entry.code) {
            return false;
        }
        named = true;
    }
    named
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use record::follow::{Classes, Firm};

    const CODE: &str = "9144030071526726XG";

    fn entry(code: Option<&str>) -> Debarment {
        let code = code.map_or(String::new(), |code| format!(r#","code":"{code}""#));
        let json = format!(r#"{{"key":"1","name":"示例厂","kind":"penalty"{code}}}"#);
        serde_json::from_str(&json).unwrap()
    }

    fn firm(name: &str, code: &str) -> Target {
        Target::Firm(Firm {
            name: name.into(),
            code: code.into(),
        })
    }

    #[test]
    fn a_name_is_a_namesake_and_a_code_is_not() {
        let by = |entry: &Debarment, targets: &[Target]| by_name_alone(entry, targets.iter());
        let coded = entry(Some(CODE));
        assert!(by(&coded, &[firm("示例厂", "")]));
        assert!(!by(&coded, &[firm("示例厂", "").clone(), firm("", CODE)]));
        assert!(!by(&coded, &[Target::Blacklist]));
        assert!(by(&entry(None), &[firm("示例厂", CODE)]));
        // Nobody is known to have asked any more.
        assert!(!by(&coded, &[]));
    }

    #[test]
    fn what_was_looked_for_is_named_as_it_was_typed() {
        let of = Subscription {
            id: 1,
            name: String::new(),
            target: Target::Search("q=污水%20DSA%20-监理".into()),
            classes: Classes::OF_NOTICES,
            created: chrono::NaiveDateTime::default(),
            since: 0,
            muted_until: None,
        };
        assert_eq!(hits(&of, "污水ｄｓａ设备"), ["污水", "DSA"]);
        assert!(hits(&of, "医院").is_empty());
    }
}
