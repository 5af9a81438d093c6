//! English

use super::Words;
use super::format::count;
use crate::state::Lang;
use record::clock::{Bound, Moment, Unit};
use record::{Domain, MoneyKind, Stage};

pub(super) static WORDS: Words = Words {
    lang: Lang::En,

    app: "Gongkai",
    skip: "Skip to content",
    nav: "Main",
    home: "Home",
    search: "Search",
    more: "More",
    back: "Back",
    services: "Disclosure and supervision",
    progress_query: "Where a project stands",
    catalogue: "Disclosure catalogue",
    blacklist: "Blacklist",
    follow: "Following",
    followed: "Following ",
    follow_this: "Follow ",
    unread: |n| format!("{n} unread"),
    follow_news: "New in what you follow",
    follow_all: "All",
    bulletin: "Who is on time",
    guide: "How to",
    demo: "Demo data: every notice, body and amount is fictitious",
    help: "Help",
    hotline: "Public service line",
    centre: "Trading centre",
    loading: "Loading…",
    retry: "Try again",

    status_label: "When the data was checked",
    checked: |at| format!("Last checked {at}"),
    starting: "Reading the data on this device…",
    checking: "Checking…",
    never_checked: "Not checked yet",
    sources_ok: |n| format!("all {n} sources in order"),
    offline: |age| format!("No network; showing data checked {age}"),
    offline_never: "No network; showing what is on this device",
    damaged: |age| format!("What came was damaged and not used; showing data checked {age}"),
    damaged_empty: "What came was damaged and not used",
    too_new: "This app is out of date: close all its windows and open it again",
    missing: "No data yet: connect to a network and try again",
    source_ok: "in order",
    source_stale: "data is old",
    source_refused: "source refuses",
    source_unreachable: "source out of reach",
    days_unchecked: |days| format!("not checked for {days} days"),
    use_official: "if it is urgent, see the official site",

    search_hint: "Name or code",
    search_label: "Search notices",
    since_title: "Since your last visit",
    since_count: |n, or_more, at| {
        let more = if or_more { "at least " } else { "" };
        let word = if n == 1 { "notice" } else { "notices" };
        format!("{more}{} new {word} since {at}", count(n))
    },
    since_none: |at| format!("No new notices since {at}"),
    newest_title: "Newest notices",
    all_newest: "All newest notices",
    closing_title: "Closing within seven days",
    closing_none: "Nothing closes within seven days",
    domains_title: "Five domains",
    today: "today",
    seven_days: "7 days",
    progress: |done, all, oldest| {
        format!(
            "{} of {} loaded, back to {oldest}; what is loaded can be searched",
            count(done),
            count(all)
        )
    },
    progress_label: "Loading of the data",
    text_size: "Text size",
    welcome: "First time here? Choose text size and district",
    welcome_skip: "Not now",
    change_home: |home| format!("{home} · change"),
    whole_city: "Whole city",
    only_home: |home| format!("Only {home}"),

    filters: "Filters",
    facet_domain: "Domain",
    facet_region: "Region",
    facet_stage: "Stage",
    facet_time: "Time",
    facet_amount: "Amount",
    any: "Any",
    within: |days| match days {
        365 => "Past year".into(),
        _ => format!("Past {days} days"),
    },
    range: |from, to| format!("{from} – {to}"),
    below: |amount| format!("Below {amount}"),
    above: |amount| format!("{amount} and up"),
    clear_text: "Clear text",
    clear_all: "Clear all",
    found: |n| match n {
        1 => "1 notice".into(),
        _ => format!("{} notices", count(n)),
    },
    searched: |place, since, n, ms| {
        let place = if place.is_empty() {
            String::new()
        } else {
            format!("{place}, ")
        };
        format!(
            "{place}all {} since {since}, searched on this device in {ms} ms",
            count(n)
        )
    },
    still_loading: |n| {
        format!(
            "{} more are loading and will be added by themselves",
            count(n)
        )
    },
    show_more: |n| format!("Show {n} more"),
    none_found: "No notice matches",
    loosen: |filter, gives| format!("Without {} ({})", filter.to_lowercase(), count(gives)),
    loosen_words: "Put a space between words, try fewer or others; notices are in Chinese",
    share_search: "Share this search",
    copied: "Link copied",
    copy_by_hand: "Copy by hand: ",
    pick_one: "Pick a notice at the left to read it here",

    online_title: |place| format!("Search {place} online"),
    online_note: |source| {
        format!("Your words will be sent to {source}; a search on this device never leaves it")
    },
    online_source: "the official platform",
    online_go: "Search online",
    online_wait: "Asking the official platform…",
    online_none: "The official platform found nothing either",
    online_found: |n| format!("{} on the official platform", count(n)),
    online_unread: |n| format!("{n} more could not be read and are not listed"),
    online_too_frequent: |seconds| match seconds {
        Some(s) => format!("The official platform asks to wait {s} seconds"),
        None => "The official platform asks to wait; try again in a few minutes".into(),
    },
    online_refused: "The official platform refuses searches now; please open its own site",
    online_odd: "The official platform's answer could not be read; it may have changed",
    online_off: "This site offers no online search",
    online_offline: "No network, or no answer from the official platform",

    notice: "Notice",
    card_label: "In short",
    who: "Who",
    who_sells: "Who sells",
    what: "What",
    how_much: "How much",
    until: "Until when",
    whom_to_ask: "Whom to ask",
    not_said: "The notice does not say",
    no_deadline: "The notice names no deadline",
    closed: |at| format!("closed {at}"),
    due: |at, days| match days {
        0 => format!("closes {at}\u{a0}· today"),
        1 => format!("closes {at}\u{a0}· tomorrow"),
        _ => format!("closes {at}\u{a0}· {days} days left"),
    },
    agency: "Agency",
    or_call: |hotline| format!(", or call {hotline}"),
    published: "Published",
    project_code: "Project code",
    deal_code: "Unified deal code",
    fields_title: "Facts",
    candidates_title: "Candidates and prices",
    bidders_title: "Bidders and prices",
    winners_title: "Winners and amounts",
    rank: "Rank",
    name: "Name",
    price: "Price",
    suppliers_title: "Winners or candidates",
    publicity: |from, to| format!("Open to objections: {from} to {to}"),
    colon: ": ",
    pause: ", ",
    limits_title: "Time limits of the law",
    limits_note: "Told by the times that the notice gives, and no finding of any authority. What was not read is not guessed.",
    limits_missing: "The table of limits is not on this device; connect to a network to see it",
    limits_damaged: "The table of limits was damaged and not used",
    limit_amount: |count, unit, bound| format!("{} {}", least_or_most(bound), units(count, unit)),
    limit_only: |of| format!("For {of}"),
    limit_kept: |bound| match bound {
        Bound::AtLeast => "Long enough",
        Bound::AtMost => "In time",
    },
    limit_broken: |by, unit, bound| match bound {
        Bound::AtLeast => format!("Too short by {}", units(by, unit)),
        Bound::AtMost => format!("Too late by {}", units(by, unit)),
    },
    limit_broken_if: |of, broken| format!("If it is among {of}: {broken}"),
    limit_first_day: "Cannot be told: enough if the first day counts, and else not",
    limit_amended: "Cannot be told: the project was amended or announced again since, and the times may have moved",
    amended: " (amended or announced again since: see the notices of the same project below)",
    limit_calendar: "Cannot be told: that year's days off are not published yet",
    limit_not_yet: |due, expected| match expected {
        true => {
            format!("Not due yet; by {due} as expected (that year's days off are not published)")
        }
        false => format!("Not due yet; by {due}"),
    },
    limit_untold: |moment| {
        format!("Cannot be told: this app did not read when {moment}; see the official page")
    },
    limit_reference: "For reference only: the wording is not checked, so nothing is judged by it",
    limit_span: |said, from, to| format!("{said}: {from} to {to}"),
    moment: |moment| match moment {
        Moment::Published => "it was published",
        Moment::DocumentsIssued => "the documents were issued",
        Moment::DocumentsClosed => "the issue of documents ended",
        Moment::BidDeadline => "bidding ends",
        Moment::PublicityStart => "the objection period began",
        Moment::PublicityEnd => "the objection period ends",
        Moment::AmendmentIssued => "the amendment was sent",
        Moment::ReportReceived => "the evaluation report was received",
        Moment::Awarded => "the award was decided",
        Moment::Notified => "the notice of award was sent",
        Moment::Signed => "the contract was signed",
        Moment::Begun => "the deal began",
        Moment::Formed => "the information came about",
    },
    text_title: "Text",
    table_label: "Table, scrolls sideways",
    image: |alt| {
        if alt.is_empty() {
            "[image, see the official page]".into()
        } else {
            format!("[image: {alt}]")
        }
    },
    body_not_provided: "The source gave no text; please see the official page.",
    body_not_fetched: "The text has not been fetched yet and will come with a later check; please see the official page.",
    body_unreadable: "The text's format could not be read; please see the official page.",
    files_title: "Files",
    official_title: "Official page",
    official_page: "Open the official page",
    new_window: "opens in a new window",
    no_official: "The source gave no address of it.",
    siblings_title: "Notices of the same project",
    whole_project: "The whole project",
    revisions_title: "What changed",
    revision_one: |at| format!("First seen {at}"),
    revision_next: |number, at| format!("Version {number} found {at}"),
    before: "Before",
    after: "Now",
    empty_value: "(empty)",
    share: "Share",
    copy_link: "Copy link",
    print: "Print",
    notice_not_found: "There is no such notice",
    notice_not_found_next: "The address may be mistyped, or the notice is outside what is kept here.",
    page_offline: "This page is not on this device yet",
    page_offline_next: "It comes with the first visit, and there is no network now. Everything that is here can still be searched.",
    notice_offline: "The text of this notice is not on this device yet",
    notice_offline_next: "There is no network. It loads by itself once there is one; notices that you have read stay on this device.",
    notice_damaged: "What came was damaged and is not shown",
    notice_damaged_next: "Please try again, or see the official page.",

    project: "Project",
    project_count: |n| match n {
        1 => "1 notice".into(),
        _ => format!("{n} notices, oldest first"),
    },
    life: "The whole course",
    life_unseen: "no notice seen",
    life_ahead: "not reached yet",
    life_ended: "the project was ended",
    project_none: "There is no notice of this project",
    project_none_next: "The code may be mistyped, or the notices are still loading.",

    settings: "Settings",
    text_steps: ["Standard", "Large", "Largest"],
    text_elder: "Large and largest are the version for elders (长辈版)",
    theme: "Colours",
    themes: ["As the system", "Light", "Dark"],
    language: "Language 语言",
    languages: ["中文", "English"],
    home_region: "Region you look at most",
    home_region_note: "Home begins with it, and it comes first when searching",
    sources: "Sources",
    sources_note: "When each source was last really checked with success.",
    last_check: "Last checked",
    newest_item: "Newest notice",
    never: "Never",
    our_copy: "The data on this device",
    check_now: "Check now",
    storage: "Offline and storage",
    storage_note: "Everything is on this device: the notices, those that you read, letters that you wrote, what you follow, the settings above, when you were last here. There is no account, and what you search never leaves the device.",
    stored_files: |n| format!("{n} data files"),
    stored_size: |size| format!("about {size}"),
    delete_all: "Delete the data on this device",
    delete_sure: "The notices, what you read, your letters, what you follow and the settings above go, and have to be loaded again over the network. Delete?",
    delete_yes: "Yes, delete",
    keep: "Keep",
    delete_failed: "The browser did not delete it: clear this site's data in its settings.",
    deleted: "Deleted. It loads again when you next open the app.",
    about: "About",
    about_text: "Public-resource trading notices that anybody can look up. The data comes from official platforms; the official page is what counts.",
    version: "App version",
    sequence: "Data sequence",
    data_of: "Data made",
    notices: "Notices",
    root_hash: "Data fingerprint",
    licence: "Software licence",

    lost: "There is no page here",
    lost_next: "The address may be mistyped. Start from home, or search.",

    domain: |domain| match domain {
        Domain::Works => "Works",
        Domain::Procurement => "Procurement",
        Domain::Land => "Land",
        Domain::Mining => "Mining",
        Domain::StateAssets => "State assets",
        Domain::Other => "Other",
    },
    stage: |stage| match stage {
        Stage::Planning => "Planning",
        Stage::Tender => "Tender",
        Stage::Amendment => "Amendment",
        Stage::Opening => "Opening",
        Stage::Qualification => "Qualification",
        Stage::Evaluation => "Evaluation",
        Stage::AwardPending => "Candidates",
        Stage::Award => "Award",
        Stage::Contract => "Contract",
        Stage::Implementation => "Acceptance",
        Stage::Cancellation => "Cancelled",
    },
    money_kind: |kind| match kind {
        MoneyKind::Budget => "budget",
        MoneyKind::Ceiling => "ceiling",
        MoneyKind::Bid => "bid",
        MoneyKind::Award => "award",
        MoneyKind::Contract => "contract",
    },
};

fn units(count: u32, unit: Unit) -> String {
    let of = match unit {
        Unit::Days => "day",
        Unit::Workdays => "working day",
    };
    format!("{count} {of}{}", if count == 1 { "" } else { "s" })
}

const fn least_or_most(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
    }
}
