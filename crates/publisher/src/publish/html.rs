//! Text as HTML takes it, in content and in quoted attributes.

/// Text that can be no markup wherever it stands. Characters that HTML cannot hold are left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            _ if c.is_control()
                || matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}') => {}
            _ => out.push(c),
        }
    }
    out
}

/// HTML in ASCII alone, so that a page of any encoding (GB 18030 among them) shows it as it is.
pub(super) fn ascii(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for c in html.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            out.push_str(&format!("&#{};", u32::from(c)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        assert_eq!(
            escape("</title><script>\"'&\u{0}\u{7f}\r\n汕"),
            "&lt;/title&gt;&lt;script&gt;&quot;&#39;&amp;  汕"
        );
    }

    #[test]
    fn text_of_any_language_is_ascii() {
        assert_eq!(ascii("<b>汕尾 a</b>"), "<b>&#27733;&#23614; a</b>");
        assert_eq!(ascii("𠮷"), "&#134071;");
    }
}
