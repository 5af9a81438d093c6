//! 简体中文

use super::PeopleWords;
use crate::pages::more::install::Step;
use crate::platform::agent::Agent;

pub(super) static WORDS: PeopleWords = PeopleWords {
    read: "朗读",
    read_text: "朗读正文",
    read_stop: "停止",
    read_pause: "暂停",
    read_on: "继续",
    read_at: |n, of| format!("第 {n} 句，共 {of} 句"),
    read_failed: "这台设备没有读出声来，朗读已收起。可以试试手机设置里的“朗读屏幕”或“屏幕朗读”。",

    welcome: "字号和地区",
    welcome_lead: "选好马上生效，以后可以在“更多”里改。不用注册，选择只留在本机。",
    welcome_sample: "看看这样大小合适吗",
    welcome_sample_text: "示例县污水管网工程招标公告，预算 215.9万元，11月26日 09:30 截止，咨询电话 12345。",
    welcome_district: "常看哪里的公告",
    welcome_district_note: "首页先看这里的公告，随时可以看全市。",
    welcome_whole: |city| format!("全市（{city}）"),
    welcome_done: "好了，去首页",
    welcome_skip: "跳过",
    welcome_wait: "地区名单正在载入，也可以先跳过。",

    install: "装到桌面",
    install_lead: "装到桌面以后，像别的应用一样点图标打开，没有网络也能看，提醒也更容易送到。不占多少空间，随时可以删除。",
    install_done: "已经装到这台设备上了。",
    install_now: "现在安装",
    install_refused: "没有安装。以后想装，还可以照下面的步骤来。",
    install_invite: "装到桌面，提醒更可靠",
    install_invite_text: "您关注的内容有了变化，从桌面图标打开就能看到；没有网络也能看。",
    install_how: "怎么装",
    install_never: "不用了，别再问",
    install_other: "其他浏览器怎么装",
    install_steps: |step| match step {
        Step::DotsTop => "点右上角的三个点“···”",
        Step::OpenInBrowser => "选“在浏览器打开”，再在那里安装",
        Step::Share => "点“分享”（方框里一个向上的箭头）",
        Step::AddToHome => "向下滑，选“添加到主屏幕”，再点“添加”",
        Step::DotsMenu => "点浏览器的菜单（三个竖排的点）",
        Step::LinesMenu => "点浏览器下方的菜单（三条横线或四个点）",
        Step::InstallApp => "选“安装应用”或“添加到主屏幕”，再点“安装”",
        Step::AddToDesk => "选“添加到桌面”（有的在“工具箱”或“收藏”里）",
        Step::AddressSign => "点地址栏右边的安装图标；没有的话看浏览器的菜单",
        Step::AddToDock => "选“添加到程序坞”，再点“添加”",
        Step::Bookmark => "加一个书签，或者换用 Edge、Chrome 打开后安装",
        Step::OpenByIcon => "以后从桌面上的“公开”图标打开",
    },
    install_browser: |agent| match agent {
        Agent::WeChat => "微信里",
        Agent::InApp => "QQ、支付宝、微博、钉钉里",
        Agent::Ios => "苹果手机和平板",
        Agent::Android => "安卓手机：Chrome、Edge",
        Agent::Huawei => "华为浏览器",
        Agent::Vendor => "小米、OPPO、vivo 自带浏览器，UC、QQ、夸克浏览器",
        Agent::AndroidFirefox => "安卓手机：火狐",
        Agent::Desktop => "电脑：Chrome、Edge",
        Agent::MacSafari => "苹果电脑：Safari",
        Agent::DesktopFirefox => "电脑：火狐",
    },
    install_note: |agent| match agent {
        Agent::WeChat | Agent::InApp => {
            "在别的应用里打开的网页装不到桌面，关掉以后什么提醒都到不了。"
        }
        Agent::Ios => {
            "字号和地区、关注的内容不会自己跟过去：装好后要从浏览器移交一次。公告会重新载入。"
        }
        Agent::Android => "字号、地区、关注的内容都在，不用重新来。",
        Agent::Huawei => {
            "多半是一个快捷方式，打开的还是浏览器。关注的内容都在；提醒要打开时才核对。"
        }
        Agent::Vendor => {
            "这只是一个快捷方式，打开的还是浏览器，不算安装。关注的内容都在；提醒要打开时才核对。想要真正安装，请换用 Chrome 或 Edge。"
        }
        Agent::AndroidFirefox => "字号、地区、关注的内容都在，不用重新来。",
        Agent::Desktop => "装好后有自己的窗口，关注的内容都在。",
        Agent::MacSafari => "要 macOS 14 或更新。Safari 里关注的内容不一定跟过去，请先移交一份。",
        Agent::DesktopFirefox => "电脑上的火狐不能安装网页应用，书签一样可以打开，离线也能看。",
    },
    install_hand: "移交关注的内容",

    terms: "词语解释",
    terms_here: |n| format!("这些词什么意思（{n}）"),
    terms_lead: "公告里常见的词，用平常话说一说。不是法律解释，以法律条文为准。",
    terms_all: "全部词语",
};
