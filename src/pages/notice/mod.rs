//! 公告: one notice, five lines first. What the list knows shows at once, the rest follows.

pub mod card;
pub mod checklist;
pub mod limits;
pub mod owed;
pub mod parts;
pub mod picture;
pub mod related;
pub mod revisions;
pub mod said;
pub mod screened;
pub mod telling;
pub mod text;

use crate::app::{TITLE_ID, use_title};
use crate::components::notice_row::tone;
use crate::components::read_aloud::ReadAloud;
use crate::components::share::Share;
use crate::components::{FollowLink, Glyph, Icon, Message, Paper};
use crate::locales::{
    Words, format, keep, names, use_follow_words, use_people_words, use_share_words, use_words,
};
use crate::pages::search::use_finder;
use crate::pages::terms::TermsOf;
use crate::platform::{clock, history, page, share};
use crate::route::{Route, Section, address};
use crate::state::{DetailError, Health, Opened, use_record};
use card::Card;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use parts::Parts;
use picture::PictureCard;
use record::follow::Target;
use record::{Notice, NoticeId};
use stylers_macro::style_sheet;

/// One notice.
#[component]
pub fn NoticePage(
    /// Which.
    id: NoticeId,
) -> impl IntoView {
    let (words, more) = (use_words(), use_share_words());
    let record = use_record();
    let opened = Opened::new(record, id);
    let notice = opened.notice;
    let detail = move || opened.detail();
    // What the publisher wrote into the page is as much as this.
    Effect::new(move |_| {
        if detail().is_some() {
            page::drawn();
        }
    });
    use_title(move || {
        let title = notice.with(|n| n.as_ref().map(|n| n.title.clone()));
        title.unwrap_or_else(|| words.notice.to_owned())
    });
    let head = move || notice.get().map(|notice| view! { <Head notice /> });
    let heading = move || {
        let title = notice.with(|n| n.as_ref().map(|n| n.title.clone()));
        title.unwrap_or_else(|| match detail() {
            Some(Err(DetailError::NotFound)) => words.notice_not_found.to_owned(),
            _ => words.notice.to_owned(),
        })
    };
    let card = move || {
        let notice = notice.get()?;
        let detail = detail().and_then(Result::ok);
        Some(view! { <Card notice detail /> })
    };
    let rest = move || match detail() {
        None => view! { <p class="slow soft" role="status">{words.loading}</p> }.into_any(),
        Some(Ok(detail)) => view! { <Parts detail /> }.into_any(),
        Some(Err(error)) => {
            let retry = Callback::new(move |()| opened.retry());
            view! { <Failed error retry /> }.into_any()
        }
    };
    let title = Signal::derive(move || {
        notice
            .with(|n| n.as_ref().map(|n| n.title.clone()))
            .unwrap_or_default()
    });
    let here = Memo::new(move |_| notice.with(Option::is_some));
    let project = Memo::new(move |_| notice.with(|n| n.as_ref()?.project.clone()));
    let buyer = Memo::new(move |_| notice.with(|n| n.as_ref().map(|n| n.buyer.clone())));
    let follow_project = move || {
        let target = Signal::stored(Target::Project(project.get()?.to_string()));
        Some(view! { <FollowLink target what=use_follow_words().link_project /> })
    };
    let follow_buyer = move || {
        let name = buyer.get().filter(|name| !name.is_empty())?;
        let target = Signal::stored(Target::Body(name));
        Some(view! { <FollowLink target what=use_follow_words().link_body /> })
    };
    let telling = Signal::derive(move || {
        let regions = record.regions();
        notice
            .with(|n| {
                n.as_ref()
                    .map(|n| telling::text(n, &regions, clock::today(), words))
            })
            .unwrap_or_default()
    });
    let pictured = RwSignal::new(false);
    let picture = move || {
        let notice = notice.get().filter(|_| pictured.get())?;
        let detail = detail().and_then(Result::ok);
        Some(view! { <PictureCard notice detail /> })
    };
    let hash = move || opened.hash();
    let actions = move || {
        here.get().then(|| {
            view! {
                <div class="actions chrome">
                    {follow_project}
                    {follow_buyer}
                    <Share label=words.share title text=telling copy=true />
                    <button
                        type="button"
                        class="button"
                        aria-expanded=move || pictured.get().to_string()
                        on:click=move |_| pictured.update(|shown| *shown = !*shown)
                    >
                        <Glyph icon=Icon::Picture />
                        {move || if pictured.get() { more.picture_away } else { more.picture }}
                    </button>
                    <button type="button" class="button" on:click=|_| share::print()>
                        <Glyph icon=Icon::Print />
                        {words.print}
                    </button>
                </div>
            }
        })
    };
    let terms = move || {
        let notice = notice.get()?;
        let detail = detail().and_then(Result::ok);
        Some(view! { <TermsOf notice detail /> })
    };
    let aloud = move || {
        let label = use_people_words().read;
        here.get()
            .then(|| view! { <ReadAloud scopes=&[card::ID, text::ID] label /> })
    };
    view! {
        <article class="page">
            <Back />
            <header class="section">
                {head}
                <h1 id=TITLE_ID tabindex="-1" lang="zh-CN">{heading}</h1>
                {terms}
            </header>
            {card}
            {aloud}
            {actions}
            {picture}
            {rest}
            <Paper address=address(&Route::Notice(id)) hash=Signal::derive(hash) />
        </article>
    }
}

