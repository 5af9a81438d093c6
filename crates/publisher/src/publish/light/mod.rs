//! Light pages: what can be read before the app is there, and without it. Plain HTML of the first
//! page, of lists, of the newest notices and of the blacklist, in the frame of the app's own page,
//! which takes each over once it can draw the same.
//!
//! Made from what has been published, for the same readers. No script, no style of their own, and
//! nothing that a source wrote is ever markup.

mod debarments;
mod frame;
mod home;
mod list;
mod notice;
mod pages;
mod rows;
mod sitemap;
mod template;
mod text;
mod words;

pub(crate) use debarments::today;
pub(super) use frame::Site;
pub(super) use list::{List, lists};
pub(super) use pages::Written as Notices;
pub(super) use template::Template;
pub(crate) use template::{LOOK, boot};

use super::PublishError;
use super::month::{Month, hash};
use super::tree::{Effort, Tree};
use crate::store::bundled_regions;
use chrono::NaiveDate;
use home::Home;
use record::Regions;
use record::catalogue::Catalogue;
use record::debarment::DebarmentList;
use record::site::{self, Instance, Manifest};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::num::NonZeroUsize;

/// What was written last.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Written {
    /// The pages of notices.
    notices: Notices,
}

/// What the light pages of a publication are made with.
pub(super) struct Light<'l> {
    pub(super) template: &'l Template,
    /// How many of the newest notices get a page.
    pub(super) pages: usize,
    /// Where readers find the site, with a slash at its end.
    pub(super) public: Option<&'l str>,
    pub(super) instance: &'l Instance,
    pub(super) catalogue: &'l Catalogue,
}

impl<'l> Light<'l> {
    pub(super) fn site(&self, regions: &'l Regions, manifest: &Manifest) -> Site<'l> {
        let mut left = self.pages;
        let whole = manifest.packs.iter().take_while(|pack| {
            let fits = pack.count as usize <= left;
            left = left.saturating_sub(pack.count as usize);
            fits
        });
        Site {
            paged_from: whole.map(|pack| pack.first).min(),
            template: self.template,
            instance: self.instance,
            catalogue: self.catalogue,
            regions,
            public: self.public,
        }
    }

    /// What besides notices decides the bytes: also this very program, since a page that a repaired
    /// one would write otherwise must not stay.
    pub(super) fn mark(&self) -> Result<String, PublishError> {
        let program = std::env::current_exe().and_then(std::fs::metadata);
        let built = program.and_then(|facts| Ok((facts.len(), facts.modified()?)));
        let made_of = (
            env!("CARGO_PKG_VERSION"),
            built.ok(),
            &self.template.mark,
            self.instance,
            self.public,
            self.catalogue,
            bundled_regions(),
        );
        Ok(hash(&serde_json::to_vec(&made_of)?).1)
    }
}

/// What is shown, as it has just been published.
pub(super) struct Published<'p> {
    pub(super) manifest: &'p Manifest,
    pub(super) months: &'p BTreeMap<String, (String, Month)>,
    /// The lists, each with the day of its newest; they are written already.
    pub(super) lists: &'p BTreeMap<String, Option<NaiveDate>>,
}

/// Writes the page of the blacklist.
pub(super) fn write_debarments(
    light: &Light<'_>,
    tree: &Tree,
    regions: &Regions,
    list: &DebarmentList,
    manifest: &Manifest,
) -> Result<(), PublishError> {
    let page = debarments::debarments(&light.site(regions, manifest), list, manifest.generated_at);
    // Alone: a compressed copy could outlive it.
    tree.put_mutable(site::LIGHT_BLACKLIST, page.as_bytes())?;
    tree.settle()
}

/// Writes the pages but the lists and the blacklist, and the first page last: returns what was
/// written, and how many notices have a page.
pub(super) fn write(
    light: &Light<'_>,
    tree: &Tree,
    regions: &Regions,
    published: &Published<'_>,
    before: &Written,
    threads: NonZeroUsize,
) -> Result<(Written, usize), PublishError> {
    let site = light.site(regions, published.manifest);
    let (months, at) = (published.months, published.manifest.generated_at);
    let mark = light.mark()?;
    let most = light.pages;
    let notices = pages::write(&site, tree, months, &before.notices, &mark, most, threads)?;
    sitemap(&site, tree, published, &notices)?;
    let newest = months.values().rev().map(|(_, month)| month);
    let home = Home::read(tree, newest, regions, at.naive_local())?;
    tree.settle()?;
    tree.put("index.html", home.page(&site).as_bytes(), Effort::Most)?;
    let count = pages::ids(&notices).count();
    Ok((Written { notices }, count))
}

fn sitemap(
    site: &Site<'_>,
    tree: &Tree,
    published: &Published<'_>,
    notices: &Notices,
) -> Result<(), PublishError> {
    let mut files = Vec::new();
    // What is made up is nothing to be found.
    if let Some(public) = site.public.filter(|_| !site.is_demo()) {
        let day = published.manifest.generated_at.date_naive();
        let mut all = vec![
            (String::new(), Some(day)),
            (site::LIGHT_BLACKLIST.to_owned(), Some(day)),
        ];
        all.extend(
            published
                .lists
                .iter()
                .filter(|(path, _)| path.starts_with(site::LIGHT_LISTS))
                .map(|(path, day)| (path.clone(), *day)),
        );
        all.extend(pages::ids(notices).map(|(id, day)| (pages::path(id), Some(day))));
        files = sitemap::files(public, &all, sitemap::MOST);
    }
    for (name, text) in &files {
        tree.put(name, text.as_bytes(), Effort::Some)?;
    }
    for gone in tree.list_here() {
        let is_ours = gone.starts_with("sitemap") && gone.ends_with(".xml");
        if is_ours && !files.iter().any(|(name, _)| *name == gone) {
            tree.remove(&gone)?;
        }
    }
    Ok(())
}

/// What search engines are told.
pub(super) const ROBOTS: &str = "robots.txt";

/// robots.txt as it is to be: it names the sitemap where there is one.
pub(super) fn robots(text: &str, public: &str) -> String {
    sitemap::robots(text, public)
}

/// Takes all light pages away, as a publication without the app cannot keep them true. The first
/// page becomes the plain one.
pub(super) fn clear(tree: &Tree) -> Result<(), PublishError> {
    let plain = tree.read("404.html").unwrap_or_default();
    let is_light = tree.exists(site::LIGHT_BLACKLIST);
    if is_light && !plain.is_empty() {
        tree.put("index.html", &plain, Effort::Most)?;
    }
    if !is_light {
        return Ok(());
    }
    let mut gone = tree.list(site::LIGHT_NOTICES.trim_end_matches('/'));
    gone.extend(tree.list(site::LIGHT_LISTS.trim_end_matches('/')));
    let sitemaps = tree.list_here().into_iter();
    gone.extend(sitemaps.filter(|name| name.starts_with("sitemap")));
    gone.insert(frame::file(site::LIGHT_SEARCH));
    for path in gone {
        tree.remove(&path)?;
    }
    if let Some(robots) = tree.read(ROBOTS) {
        let text = sitemap::no_robots(&String::from_utf8_lossy(&robots));
        tree.put(ROBOTS, text.as_bytes(), Effort::Some)?;
    }
    tree.settle()?;
    // Last: by it an interrupted run is known, and done again.
    tree.remove(site::LIGHT_BLACKLIST)
}

/// Free text as a part of an address.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(byte as char);
        } else {
            // A String takes whatever is written.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
