//! The texts of notices, per stage, as parts with places to fill.
//!
//! `{title}` `{name}` `{buyer}` `{agency}` `{code}` `{day}` `{deadline}` `{money}` `{winner}`
//! `{district}` `{region}` `{n}` `{m}`. A part whose place has nothing to say is left out.

use record::Stage;

/// A part of a text.
pub(in crate::demo) enum Part {
    /// A heading.
    Heading(&'static str),
    /// A paragraph.
    Text(&'static str),
    /// A list.
    List(&'static [&'static str]),
    /// The structured fields as a table.
    Fields,
    /// Candidates or winners as a table.
    Candidates,
}
use Part::{Candidates, Fields, Heading, List, Text};

/// The parts for a stage; `sale` where the public side sells.
pub(in crate::demo) const fn parts(stage: Option<Stage>, sale: bool) -> &'static [Part] {
    match (stage, sale) {
        (Some(Stage::Planning), _) => PLANNING,
        (Some(Stage::Tender), false) => TENDER,
        (Some(Stage::Tender), true) => OFFER,
        (Some(Stage::Amendment), _) => AMENDMENT,
        (Some(Stage::Opening | Stage::Evaluation), _) => OPENING,
        (Some(Stage::Qualification), _) => QUALIFICATION,
        (Some(Stage::AwardPending), _) => PENDING,
        (Some(Stage::Award), false) => AWARD,
        (Some(Stage::Award), true) => DEAL,
        (Some(Stage::Contract), _) => CONTRACT,
        (Some(Stage::Implementation), _) => IMPLEMENTATION,
        (Some(Stage::Cancellation), _) => CANCELLATION,
        (None, _) => &[Text("{title}"), Fields],
    }
}

