//! The bulletin as a file: the same numbers, with what they mean and which record they are of.

use crate::components::counts::number;
use crate::locales::DutyWords;
use crate::pages::csv;
use crate::route::{Met, Span};
use record::clock::Tally;
use serde_json::{Value, json};

/// What is exported.
#[derive(Clone, Debug)]
pub struct Export {
    /// The region's name.
    pub place: String,
    /// The time.
    pub span: Span,
    /// The sequence of the record that it was computed from.
    pub sequence: u64,
    /// That record's Merkle root.
    pub root: String,
    /// Each body with its numbers.
    pub bodies: Vec<(String, Tally)>,
}

impl Export {
    /// The name of the file.
    pub fn file_name(&self, ending: &str) -> String {
        format!("gongkai-bulletin-{}.{ending}", self.span_code())
    }

    fn span_code(&self) -> String {
        match self.span {
            Span::Month(year, month) => format!("{year:04}-{month:02}"),
            Span::Year => "year".into(),
            Span::All => "all".into(),
        }
    }

    /// As CSV, with a mark by which Excel takes it for UTF-8. The last rows say what the columns
    /// mean and what they were computed from.
    pub fn csv(&self, words: &DutyWords) -> String {
        let mut out = String::from(csv::MARK);
        let columns = Met::ALL.map(|met| (words.met)(Some(met)));
        let head = [words.publisher, (words.met)(None)];
        csv::line(&mut out, head.into_iter().chain(columns));
        for (name, tally) in &self.bodies {
            let owed = tally.owed().to_string();
            let numbers = Met::ALL.map(|met| number(tally, met).to_string());
            let cells = [name.as_str(), &owed].into_iter();
            csv::line(&mut out, cells.chain(numbers.iter().map(String::as_str)));
        }
        csv::line(&mut out, []);
        for met in Met::ALL {
            csv::line(
                &mut out,
                [(words.met)(Some(met)), (words.met_definition)(met)],
            );
        }
        csv::line(&mut out, [&*self.place, &self.span_code()]);
        csv::line(&mut out, [&*self.root, &self.sequence.to_string()]);
        out
    }

    /// As JSON.
    pub fn json(&self, words: &DutyWords) -> String {
        let counts = |tally: &Tally| -> Value {
            let columns = Met::ALL
                .iter()
                .map(|met| (met.code().to_owned(), number(tally, *met).into()));
            Value::Object(columns.collect())
        };
        let bodies = self.bodies.iter().map(
            |(name, tally)| json!({ "body": name, "owed": tally.owed(), "counts": counts(tally) }),
        );
        let definitions = Met::ALL.iter().map(|met| {
            (
                met.code().to_owned(),
                Value::from((words.met_definition)(*met)),
            )
        });
        json!({
            "region": self.place,
            "span": self.span_code(),
            "record": { "sequence": self.sequence, "root": self.root },
            "definitions": Value::Object(definitions.collect()),
            "bodies": bodies.collect::<Vec<_>>(),
        })
        .to_string()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use crate::locales::duties::of;
    use crate::state::Lang;

    fn export(name: &str) -> Export {
        let tally = Tally {
            on_time: 3,
            late: 1,
            missing: 2,
            ..Tally::default()
        };
        Export {
            place: "汕尾市".into(),
            span: Span::Month(2026, 10),
            sequence: 7,
            root: "ab".into(),
            bodies: vec![(name.into(), tally)],
        }
    }

    #[test]
    fn hostile_names_stay_one_cell_and_no_formula() {
        for (name, written) in [
            ("示例局", "示例局,6,3,1,0,2,0,0\r\n"),
            (
                "=HYPERLINK(\"x\")",
                "\"'=HYPERLINK(\"\"x\"\")\",6,3,1,0,2,0,0\r\n",
            ),
            ("a,b\nc", "\"a,b\nc\",6,3,1,0,2,0,0\r\n"),
            ("@sum", "'@sum,6,3,1,0,2,0,0\r\n"),
        ] {
            let csv = export(name).csv(of(Lang::ZhCn));
            assert!(csv.contains(written), "{csv}");
            let json: Value = serde_json::from_str(&export(name).json(of(Lang::En))).unwrap();
            assert_eq!(json["bodies"][0]["body"], name);
            assert_eq!(json["bodies"][0]["owed"], 6);
            assert_eq!(json["bodies"][0]["counts"]["missing"], 2);
        }
    }
}
