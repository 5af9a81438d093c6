//! A letter as an address that a mail program opens (RFC 6068). It sends nothing by itself.

use crate::route::encode;

/// The address: no recipient, as no source gives one; the letter's first line as the subject.
pub fn mailto(text: &str) -> String {
    let subject = text.lines().next().unwrap_or_default().trim();
    let mut out = "mailto:?subject=".to_owned();
    encode(&mut out, subject);
    out += "&body=";
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            out += "%0D%0A";
        }
        encode(&mut out, line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::mailto;

    #[test]
    fn a_text_stays_inside_its_part() {
        let text = "a&cc=x@y.z?b\n第\r\n#2";
        let wanted = "mailto:?subject=a%26cc%3Dx%40y.z%3Fb&body=a%26cc%3Dx%40y.z%3Fb%0D%0A%E7%AC%AC%0D%0A%232";
        assert_eq!(mailto(text), wanted);
        assert_eq!(mailto(""), "mailto:?subject=&body=");
    }
}
