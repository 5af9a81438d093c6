//! Public bodies by sector. A name is: the district's prefix, 示例, and one of these.

/// Whom a project is for, which decides who asks and what for.
#[derive(Clone, Copy)]
pub(in crate::demo) enum Sector {
    Health,
    Education,
    /// Who builds for schools.
    Schools,
    /// Who builds for hospitals.
    Hospitals,
    Safety,
    Town,
    Farming,
    Water,
    Roads,
    City,
    Office,
    State,
}

impl Sector {
    /// The bodies of the sector; `{t}` is a town, `{v}` a village, `{n}` a small number.
    pub(in crate::demo) const fn bodies(self) -> &'static [&'static str] {
        match self {
            Self::Health => &[
                "人民医院",
                "中医医院",
                "妇幼保健院",
                "第二人民医院",
                "第三人民医院",
                "疾病预防控制中心",
                "卫生健康局",
                "{t}卫生院",
                "{t}中心卫生院",
                "慢性病防治站",
                "中心血站",
                "{v}社区卫生服务中心",
            ],
            Self::Education => &[
                "教育局",
                "第{n}中学",
                "{t}中学",
                "{t}中心小学",
                "{v}小学",
                "第{n}小学",
                "实验中学",
                "职业技术学校",
                "{t}中心幼儿园",
                "第{n}幼儿园",
                "教师发展中心",
                "特殊教育学校",
                "技工学校",
            ],
            Self::Schools => &[
                "教育局",
                "代建项目事务中心",
                "教育建设投资有限公司",
                "{t}人民政府",
            ],
            Self::Hospitals => &[
                "卫生健康局",
                "代建项目事务中心",
                "医疗卫生建设投资有限公司",
                "公共卫生服务中心",
            ],
            Self::Safety => &[
                "公安局",
                "公安局交通警察大队",
                "消防救援大队",
                "应急管理局",
                "司法局",
                "人民法院",
                "人民检察院",
                "看守所",
                "海上综合执法支队",
            ],
            Self::Town => &[
                "{t}人民政府",
                "{t}办事处",
                "{t}农业技术服务中心",
                "{t}{v}村民委员会",
                "{t}{v}社区居民委员会",
            ],
            Self::Farming => &[
                "农业农村局",
                "林业局",
                "畜牧兽医技术中心",
                "国有林场",
                "农业技术推广中心",
                "乡村振兴服务中心",
                "海洋综合服务中心",
            ],
            Self::Water => &[
                "水务局",
                "水利工程建设中心",
                "河道堤防管理中心",
                "{v}水库管理所",
                "供水有限公司",
                "水务集团有限公司",
            ],
            Self::Roads => &[
                "交通运输局",
                "公路事务中心",
                "地方公路养护中心",
                "交通建设投资有限公司",
                "港口事务中心",
            ],
            Self::City => &[
                "住房和城乡建设局",
                "城市管理和综合执法局",
                "代建项目事务中心",
                "城市建设投资有限公司",
                "环境卫生管理中心",
                "园林管理处",
                "产业园区建设发展有限公司",
                "高新技术产业园区管理委员会",
            ],
            Self::Office => &[
                "财政局",
                "人力资源和社会保障局",
                "文化广电旅游体育局",
                "市场监督管理局",
                "自然资源局",
                "民政局",
                "医疗保障局",
                "政务服务和数据管理局",
                "统计局",
                "发展和改革局",
                "生态环境局分局",
                "图书馆",
                "博物馆",
                "融媒体中心",
                "退役军人事务局",
                "机关事务管理中心",
                "档案馆",
                "残疾人联合会",
            ],
            Self::State => &[
                "国有资产经营有限公司",
                "投资控股有限公司",
                "城市建设投资有限公司",
                "资产经营管理中心",
                "粮食储备有限公司",
                "公共交通有限公司",
                "文化旅游投资有限公司",
                "供销合作联社",
                "{t}经济联合总社",
                "公共事业投资有限公司",
                "物业经营有限公司",
                "水产开发有限公司",
            ],
        }
    }

    /// Its smallest bodies, of which there are many.
    pub(in crate::demo) const fn smallest(self) -> &'static str {
        match self {
            Self::Health | Self::Hospitals => "{t}{v}社区卫生服务站",
            Self::Education | Self::Schools => "{t}{v}小学",
            Self::Safety => "公安局{t}{v}派出所",
            Self::Office => "{t}{v}文化服务中心",
            Self::State => "{t}{v}股份经济合作社",
            Self::Town | Self::Farming | Self::Water | Self::Roads | Self::City => {
                "{t}{v}村民委员会"
            }
        }
    }
}

/// Who allots land and mining rights.
pub(in crate::demo) const LAND_OFFICES: [&str; 3] =
    ["自然资源局", "土地储备中心", "公共资源交易中心"];
