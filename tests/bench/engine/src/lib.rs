//! The archive's search, the duties over it and the blacklist, opened to the browser's benchmarks.
//! Nothing is measured here.

mod matching;
mod screening;

use archive::{Archive, Pack, Row};
use chrono::{Months, NaiveDate};
use record::clock::{ByBody, ByStage, Law, Limits, Line, Tally, Workdays, duties};
use record::{Notice, Regions, Search, fold};
use wasm_bindgen::prelude::*;

/// An archive and the page size of a list.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine(Archive);

/// Notices on a page, as the app asks for them.
const PAGE: u32 = 20;

#[wasm_bindgen]
impl Engine {
    /// Without packs.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a pack.
    pub fn load(&mut self, key: String, bytes: &[u8]) -> Result<(), JsError> {
        self.0.insert(key, Pack::decode(bytes)?);
        Ok(())
    }

    /// Searches with facet counts and one page of notices; how many were found.
    pub fn search(&self, text: &str) -> u32 {
        self.find(text, PAGE).total
    }

    /// The ids of everything that a search finds, in order, a line each.
    pub fn hits(&self, text: &str) -> String {
        let all = self.find(text, u32::MAX).notices;
        all.iter().map(|n| format!("{}\n", n.id)).collect()
    }

    /// Every notice for the other engines, newest first: `id TAB title and names`, a line each,
    /// folded as the archive folds, with a unit separator between fields.
    pub fn rows(&self) -> String {
        let all = self.find("", u32::MAX).notices;
        all.iter()
            .map(|n| format!("{}\t{}\n", n.id, words_of(n)))
            .collect()
    }

    /// A word as the archive folds it.
    pub fn fold(&self, word: &str) -> String {
        fold(word)
    }

    /// The catalogue's matrix over everything, and the bulletin of a month: how many duties each
    /// has, as `matrix/bulletin/missing`.
    pub fn bulletin(&self, law: &Rules, year: i32, month: u32) -> String {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
        let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
        let next = first + Months::new(1);
        let mut matrix = ByStage::new();
        let all = NaiveDate::MIN..NaiveDate::MAX;
        let read = |_: &str| Some(today);
        duties(&law.0, self.0.rows(), all, read, |duty| {
            let of = matrix.entry((duty.line.kind().0, duty.stage)).or_default();
            of.add(duty.outcome);
        });
        let mut bodies = ByBody::default();
        duties(&law.0, self.0.rows(), first..next, read, |duty| {
            bodies.add(&duty)
        });
        let mut sums = [Tally::default(); 2];
        matrix.values().for_each(|tally| sums[0].merge(tally));
        let bodies = bodies.in_order();
        bodies.iter().for_each(|(_, tally)| sums[1].merge(tally));
        let [matrix, bulletin] = sums.map(|tally| tally.owed());
        format!(
            "{matrix}/{bulletin}/{}",
            sums[0].missing + sums[0].missing_if
        )
    }

    /// What duties are told by, for the plain script: `source TAB domain TAB stage TAB project TAB
    /// body TAB published TAB formed TAB
    /// whether it names a supplier`, a line each, days counted from 1970.
    pub fn lines(&self) -> String {
        let day = |day: NaiveDate| (day - NaiveDate::default()).num_days();
        let line = |l: Row<'_>| {
            let formed = l
                .formed()
                .map(|f| day(f.day).to_string())
                .unwrap_or_default();
            let stage = l.kind().1.map_or("", record::Stage::code);
            let (domain, published) = (l.kind().0.code(), day(l.published()));
            let (source, project, body) = (l.source(), l.project(), l.body());
            let supplier = u8::from(l.names_supplier());
            format!(
                "{source}\t{domain}\t{stage}\t{project}\t{body}\t{published}\t{formed}\t{supplier}\n"
            )
        };
        self.0.rows().map(line).collect()
    }

    fn find(&self, text: &str, limit: u32) -> archive::Results {
        let search = Search {
            text: text.to_owned(),
            ..Search::default()
        };
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
        self.0.search(&search, &Regions::default(), today, 0, limit)
    }
}

/// The law, as the app reads it.
#[wasm_bindgen]
pub struct Rules(Law);

#[wasm_bindgen]
impl Rules {
    /// From the two files of the site data.
    #[wasm_bindgen(constructor)]
    pub fn new(limits: &[u8], holidays: &[u8]) -> Result<Self, JsError> {
        Ok(Self(Law {
            limits: Limits::from_json(limits)?,
            workdays: Workdays::from_json(holidays)?,
        }))
    }
}

fn words_of(n: &Notice) -> String {
    let names = [&n.title, &n.buyer, &n.agency].into_iter();
    let names = names.chain(&n.suppliers).map(String::as_str);
    let all = names.chain(n.project.iter().map(|p| p.as_str()));
    all.map(fold).collect::<Vec<_>>().join("\u{1f}")
}
