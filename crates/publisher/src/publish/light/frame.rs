//! What every light page has around it: the app's own frame, and what the page says of itself.

use super::template::Template;
use super::words::{self, strokes};
use chrono::NaiveDate;
use maud::{Markup, PreEscaped, html};
use record::catalogue::Catalogue;
use record::site::{self, Dataset, Instance};
use record::{Notice, Regions, shown};
use serde_json::{Value, json};

/// What all pages of a publication share.
pub(in crate::publish) struct Site<'s> {
    pub(super) template: &'s Template,
    pub(super) instance: &'s Instance,
    pub(super) catalogue: &'s Catalogue,
    pub(super) regions: &'s Regions,
    /// The first day from which each notice has a page for certain.
    pub(super) paged_from: Option<NaiveDate>,
    /// The address under which readers find it, with a slash at its end.
    pub(super) public: Option<&'s str>,
}

impl Site<'_> {
    /// The address of something that lies under the base.
    pub(super) fn href(&self, path: &str) -> String {
        format!("{}{path}", self.template.base)
    }

    /// The same for those who are elsewhere, as far as is known where this is.
    pub(super) fn absolute(&self, path: &str) -> String {
        match self.public {
            Some(public) => format!("{public}{path}"),
            None => self.href(path),
        }
    }

    /// Who publishes.
    pub(super) fn name(&self) -> &str {
        let name = self.instance.name.get("zh-CN");
        name.map_or(words::APP, String::as_str)
    }

    pub(super) fn is_demo(&self) -> bool {
        self.instance.dataset == Dataset::Demo
    }

    /// Where a notice belongs to, as the tree has it, else as its source wrote it.
    pub(super) fn place<'n>(&'n self, notice: &'n Notice) -> &'n str {
        let region = notice.region.and_then(|code| self.regions.get(code));
        region.map_or(&notice.region_label, |region| &region.name)
    }
}

/// The address of a light page, relative to the base.
pub(super) fn file(path: &str) -> String {
    match path {
        "" => String::new(),
        path => format!("{path}{}", site::LIGHT),
    }
}

/// One of the places in the navigation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Home,
    Search,
    Blacklist,
}

/// A light page.
pub(super) struct Page {
    /// The app's address of it, relative to the base.
    pub(super) path: String,
    pub(super) place: Place,
    pub(super) title: String,
    pub(super) description: String,
    /// How old what it shows is.
    pub(super) status: String,
    /// What it is, for machines (schema.org).
    pub(super) data: Value,
    /// Whether the app has no such page: it then stays until the reader goes on.
    pub(super) own: bool,
    /// Whether names in it may have to be forgotten: then nobody is to keep a copy.
    pub(super) forgets: bool,
    pub(super) content: Markup,
}

impl Page {
    /// The page of which this is another address.
    fn canonical(&self) -> &str {
        match self.path.as_str() {
            site::LIGHT_SEARCH => site::LIGHT_ALL,
            path => path,
        }
    }
}

/// Writes a page.
pub(super) fn page(site: &Site<'_>, page: &Page) -> String {
    let title = match page.place {
        Place::Home => page.title.clone(),
        _ => format!("{} · {}", page.title, site.name()),
    };
    let about = html! {
        meta name="description" content=(page.description);
        title { (title) }
        // Without the site's address it would say nothing.
        @if let Some(public) = site.public {
            link rel="canonical" data-light="" href={ (public) (file(page.canonical())) };
        }
        @if site.is_demo() {
            meta name="robots" data-light="" content="noindex";
        } @else if page.forgets {
            meta name="robots" data-light="" content="noarchive, nosnippet";
        }
        script type="application/ld+json" data-light="" { (data(&page.data)) }
    };
    let is_first = matches!(page.path.as_str(), "" | site::LIGHT_SEARCH);
    site.template.filled(&about, &frame(site, page), is_first)
}

/// JSON inside of a script: no `<` in it, and so no end of the script.
fn data(value: &Value) -> PreEscaped<String> {
    PreEscaped(value.to_string().replace('<', "\\u003c"))
}

