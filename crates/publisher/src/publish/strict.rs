//! An operator's file, read strictly: the app leaves out what it does not know, so that a later
//! publisher may say more; here a slip of the pen (`onyl`) must not go unnoticed.

use serde_json::Value;

/// The place of the first key in a file that reading it lost, such as `limits[3].onyl`. What
/// holds nothing (null, an empty list or text) may be lost.
pub(super) fn lost(given: &Value, kept: &Value) -> Option<String> {
    match (given, kept) {
        (Value::Object(given), Value::Object(kept)) => given.iter().find_map(|(key, value)| {
            let place = match kept.get(key) {
                Some(kept) => lost(value, kept)?,
                None if is_empty(value) => return None,
                None => String::new(),
            };
            Some(join(key, &place))
        }),
        (Value::Array(given), Value::Array(kept)) => {
            let pairs = given.iter().zip(kept).enumerate();
            let mut found = pairs.filter_map(|(at, (given, kept))| {
                let place = lost(given, kept)?;
                Some(join(&format!("[{at}]"), &place))
            });
            found.next()
        }
        _ => None,
    }
}

fn join(key: &str, place: &str) -> String {
    match place {
        "" => key.to_owned(),
        place if place.starts_with('[') => format!("{key}{place}"),
        place => format!("{key}.{place}"),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_lost_key_is_named_with_its_place() {
        let kept = json!({"limits": [{"id": "a", "only": {"en": "x"}}]});
        for (given, place) in [
            (json!({"limits": [{"id": "a", "only": {"en": "x"}}]}), None),
            (
                json!({"limits": [{"id": "a", "onyl": {"en": "x"}}]}),
                Some("limits[0].onyl"),
            ),
            (
                json!({"limits": [{"id": "a", "only": {"en": "x", "de": "y"}}]}),
                Some("limits[0].only.de"),
            ),
            (json!({"limits": [], "note": "z"}), Some("note")),
            (
                json!({"limits": [{"id": "a", "more": null}], "rest": []}),
                None,
            ),
        ] {
            assert_eq!(lost(&given, &kept).as_deref(), place, "{given}");
        }
    }
}
