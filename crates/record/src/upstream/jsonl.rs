//! JSON Lines of our own schema, [`Draft`]: how a department feeds the record from its database.
//!
//! Strict, unlike the others: whoever writes this schema can also mend what he wrote.

use super::listed::{self, Listed};
use super::{Draft, Rejected, persons, read, text};
use crate::debarment::{CreditCode, Debarment, DebarmentKind};
use serde::Deserialize;
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

/// How many lines a list has besides this one, its first: `{"total":128}`. Without it nobody could
/// tell a list that was cut off between two lines from a shorter one.
pub fn decode_total(line: &str) -> Option<u64> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Head {
        total: u64,
    }
    let line = line.trim_start_matches('\u{feff}').trim();
    serde_json::from_str(line).ok().map(|Head { total }| total)
}

/// A line of the platform's sets of the data standard: 300 (违法违规) and 302 (黑名单) carry a
/// [`Debarment`] beside their `set`, 303 (黑名单撤销) the key of one and perhaps a day:
/// `{"set":303,"key":"…","withdrawn":"2026-11-24"}`. The kind follows from the set. What a court
/// lists (失信被执行人, of which an operator has an export) is of no set of the standard and says
/// `"set":"court"`.
///
/// # Errors
/// If the line is none of these. It is not quoted: it may be about a person.
pub fn decode_list_line(line: &str) -> Result<Listed, Rejected> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Withdrawal {
        key: String,
        #[serde(default)]
        withdrawn: Option<chrono::NaiveDate>,
    }
    let line = line.trim_start_matches('\u{feff}').trim();
    let rejected = |key: Option<&str>, reason: String| Rejected {
        key: key
            .filter(|key| !key.trim().is_empty() && !persons::is_resident_number(key.trim()))
            .map(str::to_owned),
        reason,
        excerpt: format!("a line of {} characters", line.chars().count()),
    };
    let mut object = serde_json::from_str::<Map<String, Value>>(line)
        .map_err(|error| rejected(None, error.to_string()))?;
    let key = object.get("key").and_then(Value::as_str).map(str::to_owned);
    let reject = |reason: String| rejected(key.as_deref(), reason);
    let set = object.remove("set").map(|set| read::scalar(&set));
    let kind = match set.as_deref() {
        Some("303") => {
            let of = serde_json::from_value::<Withdrawal>(Value::Object(object));
            let Withdrawal {
                key: gone,
                withdrawn,
            } = of.map_err(|e| reject(e.to_string()))?;
            return match gone.trim() {
                "" => Err(reject("key: is empty".to_owned())),
                key => Ok(Listed::Withdrawn {
                    key: key.to_owned(),
                    on: withdrawn,
                }),
            };
        }
        Some("300") => DebarmentKind::Violation,
        Some("302") => DebarmentKind::Blacklist,
        Some("court") => DebarmentKind::CourtListed,
        other => {
            let met = other.unwrap_or("nothing");
            return Err(reject(format!(
                "set: expected 300, 302, 303 or court, found {met}"
            )));
        }
    };
    // A code whose check character does not hold is kept as it was sent, not refused.
    let code = object
        .remove("code")
        .map(|code| read::scalar(&code))
        .unwrap_or_default();
    let sent = object
        .remove("code-as-sent")
        .map(|code| read::scalar(&code))
        .unwrap_or_default();
    let kind = serde_json::to_value(kind).map_err(|e| reject(e.to_string()))?;
    object.insert("kind".to_owned(), kind);
    let mut entry = serde_json::from_value::<Debarment>(Value::Object(object))
        .map_err(|e| reject(e.to_string()))?;
    entry.key = entry.key.trim().to_owned();
    entry.name = text::plain(&entry.name);
    let code = if code.is_empty() { sent } else { code };
    let named = entry.key.contains(&entry.name)
        || CreditCode::parse(&entry.key).is_some()
        || persons::is_resident_number(&entry.key);
    let flaw = match &entry {
        entry if entry.key.is_empty() => Some("key: is empty"),
        entry if entry.name.is_empty() => Some("name: is empty"),
        // The key outlives the entry, as the mark of its withdrawal, which is to name nobody.
        _ if named => Some("key: is a name or a code; take one that names nobody"),
        entry if entry.begins().is_none() && entry.until.is_none() => {
            Some("one of decided, published and until is needed")
        }
        entry => (entry.url.as_deref())
            .is_some_and(|url| read::web_address(url).is_none())
            .then_some("url: is no http or https address"),
    };
    match flaw {
        Some(flaw) => Err(reject(flaw.to_owned())),
        None => Ok(listed::entry(entry, &code)),
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
    fn lines_of_the_platforms_sets_are_read() {
        let code = CreditCode::complete("91441500MA0000001").unwrap();
        let line = |set: u32, key: &str, name: &str, code: &str| {
            format!(
                r#"{{"set":{set},"key":"{key}","name":"{name}","code":"{code}","published":"2026-07-01"}}"#
            )
        };
        let read = decode_list_line(&line(302, "a1", "示例建设有限公司", code.as_str()));
        let Ok(Listed::Entry(entry)) = read else {
            panic!("{read:?}")
        };
        assert_eq!(
            (entry.kind, entry.code),
            (DebarmentKind::Blacklist, Some(code.clone()))
        );
        let read = decode_list_line(&line(300, "a2", "示例建设有限公司", "91X"));
        let Ok(Listed::Entry(entry)) = read else {
            panic!("{read:?}")
        };
        assert_eq!(
            (entry.kind, entry.code_as_sent.as_str()),
            (DebarmentKind::Violation, "91X")
        );
        assert_eq!(
            decode_list_line(&line(302, "a3", "张三", "")),
            Ok(Listed::Person)
        );
        let gone = |on: Option<&str>| Listed::Withdrawn {
            key: "a1".into(),
            on: on.map(|day| day.parse().unwrap()),
        };
        for (line, want) in [
            (r#"{"set":303,"key":"a1"}"#, gone(None)),
            (
                r#"{"set":"303","key":"a1","withdrawn":"2026-11-20"}"#,
                gone(Some("2026-11-20")),
            ),
        ] {
            assert_eq!(decode_list_line(line), Ok(want));
        }
        for (line, reason) in [
            (line(301, "a", "示例公司", ""), "set: expected"),
            (line(302, "", "示例公司", ""), "key: is empty"),
            (line(302, code.as_str(), "示例公司", ""), "names nobody"),
            (line(302, "示例公司-1", "示例公司", ""), "names nobody"),
            (line(302, "a", "", ""), "name: is empty"),
            (
                line(302, "a", "示例公司", "").replace("published", "x"),
                "unknown field",
            ),
            (
                line(302, "a", "示例公司", "").replace("2026-07-01", "soon"),
                "invalid",
            ),
            (r#"{"set":302,"key":"a""#.to_owned(), "EOF"),
        ] {
            let rejected = decode_list_line(&line).unwrap_err();
            assert!(
                rejected.reason.contains(reason),
                "{line}: {}",
                rejected.reason
            );
            assert!(!rejected.excerpt.contains("示例"));
        }
    }

    #[test]
    fn what_a_court_lists_comes_in_too_and_persons_do_not() {
        let code = CreditCode::complete("91441500MA0000001").unwrap();
        let line = |name: &str, code: &str| {
            format!(
                r#"{{"set":"court","key":"（2026）粤1502执123号","name":"{name}","code":"{code}",
                "reason":"有履行能力而拒不履行生效法律文书确定义务","authority":"示例人民法院",
                "decision":"（2026）粤1502执123号","decided":"2026-03-01","published":"2026-04-01"}}"#
            )
        };
        let read = decode_list_line(&line("汕尾市示例建设有限公司", code.as_str()));
        let Ok(Listed::Entry(entry)) = read else {
            panic!("{read:?}")
        };
        assert_eq!(
            (entry.kind, entry.code),
            (DebarmentKind::CourtListed, Some(code))
        );
        for (name, code) in [
            ("示例人", "44010619900101123X"),
            ("示例人", ""),
            ("海丰县示例便利店", ""),
            ("示例人（示例公司股东）", ""),
        ] {
            let read = decode_list_line(&line(name, code));
            assert_eq!(read, Ok(Listed::Person), "{name} {code}");
        }
        // A representative's field is refused, and its line not quoted; nor a number as the key.
        let line = line("汕尾市示例建设有限公司", "").replace("reason", "legal-representative");
        let rejected = decode_list_line(&line).unwrap_err();
        assert!(rejected.reason.contains("unknown field") && !rejected.excerpt.contains("示例"));
        let line = line.replace("（2026）粤1502执123号", "44010619900101123X");
        assert_eq!(decode_list_line(&line).unwrap_err().key, None);
    }

    #[test]
    fn only_a_line_of_nothing_else_tells_the_number_of_lines() {
        assert_eq!(decode_total("\u{feff}{\"total\":128}\r"), Some(128));
        for line in [
            r#"{"total":"128"}"#,
            r#"{"total":1,"set":302}"#,
            "128",
            "",
            "{}",
        ] {
            assert_eq!(decode_total(line), None, "{line}");
        }
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
