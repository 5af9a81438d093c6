//! A feed (Atom, RFC 4287) of plain text, never of HTML.

use super::escape::escaped;
use chrono::NaiveDateTime;
use record::When;
use std::fmt::Write;

/// What stands above the entries.
pub(super) struct Head {
    /// A name for good, wherever the file lies.
    pub(super) id: String,
    pub(super) title: String,
    /// Beijing time.
    pub(super) updated: NaiveDateTime,
    pub(super) author: String,
    /// The file itself, relative to itself.
    pub(super) own: String,
    /// The page for people.
    pub(super) page: String,
    /// On what terms it may be used.
    pub(super) rights: &'static str,
}

/// One thing that a feed tells.
pub(super) struct Entry {
    /// A name for good.
    pub(super) id: String,
    pub(super) title: String,
    /// Beijing time.
    pub(super) updated: NaiveDateTime,
    /// The page for people, relative to the feed or absolute.
    pub(super) page: String,
    /// The official page.
    pub(super) via: Option<String>,
    pub(super) text: String,
}

/// Writes a feed, its entries in the order given.
pub(super) fn feed(head: &Head, entries: impl Iterator<Item = Entry>) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" \
         xml:lang=\"zh-CN\">\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
         <author><name>{}</name></author>\n<link rel=\"self\" href=\"{}\"/>\n\
         <link rel=\"alternate\" href=\"{}\"/>\n<rights>{}</rights>\n",
        escaped(&head.id),
        escaped(&head.title),
        When::At(head.updated),
        escaped(&head.author),
        escaped(&head.own),
        escaped(&head.page),
        escaped(head.rights),
    );
    for entry in entries {
        put(&mut out, entry);
    }
    out.push_str("</feed>\n");
    out
}

/// Writes one entry.
pub(super) fn put(out: &mut String, entry: Entry) {
    let via = entry.via.map(|page| {
        let page = escaped(&page);
        format!("<link rel=\"via\" href=\"{page}\"/>\n")
    });
    // Writing to a string does not fail.
    let _ = write!(
        out,
        "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
         <link rel=\"alternate\" href=\"{}\"/>\n{}<content type=\"text\">{}</content>\n\
         </entry>\n",
        escaped(&entry.id),
        escaped(&entry.title),
        When::At(entry.updated),
        escaped(&entry.page),
        via.unwrap_or_default(),
        escaped(&entry.text)
    );
}
