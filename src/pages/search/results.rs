//! The hits: the sentence that says what was searched, the list, and what to do when it is empty.

use super::facets::Facet;
use super::{Answer, use_finder};
use crate::app::Place;
use crate::components::follow_link::search_target;
use crate::components::share::Share;
use crate::components::{FollowLink, Glyph, Icon, Message, Nothing, NoticeRow};
use crate::locales::{Words, format, names, use_words};
use crate::platform::share;
use crate::state::use_record;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use record::Regions;
use record::site::{Dataset, Manifest};
use std::time::Duration;

/// The hits of the search in hand.
#[component]
pub fn ResultList(
    /// The answer.
    answer: Answer,
    /// Which page is shown, to mark the notice that is open beside the list.
    place: Memo<Place>,
) -> impl IntoView {
    let words = use_words();
    let finder = use_finder();
    let total = Memo::new(move |_| answer.with(|a| a.as_ref().map(|(r, _)| r.total)));
    let notices = move || {
        answer.with(|a| {
            a.as_ref()
                .map(|(r, _)| r.notices.clone())
                .unwrap_or_default()
        })
    };
    let more = move || {
        let left = total.get()?.saturating_sub(finder.shown());
        (left > 0).then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| finder.show_more()>
                    {(words.show_more)(left.min(super::finder::PAGE))}
                </button>
            }
        })
    };
    let state = move || match total.get() {
        None => view! { <Nothing /> }.into_any(),
        Some(0) => view! { <Empty answer /> }.into_any(),
        Some(_) => ().into_any(),
    };
    let has_hits = Memo::new(move |_| total.get().is_some_and(|n| n > 0));
    let list = move || {
        has_hits.get().then(|| {
            view! {
                <ul class="rows">
                    <For
                        each=notices
                        key=|notice| (notice.id, notice.revision)
                        children=move |notice| {
                            let id = notice.id;
                            let open = move || place.with(|p| *p == Place::Notice(id));
                            view! { <NoticeRow notice open=Signal::derive(open) anchored=true /> }
                        }
                    />
                </ul>
            }
        })
    };
    view! {
        <div class="section">
            <Sentence answer />
            {list}
            {state}
            {more}
            <div class="actions chrome">
                <FollowLink target=Signal::derive(move || search_target(&finder.search())) />
                <Share
                    label=words.share_search
                    title=Signal::derive(move || finder.search().text)
                />
                <button type="button" class="button" on:click=|_| share::print()>
                    <Glyph icon=Icon::Print />
                    {words.print}
                </button>
            </div>
        </div>
    }
}

/// What was searched, where, and how long that took; and for screen readers the bare count, once
/// typing has paused.
#[component]
fn Sentence(answer: Answer) -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let finder = use_finder();
    let sentence = move || {
        let manifest = record.manifest()?;
        let progress = record.progress();
        let oldest = progress
            .oldest
            .map(|d| format::full_date(d, words.lang))
            .unwrap_or_default();
        let place = scope(&manifest, &record.regions(), words);
        let (searched, ms, found) =
            answer.with(|a| a.as_ref().map(|(r, ms)| (r.searched, *ms, r.total)))?;
        let rest = progress.notices_all.saturating_sub(progress.notices_done);
        let rest = (rest > 0 && !progress.done).then(|| {
            view! { <p class="soft small">{(words.still_loading)(rest)}</p> }
        });
        Some(view! {
            <p>
                <b>{(words.found)(found)}</b>
                " "
                <span class="soft small">
                    {(words.searched)(&place, &oldest, searched, &millis(ms))}
                </span>
            </p>
            {rest}
        })
    };
    let total = Memo::new(move |_| answer.with(|a| a.as_ref().map(|(r, _)| r.total)));
    let said = RwSignal::new(String::new());
    let mut say = debounce(Duration::from_millis(800), move |text: String| {
        let _ = said.try_set(text);
    });
    // Writes a signal, because only a pause in typing makes the count worth hearing.
    Effect::new(move |_| {
        finder.search();
        if let Some(total) = total.get() {
            say((words.found)(total));
        }
    });
    view! {
        {sentence}
        <p class="hidden-text" role="status">{said}</p>
    }
}

/// What the record covers: its home region. Recorded rows come from everywhere, so that says
/// nothing of place.
fn scope(manifest: &Manifest, regions: &Regions, words: &Words) -> String {
    let home = manifest.instance.home_region;
    match manifest.instance.dataset {
        Dataset::Real => String::new(),
        Dataset::Demo | Dataset::Live => names::region(regions, Some(home), "", words.lang),
    }
}

/// Milliseconds as people say them; what is too short to measure is not called nothing.
fn millis(ms: f64) -> String {
    if ms < 1.0 {
        "< 1".to_owned()
    } else {
        format!("{ms:.0}")
    }
}

/// Nothing was found: says which filter stands in the way.
#[component]
fn Empty(answer: Answer) -> impl IntoView {
    let words = use_words();
    let finder = use_finder();
    let ways = move || {
        let search = finder.search();
        let facets = answer.with(|a| a.as_ref().map(|(r, _)| r.facets.clone()))?;
        let mut ways: Vec<(Facet, u32)> = Facet::ALL
            .into_iter()
            .filter_map(|f| Some((f, f.without(&search, &facets)?)))
            .filter(|&(_, gives)| gives > 0)
            .collect();
        // What gives most first.
        let best_first = std::iter::from_fn(move || {
            let best = (0..ways.len()).max_by_key(|&at| ways[at].1)?;
            Some(ways.remove(best))
        });
        let buttons = best_first
            .map(|(facet, gives)| {
                view! {
                    <button type="button" class="button" on:click=move |_| finder.tap(|s| facet.clear(s))>
                        {(words.loosen)(facet.name(words), gives)}
                    </button>
                }
            })
            .collect_view();
        Some(buttons)
    };
    let text = Signal::derive(move || {
        let words = if finder.search().text.is_empty() {
            ""
        } else {
            words.loosen_words
        };
        words.to_owned()
    });
    view! {
        <Message icon=Icon::Search title=words.none_found text>
            {ways}
            <button type="button" class="button" on:click=move |_| finder.tap(|s| *s = Default::default())>
                {words.clear_all}
            </button>
        </Message>
    }
}

#[cfg(test)]
mod tests {
    use super::millis;

    #[test]
    fn a_search_never_takes_no_time() {
        assert_eq!(millis(0.0), "< 1");
        assert_eq!(millis(3.4), "3");
    }
}
