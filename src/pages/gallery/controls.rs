//! Buttons, fields, choices, facts, codes and glyphs.

use super::Group;
use crate::components::choice::{Choice, TextSize};
use crate::components::outlink::OutLink;
use crate::components::share::Share;
use crate::components::text_field::TextField;
use crate::components::{Counts, Fact, Facts, FollowLink, Glyph, Icon, Qr, RegionSelect};
use crate::route::Inquiry;
use leptos::prelude::*;
use record::Domain;
use record::clock::Tally;
use record::follow::Target;

const ICONS: [Icon; 27] = [
    Icon::Domain(Domain::Works),
    Icon::Domain(Domain::Procurement),
    Icon::Domain(Domain::Land),
    Icon::Domain(Domain::Mining),
    Icon::Domain(Domain::StateAssets),
    Icon::Domain(Domain::Other),
    Icon::Home,
    Icon::Search,
    Icon::Bell,
    Icon::Shield,
    Icon::More,
    Icon::Back,
    Icon::Cross,
    Icon::Tick,
    Icon::Clock,
    Icon::Question,
    Icon::Warning,
    Icon::Down,
    Icon::Right,
    Icon::Phone,
    Icon::Out,
    Icon::Share,
    Icon::Copy,
    Icon::Print,
    Icon::Offline,
    Icon::Code,
    Icon::Picture,
];

/// The samples.
#[component]
pub fn Controls() -> impl IntoView {
    let kinds = ["", "main", "tile", "plain"];
    let buttons = kinds.map(|kind| {
        let kind = (!kind.is_empty()).then_some(kind);
        view! {
            <div class="actions">
                <button type="button" class="button" data-kind=kind>"查看公告"</button>
                <button type="button" class="button" data-kind=kind aria-current="true">"当前"</button>
                <button type="button" class="button" data-kind=kind disabled>"不可用"</button>
                <a class="button" data-kind=kind href="#title"><Glyph icon=Icon::Print />"打印"</a>
                <button type="button" class="button" data-kind=kind>
                    "一个写了很长很长的字、长到要折成两三行的按钮，也要能按、能读"
                </button>
            </div>
        }
    });
    let chosen = RwSignal::new(1);
    let (empty, full) = (
        RwSignal::new(String::new()),
        RwSignal::new("污水 -设计".to_owned()),
    );
    let region = RwSignal::new(None);
    let facts = vec![
        Fact::new("采购人", "示例县住房和城乡建设局"),
        Fact::new("预算金额", "1234.56 万元"),
        Fact::new("统一社会信用代码", "91441521MA0000001B"),
        Fact::new(
            "联系地址",
            "示例县附城镇富民路延长线西侧行政服务中心四楼公共资源交易窗口".repeat(2),
        ),
    ];
    let tally = Tally {
        on_time: 1204,
        late: 31,
        late_if: 4,
        missing: 2,
        missing_if: 1,
        untold: 97,
    };
    let icons = ICONS.map(|icon| view! { <Glyph icon /> });
    view! {
        <Group name="按钮">{buttons.into_iter().collect_view()}</Group>
        <Group name="填写与选择">
            <TextField label="空的" hint="名称或代码" text=empty write=Callback::new(move |t| empty.set(t)) />
            <TextField label="写了字的" hint="名称或代码" text=full write=Callback::new(move |t| full.set(t)) />
            <Choice
                label="三选一"
                name="sample"
                options=vec!["全部", "中标（成交）结果", "变更"]
                chosen
                choose=Callback::new(move |at| chosen.set(at))
            />
            <RegionSelect label="地区" chosen=region choose=Callback::new(move |code| region.set(Some(code))) />
            <TextSize />
        </Group>
        <Group name="事实与数目">
            <Facts facts />
            <Counts tally inquiry=Inquiry::default() of="示例" />
            <Counts tally=Tally::default() inquiry=Inquiry::default() of="一条也没有" />
        </Group>
        <Group name="交给别人">
            <div class="actions">
                <FollowLink target=Target::Search(String::new()) />
                <Share label="分享" title="示例" copy=true />
            </div>
            <OutLink href="https://ygp.gdzwfw.gov.cn/ggzy-portal/#/441500/index".to_owned() text="官方页面".to_owned() />
            <OutLink href="javascript:alert(1)".to_owned() text="不是网址的网址".to_owned() />
            <Qr text="https://example.invalid/notice/0000000001".to_owned() label="二维码" />
        </Group>
        <Group name="图形">
            <p>{icons.into_iter().collect_view()}</p>
        </Group>
    }
}
