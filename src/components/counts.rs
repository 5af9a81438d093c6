//! Duties in numbers; each leads to the list behind it.

use crate::locales::{format, use_duty_words};
use crate::route::{Inquiry, Met, Route};
use leptos::prelude::*;
use record::clock::Tally;
use stylers_macro::style_sheet;

/// How many were published, and how many in each way.
#[component]
pub fn Counts(
    /// The numbers.
    tally: Tally,
    /// What they are about; each number adds its own column.
    inquiry: Inquiry,
    /// The name of what is counted, for those who hear the numbers one by one.
    #[prop(into)]
    of: String,
) -> impl IntoView {
    let class = style_sheet!("./src/components/counts.css");
    let words = use_duty_words();
    let cell = |met: Option<Met>, count: u32| {
        let name = (words.met)(met);
        let number = format::count(count);
        let label = format!("{of}：{name} {number}");
        let code = if count > 0 {
            met.map_or("all", Met::code)
        } else {
            "none"
        };
        let href = (count > 0).then(|| {
            let inquiry = Inquiry {
                outcome: met,
                ..inquiry.clone()
            };
            Route::Duties(inquiry).href()
        });
        view! { class = class,
            <a class="count" data-met=code href=href aria-label=label>
                <b class="number">{number}</b>
                <span class="name">{name}</span>
            </a>
        }
    };
    let cells = Met::ALL.map(|met| {
        let count = number(&tally, met);
        // What never happened need not be on every row.
        let rare = !matches!(met, Met::OnTime | Met::Untold);
        (count > 0 || !rare).then(|| cell(Some(met), count))
    });
    view! { class = class,
        <div class="counts">
            {cell(None, tally.owed())}
            {cells.into_iter().collect_view()}
        </div>
    }
}

/// The number of a column.
pub const fn number(tally: &Tally, met: Met) -> u32 {
    match met {
        Met::OnTime => tally.on_time,
        Met::Late => tally.late,
        Met::LateIf => tally.late_if,
        Met::Missing => tally.missing,
        Met::MissingIf => tally.missing_if,
        Met::Untold => tally.untold,
    }
}
