//! HTML to a tree, with limits: html5ever is linear on honest input only, so it is fed in small
//! pieces and stopped as soon as the tree becomes too deep, too large, or does not grow.

use ego_tree::NodeRef;
use html5ever::driver::{ParseOpts, parse_fragment};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{QualName, local_name, ns};
use scraper::{Html, HtmlTreeSink, Node};

/// The HTML is larger or deeper than a notice can be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooMuch;

/// Elements inside each other. Office programs reach about 40.
pub(super) const MOST_DEPTH: usize = 200;
/// Nodes of the tree; a node is about 150 bytes of memory.
const MOST_NODES: usize = 100_000;
/// Bytes fed at a time.
const PIECE: usize = 1024;
/// Bytes after which something must have come out: a tag with more attributes than that
/// makes html5ever compare each with each.
const MOST_SILENCE: usize = 16 * 1024;
/// Bytes of a part before pictures and comments are taken out.
const MOST_RAW: usize = 16_000_000;

/// The HTML without embedded pictures and comments, which hold nothing to read and can be
/// megabytes; `None` where even that is too much to look at.
pub(super) fn without_ballast(html: &str) -> Option<String> {
    if html.len() > MOST_RAW {
        return None;
    }
    let mut kept = String::with_capacity(html.len().min(64 * 1024));
    let mut rest = html;
    while let Some((before, from)) = next_ballast(rest) {
        kept.push_str(before);
        rest = match from.strip_prefix("<!--") {
            // A comment without an end swallows the rest, as it does in a browser.
            Some(comment) => comment.find("-->").map_or("", |end| &comment[end + 3..]),
            None => {
                &from[from
                    .find(|c: char| c.is_whitespace() || "\"'<>)".contains(c))
                    .unwrap_or(from.len())..]
            }
        };
    }
    kept.push_str(rest);
    Some(kept)
}

/// Splits before the next comment or embedded picture.
fn next_ballast(html: &str) -> Option<(&str, &str)> {
    let starts = html.char_indices().map(|(at, _)| at);
    let at = starts.into_iter().find(|&at| {
        let here = &html.as_bytes()[at..];
        here.starts_with(b"<!--")
            || here
                .get(..11)
                .is_some_and(|h| h.eq_ignore_ascii_case(b"data:image/"))
    })?;
    Some(html.split_at(at))
}

/// The tree of some HTML, its root above what stood there.
pub(super) fn tree(html: &str) -> Result<Html, TooMuch> {
    let mut parser = parse_fragment(
        HtmlTreeSink::new(Html::new_fragment()),
        options(),
        QualName::new(None, ns!(html), local_name!("body")),
        Vec::new(),
        false,
    );
    let (mut nodes, mut seen, mut silent) = (0, (0, 0), 0);
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE.min(rest.len())));
        rest = after;
        parser.process(StrTendril::from_slice(piece));
        let html = parser.tokenizer.sink.sink.0.borrow();
        let count = html.tree.values().len();
        if count > MOST_NODES {
            return Err(TooMuch);
        }
        let mut new = html.tree.nodes().rev().take(count - nodes);
        if new.any(|node| node.ancestors().nth(MOST_DEPTH).is_some()) {
            return Err(TooMuch);
        }
        nodes = count;
        let grown = (count, html.tree.nodes().next_back().map_or(0, text_length));
        silent = if grown == seen {
            silent + piece.len()
        } else {
            0
        };
        seen = grown;
        if silent > MOST_SILENCE {
            return Err(TooMuch);
        }
    }
    Ok(parser.finish())
}

fn options() -> ParseOpts {
    let mut options = ParseOpts::default();
    // What stands for readers without scripts is read, as elements and not as raw text.
    options.tree_builder.scripting_enabled = false;
    options
}

fn text_length(node: NodeRef<'_, Node>) -> usize {
    node.value().as_text().map_or(0, |t| t.text.len())
}
