//! The reader's letters: what was written on a prepared one, and which were noted as sent. Kept on
//! the device only.

use crate::platform::storage::{self, Key};
use crate::route::{Letter, LetterKind};
use chrono::NaiveDate;
use record::{Domain, NoticeId};
use serde::{Deserialize, Serialize};

/// Drafts that are kept; beyond that the one that was left alone longest goes.
const DRAFTS: usize = 20;

/// The record in storage. Every part is optional, so that a part added later loses nothing.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Letters {
    /// The one written on last stands last.
    drafts: Vec<Draft>,
    /// The one sent last stands last.
    sent: Vec<Sent>,
}

/// A letter that was written on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Its kind, by its word.
    kind: String,
    /// The notice that it is about.
    notice: Option<NoticeId>,
    /// The notice's title then; empty where there is none, or it was not here.
    #[serde(default)]
    pub title: String,
    /// What was written.
    text: String,
}

impl Draft {
    /// Which letter it is; `None` for a kind that this version does not know.
    pub fn letter(&self) -> Option<Letter> {
        let kind = LetterKind::from_code(&self.kind)?;
        let notice = self.notice;
        Some(Letter { kind, notice })
    }
}

/// A letter that the reader says was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Its kind, by its word.
    kind: String,
    /// The notice that it is about.
    notice: Option<NoticeId>,
    /// The notice's title then; empty where there is none.
    pub title: String,
    /// The notice's domain, which decides by when an answer is due.
    pub domain: Option<Domain>,
    /// When, as the reader noted it.
    pub day: NaiveDate,
}

impl Sent {
    /// A letter sent on a day.
    pub fn new(letter: Letter, title: String, domain: Option<Domain>, day: NaiveDate) -> Self {
        Self {
            kind: letter.kind.code().to_owned(),
            notice: letter.notice,
            title,
            domain,
            day,
        }
    }

    /// Which letter it is; `None` for a kind that this version does not know.
    pub fn letter(&self) -> Option<Letter> {
        let kind = LetterKind::from_code(&self.kind)?;
        let notice = self.notice;
        Some(Letter { kind, notice })
    }
}

/// What was written on a letter, if anything.
pub fn draft(letter: Letter) -> Option<String> {
    let mut letters = read();
    letters.take(letter).map(|draft| draft.text)
}

/// Keeps what was written about a notice of that title, or with `None` forgets it; false where
/// the device refuses.
pub fn keep(letter: Letter, title: String, text: Option<String>) -> bool {
    let mut letters = read();
    letters.keep(letter, title, text);
    storage::save(Key::Letters, &letters)
}

/// The letters that were written on and not noted as sent, the last first.
pub fn drafts() -> Vec<Draft> {
    read().unsent()
}

/// Deletes what was written.
pub fn delete_draft(draft: &Draft) -> bool {
    let mut letters = read();
    letters.drafts.retain(|other| other != draft);
    storage::save(Key::Letters, &letters)
}

/// Puts back what was deleted.
pub fn restore(draft: Draft) -> bool {
    let mut letters = read();
    letters.restore(draft);
    storage::save(Key::Letters, &letters)
}

/// The letters noted as sent, the last first.
pub fn sent() -> Vec<Sent> {
    let mut sent = read().sent;
    sent.reverse();
    sent
}

/// Notes a letter as sent, once a day; false where the device refuses.
pub fn note(sent: Sent) -> bool {
    let mut letters = read();
    letters.note(sent);
    storage::save(Key::Letters, &letters)
}

/// Deletes a note.
pub fn delete(sent: &Sent) -> bool {
    let mut letters = read();
    letters.sent.retain(|other| other != sent);
    storage::save(Key::Letters, &letters)
}

fn read() -> Letters {
    storage::load(Key::Letters).unwrap_or_default()
}

impl Letters {
    fn take(&mut self, letter: Letter) -> Option<Draft> {
        let of = |d: &Draft| d.kind == letter.kind.code() && d.notice == letter.notice;
        let at = self.drafts.iter().position(of)?;
        Some(self.drafts.remove(at))
    }

    fn keep(&mut self, letter: Letter, title: String, text: Option<String>) {
        let before = self.take(letter);
        let Some(text) = text else { return };
        // A title that is not here now may have been then.
        let title = match before {
            Some(before) if title.is_empty() => before.title,
            _ => title,
        };
        self.put(Draft {
            kind: letter.kind.code().to_owned(),
            notice: letter.notice,
            title,
            text,
        });
    }

