//! The light lists: the newest of each domain, region and kind, the same shapes as the feeds.

use super::frame::{Page, Place, Site, external, file, page};
use super::rows::{Days, NEWEST, rows, to_read};
use super::words;
use crate::publish::PublishError;
use crate::publish::feeds::{Item, Maker, Shape};
use chrono::{NaiveDate, NaiveDateTime};
use maud::{Markup, html};
use record::widget::Kind;
use record::{Domain, NoticeDetail, RegionCode, Search, Stage, shown, site};
use serde_json::json;
use std::collections::BTreeMap;

type Items = BTreeMap<(Kind, Shape), Vec<Item>>;

const KINDS: [(Kind, &str); 3] = [
    (Kind::Notices, "公告"),
    (Kind::Awards, "中标（成交）结果"),
    (Kind::Changes, "变更"),
];

/// The address of a list, relative to the base.
pub(super) fn path(domain: Option<Domain>, region: Option<RegionCode>, kind: &str) -> String {
    let domain = domain.map_or("all", Domain::code);
    let region = region.map_or_else(|| "all".to_owned(), |code| code.to_string());
    format!("{}{domain}-{region}-{kind}", site::LIGHT_LISTS)
}

/// A list, written, and the day of the newest in it.
pub(in crate::publish) struct List {
    pub(in crate::publish) text: String,
    pub(in crate::publish) day: Option<NaiveDate>,
}

/// Writes all lists, by their paths in the published folder.
pub(in crate::publish) fn lists(
    site: &Site<'_>,
    maker: &mut Maker<'_>,
    items: &Items,
) -> Result<BTreeMap<String, List>, PublishError> {
    let none = Vec::new();
    let mut made = BTreeMap::new();
    // Those that the first page leads to are there even where they are empty.
    let always = Domain::ALL.map(Some).into_iter().chain([None]);
    let always = always.map(|domain| (Kind::Notices, (domain, None)));
    let wanted = always.chain(items.keys().copied());
    for (kind, shape) in wanted {
        let (domain, region) = shape;
        let path = path(domain, region, kind.code());
        if made.contains_key(&file(&path)) {
            continue;
        }
        let of = items.get(&(kind, shape)).unwrap_or(&none);
        for item in of {
            maker.read(item.id)?;
        }
        let details = of
            .iter()
            .map(|item| (&maker.details[&item.id], item.number));
        let mut told: Vec<Told<'_>> = details.map(Told::of).collect();
        if kind != Kind::Changes {
            told.sort_by(|a, b| archive::newest_first(&a.detail.notice, &b.detail.notice));
        }
        told.truncate(NEWEST);
        let newest = told.iter().map(|told| told.at).max();
        let list = Shown {
            path: path.clone(),
            kind,
            shape,
            told,
            newest,
        };
        let day = newest.map(|at| at.date());
        let text = list.page(site, items);
        made.insert(file(&path), List { text, day });
        if path == site::LIGHT_ALL {
            // What the search shows before anything is asked.
            let path = site::LIGHT_SEARCH.to_owned();
            let list = Shown {
                path: path.clone(),
                ..list
            };
            let text = list.page(site, items);
            made.insert(file(&path), List { text, day });
        }
    }
    Ok(made)
}

/// A notice in a list, by the revision that is told.
struct Told<'d> {
    detail: &'d NoticeDetail,
    /// When that was seen.
    at: NaiveDateTime,
    changes: &'d [[String; 3]],
}

impl<'d> Told<'d> {
    fn of((detail, number): (&'d NoticeDetail, u32)) -> Self {
        let revision = detail.revisions.iter().find(|r| r.number == number);
        Self {
            detail,
            at: revision.map_or_else(NaiveDateTime::default, |r| r.first_seen.start()),
            changes: revision.map_or(&[], |r| r.changes.as_slice()),
        }
    }
}

struct Shown<'d> {
    path: String,
    kind: Kind,
    shape: Shape,
    told: Vec<Told<'d>>,
    newest: Option<NaiveDateTime>,
}

