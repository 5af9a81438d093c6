//! CSV as spreadsheets read it: marked as UTF-8, and no cell of it a formula.

/// By this mark Excel takes a file for UTF-8.
pub const MARK: &str = "\u{feff}";

/// Adds a line.
pub fn line<'c>(out: &mut String, cells: impl IntoIterator<Item = &'c str>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&quoted(&plain(cell)));
    }
    out.push_str("\r\n");
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// What a spreadsheet would take for a formula is made a text; some of them fold full width.
fn plain(text: &str) -> String {
    let begins = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.trim_start_matches(' ').starts_with(begins) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_cells_stay_one_cell_and_no_formula() {
        for (cell, written) in [
            ("示例", "示例"),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            (" +1", "' +1"),
            ("＝1", "'＝1"),
            ("a,b\nc", "\"a,b\nc\""),
            ("@sum", "'@sum"),
        ] {
            let mut out = String::new();
            line(&mut out, [cell, "乙"]);
            assert_eq!(out, format!("{written},乙\r\n"));
        }
    }
}
