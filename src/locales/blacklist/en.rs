//! English

use super::BlacklistWords;
use crate::locales::format::count;
use crate::pages::blacklist::rows::Unread;
use crate::state::suppliers::{Refusal, Verdict};
use record::debarment::{DebarmentKind, Difference};

pub(super) static WORDS: BlacklistWords = BlacklistWords {
    title: "Blacklist",
    lead: "Check whether a firm stands on a list of violations or penalties. Legal persons only; entries that ended, were repaired or withdrawn go by themselves.",
    field: "Name or unified social credit code",
    hint: "Full name, or the 18 characters",
    privacy: "The check runs on this device; whom you check never leaves it.",
    wrong_code: "This looks like a credit code, but its check character does not hold: see whether it was copied right.",

    listed: "Listed",
    listed_note: "The code is the same. The source's page has the last word.",
    namesakes: "Possible namesake",
    namesakes_note: "Only the name is alike and no code was compared: not necessarily the same firm. Check again by its credit code.",
    not_found: "Not found",
    not_found_note: "Not found in this list, which is not the same as clean: there are other records, and names are written in different ways.",
    same_writing: "written alike",
    differs: |how| format!("differs in: {how}"),
    difference: |difference| match difference {
        Difference::Writing => "width, script or spaces",
        Difference::Brackets => "brackets",
        Difference::Form => "form of company",
        Difference::Region => "region",
    },

    as_of: |list, at| format!("List {list}, compared {at}"),
    cached: |at| format!("No network: this is the list as compared {at}, and it may have changed"),
    current: "the same as the published list",
    no_list: "The list is not on this device, and nothing can be checked without it. Connect and try again.",
    damaged_list: "The list that came was damaged and was not used. Nothing can be checked without it.",
    source_verified: |name, at| format!("{name}: verified {at}"),
    source_stale: |name, at| format!("{name}: last verified {at}; its own page has the last word"),
    source_forgotten: |name| {
        format!("{name}: not verified for too long, so its entries are not shown")
    },

    list_title: "The list now",
    list_none: "There is nobody on the list now.",
    list_count: |n| format!("{} entries", count(n as u64)),
    kind: |kind| match kind {
        DebarmentKind::SeriousViolation => "Serious violation in procurement",
        DebarmentKind::Penalty => "Administrative penalty",
        DebarmentKind::Blacklist => "Blacklist of public-resource trading",
        DebarmentKind::Violation => "Violation",
        DebarmentKind::CourtListed => "Listed by a court",
    },
    code: "Credit code",
    wrong_code_sent: |code| {
        format!("{code} (as the source wrote it; its check character does not hold)")
    },
    no_code: "the source gives none",
    reason: "What was done",
    result: "What followed",
    basis: "Basis",
    authority: "Decided by",
    decision: "Decision",
    decided: "Decided",
    published: "Published",
    until: "Shown until",
    until_longest: |day| {
        format!("{day} (the source does not say; the longest that the law allows)")
    },
    scope: "Scope",
    source: "Source",
    details: "Details",

    on_that_day: "Checked against the blacklist",
    on_that_day_note: "Against the list of the day of publication. Only the same code is a listing; the same name may be a namesake.",
    sheet: "Check sheet",
    many: "Check many",

    sheet_empty: "Nobody to check was named",
    sheet_asked: "Asked",
    sheet_answer: "Answer",
    row_kind: "Kind of list",
    sheet_by_code: |code| format!("Credit code {code}"),
    sheet_by_name: |name| format!("Name “{name}” (no code was compared)"),
    sheet_time: "Checked",
    sheet_list: "List",
    sheet_day: |day| format!("{day} (Beijing time)"),
    sheet_sources: "Sources of the list",
    sheet_entries: "Entries",
    sheet_json: "Download JSON",
    sheet_page: "Back to checking",
    sheet_qr: "QR code of this sheet",
    sheet_qr_note: "Scanned by another device, it is compared with that device's own list, with or without a network.",
    compare_title: "Compared with the printed sheet",
    compare_same: |day| {
        format!(
            "Agrees: the sheet of {day} is of the very list on this device, and the answer is the same."
        )
    },
    compare_lists: |theirs, ours| {
        format!("The lists differ: the sheet is of list {theirs}, this device has list {ours}.")
    },
    compare_now: |theirs, ours| {
        format!("The sheet says “{theirs}”; by this device's list it is now “{ours}”.")
    },
    compare_now_same: |answer| format!("By this device's list it is “{answer}” now, too."),
    compare_changed: |day, theirs, ours| {
        format!(
            "Does not agree: the list is the same, the sheet ({day}) says “{theirs}”, now it is “{ours}”."
        )
    },
    compare_gone: |day| {
        format!(
            "The entry may have ended after {day}, or its source was not verified for too long."
        )
    },
    compare_come: "The entry may have begun since, or the sheet may have been altered.",
    compare_odd: "The sheet in this address cannot be read and was not compared.",

    many_lead: "Paste a list or open a file: one firm a line, a name or a code; both are surer.",
    many_text: "Firms to check",
    many_hint: "One a line, such as: name,credit code",
    many_check: "Check",
    many_open: "Open a file (CSV, TXT, XLSX)",
    many_opened: |file| format!("Read {file}"),
    many_clear: "Clear",
    many_cleared: "Cleared",
    many_unread: |why| match why {
        Unread::TooLarge => "More than 5 MB, not read. Split it.".into(),
        Unread::TooMany(n) => format!(
            "{} firms; 5 000 can be checked at once. Nothing was checked: split the list.",
            count(n as u64)
        ),
        Unread::Empty => "No name and no code was found.".into(),
        Unread::Unreadable => {
            "This file cannot be read: it must be CSV, TXT or XLSX. What was here stays.".into()
        }
        Unread::NoReader => {
            "The reader of XLSX did not come: connect and try again, or save the file as CSV."
                .into()
        }
    },
    many_reading: "Reading the file…",
    many_checking: |done, all| format!("Checked {} of {}", count(done as u64), count(all as u64)),
    many_result: "Result",
    many_count: |n| format!("{} firms", count(n as u64)),
    many_only: "Show",
    many_all: "All",
    many_csv: "Download CSV",
    many_shown: |n| format!("{} shown", count(n as u64)),
    verdict: |verdict| match verdict {
        Verdict::Listed => "Listed",
        Verdict::Namesake => "Possible namesake",
        Verdict::Unasked => "Cannot be checked",
        Verdict::None => "Not found",
    },
    verdict_count: |verdict, n| format!("{verdict} {}", count(n as u64)),
    row_wrong_code: |code| {
        format!("The check character of {code} does not hold; the code was not compared")
    },
    row_other_code: "the entry has another code: most likely another firm",
    row_entry: "Entry",
    row_others: |n| format!("and {n} more"),
    row_name: "Name",
    row_note: "Note",

    standing: "Standing lists",
    standing_note: "On this device only. Checked again when this page is opened with a newer list.",
    standing_none: "No standing lists yet. A checked list can be kept.",
    standing_name: "Name of the list",
    standing_keep: "Keep as a standing list",
    standing_kept: "Kept on this device",
    standing_unnamed: "Give it a name first",
    standing_refused: |why| match why {
        Refusal::Lists => {
            "Not kept: there are 20 standing lists, the most there can be. Delete one."
        }
        Refusal::Firms => "Not kept: standing lists hold 5 000 firms in all. Delete one.",
        Refusal::Device => "Not kept: this device does not store it, or is full.",
    },
    standing_count: |n| format!("{} firms", count(n as u64)),
    standing_checked: |at, list| format!("Checked {at} against list {list}"),
    standing_changed: |since| format!("Changed since {since}"),
    standing_newly: "Newly listed",
    standing_no_longer: "No longer listed",
    standing_otherwise: "Answer changed",
    standing_same: |since| format!("Nothing changed since {since}"),
    standing_noted: "Noted",
    standing_show: "Show result",
    standing_rename: "Rename",
    standing_save: "Save",
    standing_delete: "Delete",
    standing_deleted: |name| format!("Deleted “{name}”"),
    undo: "Undo",
};
