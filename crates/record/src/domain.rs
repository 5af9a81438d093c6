//! The five domains of public-resource trading (领域), and the rest.

use serde::{Deserialize, Serialize};

/// A domain of public-resource trading (领域), as the work plan's section 二(三) lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Domain {
    /// 工程建设项目招标投标
    Works = 0,
    /// 政府采购
    Procurement = 1,
    /// 国有土地使用权出让
    Land = 2,
    /// 矿业权出让
    Mining = 3,
    /// 国有产权交易
    StateAssets = 4,
    /// 其他交易, and whatever a source sends that fits none of the five
    Other = 5,
}

impl Domain {
    /// Every domain, in the order in which screens list them. `ALL[d as usize] == d`.
    pub const ALL: [Self; 6] = [
        Self::Works,
        Self::Procurement,
        Self::Land,
        Self::Mining,
        Self::StateAssets,
        Self::Other,
    ];

    /// The stable word for addresses, feeds and packs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Procurement => "procurement",
            Self::Land => "land",
            Self::Mining => "mining",
            Self::StateAssets => "state-assets",
            Self::Other => "other",
        }
    }

    /// The domain of a [`code`](Self::code).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.code() == code)
    }

    /// Whether the public side sells here, so that `buyer` names the seller.
    pub const fn is_sale(self) -> bool {
        matches!(self, Self::Land | Self::Mining | Self::StateAssets)
    }
}
