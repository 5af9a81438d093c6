//! The bundled catalogue and guide against the work plan, sentence by sentence.

#![allow(clippy::unwrap_used, reason = "a test may end here")]

use record::Domain::{self, Land, Mining, Procurement, StateAssets, Works};
use record::catalogue::{Catalogue, Item};
use record::guide::Guide;
use record::{Stage, Text};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const CATALOGUE: &str = include_str!("../data/catalogue.json");
const GUIDE: &str = include_str!("../data/guide.json");
const LIMITS: &str = include_str!("../data/limits.json");

/// What 二(三)1 to 5 name, in the plan's own words.
const NAMED: [(Domain, &[&str]); 5] = [
    (
        Works,
        &[
            "审批核准备案信息",
            "市场主体信用",
            "招标公告",
            "招标条件",
            "项目概况与招标范围",
            "投标人资格要求",
            "招标文件获取",
            "投标文件递交",
            "中标候选人",
            "中标候选人排序",
            "中标候选人名称",
            "投标报价",
            "工期",
            "评标情况",
            "项目负责人",
            "个人业绩",
            "有关证书及编号",
            "在投标文件中填报的资格能力条件",
            "提出异议的渠道和方式",
            "中标结果",
            "合同订立",
            "合同履行",
        ],
    ),
    (
        Procurement,
        &[
            "采购项目公告",
            "采购文件",
            "预算金额",
            "采购结果",
            "采购合同",
            "投诉处理决定",
            "监督检查处理决定",
            "对集中采购机构的考核结果",
            "违法失信行为记录",
        ],
    ),
    (Land, &["土地供应计划", "出让公告", "成交公示", "供应结果"]),
    (Mining, &["出让公告公示", "审批结果信息", "项目信息"]),
    (
        StateAssets,
        &[
            "产权交易决策及批准信息",
            "交易项目信息",
            "转让价格",
            "交易价格",
            "相关中介机构审计结果",
        ],
    ),
];

/// Who answers for what by 二(一) to (四): the name, what it leads, what it joins in.
const BODIES: [(&str, &[Domain], &[Domain]); 10] = [
    ("市发展改革局", &[Works], &[]),
    ("市经济和信息化局", &[], &[Works]),
    ("市住房城乡建设局", &[], &[Works]),
    ("市交通运输局", &[], &[Works]),
    ("市水务局", &[], &[Works]),
    ("市商务局", &[], &[Works]),
    ("市财政局", &[Procurement], &[]),
    ("市国土资源局", &[Land, Mining], &[]),
    ("市国资委", &[StateAssets], &[]),
    ("市公共资源交易中心", &[Domain::Other], &[]),
];

/// What every notice has, as the checklist knows it.
const COMMON: [&str; 8] = [
    "@title",
    "@buyer",
    "@agency",
    "@money",
    "@candidates",
    "@deadline",
    "@publicity",
    "@attachments",
];

fn catalogue() -> Catalogue {
    Catalogue::from_json(CATALOGUE.as_bytes()).unwrap()
}

fn said(text: &Text) -> bool {
    !text.zh.trim().is_empty() && !text.en.trim().is_empty()
}

#[test]
fn everything_that_the_plan_names_is_in_the_catalogue() {
    let catalogue = catalogue();
    for (domain, words) in NAMED {
        for word in words {
            let names = |item: &Item| {
                let elements = item.content.iter().map(|element| &element.name);
                elements.chain([&item.name]).any(|n| n.zh.contains(word))
            };
            assert!(catalogue.of(domain).any(names), "{domain:?} {word}");
        }
    }
}

#[test]
fn every_row_fills_the_columns_of_the_plan() {
    for item in catalogue().items {
        let id = &item.id;
        assert!(said(&item.name), "{id}: 事项");
        assert!(
            item.stages.is_empty() || !item.content.is_empty(),
            "{id}: 内容"
        );
        assert!(said(&item.limit), "{id}: 时限");
        assert!(said(&item.channel) && said(&item.audience), "{id}: 方式");
        assert!(said(&item.publisher), "{id}: 责任主体");
        assert!(!item.supervision.is_empty(), "{id}: 监督渠道");
        assert!(
            !item.basis.is_empty() && !item.source.is_empty(),
            "{id}: 依据"
        );
        for element in &item.content {
            let name = &element.name.zh;
            assert!(said(&element.name), "{id}: {name}");
            assert!(element.withheld.as_ref().is_none_or(said), "{id}: {name}");
            let told = element.withheld.is_some() || !element.codes.is_empty();
            assert!(told || !element.words.is_empty(), "{id}: {name}");
            assert!(
                element.words.iter().all(|w| w.chars().count() > 1),
                "{id}: {name}"
            );
            for code in element.codes.iter().filter(|code| code.starts_with('@')) {
                assert!(COMMON.contains(&code.as_str()), "{id}: {code}");
            }
        }
    }
}

#[test]
fn a_row_names_the_limits_of_its_stages_and_no_others() {
    let limits: Value = serde_json::from_str(LIMITS).unwrap();
    let limits = limits["limits"].as_array().unwrap();
    let catalogue = catalogue();
    for item in &catalogue.items {
        for id in &item.limits {
            let limit = limits.iter().find(|limit| limit["id"] == id.as_str());
            let limit = limit.unwrap_or_else(|| panic!("{}: no limit {id}", item.id));
            let Some(domain) = limit["domain"].as_str() else {
                continue;
            };
            assert_eq!(domain, item.domain.code(), "{}: {id}", item.id);
            let times = |stage: &Stage| {
                let stages = limit["stages"].as_array().unwrap();
                stages.iter().any(|s| s == stage.code())
            };
            assert!(item.stages.iter().any(times), "{}: {id}", item.id);
        }
    }
    for limit in limits.iter().filter(|limit| limit["stages"].is_array()) {
        let domain = Domain::from_code(limit["domain"].as_str().unwrap()).unwrap();
        for stage in limit["stages"].as_array().unwrap() {
            let stage = Stage::from_code(stage.as_str().unwrap());
            let item = catalogue.item(domain, stage).unwrap();
            let id = limit["id"].as_str().unwrap();
            assert!(item.limits.iter().any(|l| l == id), "{}: {id}", item.id);
        }
    }
}

