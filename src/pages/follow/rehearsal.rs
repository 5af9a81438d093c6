//! The dry run: what a subscription would have told of late, before it is made; a word is left out
//! by tapping it.

use super::describe::Speech;
use super::less::Exclude;
use super::terms;
use crate::components::follow_link::search_target;
use crate::components::{Nothing, NoticeRow};
use crate::locales::{use_follow_words, use_words};
use crate::pages::search::facets::Facet;
use crate::platform::clock;
use crate::state::{Record, use_record};
use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use record::follow::{Class, Classes, Subscription, Target};
use record::{Notice, Search};
use stylers_macro::style_sheet;

/// Days that are looked at.
pub const DAYS: u64 = 90;
/// More notices than this are too many to be told of.
const MANY: usize = 200;
/// Notices that are drawn at once.
const PAGE: usize = 20;

/// What would have been told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rehearsal {
    /// The notices that would have been told when they came, newest first.
    pub told: Vec<Notice>,
    /// Notices of the target whose text was changed later.
    pub changed: usize,
}

/// Whether it can be rehearsed: the blacklist's past is nobody's business.
pub const fn can(target: &Target) -> bool {
    !matches!(target, Target::Suppliers { .. } | Target::Blacklist)
}

/// Rehearses over the last days.
pub fn rehearse(record: Record, target: &Target, classes: Classes, days: u64) -> Rehearsal {
    let today = clock::today();
    let since = today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let of = Subscription {
        id: 0,
        name: String::new(),
        target: recent(target, since),
        classes: Classes::OF_NOTICES,
        created: today.into(),
        since: 0,
        muted_until: None,
    };
    let regions = record.regions();
    let all = record.with_archive(|archive| archive.rehearse(&of, &regions, since));
    sorted(all, classes)
}

/// A search that looks no further back than it must.
fn recent(target: &Target, since: NaiveDate) -> Target {
    match target {
        Target::Search(_) => {
            let search = Search {
                from: Some(since),
                ..target.search()
            };
            Target::Search(search.to_fragment())
        }
        other => other.clone(),
    }
}

fn sorted(all: Vec<Notice>, classes: Classes) -> Rehearsal {
    let changed = all.iter().filter(|notice| notice.revision > 1).count();
    let mut told = all;
    told.retain(|notice| classes.has(Class::of_new(notice.stage)));
    Rehearsal { told, changed }
}

/// The dry run of what is about to be followed.
#[component]
pub fn DryRun(
    /// What.
    target: RwSignal<Target>,
    /// Which changes.
    classes: RwSignal<Classes>,
) -> impl IntoView {
    let (words, more) = (use_words(), use_follow_words());
    let record = use_record();
    let shown = RwSignal::new(PAGE);
    let found = Memo::new(move |_| rehearse(record, &target.get(), classes.get(), DAYS));
    let ready = Memo::new(move |_| {
        let progress = record.progress();
        progress.packs_done > 0 || progress.done
    });
    let coming = move || {
        let progress = record.progress();
        let since = clock::today().checked_sub_days(Days::new(DAYS));
        let waits = !progress.done && progress.oldest.is_none_or(|day| Some(day) > since);
        waits.then(|| view! { <p class="soft small slow">{more.still_loading}</p> })
    };
    let total = Memo::new(move |_| found.with(|found| found.told.len()));
    let changed = Memo::new(move |_| {
        let of_changes = [Class::Deadline, Class::Amount, Class::Text];
        let wanted = of_changes.into_iter().any(|class| classes.get().has(class));
        found.with(|found| if wanted { found.changed } else { 0 })
    });
    let changed = move || {
        let changed = changed.get();
        (changed > 0).then(|| view! { <p class="soft">{(more.rehearsed_changed)(changed)}</p> })
    };
    let advice = move || match total.get() {
        0 => view! { <Loosen target classes /> }.into_any(),
        n if n > MANY => view! { <p class="loud">{more.too_many}</p> }.into_any(),
        _ => ().into_any(),
    };
    let is_search = move || target.with(|target| matches!(target, Target::Search(_)));
    let each = move || {
        let told = found.with(|found| {
            found
                .told
                .iter()
                .take(shown.get())
                .cloned()
                .collect::<Vec<_>>()
        });
        told
    };
    let row = move |notice: Notice| {
        let exclude = is_search().then(|| view! { <Leave notice=notice.clone() target /> });
        view! {
            <li>
                <ul class="rows"><NoticeRow notice /></ul>
                {exclude}
            </li>
        }
        .into_any()
    };
    let rest = move || {
        let left = total.get().saturating_sub(shown.get()).min(PAGE);
        (left > 0).then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| shown.update(|n| *n += PAGE)>
                    {(words.show_more)(u32::try_from(left).unwrap_or(0))}
                </button>
            }
        })
    };
    let body = move || {
        if !ready.get() {
            return view! { <Nothing /> }.into_any();
        }
        view! {
            <p role="status"><b>{move || (more.rehearsed)(total.get(), DAYS)}</b></p>
            {coming}
            {changed}
            {advice}
            <ul class="section">
                <For each=each key=|notice| (notice.id, notice.revision) children=row />
            </ul>
            {rest}
        }
        .into_any()
    };
    view! {
        <section class="section">
            <h2>{more.rehearsal}</h2>
            {body}
        </section>
    }
}

