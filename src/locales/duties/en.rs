//! English

use super::DutyWords;
use crate::locales::format::count;
use crate::route::{LetterKind, Met};
use record::catalogue::{Duty, Initiative};
use record::clock::{Outcome, Unit};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) static WORDS: DutyWords = DutyWords {
    life_due: |day, expected, verified| {
        let about = if expected { "expected " } else { "" };
        let reference = if verified {
            ""
        } else {
            " (wording not checked, for reference only)"
        };
        format!("not due yet, {about}by {day} at the latest{reference}")
    },
    life_overdue: |day, only| {
        let only = only.map_or(String::new(), |only| format!(" (for {only})"));
        format!("was due by {day}{only}, and was not seen")
    },
    life_not_provided: "this source does not give this stage",
    life_withheld: "not public by law",

    met: |met| match met {
        None => "owed",
        Some(Met::OnTime) => "in time",
        Some(Met::Late) => "late",
        Some(Met::LateIf) => "perhaps late",
        Some(Met::Missing) => "not seen",
        Some(Met::MissingIf) => "perhaps due",
        Some(Met::Untold) => "cannot tell",
    },
    met_definition: |met| match met {
        Met::OnTime => {
            "The notice says when the information came about (signing, deal, decision), and it was public within the legal limit."
        }
        Met::Late => {
            "The notice says when the information came about, and it was public only after the legal limit; days off and make-up days by the State Council's notices, the first day not counted."
        }
        Met::LateIf => {
            "The limit holds under a condition (projects that must be tendered) which the notice does not state; late if it holds."
        }
        Met::Missing => {
            "Due in this time by a legal limit, and not seen when its source was last read in full; stages that a source does not give are not counted."
        }
        Met::MissingIf => {
            "Not seen by its limit, but the limit holds under a condition (a contract was signed, and this source publishes it) which the notice does not state."
        }
        Met::Untold => {
            "Published, and nothing can be told of its time: the notice does not say when the information came about, or says something again, or no checked limit times it, or the days off of that year are not out."
        }
    },

    catalogue: "Disclosure catalogue",
    catalogue_lead: "What must be public, by whom, when, and whom to complain to. The numbers are computed on this device; tap one to see the notices behind it.",
    catalogue_version: |day, fingerprint| format!("Catalogue of {day}, fingerprint {fingerprint}"),
    catalogue_same: "The same as the printed catalogue in your hand.",
    catalogue_other: |fingerprint| {
        format!(
            "The printed catalogue in your hand (fingerprint {fingerprint}) is not the current one; this page is."
        )
    },
    catalogue_changes: "Changes of the catalogue",
    catalogue_sheet: "Print the catalogue",
    catalogue_qr: "Scan to check whether this catalogue is current",
    reference_missing: "This part is not on the device yet; it comes with a network.",
    reference_damaged: "What came was damaged and was not used.",
    still_loading: "Notices are still loading; the numbers will change.",
    elsewhere: "Not in the notices that this app reads; see the channel",
    leads: "Lead: ",
    all_domains: "All domains",
    within: "Region",
    span: "Time",
    spans: ["Last twelve months", "All"],
    item: "Item",
    content: "Content",
    limit: "Time limit",
    publisher: "Published by",
    duty: |duty| match duty {
        Duty::Approves => "who approves, publishes",
        Duty::Runs => "who runs it, publishes",
        Duty::Makes => "who makes it, publishes",
    },
    channel: "Channel",
    supervision: "Supervision",
    basis: "Basis",
    audience: "Audience",
    initiative: |initiative| match initiative {
        Initiative::Active => "of its own accord",
        Initiative::OnRequest => "on request",
    },
    row_source: "Source",
    more_of: "Content, limit, body, channel",
    not_public: "not public",

    bulletin: "Bulletin",
    bulletin_title: |span, place| format!("Disclosure in {place}, {span}"),
    bulletin_lead: "Computed on this device from public data; not an official assessment. Each number opens the notices behind it.",
    bulletin_all: "Together",
    bulletin_none: "Nothing was owed in this time.",
    bulletin_bodies: |n| {
        format!(
            "{} bodies, by how much they owed; not a ranking",
            count(n as u64)
        )
    },
    bulletin_rate: |percent, on_time, told| {
        format!("{on_time} of {told} that can be told were in time ({percent}%)")
    },
    bulletin_few: "fewer than 10 can be told: no rate",
    bulletin_more: |n| format!("{} more bodies", count(n as u64)),
    bulletin_csv: "Export CSV",
    bulletin_json: "Export JSON",
    month: "Month",
    month_name: |year, month| {
        let name = MONTHS.get(month.wrapping_sub(1) as usize).unwrap_or(&"");
        format!("{name} {year}")
    },
    earlier: "Month before",
    later: "Month after",
    definitions: "What these numbers mean",
    unnamed: "(the notice names no body)",

    duties: "Duties to publish",
    duties_none: "There are none.",
    duties_count: |n| format!("{} in all", count(n as u64)),
    outcome: |outcome, unit, due| {
        let days = |by: u32| {
            let unit = match unit {
                Unit::Days => "day",
                Unit::Workdays => "working day",
            };
            format!("{by} {unit}{}", if by == 1 { "" } else { "s" })
        };
        match outcome {
            Outcome::OnTime => "published in time".into(),
            Outcome::Late(by) => format!("{} late", days(by)),
            Outcome::LateIf(by) => format!("{} late if the limit holds", days(by)),
            Outcome::Untold => {
                "cannot tell: no day on which it came about, or said again, or no checked limit"
                    .into()
            }
            Outcome::Missing(_) => format!("was due by {due}, and was not seen"),
            Outcome::MissingIf(_) => {
                format!("if the limit holds, was due by {due}, and was not seen")
            }
        }
    },

    outcome_days: |formed, published| format!("came about {formed}, published {published}"),

    body_record: "Its record",
    body_record_year: "Last twelve months, all regions",
    body_duties: "Duties",
    body_none: "This body owed nothing in the last twelve months.",
    body_newest: "Newest notices",
    body_domains: "The record of the domains that it leads",
    call: |phone| format!("Call {phone}"),

    owed_title: "Who must publish, who supervises",
    owed_by: "Owed by",
    prepare_letter: "Write",
    letter_names: |kind| match kind {
        LetterKind::Question => "Ask",
        LetterKind::Objection => "Object",
        LetterKind::Complaint => "Complain",
        LetterKind::AccessRequest => "Request access",
        LetterKind::ReportLate => "Report late publication",
    },
    checklist_title: "What must be public",
    checklist_count: |given, asked| {
        format!("{given} of the {asked} things that the catalogue asks are given")
    },
    checklist_note: "Compared with the catalogue, one by one: a count, no score. What the text speaks of counts as given.",
    given_text: "in the text",
    given_row: "above",
    given_missing: "not seen",
    given_not_provided: "the source gives no text, so it cannot be told",
    given_files: "perhaps in the files or pictures, which are not read here",
    given_unread: "the text was not read yet, so it cannot be told",
    limit_due: |day| format!("due by {day}"),
    peer: |place, city| format!("the peer department of {place} (of the city: {city})"),
    elsewhere_body: "the peer department of that place",
    reaches: |day| format!("data up to {day}"),
    unfinished: "This month has not ended; the numbers will change.",
    record_line: |sequence, root| format!("record {sequence}, fingerprint {root}"),
    given_withheld: |why| format!("not public by law: {why}"),
    inferred: |moment| format!("taking the day of “{moment}” as the day on which it came about"),
    related_title: "Possibly related",
    related_note: "Name and body are alike, the project code differs or is missing: not necessarily the same project.",
    seen_before: "No change since you last looked.",
    new_since: "Changed since you last looked",
};
