//! The words of the light pages. Those that the app has too are the app's, which a test compares:
//! a page that the app takes over must not change its words.

pub(super) const APP: &str = "公开";
pub(super) const SKIP: &str = "跳到正文";
pub(super) const NAV: &str = "主导航";
pub(super) const HOME: &str = "首页";
pub(super) const SEARCH: &str = "查询";
pub(super) const FOLLOW: &str = "关注";
pub(super) const BLACKLIST: &str = "黑名单";
pub(super) const MORE: &str = "更多";
pub(super) const BACK: &str = "返回";
pub(super) const HELP: &str = "求助";
pub(super) const HOTLINE: &str = "政务服务热线";
pub(super) const CENTRE: &str = "交易中心";
pub(super) const DEMO: &str = "演示数据：公告、单位和金额全部虚构";
pub(super) const SEARCH_HINT: &str = "项目、单位、编号";
pub(super) const WELCOME: &str = "第一次来？选字号和地区";
pub(super) const WELCOME_SKIP: &str = "不用";
pub(super) const CLOSING: &str = "七天内截止";
pub(super) const CLOSING_NONE: &str = "七天内没有要截止的公告";
pub(super) const DOMAINS: &str = "五大领域";
pub(super) const TODAY: &str = "今天";
pub(super) const SEVEN_DAYS: &str = "近七天";
pub(super) const NEWEST: &str = "最新公告";
pub(super) const ALL_NEWEST: &str = "全部最新公告";
pub(super) const SERVICES: &str = "公开与监督";
pub(super) const PROGRESS: &str = "进度查询";
pub(super) const CATALOGUE: &str = "公开清单";
pub(super) const BULLETIN: &str = "定期通报";
pub(super) const GUIDE: &str = "办事指南";
pub(super) const PUBLISHED: &str = "发布";
pub(super) const CARD: &str = "要点";
pub(super) const WHO: &str = "谁";
pub(super) const WHO_SELLS: &str = "谁出让";
pub(super) const WHAT: &str = "做什么";
pub(super) const HOW_MUCH: &str = "多少钱";
pub(super) const UNTIL: &str = "什么时候截止";
pub(super) const WHOM_TO_ASK: &str = "找谁问";
pub(super) const NOT_SAID: &str = "公告没有写";
pub(super) const NO_DEADLINE: &str = "公告没有写截止时间";
pub(super) const AGENCY: &str = "代理机构";
pub(super) const PROJECT_CODE: &str = "项目编号";
pub(super) const DEAL_CODE: &str = "统一交易标识码";
pub(super) const FIELDS: &str = "公告要素";
pub(super) const CANDIDATES: &str = "候选人与报价";
pub(super) const BIDDERS: &str = "投标单位与报价";
pub(super) const WINNERS: &str = "中标单位与金额";
pub(super) const SUPPLIERS: &str = "中标或候选单位";
pub(super) const RANK: &str = "名次";
pub(super) const NAME: &str = "单位";
pub(super) const PRICE: &str = "报价";
pub(super) const OWED: &str = "谁负责公开、找谁监督";
pub(super) const OWED_BY: &str = "本公告的公开主体";
pub(super) const PUBLISHER: &str = "公开主体";
pub(super) const LIMIT: &str = "公开时限";
pub(super) const TEXT: &str = "公告正文";
pub(super) const TABLE: &str = "表格，可左右滑动";
pub(super) const NOT_PROVIDED: &str = "来源没有提供正文，请看官方原文。";
pub(super) const NOT_FETCHED: &str = "正文还没有取到，下次核对时会补上；现在请看官方原文。";
pub(super) const UNREADABLE: &str = "正文的格式读不懂，请看官方原文。";
pub(super) const FILES: &str = "附件";
pub(super) const OFFICIAL: &str = "官方原文";
pub(super) const OFFICIAL_PAGE: &str = "打开官方原文";
pub(super) const NEW_WINDOW: &str = "在新窗口打开";
pub(super) const NO_OFFICIAL: &str = "来源没有给出原文地址。";
pub(super) const WHOLE_PROJECT: &str = "看整个项目";
pub(super) const IMAGE: &str = "［图片，见官方原文］";
pub(super) const EMPTY: &str = "（空）";
pub(super) const LIST_LEAD: &str =
    "核对一家单位是否在失信、处罚名单上。只收法人；到期、修复或撤销的条目会自动消失。";
pub(super) const NOT_CLEAN: &str =
    "在这份名单里没有找到，不等于没有问题：名单之外还有别的记录，名称也可能写法不同。";
