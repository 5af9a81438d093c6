//! 离线与存储: what is kept on the device and how large it is, what to keep, and how to delete it.

use super::Part;
use super::offline::Offline;
use crate::components::{Fact, Facts};
use crate::locales::keep::KeepWords;
use crate::locales::{format, use_keep_words, use_words};
use crate::platform::storage::{self, Key};
use crate::platform::{cache, clock, probe};
use crate::route::Section;
use crate::state::{Follows, Record, Settings, files, following, keep, loaded, push};
use crate::state::{use_follows, use_record, use_settings};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::site::{BUNDLES, DEBARMENTS, ROOT};
use std::collections::BTreeMap;
use stylers_macro::style_sheet;

/// What is stored.
#[component]
pub fn Storage() -> impl IntoView {
    let (common, words) = (use_words(), use_keep_words());
    let record = use_record();
    let changed = RwSignal::new(0_u32);
    let runs = Memo::new(move |_| keep::ahead().runs);
    let facts = loaded(move || {
        changed.track();
        runs.get();
        record.progress();
        look(record, words)
    });
    let since = move || {
        record.health();
        let at: Option<NaiveDateTime> = storage::load(Key::Checked);
        let said = at.map(|at| format::moment(at, clock::today(), common.lang));
        (words.kept_since)(said.as_deref().unwrap_or(common.never))
    };
    let promised = loaded(probe::is_kept);
    let promised = move || promised.get().flatten().map(words.promised);
    let full = move || facts.with(|facts| facts.as_ref()?.full.then_some(words.full));
    let oldest = move || {
        let (record, text) = facts.get()?.oldest;
        let day = |day: NaiveDate| format::date(day, clock::today(), common.lang);
        Some((words.oldest)(&day(record?), text.map(day).as_deref()))
    };
    view! {
        <Part section=Section::Storage>
            <p class="soft">{common.storage_note}</p>
            <h3>{words.kept}</h3>
            <p class="soft small">{since}</p>
            <p class="soft small">{oldest}</p>
            <p class="loud" role="status" hidden=move || full().is_none()>{full}</p>
            {move || facts.get().map(|kept| view! { <Facts facts=kept.facts numbers=true /> })}
            <p class="soft small">{promised}</p>
            <Offline />
            <Delete changed />
        </Part>
    }
}

/// What is kept.
#[derive(Clone)]
struct Kept {
    /// Each kind with its bytes, as they were measured.
    facts: Vec<Fact>,
    /// When the oldest file of the record was stored, and the oldest of texts.
    oldest: (Option<NaiveDate>, Option<NaiveDate>),
    /// Whether something that is of use did not fit.
    full: bool,
}

/// Looks at what is kept.
async fn look(record: Record, words: &'static KeepWords) -> Kept {
    let here = cache::list().await;
    let is_here = |path: &str| here.iter().any(|f| f.strip_prefix(ROOT) == Some(path));
    let (mut oldest, mut full) = (None, false);
    let mut kinds: Vec<(String, u64)> = vec![(words.app.to_owned(), cache::app_size().await)];
    if let Some(manifest) = untrack(|| record.manifest()) {
        let mut years: BTreeMap<i32, u64> = BTreeMap::new();
        for pack in manifest.packs.iter().filter(|p| is_here(&p.file.path)) {
            *years.entry(pack.last.year()).or_default() += pack.file.bytes;
            let day = cache::day(&files::stored_as(&pack.file.path)).await;
            oldest = oldest.into_iter().chain(day).min();
        }
        let years = years.into_iter().rev();
        kinds.extend(years.map(|(year, bytes)| ((words.record_of)(year), bytes)));
        let (listed, other): (Vec<_>, Vec<_>) = manifest
            .reference
            .iter()
            .filter(|(_, entry)| is_here(&entry.path))
            .partition(|(name, _)| *name == DEBARMENTS);
        let sum = |entries: Vec<(&String, &record::site::FileEntry)>| {
            entries.iter().map(|(_, entry)| entry.bytes).sum()
        };
        kinds.push((words.blacklist.to_owned(), sum(listed)));
        kinds.push((words.reference.to_owned(), sum(other)));
        // What a later publication replaced is missed by nobody.
        let is_of_use = |address: &String| {
            let path = address.strip_prefix(ROOT).unwrap_or_default();
            let packs = manifest.packs.iter().map(|pack| &pack.file);
            let mut named = packs.chain(manifest.reference.values());
            path.starts_with(BUNDLES) || named.any(|file| file.path == path)
        };
        full = cache::refused().iter().any(is_of_use);
    }
    let texts = keep::stored().await;
    let bytes = keep::size(record, &texts).await;
    kinds.push(((words.texts)(texts.len()), bytes));
    let followed = following::store().read().await.ok().flatten();
    let personal = storage::size() + followed.map_or(0, |bytes| bytes.len() as u64);
    kinds.push((words.personal.to_owned(), personal));
    let all = kinds.iter().map(|(_, bytes)| bytes).sum();
    kinds.push((words.together.to_owned(), all));
    let said = kinds.into_iter().filter(|(_, bytes)| *bytes > 0);
    let said = said.map(|(name, bytes)| Fact::new(name, format::bytes(bytes)));
    let oldest_text = match texts.first() {
        Some(address) => cache::day(address).await,
        None => None,
    };
    Kept {
        facts: said.collect(),
        oldest: (oldest, oldest_text),
        full,
    }
}

