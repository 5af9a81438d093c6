//! The public record of a city's public-resource trading: notices, searches and rules.
//!
//! Plain values and pure functions. This crate does no I/O, never reads a clock, and knows
//! neither WebAssembly nor Leptos: whoever needs "now" passes it in.
//!
//! # Glossary
//!
//! | 中文 | code |
//! |---|---|
//! | 领域: 工程建设招标投标, 政府采购, 土地使用权出让, 矿业权出让, 国有产权交易, 其他 | [`Domain`] |
//! | 环节: 计划/意向, 公告, 澄清更正, 开标, 资格审查, 评标, 候选人公示, 结果, 合同, 履约验收, 终止异常 | [`Stage`] |
//! | 公告 / 公告全文 | [`Notice`] / [`NoticeDetail`] |
//! | 项目编号 / 统一交易标识码 | [`ProjectCode`] / [`UnifiedDealCode`] |
//! | 采购人、招标人 (出让人、转让方) | `buyer` (the seller where [`Domain::is_sale`]) |
//! | 全过程 | [`life`] of a project, [`Step`] by step |
//! | 代理机构 / 中标人、受让人、候选人 | `agency` / `suppliers`, [`Candidate`] |
//! | 预算、最高限价、投标报价、中标价、合同价 | [`Money`] with its [`MoneyKind`] |
//! | 行政区划 | [`RegionCode`], [`Regions`] |
//! | 查询 | [`Search`], its words [`Terms`] |
//! | 公开目录清单 / 公开内容 / 责任主体 | [`catalogue::Catalogue`], its [`Item`](catalogue::Item)s and [`Element`](catalogue::Element)s / [`catalogue::Body`] |
//! | 政策文件、办事指南 | [`guide::Guide`] |
//! | 黑名单、失信、行政处罚 / 统一社会信用代码 | [`debarment::Debarment`] / [`debarment::CreditCode`] |
//! | 订阅 / 提醒 / 变化 | [`follow::Subscription`] / [`follow::Alert`] / [`follow::Class`] |
//! | 推送主题 | [`Topic`] |
//! | 朗读 | [`spoken`] |
//! | 工作日 / 公开时限 | [`clock::Workdays`] / [`clock::Limit`] |

mod bilingual;
pub mod calendar;
pub mod catalogue;
pub mod clock;
pub mod debarment;
mod detail;
mod domain;
pub mod facts;
mod fold;
pub mod follow;
pub mod guide;
mod id;
mod life;
mod money;
mod notice;
mod price;
mod region;
mod search;
pub mod shown;
pub mod site;
pub mod spoken;
mod stage;
mod terms;
mod title;
mod topic;
pub mod upstream;
mod when;

pub use bilingual::Text;
pub use detail::{Attachment, Block, Body, Candidate, Cell, Field, Inline, NoticeDetail, Revision};
pub use domain::Domain;
pub use fold::fold;
pub use id::{NoticeId, ProjectCode, SourceId, UnifiedDealCode};
pub use life::{Step, StepState, View, life};
pub use money::{Money, MoneyKind, Price, Unit};
pub use notice::Notice;
pub use region::{Region, RegionCode, Regions};
pub use search::Search;
pub use stage::Stage;
pub use terms::Terms;
pub use title::{says_ended, title_stem};
pub use topic::{Topic, TopicKind};
pub use when::When;
