//! The light page of one notice: the five lines first, then what its source gave. Says days with
//! their year and nothing that a later day would make wrong: it is written once.

use super::frame::{Page, Place, Site, file, glyph, out_link, page, publisher};
use super::rows::{Days, address};
use super::text::text;
use super::words::{self, strokes};
use super::{encoded, list};
use maud::{Markup, html};
use record::{Candidate, Money, NoticeDetail, Stage, facts, shown};
use serde_json::{Value, json};

/// Characters of a description, of which search engines show about so many.
const DESCRIPTION: usize = 160;

/// Writes the page.
pub(super) fn notice(site: &Site<'_>, detail: &NoticeDetail) -> String {
    let notice = &detail.notice;
    let place = site.place(notice);
    let facts = facts::facts(notice, Some(place).filter(|place| !place.is_empty()));
    let last = detail.revisions.last();
    let status = last.map_or_else(String::new, |revision| {
        let at = shown::full_when(revision.first_seen);
        match revision.number {
            1 => format!("{at} 收录"),
            number => format!("{at} 收录的第 {number} 版"),
        }
    });
    page(
        site,
        &Page {
            path: address(notice),
            place: Place::Search,
            title: notice.title.clone(),
            description: facts.join("；").chars().take(DESCRIPTION).collect(),
            status,
            data: data(site, detail),
            own: false,
            forgets: false,
            content: content(site, detail),
        },
    )
}

fn data(site: &Site<'_>, detail: &NoticeDetail) -> Value {
    let notice = &detail.notice;
    let mut about = json!({ "@type": "Thing", "name": shown::subject(notice) });
    if let Some(code) = &notice.project {
        about["identifier"] = json!(code.as_str());
    }
    let stage = shown::stage_of(notice);
    let mut data = json!({
        "@context": "https://schema.org", "@type": "Article", "headline": notice.title,
        "url": site.absolute(&file(&address(notice))), "identifier": notice.id.to_string(),
        "inLanguage": "zh-CN", "isAccessibleForFree": true, "about": about,
        "datePublished": notice.published, "publisher": publisher(site),
        "keywords": [shown::domain(notice.domain), stage],
    });
    let seen = detail
        .revisions
        .last()
        .map(|revision| json!(revision.first_seen));
    let place = site.place(notice);
    let more = [
        ("dateModified", seen),
        ("expires", notice.deadline.map(|deadline| json!(deadline))),
        ("isBasedOn", official(detail).map(|url| json!(url))),
        (
            "sourceOrganization",
            (!notice.buyer.is_empty())
                .then(|| json!({ "@type": "Organization", "name": notice.buyer })),
        ),
        (
            "spatialCoverage",
            (!place.is_empty()).then(|| json!({ "@type": "AdministrativeArea", "name": place })),
        ),
    ];
    for (key, value) in more {
        if let Some(value) = value {
            data[key] = value;
        }
    }
    data
}

fn official(detail: &NoticeDetail) -> Option<&str> {
    let url = detail.official_url.as_deref()?;
    shown::host(url).map(|_| url)
}

