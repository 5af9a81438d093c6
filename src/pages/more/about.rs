//! 关于: which app and which data this is, so that two people can compare.

use super::Part;
use crate::components::{Fact, Facts};
use crate::locales::{format, names, use_words};
use crate::platform::clock;
use crate::route::Section;
use crate::state::use_record;
use leptos::prelude::*;
use record::When;

/// The versions.
#[component]
pub fn About() -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let facts = move || {
        let mut facts = vec![
            Fact::new(words.version, env!("CARGO_PKG_VERSION")),
            Fact::new(words.licence, env!("CARGO_PKG_LICENSE")),
        ];
        if let Some(manifest) = record.manifest() {
            let made = When::At(names::beijing(manifest.generated_at));
            let notices: u64 = manifest.packs.iter().map(|p| u64::from(p.count)).sum();
            facts.extend([
                Fact::new(words.notices, format::count(notices)),
                Fact::new(
                    words.data_of,
                    format::when(made, clock::today(), words.lang),
                ),
                Fact::new(words.sequence, manifest.sequence.to_string()),
                Fact::new(words.root_hash, manifest.root.clone()),
            ]);
        }
        view! { <Facts facts /> }
    };
    view! {
        <Part section=Section::About>
            <p>{words.about_text}</p>
            {facts}
        </Part>
    }
}
