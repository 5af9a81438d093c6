//! Answers of the existing API, kept for a minute and within bounds.

use axum::body::Bytes;
use std::collections::VecDeque;
use std::time::{Duration, Instant};

const KEPT: Duration = Duration::from_secs(60);
const MOST_BYTES: usize = 32 * 1024 * 1024;
const MOST_ANSWERS: usize = 500;

/// Oldest first.
#[derive(Default)]
pub(super) struct Answers {
    kept: VecDeque<(String, Bytes, Instant)>,
    bytes: usize,
}

impl Answers {
    /// The answer to a question, if it was given within the last minute.
    pub(super) fn get(&mut self, question: &str, now: Instant) -> Option<Bytes> {
        while let Some((_, _, at)) = self.kept.front() {
            if now.saturating_duration_since(*at) < KEPT {
                break;
            }
            self.drop_oldest();
        }
        let found = self.kept.iter().find(|(asked, ..)| asked == question);
        found.map(|(_, answer, _)| answer.clone())
    }

    /// Keeps an answer; the oldest go where there is no room.
    pub(super) fn keep(&mut self, question: String, answer: Bytes, now: Instant) {
        self.bytes += answer.len();
        self.kept.push_back((question, answer, now));
        while self.bytes > MOST_BYTES || self.kept.len() > MOST_ANSWERS {
            self.drop_oldest();
        }
    }

    fn drop_oldest(&mut self) {
        if let Some((_, answer, _)) = self.kept.pop_front() {
            self.bytes -= answer.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_kept_for_a_minute() {
        let now = Instant::now();
        let mut answers = Answers::default();
        answers.keep("q".into(), Bytes::from_static(b"a"), now);
        let later = |seconds| now + Duration::from_secs(seconds);
        assert_eq!(answers.get("q", later(59)), Some(Bytes::from_static(b"a")));
        assert_eq!(answers.get("other", later(59)), None);
        assert_eq!(answers.get("q", later(60)), None);
        assert_eq!(answers.bytes, 0);
    }

    #[test]
    fn memory_is_bounded() {
        let now = Instant::now();
        let mut answers = Answers::default();
        let large = Bytes::from(vec![0; 2_000_000]);
        for n in 0..1000 {
            answers.keep(n.to_string(), large.clone(), now);
        }
        assert!(answers.bytes <= MOST_BYTES);
        assert!(answers.get("999", now).is_some());
    }
}
