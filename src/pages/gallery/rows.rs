//! Rows of notices with all that a row can hold, and the life of a project.

use super::Group;
use crate::components::{Life, NoticeRow};
use crate::platform::clock;
use chrono::TimeDelta;
use leptos::prelude::*;
use record::{
    Domain, Money, MoneyKind, Notice, NoticeId, Price, RegionCode, SourceId, Stage, When,
};

const LONG: &str = "汕尾市海丰县可塘镇、陶河镇、赤坑镇及周边十七个行政村农村生活污水治理工程（二期）\
    勘察设计施工总承包（EPC）及配套管网、提升泵站、智慧水务平台建设项目第三标段（第二次）招标公告";

/// A notice as the samples need one.
fn notice(at: u64, domain: Domain, stage: Option<Stage>) -> Notice {
    let today = clock::today();
    Notice {
        id: NoticeId::from_bits(at),
        source: SourceId("sample".to_owned()),
        title: "示例镇中心小学教学楼维修工程".to_owned(),
        project: None,
        deal_code: None,
        domain,
        category: String::new(),
        stage,
        stage_label: "平台自己的环节名称".to_owned(),
        region: Some(RegionCode(441_521)),
        region_label: String::new(),
        buyer: String::new(),
        agency: String::new(),
        suppliers: Vec::new(),
        published: When::Day(today - TimeDelta::days(1)),
        deadline: None,
        formed: None,
        money: None,
        revision: 1,
    }
}

fn samples() -> Vec<Notice> {
    let now = clock::now();
    let mut all: Vec<Notice> = Vec::new();
    let mut add = |domain, stage, change: &dyn Fn(&mut Notice)| {
        let mut one = notice(1 << 40 | all.len() as u64, domain, stage);
        change(&mut one);
        all.push(one);
    };
    for (domain, stage) in Domain::ALL.into_iter().zip(Stage::ALL) {
        add(domain, Some(stage), &|_| {});
    }
    for stage in Stage::ALL.into_iter().skip(Domain::ALL.len()) {
        add(Domain::Works, Some(stage), &|_| {});
    }
    add(Domain::Other, None, &|_| {});
    for days in [-1, 0, 2, 30, 700] {
        let until = When::At(now + TimeDelta::days(days) + TimeDelta::hours(1));
        add(Domain::Works, Some(Stage::Tender), &|n| {
            n.deadline = Some(until);
        });
    }
    let prices = [
        Price::Fen(0),
        Price::Fen(123_456_789),
        Price::Fen(98_765_432_100_000),
        Price::Rate("87.5%".to_owned()),
        Price::Text("综合单价包干，详见工程量清单第三部分；不得超过控制价".to_owned()),
    ];
    for (price, kind) in prices.into_iter().zip(MoneyKind::ALL) {
        add(Domain::Land, Some(Stage::Award), &|n| {
            let price = price.clone();
            n.money = Some(Money { kind, price });
        });
    }
    add(Domain::Works, Some(Stage::Tender), &|n| {
        n.title = LONG.to_owned();
        n.published = When::Day(clock::today() - TimeDelta::days(3000));
        n.deadline = Some(When::Day(clock::today() + TimeDelta::days(2)));
        n.money = Some(Money {
            kind: MoneyKind::Ceiling,
            price: Price::Fen(12_345_678_900),
        });
        n.region = None;
        n.region_label = "汕尾高新技术产业开发区（红草园区）管理委员会".to_owned();
    });
    add(Domain::Works, Some(Stage::Tender), &|n| {
        n.title = "A".repeat(120);
    });
    all
}

/// The samples.
#[component]
pub fn Rows() -> impl IntoView {
    let rows = samples().into_iter().enumerate();
    let rows = rows.map(|(at, notice)| view! { <NoticeRow notice open=at == 1 /> });
    let whole = [
        Stage::Planning,
        Stage::Tender,
        Stage::Amendment,
        Stage::Award,
    ];
    let life = |stages: &[Stage]| {
        let notices = stages.iter().zip(0..);
        let notices = notices.map(|(stage, at)| notice(1 << 41 | at, Domain::Works, Some(*stage)));
        notices.collect::<Vec<_>>()
    };
    view! {
        <Group name="公告行">
            <ul class="rows">{rows.collect_view()}</ul>
        </Group>
        <Group name="项目的一生">
            <Life notices=life(&whole) open=NoticeId::from_bits(1 << 41 | 1) />
            <Life notices=life(&[Stage::Tender, Stage::Cancellation]) />
        </Group>
    }
}
