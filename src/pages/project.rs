//! 项目: every notice of one project, in order.

use crate::app::{TITLE_ID, use_title};
use crate::components::share::Share;
use crate::components::{FollowLink, Glyph, Icon, Life, Message, NoticeRows, Paper};
use crate::locales::{format, use_duty_words, use_follow_words, use_words};
use crate::pages::notice::owed::Owed;
use crate::pages::notice::{Back, telling};
use crate::platform::{clock, share};
use crate::route::{Route, address};
use crate::state::{duties, use_record};
use leptos::prelude::*;
use record::ProjectCode;
use record::follow::Target;

/// The notices of a project, oldest first.
#[component]
pub fn ProjectPage(
    /// Its code.
    code: ProjectCode,
) -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let name = code.to_string();
    use_title({
        let name = name.clone();
        move || format!("{} {name}", words.project)
    });
    let address = address(&Route::Project(code.clone()));
    let target = Signal::stored(Target::Project(name.clone()));
    let notices = Memo::new(move |_| record.project(&code));
    let title = move || {
        let newest = notices.with(|n| n.last().map(|n| n.title.clone()));
        newest.unwrap_or_else(|| words.project.to_owned())
    };
    let shared = Signal::derive(title);
    let telling = Signal::derive(move || {
        let regions = record.regions();
        let newest = notices.with(|n| n.last().cloned());
        newest.map_or_else(String::new, |n| {
            telling::text(&n, &regions, clock::today(), words)
        })
    });
    let reaches = move || {
        let day = duties::reaches(record)?;
        let day = format::full_date(day, words.lang);
        Some((use_duty_words().reaches)(&day))
    };
    let list = move || {
        let notices = notices.get();
        if notices.is_empty() {
            return view! {
                <div class="slow">
                    <Message icon=Icon::Search title=words.project_none text=words.project_none_next />
                </div>
            }
            .into_any();
        }
        let newest = notices.last().cloned();
        view! {
            <h2>{words.life}</h2>
            <Life notices=notices.clone() />
            <p class="soft small">{reaches()}</p>
            <p class="soft">{(words.project_count)(notices.len())}</p>
            <NoticeRows notices />
            {newest.map(|notice| view! { <Owed notice /> })}
        }
        .into_any()
    };
    view! {
        <article class="page">
            <Back />
            <header class="section">
                <p class="soft">{words.project_code}" "{name}</p>
                <h1 id=TITLE_ID tabindex="-1" lang="zh-CN">{title}</h1>
                <div class="actions chrome">
                    <FollowLink target what=use_follow_words().link_project />
                    <Share label=words.share title=shared text=telling copy=true />
                    <button type="button" class="button" on:click=|_| share::print()>
                        <Glyph icon=Icon::Print />
                        {words.print}
                    </button>
                </div>
            </header>
            <section class="section">{list}</section>
            <Paper address />
        </article>
    }
}
