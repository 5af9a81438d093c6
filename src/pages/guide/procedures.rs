//! 怎么办: what people come for, step by step, each with the law that it rests on.

use crate::components::{Glyph, Icon};
use crate::locales::{said, use_guide_words, use_words};
use crate::route::{Letter, LetterKind, Route};
use leptos::prelude::*;
use record::guide::{Guide, Procedure};
use std::sync::Arc;
use stylers_macro::style_sheet;

/// The procedures.
#[component]
pub fn Procedures(
    /// The guide.
    guide: Arc<Guide>,
) -> impl IntoView {
    let more = use_guide_words();
    let content = if guide.procedures.is_empty() {
        view! { <p class="soft">{more.procedures_none}</p> }.into_any()
    } else {
        let reference = guide.procedures.iter().any(|p| !p.verified);
        let legend = reference.then(|| view! { <p class="soft small">{more.reference_legend}</p> });
        let all = guide.procedures.iter().map(procedure).collect_view();
        view! {
            {legend}
            <div class="rows">{all}</div>
        }
        .into_any()
    };
    view! {
        <section class="section">
            <h2>{more.procedures}</h2>
            {content}
        </section>
    }
}

fn procedure(procedure: &Procedure) -> AnyView {
    let class = style_sheet!("./src/pages/guide/guide.css");
    let (words, more) = (use_words(), use_guide_words());
    let mark = (!procedure.verified).then(|| {
        view! { class = class, <span class="mark">{more.reference}</span> }
    });
    let note = (!procedure.verified).then(|| {
        view! { class = class, <p class="term">{more.reference_note}</p> }
    });
    let domains: Vec<_> = procedure
        .domains
        .iter()
        .map(|d| (words.domain)(*d))
        .collect();
    let domains = (!domains.is_empty()).then(|| {
        view! { class = class, <p class="term">{domains.join(" · ")}</p> }
    });
    let part = |name: &'static str, text: String| {
        view! { class = class,
            <div>
                <p class="term">{name}</p>
                <p>{text}</p>
            </div>
        }
    };
    let steps = procedure.steps.iter();
    let steps = steps.map(|step| view! { <li>{said(step)}</li> });
    let basis = procedure.basis.iter();
    let basis = basis.map(|law| view! { <p lang="zh-CN">{law.clone()}</p> });
    let basis = (!procedure.basis.is_empty()).then(|| {
        view! { class = class,
            <div>
                <p class="term">{more.basis}</p>
                {basis.collect_view()}
            </div>
        }
    });
    view! { class = class,
        <details class="fold">
            <summary class="head">
                <span><h3>{said(&procedure.name)}</h3>" "{mark}</span>
                <span class="turn"><Glyph icon=Icon::Down /></span>
            </summary>
            <div class="body">
                {domains}
                {part(more.may, said(&procedure.who))}
                {part(more.by_when, said(&procedure.when))}
                <div>
                    <p class="term">{more.steps}</p>
                    <ol class="steps">{steps.collect_view()}</ol>
                </div>
                {part(more.answer, said(&procedure.answer))}
                {basis}
                {note}
                {way(&procedure.id)}
            </div>
        </details>
    }
    .into_any()
}

/// What this app can do for a procedure: prepare its letter, or look for a project.
fn way(procedure: &str) -> Option<AnyView> {
    let more = use_guide_words();
    let (href, text) = if procedure == "check-progress" {
        let href = Route::Progress(String::new()).href();
        (href, more.progress.to_owned())
    } else {
        let kind = letter_of(procedure)?;
        let href = Route::Letter(Letter { kind, notice: None }).href();
        (href, (more.prepare)((more.kind)(kind)))
    };
    Some(view! { <a class="button" href=href>{text}</a> }.into_any())
}

/// The kind of letter that a procedure needs, by its id.
pub fn letter_of(procedure: &str) -> Option<LetterKind> {
    Some(match procedure {
        "objection" | "query" => LetterKind::Objection,
        "complaint" | "procurement-complaint" => LetterKind::Complaint,
        "access-request" => LetterKind::AccessRequest,
        "report-late" => LetterKind::ReportLate,
        "consult" => LetterKind::Question,
        _ => return None,
    })
}
