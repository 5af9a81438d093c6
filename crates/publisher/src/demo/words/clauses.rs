//! What tenders and candidates say in a line: scope, qualification, ways, people.

use super::works::Trade;

/// 招标内容与范围
pub(in crate::demo) const fn scopes(trade: Trade) -> &'static [&'static str] {
    match trade {
        Trade::Build => &[
            "施工图及工程量清单所列全部内容",
            "土建、安装、装修及室外配套工程施工",
            "施工准备、施工、竣工验收及保修",
        ],
        Trade::DesignBuild => &[
            "勘察、设计、采购、施工总承包",
            "初步设计、施工图设计及施工，至竣工移交",
        ],
        Trade::Advise => &[
            "施工阶段及保修阶段的咨询服务",
            "施工图设计及后续现场服务",
            "全过程造价咨询",
        ],
    }
}

/// 投标人资格条件
pub(in crate::demo) const QUALIFICATIONS: [&str; 4] = [
    "具有独立法人资格，具备与项目相应的资质等级",
    "具备相应专业二级及以上资质，安全生产许可证有效",
    "具备相应专业乙级及以上资质，近三年有类似业绩",
    "具有独立法人资格，未被限制参加投标",
];
/// 招标文件获取方法
pub(in crate::demo) const GETTING: &str = "登录示例公共资源交易系统免费下载";
/// 投标文件递交方法
pub(in crate::demo) const SUBMITTING: &str = "通过示例公共资源交易系统递交加密电子文件";

/// 评标情况
pub(in crate::demo) const EVALUATIONS: [&str; 3] = [
    "评标委员会按综合评估法评审，无否决投标",
    "评标委员会按经评审的最低投标价法评审，无否决投标",
    "否决投标一家，其余按综合评估法评审",
];
/// 响应招标文件要求的资格能力条件
pub(in crate::demo) const RESPONSES: [&str; 2] = [
    "资质、业绩、人员均满足招标文件要求",
    "响应招标文件的全部要求",
];

/// Who leads the work, and by which certificate; a fictitious number follows.
pub(in crate::demo) const fn leaders(trade: Trade) -> &'static [&'static str] {
    match trade {
        Trade::Build | Trade::DesignBuild => &[
            "示例甲某，一级注册建造师",
            "示例乙某，二级注册建造师",
            "示例丙某，高级工程师",
        ],
        Trade::Advise => &["示例丁某，注册监理工程师", "示例戊某，一级造价工程师"],
    }
}
