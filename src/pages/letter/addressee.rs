//! To whom a letter goes: who runs the transaction, or who supervises it, as the catalogue says.

use crate::locales::GuideWords;
use crate::pages::notice::owed::supervisor;
use crate::route::LetterKind;
use crate::state::Lang;
use record::catalogue::{Body, Catalogue};
use record::{Notice, RegionCode, Regions};

/// Whom a letter is addressed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addressee {
    /// The name; empty where nothing says who.
    pub name: String,
    /// Whether it is the body in charge because the buyer is no authority.
    pub instead: bool,
}

/// By what it is told who supervises: the bodies of the catalogue are those of the home region.
#[derive(Clone, Copy)]
pub struct Supervision<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The region tree.
    pub regions: &'a Regions,
    /// The home region.
    pub home: RegionCode,
}

/// To whom a letter of that kind about a notice goes.
pub fn addressee(
    kind: LetterKind,
    notice: &Notice,
    supervision: Option<Supervision<'_>>,
    lang: Lang,
    more: &GuideWords,
) -> Addressee {
    let to = |name: String| Addressee {
        name,
        ..Addressee::default()
    };
    let in_charge = |instead| {
        let name = supervision.and_then(|by| {
            let body = body(by.catalogue, notice)?;
            Some(supervisor(body, notice.region, by.regions, by.home, lang))
        });
        Addressee {
            instead: instead && name.is_some(),
            name: name.unwrap_or_default(),
        }
    };
    match kind {
        LetterKind::Question | LetterKind::Objection => {
            to(match (&*notice.buyer, &*notice.agency) {
                (buyer, "") => buyer.to_owned(),
                ("", agency) => agency.to_owned(),
                (buyer, agency) => (more.said_through)(buyer, agency),
            })
        }
        LetterKind::AccessRequest if is_authority(&notice.buyer) => to(notice.buyer.clone()),
        LetterKind::AccessRequest => in_charge(!notice.buyer.is_empty()),
        LetterKind::ReportLate | LetterKind::Complaint => in_charge(false),
    }
}

/// The body in charge: the first that supervises what the notice is of, else who leads the domain.
fn body<'c>(catalogue: &'c Catalogue, notice: &Notice) -> Option<&'c Body> {
    let item = catalogue.item(notice.domain, notice.stage);
    let first = item.and_then(|item| item.supervision.first());
    let supervising = first.and_then(|id| catalogue.body(id));
    let mut bodies = catalogue.bodies.iter();
    supervising.or_else(|| bodies.find(|body| body.leads.contains(&notice.domain)))
}