/// Back to where the reader came from, else to a place above, else to the list.
#[component]
pub fn Back(
    /// The place above; the list where not said.
    #[prop(optional)]
    to: Option<Route>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/notice/head.css");
    let words = use_words();
    let finder = use_finder();
    let navigate = use_navigate();
    let on_click = move |_| {
        if history::can_go_back() {
            history::back();
        } else {
            let options = leptos_router::NavigateOptions {
                resolve: false,
                ..Default::default()
            };
            let above = to.clone();
            let above = above.unwrap_or_else(|| Route::Search(finder.search()));
            navigate(&above.href(), options);
        }
    };
    view! { class = class,
        <div class="back chrome">
            <button type="button" class="button" data-kind="plain" on:click=on_click>
                <Glyph icon=Icon::Back />
                {words.back}
            </button>
        </div>
    }
}

/// Domain, stage, place; and the day of publication.
#[component]
pub(in crate::pages) fn Head(notice: Notice) -> impl IntoView {
    let class = style_sheet!("./src/pages/notice/head.css");
    let words = use_words();
    let record = use_record();
    let today = clock::today();
    let published = format::when(notice.published, today, words.lang);
    let (region, label) = (notice.region, notice.region_label.clone());
    let place = move || {
        let name = names::region(&record.regions(), region, &label, words.lang);
        (!name.is_empty()).then(|| format!(" · {name}"))
    };
    view! { class = class,
        <p class="kinds">
            <Glyph icon=Icon::Domain(notice.domain) />
            <span>
                {(words.domain)(notice.domain)}
                " · "
                <b class="stage" data-tone=tone(notice.stage)>{names::stage(&notice, words)}</b>
                {place}
                " · "
                {words.published}
                " "
                {published}
            </span>
        </p>
    }
}

/// Why the whole of a notice is not here: a sign, what is so, and what next.
pub const fn why(error: DetailError, words: &Words) -> (Icon, &'static str, &'static str) {
    match error {
        DetailError::NotFound => (
            Icon::Search,
            words.notice_not_found,
            words.notice_not_found_next,
        ),
        DetailError::LeftOut => {
            let more = keep::of(words.lang);
            (Icon::Search, more.left_out, more.left_out_next)
        }
        DetailError::Offline => (
            Icon::Offline,
            words.notice_offline,
            words.notice_offline_next,
        ),
        DetailError::Damaged => (
            Icon::Warning,
            words.notice_damaged,
            words.notice_damaged_next,
        ),
    }
}

/// Why the whole of it is not here, and what next.
#[component]
fn Failed(error: DetailError, retry: Callback<()>) -> impl IntoView {
    let words = use_words();
    let (icon, title, text) = why(error, words);
    // With a network again it comes by itself.
    let record = use_record();
    let fresh = Memo::new(move |_| matches!(record.health(), Health::Fresh { .. }));
    Effect::new(move |was: Option<bool>| {
        let is = fresh.get();
        if error == DetailError::Offline && was == Some(false) && is {
            retry.run(());
        }
        is
    });
    let left_out = (error == DetailError::LeftOut).then(|| {
        view! {
            <a class="button" href=Route::More(Section::Storage).href()>{words.storage}</a>
        }
    });
    let again = (error != DetailError::NotFound).then(|| {
        view! {
            <button type="button" class="button" on:click=move |_| retry.run(())>
                {words.retry}
            </button>
        }
    });
    let search = Route::Search(record::Search::default()).href();
    view! {
        <Message icon title text>
            {again}
            {left_out}
            <a class="button" href=search>{words.search}</a>
        </Message>
    }
}