    /// What was written since in another window stays.
    fn restore(&mut self, draft: Draft) {
        let of = |d: &Draft| d.kind == draft.kind && d.notice == draft.notice;
        if !self.drafts.iter().any(of) {
            self.put(draft);
        }
    }

    fn put(&mut self, draft: Draft) {
        let excess = (self.drafts.len() + 1).saturating_sub(DRAFTS);
        self.drafts.drain(..excess);
        self.drafts.push(draft);
    }

    fn unsent(self) -> Vec<Draft> {
        let Self { drafts, sent } = self;
        let is_sent = |d: &Draft| {
            sent.iter()
                .any(|s| s.kind == d.kind && s.notice == d.notice)
        };
        let unsent = drafts.into_iter().rev().filter(|d| !is_sent(d));
        unsent.collect()
    }

    /// In order of the days, so that what a reader takes back stands where it stood.
    fn note(&mut self, sent: Sent) {
        if !self.sent.contains(&sent) {
            let at = self.sent.partition_point(|other| other.day <= sent.day);
            self.sent.insert(at, sent);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    fn letter(bits: u64) -> Letter {
        Letter {
            kind: LetterKind::Complaint,
            notice: Some(NoticeId::from_bits(bits)),
        }
    }

    fn sent(bits: u64, day: &str) -> Sent {
        Sent::new(letter(bits), "甲".into(), None, day.parse().unwrap())
    }

    #[test]
    fn a_draft_is_of_its_kind_and_notice() {
        let mut letters = Letters::default();
        letters.keep(letter(1), "题".into(), Some("一".into()));
        letters.keep(letter(1), "题".into(), Some("二".into()));
        let other = Letter {
            kind: LetterKind::Question,
            ..letter(1)
        };
        assert_eq!(letters.take(other), None);
        assert_eq!(letters.take(letter(1)).unwrap().text, "二");
        letters.keep(letter(1), "题".into(), Some("三".into()));
        letters.keep(letter(1), "题".into(), None);
        assert!(letters.drafts.is_empty());
    }

    #[test]
    fn the_draft_that_was_left_alone_longest_goes() {
        let mut letters = Letters::default();
        for bits in 0..20 {
            letters.keep(letter(bits), "题".into(), Some("文".into()));
        }
        letters.keep(letter(0), "题".into(), Some("改".into()));
        letters.keep(letter(20), "题".into(), Some("新".into()));
        assert_eq!(letters.drafts.len(), DRAFTS);
        assert_eq!(letters.take(letter(1)), None);
        assert!(letters.take(letter(0)).is_some());
    }

    #[test]
    fn a_letter_is_noted_once_a_day_and_comes_back_to_its_place() {
        let mut letters = Letters::default();
        for day in ["2026-11-24", "2026-11-25", "2026-11-24"] {
            letters.note(sent(1, day));
        }
        letters.note(sent(2, "2026-11-24"));
        let days: Vec<_> = letters.sent.iter().map(|s| s.day.to_string()).collect();
        assert_eq!(days, ["2026-11-24", "2026-11-24", "2026-11-25"]);
    }

    #[test]
    fn drafts_are_those_not_sent_and_a_deleted_one_comes_back() {
        let mut letters = Letters::default();
        for bits in 1..=3 {
            letters.keep(letter(bits), format!("题{bits}"), Some("文".into()));
        }
        // Written on while the notice was not here.
        letters.keep(letter(1), String::new(), Some("改".into()));
        letters.note(sent(2, "2026-11-24"));
        let taken = letters.take(letter(3)).unwrap();
        letters.restore(taken.clone());
        letters.restore(taken);
        let titles: Vec<_> = letters.unsent().into_iter().map(|d| d.title).collect();
        assert_eq!(titles, ["题3", "题1"]);
    }

    #[test]
    fn what_was_stored_reads_back_and_odd_parts_lose_nothing() {
        let mut letters = Letters::default();
        letters.keep(letter(1), "题".into(), Some("一".into()));
        letters.note(sent(1, "2026-11-24"));
        let text = serde_json::to_string(&letters).unwrap();
        let mut back: Letters = serde_json::from_str(&text).unwrap();
        assert_eq!(back.take(letter(1)).unwrap().text, "一");
        assert_eq!(back.sent, letters.sent);
        assert_eq!(back.sent[0].letter(), Some(letter(1)));
        let older: Letters = serde_json::from_str("{}").unwrap();
        assert!(older.drafts.is_empty() && older.sent.is_empty());
        let older = r#"{"drafts":[{"kind":"complaint","notice":null,"text":"一"}]}"#;
        let older: Letters = serde_json::from_str(older).unwrap();
        assert_eq!(older.drafts[0].title, "");
    }
}