/// Whether a body is by its name an authority (行政机关), of which alone the law lets people
/// request information in this way.
fn is_authority(name: &str) -> bool {
    let ends = [
        "人民政府",
        "局",
        "厅",
        "委",
        "委员会",
        "办公室",
        "办事处",
        "管委会",
        "总队",
        "支队",
        "大队",
    ];
    // A committee of a village or of residents is none.
    let own = ["村民委员会", "村委会", "居民委员会", "居委会"];
    let name = name.trim_end();
    ends.iter().any(|end| name.ends_with(end)) && !own.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use record::{Domain, NoticeId, SourceId, Stage, When};

    const CATALOGUE: &str = r#"{"items":[{"id":"t","domain":"works","name":{"zh-CN":"招标","en":"t"},
        "stages":["tender"],"limit":{"zh-CN":"","en":""},"duty":"runs","publisher":{"zh-CN":"","en":""},
        "channel":{"zh-CN":"","en":""},"supervision":["water"],"basis":[],"audience":{"zh-CN":"","en":""},
        "initiative":"active","source":""}],
        "bodies":[{"id":"plan","name":{"zh-CN":"市发改局","en":"Plan"},"leads":["works"],"duties":[],"source":""},
        {"id":"water","name":{"zh-CN":"市水务局","en":"Water"},"duties":[],"source":""}],
        "changes":[{"day":"2026-01-01","what":{"zh-CN":"","en":""}}]}"#;

    const REGIONS: &str = r#"[{"code":440000,"name":"广东省","en":"Guangdong"},
        {"code":441500,"name":"汕尾市","en":"Shanwei","parent":440000},
        {"code":441521,"name":"海丰县","en":"Haifeng","parent":441500}]"#;
    const HOME: RegionCode = RegionCode(441_500);

    fn notice(stage: Option<Stage>, buyer: &str, agency: &str) -> Notice {
        Notice {
            id: NoticeId::from_bits(1),
            source: SourceId("demo".into()),
            title: "甲".into(),
            project: None,
            deal_code: None,
            domain: Domain::Works,
            category: String::new(),
            stage,
            stage_label: String::new(),
            region: Some(HOME),
            region_label: String::new(),
            buyer: buyer.into(),
            agency: agency.into(),
            suppliers: Vec::new(),
            published: When::parse("2026-11-24").unwrap(),
            deadline: None,
            formed: None,
            money: None,
            revision: 1,
        }
    }

    fn name(kind: LetterKind, notice: &Notice) -> String {
        let catalogue = Catalogue::from_json(CATALOGUE.as_bytes()).unwrap();
        let regions = Regions::from_json(REGIONS).unwrap();
        let by = Supervision {
            catalogue: &catalogue,
            regions: &regions,
            home: HOME,
        };
        let more = GuideWords::of(Lang::ZhCn);
        addressee(kind, notice, Some(by), Lang::ZhCn, more).name
    }

    #[test]
    fn who_supervises_the_stage_comes_before_who_leads_the_domain() {
        let tender = notice(Some(Stage::Tender), "海丰县水务局", "");
        assert_eq!(name(LetterKind::ReportLate, &tender), "汕尾市水务局");
        let other = notice(Some(Stage::Contract), "海丰县水务局", "");
        assert_eq!(name(LetterKind::Complaint, &other), "汕尾市发改局");
    }

    #[test]
    fn a_county_is_supervised_by_its_own_peer_and_elsewhere_by_nobody_we_know() {
        let of = |region| {
            let mut notice = notice(Some(Stage::Tender), "", "");
            notice.region = region;
            name(LetterKind::ReportLate, &notice)
        };
        assert_eq!(
            of(Some(RegionCode(441_521))),
            "海丰县同级主管部门（市级主管部门：汕尾市水务局）"
        );
        for elsewhere in [Some(RegionCode(440_000)), Some(RegionCode(990_000)), None] {
            let said = of(elsewhere);
            assert!(
                said.contains("项目所在地") && !said.contains('局'),
                "{said}"
            );
        }
    }

    #[test]
    fn who_runs_it_is_asked_and_nobody_is_invented() {
        let both = notice(None, "海丰县水务局", "示例代理");
        let said = "海丰县水务局（代理机构：示例代理）";
        assert_eq!(name(LetterKind::Question, &both), said);
        assert_eq!(
            name(LetterKind::Objection, &notice(None, "", "示例代理")),
            "示例代理"
        );
        assert_eq!(name(LetterKind::Question, &notice(None, "", "")), "");
        let more = GuideWords::of(Lang::ZhCn);
        let none = addressee(LetterKind::Complaint, &both, None, Lang::ZhCn, more);
        assert_eq!(none, Addressee::default());
    }

    #[test]
    fn information_is_requested_of_an_authority() {
        let of = |buyer| name(LetterKind::AccessRequest, &notice(None, buyer, ""));
        assert_eq!(of("海丰县水务局"), "海丰县水务局");
        assert_eq!(of("海丰县示例镇人民政府"), "海丰县示例镇人民政府");
        assert_eq!(of("示例建设有限公司"), "汕尾市发改局");
        assert_eq!(of("示例村村民委员会"), "汕尾市发改局");
    }
}
