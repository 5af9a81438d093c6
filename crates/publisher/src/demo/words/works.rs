//! What gets built: by category, with who builds it and how it is named.

use super::bodies::Sector;

/// A kind of works.
pub(in crate::demo) struct Kind {
    /// The category as the source labels it.
    pub(in crate::demo) category: &'static str,
    /// The owner's sector.
    pub(in crate::demo) sector: Sector,
    /// How many of the projects are of this kind, relatively.
    pub(in crate::demo) share: u32,
    /// The least budget in ten thousand yuan; the greatest is `2^span` times that.
    pub(in crate::demo) least: i64,
    /// See `least`.
    pub(in crate::demo) span: u8,
    /// Patterns of names: `{d}` district, `{t}` `{s}` towns, `{v}` `{w}` villages, `{r}` `{q}`
    /// streets, `{n}` `{m}` numbers, `{k}` a chainage, `{y}` the year.
    pub(in crate::demo) names: &'static [&'static str],
}

/// The kinds.
pub(in crate::demo) const KINDS: [Kind; 8] = [
    Kind {
        category: "房屋建筑",
        sector: Sector::Schools,
        share: 15,
        least: 250,
        span: 5,
        names: &[
            "{d}{t}{v}小学教学综合楼建设项目",
            "{d}{t}中学学生宿舍楼及运动场建设工程",
            "{d}第{n}中学扩建工程项目（{p}）",
            "{d}{v}幼儿园新建工程",
            "{d}{t}中心小学校舍加固及改造工程",
            "{d}职业技术学校实训楼项目",
            "{d}{t}、{s}两镇中小学教师周转房建设项目",
            "{d}义务教育薄弱环节改善与能力提升项目（{t}{v}小学、{w}小学运动场改造）",
        ],
    },
    Kind {
        category: "房屋建筑",
        sector: Sector::Hospitals,
        share: 8,
        least: 300,
        span: 6,
        names: &[
            "{d}{t}卫生院业务综合楼建设项目",
            "{d}人民医院{m}号楼修缮工程",
            "{d}妇幼保健院异地新建项目{p}",
            "{d}中医医院医技综合楼装修工程",
            "{d}疾病预防控制中心实验室改造工程",
            "{d}公共卫生医学中心（{v}院区）医用气体、净化及防辐射专项工程",
        ],
    },
    Kind {
        category: "市政",
        sector: Sector::City,
        share: 22,
        least: 200,
        span: 7,
        names: &[
            "{d}{r}（{q}至{z}段）道路改造工程",
            "{d}{r}市政道路工程（{k}段）",
            "{d}{v}片区老旧小区改造项目{p}",
            "{d}城镇老旧小区改造项目（{t}{v}小区、{w}小区等{n}个小区）",
            "{d}{t}生活污水处理厂及配套管网{p}工程",
            "{d}{r}片区雨污分流及排水管网改造工程",
            "{d}{v}口袋公园建设工程",
            "{d}城区{r}、{q}路灯节能改造项目",
            "{d}{t}{v}至{w}市政供水管网延伸工程",
            "{d}{r}地下综合管廊及{q}同步建设项目",
            "{d}产业园区{v}片区基础设施配套工程{p}",
            "{d}生活垃圾填埋场封场及渗滤液处理提升项目（处理规模{m}m³/d）",
            "{d}{t}圩镇人居环境综合整治（三线下地、外立面提升）工程",
        ],
    },
    Kind {
        category: "公路",
        sector: Sector::Roads,
        share: 14,
        least: 120,
        span: 8,
        names: &[
            "省道S{m}线{d}{t}至{s}段路面改造工程",
            "县道X{m}线{k}段路面结构性修复工程",
            "{d}{t}{v}至{w}公路改建工程",
            "国道G{m}线{d}段{y}年养护工程",
            "{d}{y}年农村公路危桥改造工程（{v}桥、{w}桥）",
            "{d}“四好农村路”{t}{v}村道拓宽工程",
            "{d}{y}年普通公路安全设施精细化提升工程",
            "{d}{t}{v}大桥重建工程",
            "{d}乡道Y{m}线{t}{v}段（{k}）单改双工程",
        ],
    },
    Kind {
        category: "水利",
        sector: Sector::Water,
        share: 14,
        least: 150,
        span: 7,
        names: &[
            "{d}{v}水库除险加固工程",
            "{d}{t}中小河流治理工程（{v}河、{w}水）",
            "{d}{v}河{k}段堤防达标加固工程",
            "{d}{y}年农村供水保障提升项目（{t}{v}片区）",
            "{d}{t}{v}水闸重建工程",
            "{d}中型灌区续建配套与节水改造项目（{v}灌区）",
            "{d}{t}万里碧道建设工程（{v}段{p}）",
            "{d}海堤生态化改造工程{p}（{t}{v}至{w}）",
            "{d}{v}电排站更新改造工程（装机{m}kW）",
        ],
    },
    Kind {
        category: "农业农村",
        sector: Sector::Farming,
        share: 10,
        least: 100,
        span: 5,
        names: &[
            "{y}年{d}{t}{v}高标准农田建设项目",
            "{d}{y}年度{t}垦造水田项目（{v}、{w}地块）",
            "{d}{t}{v}村乡村振兴示范带建设项目",
            "{d}现代农业产业园冷链仓储及加工车间建设项目（{t}）",
            "{y}年{d}{t}等{n}个镇高标准农田改造提升项目",
            "{d}{t}全域土地综合整治试点项目（{v}片区）",
            "{d}{t}{v}渔港升级改造和整治维护项目",
        ],
    },
    Kind {
        category: "能源电力",
        sector: Sector::City,
        share: 7,
        least: 80,
        span: 6,
        names: &[
            "{d}{v}安置区10kV配电工程",
            "{d}{t}{v}110kV输变电工程线路迁改",
            "{d}{r}公共充电站项目（{m}kW直流快充、V2G预留）",
            "{d}公共机构屋顶分布式光伏（{m}kWp）EPC工程总承包",
            "{d}中学10KV外线及变压器增容{m}kVA配电工程",
        ],
    },
    Kind {
        category: "其他工程",
        sector: Sector::Town,
        share: 10,
        least: 60,
        span: 5,
        names: &[
            "{t}{v}村文化广场及停车场工程",
            "{d}{t}{v}地质灾害隐患点治理工程",
            "{d}{t}{v}村雨污分流工程",
            "{t}农贸市场升级改造工程",
            "{t}{v}村{n}组道路硬底化工程",
            "{d}{t}矿山地质环境恢复治理（{v}采石场）",
            "{t}党群服务中心修缮及配套工程",
            "{t}{v}公益性骨灰楼项目",
        ],
    },
];