/// Leaves out what is like one of the notices.
#[component]
fn Leave(notice: Notice, target: RwSignal<Target>) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/follow.css");
    let more = use_follow_words();
    let is_open = RwSignal::new(false);
    let panel = move || {
        let title = notice.title.clone();
        is_open.get().then(|| {
            let own = target.with_untracked(|target| target.search().terms().include);
            let exclude = Callback::new(move |word: String| {
                target.update(|target| {
                    *target = search_target(&terms::without(&target.search(), &word))
                });
            });
            let field = format!("leave-{}", notice.id);
            let words = terms::words_of(&title, &own);
            view! { class = class,
                <div class="less section"><Exclude words exclude field /></div>
            }
        })
    };
    view! {
        <button
            type="button"
            class="button"
            data-kind="plain"
            aria-expanded=move || is_open.get().to_string()
            on:click=move |_| is_open.update(|open| *open = !*open)
        >
            {more.leave_out}
        </button>
        {panel}
    }
}

/// Nothing would have been told: what could be given up, with what that gives.
#[component]
fn Loosen(target: RwSignal<Target>, classes: RwSignal<Classes>) -> impl IntoView {
    let (words, more) = (use_words(), use_follow_words());
    let record = use_record();
    let ways = move || {
        let Target::Search(_) = target.get() else {
            return Vec::new();
        };
        let search = target.with(Target::search);
        let regions = record.regions();
        let speech = Speech {
            words,
            more,
            regions: &regions,
            today: clock::today(),
        };
        let mut looser: Vec<(&'static str, Search)> = Vec::new();
        for facet in [Facet::Domain, Facet::Region, Facet::Stage, Facet::Amount] {
            let mut loose = search.clone();
            facet.clear(&mut loose);
            looser.push((facet.name(words), loose));
        }
        let no_words = Search {
            text: String::new(),
            ..search.clone()
        };
        looser.push((more.words_name, no_words));
        looser.retain(|(_, loose)| *loose != search && !speech.search(loose).is_empty());
        let counted = looser.into_iter().map(|(name, loose)| {
            let loose = search_target(&loose);
            let gives = rehearse(record, &loose, classes.get(), DAYS).told.len();
            (name, loose, u32::try_from(gives).unwrap_or(u32::MAX))
        });
        counted.filter(|(.., gives)| *gives > 0).collect()
    };
    let ways = move || {
        let ways = ways().into_iter().map(|(name, loose, gives)| {
            view! {
                <button type="button" class="button" on:click=move |_| target.set(loose.clone())>
                    {(words.loosen)(name, gives)}
                </button>
            }
        });
        ways.collect_view()
    };
    view! {
        <p>{more.none_rehearsed}</p>
        <div class="actions">{ways}</div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Domain, NoticeId, SourceId, Stage, When};

    fn notice(number: u64, stage: Stage, revision: u32) -> Notice {
        Notice {
            id: NoticeId::from_bits(number),
            source: SourceId("demo".into()),
            title: "污水".into(),
            project: None,
            deal_code: None,
            domain: Domain::Works,
            category: String::new(),
            stage: Some(stage),
            stage_label: String::new(),
            region: None,
            region_label: String::new(),
            buyer: String::new(),
            agency: String::new(),
            suppliers: Vec::new(),
            published: When::Day(NaiveDate::default()),
            deadline: None,
            formed: None,
            money: None,
            revision,
        }
    }

    #[test]
    fn what_was_changed_later_is_counted_whatever_its_class() {
        let all = vec![
            notice(1, Stage::Tender, 2),
            notice(2, Stage::Award, 1),
            notice(3, Stage::Award, 3),
        ];
        let found = sorted(all, Classes::one(Class::Award));
        assert_eq!((found.told.len(), found.changed), (2, 2));
    }

    #[test]
    fn only_searches_look_back_no_further_than_they_must() {
        let day = NaiveDate::default();
        let search = recent(&Target::Search("q=污水".into()), day);
        assert_eq!(search.search().from, Some(day));
        let project = Target::Project("A".into());
        assert_eq!(recent(&project, day), project);
        assert!(can(&project) && !can(&Target::Blacklist));
    }
}
