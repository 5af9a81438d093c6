//! 可能相关: notices of alike name and the same body under another project code, or none. Offered,
//! never joined.

use crate::components::NoticeRows;
use crate::locales::use_duty_words;
use crate::state::use_record;
use leptos::prelude::*;
use record::{Notice, Search};

/// Notices that are offered.
const FEW: usize = 3;

/// The section; nothing where there is nothing alike.
#[component]
pub fn Related(
    /// The notice.
    notice: Notice,
) -> impl IntoView {
    let words = use_duty_words();
    let record = use_record();
    let alike = Memo::new(move |_| {
        let stem = record::title_stem(&notice.title);
        // A short name would find half the record.
        if notice.buyer.is_empty() || stem.chars().count() < 6 {
            return Vec::new();
        }
        let search = Search {
            text: format!("\"{}\" \"{stem}\"", notice.buyer.replace('"', " ")),
            domains: [notice.domain].into(),
            ..Search::default()
        };
        let found = record.search(&search, 0, 20);
        let found = found
            .map(|(results, _)| results.notices)
            .unwrap_or_default();
        let other = |n: &Notice| {
            let same = n.project.is_some() && n.project == notice.project;
            n.id != notice.id && !same
        };
        found.into_iter().filter(other).take(FEW).collect()
    });
    move || {
        let notices = alike.get();
        (!notices.is_empty()).then(|| {
            view! {
                <section class="section">
                    <h2>{words.related_title}</h2>
                    <p class="soft">{words.related_note}</p>
                    <NoticeRows notices />
                </section>
            }
        })
    }
}