/// What a contract is about, as the tail of the name, and how its price is put.
pub(in crate::demo) const TRADES: [(&str, Trade, u32); 12] = [
    ("", Trade::Build, 26),
    ("施工", Trade::Build, 16),
    ("施工总承包", Trade::Build, 6),
    ("（施工）", Trade::Build, 4),
    ("EPC工程总承包", Trade::DesignBuild, 7),
    ("勘察设计施工总承包（EPC）", Trade::DesignBuild, 5),
    ("监理", Trade::Advise, 10),
    ("监理服务", Trade::Advise, 4),
    ("勘察设计", Trade::Advise, 8),
    ("初步设计（含概算）及施工图设计", Trade::Advise, 4),
    ("全过程工程咨询服务", Trade::Advise, 3),
    ("检测监测服务", Trade::Advise, 3),
];

/// Who can do it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) enum Trade {
    Build,
    DesignBuild,
    Advise,
}

/// Lots of materials, for long titles.
pub(in crate::demo) const MATERIALS: [&str; 10] = [
    "球墨铸铁管DN{m}",
    "瓷砖、石材、不锈钢板",
    "电梯采购及安装（{n}台）",
    "变配电设备（SCB13-{m}/10）",
    "商品混凝土C30",
    "LED路灯及智慧灯杆",
    "HDPE双壁波纹管DN{m}",
    "空调多联机VRV系统",
    "弱电智能化及UPS",
    "一体化污水处理设备（{m}t/d）",
];
/// Phases and batches.
pub(in crate::demo) const PHASES: [&str; 12] = [
    "一期",
    "二期",
    "三期",
    "（一期）",
    "（二期）",
    "(第二批)",
    "首期",
    "第一批",
    "第三批",
    "（2号地块）",
    "(A区)",
    "二期（B标）",
];
