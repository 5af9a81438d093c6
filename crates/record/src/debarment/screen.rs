//! Checking names and codes against a list. A code that is there is listed; a name alone is never
//! more than a possible namesake; and what is not found is not thereby clean.

use super::{
    CreditCode, Debarment, DebarmentList, Difference, ListSource, Status, differences, stem,
};
use chrono::NaiveDate;
use std::collections::HashMap;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// A credit code.
    Code(CreditCode),
    /// A name.
    Name(String),
}

impl Query {
    /// What somebody typed or pasted: a code where it is one, else a name. `None` for nothing.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match CreditCode::parse(text) {
            Some(code) => Some(Self::Code(code)),
            None if text.is_empty() => None,
            None => Some(Self::Name(text.to_owned())),
        }
    }
}

/// An answer to a query, as of the list's version and a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer<'l> {
    /// The code is listed.
    Listed(Vec<Found<'l>>),
    /// Names are alike; each with how it differs. Not necessarily the same firm.
    Namesakes(Vec<(Found<'l>, Vec<Difference>)>),
    /// Not found in this list. That is not the same as clean.
    NotFound,
}

/// An entry with its source.
pub type Found<'l> = (&'l ListSource, &'l Debarment);

/// A list made ready to be asked.
#[derive(Debug)]
pub struct Screen<'l> {
    codes: HashMap<&'l str, Vec<Found<'l>>>,
    stems: HashMap<String, Vec<Found<'l>>>,
    today: NaiveDate,
}

impl<'l> Screen<'l> {
    /// Of the entries that hold on a day.
    pub fn new(list: &'l DebarmentList, today: NaiveDate) -> Self {
        let mut screen = Self {
            codes: HashMap::new(),
            stems: HashMap::new(),
            today,
        };
        let held = |found: &Found<'l>| {
            !found.0.is_forgotten(today) && found.1.status(today) == Status::Listed
        };
        for found in list.entries().filter(held) {
            if let Some(code) = &found.1.code {
                screen.codes.entry(code.as_str()).or_default().push(found);
            }
            let stem = stem(&found.1.name);
            if !stem.is_empty() {
                screen.stems.entry(stem).or_default().push(found);
            }
        }
        screen
    }

    /// The day that answers are of.
    pub const fn today(&self) -> NaiveDate {
        self.today
    }

    /// Asks.
    pub fn ask(&self, query: &Query) -> Answer<'l> {
        match query {
            Query::Code(code) => match self.codes.get(code.as_str()) {
                Some(found) => Answer::Listed(found.clone()),
                None => Answer::NotFound,
            },
            Query::Name(name) => self.named(name),
        }
    }

    fn named(&self, name: &str) -> Answer<'l> {
        let stem = stem(name);
        let Some(found) = self.stems.get(&stem).filter(|_| !stem.is_empty()) else {
            return Answer::NotFound;
        };
        let alike = found
            .iter()
            .map(|found| (*found, differences(name, &found.1.name)));
        let mut alike: Vec<_> = alike.collect();
        // The ones that are written alike first.
        alike.sort_by_key(|(_, differences)| differences.len());
        Answer::Namesakes(alike)
    }
}
