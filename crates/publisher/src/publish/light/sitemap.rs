//! The sitemap (sitemaps.org, protocol 0.9): which light pages there are, and when each changed.

use chrono::NaiveDate;
use maud::{Markup, PreEscaped, html};

/// Addresses in one file: the protocol's most.
pub(super) const MOST: usize = 50_000;
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The files by name: an index, and its parts of so many addresses each. `pages` are addresses
/// relative to `public`, each with the day on which it changed, where that is known.
pub(super) fn files(
    public: &str,
    pages: &[(String, Option<NaiveDate>)],
    most: usize,
) -> Vec<(String, String)> {
    let parts = pages.chunks(most).zip(1..).map(|(part, number)| {
        let newest = part.iter().filter_map(|(_, day)| *day).max();
        let urls = html! {
            urlset xmlns=(NAMESPACE) {
                @for (path, day) in part { url { (place(public, path, *day)) } }
            }
        };
        (format!("sitemap-{number}.xml"), newest, urls)
    });
    let parts: Vec<_> = parts.collect();
    let index = html! {
        sitemapindex xmlns=(NAMESPACE) {
            @for (name, newest, _) in &parts { sitemap { (place(public, name, *newest)) } }
        }
    };
    let mut files = vec![("sitemap.xml".to_owned(), xml(&index))];
    files.extend(
        parts
            .iter()
            .map(|(name, _, urls)| (name.clone(), xml(urls))),
    );
    files
}

fn place(public: &str, path: &str, day: Option<NaiveDate>) -> Markup {
    html! {
        loc { (public) (path) }
        @if let Some(day) = day { lastmod { (day) } }
    }
}

fn xml(content: &Markup) -> String {
    let head = PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    format!("{}{}\n", head.0, content.0)
}

/// What robots.txt says besides: where the sitemap is.
pub(super) fn robots(text: &str, public: &str) -> String {
    format!("{}\nSitemap: {public}sitemap.xml\n", text.trim_end())
}

/// robots.txt where there is no sitemap (any more).
pub(super) fn no_robots(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("Sitemap:"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    /// The texts of every element of a name, as another program reads them.
    fn texts(xml: &str, wanted: &str) -> Vec<String> {
        let mut reader = Reader::from_str(xml);
        let (mut found, mut inside) = (Vec::<String>::new(), false);
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => return found,
                Event::Start(tag) => {
                    inside = tag.name().as_ref() == wanted;
                    if inside {
                        found.push(String::new());
                    }
                }
                Event::End(_) => inside = false,
                Event::Text(text) if inside => found.last_mut().unwrap().push_str(&text),
                Event::GeneralRef(name) if inside => {
                    let text = format!("&{};", &*name);
                    let text = quick_xml::escape::unescape(&text).unwrap().into_owned();
                    found.last_mut().unwrap().push_str(&text);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn no_part_has_more_addresses_than_it_may_and_the_index_names_each() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day);
        let pages: Vec<_> = (1..=5)
            .map(|n| (format!("notice/{n}.html"), day(n)))
            .collect();
        let files = files("https://a.example/g&t/", &pages, 2);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "sitemap.xml",
                "sitemap-1.xml",
                "sitemap-2.xml",
                "sitemap-3.xml"
            ]
        );
        let listed = texts(&files[0].1, "loc");
        let wanted = ["1", "2", "3"].map(|n| format!("https://a.example/g&t/sitemap-{n}.xml"));
        assert_eq!(listed, wanted);
        assert_eq!(
            texts(&files[0].1, "lastmod"),
            ["2026-11-02", "2026-11-04", "2026-11-05"]
        );
        let all: Vec<String> = files[1..]
            .iter()
            .flat_map(|(_, text)| texts(text, "loc"))
            .collect();
        let wanted: Vec<String> = pages
            .iter()
            .map(|(path, _)| format!("https://a.example/g&t/{path}"))
            .collect();
        assert_eq!(all, wanted);
        assert!(
            files[1..]
                .iter()
                .all(|(_, text)| texts(text, "loc").len() <= 2)
        );
    }

    #[test]
    fn robots_names_the_sitemap_as_long_as_there_is_one() {
        let plain = "User-agent: *\nAllow: /\n";
        let wanted = "User-agent: *\nAllow: /\nSitemap: https://a.example/sitemap.xml\n";
        assert_eq!(robots(plain, "https://a.example/"), wanted);
        assert_eq!(no_robots(wanted), plain);
    }
}
