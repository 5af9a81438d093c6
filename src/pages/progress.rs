//! 进度查询: where a project stands, and what comes next, by its code or by words of its name.

use crate::app::{TITLE_ID, use_title};
use crate::components::text_field::{Found, TextField};
use crate::components::{Glyph, Icon, Message, Nothing, NoticeRows};
use crate::locales::{Words, format, said, use_duty_words, use_guide_words, use_words};
use crate::pages::notice::Back;
use crate::platform::{clock, history, page};
use crate::route::Route;
use crate::state::reference::use_law;
use crate::state::{self, Record, use_record};
use leptos::prelude::*;
use leptos_router::hooks::use_url;
use leptos_router::location::Url;
use record::clock::Law;
use record::{Notice, ProjectCode, Search, Stage, Step, StepState, UnifiedDealCode};
use stylers_macro::style_sheet;

/// Projects that are listed at most, and notices that have no project's code.
const SHOWN: usize = 20;
/// Notices that are looked through for their projects.
const READ: u32 = 100;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answer {
    /// The notices of each project, oldest first; none is empty.
    projects: Vec<Vec<Notice>>,
    /// Notices without a project's code.
    loose: Vec<Notice>,
    /// Whether there may be more than is listed.
    more: bool,
}

/// The page.
#[component]
pub fn ProgressPage() -> impl IntoView {
    let (words, more) = (use_words(), use_guide_words());
    let record = use_record();
    use_title(move || more.progress.to_owned());
    let url = use_url();
    let text = RwSignal::new(url.with_untracked(read));
    // Back, forward, and links to this page; what is typed goes past the router.
    Effect::new(move |before: Option<String>| {
        let said = url.with(read);
        if before.is_some_and(|before| before != said) {
            text.set(said.clone());
        }
        said
    });
    let write = Callback::new(move |typed: String| {
        let href = Route::Progress(typed.clone()).href();
        let fragment = href.split_once('#').map_or("", |(_, fragment)| fragment);
        history::replace_fragment(fragment);
        text.set(typed);
    });
    let asked = Memo::new(move |_| text.with(|t| !t.trim().is_empty()));
    let answer = Memo::new(move |_| text.with(|text| look(record, text)));
    let count = move || {
        let answer = answer.get();
        let count = answer.filter(|a| asked.get() && !a.is_empty());
        let said = |a: Answer| (more.progress_found)(a.projects.len(), a.loose.len(), a.more);
        count.map(said).unwrap_or_default()
    };
    let coming = move || {
        let waits = asked.get() && !record.progress().done && answer.with(Option::is_some);
        waits.then(|| view! { <p class="soft small">{more.progress_coming}</p> })
    };
    let content = move || match answer.get() {
        None => view! { <Nothing /> }.into_any(),
        Some(_) if !asked.get() => view! { <Examples /> }.into_any(),
        Some(answer) if answer.is_empty() => {
            let search = Search {
                text: text.get_untracked(),
                ..Search::default()
            };
            view! {
                <Message
                    icon=Icon::Search
                    title=more.progress_none
                    text=more.progress_none_next.to_owned()
                >
                    <a class="button" href=Route::Search(search).href()>{words.search}</a>
                    <a class="button" href=Route::Guide.href()>{more.guide}</a>
                </Message>
            }
            .into_any()
        }
        Some(answer) => view! { <Projects answer /> }.into_any(),
    };
    view! {
        <article class="page">
            <Back />
            <h1 id=TITLE_ID tabindex="-1">{more.progress}</h1>
            <TextField label=more.progress_label hint=more.progress_hint text write />
            <section class="section">
                <Found text=Signal::derive(count) />
                {coming}
                {content}
            </section>
        </article>
    }
}

fn read(url: &Url) -> String {
    match Route::read(&page::base(), url.path(), url.hash()) {
        Some(Route::Progress(text)) => text,
        _ => String::new(),
    }
}

impl Answer {
    const fn is_empty(&self) -> bool {
        self.projects.is_empty() && self.loose.is_empty()
    }
}

/// Looks for projects: the one of exactly that code first. `None` while nothing is loaded.
fn look(record: Record, text: &str) -> Option<Answer> {
    let text = text.trim();
    let search = Search {
        text: text.to_owned(),
        ..Search::default()
    };
    let (results, _) = record.search(&search, 0, READ)?;
    let mut answer = Answer {
        projects: Vec::new(),
        loose: Vec::new(),
        more: results.total > READ,
    };
    if text.is_empty() {
        return Some(answer);
    }
    let mut seen = vec![ProjectCode(text.to_owned())];
    answer.projects.push(record.project(&seen[0]));
    answer.projects.retain(|notices| !notices.is_empty());
    // The search does not look into unified deal codes.
    let found = record.by_deal(&UnifiedDealCode(text.to_owned()));
    for notice in found.into_iter().chain(results.notices) {
        match notice.project.clone() {
            Some(code) if seen.contains(&code) => {}
            Some(code) if answer.projects.len() < SHOWN => {
                answer.projects.push(record.project(&code));
                seen.push(code);
            }
            None if answer.loose.iter().any(|other| other.id == notice.id) => {}
            None if answer.loose.len() < SHOWN => answer.loose.push(notice),
            _ => answer.more = true,
        }
    }
    Some(answer)
}

