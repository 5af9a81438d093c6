//! 其他交易: intermediary services, rural property, pollution permits, purchases of state firms.

use super::contract::{self, Signing};
use crate::demo::calendar::{add, closing, publish, workdays};
use crate::demo::lag::{Lag, Within};
use crate::demo::names::{chance, pick};
use crate::demo::price::{Bidding, Form, amount};
use crate::demo::project::{
    Maker, Project, Step, day_field, fen, field, money_field, price_field, priced, time,
};
use crate::demo::title::Style;
use crate::demo::words::bodies::Sector;
use crate::demo::words::firms::{CONSULTANTS, DEALERS};
use crate::demo::words::sales::OTHERS;
use record::{Domain, Money, MoneyKind, Stage, When};

const OFFER: Step = Step::of(Stage::Tender, "采购公告", "3111", "采购公告");
const RESULT: Step = Step::of(Stage::Award, "成交公示", "3141", "成交公示");
const CONTRACT: Step = Step::of(Stage::Contract, "合同公开", "3161", "合同公开");
const ACCEPT: Step = Step::of(Stage::Implementation, "履约情况", "", "履约情况公开");
const PLAN: Step = Step::of(Stage::Planning, "交易预告", "", "交易预告");
const TRADE: Step = Step::of(Stage::Tender, "交易公告信息", "3I11", "交易公告");
/// From the deal, and from the signature, to its publication.
const LAG: Lag = Lag {
    within: Within::Workdays(20),
    usual: (1, 9),
    late: [30, 10, 10],
};

pub(super) fn run(m: &mut Maker) {
    let p = project(m);
    let service = p.category == "中介服务";
    let mut day = m.start;
    if m.happens(10) {
        let at = publish(&mut m.rng, day);
        let mut plan = m.draft(&p, &PLAN, "", at);
        plan.money = fen(MoneyKind::Budget, p.budget);
        m.publish(&p, plan);
        day = add(at.date(), m.rng.u32(5..30));
    }
    let sent = publish(&mut m.rng, day);
    let ready = add(sent.date(), m.rng.u32(5..16));
    let open = closing(&mut m.rng, ready);
    let mut offer = m.draft(&p, if service { &OFFER } else { &TRADE }, "", sent);
    offer.deadline = Some(When::At(open));
    offer.money = fen(MoneyKind::Budget, p.budget);
    offer.fields = vec![
        field("PROJECT_NAME", "项目名称", &p.name),
        money_field(&mut m.rng, "BUDGET_PRICE", "金额", p.budget),
        field("SUBMIT_DEADLINE", "报名截止时间", time(open)),
    ];
    m.publish(&p, offer);
    let bidding = Bidding {
        ceiling: p.ceiling,
        low: 6_000,
        form: if chance(&mut m.rng, 12) {
            Form::Discount
        } else {
            Form::Amount
        },
        trades: if service { &CONSULTANTS } else { &DEALERS },
        joint: 0,
        pool: m.firms,
    };
    let winners = bidding.candidates(&mut m.rng, 1);
    let price = winners[0].1.clone();
    let mut last = open.date();
    for (step, kind, percent) in [
        (&RESULT, MoneyKind::Award, 88),
        (&CONTRACT, MoneyKind::Contract, 60),
        (&ACCEPT, MoneyKind::Contract, 8),
    ] {
        let comes = match kind {
            MoneyKind::Award => m.happens(percent),
            _ if step.stage == CONTRACT.stage => m.signs(percent),
            _ => m.fulfils(percent),
        };
        if !comes {
            continue;
        }
        let signing = (step.stage == CONTRACT.stage).then(|| Signing::new(m, last, LAG));
        let dealt = workdays(last, m.rng.u32(0..3));
        let (at, step) = match (&signing, kind) {
            (Some(signing), _) => (signing.at, contract::step(m, step)),
            (None, MoneyKind::Award) => (LAG.time(&mut m.rng, dealt, last), *step),
            (None, _) => {
                let ready = add(last, m.rng.u32(20..200));
                (publish(&mut m.rng, ready), *step)
            }
        };
        last = at.date();
        let mut draft = m.draft(&p, &step, "", at);
        draft.candidates = priced(&winners, kind);
        draft.candidates.iter_mut().for_each(|c| c.rank = None);
        draft.money = Some(Money {
            kind,
            price: price.clone(),
        });
        draft.fields = vec![price_field(&mut m.rng, "WIN_BID_PRICE", "成交金额", &price)];
        if let Some(signing) = signing {
            let signed = signing.signed(m, "SIGNING_TIME", "合同签订日期");
            draft.fields.extend(signed);
            contract::withhold(m, &mut draft);
        } else if kind == MoneyKind::Award {
            let told = day_field(&mut m.rng, 40, "DEAL_TIME", "成交日期", dealt);
            draft.fields.extend(told);
        }
        m.publish(&p, draft);
    }
}

fn project(m: &mut Maker) -> Project {
    let place = m.place();
    let (category, pattern, least, span) = pick(&mut m.rng, &OTHERS);
    let budget = amount(&mut m.rng, least, span);
    let sector = if category == "国企采购" {
        Sector::State
    } else {
        Sector::Town
    };
    let day = m.start.format("%Y%m%d");
    // Some sources give no project code here.
    let code = chance(&mut m.rng, 70).then(|| match category {
        "中介服务" => format!("{}{day}{:011}", place.district.code, m.serial),
        _ => format!("ZZGB{day}{:06}", m.serial),
    });
    Project {
        domain: Domain::Other,
        category,
        name: place.fill(&mut m.rng, pattern),
        buyer: place.body(&mut m.rng, sector),
        agency: String::new(),
        deal_code: None,
        by_law: None,
        ceiling: budget,
        method: "公开",
        style: Style::new(&mut m.rng),
        code,
        budget,
        place,
    }
}
