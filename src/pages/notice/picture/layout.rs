//! Where everything stands in the picture of a notice. Pure: whoever calls knows how wide text is.
//!
//! Always on light paper, whatever the reader's theme: it is read in somebody else's messenger.

use crate::platform::canvas::{Ink, Mark, Picture};

/// As wide as messengers keep a picture.
const WIDTH: f64 = 1080.0;
const MARGIN: f64 = 64.0;
/// Where the five values begin.
const VALUES: f64 = 330.0;
const CODE: f64 = 264.0;

const PAPER: &str = "#fbfaf6";
const RAISED: &str = "#ffffff";
const INK: &str = "#1b222c";
const SOFT: &str = "#55606e";
const LINE: &str = "#dedbd2";
const SEA: &str = "#0a5a7c";
const AMBER: &str = "#7d4b00";
const AMBER_WASH: &str = "#fbf0dc";

/// Lines of a title, and of a value; what is longer ends in an ellipsis.
const TITLE_LINES: usize = 6;
const VALUE_LINES: usize = 4;

/// What the picture says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// That the data is made up, where it is.
    pub demo: Option<&'static str>,
    /// Domain, stage and place.
    pub kinds: String,
    /// The title.
    pub title: String,
    /// The five lines with their names; a value that nobody gave is what is said of that.
    pub lines: Vec<(&'static str, Result<String, &'static str>)>,
    /// Which of them is the amount.
    pub bold: usize,
    /// Who publishes.
    pub instance: String,
    /// Small lines beside the code.
    pub notes: Vec<String>,
    /// The code's path, and how many modules it is wide.
    pub code: Option<(String, u32)>,
}

const fn ink(size: f64, bold: bool, colour: &'static str) -> Ink {
    Ink { size, bold, colour }
}

/// Lays it out.
pub fn lay_out(said: &Said, width_of: impl Fn(&str, Ink) -> f64) -> Picture {
    let mut page = Page {
        y: 0.0,
        marks: Vec::new(),
        width_of: &width_of,
    };
    let inner = WIDTH - 2.0 * MARGIN;
    if let Some(demo) = said.demo {
        page.area(0.0, 0.0, WIDTH, 76.0, AMBER_WASH);
        page.text(MARGIN, inner, demo, ink(34.0, true, AMBER), 2, 76.0);
    } else {
        page.area(0.0, 0.0, WIDTH, 12.0, SEA);
        page.y = 12.0;
    }
    page.y += 44.0;
    page.text(MARGIN, inner, &said.kinds, ink(34.0, false, SOFT), 2, 48.0);
    page.y += 12.0;
    let title = ink(52.0, true, INK);
    page.text(MARGIN, inner, &said.title, title, TITLE_LINES, 70.0);
    page.y += 28.0;
    for (at, (name, value)) in said.lines.iter().enumerate() {
        page.area(MARGIN, page.y, inner, 2.0, LINE);
        page.y += 20.0;
        let top = page.y;
        let width = VALUES - MARGIN - 24.0;
        page.text(MARGIN, width, name, ink(32.0, false, SOFT), 2, 54.0);
        let below_name = page.y;
        page.y = top;
        let (value, value_ink) = match value {
            Ok(value) => (value.as_str(), ink(38.0, at == said.bold, INK)),
            Err(missing) => (*missing, ink(38.0, false, SOFT)),
        };
        page.text(
            VALUES,
            WIDTH - MARGIN - VALUES,
            value,
            value_ink,
            VALUE_LINES,
            54.0,
        );
        page.y = page.y.max(below_name) + 20.0;
    }
    page.area(MARGIN, page.y, inner, 2.0, LINE);
    page.y += 36.0;
    page.foot(said);
    let height = page.y + MARGIN;
    let mut marks = vec![Mark::Area {
        x: 0.0,
        y: 0.0,
        width: WIDTH,
        height,
        colour: PAPER,
    }];
    marks.append(&mut page.marks);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few thousand pixels at most, never below none"
    )]
    let (width, height) = (WIDTH as u32, height.ceil() as u32);
    Picture {
        width,
        height,
        marks,
    }
}

