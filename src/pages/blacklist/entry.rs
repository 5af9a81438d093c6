//! One entry of the list, as its source wrote it.

use crate::components::outlink::OutLink;
use crate::components::{Fact, Facts};
use crate::locales::{blacklist, format, use_blacklist_words, use_words};
use crate::platform::clock;
use crate::state::Lang;
use leptos::prelude::*;
use record::debarment::Debarment;

/// An entry: who, what kind, until when; the rest on demand.
#[component]
pub fn EntryCard(
    /// The name of its source.
    source: String,
    /// The entry.
    entry: Debarment,
) -> impl IntoView {
    let words = use_blacklist_words();
    let facts = facts(&entry, source);
    // Read aloud in Mandarin, whatever the app's own language is.
    let zh = blacklist::of(Lang::ZhCn);
    let until_said = format!(
        "{} {}",
        zh.until,
        until(&entry, Lang::ZhCn).unwrap_or_default()
    );
    let until = until(&entry, use_words().lang).map(|text| {
        view! { <p class="soft small" data-said=until_said>{words.until}" "{text}</p> }
    });
    let code = entry.code.as_ref().map(|code| {
        let said = format!("{} {code}", zh.code);
        view! { <p class="small" data-said=said>{code.to_string()}</p> }
    });
    let link = entry
        .url
        .clone()
        .map(|href| view! { <OutLink href text=words.source.to_owned() /> });
    view! {
        <div class="card">
            <h3 lang="zh-CN" data-said="">{entry.name.clone()}</h3>
            <p data-said=(zh.kind)(entry.kind)>{(words.kind)(entry.kind)}</p>
            {code}
            {until}
            <details>
                <summary class="button" data-kind="plain">{words.details}</summary>
                <Facts facts />
                {link}
            </details>
        </div>
    }
}

fn until(entry: &Debarment, lang: Lang) -> Option<String> {
    let words = blacklist::of(lang);
    let day = |day| format::date(day, clock::today(), lang);
    match entry.until {
        Some(until) => Some(day(until)),
        None => entry.ends().map(|end| (words.until_longest)(&day(end))),
    }
}

/// Everything that an entry says, in words.
pub fn facts(entry: &Debarment, source: String) -> Vec<Fact> {
    let words = use_blacklist_words();
    let lang = use_words().lang;
    let day = |day: Option<chrono::NaiveDate>| {
        day.map_or_else(String::new, |day| format::date(day, clock::today(), lang))
    };
    let code = match (&entry.code, &*entry.code_as_sent) {
        (Some(code), _) => code.to_string(),
        (None, "") => words.no_code.to_owned(),
        (None, sent) => (words.wrong_code_sent)(sent),
    };
    let all = [
        (words.code, code),
        (words.reason, entry.reason.clone()),
        (words.result, entry.result.clone()),
        (words.basis, entry.basis.clone()),
        (words.authority, entry.authority.clone()),
        (words.decision, entry.decision.clone()),
        (words.decided, day(entry.decided)),
        (words.published, day(entry.published)),
        (words.until, until(entry, lang).unwrap_or_default()),
        (words.scope, entry.scope.clone()),
        (words.source, source),
    ];
    let given = all.into_iter().filter(|(_, value)| !value.is_empty());
    given.map(|(name, value)| Fact::new(name, value)).collect()
}
