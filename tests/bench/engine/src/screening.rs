//! The blacklist, opened to its benchmark: a made-up list, and firms checked against it.

use chrono::NaiveDate;
use record::debarment::{Answer, DebarmentList, Query, Screen};
use wasm_bindgen::prelude::*;

/// A list of entries, as the app holds it.
#[wasm_bindgen]
pub struct Debarred(&'static DebarmentList);

#[wasm_bindgen]
impl Debarred {
    /// From the published file. It is never freed: a benchmark has one.
    #[wasm_bindgen(constructor)]
    pub fn new(json: &[u8]) -> Result<Self, JsError> {
        let list = DebarmentList::from_json(json)?;
        Ok(Self(Box::leak(Box::new(list))))
    }

    /// Makes it ready to be asked on a day.
    pub fn screen(&self, day: &str) -> Screening {
        Screening(Screen::new(
            self.0,
            day.parse::<NaiveDate>().unwrap_or_default(),
        ))
    }
}

/// A list made ready.
#[wasm_bindgen]
pub struct Screening(Screen<'static>);

#[wasm_bindgen]
impl Screening {
    /// Checks firms, a name or a code a line: the answer's letter of each, and the first entry's
    /// key, a line each.
    pub fn check(&self, firms: &str) -> String {
        let mut out = String::new();
        for firm in firms.lines() {
            let answer = Query::parse(firm).map(|query| self.0.ask(&query));
            let (letter, key) = match &answer {
                Some(Answer::Listed(found)) => ('L', found.first().map(|(_, e)| &*e.key)),
                Some(Answer::Namesakes(found)) => ('N', found.first().map(|((_, e), _)| &*e.key)),
                Some(Answer::NotFound) | None => ('-', None),
            };
            out.push(letter);
            out.push_str(key.unwrap_or_default());
            out.push('\n');
        }
        out
    }
}
