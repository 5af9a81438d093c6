//! What other programs read: feeds and calendars of each domain and region, and of the blacklist.
//!
//! These files change in place and have no compressed copies, which could outlive them. One is
//! written only when its bytes are others, so that whoever asks for it anew is told that it is
//! the same.

mod atom;
mod choose;
mod debarments;
mod escape;
mod ics;
mod notices;
mod today;

pub(super) use debarments::write as write_debarments;
pub(crate) use today::today;

use super::PublishError;
use super::light::{self, Light, List};
use super::month::{Month, hash};
use super::tree::Tree;
use crate::store::{Store, bundled_regions};
use choose::Record;
pub(super) use choose::{Chosen, Item, Shape};
use chrono::NaiveDate;
use record::site::{self, Dataset, Instance, Manifest};
use record::widget::stem;
use record::{Body, Domain, NoticeDetail, NoticeId, Regions, shown};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The folder of the feeds, beside the site data.
pub(crate) const FOLDER: &str = "feeds/";
/// The list of the feeds in it.
const INDEX: &str = "index.json";

/// What was written last.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Written {
    /// A mark of what they were made of.
    mark: String,
    /// The files' names.
    names: Vec<String>,
    /// The light lists by their paths, each with the day of its newest.
    #[serde(default)]
    pub(super) lists: BTreeMap<String, Option<NaiveDate>>,
}

/// The files as they are to be.
pub(super) struct Made {
    mark: String,
    files: BTreeMap<String, String>,
    lists: BTreeMap<String, List>,
}

/// A feed as the list has it.
#[derive(Serialize)]
struct Listed {
    path: String,
    kind: &'static str,
    domain: &'static str,
    region: String,
    title: String,
    count: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Index {
    dataset: Dataset,
    feeds: Vec<Listed>,
}

/// Chooses what stands in the feeds and widgets of what has been published.
pub(super) fn choose(
    store: &Store,
    tree: &Tree,
    months: &BTreeMap<String, (String, Month)>,
    manifest: &Manifest,
) -> Result<Chosen, PublishError> {
    choose::choose(&Record {
        tree,
        store,
        home: manifest.instance.home_region,
        months: months.values().rev().map(|(_, month)| month).collect(),
        changes: &manifest.changes,
        today: manifest.generated_at.date_naive(),
    })
}

/// Makes the files of what was chosen; `None` where they are as before.
pub(super) fn make(
    store: &Store,
    tree: &Tree,
    chosen: &Chosen,
    manifest: &Manifest,
    light: Option<&Light<'_>>,
    before: &Written,
) -> Result<Option<Made>, PublishError> {
    let mark = mark(manifest, light)?;
    let is_there = |name: &String| tree.exists(&format!("{FOLDER}{name}"));
    let listed = |path: &String| tree.exists(path);
    if before.mark == mark && before.names.iter().all(is_there) && before.lists.keys().all(listed) {
        return Ok(None);
    }
    let mut maker = Maker {
        store,
        instance: &manifest.instance,
        details: BTreeMap::new(),
    };
    let mut files = BTreeMap::new();
    let mut feeds = Vec::new();
    for ((kind, shape), items) in &chosen.items {
        let file = notices::file(&mut maker, *kind, *shape, items)?;
        let listed = maker.listed(kind.code(), "atom", *shape, items.len());
        files.insert(listed.path.clone(), file);
        feeds.push(listed);
    }
    for (shape, due) in &chosen.due {
        let listed = maker.listed(ics::KIND, "ics", *shape, due.len());
        let file = ics::file(&mut maker, &listed.title, due)?;
        files.insert(listed.path.clone(), file);
        feeds.push(listed);
    }
    let dataset = manifest.instance.dataset;
    let index = serde_json::to_string(&Index { dataset, feeds })?;
    files.insert(INDEX.to_owned(), index);
    let lists = match light {
        Some(light) => light::lists(
            &light.site(store.regions(), manifest),
            &mut maker,
            &chosen.items,
        )?,
        None => BTreeMap::new(),
    };
    Ok(Some(Made { mark, files, lists }))
}

/// Writes what was made, and removes what is none of it any more.
pub(super) fn write(tree: &Tree, made: Made) -> Result<Written, PublishError> {
    for (name, text) in &made.files {
        tree.put_plain(&format!("{FOLDER}{name}"), text.as_bytes())?;
    }
    for path in tree.list(FOLDER.trim_end_matches('/')) {
        let name = path.strip_prefix(FOLDER).unwrap_or(&path);
        if !made.files.contains_key(name) && !name.starts_with(site::DEBARMENTS) {
            tree.remove(&path)?;
        }
    }
    for (path, list) in &made.lists {
        tree.put_plain(path, list.text.as_bytes())?;
    }
    for path in tree.list(site::LIGHT_LISTS.trim_end_matches('/')) {
        if !made.lists.contains_key(&path) && !made.lists.is_empty() {
            tree.remove(&path)?;
        }
    }
    Ok(Written {
        lists: made
            .lists
            .into_iter()
            .map(|(path, list)| (path, list.day))
            .collect(),
        mark: made.mark,
        names: made.files.into_keys().collect(),
    })
}

/// What the feeds are made of: packs and changes, who publishes, the day, and how lists look.
fn mark(manifest: &Manifest, light: Option<&Light<'_>>) -> Result<String, PublishError> {
    let packs = manifest.packs.iter().map(|pack| pack.file.sha256.as_str());
    let changes = manifest.changes.iter().map(|entry| entry.sha256.as_str());
    let made_of: Vec<&str> = packs.chain(changes).collect();
    let day = manifest.generated_at.date_naive();
    let made_of = serde_json::to_vec(&(made_of, &manifest.instance, day, bundled_regions()))?;
    let light = match light {
        Some(light) => format!("{} {}", light.mark()?, light.pages),
        None => String::new(),
    };
    Ok(hash(&[&made_of, light.as_bytes()].concat()).1)
}

/// What makes files: the store, who publishes, and the details read so far.
pub(super) struct Maker<'m> {
    store: &'m Store,
    instance: &'m Instance,
    pub(super) details: BTreeMap<NoticeId, NoticeDetail>,
}

