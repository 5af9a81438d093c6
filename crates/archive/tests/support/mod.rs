//! Arbitrary notices, and a few plain ones.

use archive::newest_first;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use proptest::prelude::*;
use record::clock::Formation;
use record::{
    Domain, Money, MoneyKind, Notice, NoticeId, Price, ProjectCode, RegionCode, SourceId, Stage,
    UnifiedDealCode, When,
};

/// Up to so many notices, in a pack's order, each id once.
pub(crate) fn notices(most: usize) -> impl Strategy<Value = Vec<Notice>> {
    prop::collection::vec(notice(), 0..most).prop_map(in_order)
}

/// In a pack's order, each id once.
pub(crate) fn in_order(mut notices: Vec<Notice>) -> Vec<Notice> {
    notices.sort_by_key(|n| n.id);
    notices.dedup_by_key(|n| n.id);
    notices.sort_by(newest_first);
    notices
}

/// So many plain notices of one month.
pub(crate) fn a_few(count: u32) -> Vec<Notice> {
    let one = |n: u32| Notice {
        id: NoticeId::from_bits(u64::from(n) * 0x9e37_79b9_7f4a),
        source: SourceId("ygp".into()),
        title: format!("海丰县第{n}污水处理厂设备采购"),
        project: (!n.is_multiple_of(3)).then(|| ProjectCode(format!("441521-2026-{:05}", n / 2))),
        deal_code: None,
        domain: Domain::Procurement,
        category: String::new(),
        stage: Some(Stage::ALL[n as usize % 11]),
        stage_label: "采购公告".into(),
        region: Some(RegionCode(441_521)),
        region_label: "海丰县".into(),
        buyer: format!("示例局{}", n % 4),
        agency: String::new(),
        suppliers: (0..n % 3).map(|s| format!("示例公司{s}")).collect(),
        published: When::Day(NaiveDate::from_ymd_opt(2026, 7, 1 + n % 28).unwrap()),
        deadline: None,
        formed: NaiveDate::from_ymd_opt(2026, 6, 1 + n % 28)
            .filter(|_| n % 4 == 1)
            .map(|day| Formation {
                day,
                applies: n % 8 == 1,
            }),
        money: Some(Money {
            kind: MoneyKind::Budget,
            price: Price::Fen(i64::from(n) * 1_000_000),
        }),
        revision: 1,
    };
    in_order((0..count).map(one).collect())
}

/// Words that occur in several places and forms, and wild ones.
pub(crate) fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "(污水|處理|处理|ＡＢc|Abc|aB|（1）|\n|\u{10}|n| |-|\"){0,6}",
        1 => any::<String>(),
    ]
}

fn when() -> impl Strategy<Value = When> {
    let near = (-800..40_i32).prop_map(|d| 739_800 + d);
    let far = NaiveDate::MIN.num_days_from_ce()..=NaiveDate::MAX.num_days_from_ce();
    let day = prop_oneof![9 => near, 1 => far]
        .prop_map(|d| NaiveDate::from_num_days_from_ce_opt(d).unwrap());
    let second = prop_oneof![Just(0), Just(9 * 3600), 0..86_400_u32];
    (day, prop::option::of(second)).prop_map(|(day, second)| match second {
        None => When::Day(day),
        Some(s) => When::At(NaiveDateTime::new(
            day,
            NaiveTime::from_num_seconds_from_midnight_opt(s, 0).unwrap(),
        )),
    })
}

fn money() -> impl Strategy<Value = Money> {
    let fen = prop_oneof![
        any::<i64>(),
        (-10..10_000_i64).prop_map(|n| n * 100_000),
        prop::sample::select(archive_steps())
    ];
    let price = prop_oneof![
        4 => fen.prop_map(Price::Fen),
        1 => words().prop_map(Price::Rate),
        1 => words().prop_map(Price::Text),
    ];
    (prop::sample::select(&MoneyKind::ALL[..]), price)
        .prop_map(|(kind, price)| Money { kind, price })
}

/// Amounts on the edges of the buckets.
fn archive_steps() -> Vec<i64> {
    [50_000_000, 400_000_000, 3_000_000_000]
        .into_iter()
        .flat_map(|s| [s - 1, s])
        .collect()
}

fn notice() -> impl Strategy<Value = Notice> {
    let names = (words(), words(), words(), words(), words());
    let codes = (
        prop_oneof![9 => 0..60_u64, 1 => any::<u64>()].prop_map(NoticeId::from_bits),
        prop::option::of(words().prop_map(ProjectCode)),
        prop::option::of(words().prop_map(UnifiedDealCode)),
        prop::sample::select(vec!["ygp", "ggzy", ""]),
        prop::option::of(prop_oneof![
            Just(RegionCode(441_500)),
            Just(RegionCode(441_521)),
            any::<u32>().prop_map(RegionCode)
        ]),
    );
    let facts = (
        prop::sample::select(&Domain::ALL[..]),
        prop::option::of(prop::sample::select(&Stage::ALL[..])),
        prop::collection::vec(words(), 0..4),
        when(),
        prop::option::of(when()),
        prop::option::of((0..900_u64, any::<bool>())),
        prop::option::of(money()),
        prop_oneof![Just(1), any::<u32>()],
    );
    (
        names,
        codes,
        facts,
        prop::sample::select(vec!["", "汕尾市"]),
    )
        .prop_map(
            |(
                (title, category, stage_label, buyer, agency),
                (id, project, deal_code, source, region),
                (domain, stage, suppliers, published, deadline, formed, money, revision),
                region_label,
            )| Notice {
                id,
                source: SourceId(source.into()),
                title,
                project,
                deal_code,
                domain,
                category,
                stage,
                stage_label,
                region,
                region_label: region_label.into(),
                buyer,
                agency,
                suppliers,
                published,
                deadline,
                formed: formed.and_then(|(days, applies)| {
                    let day = published.date().checked_sub_days(Days::new(days))?;
                    Some(Formation { day, applies })
                }),
                money,
                revision,
            },
        )
}
