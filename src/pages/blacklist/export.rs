//! A check as a file: what was asked, the answer, and which list it rests on.

use crate::locales::blacklist::BlacklistWords;
use crate::pages::blacklist::FINGERPRINT;
use crate::pages::csv;
use crate::state::debarments::Held;
use crate::state::suppliers::{Firm, Judged, Verdict};
use chrono::NaiveDateTime;
use record::debarment::{Difference, Found, Query};
use serde_json::{Value, json};

/// A check sheet as JSON.
pub fn sheet_json(query: &Query, judged: &Judged<'_>, held: &Held, at: NaiveDateTime) -> String {
    let (verdict, found) = judged;
    let asked = match query {
        Query::Code(code) => json!({ "code": code }),
        Query::Name(name) => json!({ "name": name }),
    };
    let entries = found.iter().map(|((source, entry), how)| {
        let how: Vec<&str> = how.iter().map(|how| difference(*how)).collect();
        json!({ "source": source.id, "entry": entry, "differs-in": how })
    });
    let sources = held.list.sources.iter().map(|source| {
        json!({ "id": source.id, "name": source.name, "url": source.url, "verified": source.verified })
    });
    let sheet = json!({
        "asked": asked,
        "answer": verdict.code(),
        "note": "not found is not the same as clean; a namesake is not necessarily the same firm",
        "entries": entries.collect::<Vec<_>>(),
        "list": { "sha256": held.sha256, "sources": sources.collect::<Vec<Value>>() },
        "checked": format!("{}+08:00", at.format("%Y-%m-%dT%H:%M:%S")),
        "as-of": held.day,
    });
    serde_json::to_string_pretty(&sheet).unwrap_or_default()
}

const fn difference(how: Difference) -> &'static str {
    match how {
        Difference::Writing => "writing",
        Difference::Brackets => "brackets",
        Difference::Form => "form",
        Difference::Region => "region",
    }
}

/// How an alike name differs, in words.
pub fn differs_in(how: &[Difference], words: &BlacklistWords) -> String {
    if how.is_empty() {
        return words.same_writing.to_owned();
    }
    let how: Vec<&str> = how.iter().map(|d| (words.difference)(*d)).collect();
    (words.differs)(&how.join("、"))
}

/// A row of the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name asked for.
    pub name: String,
    /// The code asked for, as written.
    pub code: String,
    /// The answer.
    pub verdict: Verdict,
    /// What is to be said of it: a wrong code, how the names differ.
    pub note: String,
    /// The entry that it rests on first.
    pub entry: Option<Hit>,
    /// How many more.
    pub others: usize,
}

/// An entry in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its name.
    pub name: String,
    /// Its kind, in words.
    pub kind: &'static str,
    /// The last day on which it may be shown.
    pub until: String,
    /// Its source.
    pub source: String,
}

impl Row {
    /// Of a firm and its answer.
    pub fn new(firm: &Firm, (verdict, found): Judged<'_>, words: &BlacklistWords) -> Self {
        let sound = firm.sound_code();
        let other_code = |found: &Found<'_>| {
            let (ours, theirs) = (sound.as_ref(), found.1.code.as_ref());
            ours.zip(theirs)
                .is_some_and(|(ours, theirs)| ours != theirs)
        };
        let mut notes = Vec::new();
        if sound.is_none() && !firm.code.is_empty() {
            notes.push((words.row_wrong_code)(&firm.code));
        }
        // An entry without a code, or with no other than ours, tells more.
        let first = found.iter().find(|(entry, _)| !other_code(entry));
        let first = first.or(found.first());
        if let Some((entry, how)) = first
            && verdict == Verdict::Namesake
        {
            notes.push(differs_in(how, words));
            notes.extend(other_code(entry).then(|| words.row_other_code.to_owned()));
        }
        let entry = first.map(|((source, entry), _)| Hit {
            name: entry.name.clone(),
            kind: (words.kind)(entry.kind),
            until: entry.ends().map_or_else(String::new, |day| day.to_string()),
            source: source.name.clone(),
        });
        Self {
            name: firm.name.clone(),
            code: firm.code.clone(),
            verdict,
            note: notes.join("；"),
            entry,
            others: found.len().saturating_sub(1),
        }
    }
}