impl Shown<'_> {
    fn page(&self, site: &Site<'_>, items: &Items) -> String {
        let title = title(site, self.kind, self.shape);
        let entries = self.told.iter().zip(1..).map(|(told, at)| {
            let notice = &told.detail.notice;
            json!({
                "@type": "ListItem", "position": at, "name": notice.title,
                "url": site.absolute(&to_read(site, notice)),
            })
        });
        let entries: Vec<_> = entries.collect();
        let status = match self.newest {
            Some(at) => format!(
                "最近收录 {} {}",
                shown::full_date(at.date()),
                shown::time(at)
            ),
            None => "还没有收录".to_owned(),
        };
        let shown = &self.told;
        page(
            site,
            &Page {
                path: self.path.clone(),
                place: Place::Search,
                description: format!("{}的{title}，最新 {} 条。", site.name(), shown.len()),
                status,
                data: json!({
                    "@context": "https://schema.org", "@type": "CollectionPage", "name": title,
                    "url": site.absolute(&file(&self.path)), "inLanguage": "zh-CN",
                    "mainEntity": { "@type": "ItemList", "itemListElement": entries },
                }),
                title,
                own: self.kind == Kind::Changes,
                forgets: false,
                content: self.content(site, items),
            },
        )
    }

    fn content(&self, site: &Site<'_>, items: &Items) -> Markup {
        let notices = self.told.iter().map(|told| {
            let changes = match self.kind {
                Kind::Changes => changes(told.changes),
                _ => html! {},
            };
            (&told.detail.notice, changes)
        });
        html! {
            div.page {
                h1 { (title(site, self.kind, self.shape)) }
                (self.others(site, items))
                @if self.told.is_empty() {
                    p.soft { "这里还没有公告。" }
                } @else {
                    (rows(site, notices, Days::Plain))
                }
                (self.more(site))
                (self.inside(site, items))
            }
        }
    }

    /// The other kinds and domains of the same place.
    fn others(&self, site: &Site<'_>, items: &Items) -> Markup {
        let (domain, region) = self.shape;
        let is_there = |kind, shape: Shape| {
            items.contains_key(&(kind, shape)) || kind == Kind::Notices && shape.1.is_none()
        };
        let kinds = KINDS.into_iter();
        let kinds = kinds.filter(|(kind, _)| is_there(*kind, self.shape));
        let kinds = kinds.map(|(kind, name)| Link {
            path: path(domain, region, kind.code()),
            name: name.to_owned(),
            here: kind == self.kind,
        });
        let domains = std::iter::once(None).chain(Domain::ALL.map(Some));
        let domains = domains.filter(|of| is_there(self.kind, (*of, region)));
        let domains = domains.map(|of| Link {
            path: path(of, region, self.kind.code()),
            name: of.map_or("全部领域", shown::domain).to_owned(),
            here: of == domain,
        });
        html! {
            nav.section aria-label="种类与领域" {
                (links(site, kinds.collect()))
                (links(site, domains.collect()))
            }
        }
    }

    /// The regions inside of this one that have the same list.
    fn inside(&self, site: &Site<'_>, items: &Items) -> Markup {
        let (domain, region) = self.shape;
        let listed = items.keys().filter_map(|(kind, (of, code))| {
            let inner = (*kind == self.kind && *of == domain).then_some(*code)??;
            let path = site.regions.path(inner);
            let above = path.iter().map(|r| r.code).filter(|code| *code != inner);
            let is_inside = region.is_none_or(|region| above.clone().any(|code| code == region));
            is_inside.then(|| Link {
                path: super::list::path(domain, Some(inner), self.kind.code()),
                name: site
                    .regions
                    .get(inner)
                    .map(|r| r.name.clone())
                    .unwrap_or_default(),
                here: false,
            })
        });
        let mut listed: Vec<Link> = listed.filter(|link| !link.name.is_empty()).collect();
        if let Some(region) = region {
            let path = site.regions.path(region);
            let above = path.into_iter().filter(|r| r.code != region);
            let above = above.filter(|r| items.contains_key(&(self.kind, (domain, Some(r.code)))));
            listed.extend(above.map(|r| Link {
                path: super::list::path(domain, Some(r.code), self.kind.code()),
                name: r.name.clone(),
                here: false,
            }));
            listed.push(Link {
                path: super::list::path(domain, None, self.kind.code()),
                name: "全部地区".to_owned(),
                here: false,
            });
            if !items.contains_key(&(self.kind, (domain, None))) && self.kind != Kind::Notices {
                listed.pop();
            }
        }
        html! {
            @if !listed.is_empty() {
                nav.section aria-label="地区" { h2 { "地区" } (links(site, listed)) }
            }
        }
    }

    /// What else there is of it: the search in the app, the feed, the calendar.
    fn more(&self, site: &Site<'_>) -> Markup {
        let (domain, region) = self.shape;
        let stem = path(domain, region, "");
        let stem = stem
            .trim_start_matches(site::LIGHT_LISTS)
            .trim_end_matches('-');
        let feed = format!("{}{stem}-{}.atom", crate::publish::FEEDS, self.kind.code());
        let search = Search {
            domains: domain.into_iter().collect(),
            region,
            stages: (self.kind == Kind::Awards)
                .then_some(Stage::Award)
                .into_iter()
                .collect(),
            ..Search::default()
        };
        let calendar = format!("{}{stem}.ics", crate::publish::FEEDS);
        html! {
            section.section {
                h2 { "更多" }
                div.links {
                    a.button href=(site.href(&format!("search#{}", search.to_fragment()))) {
                        "在应用中查询"
                    }
                    @if !self.told.is_empty() {
                        a.button rel="external" href=(site.href(&feed)) { "订阅（Atom）" }
                        a.button rel="external" href=(site.href(&calendar)) { "截止日程（日历）" }
                    }
                }
            }
        }
    }
}

