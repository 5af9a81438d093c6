//! Folding: the form in which words and titles are compared. It never changes what is shown.

mod table;

/// The form in which texts are compared: lower case, full width as half width, common
/// traditional characters as simplified, each run of white space as one space, none at the ends.
///
/// Character by character otherwise, and folding twice changes nothing, so that the folded
/// words of a search are found inside a folded title.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        let c = half_width(c);
        if c.is_whitespace() {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(' ');
        }
        out.push(simplified(lower(c)));
    }
    out
}

/// Zero-width and direction marks: with them a name can pass for another.
pub(crate) const fn hides(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// ASCII in full width (！ to ～) and the ideographic space, in half width.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The lower case of a character that has exactly one; others would change the length.
fn lower(c: char) -> char {
    // Most of a title, and of one case.
    if ('\u{2e80}'..='\u{9fff}').contains(&c) {
        return c;
    }
    let mut all = c.to_lowercase();
    match (all.next(), all.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

fn simplified(c: char) -> char {
    if !('\u{4e00}'..='\u{9fff}').contains(&c) {
        return c;
    }
    let (mut low, mut high) = (0, SIMPLIFIED.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let (from, to) = SIMPLIFIED[middle];
        match (c as u32).cmp(&(from as u32)) {
            std::cmp::Ordering::Equal => return char::from_u32(to as u32).unwrap_or(c),
            std::cmp::Ordering::Less => high = middle,
            std::cmp::Ordering::Greater => low = middle + 1,
        }
    }
    c
}

/// The pairs as numbers, made by the compiler: every one takes three bytes of UTF-8.
static SIMPLIFIED: [(u16, u16); table::PAIRS.len() / 6] = {
    let text = table::PAIRS.as_bytes();
    let mut pairs = [(0, 0); table::PAIRS.len() / 6];
    let mut i = 0;
    while i < pairs.len() {
        pairs[i] = (unit(text, i * 6), unit(text, i * 6 + 3));
        i += 1;
    }
    pairs
};

const fn unit(text: &[u8], at: usize) -> u16 {
    (text[at] as u16 & 0x0f) << 12
        | (text[at + 1] as u16 & 0x3f) << 6
        | (text[at + 2] as u16 & 0x3f)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding_by_example() {
        for (text, folded) in [
            ("", ""),
            ("  ", ""),
            ("ＤＳＡ等８台", "dsa等8台"),
            ("污水  處理\u{3000}廠 ", "污水 处理 厂"),
            ("廣東省汕尾市海豐縣", "广东省汕尾市海丰县"),
            ("EPC＋O", "epc+o"),
            ("國有土地使用權", "国有土地使用权"),
            ("İ", "İ"),
            ("已是简体", "已是简体"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn the_table_is_in_order_and_goes_one_step() {
        assert_eq!(table::PAIRS.chars().count(), SIMPLIFIED.len() * 2);
        assert!(SIMPLIFIED.windows(2).all(|w| w[0].0 < w[1].0));
        for (from, to) in SIMPLIFIED {
            let (from, to) = (char::from_u32(from.into()), char::from_u32(to.into()));
            assert_eq!(from.map(simplified), to);
            assert_eq!(to.map(simplified), to, "a chain would not be idempotent");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*|[\\sａ-ｚA-Z廣汕\u{3000}]*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
