//! What other sites can carry: the shapes that have feeds and widget pages, and their names.
//!
//! Shared by the publisher, which writes them, and the app's page that hands out the code.

use crate::site::Dataset;
use crate::{Domain, RegionCode};
use serde::{Deserialize, Serialize};

/// The folder of the widget's pages, relative to the app's base.
pub const FOLDER: &str = "embed/";
/// The list of the shapes in it: [`Index`].
pub const INDEX: &str = "index.json";
/// The script that other sites link to, relative to the app's base. Its name is for good.
pub const SCRIPT: &str = "gongkai-notices.js";
/// Rows that a widget page holds.
pub const MOST_ROWS: usize = 20;
/// Rows that it shows where nobody says how many, and that a card holds.
pub const USUAL_ROWS: usize = 5;

/// What a feed or a widget tells of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// New notices of any stage.
    #[default]
    Notices,
    /// 中标（成交）结果
    Awards,
    /// What was changed in a notice after it was published.
    Changes,
}

impl Kind {
    /// Every kind. `ALL[k as usize] == k`.
    pub const ALL: [Self; 3] = [Self::Notices, Self::Awards, Self::Changes];

    /// The stable word for addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Notices => "notices",
            Self::Awards => "awards",
            Self::Changes => "changes",
        }
    }

    /// The kind of a [`code`](Self::code).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A domain and a region, as addresses name them: `works-441521`; `all` is every one.
pub fn stem(domain: Option<Domain>, region: Option<RegionCode>) -> String {
    let domain = domain.map_or("all", Domain::code);
    match region {
        Some(region) => format!("{domain}-{region}"),
        None => format!("{domain}-all"),
    }
}

/// `embed/index.json`: which widget pages there are. Each shape has one of every kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// What kind of data they show.
    pub dataset: Dataset,
    /// The shapes, by domain and region.
    pub shapes: Vec<Shape>,
}

/// A domain and a region that have ever had a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// Absent where it is all of them.
    pub domain: Option<Domain>,
    /// Absent where it is all of them.
    pub region: Option<RegionCode>,
    /// Rows of the pages of [`Kind::ALL`], in that order. Without any there is a page, which says
    /// so, and no feed.
    pub rows: [u8; 3],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_read_as_it_is_written() {
        for (at, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, at);
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(Kind::from_code("blacklist"), None);
        let region = Some(RegionCode(441_521));
        assert_eq!(
            stem(Some(Domain::StateAssets), region),
            "state-assets-441521"
        );
        assert_eq!(stem(None, None), "all-all");
    }
}
