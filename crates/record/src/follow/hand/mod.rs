//! Handing subscriptions over (移交) to another device: as a file, or as a text in frames that a
//! QR code and a link can hold. The inbox stays where it is.
//!
//! Whatever comes in is judged here before anybody sees it: what is not sound in every part is
//! refused as a whole, and what is refused changes nothing.

mod file;
mod frame;
mod merge;
mod words;

pub use file::{from_file, to_file};
pub use frame::{FRAMES, Frame, Frames, LONGEST, pack};
pub use merge::{Fit, fit, renumber};

use super::{Classes, Firm, SUBSCRIPTIONS, Subscription, Target};
use crate::Search;
use serde::{Deserialize, Serialize};

/// Characters that a subscription's name may have.
pub const NAME: usize = 200;
/// Bytes that what it watches may have: a search with all its filters, a project's code, a name.
pub const TEXT: usize = 2_000;
/// Firms that all standing lists of one hand-over may have together.
pub const FIRMS: usize = 5_000;
/// Bytes of a file, or of pasted text, that are read at all.
pub const BYTES: usize = 2_000_000;
/// What begins the hand-over of a widget: a search, to be followed.
const SEARCH: &str = "search:";

/// A subscription as it travels: neither its number, nor when it was made, nor what it told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// What it is called; may be empty. A standing list has its name here.
    pub name: String,
    /// What it watches. The number of a standing list means nothing here.
    pub target: Target,
    /// Which classes of change it wants.
    #[serde(with = "words")]
    pub classes: Classes,
}

/// Why a hand-over is refused, as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandError {
    /// It is something else.
    Foreign,
    /// A newer version of the app wrote it.
    Newer,
    /// It was cut or changed on the way.
    Damaged,
    /// It holds more than a device keeps.
    TooMany,
    /// It holds a text that is too long, or characters that no text of ours has.
    Odd,
    /// It holds nothing.
    Empty,
}

/// What a text that came in holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Subscriptions, complete.
    Whole(Vec<Handed>),
    /// Parts of such, in no order.
    Frames(Vec<Frame>),
}

impl Handed {
    /// A subscription, to be handed over.
    pub fn of(subscription: &Subscription) -> Self {
        let mut handed = Self {
            name: subscription.name.chars().take(NAME).collect(),
            target: subscription.target.clone(),
            classes: subscription.classes,
        };
        handed.tidy();
        handed
    }

    /// Takes out what cannot be seen and would make one text pass for another, and writes a search
    /// as this app writes it.
    fn tidy(&mut self) {
        let plain = |text: &mut String| text.retain(|c| !is_hidden(c));
        plain(&mut self.name);
        match &mut self.target {
            Target::Search(fragment) => {
                let mut search = Search::from_fragment(fragment);
                plain(&mut search.text);
                *fragment = search.to_fragment();
            }
            Target::Project(text) | Target::Body(text) => plain(text),
            Target::Firm(firm) => firm.each_text(plain),
            Target::Suppliers { list, firms } => {
                *list = 0;
                firms.iter_mut().for_each(|firm| firm.each_text(plain));
            }
            Target::Blacklist => {}
        }
        self.classes = self.classes.and(self.target.possible());
    }

    fn is_sound(&self) -> bool {
        let firm = |firm: &Firm| {
            fits(&firm.name) && fits(&firm.code) && !(firm.name.is_empty() && firm.code.is_empty())
        };
        let target = match &self.target {
            Target::Search(fragment) => {
                fragment.len() <= TEXT && fits(&Search::from_fragment(fragment).text)
            }
            Target::Project(text) | Target::Body(text) => !text.is_empty() && fits(text),
            Target::Firm(one) => firm(one),
            Target::Suppliers { firms, .. } => !firms.is_empty() && firms.iter().all(firm),
            Target::Blacklist => true,
        };
        target && fits(&self.name) && self.name.chars().count() <= NAME
    }

    fn firms(&self) -> usize {
        match &self.target {
            Target::Suppliers { firms, .. } => firms.len(),
            _ => 0,
        }
    }
}

impl Firm {
    fn each_text(&mut self, how: impl Fn(&mut String)) {
        how(&mut self.name);
        how(&mut self.code);
    }
}

fn fits(text: &str) -> bool {
    text.len() <= TEXT && !text.contains(char::is_control)
}

/// Characters that have no shape of their own and change how others are read.
const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Lets through what is sound in every part; what watches the same thing twice becomes one.
fn judge(all: Vec<Handed>) -> Result<Vec<Handed>, HandError> {
    let firms: usize = all.iter().map(Handed::firms).sum();
    if all.len() > SUBSCRIPTIONS || firms > FIRMS {
        return Err(HandError::TooMany);
    }
    let mut kept: Vec<Handed> = Vec::with_capacity(all.len());
    for mut handed in all {
        if !handed.is_sound() {
            return Err(HandError::Odd);
        }
        handed.tidy();
        match kept.iter_mut().find(|other| other.target == handed.target) {
            Some(other) => other.classes.0 |= handed.classes.0,
            None => kept.push(handed),
        }
    }
    if kept.is_empty() {
        return Err(HandError::Empty);
    }
    Ok(kept)
}

/// Reads what another device, or a widget, hands over: a frame, a link that holds one, several of
/// either with space between, a file's text, or a plain search.
///
/// # Errors
/// If any of it is not ours, of a newer version, damaged, or not sound.
pub fn read(text: &str) -> Result<Piece, HandError> {
    if text.len() > BYTES {
        return Err(HandError::TooMany);
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    if let Some(fragment) = text.strip_prefix(SEARCH) {
        return search(fragment).map(Piece::Whole);
    }
    if text.starts_with('{') {
        return from_file(text.as_bytes()).map(Piece::Whole);
    }
    // A link keeps the frame behind its last mark, whatever the address.
    let frame = |word: &str| Frame::parse(word.rsplit("sub=").next().unwrap_or(word));
    let words = text.split_whitespace().take(FRAMES * 2);
    let frames = words.map(frame).collect::<Result<Vec<_>, _>>()?;
    if frames.is_empty() {
        return Err(HandError::Empty);
    }
    Ok(Piece::Frames(frames))
}

fn search(fragment: &str) -> Result<Vec<Handed>, HandError> {
    let target = Target::Search(fragment.to_owned());
    let classes = target.usual();
    judge(vec![Handed {
        name: String::new(),
        target,
        classes,
    }])
}

#[cfg(test)]
mod tests;
