//! Web Push, step by step: what the publisher would learn is shown before anything is sent.

use super::rung::{Rung, Verdict};
use crate::components::choice::Choice;
use crate::components::{Glyph, Icon};
use crate::locales::{HandWords, format, names, use_hand_words, use_words};
use crate::platform::push::PushError;
use crate::platform::{clock, push as browser};
use crate::state::push::{self, Every, Kept, Standing, Step, Trouble};
use crate::state::{loaded, use_follows, use_record};
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::{Topic, TopicKind};
use stylers_macro::style_sheet;

/// The hour that is proposed: before most people's day begins.
const HOUR: u8 = 8;

/// How far turning on is.
#[derive(Clone, PartialEq)]
enum Run {
    Idle,
    /// Running or ended, with the steps that are done.
    Steps(Vec<Step>, Option<Trouble>, bool),
    Off,
}

/// 网页推送
#[component]
pub fn WebPush() -> impl IntoView {
    let (words, lang) = (use_hand_words(), use_words().lang);
    let (record, follows) = (use_record(), use_follows());
    let server = loaded(|| async { push::server_key().await.err() });
    let run = RwSignal::new(Run::Idle);
    let kept = Memo::new(move |_| push::kept());
    let wanted = Memo::new(move |_| {
        record.manifest();
        follows
            .get()
            .map_or_else(Vec::new, |held| push::wanted(&held, record))
    });
    let trouble = move || match run.get() {
        Run::Steps(_, trouble, _) => trouble,
        _ => None,
    };
    let barred = move || server.get().flatten().or_else(missing);
    let verdict = move || match (kept.get(), barred(), trouble()) {
        (Some(kept), ..) if kept.standing == Standing::Confirmed => Verdict::Works,
        (_, _, Some(_)) => Verdict::No,
        (Some(_), ..) => Verdict::Unknown,
        (None, Some(_), _) => Verdict::No,
        (None, None, _) if server.get().is_none() => Verdict::Trying,
        (None, None, _) => Verdict::Off,
    };
    let why = move || match (kept.get(), trouble().or_else(barred)) {
        (None, Some(trouble)) => (words.trouble)(trouble),
        (None, None) => words.push_off.to_owned(),
        (Some(kept), _) => match kept.standing {
            Standing::Confirmed => {
                let at = format::moment(kept.at, clock::today(), lang);
                (words.push_works)(&at)
            }
            Standing::Pending => words.push_pending.to_owned(),
            Standing::Untold => trouble().map_or(words.push_untold.to_owned(), words.trouble),
        },
    };
    let panel = move || {
        let can = kept.get().is_some() || (server.get().is_some() && barred().is_none());
        can.then(|| view! { <Panel wanted kept run /> })
    };
    view! {
        <Rung code="push" name=words.push verdict=Signal::derive(verdict) why=Signal::derive(why)>
            {panel}
            <p role="status">
                {move || (run.get() == Run::Off).then_some(words.push_turned_off)}
            </p>
        </Rung>
    }
}

/// What can be told before anything is tried.
fn missing() -> Option<Trouble> {
    (!browser::exists()).then_some(Trouble::Browser(PushError::Absent))
}

