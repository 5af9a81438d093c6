//! English

use super::PeopleWords;
use crate::pages::more::install::Step;
use crate::platform::agent::Agent;

pub(super) static WORDS: PeopleWords = PeopleWords {
    read: "Read aloud",
    read_text: "Read the text aloud",
    read_stop: "Stop",
    read_pause: "Pause",
    read_on: "Go on",
    read_at: |n, of| format!("Sentence {n} of {of}"),
    read_failed: "This device's voice stayed silent, so reading aloud is put away. The screen reader in the device's settings may work.",

    welcome: "Text size and district",
    welcome_lead: "Each choice takes effect at once and can be changed under More. No account; it stays on this device.",
    welcome_sample: "Is this size comfortable?",
    welcome_sample_text: "示例县污水管网工程招标公告，预算 215.9万元，11月26日 09:30 截止，咨询电话 12345。",
    welcome_district: "Whose notices do you look at most?",
    welcome_district_note: "Home begins with this district; the whole city is one tap away.",
    welcome_whole: |city| format!("Whole city ({city})"),
    welcome_done: "Done, go to Home",
    welcome_skip: "Skip",
    welcome_wait: "The districts are on their way; you can also skip this.",

    install: "Install",
    install_lead: "Once installed it opens by its icon like any other app, works without a network, and alerts arrive more surely. It takes little room and can be removed at any time.",
    install_done: "It is installed on this device.",
    install_now: "Install now",
    install_refused: "Not installed. The steps below work at any time.",
    install_invite: "Install it, so that alerts arrive more surely",
    install_invite_text: "What you follow is one tap on the home screen away, also without a network.",
    install_how: "How to install",
    install_never: "No, do not ask again",
    install_other: "How to install in other browsers",
    install_steps: |step| match step {
        Step::DotsTop => "Tap the three dots “···” at the top right",
        Step::OpenInBrowser => "Choose “Open in browser”, and install from there",
        Step::Share => "Tap “Share” (a square with an arrow up)",
        Step::AddToHome => "Scroll down, choose “Add to Home Screen”, then “Add”",
        Step::DotsMenu => "Tap the browser's menu (three dots)",
        Step::LinesMenu => "Tap the browser's menu at the bottom (three lines or four dots)",
        Step::InstallApp => "Choose “Install app” or “Add to Home screen”, then “Install”",
        Step::AddToDesk => {
            "Choose “Add to desktop” (添加到桌面), sometimes under Tools or Favourites"
        }
        Step::AddressSign => "Click the install sign right of the address; else look in the menu",
        Step::AddToDock => "Choose “Add to Dock”, then “Add”",
        Step::Bookmark => "Keep a bookmark, or open it in Edge or Chrome and install there",
        Step::OpenByIcon => "From now on open it by the icon “公开”",
    },
    install_browser: |agent| match agent {
        Agent::WeChat => "Within WeChat",
        Agent::InApp => "Within QQ, Alipay, Weibo, DingTalk",
        Agent::Ios => "iPhone and iPad",
        Agent::Android => "Android: Chrome, Edge",
        Agent::Huawei => "Huawei's browser",
        Agent::Vendor => "Browsers of Xiaomi, OPPO, vivo, and UC, QQ, Quark",
        Agent::AndroidFirefox => "Android: Firefox",
        Agent::Desktop => "Computer: Chrome, Edge",
        Agent::MacSafari => "Mac: Safari",
        Agent::DesktopFirefox => "Computer: Firefox",
    },
    install_note: |agent| match agent {
        Agent::WeChat | Agent::InApp => {
            "A page inside another app cannot be installed, and once it is closed no alert reaches it."
        }
        Agent::Ios => {
            "Text size, district and what you follow stay behind in the browser: hand them over once. Notices load anew."
        }
        Agent::Android | Agent::AndroidFirefox => {
            "Text size, district and what you follow come along."
        }
        Agent::Huawei => {
            "Most likely a shortcut that opens the browser. What you follow is there; it is checked when you open it."
        }
        Agent::Vendor => {
            "Only a shortcut that opens the browser, not an installed app. What you follow is there; it is checked when you open it. To really install, use Chrome or Edge."
        }
        Agent::Desktop => "It gets a window of its own, and what you follow comes along.",
        Agent::MacSafari => {
            "Needs macOS 14 or later. What you follow in Safari may stay behind: hand it over first."
        }
        Agent::DesktopFirefox => {
            "Firefox on a computer installs no web apps; a bookmark opens it as well, also offline."
        }
    },
    install_hand: "Hand over what you follow",

    terms: "Words explained",
    terms_here: |n| format!("What these words mean ({n})"),
    terms_lead: "Words that notices use, in plain language. No legal advice: the law itself counts.",
    terms_all: "All words",
};
