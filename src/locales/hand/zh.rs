//! 简体中文

use super::HandWords;
use crate::pages::follow::test::Verdict;
use crate::platform::agent::Agent;
use crate::platform::push::PushError;
use crate::state::hand::Untaken;
use crate::state::push::{Every, Standing, Step, Trouble};
use crate::state::suppliers::Refusal;
use record::TopicKind;
use record::follow::hand::HandError;

pub(super) static WORDS: HandWords = HandWords {
    back: "回到关注",

    test: "这台手机收得到什么",
    test_lead: "打开即核对：每次打开，马上知道有没有新变化。其他提醒方式能不能用，要看手机和浏览器；下面都在这台设备上逐项试过。",
    verdict: |verdict| match verdict {
        Verdict::Works => "可用",
        Verdict::Off => "未开启",
        Verdict::No => "不可用",
        Verdict::Unknown => "说不准",
        Verdict::Trying => "正在试",
    },
    open: "打开即核对",
    open_why: |at| format!("上次与发布方核对：{at}。每次打开、每次回到这个页面都会核对。"),
    open_trying: "正在向发布方核对。",
    open_offline: |at| format!("现在连不上发布方。上次与它核对：{at}。连上后自动再核对。"),
    open_damaged: "发布方的数据没有通过校验，没有采用；本机原有的数据还在。",
    open_found: |n| match n {
        0 => "刚刚核对过：没有与您关注有关的新变化。".to_owned(),
        n => format!("刚刚核对过：与您关注有关的新变化 {n} 条。"),
    },
    open_incomplete: "有的变化还没有取到，联网后会补上。",
    timer: "页面开着时定时核对",
    timer_why: "页面开着并且联网时，每 10 分钟核对一次。锁屏或切到别的应用后会停，回来时马上核对。",
    notify: "通知",
    notify_granted: "已允许通知。请发一条测试提醒，看它在哪里出现。",
    notify_no_worker: "已允许通知，但应用的后台程序还没有装好。关掉页面再打开一次就会装好。",
    notify_denied: "通知被禁止了，应用自己不能再问。",
    notify_undo: |agent| match agent {
        Agent::WeChat | Agent::InApp => {
            "在别的应用里打开的网页不能通知：点右上角“···”，选“在浏览器打开”。"
        }
        Agent::Ios => "怎样恢复：打开手机的“设置”→“通知”→找到本应用→打开“允许通知”。",
        Agent::Android | Agent::Huawei | Agent::Vendor => {
            "怎样恢复：点地址栏左边的图标→“权限”→“通知”→“允许”；装成应用的，长按图标→“应用信息”→“通知”。"
        }
        Agent::AndroidFirefox | Agent::DesktopFirefox => {
            "怎样恢复：点地址栏左边的锁，取消“通知”后面的“已阻止”，再刷新页面。"
        }
        Agent::MacSafari => "怎样恢复：Safari 的“设置”→“网站”→“通知”，把本站改为“允许”。",
        Agent::Desktop => "怎样恢复：点地址栏左边的图标→“网站设置”→“通知”改为“允许”，再刷新页面。",
    },
    notify_open: "还没有允许。允许以后，别的方式核对到新变化时才能告诉您。",
    notify_absent: "这个浏览器不能显示通知。苹果手机要先把应用添加到主屏幕，再从主屏幕打开。",
    notify_allow: "允许通知",
    alert: "发一条测试提醒",
    alert_title: "测试提醒",
    alert_body: "看到这一条，说明这台设备能显示提醒。",
    alert_shown: "已经交给系统。如果没看到：下拉通知栏找一找；看是不是开了勿扰或省电模式；再看系统设置里是否允许浏览器通知。",
    alert_failed: "没能显示：要先允许通知，并且应用的后台程序已经装好（关掉页面再打开一次）。",
    periodic: "浏览器自己定时核对",
    periodic_works: "已登记。什么时候核对由浏览器决定，最多大约一天两次，也可能一直不核对。核对在本机进行。",
    periodic_refused: "浏览器没有允许。只有真正安装的应用、并且经常使用，浏览器才会自己核对。",
    periodic_absent: "这个浏览器没有这种能力。",
    no_worker: "应用的后台程序还没有装好。关掉页面再打开一次，再来看。",
    badge: "图标上的数字",
    badge_works: "有未读变化时，应用图标上会显示数字。",
    badge_browser: "浏览器有这种能力，但要装成应用才看得到。",
    badge_absent: "这个浏览器不能在图标上显示数字。",
    calendar: "日历文件",
    calendar_why: "截止时间可以存成日历文件，由手机日历提醒，不需要本应用。日历能不能打开它，只有试了才知道。",
    calendar_try: "存一个试试",
    calendar_event: "测试：日历能打开公开的日历文件",
    calendar_saved: "已交给浏览器下载。请打开它，看日历里有没有这条测试日程；看过可以删掉。",
    feeds: "订阅源",
    feeds_works: "任何阅读器都可以订阅，不需要本应用，也不受手机品牌限制。阅读器会向发布方取这个地址。",
    feeds_none: "本站现在没有发布订阅源，或者连不上。",
    feeds_link: "黑名单订阅源",
    installed: "安装成应用",
    installed_yes: "是作为应用打开的。",
    installed_no: "现在是在浏览器里打开的。桌面上如果有图标，也可能只是一个网页快捷方式。",
    wechat: "微信",
    wechat_no: "是在浏览器里打开的，不是在微信里。",
    wechat_in: "现在是在微信里打开的：关掉以后，什么提醒都到不了，关注的内容也可能被微信清掉。",
    wechat_next: "点右上角“···”，选“在浏览器打开”，再装成应用。",
    kept: "关注的内容不被清理",
    kept_yes: "浏览器答应不自动清理。您自己清除网站数据时仍会清掉。",
    kept_no: "浏览器没有答应。空间不足或长期不用时，可能被清掉。请备份一份。",
    kept_unknown: "浏览器不说明会不会清理。请备份一份。",
    kept_ask: "请浏览器保留",
    kept_refused: "浏览器这次没有答应。装成应用、经常使用之后再试。",

    push: "网页推送",
    push_off: "没有开启。开启后，发布方有新内容时会叫醒这台设备，由它自己在本机核对。",
    push_works: |at| format!("第一条推送已经到过这台设备。{at} 与发布方核对过。"),
    push_pending: "发布方已发出第一条推送，这台设备还没有收到。在中国大陆，有的浏览器的推送服务连不上，可能一直收不到；打开即核对不受影响。",
    push_untold: "最近一次改动还没有告诉发布方，下次打开时再试。",
    push_tells: |n| format!("发布方将知道这 {n} 个类别："),
    push_tells_not: "以及浏览器给出的一个收件地址。不知道您具体关注什么、查过什么，也不知道您是谁。",
    push_nothing: "还没有关注什么，没有可以推送的。",
    push_rhythm: "多久叫醒一次",
    push_rhythms: ["有变化就推", "每天一次"],
    push_hour: "每天几点",
    hour: |hour| format!("{hour} 点"),
    every: |every| match every {
        Every::Once => "有变化就推".to_owned(),
        Every::Daily(hour) => format!("每天 {hour} 点一次"),
    },
    push_on: "开启推送",
    push_again: "再试一次",
    push_change: "改为这样",
    push_turn_off: "关闭推送",
    push_turned_off: "已关闭，发布方那里的登记也已删除。",
    push_steps: "开启推送的步骤",
    step: |step| match step {
        Step::Server => "本站有推送",
        Step::Permission => "已允许通知",
        Step::Endpoint => "浏览器给出收件地址",
        Step::Register => "发布方已登记",
        Step::Echo => "第一条推送到达",
    },
    standing: |standing| match standing {
        Standing::Untold => "待登记",
        Standing::Pending => "等第一条推送",
        Standing::Confirmed => "已确认",
    },
    trouble: |trouble| {
        match trouble {
        Trouble::NoServer => "本站没有开设推送。打开即核对，照样知道。".to_owned(),
        Trouble::Offline => "连不上发布方，联网后再试。".to_owned(),
        Trouble::Nothing => "还没有关注什么，没有可以推送的。".to_owned(),
        Trouble::Browser(why) => match why {
            PushError::Absent => "这个浏览器不能接收推送。苹果手机要先把应用添加到主屏幕。".to_owned(),
            PushError::NoWorker => "应用的后台程序还没有装好。关掉页面再打开一次，再试。".to_owned(),
            PushError::Denied => "没有允许通知，推送来了也显示不了。".to_owned(),
            PushError::Hung => "浏览器的推送服务 8 秒没有回答。在中国大陆，谷歌的推送服务连不上，安卓上的 Chrome 大多如此。打开即核对不受影响。".to_owned(),
            PushError::Failed => "浏览器的推送服务连不上，或者没有给出收件地址。".to_owned(),
        },
        Trouble::Wait(seconds) => format!("发布方请您过 {seconds} 秒再试。"),
        Trouble::Refused(status) => format!("发布方没有接受登记（{status}）：可能不支持这个浏览器的推送服务。"),
    }
    },
    all_domains: "全部领域",
    topic_kind: |kind| match kind {
        TopicKind::Awards => "中标结果",
        TopicKind::Changes => "变更",
        TopicKind::Notices => "新公告",
        TopicKind::Blacklist => "黑名单",
    },

    hand: "备份、交给另一台设备",
    hand_lead: "把关注的内容交给另一台设备，或存一份备份。交接的只有名称、关注对象和变化类别，不含提醒记录；直接从这台设备到那台设备，不经过服务器。",
    hand_count: |n| format!("这台设备上有 {n} 项关注。"),
    hand_none: "这台设备上还没有关注什么，只能接收。",
    code: "扫码交接",
    code_one: "请对方用手机相机扫这个码，打开里面的链接。",
    code_many: |n| format!("内容分成 {n} 个码，轮流显示。请对方逐个扫，先后不论，扫重了也没关系。"),
    code_too_many: "内容太多，放不进二维码。请用文件。",
    code_label: "含有关注内容的二维码",
    frame: |number, of| format!("第 {number} 个，共 {of} 个"),
    former: "上一个",
    next: "下一个",
    pause: "停住",
    go_on: "轮流显示",
    link: "链接交接",
    link_note: "链接里就是关注的内容，请只发给要交接的人。",
    link_share: "发送链接",
    link_copy: "复制链接",
    copied: "已复制",
    copy_by_hand: "请长按复制：",
    file: "文件",
    file_note: "存下来就是备份；发到另一台设备上打开，就是交接。",
    file_save: "存成文件",
    receive: "从另一台设备接收",
    receive_lead: "加入以前会先给您看，不会覆盖已有的关注。",
    scan: "用相机扫码",
    scan_stop: "停止扫码",
    scan_video: "相机画面",
    scan_absent: "这个浏览器不能扫码。请用手机自带的相机扫，它会打开码里的链接；或者打开文件、粘贴链接。",
    scan_no_camera: "没有拿到相机：可能没有允许，或者没有相机。请用手机自带的相机扫。",
    file_open: "打开文件",
    paste: "粘贴链接或文字",
    paste_hint: "一个或几个链接",
    paste_read: "读取",
    frames_come: |here, of| format!("收到 {here} 个，共 {of} 个。"),
    frames_missing: |numbers| format!("还差第 {numbers} 个，请接着扫。"),
    frames_anew: "这是另一次交接的码，从头开始收。",
    frames_drop: "不收了",
    dropped: "已放弃，什么也没有改。",

    preview: "收到的关注",
    preview_count: |all| format!("一共 {all} 项，还没有加入。"),
    preview_fit: |new, same, wider| {
        let mut parts = vec![format!("新的 {new} 项"), format!("已有 {same} 项")];
        if wider > 0 {
            parts.push(format!("已有但变化类别较少 {wider} 项"));
        }
        parts.join("，")
    },
    fit_new: "新的",
    fit_same: "已有",
    fit_wider: "类别更多",
    widen: "已有的几项，也补上对方选的变化类别",
    take: |n| format!("加入 {n} 项"),
    nothing_to_take: "都已经关注了，没有要加入的。",
    leave: "不加入",
    left: "没有加入，什么也没有改。",
    taken: |added, widened| match widened {
        0 => format!("已加入 {added} 项。"),
        n => format!("已加入 {added} 项，补上类别 {n} 项。"),
    },
    taken_unkept: "但这台设备不能保存：关掉页面就没有了。",
    to_follow: "去看关注",
    undo: "撤销",
    undone: "已撤销，和接收以前一样。",
    error: |why| match why {
        HandError::Foreign => "这不是公开的关注内容。",
        HandError::Newer => "这是新版本的应用交出来的，请先更新本机的应用（关掉页面再打开）。",
        HandError::Damaged => "内容不完整或者被改动过，请对方重新交一次。",
        HandError::TooMany => "内容太多，超过一台设备能保存的数量。",
        HandError::Odd => "里面有过长的文字或不该有的字符，不能采用。",
        HandError::Empty => "里面什么也没有。",
    },
    unreadable: "这个文件打不开。",
    nothing_changed: "本机的关注没有改动。",
    untaken: |why| match why {
        Untaken::TooMany => "加上这些就超过 1000 项了，一项也没有加入。请先删掉一些。",
        Untaken::Lists(Refusal::Lists | Refusal::Firms) => {
            "常查名单已满，一项也没有加入。请先删掉一些名单。"
        }
        Untaken::Lists(Refusal::Device) => "这台设备不能保存名单，一项也没有加入。",
        Untaken::Locked => "本机的关注是新版本写的，或者还没有读出来，一项也没有加入。",
    },
};
