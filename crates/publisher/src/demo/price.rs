//! Amounts, and the bids on them. Whole numbers only, so that every machine makes the same.

use super::names::{chance, firm};
use fastrand::Rng;
use record::{Candidate, Price};

/// 10 000 yuan in fen.
const WAN: i64 = 1_000_000;

/// An amount from `least` ten thousand yuan up to `2^span` times that: each doubling as likely.
/// Mostly rounded as people round.
pub(super) fn amount(rng: &mut Rng, least: i64, span: u8) -> i64 {
    let low = (least * WAN) << rng.u8(..span);
    let fen = low + rng.i64(0..low);
    let grain = match rng.u32(..10) {
        0..=2 => low.ilog10().saturating_sub(1),
        3..=6 => 4,
        7 => 2,
        _ => 0,
    };
    let grain = 10_i64.pow(grain);
    fen / grain * grain
}

/// The share of an amount, in ten-thousandths.
pub(super) fn share(fen: i64, of_10000: i64) -> i64 {
    fen / 10_000 * of_10000 + fen % 10_000 * of_10000 / 10_000
}

/// An amount as a source writes it: `2,120,000.00元` or `215.90万元`.
pub(super) fn write(rng: &mut Rng, fen: i64) -> String {
    match rng.u32(..3) {
        0 if fen % 10_000 == 0 => format!("{}.{:02}万元", fen / WAN, fen % WAN / 10_000),
        1 => format!("{}.{:02}元", fen / 100, fen % 100),
        _ => format!("{}.{:02}元", grouped(fen / 100), fen % 100),
    }
}

fn grouped(yuan: i64) -> String {
    let digits = yuan.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// How a project's prices are put.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// An amount.
    Amount,
    /// 下浮率
    Discount,
    /// A rate of a tariff.
    Rate,
    /// Design and building apart, as one text.
    Parts,
}

/// Who bids, and how.
pub(super) struct Bidding<'a> {
    /// What nobody may exceed, in fen.
    pub(super) ceiling: i64,
    /// The lowest bids, in ten-thousandths of the ceiling.
    pub(super) low: i64,
    /// How prices are put.
    pub(super) form: Form,
    /// The trades that can do it.
    pub(super) trades: &'a [&'static str],
    /// How many in a hundred bid jointly.
    pub(super) joint: u32,
    /// Of how many firms.
    pub(super) pool: u32,
}

impl Bidding<'_> {
    /// So many candidates by rank.
    pub(super) fn candidates(&self, rng: &mut Rng, count: u32) -> Vec<(Candidate, Price)> {
        let mut rates: Vec<i64> = (0..count).map(|_| rng.i64(self.low..9_990)).collect();
        if chance(rng, 70) {
            rates.sort_unstable();
        }
        let mut taken: Vec<String> = Vec::new();
        let ranked = rates.into_iter().zip(1..);
        ranked
            .map(|(rate, rank)| {
                let name = self.bidder(rng, &mut taken);
                let price = self.price(rng, rate);
                let candidate = Candidate {
                    rank: Some(rank),
                    name,
                    money: None,
                };
                (candidate, price)
            })
            .collect()
    }

    fn bidder(&self, rng: &mut Rng, taken: &mut Vec<String>) -> String {
        let mut fresh = |rng: &mut Rng| {
            let mut name = firm(rng, self.pool, self.trades);
            while taken.contains(&name) {
                name = firm(rng, self.pool, self.trades);
            }
            taken.push(name.clone());
            name
        };
        let leader = fresh(rng);
        if !chance(rng, self.joint) {
            return leader;
        }
        let partner = fresh(rng);
        match rng.u32(..4) {
            0 => format!("(主){leader},(成){partner}"),
            1 => format!("{leader}（联合体牵头人）、{partner}（联合体成员）"),
            2 => format!("{leader}、{partner}、{}联合体", fresh(rng)),
            _ => format!("{leader}、{partner}联合体"),
        }
    }

    fn price(&self, rng: &mut Rng, rate: i64) -> Price {
        let fen = share(self.ceiling, rate) - rng.i64(0..100);
        match self.form {
            Form::Amount => Price::Fen(fen),
            Form::Discount => {
                let off = 10_000 - rate;
                Price::Rate(format!("下浮率{}.{}%", off / 100, off % 100 / 10))
            }
            Form::Rate => Price::Rate(format!("{}.{:02}%", rate / 100, rate % 100)),
            Form::Parts => {
                let design = share(fen, rng.i64(120..400));
                let works = fen - design;
                let (a, b) = (design / 100, works / 100);
                let (x, y) = (design % 100, works % 100);
                Price::Text(match rng.u32(..3) {
                    0 => format!("设计费：{a}.{x:02}元；建安费：{b}.{y:02}元"),
                    1 => format!(
                        "设计费报价下浮率{}%，建筑安装工程费{b}.{y:02}元",
                        rng.u32(2..40)
                    ),
                    _ => format!(
                        "投标总报价：{}.{:02}元（其中：建安费{b}.{y:02}元，设计费{a}.{x:02}元）",
                        fen / 100,
                        fen % 100
                    ),
                })
            }
        }
    }
}
