//! English

use super::KeepWords;
use crate::state::keep::Halt;

/// The texts.
pub(super) const WORDS: KeepWords = KeepWords {
    about_app: "About the app",
    ready: "A new version is here",
    take: "Update now",
    later: "Later",
    too_old: "The record needs a newer app than this one. What is on this device can still be searched.",
    newer_data: "A newer version of the app has written data on this device. This version leaves it alone; after an update it is there as before.",
    look: "Update the app",
    looking: "Looking for a newer version …",
    no_newer: "There is no newer version yet. Try again later.",
    updated: "The app was updated",
    what_changed: "See what changed",
    noted: "OK",

    changes: "What changed",
    changes_note: "What changed in the app, newest first.",
    changes_read: "Show the changes",
    changes_missing: "The list of changes is not on this device. Look again with a network.",
    new_to_you: "Since you last used it",

    kept: "What is on this device",
    kept_since: |at| format!("Last compared with the publisher: {at}"),
    oldest: |record, text| match text {
        Some(text) => format!("Oldest notices stored: {record}; oldest text: {text}"),
        None => format!("Oldest notices stored: {record}"),
    },
    app: "The app",
    record_of: |year| format!("Notices of {year}"),
    texts: |n| format!("Full texts ({n} files)"),
    blacklist: "Blacklist",
    reference: "Reference data (limits, working days, catalogue, guide)",
    personal: "Settings, letters, lists and what you follow",
    together: "Together",
    full: "This device has no room: what does not fit is here until the app closes. It is kept again once there is room; nothing that was kept is lost.",
    promised: |kept| {
        if kept {
            "The browser has promised not to clear this by itself."
        } else {
            "When room is short the browser may clear this. Installing the app and opening it often makes that less likely."
        }
    },

    years: "Years of notices to keep",
    years_note: "Earlier notices and their texts are deleted from this device and no longer fetched; a search says from which year on it looked. With fewer years, nothing is concluded from what is missing.",
    year_choices: ["All", "Last 5 years", "Last 3 years", "This year only"],
    left_out: "This notice may be of a year that is not kept here",
    left_out_next: "Keep more years under Offline and storage, and open it again.",

    whole_texts: "Download full texts",
    texts_note: "The texts of notices that you opened are kept by themselves. You can also download those of a whole year, to read any of them without a network.",
    year: |year, notices| format!("{year}, {notices} notices"),
    to_fetch: |size| format!("{size} to download"),
    all_here: |size| format!("All here, {size}"),
    fetch: "Download",
    no_longer: "Stop downloading",
    fetching: |done, all| format!("{done} of {all}"),
    progress: "Download of full texts",
    pause: "Pause",
    go_on: "Go on",
    halted: |halt| match halt {
        Halt::Paused => "Paused.",
        Halt::Metered => "This is not Wi-Fi; the download goes on once it is.",
        Halt::Offline => "There is no network; the download goes on once there is.",
        Halt::Refused => "The server did not give some of the texts; they are tried again later.",
        Halt::Full => {
            "This device has no room, so the download stopped. What came is here; it goes on once there is room."
        }
    },
    followed: "Download the texts of what I follow",
    followed_note: "The server sees whose texts are downloaded, and might guess from that what you follow: so this is for you to choose.",
    free_lines: "Download texts on Wi-Fi only",
    free_lines_note: "Lists and checks go on as ever; they are small.",
    free_lines_untold: "This browser does not tell the app whether it is on Wi-Fi, so this cannot be chosen.",

    delete: "Delete",
    kinds: [
        "Full texts",
        "All notices",
        "Letters, lists, settings and visits",
        "Everything",
    ],
    sure: [
        "The full texts on this device go, and no year is downloaded whole any more. Delete?",
        "Notices, texts, blacklist and reference data go, and load again over the network. Delete?",
        "Your letters, standing lists, settings and visits go for good. Delete?",
        "Notices, what you read, your letters, standing lists and settings go, and the notices have to be loaded again over the network. Delete?",
    ],
    followed_too: "Also delete what you follow",
    followed_stays: "What you follow stays unless you tick this.",
};
