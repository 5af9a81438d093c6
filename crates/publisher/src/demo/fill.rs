//! Fills the places of a pattern. Knows no vocabulary.

/// Replaces each `{key}` by what `value` says; `None` if it has nothing to say for one.
pub(super) fn fill(
    pattern: &str,
    mut value: impl FnMut(&str, &mut String) -> bool,
) -> Option<String> {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (key, tail) = after.split_once('}')?;
        if !value(key, &mut out) {
            return None;
        }
        rest = tail;
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn a_place_with_nothing_to_say_spoils_the_pattern() {
        let say = |key: &str, out: &mut String| {
            out.push_str("海丰");
            key == "d"
        };
        assert_eq!(fill("在{d}的路", say).as_deref(), Some("在海丰的路"));
        assert_eq!(fill("在{d}的{r}", say), None);
    }
}