impl Maker<'_> {
    fn regions(&self) -> &Regions {
        self.store.regions()
    }

    /// Reads a notice, once.
    pub(super) fn read(&mut self, id: NoticeId) -> Result<(), PublishError> {
        if !self.details.contains_key(&id) {
            let missing = || PublishError::Empty(format!("id {id}"));
            let mut detail = self.store.get(id)?.ok_or_else(missing)?;
            // Feeds hold facts, and texts are long.
            detail.body = Body::NotFetched;
            self.details.insert(id, detail);
        }
        Ok(())
    }

    fn listed(&self, kind: &'static str, ending: &str, shape: Shape, count: usize) -> Listed {
        let (domain, region) = shape;
        let domain_word = domain.map_or("all", Domain::code);
        let region_word = region.map_or_else(|| "all".to_owned(), |code| code.to_string());
        let stem = stem(domain, region);
        let path = match ending {
            "ics" => format!("{stem}.ics"),
            _ => format!("{stem}-{kind}.{ending}"),
        };
        let place = region.and_then(|code| self.regions().get(code));
        let place = place.map_or("全部地区", |region| region.name.as_str());
        let about = match kind {
            "notices" => "公告",
            "awards" => "中标（成交）结果",
            "changes" => "变更",
            _ => "截止日程",
        };
        let domain = domain.map_or("全部领域", shown::domain);
        let name = named(self.instance);
        let demo = if self.instance.dataset == Dataset::Demo {
            "（示例，虚构）"
        } else {
            ""
        };
        Listed {
            path,
            kind,
            domain: domain_word,
            region: region_word,
            title: format!("{place} · {domain} · {about}{demo} · {name}"),
            count,
        }
    }
}

/// The name of who publishes, in the language of the feeds.
pub(super) fn named(instance: &Instance) -> &str {
    instance.name.get("zh-CN").map_or("", String::as_str)
}