/// The life of a project, as far as the packs that are here can tell.
pub fn course<'l>(record: Record, notices: &[Notice], law: Option<&'l Law>) -> Vec<Step<'l>> {
    let mut steps = state::course::steps(record, notices, law);
    if !record.progress().done {
        steps.retain(|s| !matches!(s.state, StepState::Overdue(..) | StepState::Unseen));
    }
    steps
}

/// What can be written, with a code that there is.
#[component]
fn Examples() -> impl IntoView {
    let more = use_guide_words();
    let record = use_record();
    let code = Memo::new(move |_| {
        let (results, _) = record.search(&Search::default(), 0, SHOWN as u32)?;
        results
            .notices
            .into_iter()
            .find_map(|notice| notice.project)
    });
    let example = move || {
        code.get().map(|code| {
            let href = Route::Progress(code.to_string()).href();
            view! { <a class="button" href=href>{code.to_string()}</a> }
        })
    };
    view! {
        <p class="soft">{more.progress_examples}</p>
        <div class="actions">{example}</div>
    }
}

/// The projects, and what belongs to none.
#[component]
fn Projects(answer: Answer) -> impl IntoView {
    let more = use_guide_words();
    let law = use_law(use_record());
    let Answer {
        projects,
        loose,
        more: truncated,
    } = answer;
    let rows = move || {
        let law = law.get().and_then(Result::ok);
        let rows = projects.iter().map(|notices| row(notices, law.as_deref()));
        rows.collect_view()
    };
    let truncated = truncated.then(|| view! { <p class="soft">{more.progress_more}</p> });
    let loose = (!loose.is_empty()).then(|| {
        view! {
            <h2>{more.progress_loose}</h2>
            <NoticeRows notices=loose />
        }
    });
    view! {
        <ul class="rows">{rows}</ul>
        {truncated}
        {loose}
    }
}

/// A project: its newest title, where it stands, what comes next.
fn row(notices: &[Notice], law: Option<&Law>) -> Option<AnyView> {
    let class = style_sheet!("./src/pages/guide/guide.css");
    let (words, more) = (use_words(), use_guide_words());
    let record = use_record();
    let newest = notices.last()?;
    let code = newest.project.clone()?;
    let steps = course(record, notices, law);
    let today = clock::today();
    let stage = newest.stage.map_or_else(
        || newest.stage_label.clone(),
        |stage| (words.stage)(stage).to_owned(),
    );
    let now = format::date(newest.published.date(), today, words.lang);
    let (name, said, law) = next(&steps, newest, words);
    let law = law.map(|law| {
        view! { class = class, <span class="small" lang="zh-CN">{law.to_owned()}</span> }
    });
    let overdue = steps
        .iter()
        .any(|s| matches!(s.state, StepState::Overdue(_, by) if by.only.is_none()));
    let row = view! { class = class,
        <li class="row">
            <a class="link" href=Route::Project(code.clone()).href()>
                <span class="meta">
                    <Glyph icon=Icon::Domain(newest.domain) />
                    <span>{(words.domain)(newest.domain)}" · "{code.to_string()}</span>
                </span>
                <span class="title" lang="zh-CN">{newest.title.clone()}</span>
                <span class="state">
                    <span class="which">{more.progress_now}</span>
                    <span><b>{stage}</b>" "{now}</span>
                </span>
                <span class="state" data-overdue=overdue.to_string()>
                    <span class="which">{more.progress_next}</span>
                    <span><b>{name}</b>" "<span class="said">{said}</span>" "{law}</span>
                </span>
            </a>
        </li>
    };
    Some(row.into_any())
}

/// What comes next: the stage, what is to be said of it, and by what law.
fn next<'s>(
    steps: &'s [Step<'_>],
    newest: &Notice,
    words: &'static Words,
) -> (&'static str, String, Option<&'s str>) {
    let (duty, more) = (use_duty_words(), use_guide_words());
    let date = |day| format::date(day, clock::today(), words.lang);
    if newest.stage == Some(Stage::Cancellation) {
        return ("", words.life_ended.to_owned(), None);
    }
    let is_next = |s: &&Step<'_>| {
        matches!(
            s.state,
            StepState::Due(..) | StepState::Overdue(..) | StepState::Ahead
        )
    };
    let is_public =
        |s: &Step<'_>| matches!(s.state, StepState::Published(..) | StepState::Withheld(..));
    // Where nothing is expected, what the stage after the last public one is missing for.
    let after = steps.iter().rposition(is_public).map_or(0, |at| at + 1);
    let Some(step) = steps.iter().find(is_next).or_else(|| steps.get(after)) else {
        return ("", more.progress_done.to_owned(), None);
    };
    let (said, law) = match step.state {
        StepState::Due(due, by) => {
            let said = (duty.life_due)(&date(due.day), due.expected, by.verified);
            (said, Some(&*by.law))
        }
        StepState::Overdue(due, by) => {
            let only = by.only.as_ref().map(said);
            let said = (duty.life_overdue)(&date(due.day), only.as_deref());
            (said, Some(&*by.law))
        }
        StepState::NotProvided => (duty.life_not_provided.to_owned(), None),
        StepState::Unseen => (words.life_unseen.to_owned(), None),
        StepState::Ended => (words.life_ended.to_owned(), None),
        StepState::Ahead | StepState::Published(..) | StepState::Withheld(..) => {
            (words.life_ahead.to_owned(), None)
        }
    };
    ((words.stage)(step.stage), said, law)
}
