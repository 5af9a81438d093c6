//! Checking names and codes against a list. A code that is there is listed; a name alone is never
//! more than a possible namesake; and what is not found is not thereby clean.

use super::{
    CreditCode, Debarment, DebarmentList, Difference, ListSource, Status, differences, stem,
};
use crate::fold::half_width;
use chrono::NaiveDate;
use std::collections::HashMap;

/// Characters of a name that are asked for: no firm is called longer, and a sheet that quotes it
/// still has room for its code.
pub const LONGEST_NAME: usize = 200;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// A credit code.
    Code(CreditCode),
    /// A name.
    Name(String),
}

impl Query {
    /// What somebody typed or pasted: a code where it is one or one stands in it, else a name, of
    /// which [`LONGEST_NAME`] characters are taken. `None` for nothing.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let of_code = |c: char| half_width(c).is_ascii_alphanumeric() || c == '-';
        let parts = text.split(|c| !of_code(c));
        let mut codes = std::iter::once(text)
            .chain(parts)
            .filter_map(CreditCode::parse);
        match codes.next() {
            Some(code) => Some(Self::Code(code)),
            None if text.is_empty() => None,
            None => Some(Self::Name(text.chars().take(LONGEST_NAME).collect())),
        }
    }

    /// The code or the name.
    pub fn text(&self) -> &str {
        match self {
            Self::Code(code) => code.as_str(),
            Self::Name(name) => name,
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
        Self::of(list, today, |_| true)
    }

    /// Of the entries of which it can be said that they held on a day gone by: those that tell
    /// since when they stand. The list is pruned for today before.
    pub fn on_day(list: &'l DebarmentList, day: NaiveDate) -> Self {
        Self::of(list, day, |entry| entry.begins().is_some())
    }

    fn of(list: &'l DebarmentList, today: NaiveDate, also: fn(&Debarment) -> bool) -> Self {
        let mut screen = Self {
            codes: HashMap::new(),
            stems: HashMap::new(),
            today,
        };
        let held = |found: &Found<'l>| {
            let holds = found.1.status(today) == Status::Listed;
            holds && !found.0.is_forgotten(today) && also(found.1)
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn a_code_is_found_in_whatever_was_pasted() {
        let code = CreditCode::complete("91441500MA0000001").unwrap();
        let wide: String = code
            .as_str()
            .chars()
            .map(|c| char::from_u32(c as u32 + 0xfee0).unwrap())
            .collect();
        for text in [
            code.to_string(),
            code.as_str().to_ascii_lowercase(),
            wide.clone(),
            format!("示例建设有限公司 {code}"),
            format!("示例建设有限公司（{wide}）"),
            format!(
                "名称：示例建设有限公司\n统一社会信用代码{}",
                code.as_str().to_ascii_lowercase()
            ),
        ] {
            assert_eq!(
                Query::parse(&text),
                Some(Query::Code(code.clone())),
                "{text}"
            );
        }
        let near = code.as_str().replace('B', "C");
        for name in [
            format!("示例公司 {near}"),
            format!("{code}1"),
            "EXAMPLE TRADING LTD".into(),
        ] {
            assert_eq!(Query::parse(&name), Some(Query::Name(name.clone())));
        }
        assert_eq!(Query::parse(" \n"), None);
        let long = Query::parse(&"长".repeat(1_000)).unwrap();
        assert_eq!(long.text().chars().count(), LONGEST_NAME);
    }
}
