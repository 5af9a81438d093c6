//! What the sales have in common: offered, sometimes changed, sold and publicised, or not sold
//! and offered again.

use super::contract::{self, Signing};
use crate::demo::calendar::{add, at, open, publish, workdays};
use crate::demo::lag::{Lag, Within};
use crate::demo::names::{chance, firm, pick};
use crate::demo::price::share;
use crate::demo::project::{Maker, Project, Step, day_field, fen, field, money_field, time};
use crate::demo::words::texts::UNSOLD;
use chrono::NaiveDate;
use record::{Candidate, Field, MoneyKind, Stage, When};

/// From the deal to the publication of the result (政府信息公开条例 §26).
const DEALT: Lag = Lag {
    within: Within::Workdays(20),
    usual: (1, 6),
    late: [40, 15, 20],
};
/// The same, where ten working days of publicity come before: a late one makes this late too.
const DEALT_THEN: Lag = Lag {
    usual: (11, 19),
    late: [40, 0, 20],
    ..DEALT
};
/// From the signature to the publication of the contract, likewise.
const SIGNED: Lag = Lag {
    usual: (1, 15),
    ..DEALT
};

/// How a domain sells.
pub(super) struct Sale<'a> {
    /// Offered.
    pub(super) offer: Step,
    /// Changed or prolonged.
    pub(super) change: Step,
    /// Not sold.
    pub(super) unsold: Step,
    /// Sold: publicity, result, contract and the like, each with its chance in a hundred.
    pub(super) sold: &'a [(Step, MoneyKind, u32)],
    /// Days from the notice to the day from which offers are taken; a few are shorter.
    pub(super) notice: u32,
    /// Days from then to the end.
    pub(super) listed: u32,
    /// Working days that the first of `sold` is publicised.
    pub(super) publicity: u32,
    /// Who buys.
    pub(super) buyers: &'a [&'static str],
    /// What is known of the lot.
    pub(super) lot: Vec<Field>,
    /// The name of the field that holds the price paid.
    pub(super) price_code: &'static str,
}

