//! Texts of notices as documents, from the tables in `words::texts`.

use super::fill::fill;
use super::project::{Project, WITHHELD, gives};
use super::words::texts::{APPROVED, NOT_PUBLIC, Part, parts};
use fastrand::Rng;
use record::upstream::Draft;
use record::{Block, Body, Cell, Inline, Money, Price};
use std::fmt::Write;

/// The text of a notice, or one of the reasons why there is none.
pub(super) fn body(rng: &mut Rng, p: &Project, draft: &Draft) -> Body {
    match rng.u32(..1000) {
        0..=89 => return Body::NotProvided,
        90..=91 => return Body::Unreadable,
        _ => {}
    }
    let mut blocks = Vec::new();
    let parts = if gives(draft, WITHHELD) {
        NOT_PUBLIC
    } else if gives(draft, "APPROVE_DEPT_NAME") {
        APPROVED
    } else {
        parts(draft.stage, draft.domain.is_sale())
    };
    for part in parts {
        match part {
            Part::Heading(text) => blocks.push(Block::Heading(line(text))),
            Part::Text(pattern) => {
                let text = fill(pattern, |key, out| say(rng, p, draft, key, out));
                blocks.extend(text.map(|text| Block::Paragraph(line(&text))));
            }
            Part::List(items) => {
                let filled = items
                    .iter()
                    .filter_map(|item| fill(item, |key, out| say(rng, p, draft, key, out)));
                blocks.push(Block::List(filled.map(|item| line(&item)).collect()));
            }
            Part::Fields => blocks.extend(fields(draft)),
            Part::Candidates => blocks.extend(candidates(draft)),
        }
    }
    if let (Some(url), 0) = (&draft.official_url, rng.u32(..6)) {
        blocks.push(Block::Paragraph(vec![
            Inline::Strong("公告媒介：".to_owned()),
            Inline::Link {
                text: "示例公共资源交易平台".to_owned(),
                href: url.clone(),
            },
        ]));
    }
    Body::Document(blocks)
}

fn say(rng: &mut Rng, p: &Project, draft: &Draft, key: &str, out: &mut String) -> bool {
    let done = match (key, draft) {
        ("title", d) => write!(out, "{}", d.title),
        ("name", _) => write!(out, "{}", p.name),
        ("buyer", d) => write!(out, "{}", d.buyer),
        ("agency", d) if !d.agency.is_empty() => write!(out, "{}", d.agency),
        ("code", d) => match &d.project {
            Some(code) => write!(out, "{code}"),
            None => return false,
        },
        ("day", d) => write!(out, "{}", d.published.date().format("%Y年%-m月%-d日")),
        ("deadline", d) => match d.deadline {
            Some(at) => write!(out, "{}", at.start().format("%Y年%-m月%-d日%H时%M分")),
            None => return false,
        },
        ("money", d) => match &d.money {
            Some(money) => write!(out, "{}", written(money)),
            None => return false,
        },
        ("winner", d) => match d.candidates.first() {
            Some(first) => write!(out, "{}", first.name),
            None => return false,
        },
        ("region", _) => write!(out, "{}", p.place.district.label),
        ("district", _) => write!(out, "{}", p.place.district.prefix),
        ("n", _) => write!(out, "{}", rng.u32(2..9)),
        ("m", _) => write!(out, "{}", rng.u32(1..120)),
        _ => return false,
    };
    done.is_ok()
}

fn line(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

fn written(money: &Money) -> String {
    match &money.price {
        Price::Fen(fen) => format!("{}.{:02}元", fen / 100, fen % 100),
        Price::Rate(text) | Price::Text(text) => text.clone(),
    }
}

fn cell(text: &str, head: bool) -> Cell {
    Cell {
        text: line(text),
        head,
        cols: 1,
        rows: 1,
    }
}

fn fields(draft: &Draft) -> Option<Block> {
    let row = |f: &record::Field| vec![cell(&f.label, true), cell(&f.value, false)];
    let rows: Vec<_> = draft.fields.iter().map(row).collect();
    (!rows.is_empty()).then_some(Block::Table(rows))
}

fn candidates(draft: &Draft) -> Option<Block> {
    if draft.candidates.is_empty() {
        return None;
    }
    let head = ["排名", "单位名称", "报价"];
    let mut rows = vec![head.map(|text| cell(text, true)).to_vec()];
    for candidate in &draft.candidates {
        let rank = candidate.rank.map_or("—".to_owned(), |r| r.to_string());
        let price = candidate.money.as_ref().map_or("—".to_owned(), written);
        rows.push(vec![
            cell(&rank, false),
            cell(&candidate.name, false),
            cell(&price, false),
        ]);
    }
    Some(Block::Table(rows))
}
