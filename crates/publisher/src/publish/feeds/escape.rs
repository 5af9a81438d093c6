//! Text as other formats take it.

/// Text in XML. Characters that XML cannot hold are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
    out
}

/// A cell of a table; one that a spreadsheet would take for a formula is made text.
pub(super) fn quoted(cell: &str) -> String {
    let begins = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let formula = cell.trim_start_matches(' ').starts_with(begins);
    let mark = if formula { "'" } else { "" };
    format!("\"{mark}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_is_markup_or_a_formula() {
        assert_eq!(escaped("<b>&\"\u{0}\u{1b}"), "&lt;b&gt;&amp;&quot;");
        assert_eq!(quoted("=cmd|'/c'!A1"), "\"'=cmd|'/c'!A1\"");
        assert_eq!(quoted("a\"b,\n"), "\"a\"\"b,\n\"");
        for formula in ["＝1", " =1", "\n=1", "\t=1", "@x", "-1+cmd"] {
            assert_eq!(quoted(formula), format!("\"'{formula}\""));
        }
    }
}
