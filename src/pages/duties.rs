//! The list behind a number of the catalogue or the bulletin; and what those pages share.

use crate::app::{TITLE_ID, use_title};
use crate::components::{Fact, Facts, Icon, Message, Nothing, NoticeRow, RegionSelect};
use crate::locales::{Words, format, names, use_duty_words, use_words};
use crate::pages::notice::Back;
use crate::platform::{clock, page};
use crate::route::{Inquiry, Met, Route, Span};
use crate::state::duties::{self, Listed};
use crate::state::reference::{Reference, ReferenceError, use_law};
use crate::state::{use_record, use_settings};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_url};
use record::clock::{Law, Outcome, Unit};
use stylers_macro::style_sheet;

/// Rows that are drawn at once.
const PAGE: usize = 20;

/// The inquiry that the address says.
pub fn use_inquiry() -> Memo<Inquiry> {
    let url = use_url();
    Memo::new(move |_| {
        url.with(|u| match Route::read(&page::base(), u.path(), u.hash()) {
            Some(Route::Catalogue(inquiry) | Route::Bulletin(inquiry) | Route::Duties(inquiry)) => {
                inquiry
            }
            _ => Inquiry::default(),
        })
    })
}

/// Goes to another address of the same page; the reader stays where the list is.
pub fn use_ask() -> impl Fn(&Route) + Clone + Send + Sync + 'static {
    let navigate = use_navigate();
    move |route: &Route| {
        let options = NavigateOptions {
            resolve: false,
            scroll: false,
            ..Default::default()
        };
        navigate(&route.href(), options);
    }
}

/// The region that an inquiry is about, as a choice.
#[component]
pub fn Within(
    /// The inquiry of the page.
    inquiry: Memo<Inquiry>,
    /// The page's address for another inquiry.
    to: fn(Inquiry) -> Route,
) -> impl IntoView {
    let words = use_duty_words();
    let record = use_record();
    let settings = use_settings();
    let ask = use_ask();
    let chosen = Signal::derive(move || duties::region(&inquiry.get(), record, settings));
    let choose = Callback::new(move |code| {
        ask(&to(Inquiry {
            region: Some(code),
            ..inquiry.get_untracked()
        }));
    });
    view! { <RegionSelect label=words.within chosen choose /> }
}

/// The name of the region that an inquiry is about.
pub fn place(inquiry: &Inquiry, words: &Words) -> String {
    let record = use_record();
    let code = duties::region(inquiry, record, use_settings());
    names::region(&record.regions(), code, "", words.lang)
}

/// The name of a time.
pub fn span_name(span: Span) -> String {
    let words = use_duty_words();
    match span {
        Span::Year => words.spans[0].to_owned(),
        Span::All => words.spans[1].to_owned(),
        Span::Month(year, month) => (words.month_name)(year, month),
    }
}

/// What stands in place of numbers and lists while there is nothing to make them from.
pub fn absent<T>(read: &Option<Result<T, ReferenceError>>) -> Option<AnyView> {
    let words = use_duty_words();
    let record = use_record();
    // A value of its own, so that what is drawn stays when one more pack has come.
    let empty = Memo::new(move |_| {
        let progress = record.progress();
        progress.packs_done == 0 && !progress.done
    });
    if empty.get() {
        return Some(view! { <Nothing /> }.into_any());
    }
    let text = match read {
        Some(Ok(_)) => return None,
        None | Some(Err(ReferenceError::Coming)) => use_words().loading,
        Some(Err(ReferenceError::Missing)) => words.reference_missing,
        Some(Err(ReferenceError::Damaged)) => words.reference_damaged,
    };
    Some(view! { <p class="soft slow" role="status">{text}</p> }.into_any())
}

/// Says that numbers will still change, while older notices load.
#[component]
pub fn StillLoading() -> impl IntoView {
    let words = use_duty_words();
    let record = use_record();
    let loading = Memo::new(move |_| !record.progress().done);
    move || {
        loading
            .get()
            .then(|| view! { <p class="soft slow" role="status">{words.still_loading}</p> })
    }
}

