//! How purchases end: the result, the contract, the acceptance.

use super::contract::{self, Signing};
use crate::demo::calendar::{add, publish, workdays};
use crate::demo::codes;
use crate::demo::lag::{Lag, Within};
use crate::demo::names::chance;
use crate::demo::project::{Maker, Project, Step, day_field, field, price_field, priced};
use chrono::NaiveDate;
use record::{Candidate, Field, Money, MoneyKind, Price, Stage};

const RESULT: Step = Step::of(Stage::Award, "中标（成交）结果公告", "3871", "结果公告");
const CONTRACT: Step = Step::of(Stage::Contract, "合同公告", "3881", "的合同公告");
const ACCEPT: Step = Step::of(
    Stage::Implementation,
    "履约验收公告",
    "3891",
    "履约验收结果公告",
);
/// From the award to its publication (政府采购法实施条例 §43).
const AWARDED: Lag = Lag {
    within: Within::Workdays(2),
    usual: (1, 2),
    late: [50, 20, 10],
};
/// From the signature to the publication of the contract (§50).
const SIGNED: Lag = Lag {
    within: Within::Workdays(2),
    usual: (0, 2),
    late: [30, 20, 10],
};

/// From the award on, after bids were opened.
pub(super) fn run(m: &mut Maker, p: &Project, open: NaiveDate, winners: &[(Candidate, Price)]) {
    // Several parcels: the total where every price is an amount.
    let total: Option<i64> = winners
        .iter()
        .map(|(_, price)| match price {
            Price::Fen(fen) => Some(*fen),
            Price::Rate(_) | Price::Text(_) => None,
        })
        .sum();
    let price = total.map_or_else(|| winners[0].1.clone(), Price::Fen);
    let drafted = |m: &mut Maker, step: &Step, kind, at| {
        let mut draft = m.draft(p, step, "", at);
        draft.candidates = priced(winners, kind);
        draft.candidates.iter_mut().for_each(|c| c.rank = None);
        draft.money = Some(Money {
            kind,
            price: price.clone(),
        });
        draft
    };
    let awarded = workdays(open, m.rng.u32(0..6));
    let mut last = awarded;
    if m.happens(97) {
        let at = AWARDED.time(&mut m.rng, awarded, open);
        last = at.date();
        let mut result = drafted(m, &RESULT, MoneyKind::Award, at);
        result.fields = vec![
            field(
                "WINNINGBIDDER_NAME",
                "中标（成交）供应商",
                &winners[0].0.name,
            ),
            price_field(&mut m.rng, "WIN_BID_PRICE", "中标（成交）金额", &price),
        ];
        let told = day_field(&mut m.rng, 25, "AWARD_TIME", "定标日期", awarded);
        result.fields.extend(told);
        let names = winners.iter().map(|(winner, _)| winner.name.as_str());
        result
            .fields
            .extend(codes::fields("WINNINGBIDDER_CODE", names));
        result.fields.extend(first(m));
        m.publish(p, result);
    }
    if m.signs(80) {
        let signing = Signing::new(m, last, SIGNED);
        last = signing.at.date();
        let step = contract::step(m, &CONTRACT);
        let mut contract = drafted(m, &step, MoneyKind::Contract, signing.at);
        contract.fields = vec![
            field("CONTRACT_NAME", "合同名称", &p.name),
            field("CONTRACT_PARTY_A", "采购人（甲方）", &p.buyer),
            field("SUPPLIER_NAME", "供应商（乙方）", &winners[0].0.name),
            price_field(&mut m.rng, "CONTRACT_AMOUNT", "合同金额", &price),
        ];
        contract.fields.extend(signing.notice(m));
        let signed = signing.signed(m, "SIGNING_TIME", "合同签订日期");
        contract.fields.extend(signed);
        contract.fields.extend(first(m));
        contract::withhold(m, &mut contract);
        m.publish(p, contract);
    }
    if m.fulfils(13) {
        let ready = add(last, m.rng.u32(30..380));
        let at = publish(&mut m.rng, ready);
        let mut accept = drafted(m, &ACCEPT, MoneyKind::Contract, at);
        accept.fields = vec![field("", "验收结论", "合格")];
        m.publish(p, accept);
    }
}

/// Most departments say that this is where they publish first; then a limit holds for certain.
fn first(m: &mut Maker) -> Option<Field> {
    let says = chance(&mut m.rng, 80);
    says.then(|| field("FIRST_PUBLISHED", "是否首次公告", "是"))
}
