//! Completeness: what a notice's row of the catalogue asks, and what of it is given. A count of
//! facts, never a score; a text that speaks of something is believed to say it.

use super::{Element, Item};
use crate::{Block, Body, Cell, Field, Inline, NoticeDetail, fold};

/// Characters below which a text with files or pictures may only point to them.
const LITTLE: usize = 200;

/// Whether a notice says something that it must say (rule 5: absence is typed).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given<'d> {
    /// In fields of its own, with their labels and values: a start and an end, several lots.
    Fields(Vec<&'d Field>),
    /// In what every notice shows first.
    Row,
    /// The text speaks of it.
    Text,
    /// Not public by law.
    Withheld,
    /// The source gave fields and text, and neither has it.
    Missing,
    /// It may stand in the files or pictures, which nobody reads here.
    Files,
    /// The source gives no text of its notices, so it cannot be told.
    NotProvided,
    /// The text was not fetched yet, or could not be read here.
    Unread,
}

/// What the row asks, and how the notice answers, in the row's order.
pub fn checklist<'a, 'd>(
    item: &'a Item,
    detail: &'d NoticeDetail,
) -> Vec<(&'a Element, Given<'d>)> {
    let (mut text, mut pictures) = (String::new(), false);
    if let Body::Document(blocks) = &detail.body {
        blocks
            .iter()
            .for_each(|block| read(block, &mut text, &mut pictures));
    }
    let text = plain(&text);
    let files = pictures || !detail.attachments.is_empty();
    let unsaid = match detail.body {
        Body::NotFetched | Body::Unreadable => Given::Unread,
        Body::NotProvided => Given::NotProvided,
        Body::Document(_) if files && text.chars().count() < LITTLE => Given::Files,
        Body::Document(_) if text.chars().all(|c| c == '|') => Given::NotProvided,
        Body::Document(_) => Given::Missing,
    };
    let answer = |element: &'a Element| (element, given(element, detail, &text, &unsaid));
    item.content.iter().map(answer).collect()
}

fn given<'d>(
    element: &Element,
    detail: &'d NoticeDetail,
    text: &str,
    unsaid: &Given<'d>,
) -> Given<'d> {
    if element.withheld.is_some() {
        return Given::Withheld;
    }
    let fields: Vec<&Field> = detail.fields.iter().filter(|f| element.asks(f)).collect();
    if !fields.is_empty() {
        return Given::Fields(fields);
    }
    if element.codes.iter().any(|code| has(code, detail)) {
        return Given::Row;
    }
    // Which of the files it is, or whether it is one, nobody reads here.
    let filed = element.codes.iter().any(|code| code == "@attachments");
    if filed && !detail.attachments.is_empty() {
        return Given::Files;
    }
    if element.words.iter().any(|word| text.contains(&plain(word))) {
        return Given::Text;
    }
    unsaid.clone()
}

/// A text as words are looked for in it: folded, without white space and colons, which sources
/// set in every way (招 标 人：).
fn plain(text: &str) -> String {
    let folded = fold(text);
    folded
        .chars()
        .filter(|c| !c.is_whitespace() && *c != ':')
        .collect()
}

impl Element {
    /// Whether a field answers it: by its name in the data standard, or by the source's label.
    pub fn asks(&self, field: &Field) -> bool {
        let coded = self.codes.contains(&field.code);
        let labelled = || {
            let label = plain(&field.label);
            self.words.iter().any(|word| label.contains(&plain(word)))
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
        _ => false,
    }
}

fn read(block: &Block, out: &mut String, pictures: &mut bool) {
    match block {
        Block::Heading(line) | Block::Paragraph(line) => run(line, out, pictures),
        Block::List(items) => items.iter().for_each(|line| run(line, out, pictures)),
        Block::Table(rows) => {
            let cells = rows.iter().flatten();
            cells.for_each(|Cell { text, .. }| run(text, out, pictures));
        }
    }
}

fn run(line: &[Inline], out: &mut String, pictures: &mut bool) {
    for inline in line {
        match inline {
            Inline::Text(text) | Inline::Strong(text) | Inline::Link { text, .. } => {
                out.push_str(text);
            }
            Inline::Break => {}
            Inline::Image(_) => *pictures = true,
        }
    }
    // Words do not run on from one line into the next.
    out.push('|');
}
