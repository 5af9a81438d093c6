//! The catalogue on paper (线上线下一致): one table, seen only in print.

use super::item::facts;
use crate::locales::{said, use_duty_words, use_words};
use leptos::prelude::*;
use record::Domain;
use record::catalogue::Catalogue;
use std::sync::Arc;
use stylers_macro::style_sheet;

/// The whole catalogue, without counts.
#[component]
pub fn Sheet(
    /// The catalogue.
    catalogue: Arc<Catalogue>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/catalogue/sheet.css");
    let (words, more) = (use_words(), use_duty_words());
    let rows = Domain::ALL.into_iter().flat_map(|domain| {
        let catalogue = &catalogue;
        catalogue.of(domain).map(move |item| {
            let facts = facts(item, catalogue, more);
            let lines = facts.into_iter().map(|fact| {
                view! { class = class, <p class="line"><b>{fact.name}</b>" "{fact.value}</p> }
            });
            view! { class = class,
                <tr>
                    <th class="cell" scope="row">{(words.domain)(domain)}" · "{said(&item.name)}</th>
                    <td class="cell">{lines.collect_view()}</td>
                </tr>
            }
        })
    });
    let rows = rows.collect_view();
    view! { class = class,
        <div class="print-only">
            <table class="sheet"><tbody>{rows}</tbody></table>
        </div>
    }
}
