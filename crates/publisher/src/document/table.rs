//! Tables: rows of cells with their spans. A table of one column is only a frame around text.

use super::build::inside;
use super::parse::TooMuch;
use super::text::Style;
use ego_tree::NodeRef;
use record::{Block, Cell, Inline};
use scraper::Node;
use scraper::node::Element;

/// A cell before its blocks are made one line.
struct Raw {
    blocks: Vec<Block>,
    head: bool,
    cols: u8,
    rows: u8,
}

/// What a table becomes: its caption, then the table, or the text that it framed.
pub(super) fn blocks(
    table: NodeRef<'_, Node>,
    style: &Style,
    depth: usize,
    budget: &mut usize,
) -> Result<Vec<Block>, TooMuch> {
    let (mut out, mut rows) = (Vec::new(), Vec::new());
    for child in table.children() {
        match name(child) {
            "caption" => out.extend(inside(child, style, depth + 1, budget)?),
            "tr" => rows.push(row(child, style, depth + 1, budget)?),
            "thead" | "tbody" | "tfoot" => {
                for inner in child.children().filter(|c| name(*c) == "tr") {
                    rows.push(row(inner, style, depth + 2, budget)?);
                }
            }
            _ => {}
        }
    }
    if rows.iter().all(|row| row.len() < 2) {
        out.extend(rows.into_iter().flatten().flat_map(|cell| cell.blocks));
        return Ok(out);
    }
    let rows: Vec<Vec<Cell>> = rows
        .into_iter()
        .map(|row| row.into_iter().map(cell).collect::<Vec<_>>())
        .filter(|row| !row.is_empty())
        .collect();
    if rows.iter().flatten().any(|cell| !cell.text.is_empty()) {
        out.push(Block::Table(rows));
    }
    Ok(out)
}

fn row(
    tr: NodeRef<'_, Node>,
    style: &Style,
    depth: usize,
    budget: &mut usize,
) -> Result<Vec<Raw>, TooMuch> {
    let mut cells = Vec::new();
    for child in tr.children() {
        let (Node::Element(element), "td" | "th") = (child.value(), name(child)) else {
            continue;
        };
        cells.push(Raw {
            blocks: inside(child, style, depth + 1, budget)?,
            head: element.name() == "th",
            cols: span(element, "colspan", 64),
            rows: span(element, "rowspan", 255),
        });
    }
    Ok(cells)
}

fn cell(raw: Raw) -> Cell {
    let mut text = Vec::new();
    for block in raw.blocks {
        join(&mut text, block);
    }
    Cell {
        text,
        head: raw.head,
        cols: raw.cols,
        rows: raw.rows,
    }
}

fn span(element: &Element, attribute: &str, most: u8) -> u8 {
    let given = element
        .attr(attribute)
        .and_then(|a| a.trim().parse::<u32>().ok());
    given.map_or(1, |n| u8::try_from(n).unwrap_or(most).clamp(1, most))
}

/// Adds a block to a line: paragraphs, items and rows each begin on a new one.
pub(super) fn join(line: &mut Vec<Inline>, block: Block) {
    let mut add = |part: Vec<Inline>| {
        if !line.is_empty() && !part.is_empty() {
            line.push(Inline::Break);
        }
        line.extend(part);
    };
    match block {
        Block::Heading(part) | Block::Paragraph(part) => add(part),
        Block::List(items) => items.into_iter().for_each(add),
        Block::Table(rows) => {
            for row in rows {
                let cells = row.into_iter().map(|cell| cell.text);
                let filled: Vec<_> = cells.filter(|text| !text.is_empty()).collect();
                add(filled.join(&Inline::Text(" ".into())));
            }
        }
    }
}

fn name(node: NodeRef<'_, Node>) -> &str {
    // The tree outlives the walk, so the name may be borrowed from the node itself.
    match node.value() {
        Node::Element(element) => element.name(),
        _ => "",
    }
}
