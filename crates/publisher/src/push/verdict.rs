//! What a push service's answer means, and how long to wait. Pure: time and chance are passed in.
//!
//! One bad hour of a push service must not cost anybody their registration: only 404 and 410,
//! which say that this device is gone, forget one.

use chrono::DateTime;

/// First wait without an order from the push service, in seconds; doubles each time.
const FIRST: i64 = 30;
/// Longest such wait.
const LONGEST: i64 = 3600;
/// Longest order that is taken: no message lives longer.
const MOST_ORDERED: i64 = 7 * 86_400;
/// So many losses in a row, with no answer between them, are the push service's, not a message's.
pub(super) const LOSSES: i64 = 3;

/// What came back from a push service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A status; what `Retry-After` said, in seconds from then; the first words of the body.
    Status {
        code: u16,
        wait: Option<i64>,
        said: String,
    },
    /// No answer: why.
    Lost(String),
    /// Not sent, because the address is not allowed any longer.
    Barred(&'static str),
}

/// What follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The push service has it.
    Delivered,
    /// The device's registration is gone there, so it is here.
    Gone,
    /// The push service refuses *us*: nothing more goes there until an operator has looked.
    Stop(String),
    /// This message is at fault, which is ours: it is given up, nobody is forgotten.
    Fault(String),
    /// The push service asks for a pause, of so many seconds if it says so.
    Pause(Option<i64>, String),
    /// It failed and may be tried again.
    Retry(String),
}

impl Answer {
    /// Judges an answer.
    pub(super) fn judge(&self) -> Verdict {
        let (code, wait, said) = match self {
            Self::Lost(why) => return Verdict::Retry(why.clone()),
            Self::Barred(why) => return Verdict::Stop((*why).to_owned()),
            Self::Status { code, wait, said } => (*code, *wait, said),
        };
        let words = || {
            let said = if said.is_empty() {
                String::new()
            } else {
                format!(": {said}")
            };
            format!("it answered {code}{said}")
        };
        match code {
            200..=299 => Verdict::Delivered,
            404 | 410 => Verdict::Gone,
            401 | 403 => Verdict::Stop(words()),
            // 406 is how Windows' service says 429.
            406 | 429 | 503 => Verdict::Pause(wait, words()),
            // Of the others, a wait makes it a pause; 1xx and 3xx come from something between.
            _ if wait.is_some() => Verdict::Pause(wait, words()),
            408 | 425 => Verdict::Retry(words()),
            400..=499 => Verdict::Fault(words()),
            _ => Verdict::Retry(words()),
        }
    }
}

/// Seconds to wait before try `tries + 1`: exponential with full jitter, `chance` in 0..1. Never
/// at once, or a crowd of small chances would be no back-off.
pub(super) fn back_off(tries: i64, chance: f64) -> i64 {
    let most = FIRST << tries.clamp(0, 10);
    1 + (most.min(LONGEST) as f64 * chance) as i64
}

/// Seconds of a pause that the push service ordered: never less, and up to a tenth more, so that
/// not everything comes back in the same second.
pub(super) fn ordered(seconds: i64, chance: f64) -> i64 {
    let seconds = seconds.clamp(1, MOST_ORDERED);
    seconds + (seconds as f64 * chance / 10.0) as i64
}

/// `Retry-After`, in seconds from now: a number of seconds or a date (RFC 9110, 10.2.3).
pub(super) fn retry_after(text: &str, now: i64) -> Option<i64> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        // More digits than fit are as good as the longest wait.
        return Some(text.parse().unwrap_or(MOST_ORDERED));
    }
    let until = DateTime::parse_from_rfc2822(text).ok()?;
    Some((until.timestamp() - now).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(code: u16, wait: Option<i64>) -> Verdict {
        let said = String::new();
        Answer::Status { code, wait, said }.judge()
    }

    #[test]
    fn only_gone_is_forgotten() {
        let words = |code: u16| format!("it answered {code}");
        for code in 100..600 {
            let gone = status(code, None) == Verdict::Gone;
            assert_eq!(gone, matches!(code, 404 | 410), "{code}");
        }
        for code in [200, 201, 202, 204] {
            assert_eq!(status(code, None), Verdict::Delivered);
        }
        for code in [401, 403] {
            assert_eq!(status(code, None), Verdict::Stop(words(code)));
            assert_eq!(status(code, Some(9)), Verdict::Stop(words(code)));
        }
        for code in [406, 429, 503] {
            assert_eq!(status(code, Some(9)), Verdict::Pause(Some(9), words(code)));
            assert_eq!(status(code, None), Verdict::Pause(None, words(code)));
        }
        assert_eq!(status(500, Some(9)), Verdict::Pause(Some(9), words(500)));
        for code in [301, 307, 308, 408, 500, 502, 504] {
            assert_eq!(status(code, None), Verdict::Retry(words(code)));
        }
        for code in [400, 405, 413, 415] {
            assert_eq!(status(code, None), Verdict::Fault(words(code)));
        }
    }

    #[test]
    fn waits_are_what_was_asked_and_a_tenth_more_at_most() {
        for (seconds, chance, want) in [(60, 0.0, 60), (60, 0.999, 65), (0, 0.5, 1), (1, 0.9, 1)] {
            assert_eq!(ordered(seconds, chance), want);
        }
        assert!(ordered(i64::MAX, 0.999) < 8 * 86_400);
        assert_eq!((back_off(0, 0.0), back_off(0, 1.0)), (1, 31));
        assert_eq!((back_off(3, 0.5), back_off(60, 1.0)), (121, 3601));
    }

    #[test]
    fn a_wait_is_seconds_or_a_date() {
        let now = 1_445_412_480 - 120; // Wed, 21 Oct 2015 07:26:00 GMT
        for (text, want) in [
            (" 60 ", Some(60)),
            ("0", Some(0)),
            ("Wed, 21 Oct 2015 07:28:00 GMT", Some(120)),
            ("Tue, 20 Oct 2015 07:28:00 GMT", Some(0)),
            ("99999999999999999999", Some(MOST_ORDERED)),
            ("-5", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(retry_after(text, now), want, "{text}");
        }
    }
}
