//! English

use super::KeepWords;

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
};
