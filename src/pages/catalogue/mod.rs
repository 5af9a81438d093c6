//! 公开清单: the disclosure catalogue with its counts, its versions, and its sheet for the wall.

pub mod item;
pub mod sheet;

use super::duties::{Definitions, StillLoading, Within, absent, use_ask, use_inquiry};
use crate::app::{TITLE_ID, use_title};
use crate::components::choice::Choice;
use crate::components::{Glyph, Icon, Qr};
use crate::locales::{format, said, use_duty_words, use_words};
use crate::platform::{clock, share};
use crate::route::{Inquiry, Route, Span, address};
use crate::state::duties;
use crate::state::reference::{use_catalogue, use_law};
use crate::state::{use_record, use_settings};
use item::ItemRow;
use leptos::prelude::*;
use record::Domain;
use record::catalogue::Catalogue;
use record::clock::ByStage;
use record::site::CATALOGUE;
use sheet::Sheet;
use std::sync::Arc;

/// Characters of a hash that are shown and printed.
const FINGERPRINT: usize = 16;

/// The page.
#[component]
pub fn CataloguePage() -> impl IntoView {
    let words = use_duty_words();
    use_title(move || words.catalogue.to_owned());
    let record = use_record();
    let settings = use_settings();
    let inquiry = use_inquiry();
    let catalogue = use_catalogue(record);
    let law = use_law(record);
    let counts = Memo::new(move |_| {
        let law = law.get()?.ok()?;
        let inquiry = inquiry.get();
        let region = duties::region(&inquiry, record, settings);
        Some(duties::by_stage(
            record,
            &law,
            &inquiry,
            region,
            clock::today(),
        ))
    });
    let content = move || {
        let read = catalogue.get();
        match absent(&read) {
            Some(absent) => absent,
            None => match read {
                Some(Ok(catalogue)) => view! { <Whole catalogue counts inquiry /> }.into_any(),
                _ => ().into_any(),
            },
        }
    };
    view! {
        <div class="page">
            <header class="section">
                <h1 id=TITLE_ID tabindex="-1">{words.catalogue}</h1>
                <p>{words.catalogue_lead}</p>
                <Version inquiry />
            </header>
            <div class="section chrome">
                <Within inquiry to=Route::Catalogue />
                <Time inquiry />
                <Which inquiry />
                <div class="actions">
                    <a class="button" href=move || bulletin(&inquiry.get())>{words.bulletin}</a>
                    <button type="button" class="button" on:click=|_| share::print()>
                        <Glyph icon=Icon::Print />
                        {words.catalogue_sheet}
                    </button>
                </div>
                <StillLoading />
            </div>
            {content}
            <Definitions />
        </div>
    }
}

/// The bulletin of the last whole month, of the same region.
fn bulletin(inquiry: &Inquiry) -> String {
    let span = Span::month(clock::today(), 1);
    let region = inquiry.region;
    Route::Bulletin(Inquiry {
        region,
        span,
        ..Inquiry::default()
    })
    .href()
}

/// Which version this is; and whether a printed one is the same.
#[component]
fn Version(inquiry: Memo<Inquiry>) -> impl IntoView {
    let (words, more) = (use_words(), use_duty_words());
    let record = use_record();
    let catalogue = use_catalogue(record);
    let fingerprint = move || {
        let manifest = record.manifest()?;
        let hash = &manifest.reference.get(CATALOGUE)?.sha256;
        hash.get(..FINGERPRINT).map(str::to_owned)
    };
    let version = move || {
        let day = catalogue.get()?.ok()?.version()?;
        let day = format::full_date(day, words.lang);
        Some((more.catalogue_version)(&day, &fingerprint()?))
    };
    let checked = move || {
        let (sheet, ours) = (inquiry.get().sheet?, fingerprint()?);
        Some(if sheet == ours {
            view! { <p role="status"><Glyph icon=Icon::Tick />" "{more.catalogue_same}</p> }
                .into_any()
        } else {
            let shown: String = sheet.chars().take(FINGERPRINT).collect();
            let text = (more.catalogue_other)(&shown);
            view! { <p role="alert"><Glyph icon=Icon::Warning />" "{text}</p> }.into_any()
        })
    };
    // On paper: the address that compares the sheet with what is current then.
    let code = move || {
        let sheet = Some(fingerprint()?);
        let inquiry = Inquiry {
            sheet,
            ..Inquiry::default()
        };
        let text = address(&Route::Catalogue(inquiry));
        Some(view! {
            <div class="print-only">
                <Qr text=text.clone() label=more.catalogue_qr />
                <p class="small">{more.catalogue_qr}" "{text}</p>
            </div>
        })
    };
    view! {
        {checked}
        <p class="soft small">{version}</p>
        {code}
    }
}