/// Who publishes, for machines. What is made up is no government's.
pub(super) fn publisher(site: &Site<'_>) -> Value {
    let kind = match site.is_demo() {
        true => "Organization",
        false => "GovernmentOrganization",
    };
    json!({ "@type": kind, "name": site.name() })
}

fn frame(site: &Site<'_>, page: &Page) -> Markup {
    let status = site.template.sheet("src/components/status/status.css");
    html! {
        div.app.light lang="zh-CN" data-page=(page.path) data-own=[page.own.then_some("")] {
            a.skip href="#light" { (words::SKIP) }
            div.frame {
                header class=(status.class("chrome")) {
                    div class=(status.class("status")) {
                        div class=(status.class("said")) {
                            a class=(status.class("line")) href=(site.href("more#sources")) {
                                span { (page.status) }
                            }
                        }
                    }
                    @if site.is_demo() {
                        p class=(status.class("demo")) { (words::DEMO) }
                    }
                }
                main #light tabindex="-1" data-place="page" {
                    div.list-pane {}
                    div.detail-pane { (page.content) }
                }
                (help(site))
            }
            (nav(site, page.place))
        }
    }
}

fn help(site: &Site<'_>) -> Markup {
    let help = site.template.sheet("src/components/help.css");
    let lines = [
        (words::HOTLINE, &site.instance.hotline),
        (words::CENTRE, &site.instance.phone),
    ];
    html! {
        footer class=(help.class("help chrome")) aria-label=(words::HELP) {
            @for (name, number) in lines.into_iter().filter(|(_, number)| !number.is_empty()) {
                a class=(help.class("line")) href=(shown::dial(number)) {
                    (glyph(strokes::PHONE))
                    span { (name) " " b class=(help.class("amount")) { (number) } }
                }
            }
        }
    }
}

fn nav(site: &Site<'_>, place: Place) -> Markup {
    let nav = site.template.sheet("src/components/nav.css");
    let all = file(&super::list::path(None, None, "notices"));
    let places = [
        (strokes::HOME, words::HOME, "", Some(Place::Home)),
        (strokes::SEARCH, words::SEARCH, &all, Some(Place::Search)),
        (strokes::BELL, words::FOLLOW, "follow", None),
        (
            strokes::SHIELD,
            words::BLACKLIST,
            site::LIGHT_BLACKLIST,
            Some(Place::Blacklist),
        ),
        (strokes::MORE, words::MORE, "more", None),
    ];
    html! {
        nav class=(nav.class("nav chrome")) aria-label=(words::NAV) {
            ul class=(nav.class("places")) {
                @for (strokes, name, path, is) in places {
                    li class=(nav.class("")) {
                        a class=(nav.class("place")) href=(site.href(path))
                            rel=[external(path)]
                            aria-current=[(is == Some(place)).then_some("page")] {
                            (glyph(strokes))
                            span class=(nav.class("")) { (name) }
                        }
                    }
                }
            }
        }
    }
}

/// The value of `rel` of a link to a list: the app has no page for it but turns it into a search as
/// it starts, so it is the browser that follows it.
pub(super) fn external(path: &str) -> Option<&'static str> {
    path.starts_with(site::LIGHT_LISTS).then_some("external")
}

/// A glyph as tall as the text beside it, which says the same.
pub(super) fn glyph(strokes: &str) -> Markup {
    html! {
        svg viewBox="0 0 24 24" aria-hidden="true" { path d=(strokes) {} }
    }
}

/// A link that leaves the app: says where to, and gives nothing away about where from. What is no
/// web address is text.
pub(super) fn out_link(site: &Site<'_>, href: &str, text: &str, inside: bool) -> Markup {
    let sheet = site.template.sheet("src/components/outlink.css");
    let Some(host) = shown::host(href) else {
        return html! { (text) };
    };
    html! {
        a class=(sheet.class("out")) data-inside=(inside) href=(href) target="_blank"
            rel="noopener noreferrer nofollow" referrerpolicy="no-referrer" {
            span { (text) }
            span class=(sheet.class("host")) {
                " " (host) " " (glyph(strokes::OUT))
                span.hidden-text { (words::NEW_WINDOW) }
            }
        }
    }
}
