//! Which browser this is, as far as it matters for putting the app on the home screen and for its
//! settings: each hides these elsewhere, and some cannot. By what a browser calls itself; what it
//! can do is tried, never guessed from this.

use js_sys::Reflect;

/// A browser, by how it installs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agent {
    /// Inside WeChat, which nothing can reach once it is closed: first out of it.
    WeChat,
    /// Inside another app (QQ, Alipay, Weibo, DingTalk, Douyin): first out of it.
    InApp,
    /// Any browser of an iPhone or iPad: since iOS 16.4 all of them can.
    Ios,
    /// Chrome, Edge, Samsung's and others of Google's kind on Android.
    Android,
    /// Huawei's browser, on HarmonyOS or EMUI.
    Huawei,
    /// The browsers of Xiaomi, OPPO, vivo, and UC, QQ, Quark, Baidu, 360: a shortcut only.
    Vendor,
    /// Firefox on Android.
    AndroidFirefox,
    /// Chrome, Edge and their kind on a computer.
    Desktop,
    /// Safari on a Mac.
    MacSafari,
    /// Firefox on a computer.
    DesktopFirefox,
}

impl Agent {
    /// Every browser, those of phones first.
    pub const ALL: [Self; 10] = [
        Self::Android,
        Self::Ios,
        Self::WeChat,
        Self::InApp,
        Self::Huawei,
        Self::Vendor,
        Self::AndroidFirefox,
        Self::Desktop,
        Self::MacSafari,
        Self::DesktopFirefox,
    ];

    /// This one.
    pub fn here() -> Self {
        let navigator = web_sys::window().map(|w| w.navigator());
        let agent = navigator.as_ref().and_then(|n| n.user_agent().ok());
        let points = navigator.and_then(|n| Reflect::get(&n, &"maxTouchPoints".into()).ok());
        let touches = points.and_then(|p| p.as_f64()).unwrap_or(0.0);
        Self::of(&agent.unwrap_or_default(), touches > 1.0)
    }

    /// By what a browser calls itself, and whether it is touched by several fingers: an iPad calls
    /// itself a Mac.
    pub fn of(agent: &str, touch: bool) -> Self {
        let has = |words: &[&str]| words.iter().any(|word| agent.contains(word));
        let is_ios = has(&["iPhone", "iPad", "iPod"]) || has(&["Macintosh"]) && touch;
        let is_mobile = has(&["Android", "HarmonyOS", "OpenHarmony"]);
        if has(&["MicroMessenger"]) {
            Self::WeChat
        } else if has(&IN_APPS) {
            Self::InApp
        } else if is_ios {
            Self::Ios
        } else if has(&["HuaweiBrowser", "ArkWeb", "OpenHarmony"]) {
            Self::Huawei
        } else if is_mobile && has(&VENDORS) {
            Self::Vendor
        } else if is_mobile && has(&["Firefox"]) {
            Self::AndroidFirefox
        } else if is_mobile {
            Self::Android
        } else if has(&["Firefox"]) {
            Self::DesktopFirefox
        } else if has(&["Safari"]) && !has(&["Chrome", "Chromium"]) {
            Self::MacSafari
        } else {
            Self::Desktop
        }
    }
}

/// Apps that show pages inside themselves.
const IN_APPS: [&str; 8] = [
    " QQ/",
    "AlipayClient",
    "Weibo",
    "DingTalk",
    "aweme",
    "NewsArticle",
    "Lark/",
    "baiduboxapp",
];

/// Browsers that can put a mark on the home screen, and no app.
const VENDORS: [&str; 12] = [
    "MiuiBrowser",
    "XiaoMi/",
    "HeyTapBrowser",
    "OppoBrowser",
    "VivoBrowser",
    "UCBrowser",
    "UBrowser",
    "MQQBrowser",
    "Quark",
    "baidubrowser",
    "QihooBrowser",
    " 360",
];

#[cfg(test)]
mod tests {
    use super::Agent;

    #[test]
    fn browsers_are_known_by_what_they_call_themselves() {
        for (agent, wanted) in [
            (
                "Mozilla/5.0 (Linux; Android 14; V2218A Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 MMWEBSDK/20231202 MicroMessenger/8.0.47.2560(0x28002F3F) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64",
                Agent::WeChat,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.48(0x18003030) NetType/WIFI Language/zh_CN",
                Agent::WeChat,
            ),
            (
                "Mozilla/5.0 (Linux; Android 13; 2201123C Build/TKQ1.220807.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/109.0.5414.86 MQQBrowser/6.2 TBS/046805 Mobile Safari/537.36 V1_AND_SQ_9.0.35_5922_YYB_D A_9003500 QQ/9.0.35.16490 NetType/WIFI",
                Agent::InApp,
            ),
            (
                "Mozilla/5.0 (Linux; U; Android 12; zh-CN; PEEM00 Build/SP1A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UWS/5.10.2.0 Mobile Safari/537.36 UCBS/3.22.2.29 NebulaSDK/1.8.100112 Nebula AlipayClient/10.5.96.8000",
                Agent::InApp,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
                Agent::Ios,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/123.0.6312.52 Mobile/15E148 Safari/604.1",
                Agent::Ios,
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
                Agent::Android,
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 EdgA/126.0.0.0",
                Agent::Android,
            ),
            (
                "Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00; HMSCore 6.13.0.302) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0.4844.88 HuaweiBrowser/14.0.4.301 Mobile Safari/537.36",
                Agent::Huawei,
            ),
            (
                "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile HuaweiBrowser/5.0.4.300",
                Agent::Huawei,
            ),
            (
                "Mozilla/5.0 (Linux; U; Android 13; zh-cn; 2211133C Build/TKQ1.220905.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.127 Mobile Safari/537.36 XiaoMi/MiuiBrowser/17.8.220115",
                Agent::Vendor,
            ),
            (
                "Mozilla/5.0 (Linux; U; Android 13; zh-cn; PHB110 Build/SKQ1.221119.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/90.0.4430.61 Mobile Safari/537.36 HeyTapBrowser/40.8.28.1",
                Agent::Vendor,
            ),
            (
                "Mozilla/5.0 (Linux; Android 13; V2254A Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/87.0.4280.141 Mobile Safari/537.36 VivoBrowser/17.0.12.1",
                Agent::Vendor,
            ),
            (
                "Mozilla/5.0 (Linux; U; Android 12; zh-CN; ANA-AN00 Build/HUAWEIANA-AN00) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 Quark/6.9.8.500 Mobile Safari/537.36",
                Agent::Vendor,
            ),
            (
                "Mozilla/5.0 (Linux; U; Android 11; zh-cn; M2007J3SC Build/RKQ1.200826.002) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/98.0.4758.102 MQQBrowser/14.5 Mobile Safari/537.36 COVC/046405",
                Agent::Vendor,
            ),
            (
                "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0",
                Agent::AndroidFirefox,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
                Agent::Desktop,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
                Agent::Desktop,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
                Agent::MacSafari,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
                Agent::DesktopFirefox,
            ),
            ("", Agent::Desktop),
        ] {
            assert_eq!(Agent::of(agent, false), wanted, "{agent}");
        }
    }

    #[test]
    fn an_ipad_that_calls_itself_a_mac_is_known_by_its_fingers() {
        let agent = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15";
        assert_eq!(Agent::of(agent, true), Agent::Ios);
    }
}
