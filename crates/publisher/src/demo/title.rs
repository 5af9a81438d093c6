//! Titles, as tidy and as untidy as those of real sources.

use super::project::Project;
use fastrand::Rng;

/// How a project's titles are written; the same for all of its notices.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// The name and what it is.
    Plain,
    /// The name alone, as some sources do.
    Bare,
    /// The district in square brackets before it.
    Square,
    /// The district in lenticular brackets before it.
    Lenticular,
    /// The agency's whole sentence.
    Sentence,
    /// The buyer's name before a name that begins with it.
    Doubled,
    /// Half-width brackets and stray spaces.
    HalfWidth,
    /// A mark behind it.
    Marked,
    /// Kept to eighty characters, with dots where it was cut.
    Cut,
}

impl Style {
    /// A style: most are plain.
    pub(super) fn new(rng: &mut Rng) -> Self {
        match rng.u32(..100) {
            0..=3 => Self::Bare,
            4..=8 => Self::Square,
            9..=11 => Self::Lenticular,
            12..=15 => Self::Sentence,
            16..=18 => Self::Doubled,
            19..=24 => Self::HalfWidth,
            25..=26 => Self::Marked,
            27..=30 => Self::Cut,
            _ => Self::Plain,
        }
    }
}

/// The title of a notice of a project.
pub(super) fn write(p: &Project, tail: &str, nth: &str) -> String {
    let (name, district) = (&p.name, p.place.district.label);
    match p.style {
        Style::Plain => format!("{name}{tail}{nth}"),
        Style::Bare => format!("{name}{nth}"),
        Style::Square => format!("[{district}]{name}{tail}{nth}"),
        Style::Lenticular => format!("【{district}】{name}{tail}{nth}"),
        Style::Sentence => match (&p.code, p.agency.is_empty()) {
            (Some(code), false) => {
                let agency = &p.agency;
                let buyer = if name.contains(&p.buyer) {
                    ""
                } else {
                    &p.buyer
                };
                format!("{agency}关于{buyer}{name}（项目编号：{code}）的{tail}{nth}")
            }
            _ => format!("关于{name}的{tail}{nth}"),
        },
        Style::Doubled => format!("{}{name}{tail}{nth}", p.buyer),
        Style::HalfWidth => {
            let full = format!("{name} {tail}{nth}");
            full.replace('（', "(")
                .replace('）', ")")
                .replace('至', "-")
        }
        Style::Marked => format!("{name}{tail}{nth}(网)"),
        Style::Cut => {
            let full = format!("{name}{tail}{nth}");
            match full.char_indices().nth(80) {
                Some((end, _)) => format!("{}...", &full[..end]),
                None => full,
            }
        }
    }
}
