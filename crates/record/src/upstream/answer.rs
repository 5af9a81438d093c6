//! Tells an answer from a refusal before any row is read: status, HTML, broken JSON, words.

use super::{Refusal, text};
use serde_json::Value;

/// The JSON of an answer, or why there is none.
pub(super) fn json(status: u16, body: &[u8]) -> Result<Value, Refusal> {
    let said = String::from_utf8_lossy(body);
    let said = said.trim_start_matches('\u{feff}').trim();
    let value = serde_json::from_str::<Value>(said);
    if matches!(status, 200..=299) {
        return value.map_err(|error| no_json(said, &error));
    }
    let words = match &value {
        Ok(value) => words(value),
        Err(_) => text::start(&text::plain(said), 120),
    };
    Err(match status {
        429 => Refusal::TooFrequent(seconds(&words)),
        _ if wants_captcha(&words) => Refusal::Captcha,
        401 | 403 => Refusal::Refused(format!("HTTP {status}: {words}")),
        _ => Refusal::UnexpectedShape(format!("HTTP {status}: {words}")),
    })
}

/// The refusal that a source spells in words and a code of its own.
pub(super) fn refused(code: &str, words: &str) -> Refusal {
    if wants_captcha(words) {
        Refusal::Captcha
    } else if ["频率过高", "频繁", "too frequent"]
        .iter()
        .any(|w| words.contains(w))
    {
        Refusal::TooFrequent(seconds(words))
    } else {
        Refusal::Refused(format!("code {code}: {words}"))
    }
}

/// The seconds of `访问频率过高，请60秒后重试`.
pub(super) fn seconds(words: &str) -> Option<u32> {
    let before = words.split_once('秒')?.0.trim_end();
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    before[before.len() - digits..].parse().ok()
}

pub(super) fn wants_captcha(words: &str) -> bool {
    words.contains("验证码") || words.to_ascii_lowercase().contains("captcha")
}

/// The message of an answer, under the names that the sources use.
pub(super) fn words(value: &Value) -> String {
    let named = ["errmsg", "message", "msg"];
    let said = named
        .iter()
        .find_map(|name| value.get(name).and_then(Value::as_str));
    said.map_or_else(|| text::start(&value.to_string(), 120), text::plain)
}

fn no_json(said: &str, error: &serde_json::Error) -> Refusal {
    if said.is_empty() {
        return Refusal::UnexpectedShape("an empty answer".to_owned());
    }
    if said.starts_with('<') {
        if wants_captcha(said) {
            return Refusal::Captcha;
        }
        let shown = text::start(&text::plain(said), 120);
        return Refusal::UnexpectedShape(format!("a page instead of JSON: {shown}"));
    }
    let start = text::start(said, 120);
    Refusal::UnexpectedShape(format!("no JSON ({error}): {start}"))
}
