//! Matching of changes against subscriptions, opened to its benchmark: changes and subscriptions
//! are made up in the page, so that a plain script can be given the same.

use archive::{Change, Changes, encode_changes, matches};
use chrono::{NaiveDateTime, TimeDelta};
use record::follow::{Classes, Following, Subscription, Target};
use record::{Domain, Notice, NoticeId, ProjectCode, RegionCode, SourceId, Stage, When};
use wasm_bindgen::prelude::*;

/// A feed and those who follow it.
#[wasm_bindgen]
pub struct Matching {
    files: Vec<Changes>,
    following: Following,
}

#[wasm_bindgen]
impl Matching {
    /// `changes`: `title TAB domain TAB region TAB stage TAB project TAB body`, a line each;
    /// `subscriptions`: `search TAB fragment`, `project TAB code` or `body TAB name`. The feed is
    /// written and read as it is published.
    #[wasm_bindgen(constructor)]
    pub fn new(changes: &str, subscriptions: &str) -> Result<Self, JsError> {
        let changes = (1..)
            .zip(changes.lines())
            .filter_map(change)
            .collect::<Vec<_>>();
        let parent = |region: RegionCode| {
            let city = RegionCode(region.0 / 100 * 100);
            (city != region).then_some(city)
        };
        let mut following = Following::default();
        for (made, line) in (0..).zip(subscriptions.lines()) {
            if let Some((kind, value)) = line.split_once('\t') {
                // Made one after the other: what is made at once is one.
                let mut new = subscription(kind, value);
                new.created += TimeDelta::seconds(made);
                following.subscribe(new, None);
            }
        }
        let files = vec![Changes::decode(&encode_changes(&changes, parent))?];
        Ok(Self { files, following })
    }

    /// How many subscriptions want how many changes.
    pub fn run(&self) -> u32 {
        let found = matches(&self.following, &self.files, 0);
        found.iter().map(|found| found.why.len() as u32).sum()
    }
}

fn change((sequence, line): (u64, &str)) -> Option<Change> {
    let mut parts = line.split('\t');
    let mut next = || parts.next().unwrap_or_default();
    let (title, domain, region) = (next(), next(), next());
    let (stage, project, body) = (next(), next(), next());
    let notice = Notice {
        id: NoticeId::from_bits(sequence),
        source: SourceId("demo".into()),
        title: title.into(),
        project: Some(ProjectCode(project.into())),
        deal_code: None,
        domain: Domain::from_code(domain)?,
        category: String::new(),
        stage: Stage::from_code(stage),
        stage_label: String::new(),
        region: RegionCode::parse(region),
        region_label: String::new(),
        buyer: body.into(),
        agency: String::new(),
        suppliers: Vec::new(),
        published: When::Day(NaiveDateTime::default().date()),
        deadline: None,
        formed: None,
        money: None,
        revision: 1,
    };
    Some(Change {
        sequence,
        notice,
        classes: Classes(1),
        deadline_before: None,
        fen_before: None,
    })
}

fn subscription(kind: &str, value: &str) -> Subscription {
    let value = value.to_owned();
    let target = match kind {
        "project" => Target::Project(value),
        "body" => Target::Body(value),
        _ => Target::Search(value),
    };
    Subscription {
        id: 0,
        name: String::new(),
        classes: target.possible(),
        target,
        created: NaiveDateTime::default(),
        since: 0,
        muted_until: None,
    }
}