pub(super) const LIST_TITLE: &str = "现行名单";
pub(super) const LIST_NONE: &str = "名单上现在没有条目。";
pub(super) const CREDIT_CODE: &str = "统一社会信用代码";
pub(super) const REASON: &str = "情形";
pub(super) const RESULT: &str = "处理结果";
pub(super) const AUTHORITY: &str = "作出决定的机关";
pub(super) const DECISION: &str = "文号";
pub(super) const LISTED_UNTIL: &str = "公布截止";
pub(super) const SCOPE: &str = "适用范围";
pub(super) const SOURCE: &str = "来源";

/// The strokes of the glyphs, in a square of 24.
pub(super) mod strokes {
    use record::Domain;

    pub(in super::super) const HOME: &str =
        "M3.5 11.5 12 4l8.5 7.5M6 9.5V20h12V9.5M10 20v-5.5h4V20";
    pub(in super::super) const SEARCH: &str =
        "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.3 15.3 20.5 20.5";
    pub(in super::super) const BELL: &str =
        "M6 16.5h12l-1.5-2.5v-3.5a4.5 4.5 0 0 0-9 0V14zM10 19.5a2 2 0 0 0 4 0M12 6V4";
    pub(in super::super) const SHIELD: &str =
        "M12 3 5 5.5V11c0 4.5 3 8 7 10 4-2 7-5.5 7-10V5.5zM9 12l2.2 2.2L15.5 10";
    pub(in super::super) const MORE: &str = "M4 7h16M4 12h16M4 17h16";
    pub(in super::super) const BACK: &str = "M11 5.5 4.5 12l6.5 6.5M4.5 12h15";
    pub(in super::super) const OUT: &str = "M14 4h6v6M20 4l-9 9M17.5 14v6H4V6.5h6";
    pub(in super::super) const PHONE: &str = "M5 3.5h4l1.6 4.6-2.3 1.7a12 12 0 0 0 5.9 5.9l1.7-2.3 4.6 1.6v4a1.5 1.5 0 0 1-1.5 1.5A15.5 15.5 0 0 1 3.5 5 1.5 1.5 0 0 1 5 3.5";

    pub(in super::super) const fn domain(domain: Domain) -> &'static str {
        match domain {
            Domain::Works => {
                "M8 21V3.5M5 21h6M8 3.5 20.5 8M3 8h18M8 3.5 3 8M17.5 8v4.5M16 14.5a1.5 1.5 0 1 0 1.5-2M8 12l-2.5 9M8 12l2.5 9"
            }
            Domain::Procurement => {
                "M2.5 4h2.7l2.4 11h10.2L20 7.5H6M8.1 19.3a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0M15.1 19.3a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0"
            }
            Domain::Land => "M9 12.3 2.5 15.5 12 20.5l9.5-5-6.5-3.2M12 16V3.5l6 2.8-6 2.8",
            Domain::Mining => "M4 20.5 16 8M7.5 4.5C13.5 3 20.5 9 19.5 16.5M14.5 6.5l3 3",
            Domain::StateAssets => {
                "M4 4h16v12h-3.5M11 16H4V4M7.5 8h9M7.5 11.5h4M11.7 14.5a2.4 2.4 0 1 0 4.8 0 2.4 2.4 0 1 0-4.8 0M12.5 16.5V21l1.6-1.2 1.6 1.2v-4.5"
            }
            Domain::Other => {
                "M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 16.5h6M16.5 13.5v6"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::strokes;
    use record::Domain;

    /// Every text between quotation marks in a file.
    fn quoted(text: &str) -> Vec<&str> {
        text.split('"').skip(1).step_by(2).collect()
    }

    #[test]
    fn the_app_says_and_draws_the_same() {
        let own = include_str!("words.rs");
        let (words, rest) = own.split_once("pub(super) mod strokes").unwrap_or_default();
        let zh = include_str!("../../../../../src/locales/zh.rs");
        let blacklist = include_str!("../../../../../src/locales/blacklist/zh.rs");
        let duties = include_str!("../../../../../src/locales/duties/zh.rs");
        let app = [zh, blacklist, duties].concat();
        let words = quoted(words);
        assert!(words.len() > 60, "{}", words.len());
        for word in words {
            assert!(app.contains(&format!("\"{word}\"")), "{word}");
        }
        let glyphs = include_str!("../../../../../src/components/glyph.rs");
        let (drawn, _) = rest.split_once("#[cfg(test)]").unwrap_or_default();
        for strokes in quoted(drawn) {
            assert!(glyphs.contains(strokes), "{strokes}");
        }
        for domain in Domain::ALL {
            let arm = format!("Self::Domain(Domain::{domain:?}) => {{");
            let drawn = glyphs.split_once(&arm).map_or("", |(_, rest)| rest);
            assert!(
                drawn
                    .trim_start()
                    .starts_with(&format!("\"{}", strokes::domain(domain)))
            );
        }
    }
}