fn content(site: &Site<'_>, detail: &NoticeDetail) -> Markup {
    let notice = &detail.notice;
    let head = site.template.sheet("src/pages/notice/head.css");
    let list = site.href(&file(&list::path(Some(notice.domain), None, "notices")));
    let stage = shown::stage_of(notice);
    let place = site.place(notice);
    html! {
        article.page {
            div class=(head.class("back chrome")) {
                a class=(head.class("button")) data-kind="plain" rel="external" href=(list) {
                    (glyph(strokes::BACK)) (words::BACK)
                }
            }
            header.section {
                p class=(head.class("kinds")) {
                    (glyph(strokes::domain(notice.domain)))
                    span class=(head.class("")) {
                        (shown::domain(notice.domain)) " · "
                        b class=(head.class("stage")) data-tone=(shown::tone(notice.stage)) {
                            (stage)
                        }
                        @if !place.is_empty() { " · " (place) }
                        " · " (words::PUBLISHED) " " (shown::full_when(notice.published))
                    }
                }
                h1 { (notice.title) }
            }
            (card(site, detail))
            (candidates(site, detail))
            @if let (Some(from), Some(to)) = (detail.publicity_start, notice.deadline) {
                p { "公示期：" (shown::full_when(from)) " 至 " (shown::full_when(to)) }
            }
            (fields(site, detail))
            (owed(site, detail))
            section.section { h2 { (words::TEXT) } (text(site, &detail.body)) }
            @if !detail.attachments.is_empty() {
                section.section {
                    h2 { (words::FILES) }
                    ul {
                        @for one in &detail.attachments {
                            li { (out_link(site, &one.url, &one.name, false)) }
                        }
                    }
                }
            }
            section.section {
                h2 { (words::OFFICIAL) }
                @match official(detail) {
                    Some(url) => { div { (out_link(site, url, words::OFFICIAL_PAGE, false)) } }
                    None => { p.soft { (words::NO_OFFICIAL) } }
                }
            }
            @if let Some(code) = &notice.project {
                div.actions {
                    a.button href=(site.href(&format!("project/{}", encoded(code.as_str())))) {
                        (words::WHOLE_PROJECT)
                    }
                }
            }
        }
    }
}

/// 谁 · 做什么 · 多少钱 · 什么时候截止 · 找谁问
fn card(site: &Site<'_>, detail: &NoticeDetail) -> Markup {
    let sheet = site.template.sheet("src/pages/notice/card.css");
    let class = |class| sheet.class(class);
    let notice = &detail.notice;
    let missing = |text| html! { span class=(class("missing")) { (text) } };
    let or_missing = |text: &str| match text {
        "" => missing(words::NOT_SAID),
        text => html! { (text) },
    };
    let money = match &notice.money {
        Some(money) => html! {
            span class=(class("money")) data-form=(shown::form(&money.price)) { (amount(money)) }
        },
        None => missing(words::NOT_SAID),
    };
    let until = match notice.deadline {
        Some(deadline) => html! {
            span class=(class("due")) { (Days::Plain.due(deadline).1) }
        },
        None => missing(words::NO_DEADLINE),
    };
    let ask = shown::ask(notice, &shown::contacts(detail)).unwrap_or_default();
    let hotline = Some(&site.instance.hotline).filter(|hotline| !hotline.is_empty());
    let ask = html! {
        (or_missing(&ask))
        @if let Some(number) = hotline {
            span class=(class("hotline")) { "，也可拨打 " (number) }
        }
    };
    let who = if notice.domain.is_sale() {
        words::WHO_SELLS
    } else {
        words::WHO
    };
    let lines = [
        (who, or_missing(&notice.buyer)),
        (words::WHAT, or_missing(&shown::subject(notice))),
        (words::HOW_MUCH, money),
        (words::UNTIL, until),
        (words::WHOM_TO_ASK, ask),
    ];
    html! {
        dl class=(class("card lines")) aria-label=(words::CARD) {
            @for (name, value) in lines {
                div class=(class("line")) {
                    dt class=(class("")) { (name) }
                    dd class=(class("")) { (value) }
                }
            }
        }
    }
}

/// An amount at a glance and, where that was rounded, to the fen.
fn amount(money: &Money) -> String {
    let short = shown::price(&money.price);
    let kind = shown::money_kind(money.kind);
    match money.fen() {
        Some(fen) if fen % 10_000 != 0 && fen.abs() >= 1_000_000 => {
            format!("{kind} {short} ({})", shown::exact_money(fen))
        }
        _ => format!("{kind} {short}"),
    }
}

