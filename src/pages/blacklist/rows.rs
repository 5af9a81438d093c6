//! Firms out of what was pasted or opened: one a line, or a table whose columns are known by their
//! heads, else by what is in them. Pure.

use super::answer::looks_like_code;
use crate::state::suppliers::Firm;
use csv_core::{ReadFieldResult, ReaderBuilder};
use record::debarment::{CreditCode, is_legal_person};

/// Firms that are checked at once.
pub const MOST: usize = 5_000;
/// Bytes of a file or a text.
pub const LONGEST: u32 = 5_000_000;
/// Characters of a name or code that are kept: what is longer is neither.
const CELL: usize = 200;

/// Why no firms were read. What was there before stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// More than [`LONGEST`].
    TooLarge,
    /// So many firms: more than [`MOST`].
    TooMany(usize),
    /// Nothing that is a name or a code.
    Empty,
    /// Not a text and not a table.
    Unreadable,
    /// The program that reads it did not come.
    NoReader,
}

/// Heads of a column of names, the surest first.
const NAMES: [&str; 18] = [
    "供应商名称",
    "企业名称",
    "单位名称",
    "公司名称",
    "投标人名称",
    "主体名称",
    "供应商",
    "投标人",
    "企业",
    "单位",
    "公司",
    "名称",
    "name",
    "supplier",
    "company",
    "firm",
    "bidder",
    "vendor",
];
/// What a head of a column of codes contains.
const CODES: [&str; 4] = ["信用代码", "代码", "code", "uscc"];

/// Reads a text.
///
/// # Errors
/// If it is too long or holds no firm.
pub fn read(text: &str) -> Result<Vec<Firm>, Unread> {
    if text.len() > LONGEST as usize {
        return Err(Unread::TooLarge);
    }
    firms(table(text))
}

/// Finds the firms in a table.
///
/// # Errors
/// If there is none, or more than [`MOST`].
pub fn firms(table: Vec<Vec<String>>) -> Result<Vec<Firm>, Unread> {
    let mut rows = table.into_iter().filter(|row| !is_blank(row)).peekable();
    let columns = rows.peek().and_then(|row| heads(row));
    if columns.is_some() {
        rows.next();
    }
    let firms = rows.map(|row| match columns {
        Some((name, code)) => {
            let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).map_or("", |c| c.trim());
            (cell(name).to_owned(), cell(code).to_owned())
        }
        None => by_looks(&row),
    });
    let firms = firms.filter(|(name, code)| !name.is_empty() || !code.is_empty());
    let firms: Vec<Firm> = firms
        .map(|(name, code)| Firm {
            name: name.chars().take(CELL).collect(),
            code: code.chars().take(CELL).collect(),
        })
        .collect();
    match firms.len() {
        0 => Err(Unread::Empty),
        1..=MOST => Ok(firms),
        many => Err(Unread::TooMany(many)),
    }
}

/// Which columns hold names and codes, if the first row says so.
fn heads(row: &[String]) -> Option<(Option<usize>, Option<usize>)> {
    let heads: Vec<String> = row.iter().map(|cell| record::fold(cell)).collect();
    // A firm may be called 示例代码科技有限公司.
    let is_short = |head: &String| head.chars().count() <= 12 && !head.ends_with("有限公司");
    let code = heads.iter().position(|head| {
        let is_code = CODES.iter().any(|word| head.contains(word));
        is_code && is_short(head) && CreditCode::parse(head).is_none()
    });
    let of = |word: &str| heads.iter().position(|head| head == word);
    let like = || {
        heads.iter().enumerate().position(|(at, head)| {
            let ends = head.ends_with("名称") || head.ends_with("name");
            ends && is_short(head) && code != Some(at)
        })
    };
    let name = NAMES.iter().find_map(|word| of(word)).or_else(like);
    (name.is_some() || code.is_some()).then_some((name, code))
}

/// A row without heads: what looks like a code is the code, what looks most like a firm the name.
fn by_looks(row: &[String]) -> (String, String) {
    if let [cell] = row {
        return one_cell(cell);
    }
    let is_code = |cell: &&String| CreditCode::parse(cell).is_some() || looks_like_code(cell);
    let code = row.iter().find(is_code).cloned().unwrap_or_default();
    let mut names = row.iter().map(|cell| cell.trim()).filter(|cell| {
        let is_word = cell.chars().any(char::is_alphabetic);
        is_word && !looks_like_code(cell) && CreditCode::parse(cell).is_none()
    });
    let firm = names.clone().find(|name| is_firm(name));
    let name = firm.or_else(|| names.next()).unwrap_or_default();
    (name.to_owned(), code.trim().to_owned())
}

fn is_firm(name: &str) -> bool {
    is_legal_person(name) && !name.chars().any(|c| matches!(c, '：' | ':' | '@'))
}

