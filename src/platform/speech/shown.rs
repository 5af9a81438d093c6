//! What can be read aloud on the screen, and the mark on the sentence that is being said. A page
//! says what is to be read with `data-said`: empty for an element's own text, else what is said in
//! its place. The mark moves nothing.

use js_sys::{Array, Function, Reflect};
use record::spoken;
use std::ops::Range as Span;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node, Range};

/// The attribute of what is read.
const SAID: &str = "data-said";
/// The attribute of what is being read, and the name of its highlight. The same in `layout.css`.
const READING: &str = "data-reading";
const HIGHLIGHT: &str = "reading";

/// A sentence, and where it stands.
#[derive(Clone)]
pub struct Sentence {
    /// The words to say.
    pub words: String,
    element: Element,
    range: Option<Range>,
}

/// What is to be read inside of the elements of these ids, in the order of the page.
pub fn sentences(ids: &[&str]) -> Vec<Sentence> {
    let document = web_sys::window().and_then(|w| w.document());
    let mut out = Vec::new();
    for id in ids {
        let scope = document.as_ref().and_then(|d| d.get_element_by_id(id));
        let marked = scope.and_then(|s| s.query_selector_all(&format!("[{SAID}]")).ok());
        let Some(marked) = marked else { continue };
        for at in 0..marked.length() {
            let element = marked.item(at).and_then(|n| n.dyn_into::<Element>().ok());
            if let Some(element) = element {
                read(&element, &mut out);
            }
        }
    }
    out
}

fn read(element: &Element, out: &mut Vec<Sentence>) {
    let instead = element.get_attribute(SAID).filter(|said| !said.is_empty());
    let mut text = Text::default();
    match &instead {
        Some(said) => text.whole.clone_from(said),
        None => text.collect(element),
    }
    for span in spoken::sentences(&text.whole) {
        out.push(Sentence {
            words: spoken::spoken(&text.whole[span.clone()]),
            element: element.clone(),
            range: text.range(span),
        });
    }
}

/// A text and the nodes that it was put together from, each with the byte where it begins.
#[derive(Default)]
struct Text {
    whole: String,
    nodes: Vec<(usize, Node)>,
}

impl Text {
    fn collect(&mut self, of: &Node) {
        let children = of.child_nodes();
        for child in (0..children.length()).filter_map(|at| children.item(at)) {
            match child.dyn_into::<Element>() {
                Ok(element) if is_silent(&element) => {}
                Ok(element) => {
                    self.collect(&element);
                    // What stands apart on the screen is no one word when said.
                    match element.tag_name().as_str() {
                        "TD" | "TH" => self.whole.push('，'),
                        "BR" => self.whole.push('\n'),
                        _ => {}
                    }
                }
                Err(node) if node.node_type() == Node::TEXT_NODE => {
                    self.nodes.push((self.whole.len(), node.clone()));
                    self.whole += &node.node_value().unwrap_or_default();
                }
                Err(_) => {}
            }
        }
    }

    /// The place in the document of a part of the text.
    fn range(&self, span: Span<usize>) -> Option<Range> {
        let range = web_sys::window()?.document()?.create_range().ok()?;
        let place = |byte: usize, is_start: bool| {
            let holds = |begin: usize| begin < byte || is_start && begin == byte;
            let (begin, node) = self.nodes.iter().rev().find(|(begin, _)| holds(*begin))?;
            let text = node.node_value()?;
            let within = byte.saturating_sub(*begin).min(text.len());
            Some((node, u32::try_from(utf16(&text, within)?).ok()?))
        };
        let ((from, start), (to, end)) = (place(span.start, true)?, place(span.end, false)?);
        range.set_start(from, start).ok()?;
        range.set_end(to, end).ok()?;
        Some(range)
    }
}

/// The place of a byte in the units that browsers count.
fn utf16(text: &str, byte: usize) -> Option<usize> {
    Some(text.get(..byte)?.encode_utf16().count())
}

/// Controls, glyphs, and what is only for the eye or only for a screen reader.
fn is_silent(element: &Element) -> bool {
    let classes = element.class_list();
    classes.contains("chrome")
        || classes.contains("hidden-text")
        || element.get_attribute("aria-hidden").as_deref() == Some("true")
        || matches!(element.tag_name().as_str(), "BUTTON" | "svg")
}

impl Sentence {
    /// Marks it as the one that is being said, and no other.
    pub fn mark(&self) {
        unmark();
        let marked = self.range.as_ref().and_then(highlight);
        if marked.is_none() {
            // Without highlights of ranges the whole line is marked.
            let _ = self.element.set_attribute(READING, "true");
        }
    }
}

/// Takes the mark away.
pub fn unmark() {
    if let Some(highlights) = highlights() {
        let _ = method(&highlights, "delete")
            .and_then(|delete| delete.call1(&highlights, &HIGHLIGHT.into()).ok());
    }
    let document = web_sys::window().and_then(|w| w.document());
    let marked = document.and_then(|d| d.query_selector(&format!("[{READING}]")).ok().flatten());
    if let Some(marked) = marked {
        let _ = marked.remove_attribute(READING);
    }
}

fn highlight(range: &Range) -> Option<()> {
    let highlights = highlights()?;
    let class = Reflect::get(&js_sys::global(), &"Highlight".into()).ok()?;
    let class: Function = class.dyn_into().ok()?;
    let one = Reflect::construct(&class, &Array::of1(range)).ok()?;
    let set = method(&highlights, "set")?;
    set.call2(&highlights, &HIGHLIGHT.into(), &one).ok()?;
    Some(())
}

/// The document's highlights (CSS Custom Highlight API), where the browser has them.
fn highlights() -> Option<JsValue> {
    let css = Reflect::get(&js_sys::global(), &"CSS".into()).ok()?;
    let highlights = Reflect::get(&css, &"highlights".into()).ok()?;
    highlights.is_object().then_some(highlights)
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::utf16;

    #[test]
    fn places_are_counted_as_browsers_do() {
        assert_eq!(utf16("甲𠀀乙", 3), Some(1));
        assert_eq!(utf16("甲𠀀乙", 7), Some(3));
        assert_eq!(utf16("甲", 1), None);
    }
}
