//! Money, exact, with its kind and its form.

use serde::{Deserialize, Serialize};

/// What an amount is (金额种类).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum MoneyKind {
    /// 预算金额、总投资
    Budget = 0,
    /// 最高限价、招标控制价; the asking or starting price where the state sells
    Ceiling = 1,
    /// 投标报价
    Bid = 2,
    /// 中标(成交)价
    Award = 3,
    /// 合同价
    Contract = 4,
}

impl MoneyKind {
    /// Every kind. `ALL[k as usize] == k`.
    pub const ALL: [Self; 5] = [
        Self::Budget,
        Self::Ceiling,
        Self::Bid,
        Self::Award,
        Self::Contract,
    ];
}

/// The form of a price (价款形式, PRICE_FORM_CODE): the data standard's 1, 2, and the rest.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Price {
    /// An amount in fen (分, 0.01 yuan). Never a float.
    Fen(i64),
    /// A rate (费率, 下浮率) as the source wrote it, with its sign: `87.5%`.
    Rate(String),
    /// Anything else (单价, several parts), as the source wrote it.
    Text(String),
}

/// The unit of a bare number (价款单位, PRICE_UNIT).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 元
    Yuan,
    /// 万元
    TenThousandYuan,
}

impl Unit {
    /// The unit of the data standard's code or of its name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "0" | "元" | "人民币元" | "元人民币" => Some(Self::Yuan),
            "1" | "万" | "万元" | "人民币万元" | "万元人民币" => {
                Some(Self::TenThousandYuan)
            }
            _ => None,
        }
    }

    /// How many decimal places a number of this unit is away from fen.
    pub(crate) const fn places(self) -> usize {
        match self {
            Self::Yuan => 2,
            Self::TenThousandYuan => 6,
        }
    }
}

/// A price and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// What the amount is.
    pub kind: MoneyKind,
    /// The amount, rate or text.
    pub price: Price,
}

impl Money {
    /// The amount in fen, where the price is an amount.
    pub const fn fen(&self) -> Option<i64> {
        match self.price {
            Price::Fen(fen) => Some(fen),
            Price::Rate(_) | Price::Text(_) => None,
        }
    }
}
