//! 写信: a letter prepared from a notice, for the reader to change, copy, print and send. The app
//! itself sends nothing.

pub mod addressee;
pub mod compose;
pub mod editor;
pub mod late;
pub mod mail;
pub mod prepared;
pub mod reply;
pub mod time;
pub mod ways;

use crate::app::{TITLE_ID, use_title};
use crate::components::Message;
use crate::components::choice::Choice;
use crate::locales::{use_guide_words, use_words};
use crate::pages::notice::{Back, why};
use crate::platform::page;
use crate::route::{Letter, LetterKind, Route};
use crate::state::reference::use_law;
use crate::state::use_record;
use editor::Editor;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_url};
use leptos_router::location::Url;
use prepared::{Base, use_base};
use record::Notice;
use stylers_macro::style_sheet;

/// The page of a letter.
#[component]
pub fn LetterPage() -> impl IntoView {
    let more = use_guide_words();
    let url = use_url();
    let letter = Memo::new(move |_| url.with(read));
    use_title(move || format!("{} {}", more.letter, (more.kind)(letter.get().kind)));
    let base = use_base(Signal::derive(move || letter.get().notice));
    let law = use_law(use_record());
    let until = move |kind| {
        let (base, law) = (base.get(), law.get().and_then(Result::ok));
        time::time(
            kind,
            base.notice()?,
            law.as_deref().map(|law| &law.workdays),
        )
    };
    let navigate = use_navigate();
    let choose = move |at: usize| {
        let notice = letter.get_untracked().notice;
        if let Some(&kind) = LetterKind::ALL.get(at) {
            let options = NavigateOptions {
                resolve: false,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&Route::Letter(Letter { kind, notice }).href(), options);
        }
    };
    let chosen = move || {
        let kind = letter.get().kind;
        LetterKind::ALL.iter().position(|k| *k == kind).unwrap_or(0)
    };
    let about = move || about(base.get());
    let below = move || {
        let letter = letter.get();
        view! {
            <p class="soft chrome">{(more.kind_note)(letter.kind)}</p>
            {move || until(letter.kind)}
            <Editor letter base law />
        }
    };
    view! {
        <article class="page">
            <Back />
            <header class="section chrome">
                <h1 id=TITLE_ID tabindex="-1">{more.letter}</h1>
                {about}
            </header>
            <div class="chrome">
                <Choice
                    label=more.letter_kind
                    name="kind"
                    options=LetterKind::ALL.map(more.kind).to_vec()
                    chosen=Signal::derive(chosen)
                    choose=Callback::new(choose)
                />
            </div>
            {below}
            <div class="actions chrome">
                <a class="button" href=Route::Guide.href()>{more.letter_guide}</a>
            </div>
        </article>
    }
}

fn read(url: &Url) -> Letter {
    match Route::read(&page::base(), url.path(), url.hash()) {
        Some(Route::Letter(letter)) => letter,
        _ => Letter::default(),
    }
}

/// Which notice it is about, with the way back to it; or why it is about none.
fn about(base: Base) -> AnyView {
    let class = style_sheet!("./src/pages/letter/letter.css");
    let (words, more) = (use_words(), use_guide_words());
    let named = |notice: &Notice| {
        let href = Route::Notice(notice.id).href();
        view! { class = class,
            <p class="soft small">{more.letter_about}</p>
            <a class="about" href=href lang="zh-CN">{notice.title.clone()}</a>
        }
        .into_any()
    };
    match base {
        Base::None => view! { <p class="soft">{more.letter_no_notice}</p> }.into_any(),
        Base::Coming => view! { <p class="slow soft" role="status">{words.loading}</p> }.into_any(),
        Base::Whole(detail) => named(&detail.notice),
        Base::Row(notice, _) => named(&notice),
        Base::Failed(error) => {
            let (icon, title, text) = why(error, words);
            view! { <Message icon title text /> }.into_any()
        }
    }
}
