//! 谁负责公开、找谁监督: who owed this notice by when, by which principle, whom to call, what to
//! write. From the catalogue; a place without one shows the hotline alone.

use crate::components::help::dial;
use crate::components::{Glyph, Icon};
use crate::locales::{duties, names, said, use_duty_words, use_words};
use crate::route::{Inquiry, Letter, LetterKind, Route};
use crate::state::reference::use_catalogue;
use crate::state::{Lang, use_record};
use leptos::prelude::*;
use record::catalogue::Body;
use record::{Domain, Notice, RegionCode, Regions, Stage};
use stylers_macro::style_sheet;

/// The section.
#[component]
pub fn Owed(
    /// The notice.
    notice: Notice,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/notice/owed.css");
    let (words, more) = (use_words(), use_duty_words());
    let record = use_record();
    let catalogue = use_catalogue(record);
    let letters = letters(&notice).map(|kind| {
        let href = Route::Letter(Letter {
            kind,
            notice: Some(notice.id),
        });
        view! { <a class="button" href=href.href()>{(more.letter_names)(kind)}</a> }
    });
    let letters = letters.collect_view();
    let buyer = (!notice.buyer.is_empty()).then(|| {
        let href = Route::Body(notice.buyer.clone()).href();
        view! { <a href=href lang="zh-CN">{notice.buyer.clone()}</a> }
    });
    let domain = notice.domain;
    let notice_region = notice.region;
    let row = move || {
        let catalogue = catalogue.get()?.ok()?;
        let item = catalogue.item(domain, notice.stage)?;
        let bodies = item.supervision.iter().filter_map(|id| catalogue.body(id));
        let home = record.manifest()?.instance.home_region;
        let regions = record.regions();
        let bodies = bodies.map(|body| {
            let name = supervisor(body, notice_region, &regions, home, words.lang);
            view! { <li>{named(body, name)}</li> }
        });
        let bodies = bodies.collect_view();
        let inquiry = Inquiry {
            domain: Some(domain),
            ..Inquiry::default()
        };
        let href = Route::Catalogue(inquiry).href();
        Some(view! { class = class,
            <div class="fact">
                <dt>{more.item}</dt>
                <dd><a href=href>{said(&item.name)}</a></dd>
            </div>
            <div class="fact">
                <dt>{more.publisher}</dt>
                <dd>{said(&item.publisher)}{words.pause}{(more.duty)(item.duty)}</dd>
            </div>
            <div class="fact"><dt>{more.limit}</dt><dd>{said(&item.limit)}</dd></div>
            <div class="fact">
                <dt>{more.supervision}</dt>
                <dd><ul>{bodies}</ul></dd>
            </div>
            <div class="fact">
                <dt>{more.basis}</dt>
                <dd lang="zh-CN">{item.basis.join("；")}</dd>
            </div>
        })
    };
    let hotline = move || {
        let instance = record.manifest()?.instance.clone();
        let numbers = [
            (words.hotline, instance.hotline),
            (words.centre, instance.phone),
        ];
        let numbers = numbers.into_iter().filter(|(_, number)| !number.is_empty());
        let numbers = numbers.map(|(name, number)| {
            let href = dial(&number);
            view! {
                <a class="button" href=href>
                    <Glyph icon=Icon::Phone />
                    {name}
                    " "
                    {number}
                </a>
            }
        });
        Some(numbers.collect_view())
    };
    view! { class = class,
        <section class="section">
            <h2>{more.owed_title}</h2>
            <dl class="owed">
                <div class="fact"><dt>{more.owed_by}</dt><dd>{buyer}</dd></div>
                {row}
            </dl>
            <div class="actions chrome">{hotline}</div>
            <h3 class="chrome">{more.prepare_letter}</h3>
            <div class="actions chrome">{letters}</div>
        </section>
    }
}

/// Who supervises a notice of a region. The catalogue's bodies are the city's; a county has its
/// own, whose names nobody here knows, and of another city's nothing can be said.
pub fn supervisor(
    body: &Body,
    region: Option<RegionCode>,
    regions: &Regions,
    home: RegionCode,
    lang: Lang,
) -> String {
    let words = duties::of(lang);
    let city = names::region(regions, Some(home), "", lang);
    let name = match lang {
        Lang::ZhCn => format!("{city}{}", body.name.zh.trim_start_matches('市')),
        Lang::En => body.name.en.clone(),
    };
    match region {
        Some(region) if region == home => name,
        Some(region) if regions.subtree(home).contains(&region) => {
            (words.peer)(&names::region(regions, Some(region), "", lang), &name)
        }
        _ => words.elsewhere_body.to_owned(),
    }
}

/// A body under a name, with its telephone, leading to its page.
fn named(body: &Body, name: String) -> impl IntoView + use<> {
    let href = Route::Body(body.name.zh.clone()).href();
    let phone = (!body.phone.is_empty()).then(|| {
        view! { <a href=dial(&body.phone)>{body.phone.clone()}</a> }
    });
    view! {
        <a href=href>{name}</a>
        " "
        {phone}
    }
}

/// The letters that make sense from a notice: an objection only where there is a right to one.
fn letters(notice: &Notice) -> impl Iterator<Item = LetterKind> + use<> {
    let contested = matches!(
        notice.stage,
        Some(Stage::Tender | Stage::Amendment | Stage::AwardPending | Stage::Award)
    );
    let contested = contested && matches!(notice.domain, Domain::Works | Domain::Procurement);
    LetterKind::ALL
        .into_iter()
        .filter(move |kind| contested || *kind != LetterKind::Objection)
}
