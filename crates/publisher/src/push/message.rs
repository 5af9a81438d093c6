//! What a push says: a topic and a sequence, or the token of the first one. Never a fact: a push
//! service can delay, drop, reorder and replay, and learns no more than that something came.

use record::Topic;
use serde_json::{Map, Value, json};

/// Longest `--public-url`, so that every message fits into the one size.
const MOST_URL: usize = 200;
/// Where the app's page of what one follows stands, below the public address.
const FOLLOW: &str = "follow";

/// What one push says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Message {
    /// The proof that the device can be reached: it says the token back.
    Echo(String),
    /// Something of a topic is new in the site data of this sequence.
    News {
        /// One of the topics that the device registered for.
        topic: Topic,
        /// The manifest's.
        sequence: u64,
    },
}

impl Message {
    /// The text to seal. With a public address it is also a declarative push (Safari 18.4):
    /// a notice without facts, which the service worker may still replace by its own.
    pub(super) fn text(&self, public_url: Option<&str>) -> String {
        let mut fields = Map::new();
        fields.insert("v".into(), json!(1));
        let title = match self {
            Self::Echo(token) => {
                fields.insert("echo".into(), json!(token));
                "公开 · 提醒已设好"
            }
            Self::News { topic, sequence } => {
                fields.insert("topic".into(), json!(topic.to_string()));
                fields.insert("sequence".into(), json!(sequence));
                "公开 · 有新公告"
            }
        };
        if let Some(url) = public_url {
            let notification = json!({ "title": title, "navigate": format!("{url}{FOLLOW}") });
            fields.insert("web_push".into(), json!(8030));
            fields.insert("mutable".into(), json!(true));
            fields.insert("notification".into(), notification);
        }
        Value::Object(fields).to_string()
    }
}

/// Reads `--public-url`: where people reach the app, made to end with a slash.
pub(crate) fn public_url(text: &str) -> Result<String, String> {
    let url = url::Url::parse(text).ok().filter(|url| {
        url.scheme() == "https"
            && url.has_host()
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
    });
    let url = url.map(|url| format!("{}/", url.as_str().trim_end_matches('/')));
    url.filter(|url| url.len() <= MOST_URL).ok_or_else(|| {
        format!(
            "--public-url {text}: give the app's own https address, of at most {MOST_URL} bytes."
        )
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use crate::push::seal::PADDED;

    fn news() -> Message {
        Message::News {
            topic: Topic::parse("state-assets.441500.blacklist").unwrap(),
            sequence: u64::MAX,
        }
    }

    #[test]
    fn a_push_says_topic_and_sequence() {
        let text = news().text(None);
        let want = json!({
            "v": 1, "topic": "state-assets.441500.blacklist", "sequence": u64::MAX,
        });
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), want);
        let echo = Message::Echo("abc".into()).text(None);
        let want = json!({ "v": 1, "echo": "abc" });
        assert_eq!(serde_json::from_str::<Value>(&echo).unwrap(), want);
    }

    #[test]
    fn the_longest_message_fits() {
        let url = public_url(&format!("https://{}.cn/a", "x".repeat(180))).unwrap();
        for message in [news(), Message::Echo("x".repeat(43))] {
            let text = message.text(Some(&url));
            assert!(text.len() < PADDED, "{}", text.len());
            let value: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(value["web_push"], 8030);
            assert_eq!(value["notification"]["navigate"], format!("{url}follow"));
        }
    }

    #[test]
    fn the_public_address_is_https() {
        let read = |text| public_url(text);
        assert_eq!(read("https://a.cn"), Ok("https://a.cn/".into()));
        assert_eq!(read("https://a.cn/g/"), Ok("https://a.cn/g/".into()));
        for bad in [
            "",
            "http://a.cn",
            "a.cn",
            "https://a.cn/?x",
            "https://a.cn/#x",
            "https://u@a.cn",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
