//! The text of a notice: hostile HTML in, a closed tree (`record::Body`) out.
//!
//! A whitelist by construction: what `record::Block` and `record::Inline` cannot say cannot get
//! out. Personal data is not filtered here; that is the adapters' work.

mod build;
mod parse;
mod table;
mod text;

pub use text::clean;

use record::Body;
use scraper::Html;

/// Bytes of HTML that are read, embedded pictures not counted; more is [`Body::Unreadable`].
const MOST_INPUT: usize = 2_000_000;
/// Bytes of text and addresses that may come out.
const MOST_OUTPUT: usize = 1_000_000;

/// The tree of a whole page, within the same limits; `None` where it is too large or too deep.
pub(crate) fn page(html: &str) -> Option<Html> {
    parse::tree(&parse::without_ballast(html)?).ok()
}

/// The document of a notice's HTML parts, in their order.
///
/// [`Body::NotProvided`] where there is nothing to read; [`Body::Unreadable`] where there is too
/// much of it, or it is nested too deep: half a document could say the opposite of the whole.
pub fn from_html(parts: &[String]) -> Body {
    let mut blocks = Vec::new();
    let (mut input, mut output) = (MOST_INPUT, MOST_OUTPUT);
    for part in parts {
        let Some(html) = parse::without_ballast(part) else {
            return Body::Unreadable;
        };
        let Some(left) = input.checked_sub(html.len()) else {
            return Body::Unreadable;
        };
        input = left;
        let built = parse::tree(&html).and_then(|tree| build::blocks(&tree, &mut output));
        match built {
            Ok(more) => blocks.extend(more),
            Err(parse::TooMuch) => return Body::Unreadable,
        }
    }
    if blocks.is_empty() {
        Body::NotProvided
    } else {
        Body::Document(blocks)
    }
}

#[cfg(test)]
mod tests;