const PLANNING: &[Part] = &[
    Text("为便于供应商及时了解信息，根据有关规定，现将{buyer}的{name}意向公开如下："),
    Fields,
    Text("本次公开的意向是初步安排，具体情况以相关公告和文件为准。"),
    Text("{buyer}\u{3000}{day}"),
];
/// What an authority approved.
pub(in crate::demo) const APPROVED: &[Part] = &[
    Text("根据政府信息公开有关规定，现将{name}的审批（批准）情况公开如下："),
    Fields,
    Text("公开日期：{day}"),
];
const TENDER: &[Part] = &[
    Heading("一、项目概况"),
    Text(
        "{name}（项目编号：{code}）已具备条件，{buyer}为招标（采购）人，委托{agency}组织实施，资金来自财政资金及自筹，现公开邀请合格的单位参加。",
    ),
    Fields,
    Heading("二、资格要求"),
    List(&[
        "具有独立承担民事责任的能力，持有有效的营业执照；",
        "具有良好的商业信誉和健全的财务会计制度；",
        "近三年内在经营活动中没有重大违法记录，未被列入失信被执行人、重大税收违法失信主体名单；",
        "具备履行合同所必需的设备和专业技术能力，近{n}年内类似业绩不少于1项。",
    ]),
    Heading("三、文件的获取与递交"),
    Text("有意者登录交易系统下载电子文件。递交截止时间：{deadline}，逾期送达的文件不予受理。"),
    Heading("四、联系方式"),
    Text("{buyer}，地址：{district}示例路{m}号，电话：0660-0000000。"),
    Text("代理机构：{agency}，电话：0660-0000001。"),
];
const OFFER: &[Part] = &[
    Text("经批准，{buyer}决定以公开方式出让（转让、出租）下列标的，现公告如下："),
    Heading("一、标的基本情况"),
    Fields,
    Heading("二、竞买资格"),
    List(&[
        "中华人民共和国境内外的法人、自然人和其他组织均可申请参加，法律另有规定的除外；",
        "可以单独申请，也可以联合申请；",
        "在{district}有拖欠价款、闲置土地等行为的，不得参加。",
    ]),
    Heading("三、报名与期限"),
    Text(
        "申请人于{deadline}前提交书面申请并缴纳保证金，起始价{money}，按照价高者得原则确定受让人。",
    ),
    Text("联系单位：{buyer}，电话：0660-0000000。"),
];
const AMENDMENT: &[Part] = &[
    Text("{name}（项目编号：{code}）原公告及文件现作如下更正（澄清）："),
    List(&[
        "第三章评审办法中商务部分第{n}项的分值以更正后的文件为准；",
        "工程量清单（需求清单）第{m}项的数量调整，详见附件；",
        "递交截止及开启时间变更为：{deadline}。",
    ]),
    Text("其他内容不变，特此公告。"),
    Text("{agency}\u{3000}{day}"),
];
const OPENING: &[Part] = &[
    Text("{name}的开标（评标）情况记录如下："),
    Candidates,
    Text("在规定时间内递交文件的单位共{n}家，开标过程无异议。"),
];
const QUALIFICATION: &[Part] = &[
    Text("{name}资格审查工作已结束，下列单位通过审查："),
    Candidates,
    Text("对审查结果有异议的，请于公示期内以书面形式提出。"),
];
const PENDING: &[Part] = &[
    Text("{name}（项目编号：{code}）的评审（竞价）工作已经结束，现将结果予以公示："),
    Candidates,
    Fields,
    Heading("提出异议的渠道和方式"),
    Text("投标人或者其他利害关系人对结果有异议的，请于{deadline}前以书面形式向{buyer}提出。"),
    Text("监督部门：{region}示例公共资源交易管理办公室，电话：0660-0000002。"),
];
const AWARD: &[Part] = &[
    Heading("一、项目编号"),
    Text("{code}"),
    Heading("二、中标（成交）信息"),
    Candidates,
    Fields,
    Heading("三、公告期限"),
    Text("自本公告发布之日起1个工作日。供应商认为权益受到损害的，可在法定期限内提出质疑。"),
    Text("{buyer}\u{3000}{agency}\u{3000}{day}"),
];
const DEAL: &[Part] = &[
    Text("{name}已成交，现将结果公布如下："),
    Candidates,
    Fields,
    Text("成交价款：{money}。{buyer}\u{3000}{day}"),
];
const CONTRACT: &[Part] = &[
    Heading("合同主要信息"),
    Fields,
    Text("甲方：{buyer}；乙方：{winner}；合同金额：{money}。"),
    Text("合同全文见附件，涉及国家秘密、商业秘密的内容除外。"),
];
/// Why a contract is not public.
pub(in crate::demo) const NOT_PUBLIC: &[Part] = &[
    Heading("合同不予公开的说明"),
    Text("{name}（项目编号：{code}）的合同涉及依法不予公开的内容，不予公开。"),
    Fields,
    Text("对此有异议的，可以向{buyer}提出。{day}"),
];
const IMPLEMENTATION: &[Part] = &[
    Text("{buyer}组织验收小组，对{winner}承担的{name}进行了履约验收。"),
    Fields,
    Text("验收意见：项目已按合同约定完成，资料齐全，质量合格，同意通过验收。"),
];
const CANCELLATION: &[Part] = &[
    Text("{name}（项目编号：{code}）因下列原因终止："),
    Fields,
    Text("请各潜在投标人（供应商、竞买人）留意后续公告，由此带来的不便敬请谅解。"),
    Text("{buyer}\u{3000}{agency}\u{3000}{day}"),
];

/// Why something ended without a winner.
pub(in crate::demo) const REASONS: [(&str, &str); 6] = [
    ("1", "递交文件的单位不足三家，流标"),
    ("1", "通过符合性审查的单位不足三家，废标"),
    ("2", "招标（采购）需求发生重大变化"),
    ("3", "公告内容有误，撤销后重新组织"),
    ("9", "项目资金计划调整"),
    ("9", "受理质疑后文件存在倾向性条款，予以终止"),
];
/// Reasons why a sale ended without a buyer.
pub(in crate::demo) const UNSOLD: [(&str, &str); 3] = [
    ("1", "挂牌期满无人报价，未成交"),
    ("2", "规划条件调整，终止出让"),
    ("9", "转让方申请终结"),
];