/// The time over which is counted.
#[component]
fn Time(inquiry: Memo<Inquiry>) -> impl IntoView {
    let words = use_duty_words();
    let ask = use_ask();
    let spans = [Span::Year, Span::All];
    let chosen = move || {
        spans
            .iter()
            .position(|s| *s == inquiry.get().span)
            .unwrap_or(0)
    };
    let choose = Callback::new(move |at: usize| {
        let span = spans.get(at).copied().unwrap_or_default();
        let inquiry = inquiry.get_untracked();
        ask(&Route::Catalogue(Inquiry { span, ..inquiry }));
    });
    view! {
        <Choice
            label=words.span
            name="span"
            options=words.spans.to_vec()
            chosen=Signal::derive(chosen)
            choose
        />
    }
}

/// All domains, or one.
#[component]
fn Which(inquiry: Memo<Inquiry>) -> impl IntoView {
    let (words, more) = (use_words(), use_duty_words());
    let link = move |domain: Option<Domain>| {
        let href = move || {
            let inquiry = inquiry.get();
            Route::Catalogue(Inquiry { domain, ..inquiry }).href()
        };
        let current = move || (inquiry.get().domain == domain).then_some("true");
        let name = domain.map_or(more.all_domains, words.domain);
        view! { <a class="button" href=href aria-current=current>{name}</a> }
    };
    let one = Domain::ALL.map(|domain| link(Some(domain)));
    view! { <div class="actions">{link(None)}{one.into_iter().collect_view()}</div> }
}

/// The rows by domain, the changes, the sheet.
#[component]
fn Whole(
    catalogue: Arc<Catalogue>,
    counts: Memo<Option<ByStage>>,
    inquiry: Memo<Inquiry>,
) -> impl IntoView {
    let (words, more) = (use_words(), use_duty_words());
    let domains = Domain::ALL.into_iter().filter_map(|domain| {
        let items: Vec<_> = catalogue.of(domain).cloned().collect();
        if items.is_empty() {
            return None;
        }
        let leads = catalogue
            .bodies
            .iter()
            .filter(|b| b.leads.contains(&domain));
        let leads = leads.map(|body| {
            let href = Route::Body(body.name.zh.clone()).href();
            view! { <a href=href>{said(&body.name)}</a>" " }
        });
        let leads = leads.collect_view();
        let rows = items.into_iter().map(|item| {
            let catalogue = catalogue.clone();
            view! { <ItemRow item catalogue counts inquiry /> }
        });
        let hidden = move || inquiry.get().domain.is_some_and(|only| only != domain);
        Some(view! {
            <section class="section chrome" hidden=hidden>
                <h2><Glyph icon=Icon::Domain(domain) />" "{(words.domain)(domain)}</h2>
                <p class="soft">{more.leads}{leads}</p>
                <ul class="rows">{rows.collect_view()}</ul>
            </section>
        })
    });
    let domains = domains.collect_view();
    let changes = catalogue.changes.iter().map(|change| {
        let day = format::full_date(change.day, words.lang);
        view! { <li><p><b>{day}</b>" "{said(&change.what)}</p></li> }
    });
    let changes = changes.collect_view();
    view! {
        {domains}
        <section class="section">
            <h2>{more.catalogue_changes}</h2>
            <ul>{changes}</ul>
        </section>
        <Sheet catalogue />
    }
}
