//! Completeness: what a notice's row of the catalogue asks, and what of it is given. A count of
//! facts, never a score; a text that speaks of something is believed to say it.

use super::{Element, Item};
use crate::{Block, Body, Cell, Field, Inline, NoticeDetail};

/// Whether a notice says something that it must say (rule 5: absence is typed).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given<'d> {
    /// In a field of its own, with its value.
    Field(&'d str),
    /// In what every notice shows first.
    Row,
    /// The text speaks of it.
    Text,
    /// Not public by law.
    Withheld,
    /// The source gave fields and text, and neither has it.
    Missing,
    /// The source gives no text of its notices, so it cannot be told.
    NotProvided,
}

/// What the row asks, and how the notice answers, in the row's order.
pub fn checklist<'a, 'd>(
    item: &'a Item,
    detail: &'d NoticeDetail,
) -> Vec<(&'a Element, Given<'d>)> {
    let mut text = String::new();
    if let Body::Document(blocks) = &detail.body {
        blocks.iter().for_each(|block| read(block, &mut text));
    }
    let answer = |element: &'a Element| (element, given(element, detail, &text));
    item.content.iter().map(answer).collect()
}

fn given<'d>(element: &Element, detail: &'d NoticeDetail, text: &str) -> Given<'d> {
    if element.withheld.is_some() {
        return Given::Withheld;
    }
    if let Some(field) = detail.fields.iter().find(|field| element.asks(field)) {
        return Given::Field(&field.value);
    }
    if element.codes.iter().any(|code| has(code, detail)) {
        return Given::Row;
    }
    if element
        .words
        .iter()
        .any(|word| text.contains(word.as_str()))
    {
        return Given::Text;
    }
    if text.is_empty() {
        Given::NotProvided
    } else {
        Given::Missing
    }
}

impl Element {
    /// Whether a field answers it: by its name in the data standard, or by the source's label.
    pub fn asks(&self, field: &Field) -> bool {
        let coded = self.codes.contains(&field.code);
        let labelled = || {
            self.words
                .iter()
                .any(|word| field.label.contains(word.as_str()))
        };
        !field.value.is_empty() && (coded || labelled())
    }
}

/// Whether the notice has what a code with an `@` names.
fn has(code: &str, detail: &NoticeDetail) -> bool {
    let notice = &detail.notice;
    match code {
        "@title" => !notice.title.is_empty(),
        "@buyer" => !notice.buyer.is_empty(),
        "@agency" => !notice.agency.is_empty(),
        "@money" => notice.money.is_some(),
        "@candidates" => !detail.candidates.is_empty() || !notice.suppliers.is_empty(),
        "@deadline" => notice.deadline.is_some(),
        "@publicity" => detail.publicity_start.is_some() && notice.deadline.is_some(),
        "@attachments" => !detail.attachments.is_empty(),
        _ => false,
    }
}

fn read(block: &Block, out: &mut String) {
    match block {
        Block::Heading(line) | Block::Paragraph(line) => run(line, out),
        Block::List(items) => items.iter().for_each(|line| run(line, out)),
        Block::Table(rows) => {
            let cells = rows.iter().flatten();
            cells.for_each(|Cell { text, .. }| run(text, out));
        }
    }
}

fn run(line: &[Inline], out: &mut String) {
    for inline in line {
        match inline {
            Inline::Text(text) | Inline::Strong(text) | Inline::Link { text, .. } => {
                out.push_str(text);
            }
            Inline::Break | Inline::Image(_) => out.push('\n'),
        }
    }
    out.push('\n');
}
