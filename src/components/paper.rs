//! The foot of a printed page: where it comes from, what it rests on, and a code that leads back.
//! Seen only in print.

use super::Qr;
use crate::locales::{format, names, use_share_words, use_words};
use crate::state::use_record;
use leptos::prelude::*;
use record::site::Dataset;
use stylers_macro::style_sheet;

/// The foot.
#[component]
pub fn Paper(
    /// The page's whole address.
    #[prop(into)]
    address: Signal<String>,
    /// SHA-256 of what is printed, in hexadecimal, as the record knows it.
    #[prop(into, optional)]
    hash: Signal<Option<String>>,
) -> impl IntoView {
    let class = style_sheet!("./src/components/paper.css");
    let (words, more) = (use_words(), use_share_words());
    let record = use_record();
    let code = move || view! { <Qr text=address.get() label=more.paper_code /> };
    let hash = move || {
        let hash = hash.get()?;
        Some(
            view! { class = class, <p class="line"><b>{more.paper_hash}</b>" "<span class="exact">{hash}</span></p> },
        )
    };
    let copy = move || {
        let manifest = record.manifest()?;
        // Paper is read on other days and in other years.
        let made = names::beijing(manifest.generated_at);
        let clock = made.format("%H:%M");
        let made = format!("{} {clock}", format::full_date(made.date(), words.lang));
        let stands = (more.paper_record)(manifest.sequence, &made);
        let root = manifest.root.clone();
        let demo = (manifest.instance.dataset == Dataset::Demo)
            .then(|| view! { class = class, <p class="line"><b>{words.demo}</b></p> });
        Some(view! { class = class,
            <p class="line">{names::instance(&manifest, words)}" · "{stands}</p>
            <p class="line">{more.paper_root}" "<span class="exact">{root}</span></p>
            {demo}
        })
    };
    view! { class = class,
        <footer class="print-only">
            <div class="paper">
                {code}
                <div class="says">
                    <p class="line"><b>{more.paper_address}</b>" "<span class="exact">{address}</span></p>
                    {hash}
                    {copy}
                    <p class="line">{more.official}</p>
                </div>
            </div>
        </footer>
    }
}
