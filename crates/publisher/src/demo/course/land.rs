//! 国有土地使用权出让: announced, listed, sold, publicised.

use super::planning;
use super::sale::Sale;
use crate::demo::calendar::add;
use crate::demo::names::{chance, pick};
use crate::demo::project::{Maker, Project, Step, field};
use crate::demo::title::Style;
use crate::demo::words::bodies::LAND_OFFICES;
use crate::demo::words::firms::INVESTORS;
use crate::demo::words::sales::{LAND_WAYS, USES};
use record::{Domain, MoneyKind, Stage};

pub(super) fn run(m: &mut Maker) {
    let place = m.place();
    let (usage, years, price) = pick(&mut m.rng, &USES);
    let area = m.rng.i64(1_500..90_000);
    let yuan = area * price * m.rng.i64(70..260) / 100;
    let (year, serial) = (m.year(), m.serial);
    let way = pick(&mut m.rng, &LAND_WAYS);
    let plot = format!("G{year}-{:04}", serial % 10_000);
    let prefix = place.district.prefix;
    let name = match m.rng.u32(..4) {
        0 => format!(
            "{prefix}{}{}{plot}号地块国有建设用地使用权",
            place.town, place.villages[0]
        ),
        1 => format!("{prefix}自然资源局国有建设用地使用权（{plot}，{usage}）"),
        2 => format!(
            "{prefix}{}{}侧{usage}（宗地面积{area}㎡）",
            place.town, place.villages[0]
        ),
        _ => format!("{prefix}{}片区{plot}地块{usage}使用权", place.villages[1]),
    };
    let office = pick(&mut m.rng, &LAND_OFFICES);
    let mut p = Project {
        domain: Domain::Land,
        category: usage,
        buyer: format!("{prefix}示例{office}"),
        agency: String::new(),
        code: Some(format!("{}{year}{serial:06}", place.district.code)),
        deal_code: None,
        by_law: None,
        budget: yuan * 100,
        ceiling: yuan / 10_000 * 1_000_000,
        style: Style::new(&mut m.rng),
        method: way,
        name,
        place,
    };
    let place_of = format!("{}{}", p.place.town, p.place.villages[0]);
    let steps = [
        (
            Step::of(Stage::AwardPending, "成交公示", "", "成交公示"),
            MoneyKind::Award,
            97,
        ),
        (
            Step::of(Stage::Award, "成交结果公告", "", "成交结果公告"),
            MoneyKind::Award,
            55,
        ),
        (
            Step::of(Stage::Contract, "出让合同公示", "", "出让合同公示"),
            MoneyKind::Contract,
            55,
        ),
        (
            Step::of(
                Stage::Implementation,
                "用地履约监管信息",
                "",
                "开工竣工履约信息公开",
            ),
            MoneyKind::Contract,
            8,
        ),
    ];
    let tail = if chance(&mut m.rng, 70) {
        "挂牌出让公告"
    } else {
        "网上交易出让公告"
    };
    let sale = Sale {
        offer: Step::of(Stage::Tender, "出让公告", "", tail),
        change: Step::of(Stage::Amendment, "补充公告", "", "出让补充公告"),
        unsold: Step::of(Stage::Cancellation, "终止公告", "", "终止出让公告"),
        sold: &steps,
        // Twenty days of notice and ten of listing.
        notice: 20,
        listed: 10,
        publicity: 10,
        buyers: &INVESTORS,
        lot: vec![
            field("LAND_CODE", "宗地编号", plot),
            field("LAND_POSITION", "土地位置", place_of),
            field("LAND_AREA", "土地面积（平方米）", area.to_string()),
            field("LAND_USAGE", "土地用途", usage),
            field("LEND_AGE_LIMIT", "出让年限", format!("{years}年")),
            field("SUPPLY_TYPE", "供应方式", way),
        ],
        price_code: "DEAL_PRICE",
    };
    let mut day = m.start;
    if chance(&mut m.rng, 12) {
        planning::supply(m, &p, day);
    }
    if m.happens(15) {
        let public = planning::approved(m, &p, day);
        day = add(public, m.rng.u32(2..30));
    }
    sale.run(m, &mut p, day);
}