/// What can be deleted, in the order of the words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Texts,
    Record,
    Personal,
    All,
}

const KINDS: [Kind; 4] = [Kind::Texts, Kind::Record, Kind::Personal, Kind::All];

/// How far the deletion is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deletion {
    Offered,
    Asked(usize),
    Done,
    Failed,
}

/// Deleting by kind, each asked for once more.
#[component]
fn Delete(
    /// Grows when something was deleted.
    changed: RwSignal<u32>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/more/delete.css");
    let (common, words) = (use_words(), use_keep_words());
    let (record, follows, settings) = (use_record(), use_follows(), use_settings());
    let deletion = RwSignal::new(Deletion::Offered);
    let followed_too = RwSignal::new(false);
    let ask = move |at: usize| {
        followed_too.set(false);
        deletion.set(Deletion::Asked(at));
    };
    let delete = move |at: usize| {
        let kind = KINDS.get(at).copied().unwrap_or(Kind::Texts);
        let followed = followed_too.get_untracked();
        spawn_local(async move {
            let done = remove(kind, followed, follows, settings, record).await;
            deletion.try_set(if done {
                Deletion::Done
            } else {
                Deletion::Failed
            });
            changed.try_update(|n| *n += 1);
        });
    };
    let kinds = move || {
        let button = |(at, name): (usize, &'static str)| {
            let name = if at == 3 { common.delete_all } else { name };
            view! {
                <button type="button" class="button" on:click=move |_| ask(at)>{name}</button>
            }
        };
        words
            .kinds
            .into_iter()
            .enumerate()
            .map(button)
            .collect_view()
    };
    let ways = move || match deletion.get() {
        Deletion::Offered => view! { <div class="actions">{kinds}</div> }.into_any(),
        Deletion::Asked(at) => view! { class = class,
            <p role="alert">{words.sure.get(at).copied()}</p>
            <div hidden=at != 3>
                <label class="tick">
                    <input
                        type="checkbox"
                        prop:checked=move || followed_too.get()
                        on:change=move |event| followed_too.set(event_target_checked(&event))
                    />
                    <span>{words.followed_too}</span>
                </label>
                <p class="soft small">{words.followed_stays}</p>
            </div>
            <div class="actions">
                <button type="button" class="button" on:click=move |_| delete(at)>
                    {common.delete_yes}
                </button>
                <button
                    type="button"
                    class="button"
                    on:click=move |_| deletion.set(Deletion::Offered)
                >
                    {common.keep}
                </button>
            </div>
        }
        .into_any(),
        Deletion::Failed => view! { <p role="alert">{common.delete_failed}</p> }.into_any(),
        Deletion::Done => view! {
            <p role="status">{common.deleted}</p>
            <div class="actions">{kinds}</div>
        }
        .into_any(),
    };
    view! {
        <h3>{words.delete}</h3>
        {ways}
    }
}

/// Deletes a kind; false where the device refused any part of it.
async fn remove(
    kind: Kind,
    followed: bool,
    follows: Follows,
    settings: Settings,
    record: Record,
) -> bool {
    let with_followed = kind == Kind::All && followed;
    match kind {
        Kind::Texts => keep::choose(|chosen| chosen.texts.clear(), follows, record),
        Kind::Record => {}
        Kind::All if with_followed => {
            // First, while it is known what the server has to forget.
            push::turn_off().await;
            storage::clear();
        }
        Kind::Personal | Kind::All => storage::clear_personal(),
    }
    // What this page knows of it must not be acted upon, nor written back.
    keep::restore();
    settings.restore();
    let deleted = keep::in_peace(async {
        match kind {
            Kind::Texts => keep::delete().await,
            Kind::Personal => {}
            Kind::Record | Kind::All => return cache::clear().await,
        }
        true
    });
    let deleted = deleted.await;
    // Each is tried, whatever became of the other.
    (!with_followed || following::delete_all(follows).await) && deleted
}