/// The page.
#[component]
pub fn DutiesPage() -> impl IntoView {
    let (words, more) = (use_words(), use_duty_words());
    let record = use_record();
    let settings = use_settings();
    let inquiry = use_inquiry();
    let law: Reference<Law> = use_law(record);
    let shown = RwSignal::new(PAGE);
    let today = clock::today();
    let title = move || {
        let inquiry = inquiry.get();
        let met = inquiry.outcome.map(|met| (more.met)(Some(met)));
        let stage = inquiry.stage.map(words.stage);
        let domain = inquiry.domain.map(words.domain);
        let parts = [met, domain, stage].into_iter().flatten();
        let parts: Vec<&str> = parts.collect();
        if parts.is_empty() {
            more.duties.to_owned()
        } else {
            parts.join(" · ")
        }
    };
    use_title(title);
    let about = move || {
        let inquiry = inquiry.get();
        let mut parts = vec![place(&inquiry, words), span_name(inquiry.span)];
        parts.extend(inquiry.body.clone());
        parts.join(" · ")
    };
    let meaning = move || inquiry.get().outcome.map(more.met_definition);
    let list = Memo::new(move |_| {
        let law = law.get()?.ok()?;
        let inquiry = inquiry.get();
        let region = duties::region(&inquiry, record, settings);
        Some(duties::list(record, &law, &inquiry, region, today))
    });
    let count = move || list.with(|l| l.as_ref().map(|l| (more.duties_count)(l.len())));
    let rows = move || {
        let law = law.get();
        if let Some(absent) = absent(&law) {
            return absent;
        }
        let listed = list.get().unwrap_or_default();
        if listed.is_empty() {
            let title = more.duties_none;
            return view! { <Message icon=Icon::Search title /> }.into_any();
        }
        let left = listed.len().saturating_sub(shown.get());
        let rows = listed.into_iter().take(shown.get());
        let rows = rows
            .map(|of| view! { <One of law=law.clone() /> })
            .collect_view();
        let rest = (left > 0).then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| shown.update(|n| *n += PAGE)>
                    {(words.show_more)(u32::try_from(left.min(PAGE)).unwrap_or(0))}
                </button>
            }
        });
        view! {
            <div class="section">{rows}</div>
            {rest}
        }
        .into_any()
    };
    view! {
        <div class="page">
            <Back to=Route::Catalogue(Inquiry::default()) />
            <header class="section">
                <h1 class="capital" id=TITLE_ID tabindex="-1">{title}</h1>
                <p class="soft">{about}</p>
                <p class="soft">{meaning}</p>
                <p role="status">{count}</p>
            </header>
            <StillLoading />
            {rows}
        </div>
    }
}

/// One duty: how it was met, and the notice.
#[component]
fn One(of: Listed, law: Option<Result<std::sync::Arc<Law>, ReferenceError>>) -> impl IntoView {
    let class = style_sheet!("./src/pages/duties.css");
    let (words, more) = (use_words(), use_duty_words());
    let record = use_record();
    let notice = record.find(of.notice)?;
    let law = law?.ok()?;
    let limit = law.limits.publication(notice.domain, notice.stage);
    let unit = limit.map_or(Unit::Workdays, |l| l.unit);
    let due = match of.outcome {
        Outcome::Missing(due) | Outcome::MissingIf(due) => {
            format::date(due.day, clock::today(), words.lang)
        }
        _ => String::new(),
    };
    let basis = match of.outcome {
        Outcome::Missing(_) | Outcome::MissingIf(_) => {
            let mut expectations = law.limits.expectations.iter();
            expectations
                .find(|e| e.domain == notice.domain && Some(e.expected) == of.stage)
                .map(|e| e.law.clone())
        }
        Outcome::Untold => None,
        _ => limit.map(|l| l.law.clone()),
    };
    let date = |day| format::date(day, clock::today(), words.lang);
    let days = notice
        .formed
        .map(|formed| (more.outcome_days)(&date(formed.day), &date(notice.published.date())));
    let days = days.filter(|_| due.is_empty());
    let stage = of.stage.map(words.stage);
    let project = notice.project.clone().map(|code| {
        view! { <a class="button" data-kind="plain" href=Route::Project(code).href()>{words.whole_project}</a> }
    });
    Some(view! { class = class,
        <ul class="rows">
            <NoticeRow notice />
            <li class="verdict section-head" data-met=Met::of(of.outcome).code()>
                <p>
                    <b>{stage}{words.colon}{(more.outcome)(of.outcome, unit, &due)}</b>
                    <br />
                    <span class="small">{days}</span>
                    " "
                    <span class="soft small" lang="zh-CN">{basis}</span>
                </p>
                {project}
            </li>
        </ul>
    })
}

/// What each number means.
#[component]
pub fn Definitions() -> impl IntoView {
    let words = use_duty_words();
    let facts = Met::ALL.map(|met| Fact::new((words.met)(Some(met)), (words.met_definition)(met)));
    view! {
        <section class="section">
            <h2>{words.definitions}</h2>
            <Facts facts=facts.to_vec() />
        </section>
    }
}