/// The result as CSV; the last rows say what the answers mean and which list they are of.
pub fn csv(rows: &[Row], held: &Held, at: NaiveDateTime, words: &BlacklistWords) -> String {
    let mut out = String::from(csv::MARK);
    let head = [
        words.row_name,
        words.code,
        words.sheet_answer,
        words.row_entry,
        words.row_kind,
        words.until,
        words.source,
        words.row_note,
    ];
    csv::line(&mut out, head);
    for row in rows {
        let hit = |of: fn(&Hit) -> &str| row.entry.as_ref().map_or("", of);
        let cells = [
            &*row.name,
            &row.code,
            (words.verdict)(row.verdict),
            hit(|hit| &hit.name),
            hit(|hit| hit.kind),
            hit(|hit| &hit.until),
            hit(|hit| &hit.source),
            &row.note,
        ];
        csv::line(&mut out, cells);
    }
    csv::line(&mut out, []);
    for (verdict, note) in [
        (Verdict::Listed, words.listed_note),
        (Verdict::Namesake, words.namesakes_note),
        (Verdict::None, words.not_found_note),
    ] {
        csv::line(&mut out, [(words.verdict)(verdict), note]);
    }
    csv::line(&mut out, [words.sheet_list, &held.sha256]);
    let at = at.format("%Y-%m-%d %H:%M").to_string();
    csv::line(&mut out, [words.sheet_time, &(words.sheet_day)(&at)]);
    for source in &held.list.sources {
        let at = source.verified.map(|at| at.to_rfc3339());
        csv::line(&mut out, [&*source.name, &at.unwrap_or_default()]);
    }
    out
}

/// The start of a list's hash, as it is shown.
pub fn fingerprint(sha256: &str) -> String {
    sha256.chars().take(FINGERPRINT).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use crate::locales::blacklist::of;
    use crate::state::Lang;
    use record::debarment::{CreditCode, DebarmentList, Screen};

    fn held() -> Held {
        let code = CreditCode::complete("91441500MA0000001").unwrap();
        let json = format!(
            r#"{{"sources":[{{"id":"demo","name":"示例来源","url":"https://example.invalid",
            "verified":"2026-11-25T08:00:00+08:00","entries":[
            {{"key":"1","name":"示例建设有限公司","code":"{code}","kind":"penalty","until":"2027-01-01"}},
            {{"key":"2","name":"=示例厂","kind":"blacklist","until":"2027-02-01"}}]}}]}}"#
        );
        Held {
            list: DebarmentList::from_json(json.as_bytes()).unwrap(),
            sha256: "ab".repeat(32),
            day: "2026-11-26".parse().unwrap(),
        }
    }

    #[test]
    fn rows_say_what_they_rest_on() {
        let (held, words) = (held(), of(Lang::ZhCn));
        let screen = Screen::new(&held.list, held.day);
        let at = held.day.and_hms_opt(9, 5, 0).unwrap();
        let other = CreditCode::complete("91441500MA0000002").unwrap();
        let firms = [
            ("示例建设有限责任公司", other.as_str()),
            ("=示例厂", ""),
            ("", "9144"),
        ];
        let rows: Vec<Row> = firms
            .iter()
            .map(|(name, code)| {
                let firm = Firm {
                    name: (*name).into(),
                    code: (*code).into(),
                };
                Row::new(&firm, firm.judge(&screen), words)
            })
            .collect();
        let csv = csv(&rows, &held, at, words);
        assert!(rows[0].note.contains(words.row_other_code), "{rows:?}");
        assert!(rows[2].note.contains("9144"), "{rows:?}");
        assert!(csv.contains("\r\n'=示例厂,,可能重名,'=示例厂,"), "{csv}");
        assert!(csv.contains("2026-11-26 09:05"), "{csv}");
        assert!(csv.contains(&held.sha256), "{csv}");
    }

    #[test]
    fn a_sheet_is_whole_as_json() {
        let held = held();
        let screen = Screen::new(&held.list, held.day);
        let at = held.day.and_hms_opt(9, 5, 0).unwrap();
        let name = "示例建设有限责任公司";
        let firm = Firm {
            name: name.into(),
            code: String::new(),
        };
        let query = Query::parse(name).unwrap();
        let sheet = sheet_json(&query, &firm.judge(&screen), &held, at);
        let sheet: Value = serde_json::from_str(&sheet).unwrap();
        assert_eq!(sheet["asked"]["name"], name);
        assert_eq!(sheet["answer"], "namesake");
        assert_eq!(sheet["entries"][0]["differs-in"][0], "form");
        assert_eq!(sheet["entries"][0]["entry"]["name"], "示例建设有限公司");
        assert_eq!(sheet["checked"], "2026-11-26T09:05:00+08:00");
        assert_eq!(sheet["list"]["sha256"], held.sha256);
    }
}
