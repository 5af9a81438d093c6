//! 其他交易: intermediary services, rural property, pollution permits, purchases of state firms.

use crate::demo::calendar::{add, closing, publish, workdays};
use crate::demo::names::{chance, pick};
use crate::demo::price::{Bidding, Form, amount};
use crate::demo::project::{
    Maker, Project, Step, fen, field, money_field, price_field, priced, time,
};
use crate::demo::title::Style;
use crate::demo::words::bodies::Sector;
use crate::demo::words::firms::{CONSULTANTS, DEALERS};
use crate::demo::words::sales::OTHERS;
use record::{Domain, Money, MoneyKind, Stage, When};

const OFFER: Step = Step::of(Stage::Tender, "采购公告", "3111", "采购公告");
const RESULT: Step = Step::of(Stage::Award, "成交公示", "3141", "成交公示");
const CONTRACT: Step = Step::of(Stage::Contract, "合同公开", "3161", "合同公开");
const TRADE: Step = Step::of(Stage::Tender, "交易公告信息", "3I11", "交易公告");

pub(super) fn run(m: &mut Maker) {
    let p = project(m);
    let service = p.category == "中介服务";
    let sent = publish(&mut m.rng, m.start);
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
        (&CONTRACT, MoneyKind::Contract, 50),
    ] {
        if !chance(&mut m.rng, percent) {
            continue;
        }
        let ready = workdays(last, m.rng.u32(1..10));
        let at = publish(&mut m.rng, ready);
        last = at.date();
        let mut draft = m.draft(&p, step, "", at);
        draft.candidates = priced(&winners, kind);
        draft.candidates.iter_mut().for_each(|c| c.rank = None);
        draft.money = Some(Money {
            kind,
            price: price.clone(),
        });
        draft.fields = vec![price_field(&mut m.rng, "WIN_BID_PRICE", "成交金额", &price)];
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
        ceiling: budget,
        method: "公开",
        style: Style::new(&mut m.rng),
        code,
        budget,
        place,
    }
}
