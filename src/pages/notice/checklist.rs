//! 应公开的内容: the notice's own content in the order of the catalogue, each thing given, missing,
//! withheld or not provided, and a count. What no row asks follows as other fields.

use crate::components::{Fact, Facts, Glyph, Icon};
use crate::locales::{Words, said, use_duty_words, use_words};
use crate::state::reference::use_catalogue;
use crate::state::use_record;
use leptos::prelude::*;
use record::catalogue::{Given, Item, checklist};
use record::{Field, NoticeDetail};
use stylers_macro::style_sheet;

/// The section.
#[component]
pub fn Content(
    /// The notice whole.
    detail: NoticeDetail,
) -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let catalogue = use_catalogue(record);
    let detail = StoredValue::new(detail);
    move || {
        let catalogue = catalogue.get().and_then(Result::ok);
        detail.with_value(|detail| {
            let notice = &detail.notice;
            let item = catalogue.and_then(|c| c.item(notice.domain, notice.stage).cloned());
            let facts = facts(detail, item.as_ref(), words);
            let list = item.filter(|i| !i.content.is_empty());
            let list = list.map(|item| list_of(&item, detail));
            let rest = (!facts.is_empty()).then(|| {
                view! {
                    <section class="section">
                        <h2>{words.fields_title}</h2>
                        <Facts facts />
                    </section>
                }
            });
            view! {
                {list}
                {rest}
            }
        })
    }
}

fn list_of(item: &Item, detail: &NoticeDetail) -> impl IntoView + use<> {
    let class = style_sheet!("./src/pages/notice/checklist.css");
    let more = use_duty_words();
    let answers = checklist(item, detail);
    let asked = answers
        .iter()
        .filter(|(_, given)| *given != Given::Withheld);
    let given = asked.clone();
    let given = given.filter(|(_, g)| matches!(g, Given::Fields(_) | Given::Row | Given::Text));
    let count = (more.checklist_count)(given.count(), asked.count());
    let rows = answers.iter().map(|(element, given)| {
        let (icon, code, text) = match given {
            Given::Fields(fields) => (Icon::Tick, "given", values(fields)),
            Given::Row => (Icon::Tick, "given", more.given_row.to_owned()),
            Given::Text => (Icon::Tick, "given", more.given_text.to_owned()),
            Given::Missing => (Icon::Cross, "missing", more.given_missing.to_owned()),
            Given::Files => (Icon::Question, "open", more.given_files.to_owned()),
            Given::Unread => (Icon::Question, "open", more.given_unread.to_owned()),
            Given::NotProvided => (Icon::Question, "open", more.given_not_provided.to_owned()),
            Given::Withheld => {
                let why = element.withheld.as_ref().map(said).unwrap_or_default();
                (Icon::Question, "open", (more.given_withheld)(&why))
            }
        };
        view! { class = class,
            <li class="element" data-given=code>
                <span class="sign"><Glyph icon /></span>
                <div>
                    <p class="name">{said(&element.name)}</p>
                    <p class="value">{text}</p>
                </div>
            </li>
        }
    });
    view! { class = class,
        <section class="section">
            <h2>{more.checklist_title}</h2>
            <p>{count}</p>
            <ul class="elements" role="list">{rows.collect_view()}</ul>
            <p class="soft small">{more.checklist_note}</p>
        </section>
    }
}

/// The fields that no element asks for, then what the row knows and no field says.
fn facts(detail: &NoticeDetail, item: Option<&Item>, words: &Words) -> Vec<Fact> {
    let notice = &detail.notice;
    let asked = |field: &Field| {
        item.is_some_and(|item| item.content.iter().any(|element| element.asks(field)))
    };
    let fields = detail.fields.iter().filter(|f| !f.value.is_empty());
    let mut facts: Vec<Fact> = fields
        .clone()
        .filter(|f| !asked(f))
        .map(|f| Fact::new(f.label.clone(), f.value.clone()))
        .collect();
    let mut add = |name: &str, value: &str| {
        let known = fields.clone().any(|f| f.value == value);
        if !value.is_empty() && !known {
            facts.push(Fact::new(name, value));
        }
    };
    add(words.agency, &notice.agency);
    add(
        words.project_code,
        notice.project.as_ref().map_or("", |c| c.as_str()),
    );
    add(
        words.deal_code,
        notice.deal_code.as_ref().map_or("", |c| c.as_str()),
    );
    facts
}

/// The values of the fields that answer one element, a line each; where there are several, each
/// with its label.
fn values(fields: &[&Field]) -> String {
    match fields {
        [one] => one.value.clone(),
        several => {
            let lines = several.iter().map(|f| format!("{}：{}", f.label, f.value));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}
