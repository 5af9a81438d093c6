//! The help line, at the same place on every page (WCAG 3.2.6).

use super::{Glyph, Icon};
use crate::locales::use_words;
use crate::state::use_record;
use leptos::prelude::*;
pub use record::shown::dial;
use stylers_macro::style_sheet;

/// 12345 and the centre's telephone; nothing until the record says which.
#[component]
pub fn Help() -> impl IntoView {
    let class = style_sheet!("./src/components/help.css");
    let words = use_words();
    let record = use_record();
    let lines = move || {
        let manifest = record.manifest()?;
        let instance = &manifest.instance;
        let all = [
            (words.hotline, instance.hotline.clone()),
            (words.centre, instance.phone.clone()),
        ];
        let shown = all
            .into_iter()
            .filter(|(_, number)| !number.is_empty())
            .map(|(name, number)| {
                let href = dial(&number);
                view! { class = class,
                    <a class="line" href=href>
                        <Glyph icon=Icon::Phone />
                        <span>{name}" "<b class="amount">{number}</b></span>
                    </a>
                }
            })
            .collect_view();
        Some(shown)
    };
    view! { class = class,
        <footer class="help chrome" aria-label=words.help>{lines}</footer>
    }
}
