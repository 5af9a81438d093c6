//! The stages of a transaction (环节), in the order of its life.

use serde::{Deserialize, Serialize};

/// A stage of a transaction (环节); the words are OCDS' where they fit.
///
/// There is no "unknown": a code that no table knows leaves the stage absent, and the label
/// that the source sent is shown instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Stage {
    /// 计划、采购意向、预披露
    Planning = 0,
    /// 招标(采购、出让、挂牌)公告、资格预审公告
    Tender = 1,
    /// 澄清、更正
    Amendment = 2,
    /// 开标
    Opening = 3,
    /// 资格审查
    Qualification = 4,
    /// 评标
    Evaluation = 5,
    /// 中标候选人公示、成交公示
    AwardPending = 6,
    /// 中标(成交)结果
    Award = 7,
    /// 合同
    Contract = 8,
    /// 履约、验收
    Implementation = 9,
    /// 终止、流标、异常
    Cancellation = 10,
}

impl Stage {
    /// Every stage in the order of a project's life. `ALL[s as usize] == s`.
    pub const ALL: [Self; 11] = [
        Self::Planning,
        Self::Tender,
        Self::Amendment,
        Self::Opening,
        Self::Qualification,
        Self::Evaluation,
        Self::AwardPending,
        Self::Award,
        Self::Contract,
        Self::Implementation,
        Self::Cancellation,
    ];

    /// The stable word for addresses, feeds and packs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planning => "planning",
            Self::Tender => "tender",
            Self::Amendment => "amendment",
            Self::Opening => "opening",
            Self::Qualification => "qualification",
            Self::Evaluation => "evaluation",
            Self::AwardPending => "award-pending",
            Self::Award => "award",
            Self::Contract => "contract",
            Self::Implementation => "implementation",
            Self::Cancellation => "cancellation",
        }
    }

    /// The stage of a [`code`](Self::code).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}
