//! What differs between two contents of a notice, field by field, for people to read.

use super::content::Content;
use record::facts::amount;
use record::upstream::Draft;
use record::{Block, Body, Cell, Inline};
use std::collections::BTreeMap;

/// Longest text shown of a side; the whole is in the revision.
const SHOWN: usize = 200;

/// Label, before, after, for each field that differs, in the order of a notice's page.
pub(super) fn between(old: &Content, new: &Content) -> Vec<[String; 3]> {
    let mut changes = Vec::new();
    let mut compare = |label: &str, before: String, after: String| {
        if before != after {
            changes.push([label.to_owned(), shown(&before), shown(&after)]);
        }
    };
    for ((label, before), (_, after)) in named(&old.draft).into_iter().zip(named(&new.draft)) {
        compare(label, before, after);
    }
    let (before, after) = (fields(&old.draft), fields(&new.draft));
    let labels = after
        .keys()
        .chain(before.keys().filter(|l| !after.contains_key(*l)));
    for label in labels {
        let of = |fields: &BTreeMap<&str, String>| fields.get(label).cloned().unwrap_or_default();
        compare(label, of(&before), of(&after));
    }
    if old.body != new.body {
        let (before, after) = first_difference(&lines(&old.body), &lines(&new.body));
        changes.push(["正文".to_owned(), shown(&before), shown(&after)]);
    }
    changes
}

fn named(draft: &Draft) -> [(&'static str, String); 15] {
    let text = |value: Option<String>| value.unwrap_or_default();
    let buyer = if draft.domain.is_sale() {
        "出让方"
    } else {
        "采购人（招标人）"
    };
    let candidates = draft.candidates.iter().map(|c| {
        let rank = c.rank.map_or_else(String::new, |rank| format!("{rank}. "));
        let money = c
            .money
            .as_ref()
            .map_or_else(String::new, |m| format!(" {}", amount(m)));
        format!("{rank}{}{money}", c.name)
    });
    let attachments = draft.attachments.iter().map(|a| a.name.clone());
    [
        ("标题", draft.title.clone()),
        (
            "项目编号",
            text(draft.project.as_ref().map(ToString::to_string)),
        ),
        (
            "统一交易标识码",
            text(draft.deal_code.as_ref().map(ToString::to_string)),
        ),
        ("领域", draft.domain.code().to_owned()),
        ("类别", draft.category.clone()),
        ("环节", draft.stage_label.clone()),
        ("地区", draft.region_label.clone()),
        (buyer, draft.buyer.clone()),
        ("代理机构", draft.agency.clone()),
        ("发布时间", draft.published.to_string()),
        ("截止时间", text(draft.deadline.map(|w| w.to_string()))),
        (
            "公示开始",
            text(draft.publicity_start.map(|w| w.to_string())),
        ),
        ("金额", text(draft.money.as_ref().map(amount))),
        ("候选人", candidates.collect::<Vec<_>>().join("；")),
        ("附件", attachments.collect::<Vec<_>>().join("；")),
    ]
}

/// The structured fields by label; values of one label that occurs twice stand together.
fn fields(draft: &Draft) -> BTreeMap<&str, String> {
    let mut fields: BTreeMap<&str, String> = BTreeMap::new();
    for field in &draft.fields {
        let value = fields.entry(&field.label).or_default();
        if !value.is_empty() {
            value.push('；');
        }
        value.push_str(&field.value);
    }
    fields
}

fn lines(body: &Body) -> Vec<String> {
    let Body::Document(blocks) = body else {
        return Vec::new();
    };
    let row = |row: &Vec<Cell>| {
        row.iter()
            .map(|c| text(&c.text))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let of = |block: &Block| match block {
        Block::Heading(line) | Block::Paragraph(line) => vec![text(line)],
        Block::List(items) => items.iter().map(|item| text(item)).collect(),
        Block::Table(rows) => rows.iter().map(row).collect(),
    };
    blocks.iter().flat_map(of).collect()
}

fn text(line: &[Inline]) -> String {
    let of = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Link { text, .. } => text.clone(),
        Inline::Break => " ".to_owned(),
        Inline::Image(alt) => alt.clone(),
    };
    line.iter().map(of).collect()
}

/// The first line of each side at which they part; empty where a side has ended.
fn first_difference(old: &[String], new: &[String]) -> (String, String) {
    let same = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let line = |lines: &[String]| lines.get(same).cloned().unwrap_or_default();
    (line(old), line(new))
}

fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