struct Page<'w> {
    /// How far it is painted.
    y: f64,
    marks: Vec<Mark>,
    width_of: &'w dyn Fn(&str, Ink) -> f64,
}

impl Page<'_> {
    fn area(&mut self, x: f64, y: f64, width: f64, height: f64, colour: &'static str) {
        self.marks.push(Mark::Area {
            x,
            y,
            width,
            height,
            colour,
        });
    }

    /// Text in lines of a height, each in the middle of its line.
    fn text(&mut self, x: f64, width: f64, text: &str, ink: Ink, most: usize, height: f64) {
        for line in wrap(text, width, most, |text| (self.width_of)(text, ink)) {
            self.marks.push(Mark::Line {
                x,
                y: self.y + height / 2.0 + ink.size * 0.36,
                text: line,
                ink,
            });
            self.y += height;
        }
    }

    /// The code, and beside it who says all this and as of when.
    fn foot(&mut self, said: &Said) {
        let top = self.y;
        let mut x = MARGIN;
        if let Some((path, modules)) = &said.code {
            self.area(MARGIN, top, CODE, CODE, RAISED);
            self.marks.push(Mark::Shape {
                x: MARGIN,
                y: top,
                scale: CODE / f64::from(*modules),
                path: path.clone(),
                colour: "#000000",
            });
            x += CODE + 36.0;
        }
        let width = WIDTH - MARGIN - x;
        self.y += 6.0;
        self.text(x, width, &said.instance, ink(38.0, true, INK), 2, 54.0);
        self.y += 6.0;
        for note in &said.notes {
            self.text(x, width, note, ink(31.0, false, SOFT), 2, 44.0);
        }
        let code = said.code.as_ref().map_or(0.0, |_| CODE);
        self.y = self.y.max(top + code);
    }
}

/// May not begin a line.
const CLOSING: &str = "，。、；：？！）》」』】〉”’…%％·,.;:?!)]}";
/// May not end one.
const OPENING: &str = "（《「『【〈“‘([{";

/// Breaks a text into at most so many lines; the last of too many ends in an ellipsis. Chinese
/// breaks anywhere but before closing and after opening marks; letters and numbers stay together
/// as long as they fit a line.
pub fn wrap(text: &str, width: f64, most: usize, width_of: impl Fn(&str) -> f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let longer = format!("{line}{piece}");
        if width_of(longer.trim_end()) <= width {
            line = longer;
            continue;
        }
        if !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        line = piece.trim_start().to_owned();
        // A word that is wider than a line breaks wherever it must.
        while width_of(&line) > width && line.chars().count() > 1 {
            let mut end = line.len();
            while width_of(&line[..end]) > width {
                match line[..end].char_indices().last() {
                    Some((at, _)) if at > 0 => end = at,
                    _ => break,
                }
            }
            if end == line.len() || width_of(&line[..end]) > width {
                break;
            }
            let rest = line.split_off(end);
            lines.push(std::mem::replace(&mut line, rest));
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && width_of(&format!("{last}…")) > width {
                last.pop();
            }
            last.push('…');
        }
    }
    lines
}

/// What may not be broken: a character with the marks that belong to it, or a word.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let in_word = |c: char| c.is_ascii_graphic() || c == '\u{202f}';
    let mut last = ' ';
    for c in text.chars().map(|c| if c.is_control() { ' ' } else { c }) {
        let sticks = (in_word(last) && in_word(c))
            || (CLOSING.contains(c) && !last.is_whitespace())
            || OPENING.contains(last);
        match pieces.last_mut() {
            Some(piece) if sticks => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
        last = c;
    }
    pieces
}

#[cfg(test)]
#[path = "layout_test.rs"]
mod tests;