impl Sale<'_> {
    /// Offers, at most three times.
    pub(super) fn run(&self, m: &mut Maker, p: &mut Project, mut day: NaiveDate) {
        for again in ["（第二次）", "（第三次）", ""] {
            let (end, sold) = self.offer(m, p, day);
            if sold {
                self.close(m, p, end);
                return;
            }
            let ready = workdays(end, m.rng.u32(1..6));
            let at = publish(&mut m.rng, ready);
            let mut unsold = m.draft(p, &self.unsold, "", at);
            let (code, reason) = pick(&mut m.rng, &UNSOLD);
            unsold.fields = vec![
                field("EXCEPITON_TYPE", "异常类型", code),
                field("CANCEL_REASON", "终止（流拍）原因", reason),
            ];
            m.publish(p, unsold);
            if again.is_empty() || chance(&mut m.rng, 45) {
                return;
            }
            let base = p.name.split("（第二").next().unwrap_or_default();
            p.name = format!("{base}{again}");
            // Offered again for less.
            p.ceiling = share(p.ceiling, 9_000) / 10_000 * 10_000;
            day = add(at.date(), m.rng.u32(10..60));
        }
    }

    /// The day on which the offer ends, and whether somebody took it.
    fn offer(&self, m: &mut Maker, p: &Project, day: NaiveDate) -> (NaiveDate, bool) {
        let sent = publish(&mut m.rng, day);
        let begun = match self.notice {
            0 => sent,
            _ if chance(&mut m.rng, 7) => at(add(sent.date(), self.notice / 2), 9, 0, 0),
            _ => at(add(sent.date(), self.notice + m.rng.u32(..4)), 9, 0, 0),
        };
        let end = add(begun.date(), self.listed + m.rng.u32(..8));
        let mut end = at(open(end), 17, 0, 0);
        let mut offer = m.draft(p, &self.offer, "", sent);
        offer.deadline = Some(When::At(end));
        offer.money = fen(MoneyKind::Ceiling, p.ceiling);
        offer.fields = self.lot.clone();
        offer.fields.extend([
            money_field(&mut m.rng, "PROJECT_PRICE", "起始价（挂牌价）", p.ceiling),
            money_field(&mut m.rng, "", "竞买保证金", share(p.ceiling, 2_000)),
            field("LISTING_START_TIME", "挂牌开始时间", time(begun)),
            field("LISTING_DEADLINE", "挂牌截止时间", time(end)),
        ]);
        m.publish(p, offer);
        let ready = workdays(sent.date(), m.rng.u32(4..12));
        let changed = publish(&mut m.rng, ready);
        if chance(&mut m.rng, 14) && changed < end {
            end = at(open(add(end.date(), m.rng.u32(5..21))), 17, 0, 0);
            let mut change = m.draft(p, &self.change, "", changed);
            change.deadline = Some(When::At(end));
            change.money = fen(MoneyKind::Ceiling, p.ceiling);
            change.fields = vec![field("LISTING_DEADLINE", "变更后截止时间", time(end))];
            m.publish(p, change);
        }
        (end.date(), m.happens(86))
    }

    fn close(&self, m: &mut Maker, p: &Project, end: NaiveDate) {
        // Most go at the starting price; some are fought over.
        let steps = if chance(&mut m.rng, 55) {
            0
        } else {
            m.rng.i64(1..60)
        };
        let paid = p.ceiling + share(p.ceiling, 100 * steps);
        let acquirer = firm(&mut m.rng, m.firms, self.buyers);
        let mut last = end;
        for (step, kind, percent) in self.sold {
            let comes = match step.stage {
                Some(Stage::AwardPending | Stage::Award) => m.happens(*percent),
                Some(Stage::Contract) => m.signs(*percent),
                _ => m.fulfils(*percent),
            };
            if !comes {
                continue;
            }
            let first = step.stage == self.sold[0].0.stage;
            let contract = step.stage == Some(Stage::Contract);
            let signing = contract.then(|| Signing::new(m, last, SIGNED));
            let (sent, step) = match (&signing, step.stage) {
                (Some(signing), _) => (signing.at, contract::step(m, step)),
                (_, Some(Stage::AwardPending | Stage::Award)) => {
                    let lag = if first { DEALT } else { DEALT_THEN };
                    (lag.time(&mut m.rng, end, last), *step)
                }
                _ => {
                    let ready = add(last, m.rng.u32(20..160));
                    (publish(&mut m.rng, ready), *step)
                }
            };
            let mut draft = m.draft(p, &step, "", sent);
            draft.money = fen(*kind, paid);
            draft.candidates = vec![Candidate {
                rank: None,
                name: acquirer.clone(),
                money: draft.money.clone(),
            }];
            draft.fields = vec![
                field("LENDING_NAME", "受让人（承租方）", &acquirer),
                money_field(&mut m.rng, self.price_code, "成交价", paid),
            ];
            let told = day_field(&mut m.rng, 10, "TRADE_DATE", "成交日期", end);
            draft.fields.extend(told);
            last = sent.date();
            if first {
                let until = at(workdays(last, self.publicity), 17, 30, 0);
                draft.publicity_start = Some(When::At(sent));
                draft.deadline = Some(When::At(until));
                draft.fields.extend([
                    field("PUBLICITY_START_TIME", "公示开始时间", time(sent)),
                    field("PUBLICITY_END_TIME", "公示结束时间", time(until)),
                ]);
                last = until.date();
            }
            if let Some(signing) = signing {
                let signed = signing.signed(m, "CONTRACT_SIGN_TIME", "合同签订日期");
                draft.fields.extend(signed);
                contract::withhold(m, &mut draft);
            }
            m.publish(p, draft);
        }
    }
}