#[test]
fn a_stage_of_a_domain_has_one_row() {
    use Stage::{
        Amendment, Award, AwardPending, Cancellation, Contract, Implementation, Opening, Planning,
        Tender,
    };
    let catalogue = catalogue();
    let mut seen = BTreeSet::new();
    for item in &catalogue.items {
        for stage in &item.stages {
            assert!(seen.insert((item.domain, *stage)), "{} {stage:?}", item.id);
        }
    }
    let bought = [
        Planning,
        Tender,
        Amendment,
        Opening,
        Award,
        Contract,
        Implementation,
        Cancellation,
    ];
    let sold = [
        Planning,
        Tender,
        Amendment,
        AwardPending,
        Award,
        Contract,
        Implementation,
        Cancellation,
    ];
    let other = [
        Planning,
        Tender,
        AwardPending,
        Award,
        Contract,
        Implementation,
        Cancellation,
    ];
    for (domain, stages) in [
        (Works, &Stage::ALL[..]),
        (Procurement, &bought),
        (Land, &sold),
        (Mining, &sold),
        (StateAssets, &sold),
        (Domain::Other, &other),
    ] {
        for stage in stages {
            assert!(seen.contains(&(domain, *stage)), "{domain:?} {stage:?}");
        }
    }
}

#[test]
fn every_body_of_the_plan_is_there_with_its_duties() {
    let catalogue = catalogue();
    for (name, leads, joins) in BODIES {
        let body = catalogue.bodies.iter().find(|body| body.name.zh == name);
        let body = body.unwrap_or_else(|| panic!("{name}"));
        assert_eq!((&*body.leads, &*body.joins), (leads, joins), "{name}");
        assert!(
            !body.duties.is_empty() && body.duties.iter().all(said),
            "{name}"
        );
        assert!(!body.source.is_empty() && said(&body.name), "{name}");
    }
    assert_eq!(catalogue.bodies.len(), BODIES.len());
    for item in &catalogue.items {
        let lead = catalogue.body(&item.supervision[0]).unwrap();
        assert!(
            lead.leads.contains(&item.domain),
            "{}: {}",
            item.id,
            lead.id
        );
    }
    let newest = catalogue.changes.first().unwrap().day;
    assert_eq!(catalogue.version(), Some(newest));
    assert!(catalogue.changes.is_sorted_by(|a, b| a.day >= b.day));
}

#[test]
fn the_guide_says_how_and_by_what() {
    let guide = Guide::from_json(GUIDE.as_bytes()).unwrap();
    let ids: Vec<_> = guide.procedures.iter().map(|p| p.id.as_str()).collect();
    for id in [
        "objection",
        "query",
        "complaint",
        "access-request",
        "report-late",
        "consult",
        "check-progress",
    ] {
        assert_eq!(ids.iter().filter(|other| **other == id).count(), 1, "{id}");
    }
    for p in &guide.procedures {
        let texts = [&p.name, &p.who, &p.when, &p.answer];
        assert!(texts.into_iter().chain(&p.steps).all(said), "{}", p.id);
        assert!(!p.steps.is_empty() && !p.basis.is_empty(), "{}", p.id);
    }
    // The documents that the plan itself cites.
    for number in [
        "发改办法规〔2018〕94号",
        "粤办发〔2018〕201号",
        "粤发改公资办函〔2018〕10号",
        "汕府办函〔2018〕123号",
        "汕府办〔2017〕1号",
        "国务院令第711号",
    ] {
        let cited = |p: &&record::guide::Policy| p.number == number;
        assert_eq!(guide.policies.iter().filter(cited).count(), 1, "{number}");
    }
    assert!(guide.policies.is_sorted_by(|a, b| a.date >= b.date));
}

#[test]
fn an_operators_slip_is_named() {
    type Slip = fn(&mut Value);
    let slips: [(Slip, &str); 5] = [
        (
            |c| {
                let first = c["items"][0].clone();
                c["items"].as_array_mut().unwrap().push(first);
            },
            "works-approval",
        ),
        (
            |c| {
                let first = c["bodies"][0].clone();
                c["bodies"].as_array_mut().unwrap().push(first);
            },
            "development-reform",
        ),
        (
            |c| c["items"][1]["supervision"] = json!(["weather"]),
            "weather",
        ),
        (
            |c| c["items"][0]["stages"] = json!(["planning", "tender"]),
            "works tender",
        ),
        (|c| c["changes"] = json!([]), "change"),
    ];
    for (slip, named) in slips {
        let mut file: Value = serde_json::from_str(CATALOGUE).unwrap();
        slip(&mut file);
        let refused = Catalogue::from_json(file.to_string().as_bytes()).unwrap_err();
        assert!(refused.to_string().contains(named), "{refused}");
    }
    // What a later publisher adds an app leaves out; `publish` refuses it in an operator's file.
    let mut file: Value = serde_json::from_str(GUIDE).unwrap();
    file["policies"][0]["colour"] = json!("red");
    assert!(Guide::from_json(file.to_string().as_bytes()).is_ok());
}
