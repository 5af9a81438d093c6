//! What changed in the app, version by version: a small file beside it, kept with it by the worker
//! and read when wanted. Its words are the publisher's, in both languages.

use crate::platform::net::{self, Freshness};
use crate::state::Lang;
use chrono::NaiveDate;
use serde::Deserialize;

/// The file, beside the app.
const FILE: &str = "changes.json";
/// Longest wait for it, in milliseconds.
const TIMEOUT: i32 = 15_000;

/// What came with a version.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Change {
    /// Counts up, and is never given twice.
    number: u32,
    /// When it was written.
    pub day: NaiveDate,
    /// In Chinese, a sentence each.
    zh: Vec<String>,
    /// The same in English.
    en: Vec<String>,
}

impl Change {
    /// By which versions are compared.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// What changed, in a language.
    pub fn said(&self, lang: Lang) -> &[String] {
        match lang {
            Lang::ZhCn => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// The changes, the newest first; `None` where the file cannot be had.
pub async fn load() -> Option<Vec<Change>> {
    let answer = net::get(FILE, Freshness::Any, TIMEOUT).await.ok()?;
    if answer.status != 200 {
        return None;
    }
    read(&answer.bytes)
}

fn read(bytes: &[u8]) -> Option<Vec<Change>> {
    let mut changes: Vec<Change> = serde_json::from_slice(bytes).ok()?;
    changes.sort_by_key(|change| std::cmp::Reverse(change.number));
    Some(changes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn the_file_that_is_shipped_counts_up_and_says_all_in_both_languages() {
        let changes = read(include_bytes!("../../public/changes.json")).unwrap();
        assert!(!changes.is_empty());
        for pair in changes.windows(2) {
            assert!(pair[0].number > pair[1].number && pair[0].day >= pair[1].day);
        }
        for change in &changes {
            assert_eq!(change.zh.len(), change.en.len(), "{}", change.number);
            assert!(!change.zh.is_empty() && change.number > 0);
        }
    }
}
