//! Districts and zones (real), and towns, villages and streets (invented).

/// A district or zone of Shanwei.
pub(in crate::demo) struct District {
    /// The code that the region tree knows.
    pub(in crate::demo) code: u32,
    /// The name as a source labels a notice.
    pub(in crate::demo) label: &'static str,
    /// How the names of its bodies begin.
    pub(in crate::demo) prefix: &'static str,
    /// Its towns.
    pub(in crate::demo) towns: &'static [&'static str],
    /// How many of a hundred projects are here.
    pub(in crate::demo) share: u32,
}

/// The city itself is last: rows that name no district, and the 深汕 institutions.
pub(in crate::demo) const DISTRICTS: [District; 8] = [
    District {
        code: 441_502,
        label: "城区",
        prefix: "汕尾市城区",
        towns: &[
            "金町湾街道",
            "凤鸣街道",
            "港前街道",
            "红棉镇",
            "鹭洲镇",
            "渔歌镇",
        ],
        share: 14,
    },
    District {
        code: 441_521,
        label: "海丰县",
        prefix: "海丰县",
        towns: &[
            "云陂镇",
            "青陇镇",
            "莲坑镇",
            "平溪镇",
            "鹿湖镇",
            "石桥镇",
            "龙津北镇",
            "桂林埔镇",
            "银瓶镇",
        ],
        share: 24,
    },
    District {
        code: 441_523,
        label: "陆河县",
        prefix: "陆河县",
        towns: &["梅溪镇", "白叶镇", "高砂镇", "客田镇", "青梅镇", "万石镇"],
        share: 11,
    },
    District {
        code: 441_581,
        label: "陆丰市",
        prefix: "陆丰市",
        towns: &[
            "金浦镇",
            "沙角镇",
            "龙潭镇",
            "北堤镇",
            "玄武镇",
            "星都镇",
            "洋美镇",
            "乌石镇",
            "东溪镇",
            "清云镇",
            "螺河镇",
        ],
        share: 22,
    },
    District {
        code: 441_501,
        label: "市直",
        prefix: "汕尾市",
        towns: &[
            "品清湖片区",
            "高铁新城片区",
            "中央商务区",
            "信利片区",
            "站前横片区",
        ],
        share: 16,
    },
    District {
        code: 441_540,
        label: "红海湾经济开发区",
        prefix: "汕尾红海湾经济开发区",
        towns: &["浪涌街道", "南澳尾街道", "白沙湖街道"],
        share: 5,
    },
    District {
        code: 441_542,
        label: "华侨管理区",
        prefix: "汕尾市华侨管理区",
        towns: &["侨兴街道", "侨乡街道", "侨光片区"],
        share: 3,
    },
    District {
        code: 441_500,
        label: "汕尾市",
        prefix: "汕尾市",
        towns: &["深汕东部片区", "汕尾新区", "星河湾片区", "临港片区"],
        share: 5,
    },
];

/// First characters of village names.
pub(in crate::demo) const VILLAGE_HEADS: [&str; 26] = [
    "东", "西", "南", "北", "上", "下", "新", "大", "小", "前", "后", "中", "内", "外", "青", "白",
    "石", "长", "高", "双", "竹", "梅", "兰", "金", "龙", "鹤",
];
/// Last characters of village names.
pub(in crate::demo) const VILLAGE_TAILS: [&str; 30] = [
    "坑", "陂", "寮", "埔", "洋", "坝", "湖", "岗", "田", "围", "潭", "楼", "厝", "寨", "浦", "洲",
    "溪", "沟", "岭", "港", "尾", "头", "园", "屋", "陇", "澳", "墩", "径", "仔", "桥",
];
/// First parts of street names.
pub(in crate::demo) const ROAD_HEADS: [&str; 28] = [
    "海滨", "红棉", "凤山", "文明", "通港", "兴业", "成业", "汕马", "香江", "站前", "玉城", "和顺",
    "吉祥", "腾飞", "奎山", "城南", "城北", "工业", "创新", "迎宾", "金鹏", "香洲", "湖滨", "三马",
    "云岭", "翠园", "人民", "星河",
];
/// Last parts of street names.
pub(in crate::demo) const ROAD_TAILS: [&str; 12] = [
    "路",
    "大道",
    "街",
    "东路",
    "西路",
    "南路",
    "北路",
    "横路",
    "二路",
    "三路",
    "中路",
    "延长线",
];