fn candidates(site: &Site<'_>, detail: &NoticeDetail) -> Markup {
    let sheet = site.template.sheet("src/pages/notice/parts.css");
    let class = |class| sheet.class(class);
    let (all, notice) = (&detail.candidates, &detail.notice);
    let ranked = all.iter().any(|c| c.rank.is_some());
    let title = match notice.stage {
        Some(Stage::Opening | Stage::Qualification) => words::BIDDERS,
        Some(Stage::Award | Stage::Contract) => words::WINNERS,
        _ => words::CANDIDATES,
    };
    let price = |c: &Candidate| {
        c.money
            .as_ref()
            .map(|m| (shown::form(&m.price), shown::price(&m.price)))
    };
    html! {
        @if !all.is_empty() {
            section class=(class("section")) {
                h2 { (title) }
                table class=(class("candidates")) {
                    thead class=(class("")) {
                        tr class=(class("")) {
                            @if ranked { th class=(class("rank")) scope="col" { (words::RANK) } }
                            th class=(class("name")) scope="col" { (words::NAME) }
                            th class=(class("price")) scope="col" { (words::PRICE) }
                        }
                    }
                    tbody class=(class("")) {
                        @for candidate in all {
                            tr class=(class("")) {
                                @if ranked {
                                    td class=(class("rank")) {
                                        @if let Some(rank) = candidate.rank { (rank) }
                                    }
                                }
                                td class=(class("name")) { (candidate.name) }
                                @match price(candidate) {
                                    Some((form, text)) => {
                                        td class=(class("price")) data-form=(form) { (text) }
                                    }
                                    None => { td class=(class("price")) {} }
                                }
                            }
                        }
                    }
                }
            }
        } @else if !notice.suppliers.is_empty() {
            section.section {
                h2 { (words::SUPPLIERS) }
                ul { @for name in &notice.suppliers { li { (name) } } }
            }
        }
    }
}

/// Who owed it to the public, and by when, as the catalogue has it.
fn owed(site: &Site<'_>, detail: &NoticeDetail) -> Markup {
    let notice = &detail.notice;
    let item = site.catalogue.item(notice.domain, notice.stage);
    let lines = [
        (words::OWED_BY, notice.buyer.as_str()),
        (words::PUBLISHER, item.map_or("", |item| &item.publisher.zh)),
        (words::LIMIT, item.map_or("", |item| &item.limit.zh)),
        (words::HOTLINE, &site.instance.hotline),
    ];
    let said = lines.into_iter().filter(|(_, value)| !value.is_empty());
    section(site, words::OWED, said.collect())
}

/// Named values under a heading; nothing where there is none.
fn section(site: &Site<'_>, title: &str, all: Vec<(&str, &str)>) -> Markup {
    let sheet = site.template.sheet("src/components/facts.css");
    let class = |class| sheet.class(class);
    html! {
        @if !all.is_empty() {
            section.section {
                h2 { (title) }
                dl class=(class("facts")) {
                    @for (name, value) in all {
                        div class=(class("fact")) {
                            dt class=(class("")) { (name) }
                            dd class=(class("")) { (value) }
                        }
                    }
                }
            }
        }
    }
}

/// The structured fields, then what the row knows and no field says.
fn fields(site: &Site<'_>, detail: &NoticeDetail) -> Markup {
    let notice = &detail.notice;
    let said = detail.fields.iter().filter(|field| !field.value.is_empty());
    let is_said = |value: &str| said.clone().any(|field| field.value == value);
    let known = [
        (words::AGENCY, notice.agency.as_str()),
        (
            words::PROJECT_CODE,
            notice.project.as_ref().map_or("", |c| c.as_str()),
        ),
        (
            words::DEAL_CODE,
            notice.deal_code.as_ref().map_or("", |c| c.as_str()),
        ),
    ];
    let known = known
        .into_iter()
        .filter(|(_, value)| !value.is_empty() && !is_said(value));
    let all = said
        .clone()
        .map(|field| (field.label.as_str(), field.value.as_str()));
    section(site, words::FIELDS, all.chain(known).collect())
}
