//! One row of the catalogue: its counts, and everything that it says.

use crate::components::{Counts, Fact, Facts};
use crate::locales::{DutyWords, said, use_duty_words, use_words};
use crate::route::Inquiry;
use leptos::prelude::*;
use record::catalogue::{Catalogue, Element, Item};
use record::clock::{ByStage, Tally};
use std::sync::Arc;
use stylers_macro::style_sheet;

/// A row.
#[component]
pub fn ItemRow(
    /// The row.
    item: Item,
    /// All of it, for the names of bodies.
    catalogue: Arc<Catalogue>,
    /// The counts, once they are there.
    counts: Memo<Option<ByStage>>,
    /// What is counted.
    inquiry: Memo<Inquiry>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/catalogue/item.css");
    let words = use_duty_words();
    let facts = facts(&item, &catalogue, words);
    let name = said(&item.name);
    let of_name = name.clone();
    let heard = name.clone();
    let channel = said(&item.channel);
    let (domain, stages) = (item.domain, item.stages.clone());
    let numbers = move || {
        if stages.is_empty() {
            return Some(view! { <p class="soft small">{words.elsewhere}{use_words().colon}{channel.clone()}</p> }.into_any());
        }
        let counts = counts.get()?;
        let of = |stage| {
            counts
                .get(&(domain, Some(stage)))
                .copied()
                .unwrap_or_default()
        };
        // A row of several stages counts each by itself, since a list is of one stage.
        let numbers = stages.iter().map(|&stage| {
            let tally: Tally = of(stage);
            let inquiry = Inquiry {
                domain: Some(domain),
                stage: Some(stage),
                ..inquiry.get()
            };
            let several = (stages.len() > 1).then(|| (use_words().stage)(stage));
            view! {
                <p class="soft small">{several}</p>
                <Counts tally inquiry of=of_name.clone() />
            }
        });
        Some(numbers.collect_view().into_any())
    };
    view! { class = class,
        <li class="item" id=item.id.clone()>
            <h3>{name}</h3>
            <div>{numbers}</div>
            <details class="more">
                <summary class="summary">
                    {words.more_of}
                    <span class="hidden-text">{heard}</span>
                </summary>
                <Facts facts />
            </details>
        </li>
    }
}

/// Everything that a row says, in words.
pub fn facts(item: &Item, catalogue: &Catalogue, words: &DutyWords) -> Vec<Fact> {
    let content: Vec<String> = item.content.iter().map(|e| element(e, words)).collect();
    let mut facts = Vec::new();
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            facts.push(Fact::new(name, value));
        }
    };
    add(words.content, content.join("；"));
    add(words.limit, said(&item.limit));
    let publisher = format!("{}（{}）", said(&item.publisher), (words.duty)(item.duty));
    add(words.publisher, publisher);
    add(words.channel, said(&item.channel));
    add(words.supervision, supervision(item, catalogue).join("、"));
    add(words.basis, item.basis.join("；"));
    let audience = format!(
        "{}，{}",
        said(&item.audience),
        (words.initiative)(item.initiative)
    );
    add(words.audience, audience);
    add(words.row_source, item.source.clone());
    facts
}

/// The names and telephones of the bodies that supervise a row.
pub fn supervision(item: &Item, catalogue: &Catalogue) -> Vec<String> {
    let bodies = item.supervision.iter().filter_map(|id| catalogue.body(id));
    let named = bodies.map(|body| match &*body.phone {
        "" => said(&body.name),
        phone => format!("{} {phone}", said(&body.name)),
    });
    named.collect()
}

fn element(element: &Element, words: &DutyWords) -> String {
    match element.withheld {
        Some(_) => format!("{}（{}）", said(&element.name), words.not_public),
        None => said(&element.name),
    }
}
