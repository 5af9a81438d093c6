//! 矿业权出让: announced for twenty working days, the result publicised for ten, then registered.

use super::planning;
use super::sale::Sale;
use crate::demo::calendar::add;
use crate::demo::names::pick;
use crate::demo::price::amount;
use crate::demo::project::{Maker, Project, Step, field};
use crate::demo::title::Style;
use crate::demo::words::firms::INVESTORS;
use crate::demo::words::sales::MINERALS;
use record::{Domain, MoneyKind, Stage};

pub(super) fn run(m: &mut Maker) {
    let place = m.place();
    let (mineral, right) = pick(&mut m.rng, &MINERALS);
    let village = &place.villages[0];
    let name = format!(
        "{}{}{village}{mineral}矿（{}矿区）{right}",
        place.district.prefix, place.town, place.villages[1]
    );
    let (year, serial) = (m.year(), m.serial);
    let price = amount(&mut m.rng, 120, 8);
    let area = m.rng.u32(5..400);
    let position = format!("{}{village}", place.town);
    let mut p = Project {
        domain: Domain::Mining,
        category: right,
        buyer: format!("{}示例自然资源局", place.district.prefix),
        agency: String::new(),
        code: Some(format!("SWKY{year}-{serial:05}")),
        deal_code: None,
        by_law: None,
        budget: price,
        ceiling: price,
        style: Style::new(&mut m.rng),
        method: "挂牌",
        name,
        place,
    };
    let steps = [
        (
            Step::of(Stage::AwardPending, "出让结果公示", "", "出让成交结果公示"),
            MoneyKind::Award,
            98,
        ),
        (
            Step::of(Stage::Contract, "出让合同", "", "出让合同公开"),
            MoneyKind::Contract,
            55,
        ),
        // No table knows this one: its stage stays absent and the label is shown.
        (
            Step {
                stage: None,
                label: "登记公告信息",
                process: "",
                tail: "登记公告",
            },
            MoneyKind::Contract,
            45,
        ),
        (
            Step::of(
                Stage::Implementation,
                "矿业权履约监管信息",
                "",
                "履约监管信息公开",
            ),
            MoneyKind::Contract,
            8,
        ),
    ];
    let sale = Sale {
        offer: Step::of(Stage::Tender, "出让公告", "", "挂牌出让公告"),
        change: Step::of(Stage::Amendment, "变更公告", "", "出让变更公告"),
        unsold: Step::of(Stage::Cancellation, "终止公告", "", "终止出让公告"),
        sold: &steps,
        notice: 29,
        listed: 11,
        publicity: 10,
        buyers: &INVESTORS[4..],
        lot: vec![
            field("IN_BUY_KIND", "出让方式", "挂牌"),
            field("IN_MINE_COME", "矿种", mineral),
            field(
                "QT_TOTAL_AREA",
                "面积（平方公里）",
                format!("{}.{:02}", area / 100, area % 100),
            ),
            field("QT_PLAN_YEARS", "出让年限", "10年"),
            field("NA_GEOGRAPHY_POSITION", "地理位置", position),
        ],
        price_code: "QT_PUBLIC_PRICE",
    };
    let mut day = m.start;
    if m.happens(15) {
        let public = planning::approved(m, &p, day);
        day = add(public, m.rng.u32(2..30));
    }
    sale.run(m, &mut p, day);
}
