//! The parsed tree to blocks. Elements without a meaning here are looked through; those that
//! hold no text for a reader are left out with all that is in them.

use super::parse::{MOST_DEPTH, TooMuch};
use super::table;
use super::text::{Line, Style, link};
use ego_tree::NodeRef;
use html5ever::ns;
use record::{Block, Inline};
use scraper::node::Element;
use scraper::{Html, Node};

/// Re-parenting by the parser may deepen what it was given a little.
const MOST_STEPS: usize = MOST_DEPTH * 2;

/// The blocks of a tree; takes from the budget what they weigh.
pub(super) fn blocks(html: &Html, budget: &mut usize) -> Result<Vec<Block>, TooMuch> {
    inside(html.tree.root(), &Style::default(), 0, budget)
}

/// The blocks of a node's children.
pub(super) fn inside(
    node: NodeRef<'_, Node>,
    style: &Style,
    depth: usize,
    budget: &mut usize,
) -> Result<Vec<Block>, TooMuch> {
    let mut flow = Flow {
        blocks: Vec::new(),
        line: Line::default(),
        budget,
    };
    flow.children(node, style, depth)?;
    flow.end_paragraph();
    Ok(flow.blocks)
}

/// Blocks and the paragraph that is being written.
struct Flow<'a> {
    blocks: Vec<Block>,
    line: Line,
    budget: &'a mut usize,
}

impl Flow<'_> {
    fn children(
        &mut self,
        node: NodeRef<'_, Node>,
        style: &Style,
        depth: usize,
    ) -> Result<(), TooMuch> {
        if depth > MOST_STEPS {
            return Err(TooMuch);
        }
        for child in node.children() {
            match child.value() {
                Node::Text(text) => self.line.text(&text.text, style, self.budget)?,
                Node::Element(element) if element.name.ns == ns!(html) => {
                    self.element(child, element, style, depth + 1)?;
                }
                // The parser wraps a fragment's content in one of these.
                Node::Document | Node::Fragment => self.children(child, style, depth + 1)?,
                // SVG, MathML, comments, doctypes and instructions.
                _ => {}
            }
        }
        Ok(())
    }

    fn element(
        &mut self,
        node: NodeRef<'_, Node>,
        element: &Element,
        style: &Style,
        depth: usize,
    ) -> Result<(), TooMuch> {
        match element.name() {
            // Nothing in these is text for a reader.
            "script" | "style" | "template" | "iframe" | "frame" | "frameset" | "noframes"
            | "noembed" | "object" | "embed" | "applet" | "head" | "title" | "base" | "link"
            | "meta" | "input" | "button" | "select" | "option" | "optgroup" | "datalist"
            | "textarea" | "keygen" | "audio" | "video" | "source" | "track" | "canvas"
            | "param" | "rp" => {}
            "br" if self.line.ends_with_break() => self.end_paragraph(),
            "br" => self.line.line_break(),
            "hr" => self.end_paragraph(),
            "img" if is_pixel(element) => {}
            "img" => self
                .line
                .image(element.attr("alt").unwrap_or(""), style, self.budget)?,
            "b" | "strong" | "em" => {
                let strong = Style {
                    strong: true,
                    ..style.clone()
                };
                self.children(node, &strong, depth)?;
            }
            "a" => self.anchor(node, element, style, depth)?,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_paragraph();
                let parts = inside(node, style, depth, self.budget)?;
                // A heading that holds more than a line is a box somebody styled as one.
                self.blocks
                    .extend(parts.into_iter().map(|block| match block {
                        Block::Paragraph(line) => Block::Heading(line),
                        other => other,
                    }));
            }
            "ul" | "ol" | "menu" | "dir" => {
                self.end_paragraph();
                let items = list(node, style, depth, self.budget)?;
                self.blocks
                    .extend((!items.is_empty()).then_some(Block::List(items)));
            }
            "table" => {
                self.end_paragraph();
                let blocks = table::blocks(node, style, depth, self.budget)?;
                self.blocks.extend(blocks);
            }
            "pre" | "listing" | "xmp" | "plaintext" => {
                let lines = Style {
                    keep_lines: true,
                    ..style.clone()
                };
                self.paragraph(node, &lines, depth)?;
            }
            "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "aside"
            | "nav" | "address" | "blockquote" | "center" | "figure" | "figcaption" | "dl"
            | "dt" | "dd" | "li" | "form" | "fieldset" | "legend" | "details" | "summary"
            | "dialog" | "hgroup" | "search" | "caption" | "tr" | "body" => {
                self.paragraph(node, style, depth)?;
            }
            _ => self.children(node, style, depth)?,
        }
        Ok(())
    }

    fn anchor(
        &mut self,
        node: NodeRef<'_, Node>,
        element: &Element,
        style: &Style,
        depth: usize,
    ) -> Result<(), TooMuch> {
        let Some(href) = element.attr("href").and_then(link) else {
            return self.children(node, style, depth);
        };
        let linked = Style {
            href: Some(href),
            ..style.clone()
        };
        let (blocks, pieces) = (self.blocks.len(), self.line.len());
        self.children(node, &linked, depth)?;
        if self.blocks.len() == blocks {
            self.line.name_link(&linked, pieces, self.budget)?;
        }
        Ok(())
    }

    fn paragraph(
        &mut self,
        node: NodeRef<'_, Node>,
        style: &Style,
        depth: usize,
    ) -> Result<(), TooMuch> {
        self.end_paragraph();
        self.children(node, style, depth)?;
        self.end_paragraph();
        Ok(())
    }

    fn end_paragraph(&mut self) {
        let line = self.line.take();
        if !line.is_empty() {
            self.blocks.push(Block::Paragraph(line));
        }
    }
}

/// The items of a list; those of a list inside follow the item that holds it.
fn list(
    node: NodeRef<'_, Node>,
    style: &Style,
    depth: usize,
    budget: &mut usize,
) -> Result<Vec<Vec<Inline>>, TooMuch> {
    let mut items = Vec::new();
    for child in node.children() {
        let blocks = match child.value() {
            Node::Text(text) => {
                let mut line = Line::default();
                line.text(&text.text, style, budget)?;
                vec![Block::Paragraph(line.take())]
            }
            Node::Element(element) if element.name() == "li" => {
                inside(child, style, depth + 1, budget)?
            }
            Node::Element(element) if element.name.ns == ns!(html) => {
                let mut flow = Flow {
                    blocks: Vec::new(),
                    line: Line::default(),
                    budget,
                };
                flow.element(child, element, style, depth + 1)?;
                flow.end_paragraph();
                flow.blocks
            }
            _ => continue,
        };
        let mut item = Vec::new();
        for block in blocks {
            if let Block::List(inner) = block {
                items.push(std::mem::take(&mut item));
                items.extend(inner);
            } else {
                table::join(&mut item, block);
            }
        }
        items.push(item);
    }
    items.retain(|item| !item.is_empty());
    Ok(items)
}

/// Whether an image is a tracker or a spacer: there was nothing to see.
fn is_pixel(image: &Element) -> bool {
    ["width", "height"]
        .iter()
        .any(|side| matches!(image.attr(side), Some("0" | "1" | "0px" | "1px")))
}
