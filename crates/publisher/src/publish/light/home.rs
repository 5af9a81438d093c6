//! The first page: what a first visitor's 首页 shows at its top, as `src/pages/home.rs` draws it.

use super::frame::{Page, Place, Site, file, glyph, page, publisher};
use super::list;
use super::rows::{Days, NEWEST, rows};
use super::words::{self, strokes};
use crate::publish::PublishError;
use crate::publish::month::{Month, in_data};
use crate::publish::tree::Tree;
use archive::{Archive, Pack};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use maud::{Markup, html};
use record::{Domain, Notice, Regions, Search, shown};
use serde_json::json;

/// Of what closes soon.
const CLOSING: u32 = 3;
/// Days for which it is told what closes and what came.
const WEEK: TimeDelta = TimeDelta::days(7);

/// What stands on it.
pub(super) struct Home {
    /// The time from which days are counted: the store's newest change.
    now: NaiveDateTime,
    newest: Vec<Notice>,
    closing: Vec<Notice>,
    /// By domain, what came today and in seven days.
    counts: [[u32; 6]; 2],
}

impl Home {
    /// Reads the newest packs, and no further than anything on the page may come from.
    pub(super) fn read<'m>(
        tree: &Tree,
        months: impl Iterator<Item = &'m Month>,
        regions: &Regions,
        now: NaiveDateTime,
    ) -> Result<Self, PublishError> {
        let today = now.date();
        let week_ago = today - WEEK;
        let newest = u32::try_from(NEWEST).unwrap_or(u32::MAX);
        let mut archive = Archive::new();
        for month in months {
            let closes = month.due_until.is_some_and(|last| last >= today);
            if archive.len() < newest || month.last >= week_ago || closes {
                let pack = Pack::decode(&tree.must_read(&in_data(&month.file.path))?)?;
                archive.insert(month.file.path.clone(), pack);
            }
        }
        let since = |from: NaiveDate| {
            let search = Search {
                from: Some(from),
                ..Search::default()
            };
            archive.search(&search, regions, today, 0, 0).facets.domains
        };
        let newest = archive.search(&Search::default(), regions, today, 0, newest);
        Ok(Self {
            now,
            newest: newest.notices,
            closing: archive.closing_soon(now, now + WEEK, CLOSING),
            counts: [since(today), since(week_ago)],
        })
    }

    pub(super) fn page(&self, site: &Site<'_>) -> String {
        let name = site.name();
        let at = format!(
            "{} {}",
            shown::full_date(self.now.date()),
            shown::time(self.now)
        );
        page(
            site,
            &Page {
                path: String::new(),
                place: Place::Home,
                title: name.to_owned(),
                description: format!(
                    "{name}：工程建设、政府采购、土地出让、矿业权、国有产权的公告、结果和变更，\
                     在手机上查询、阅读，查询内容不离开本机。"
                ),
                status: format!("数据截至 {at}"),
                data: json!({
                    "@context": "https://schema.org", "@type": "WebSite", "name": name,
                    "url": site.absolute(""), "inLanguage": "zh-CN", "publisher": publisher(site),
                }),
                own: false,
                forgets: false,
                content: self.content(site),
            },
        )
    }

    fn content(&self, site: &Site<'_>) -> Markup {
        // Whoever reads this later than it was written must not be told that there is time left.
        let (near, due) = (Days::From(self.now), Days::Plain);
        let plain = |notices: &'_ [Notice], days| {
            rows(site, notices.iter().map(|notice| (notice, html! {})), days)
        };
        let all = site.href(&file(&list::path(None, None, "notices")));
        html! {
            div.page {
                h1 { (site.name()) }
                (ask(site))
                (first(site))
                section.section {
                    h2 { (words::CLOSING) }
                    @if self.closing.is_empty() {
                        p.soft { (words::CLOSING_NONE) }
                    } @else {
                        (plain(&self.closing, due))
                    }
                }
                section.section {
                    h2 { (words::DOMAINS) }
                    ul.rows {
                        @for domain in Domain::ALL.into_iter().filter(|d| *d != Domain::Other) {
                            (self.domain(site, domain))
                        }
                    }
                }
                @if !self.newest.is_empty() {
                    section.section {
                        div.section-head {
                            h2 { (words::NEWEST) }
                            a.button data-kind="plain" rel="external" href=(all) {
                                (words::ALL_NEWEST)
                            }
                        }
                        (plain(&self.newest, near))
                    }
                }
                (services(site))
            }
        }
    }

    fn domain(&self, site: &Site<'_>, domain: Domain) -> Markup {
        let home = site.template.sheet("src/pages/home.css");
        let class = |class| home.class(class);
        let href = site.href(&file(&list::path(Some(domain), None, "notices")));
        let numbers = [words::TODAY, words::SEVEN_DAYS];
        let counts = numbers.into_iter().zip(&self.counts);
        html! {
            li class=(class("cell")) {
                a class=(class("domain")) rel="external" href=(href) {
                    span class=(class("glyph")) { (glyph(strokes::domain(domain))) }
                    span class=(class("name")) { (shown::domain(domain)) }
                    span class=(class("counts")) aria-hidden="true" {
                        @for (name, counts) in counts {
                            @let count = counts.get(domain as usize).copied().unwrap_or(0);
                            span class=(class("count")) {
                                (name) " " b class=(class("")) { (shown::short_count(count)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The way to the search, where the app has its field.
fn ask(site: &Site<'_>) -> Markup {
    let home = site.template.sheet("src/pages/home.css");
    html! {
        a class=(home.class("ask")) href=(site.href("search")) {
            span class=(home.class("input")) { (words::SEARCH_HINT) }
            span class=(home.class("go")) { (glyph(strokes::SEARCH)) (words::SEARCH) }
        }
    }
}

/// The way to the first choices, for those alone who made none (`data-first`, by `boot.js`).
/// Declining it is the app's: here it is only the same words, as a way to what is below.
fn first(site: &Site<'_>) -> Markup {
    html! {
        div class="actions first" {
            a.button href=(site.href("more#welcome")) { (words::WELCOME) }
            a.button data-kind="plain" href="#light" { (words::WELCOME_SKIP) }
        }
    }
}

/// What only the app can do.
fn services(site: &Site<'_>) -> Markup {
    let links = [
        ("progress", words::PROGRESS),
        ("catalogue", words::CATALOGUE),
        ("bulletin", words::BULLETIN),
        ("guide", words::GUIDE),
    ];
    html! {
        section.section {
            h2 { (words::SERVICES) }
            div.actions {
                @for (path, name) in links {
                    a.button data-kind="tile" href=(site.href(path)) { (name) }
                }
            }
        }
    }
}
