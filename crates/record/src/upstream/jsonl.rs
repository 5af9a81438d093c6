//! JSON Lines of our own schema, [`Draft`]: how a department feeds the record from its database.
//!
//! Strict, unlike the others: whoever writes this schema can also mend what he wrote.

use super::{Draft, Rejected, read, text};
use serde_json::{Map, Value};

/// The notice of one line.
///
/// # Errors
/// If the line is not one object of the schema; the reason names the field and its text.
pub fn decode_line(line: &str) -> Result<Draft, Rejected> {
    let line = line.trim_start_matches('\u{feff}').trim();
    let rejected = |key: Option<&str>, reason: String| Rejected {
        key: key.map(str::to_owned),
        reason,
        excerpt: text::start(line, read::EXCERPT),
    };
    let draft = match serde_json::from_str::<Draft>(line) {
        Ok(draft) => draft,
        Err(error) => {
            let object = serde_json::from_str::<Map<String, Value>>(line).unwrap_or_default();
            let key = object.get("key").and_then(Value::as_str);
            let reason = culprit(&object).unwrap_or_else(|| error.to_string());
            return Err(rejected(key, reason));
        }
    };
    match flaw(&draft) {
        Some(reason) => Err(rejected(
            Some(&draft.key)
                .filter(|k| !k.is_empty())
                .map(String::as_str),
            reason,
        )),
        None => Ok(draft),
    }
}

/// The field that cannot be read, found by reading each alone.
fn culprit(object: &Map<String, Value>) -> Option<String> {
    let least = || {
        let pairs = [
            ("key", "k"),
            ("title", "t"),
            ("domain", "other"),
            ("stage_label", ""),
            ("published", "2026-01-01"),
        ];
        pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), Value::from(value)))
            .collect::<Map<_, _>>()
    };
    object.iter().find_map(|(name, value)| {
        let mut alone = least();
        alone.insert(name.clone(), value.clone());
        let error = serde_json::from_value::<Draft>(Value::Object(alone)).err()?;
        let shown = text::start(&value.to_string(), 80);
        Some(format!("{name}: {error}: {shown}"))
    })
}

/// What the types cannot forbid.
fn flaw(draft: &Draft) -> Option<String> {
    if draft.key.trim().is_empty() {
        return Some("key: is empty".to_owned());
    }
    if draft.title.trim().is_empty() {
        return Some("title: is empty".to_owned());
    }
    let official = draft.official_url.iter().map(|url| ("official_url", url));
    let files = draft
        .attachments
        .iter()
        .map(|file| ("attachments", &file.url));
    let mut addresses = official.chain(files);
    let (name, url) = addresses.find(|(_, url)| read::web_address(url).is_none())?;
    Some(format!(
        "{name}: is no http or https address: {}",
        text::start(url, 80)
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use proptest::prelude::*;

    const LEAST: &str = r#"{"key":"1","title":"甲","domain":"works","stage_label":"公告","published":"2026-07-07"}"#;

    #[test]
    fn the_least_line_is_read() {
        let draft = decode_line(&format!("\u{feff}{LEAST}\r\n")).unwrap();
        assert_eq!((draft.key.as_str(), draft.complete), ("1", false));
    }

    #[test]
    fn a_rejected_line_says_why() {
        let with = |part: &str| LEAST.replace("\"title\":\"甲\"", part);
        for (line, reason) in [
            (String::new(), "EOF"),
            ("{\"key\":\"1\"".to_owned(), "EOF"),
            ("[]".to_owned(), "expected struct Draft"),
            (with("\"x\":1"), "x: unknown field"),
            (with("\"title\":\" \""), "title: is empty"),
            (
                LEAST.replace("\"title\":\"甲\",", ""),
                "missing field `title`",
            ),
            (
                LEAST.replace("2026-07-07", "7.7.2026"),
                "published: not a day or a Beijing time: \"7.7.2026\"",
            ),
            (LEAST.replace("works", "space"), "domain: unknown variant"),
            (
                with("\"title\":\"甲\",\"official_url\":\"javascript:alert(1)\""),
                "official_url: is no http",
            ),
            (
                with("\"title\":\"甲\",\"region\":1000000"),
                "expected a region code of six digits",
            ),
        ] {
            let rejected = decode_line(&line).unwrap_err();
            assert!(
                rejected.reason.contains(reason),
                "{line}: {}",
                rejected.reason
            );
        }
        assert_eq!(
            decode_line(&with("\"x\":1")).unwrap_err().key.as_deref(),
            Some("1")
        );
    }

    #[test]
    fn an_excerpt_is_short() {
        let rejected = decode_line(&"汕".repeat(500)).unwrap_err();
        assert_eq!(rejected.excerpt.chars().count(), read::EXCERPT);
    }

    proptest! {
        #[test]
        fn any_line_is_read_or_rejected(line in "\\PC*|\\{(\"(key|title|published)\":(\"[0-9-]*\"|1|null),?)*\\}?") {
            if let Err(rejected) = decode_line(&line) {
                prop_assert!(!rejected.reason.is_empty());
                prop_assert!(rejected.excerpt.chars().count() <= read::EXCERPT);
            }
        }
    }
}
