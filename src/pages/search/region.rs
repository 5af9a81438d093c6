//! The choices of regions: the way down the tree, then what lies inside.

use super::facets::{Choice, region_choices};
use super::filters::Chip;
use super::{Answer, use_finder};
use crate::components::Icon;
use crate::locales::{names, use_words};
use crate::state::{use_record, use_settings};
use leptos::prelude::*;
use record::{RegionCode, Search};

/// Chips for regions; each keeps its place while its count changes.
#[component]
pub fn RegionChips(
    /// Whose counts they show.
    answer: Answer,
) -> impl IntoView {
    let record = use_record();
    let finder = use_finder();
    let settings = use_settings();
    let home = move || {
        let instance = record.manifest().map(|m| m.instance.home_region);
        settings.region().or(instance)
    };
    let choices = Memo::new(move |_| {
        let chosen = finder.search().region;
        answer.with(|a| match a {
            Some((results, _)) => {
                region_choices(&record.regions(), &results.facets.regions, chosen, home())
            }
            None => Vec::new(),
        })
    });
    view! {
        <For
            each=move || choices.get()
            key=|choice| (choice.code, choice.above)
            children=move |choice| view! { <RegionChip choice choices /> }
        />
    }
}

#[component]
fn RegionChip(choice: Choice, choices: Memo<Vec<Choice>>) -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let finder = use_finder();
    let code = choice.code;
    let name = Signal::derive(move || {
        names::region(&record.regions(), Some(code), &code.to_string(), words.lang)
    });
    let count = Signal::derive(move || {
        choices.with(|all| all.iter().find(|c| c.code == code).map_or(0, |c| c.count))
    });
    // The way down reads as one line: 广东省 › 汕尾市 › 海丰县.
    let icon = choice.above.then_some(Icon::Right);
    view! {
        <Chip
            icon=icon
            text=name
            chosen=Signal::derive(move || finder.search().region == Some(code))
            count
            always=true
            tap=choose
            key=code.0
        />
    }
}

/// Tapping the chosen one again lets go of it.
fn choose(search: &mut Search, code: u32) {
    let code = Some(RegionCode(code));
    search.region = if search.region == code { None } else { code };
}