/// A name, a code, or both with a gap between.
fn one_cell(cell: &str) -> (String, String) {
    let cell = cell.trim();
    let is_code = |text: &str| CreditCode::parse(text).is_some() || looks_like_code(text);
    if is_code(cell) {
        return (String::new(), cell.to_owned());
    }
    let first = cell.split_once(char::is_whitespace);
    let last = cell.rsplit_once(char::is_whitespace);
    match (first, last) {
        (Some((code, name)), _) if is_code(code) => (name.trim().into(), code.into()),
        (_, Some((name, code))) if is_code(code) => (name.trim().into(), code.into()),
        _ => (cell.to_owned(), String::new()),
    }
}

fn is_blank(row: &[String]) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

/// The cells of a text, in whatever way they are parted.
fn table(text: &str) -> Vec<Vec<String>> {
    let most = |parts: [char; 3]| {
        let count = |part: &char| text.matches(*part).count();
        parts
            .into_iter()
            .find(|part| *part == '\t' && count(part) > 0)
            .or_else(|| parts.into_iter().max_by_key(count))
            .filter(|part| count(part) > 0)
    };
    match most(['\t', ',', ';']) {
        Some(part) => cells(text, part as u8),
        // What people type on a Chinese keyboard.
        None => cells(&text.replace(['，', '；'], "\t"), b'\t'),
    }
}

fn cells(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    // A quotation mark that nothing closes would take the rest of the text for one cell.
    let quoting = text.matches('"').count().is_multiple_of(2);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(quoting)
        .build();
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let mut input = text.as_bytes();
    // As long as the whole text, so that no cell is too long for it.
    let mut output = vec![0; text.len() + 1];
    let mut filled = 0;
    loop {
        let (result, read, written) = reader.read_field(input, &mut output[filled..]);
        input = &input[read..];
        filled += written;
        match result {
            ReadFieldResult::Field { record_end } => {
                row.push(String::from_utf8_lossy(&output[..filled]).into_owned());
                filled = 0;
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            // Asked once more with nothing, it gives what the last line ended with.
            ReadFieldResult::InputEmpty => {}
            ReadFieldResult::OutputFull | ReadFieldResult::End => return rows,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    const CODE: &str = "9144030071526726XG";

    fn of(text: &str) -> Vec<(String, String)> {
        let firms = read(text).unwrap();
        firms.into_iter().map(|f| (f.name, f.code)).collect()
    }

    #[test]
    fn a_firm_a_line_in_every_writing() {
        let both = ("示例建设有限公司".to_owned(), CODE.to_owned());
        for text in [
            format!("示例建设有限公司,{CODE}"),
            format!("{CODE}\t示例建设有限公司\n\n"),
            format!("示例建设有限公司，{CODE}\r\n"),
            format!("示例建设有限公司 {CODE}"),
            format!("{CODE}\u{3000}示例建设有限公司"),
            format!("名称,信用代码\n示例建设有限公司,{CODE}"),
            format!("Code;Name\n{CODE};示例建设有限公司\n;\n"),
            format!(
                "序号\t统一社会信用代码\t供应商名称\t联系人\n1\t{CODE}\t示例建设有限公司\t张三"
            ),
            format!("1,张三,示例建设有限公司,{CODE},0660-1234567"),
            format!("\"示例建设有限公司\",\"{CODE}\""),
        ] {
            assert_eq!(of(&text), std::slice::from_ref(&both), "{text}");
        }
    }

    #[test]
    fn a_name_or_a_code_alone_is_enough() {
        let text = format!("示例厂\n{CODE}\n\"半边引号有限公司\n示例代码科技有限公司");
        let all = of(&text);
        assert_eq!(all[0], ("示例厂".into(), String::new()));
        assert_eq!(all[1], (String::new(), CODE.into()));
        assert_eq!(all[2].0, "\"半边引号有限公司");
        assert_eq!(all[3].0, "示例代码科技有限公司");
        let quoted = "name,code\n\"示例,（汕尾）\n有限公司\",\n";
        assert_eq!(of(quoted)[0].0, "示例,（汕尾）\n有限公司");
        let wrong = of("示例建设有限公司,9144030071526726XH");
        assert_eq!(wrong[0].1, "9144030071526726XH");
    }

    #[test]
    fn limits_are_said_and_nothing_panics() {
        assert_eq!(read(" \n,,\n"), Err(Unread::Empty));
        assert_eq!(read("名称,代码\n"), Err(Unread::Empty));
        let many = "示例厂\n".repeat(MOST);
        assert_eq!(read(&many).unwrap().len(), MOST);
        let more = many + "示例厂";
        assert_eq!(read(&more), Err(Unread::TooMany(MOST + 1)));
        let large = "长".repeat(LONGEST as usize / 3 + 1);
        assert_eq!(read(&large), Err(Unread::TooLarge));
        let long = read(&"长".repeat(1_000)).unwrap();
        assert_eq!(long[0].name.chars().count(), CELL);
        for odd in ["\"", "\"\"", ",\"", "a\0b", "\t\t\"x\"y\t", "\r\r\n"] {
            let _ = read(odd);
        }
    }
}