#[component]
fn Panel(wanted: Memo<Vec<String>>, kept: Memo<Option<Kept>>, run: RwSignal<Run>) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/test/push.css");
    let words = use_hand_words();
    let chosen = kept.with_untracked(|kept| kept.as_ref().map(|kept| kept.every));
    let hour = RwSignal::new(match chosen {
        Some(Every::Daily(hour)) => hour,
        _ => HOUR,
    });
    let daily = RwSignal::new(chosen != Some(Every::Once));
    let every = move || match daily.get() {
        true => Every::Daily(hour.get()),
        false => Every::Once,
    };
    let is_running = move || matches!(run.get(), Run::Steps(_, _, true));
    let turn_on = move |_| {
        let (topics, every) = (wanted.get_untracked(), untrack(every));
        run.set(Run::Steps(Vec::new(), None, true));
        spawn_local(async move {
            let done = move |step| {
                run.try_update(|run| {
                    if let Run::Steps(steps, ..) = run {
                        steps.push(step);
                    }
                });
            };
            let ended = push::turn_on(topics, every, done).await;
            run.try_update(|run| {
                if let Run::Steps(_, trouble, running) = run {
                    (*trouble, *running) = (ended.err(), false);
                }
            });
        });
    };
    let turn_off = move |_| {
        spawn_local(async move {
            push::turn_off().await;
            run.try_set(Run::Off);
        });
    };
    let on_hour = move |event: leptos::ev::Event| {
        if let Ok(chosen) = event_target_value(&event).parse() {
            hour.set(chosen);
        }
    };
    let pick_hour = move || {
        daily.get().then(|| {
            let hours = (0..24_u8).map(|at| {
                let selected = at == hour.get_untracked();
                view! { <option value=at.to_string() selected=selected>{(words.hour)(at)}</option> }
            });
            view! { class = class,
                <label class="hour">
                    <span>{words.push_hour}</span>
                    <select class="select" on:change=on_hour>{hours.collect_view()}</select>
                </label>
            }
        })
    };
    let main = move || {
        let kept = kept.get();
        let text = match &kept {
            None => words.push_on,
            Some(kept) if kept.standing != Standing::Confirmed => words.push_again,
            Some(kept) if kept.every != every() => words.push_change,
            Some(_) => return None,
        };
        Some(view! {
            <button
                type="button"
                class="button"
                data-kind="main"
                disabled=is_running
                on:click=turn_on
            >
                {text}
            </button>
        })
    };
    let off = move || {
        kept.get().map(|kept| {
            view! {
                <button type="button" class="button" on:click=turn_off>{words.push_turn_off}</button>
                <span class="soft small">
                    {(words.standing)(kept.standing)}" · "{(words.every)(kept.every)}
                </span>
            }
        })
    };
    let choose = Callback::new(move |at: usize| daily.set(at == 1));
    let content = move || {
        if wanted.with(Vec::is_empty) {
            return view! { <p>{words.push_nothing}</p> }.into_any();
        }
        view! {
            <Tells wanted />
            <Choice
                label=words.push_rhythm
                name="rhythm"
                options=words.push_rhythms.to_vec()
                chosen=Signal::derive(move || usize::from(daily.get()))
                choose
            />
            {pick_hour}
        }
        .into_any()
    };
    view! { class = class,
        <div class="section">
            {content}
            <div class="actions">{move || (!wanted.with(Vec::is_empty)).then_some(main)} {off}</div>
            <Steps run />
        </div>
    }
}

/// What the publisher would learn.
#[component]
fn Tells(wanted: Memo<Vec<String>>) -> impl IntoView {
    let words = use_hand_words();
    let topics = move || {
        let wanted = wanted.get();
        wanted
            .iter()
            .filter_map(|text| Topic::parse(text))
            .collect::<Vec<_>>()
    };
    let list = move || {
        let lines = topics().into_iter().map(|topic| said(words, topic));
        lines.map(|line| view! { <li>{line}</li> }).collect_view()
    };
    view! {
        <div>
            <p>{move || (words.push_tells)(topics().len())}</p>
            <ul class="bullets">{list}</ul>
            <p>{words.push_tells_not}</p>
        </div>
    }
}

fn said(words: &HandWords, topic: Topic) -> String {
    let frame = use_words();
    let kind = (words.topic_kind)(topic.kind);
    if topic.kind == TopicKind::Blacklist {
        return kind.to_owned();
    }
    let domain = topic.domain.map_or(words.all_domains, frame.domain);
    let regions = use_record().regions();
    let code = topic.region;
    let region = names::region(&regions, Some(code), &code.to_string(), frame.lang);
    format!("{domain} · {region} · {kind}")
}

/// The steps, as they are done.
#[component]
fn Steps(run: RwSignal<Run>) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/test/push.css");
    let words = use_hand_words();
    move || {
        let Run::Steps(done, trouble, running) = run.get() else {
            return ().into_any();
        };
        let mark = |at: usize| match (at < done.len(), at == done.len(), running, trouble) {
            (true, ..) => ("done", Icon::Tick),
            (_, true, true, _) => ("now", Icon::Clock),
            (_, true, false, Some(_)) => ("failed", Icon::Cross),
            _ => ("ahead", Icon::Question),
        };
        let steps = Step::ALL.into_iter().enumerate().map(|(at, step)| {
            let (code, icon) = mark(at);
            view! { class = class,
                <li class="step" data-step=code>
                    <Glyph icon />
                    {(words.step)(step)}
                </li>
            }
        });
        let steps = steps.collect_view();
        view! { class = class,
            <ol class="steps" aria-label=words.push_steps>{steps}</ol>
        }
        .into_any()
    }
}
