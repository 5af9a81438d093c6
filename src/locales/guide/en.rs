//! English

use super::GuideWords;
use crate::route::LetterKind;
use record::clock::Unit;
use record::guide::PolicyState;

pub(super) static WORDS: GuideWords = GuideWords {
    guide: "How to",
    guide_ask: "Ask by telephone",
    guide_letters: "Prepare a letter",
    guide_missing: "The guide is not on this device; go online to read it",
    guide_damaged: "The guide came damaged and was not used",
    procedures: "What to do",
    procedures_none: "There is no guide here yet; please ask by telephone",
    reference: "Reference",
    reference_note: "The wording of the law is not checked yet: for reference only",
    reference_legend: "“Reference” marks what was not checked word for word against the law.",
    may: "Who may",
    by_when: "By when",
    steps: "Steps",
    answer: "Answer",
    basis: "Basis",
    prepare: |kind| format!("Prepare: {kind}"),

    sent: "Letters I wrote",
    sent_note: "Kept on this device only. Nobody else sees it, and nothing was sent for you.",
    sent_none: "You have not written a letter yet",
    sent_none_next: "A letter that you change is listed here as a draft. Once you have posted it yourself, tap “I have sent it” on its page: the day then stands here, and when an answer is due where the law says so.",
    sent_day: |day| format!("Sent {day}"),
    sent_open: "See the letter",
    sent_gone: "One entry was deleted",
    draft: "Draft",
    draft_open: "Write on",
    draft_gone: "One draft was deleted",
    delete: "Delete",
    undo: "Undo",
    reply_due: |day, expected| {
        let about = if expected { "expected " } else { "" };
        format!("Answer due: {about}{day}")
    },
    reply_left: |days| match days {
        0 => "due today".into(),
        1 => "1 day left".into(),
        2.. => format!("{days} days left"),
        -1 => "1 day overdue".into(),
        _ => format!("{} days overdue", -days),
    },
    reply_law: |count, unit, law, verified| {
        let unit = match unit {
            Unit::Days => "days",
            Unit::Workdays => "working days",
        };
        let reference = if verified {
            ""
        } else {
            " (wording not checked, for reference only)"
        };
        format!(
            "Reckoned as {count} {unit} from the day you noted; in truth it runs from receipt. By: {law}{reference}"
        )
    },
    reply_untold: "How soon this kind is answered depends on the case, so it is not reckoned here.",
    reply_missing: "The calendar is not on this device; go online to see when an answer is due",

    policies: "Policy documents",
    policies_note: "Their state is that of the published text when it was checked; what was not checked says so.",
    policy_label: "Find a document",
    policy_hint: "Title, number",
    policy_count: |found, all| {
        if found == all {
            format!("{all} documents")
        } else {
            format!("{found} of {all} documents")
        }
    },
    policy_more: |n| format!("Show {n} more"),
    policy_none: "No document matches",
    policy_none_next: "Write fewer words, or others; titles are in Chinese",
    policy_state: |state| match state {
        PolicyState::InForce => "In force",
        PolicyState::Amended => "Amended",
        PolicyState::Repealed => "Repealed",
        PolicyState::Unverified => "Not checked",
    },
    policy_result: "Review",
    policy_checked: |day| format!("Checked {day}"),
    policy_source: "Read at",

    letter: "Letter",
    letter_kind: "Kind of letter",
    kind: |kind| match kind {
        LetterKind::Question => "Question",
        LetterKind::ReportLate => "Late notice",
        LetterKind::AccessRequest => "Access request",
        LetterKind::Objection => "Objection",
        LetterKind::Complaint => "Complaint",
    },
    kind_note: |kind| match kind {
        LetterKind::Question => {
            "Something in a notice is unclear: ask the buyer, the tenderer or the agency."
        }
        LetterKind::ReportLate => {
            "A notice came later than the law allows, or is missing: tell the supervising body."
        }
        LetterKind::AccessRequest => {
            "Government information that was not published can be requested by law."
        }
        LetterKind::Objection => {
            "By suppliers, bidders or others concerned, to the tenderer or buyer. In procurement it is called a query (质疑). Anybody else can ask a question."
        }
        LetterKind::Complaint => {
            "By suppliers, bidders or others concerned, whom the answer to an objection does not satisfy or who see the law broken: to the supervising body. Anybody else can report a late notice."
        }
    },
    letter_about: "About this notice",
    letter_no_notice: "No notice was chosen, so the letter has blanks. Opened from a notice, its title and code are filled in.",
    letter_never_sends: "This app sends nothing for you. Copy, print or e-mail the letter yourself.",
    letter_publicity_over: |at| {
        format!(
            "The objection period ended {at}. A late objection may be refused; a question or a complaint is still possible."
        )
    },
    letter_publicity_until: |at| {
        format!("The objection period lasts until {at}; object before then.")
    },
    time_until: |kind, day, expected, passed| {
        let (name, rule) = match kind {
            LetterKind::Complaint => (
                "complaint",
                "10 days from when you knew or should have known, not counting the time taken to answer an objection",
            ),
            _ => (
                "query",
                "7 working days from when you knew or should have known of the harm",
            ),
        };
        let about = if expected { "about " } else { "" };
        if passed {
            format!(
                "The time for a {name} is {rule}. Counted from this notice it ended {about}{day}; if you learned of it later, say so in the letter. A late one may be refused; a question is still possible."
            )
        } else {
            format!(
                "The time for a {name} is {rule}. Counted from this notice it lasts until {about}{day}."
            )
        }
    },
    time_procurement_complaint: "In procurement a query comes first; a complaint can be made within 15 working days after the time to answer it, and not later.",
    letter_no_text: "The text of this notice is not on this device, so nothing can be told of its time. Open the notice online first, or write what you know into the blank.",
    letter_row_only: "The text of this notice is not on this device: only the dates of the list were judged, and no other limit.",
    letter_no_law: "The limits of the law are not on this device, so nothing can be told. Open this page again online, or write what you know into the blank.",
    letter_not_late: "By the times that were read nothing is later than the law allows; if you know more, write it into the blank.",
    letter_not_authority: "By its name the buyer is not a public authority, so the letter goes to the body in charge.",
    letter_text: "The letter, in Chinese (you can change it)",
    letter_kept: "Your changes are kept on this device",
    letter_not_kept: "This device keeps nothing: copy the letter before you leave this page",
    letter_reset: "Start over",
    letter_was_reset: "The prepared letter is back",
    letter_copy: "Copy the letter",
    letter_copied: "The whole letter is copied",
    letter_copy_by_hand: "The browser refuses to copy: select the text above and copy it yourself",
    letter_share: "Share the letter",
    letter_mail: "E-mail it",
    letter_ways: "What is shared is the whole letter, with what you wrote, to the app that you choose. If your mail program cannot take all of it, copy and paste.",
    letter_sent: "I have sent it",
    letter_sent_note: |has_clock| {
        if has_clock {
            "Tap once you have sent it yourself: the time to answer runs from today."
        } else {
            "Tap once you have sent it yourself: today's date is noted."
        }
    },
    letter_was_sent: |day| format!("Noted as sent {day}"),
    letter_guide: "Read the guide",
    letter_read_along: "The prepared letter in English",

    said_title: |kind, procurement, of| {
        let name = match (kind, procurement) {
            (LetterKind::Question, _) => "Question",
            (LetterKind::ReportLate, _) => "Report on the time of publication",
            (LetterKind::AccessRequest, _) => return "Request for government information".into(),
            (LetterKind::Objection, true) => "Query",
            (LetterKind::Objection, false) => "Objection",
            (LetterKind::Complaint, _) => "Complaint",
        };
        match of {
            "" => name.to_owned(),
            of => format!("{name}: {of}"),
        }
    },
    said_to: |to| format!("To: {to}"),
    said_through: |to, agency| format!("{to} (agency: {agency})"),
    said_opening: |kind, procurement| match (kind, procurement) {
        (LetterKind::Question, _) => "I have read the notice below and would like to ask:",
        (LetterKind::ReportLate, _) => {
            "Please verify whether what is below was published within the time that the law sets:"
        }
        (LetterKind::AccessRequest, _) => {
            "By articles 27 and 29 of the Regulations on Open Government Information I request the following:"
        }
        (LetterKind::Objection, true) => {
            "We are (choose one): □ a supplier □ a possible supplier. We query the purchase below:"
        }
        (LetterKind::Objection, false) => {
            "We are (choose one): □ a bidder □ a possible bidder □ another party concerned ＿＿＿＿. We object to the project below:"
        }
        (LetterKind::Complaint, true) => {
            "We are (choose one): □ a supplier who queried it □ another ＿＿＿＿. We complain about the purchase below:"
        }
        (LetterKind::Complaint, false) => {
            "We are (choose one): □ a bidder □ another party concerned ＿＿＿＿. We complain about the project below:"
        }
    },
    said_notice: "Notice",
    said_buyer: "Buyer, tenderer or seller",
    said_official: "Official page",
    said_late: "By the times that the notice gives (to be verified, not a finding):",
    said_broken: |what, amount, standing, law| format!("{what}, {amount}; {standing}. By: {law}"),
    said_due: |[from, due, to], published, by| {
        let done = if published { "published" } else { "done" };
        format!("counted from {from}, due by {due}, {done} {to}, {by}")
    },
    said_missing: |stage, day, only, until, law| {
        let only = only.map_or(String::new(), |only| format!("For {only}: "));
        let until = match until {
            Some(until) => format!(" in what was public before {until}"),
            None => String::new(),
        };
        format!("{only}“{stage}” was due by {day} and was not seen{until}. By: {law}")
    },
    said_blanks: |kind| match kind {
        LetterKind::Question => &["My question: ＿＿＿＿＿＿＿＿"],
        LetterKind::ReportLate => &["What else is known: ＿＿＿＿＿＿＿＿"],
        LetterKind::AccessRequest => &[
            "Name, number or other description of the information: ＿＿＿＿＿＿＿＿",
            "Form (paper, electronic): ＿＿＿＿",
            "How to get it (post, in person, e-mail): ＿＿＿＿",
            "Proof of identity (kind and number, with a copy): ＿＿＿＿＿＿",
        ],
        LetterKind::Objection => &[
            "What we object to: ＿＿＿＿＿＿＿＿",
            "Facts and grounds: ＿＿＿＿＿＿＿＿",
            "What we ask for: ＿＿＿＿＿＿＿＿",
        ],
        LetterKind::Complaint => &[
            "Complaint against: ＿＿＿＿＿＿",
            "Our objection, when, and the answer: ＿＿＿＿＿＿",
            "What we complain about, and the facts: ＿＿＿＿＿＿＿＿",
            "What we ask for: ＿＿＿＿＿＿＿＿",
            "Leads and evidence: ＿＿＿＿＿＿",
        ],
    },
    said_signature: &[
        "Name (organisation): ＿＿＿＿＿＿",
        "Telephone: ＿＿＿＿＿＿",
        "Address or e-mail: ＿＿＿＿＿＿",
        "Date: ＿＿＿＿＿＿",
    ],

    progress: "Progress",
    progress_label: "Find a project",
    progress_hint: "Code or name",
    progress_examples: "Write a project code, a unified deal code, or words of the name (in Chinese). For example:",
    progress_found: |projects, notices, more| {
        let least = if more { "at least " } else { "" };
        let projects_said = match projects {
            1 => "1 project".to_owned(),
            n => format!("{n} projects"),
        };
        match notices {
            0 => format!("Found {least}{projects_said}"),
            n => format!("Found {least}{projects_said}, and {n} without a project code"),
        }
    },
    progress_none: "No such project was found",
    progress_none_next: "Check the code, or try words of the name.",
    progress_coming: "Older notices are still loading and will be added",
    progress_more: "There are more: write more of the code or the name.",
    progress_now: "Now",
    progress_next: "Next",
    progress_done: "No further stage is required",
    progress_loose: "Notices without a project code",
};