fn title(site: &Site<'_>, kind: Kind, (domain, region): Shape) -> String {
    let place = region.and_then(|code| site.regions.get(code));
    let place = place.map_or("全部地区", |region| region.name.as_str());
    let domain = domain.map_or("全部领域", shown::domain);
    let kind = KINDS.into_iter().find(|(of, _)| *of == kind);
    format!("{place} · {domain} · {}", kind.map_or("", |(_, name)| name))
}

/// What a revision changed, one under the other.
fn changes(changes: &[[String; 3]]) -> Markup {
    html! {
        @for [label, before, after] in changes {
            @let (before, after) = (glance(before), glance(after));
            p.soft.small.told { (label) "：" del { (before) } " → " ins { (after) } }
        }
    }
}

/// Characters of a value in a list; the notice has it whole.
const GLANCE: usize = 60;

/// The beginning of a value.
fn glance(value: &str) -> String {
    match value.char_indices().nth(GLANCE) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or(value)),
        None if value.is_empty() => words::EMPTY.to_owned(),
        None => value.to_owned(),
    }
}

struct Link {
    path: String,
    name: String,
    here: bool,
}

fn links(site: &Site<'_>, links: Vec<Link>) -> Markup {
    html! {
        div.links {
            @for link in links {
                a.button href=(site.href(&file(&link.path))) rel=[external(&link.path)]
                    aria-current=[link.here.then_some("page")] { (link.name) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_named_by_what_it_shows() {
        let haifeng = Some(RegionCode(441_521));
        assert_eq!(
            path(Some(Domain::StateAssets), haifeng, "awards"),
            "list/state-assets-441521-awards"
        );
        assert_eq!(
            file(&path(None, None, "notices")),
            "list/all-all-notices.html"
        );
    }
}
