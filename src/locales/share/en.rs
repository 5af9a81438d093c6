//! English

use super::ShareWords;

pub(super) static WORDS: ShareWords = ShareWords {
    until: |at| format!("Closes {at}"),
    official: "The official notice prevails",
    picture: "Make a picture",
    picture_away: "Put the picture away",
    picture_title: "The notice as a picture",
    picture_save: "Save picture",
    picture_share: "Share picture",
    picture_saved: "The browser is saving the picture",
    picture_hold: "Press and hold the picture to send or save it.",
    picture_failed: "This browser cannot make pictures; please share or print instead.",
    picture_scan: "Scan for the whole notice",
    picture_data: |at| format!("Data as of {at}"),
    paper_address: "Address",
    paper_hash: "Content fingerprint (SHA-256)",
    paper_record: |sequence, at| format!("public record no. {sequence}, updated {at}"),
    paper_root: "Root hash of the record",
    paper_code: "QR code of the address",
    sheet_title: "Search results",
    sheet_all: "All notices",
    sheet_first: |shown, of| format!("{of} found; the newest {shown} are listed here"),
    sheet_since: |n, oldest| format!("Searched in {n} notices on this device, back to {oldest}"),
    column_notice: "Notice",
    column_day: "Published",
    column_until: "Closes",
    column_money: "Amount",
};
