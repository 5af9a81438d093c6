//! 国有产权交易: sometimes disclosed ahead, listed, prolonged, sold or let.

use super::planning;
use super::sale::Sale;
use crate::demo::calendar::{add, publish};
use crate::demo::names::{chance, pick};
use crate::demo::price::amount;
use crate::demo::project::{Maker, Project, Step, fen, field};
use crate::demo::title::Style;
use crate::demo::words::bodies::Sector;
use crate::demo::words::firms::{DEALERS, INVESTORS};
use crate::demo::words::sales::ASSETS;
use record::{Domain, MoneyKind, Stage};

const AHEAD: Step = Step::of(Stage::Planning, "预披露", "", "预披露公告");

pub(super) fn run(m: &mut Maker) {
    let place = m.place();
    let (category, pattern, least, span) = pick(&mut m.rng, &ASSETS);
    let buyer = place.body(&mut m.rng, Sector::State);
    let (year, serial) = (m.year(), m.serial);
    let what = place.fill(&mut m.rng, pattern);
    let price = amount(&mut m.rng, least, span);
    let mut p = Project {
        domain: Domain::StateAssets,
        category,
        name: if chance(&mut m.rng, 65) {
            format!("{buyer}{what}")
        } else {
            what
        },
        agency: if chance(&mut m.rng, 40) {
            m.agency()
        } else {
            String::new()
        },
        code: Some(format!(
            "{}{year}SW{serial:07}",
            if category == "股权转让" {
                "G3"
            } else {
                "GR"
            }
        )),
        deal_code: None,
        by_law: None,
        budget: price,
        ceiling: price,
        style: Style::new(&mut m.rng),
        method: "网络竞价",
        buyer,
        place,
    };
    let major = matches!(category, "股权转让" | "增资扩股");
    let mut day = m.start;
    if m.happens(25) {
        let public = planning::approved(m, &p, day);
        day = add(public, m.rng.u32(2..20));
    }
    if major && chance(&mut m.rng, 60) {
        let at = publish(&mut m.rng, day);
        let mut ahead = m.draft(&p, &AHEAD, "", at);
        ahead.money = fen(MoneyKind::Ceiling, p.ceiling);
        ahead.fields = vec![field("SELLER_NAME", "转让方", &p.buyer)];
        m.publish(&p, ahead);
        day = add(at.date(), 28 + m.rng.u32(..30));
    }
    let steps = [
        (
            Step::of(Stage::Award, "交易结果", "", "交易结果公示"),
            MoneyKind::Award,
            96,
        ),
        (
            Step::of(Stage::Contract, "交易合同", "", "交易合同公开"),
            MoneyKind::Contract,
            40,
        ),
        (
            Step::of(
                Stage::Implementation,
                "产权交割信息",
                "",
                "产权交割信息公开",
            ),
            MoneyKind::Contract,
            6,
        ),
    ];
    let tail = match category {
        "房产出租" => "招租公告",
        "股权转让" | "增资扩股" => "挂牌披露",
        _ => "挂牌公告",
    };
    let sale = Sale {
        offer: Step::of(Stage::Tender, "挂牌披露", "", tail),
        change: Step::of(Stage::Amendment, "变更公告", "", "延期公告"),
        unsold: Step::of(Stage::Cancellation, "终结公告", "", "终结公告"),
        sold: &steps,
        // Twenty working days for what matters, ten for the rest.
        notice: 0,
        listed: if major { 28 } else { 14 },
        publicity: 5,
        buyers: if major { &INVESTORS } else { &DEALERS },
        lot: vec![
            field("BID_NAME", "标的名称", &p.name),
            field("SELLER_NAME", "转让方（出租方）", &p.buyer),
            field("PRE_EXCHANGE_TYPE", "交易方式", p.method),
            field(
                "PUBLISH_DURATION",
                "披露期（工作日）",
                if major { "20" } else { "10" },
            ),
        ],
        price_code: "TRADE_VALUE",
    };
    sale.run(m, &mut p, day);
}
