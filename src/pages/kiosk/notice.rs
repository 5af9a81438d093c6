//! What the screen shows of one thing: a notice, a project, a firm; and the code by which somebody
//! takes it home.

use super::walk::use_walk;
use crate::app::TITLE_ID;
use crate::components::outlink::host;
use crate::components::{Glyph, Icon, Life, Message, NoticeRows, Paper, Qr};
use crate::locales::{use_blacklist_words, use_kiosk_words, use_words};
use crate::pages::blacklist::AsOf;
use crate::pages::blacklist::answer::AnswerView;
use crate::pages::notice::card::Card;
use crate::pages::notice::parts::{Candidates, Files, Official, Text};
use crate::pages::notice::{Head, why};
use crate::platform::share;
use crate::route::{Check, CheckView, Route, address};
use crate::state::{DetailError, Opened, use_debarments, use_record};
use leptos::prelude::*;
use record::{Notice, NoticeDetail, NoticeId, ProjectCode};
use stylers_macro::style_sheet;

/// A notice: five lines, its text, its project's life; beside it the way to take it home.
#[component]
pub fn NoticeView(
    /// Which.
    id: NoticeId,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/kiosk/kiosk.css");
    let words = use_words();
    let record = use_record();
    let opened = Opened::new(record, id);
    let notice = opened.notice;
    let detail = move || opened.detail();
    let head = move || {
        let notice = notice.get()?;
        let title = notice.title.clone();
        Some(view! {
            <Head notice />
            <h1 id=TITLE_ID tabindex="-1" lang="zh-CN">{title}</h1>
        })
    };
    let card = move || {
        let notice = notice.get()?;
        let detail = detail().and_then(Result::ok);
        Some(view! { <Card notice detail /> })
    };
    let rest = move || match detail() {
        None => view! { <p class="slow soft" role="status">{words.loading}</p> }.into_any(),
        Some(Ok(detail)) => view! { <Rest detail /> }.into_any(),
        Some(Err(error)) => {
            let (icon, title, text) = why(error, words);
            let again = (error != DetailError::NotFound).then(|| {
                view! {
                    <button type="button" class="button" on:click=move |_| opened.retry()>
                        {words.retry}
                    </button>
                }
            });
            view! { <Message icon title text>{again}</Message> }.into_any()
        }
    };
    let hash = move || opened.hash();
    let address = address(&Route::Notice(id));
    view! { class = class,
        <div class="reading">
            <article class="text">
                <header class="section">{head}</header>
                {card}
                {rest}
            </article>
            <TakeHome address=address.clone() />
        </div>
        <Paper address hash=Signal::derive(hash) />
    }
}

/// What only the detail knows, less what only a reader's own device can do.
#[component]
fn Rest(detail: NoticeDetail) -> impl IntoView {
    view! {
        <Candidates
            stage=detail.notice.stage
            candidates=detail.candidates
            suppliers=detail.notice.suppliers.clone()
        />
        <Course notice=detail.notice.clone() />
        <Text body=detail.body />
        <Files files=detail.attachments />
        <Official url=detail.official_url />
    }
}

/// 全过程 of the notice's project.
#[component]
fn Course(notice: Notice) -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let id = notice.id;
    let code = notice.project?;
    let notices = Memo::new(move |_| record.project(&code));
    let life = move || view! { <Life notices=notices.get() open=id /> };
    Some(view! {
        <section class="section">
            <h2>{words.life}</h2>
            {life}
        </section>
    })
}

/// A project: its life, and its notices.
#[component]
pub fn ProjectView(
    /// Its code.
    code: ProjectCode,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/kiosk/kiosk.css");
    let words = use_words();
    let record = use_record();
    let address = address(&Route::Project(code.clone()));
    let name = code.to_string();
    let notices = Memo::new(move |_| record.project(&code));
    let title = move || {
        let newest = notices.with(|n| n.last().map(|n| n.title.clone()));
        newest.unwrap_or_else(|| words.project_none.to_owned())
    };
    let list = move || {
        let notices = notices.get();
        let count = notices.len();
        (count > 0).then(|| {
            view! {
                <h2>{words.life}</h2>
                <Life notices=notices.clone() />
                <p class="soft">{(words.project_count)(count)}</p>
                <NoticeRows notices />
            }
        })
    };
    view! { class = class,
        <div class="reading">
            <article class="text">
                <p class="soft">{words.project_code}" "{name}</p>
                <h1 id=TITLE_ID tabindex="-1" lang="zh-CN">{title}</h1>
                {list}
            </article>
            <TakeHome address=address.clone() />
        </div>
        <Paper address />
    }
}

/// 黑名单核对: what the list says of a code or a name.
#[component]
pub fn FirmView(
    /// What is asked.
    text: String,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/kiosk/kiosk.css");
    let more = use_kiosk_words();
    let debarments = use_debarments();
    let sheet = Route::Blacklist(Check {
        text: text.clone(),
        view: CheckView::Sheet,
        printed: None,
    });
    let asked = text.clone();
    let answer = move || match debarments.held() {
        Some(held) => view! {
            <AnswerView held=held.clone() text=text.clone() />
            <AsOf held />
        }
        .into_any(),
        // No list: never anything that could pass for an answer.
        None => {
            view! { <p class="soft" role="status">{use_blacklist_words().no_list}</p> }.into_any()
        }
    };
    let address = address(&sheet);
    view! { class = class,
        <div class="reading">
            <article class="text">
                <p class="soft">{more.firm}</p>
                <h1 id=TITLE_ID tabindex="-1" lang="zh-CN">{asked}</h1>
                {answer}
            </article>
            <TakeHome address=address.clone() />
        </div>
        <Paper address />
    }
}

/// The code to take a page home by, and paper.
#[component]
fn TakeHome(address: String) -> impl IntoView {
    let class = style_sheet!("./src/pages/kiosk/kiosk.css");
    let more = use_kiosk_words();
    view! { class = class,
        <aside class="home chrome">
            <h2>{more.take_home}</h2>
            <Qr text=address label=more.take_home_code large=true />
            <p>{more.take_home_note}</p>
            <button type="button" class="button" on:click=|_| share::print()>
                <Glyph icon=Icon::Print />
                {more.print}
            </button>
        </aside>
    }
}

/// A page that this screen does not open, as a code.
#[component]
pub fn Elsewhere(
    /// Its address.
    address: String,
    /// What the link said.
    name: String,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/kiosk/kiosk.css");
    let more = use_kiosk_words();
    let walk = use_walk();
    let host = host(&address).map(str::to_owned);
    let code = address.clone();
    view! { class = class,
        <section class="question">
            <header class="asked">
                <h1 class="name" id=TITLE_ID tabindex="-1">{more.elsewhere}</h1>
                <p lang="zh-CN">{name}</p>
                <p class="soft">{host}</p>
            </header>
            <div class="carry">
                <div class="code"><Qr text=code label=more.take_home_code large=true /></div>
                <div class="text">
                    <p>{more.elsewhere_note}</p>
                    <button
                        type="button"
                        class="button"
                        data-kind="main"
                        on:click=move |_| walk.back()
                    >
                        {use_words().back}
                    </button>
                </div>
            </div>
        </section>
    }
}
