//! English

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
    back: "Back to what I follow",

    test: "What reaches this device",
    test_lead: "Open it and it checks: on every opening you know at once whether anything changed. Whether other ways work depends on the device and its browser; each was tried here, on this one.",
    verdict: |verdict| match verdict {
        Verdict::Works => "Works",
        Verdict::Off => "Off",
        Verdict::No => "Does not work",
        Verdict::Unknown => "Cannot be told",
        Verdict::Trying => "Trying",
    },
    open: "Checks when opened",
    open_why: |at| {
        format!(
            "Last compared with the publisher: {at}. It checks on every opening and every return to this page."
        )
    },
    open_trying: "Asking the publisher now.",
    open_offline: |at| {
        format!(
            "The publisher cannot be reached now. Last compared with it: {at}. It checks again by itself once it can."
        )
    },
    open_damaged: "The publisher's data did not pass the check and were not taken; what was on the device is still there.",
    open_found: |n| match n {
        0 => "Checked just now: nothing new in what you follow.".to_owned(),
        1 => "Checked just now: one new change in what you follow.".to_owned(),
        n => format!("Checked just now: {n} new changes in what you follow."),
    },
    open_incomplete: "Some changes could not be fetched yet; they follow once there is a network.",
    timer: "Checks while the page is open",
    timer_why: "Every 10 minutes while the page is open and there is a network. It stops when the screen is locked or another app is in front, and checks at once on return.",
    notify: "Notifications",
    notify_granted: "Allowed. Send a test alert and see where it appears.",
    notify_no_worker: "Allowed, but the app's background part is not set up yet. Close the page and open it once more.",
    notify_denied: "Notifications are blocked, and the app cannot ask again.",
    notify_undo: |agent| match agent {
        Agent::WeChat | Agent::InApp => {
            "Not within another app: tap “···” at the top right and open in a browser."
        }
        Agent::Ios => {
            "To undo: the device's Settings → Notifications → this app → Allow Notifications."
        }
        Agent::Android | Agent::Huawei | Agent::Vendor => {
            "To undo: tap the icon left of the address → Permissions → Notifications → Allow; for an installed app, hold its icon → App info → Notifications."
        }
        Agent::AndroidFirefox | Agent::DesktopFirefox => {
            "To undo: tap the lock left of the address, clear the block on notifications, and reload."
        }
        Agent::MacSafari => {
            "To undo: Safari's Settings → Websites → Notifications, and allow this site."
        }
        Agent::Desktop => {
            "To undo: the icon left of the address → Site settings → Notifications → Allow, and reload."
        }
    },
    notify_open: "Not allowed yet. Only then can the other ways tell you what they found.",
    notify_absent: "This browser shows no notifications. On an iPhone, add the app to the home screen first and open it from there.",
    notify_allow: "Allow notifications",
    alert: "Send a test alert",
    alert_title: "Test alert",
    alert_body: "If you see this, the device can show alerts.",
    alert_shown: "Handed to the system. If you do not see it: pull down the notifications; look for do-not-disturb or power saving; see whether the system lets the browser notify.",
    alert_failed: "It could not be shown: notifications must be allowed and the app's background part set up (close the page and open it once more).",
    periodic: "The browser checks by itself",
    periodic_works: "Registered. The browser decides when: at most about twice a day, perhaps never. The check runs on this device.",
    periodic_refused: "The browser does not allow it. It does so only for an app that is really installed and often used.",
    periodic_absent: "This browser has no such thing.",
    no_worker: "The app's background part is not set up yet. Close the page, open it once more, and look again.",
    badge: "A number on the icon",
    badge_works: "The app's icon shows how many changes are unread.",
    badge_browser: "The browser can do it, but only for an installed app.",
    badge_absent: "This browser cannot put a number on the icon.",
    calendar: "Calendar files",
    calendar_why: "Deadlines can be saved as calendar files, and the device's calendar reminds you without this app. Whether yours opens them only a try can tell.",
    calendar_try: "Save one to try",
    calendar_event: "Test: the calendar opens Gongkai's files",
    calendar_saved: "Handed to the browser to download. Open it and see whether the test event is in the calendar; then you may delete it.",
    feeds: "Feeds",
    feeds_works: "Any feed reader can follow them, without this app and whatever the phone's brand. The reader asks the publisher for this address.",
    feeds_none: "This site publishes no feeds now, or cannot be reached.",
    feeds_link: "Feed of the blacklist",
    installed: "Installed as an app",
    installed_yes: "It runs as an app.",
    installed_no: "It runs in a browser. An icon on the home screen may be just a shortcut.",
    wechat: "WeChat",
    wechat_no: "Opened in a browser, not within WeChat.",
    wechat_in: "Opened within WeChat: once closed, nothing reaches it, and WeChat may delete what you follow.",
    wechat_next: "Tap “···” at the top right, open in a browser, and install the app there.",
    kept: "What you follow is not cleared away",
    kept_yes: "The browser promises not to clear it by itself. Clearing the site's data yourself still does.",
    kept_no: "The browser does not promise. It may be cleared when room is short or the app is long unused: keep a backup.",
    kept_unknown: "The browser does not say. Keep a backup.",
    kept_ask: "Ask the browser to keep it",
    kept_refused: "The browser does not agree now. Try again once the app is installed and often used.",

    push: "Web Push",
    push_off: "Off. Once on, the publisher wakes this device when there is something new, and the device itself checks what.",
    push_works: |at| {
        format!("A first push has reached this device. Compared with the publisher: {at}.")
    },
    push_pending: "The publisher has sent a first push and this device has not received it. In mainland China the push services of some browsers cannot be reached, so it may never come; checking when opened is not affected.",
    push_untold: "The publisher does not know of the last change yet; it is told on the next opening.",
    push_tells: |n| match n {
        1 => "The publisher will know this category:".to_owned(),
        n => format!("The publisher will know these {n} categories:"),
    },
    push_tells_not: "and an address that the browser gives out. Not what exactly you follow or looked for, and not who you are.",
    push_nothing: "You follow nothing yet, so there is nothing to push.",
    push_rhythm: "How often it may wake this device",
    push_rhythms: ["At each change", "Once a day"],
    push_hour: "At which hour",
    hour: |hour| format!("{hour}:00"),
    every: |every| match every {
        Every::Once => "At each change".to_owned(),
        Every::Daily(hour) => format!("Once a day at {hour}:00"),
    },
    push_on: "Turn pushes on",
    push_again: "Try again",
    push_change: "Change to this",
    push_turn_off: "Turn pushes off",
    push_turned_off: "Off, and deleted at the publisher's too.",
    push_steps: "Steps of turning pushes on",
    step: |step| match step {
        Step::Server => "This site sends pushes",
        Step::Permission => "Notifications are allowed",
        Step::Endpoint => "The browser gives an address",
        Step::Register => "The publisher has registered it",
        Step::Echo => "A first push has arrived",
    },
    standing: |standing| match standing {
        Standing::Untold => "To be registered",
        Standing::Pending => "Waits for the first push",
        Standing::Confirmed => "Confirmed",
    },
    trouble: |trouble| {
        match trouble {
        Trouble::NoServer => "This site sends no pushes. Open the app and it checks all the same.".to_owned(),
        Trouble::Offline => "The publisher cannot be reached; try again with a network.".to_owned(),
        Trouble::Nothing => "You follow nothing yet, so there is nothing to push.".to_owned(),
        Trouble::Browser(why) => match why {
            PushError::Absent => "This browser receives no pushes. On an iPhone, add the app to the home screen first.".to_owned(),
            PushError::NoWorker => "The app's background part is not set up yet. Close the page, open it once more, and try again.".to_owned(),
            PushError::Denied => "Notifications are not allowed, so a push could not be shown.".to_owned(),
            PushError::Hung => "The browser's push service did not answer for 8 seconds. Google's cannot be reached from mainland China, so Chrome on Android mostly ends here. Checking when opened is not affected.".to_owned(),
            PushError::Failed => "The browser's push service cannot be reached, or gave no address.".to_owned(),
        },
        Trouble::Wait(seconds) => format!("The publisher asks you to try again in {seconds} seconds."),
        Trouble::Refused(status) => format!("The publisher did not take the registration ({status}): perhaps it does not know this browser's push service."),
    }
    },
    all_domains: "All domains",
    topic_kind: |kind| match kind {
        TopicKind::Awards => "awards",
        TopicKind::Changes => "changes",
        TopicKind::Notices => "new notices",
        TopicKind::Blacklist => "blacklist",
    },

    hand: "Back up, or hand over to another device",
    hand_lead: "Hand what you follow to another device, or keep a backup. Only names, what is followed and the classes of change travel, no alerts; straight from this device to that one, through no server.",
    hand_count: |n| match n {
        1 => "One subscription on this device.".to_owned(),
        n => format!("{n} subscriptions on this device."),
    },
    hand_none: "Nothing is followed on this device yet; it can only receive.",
    code: "By code",
    code_one: "Let the other device's camera scan this code and open the link in it.",
    code_many: |n| {
        format!("It takes {n} codes, shown in turn. Scan each, in any order; twice does no harm.")
    },
    code_too_many: "Too much for codes. Use the file.",
    code_label: "QR code with what is followed",
    frame: |number, of| format!("Code {number} of {of}"),
    former: "Previous",
    next: "Next",
    pause: "Hold",
    go_on: "Show in turn",
    link: "By link",
    link_note: "The link holds what you follow: send it only to whom it is for.",
    link_share: "Send the link",
    link_copy: "Copy the link",
    copied: "Copied",
    copy_by_hand: "Copy by hand: ",
    file: "By file",
    file_note: "Saved, it is a backup; opened on another device, it is handed over.",
    file_save: "Save as a file",
    receive: "Receive from another device",
    receive_lead: "You see it before anything is added; what is here is never overwritten.",
    scan: "Scan with the camera",
    scan_stop: "Stop scanning",
    scan_video: "Camera picture",
    scan_absent: "This browser cannot scan. Use the device's own camera, which opens the link in the code; or open a file, or paste the link.",
    scan_no_camera: "No camera: not allowed, or there is none. Use the device's own camera app.",
    file_open: "Open a file",
    paste: "Paste a link or text",
    paste_hint: "One or several links",
    paste_read: "Read it",
    frames_come: |here, of| format!("{here} of {of} received."),
    frames_missing: |numbers| format!("Still to come: {numbers}. Go on scanning."),
    frames_anew: "This code is of another hand-over; begun anew.",
    frames_drop: "Give it up",
    dropped: "Given up; nothing was changed.",

    preview: "Received",
    preview_count: |all| match all {
        1 => "One subscription, not added yet.".to_owned(),
        n => format!("{n} subscriptions, not added yet."),
    },
    preview_fit: |new, same, wider| {
        let mut parts = vec![format!("{new} new"), format!("{same} already here")];
        if wider > 0 {
            parts.push(format!("{wider} here with fewer classes"));
        }
        parts.join(", ")
    },
    fit_new: "New",
    fit_same: "Here",
    fit_wider: "More classes",
    widen: "Also add the other's classes of change to those that are here",
    take: |n| format!("Add {n}"),
    nothing_to_take: "All of it is followed already; there is nothing to add.",
    leave: "Do not add",
    left: "Not added; nothing was changed.",
    taken: |added, widened| match widened {
        0 => format!("{added} added."),
        n => format!("{added} added, {n} widened."),
    },
    taken_unkept: "But this device cannot keep it: it is gone when the page closes.",
    to_follow: "See what I follow",
    undo: "Undo",
    undone: "Undone: as it was before.",
    error: |why| match why {
        HandError::Foreign => "This is not something that Gongkai hands over.",
        HandError::Newer => {
            "A newer version of the app wrote this: update the app here first (close the page and open it again)."
        }
        HandError::Damaged => {
            "It is incomplete or was changed on the way: have it handed over again."
        }
        HandError::TooMany => "It is more than a device keeps.",
        HandError::Odd => {
            "It holds a text that is too long, or characters that should not be there."
        }
        HandError::Empty => "There is nothing in it.",
    },
    unreadable: "This file cannot be opened.",
    nothing_changed: "Nothing was changed here.",
    untaken: |why| match why {
        Untaken::TooMany => "That would be more than 1000; none was added. Delete some first.",
        Untaken::Lists(Refusal::Lists | Refusal::Firms) => {
            "There is no room for more standing lists; none was added. Delete some first."
        }
        Untaken::Lists(Refusal::Device) => "This device cannot keep the list; none was added.",
        Untaken::Locked => {
            "What is followed here was written by a newer version, or is not read yet; none was added."
        }
    },
};
