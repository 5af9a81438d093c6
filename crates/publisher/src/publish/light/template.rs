//! The built app's own page as the template of every light page: what the light page says of
//! itself and what it shows are put between two pairs of marks, all else stays.

use crate::publish::PublishError;
use crate::publish::month::hash;
use maud::Markup;
use std::collections::BTreeMap;
use std::path::Path;

/// Where the page says what it is: title, description, canonical address, data for machines.
const ABOUT: [&str; 2] = ["<!--about-->", "<!--/about-->"];
/// Where it shows what can be read before the app is there.
const NEWEST: [&str; 2] = ["<!--newest-->", "<!--/newest-->"];
/// The scopes of the app's component sheets, which the build writes beside the page.
pub(crate) const LOOK: &str = "look.json";

/// The page around what differs.
pub(in crate::publish) struct Template {
    before: String,
    /// What stands between what it says of itself and what it shows, the sheet in it.
    between: String,
    /// The same with a link to the sheet instead.
    linked: String,
    after: String,
    /// Where the app lives; begins and ends with a slash.
    pub(super) base: String,
    /// By sheet, its scope.
    look: BTreeMap<String, String>,
    /// What it is made of.
    pub(super) mark: String,
}

impl Template {
    /// Reads the page of a built app; `None` where it has no marks, as that of an older version.
    pub(in crate::publish) fn read(app: &Path) -> Result<Option<Self>, PublishError> {
        let page = app.join("index.html");
        let text = std::fs::read_to_string(&page).map_err(PublishError::file(&page))?;
        let look = app.join(LOOK);
        // Without the scopes the pages can be read, and look plainer.
        let scopes = std::fs::read(&look).unwrap_or_default();
        Ok(Self::parse(&text, &scopes))
    }

    fn parse(text: &str, scopes: &[u8]) -> Option<Self> {
        let (before, rest) = text.split_once(ABOUT[0])?;
        let (_, rest) = rest.split_once(ABOUT[1])?;
        let (between, rest) = rest.split_once(NEWEST[0])?;
        let (_, after) = rest.split_once(NEWEST[1])?;
        let boot = boot(text)?;
        let base = boot.get(..boot.rfind('/')? + 1)?;
        let (_, mark) = hash(&[text.as_bytes(), scopes].concat());
        Some(Self {
            before: before.to_owned(),
            between: between.to_owned(),
            linked: linked(between),
            after: after.to_owned(),
            base: base.to_owned(),
            look: serde_json::from_slice(scopes).unwrap_or_default(),
            mark,
        })
    }

    /// Refuses an address that is not the app's: every link for those elsewhere would be wrong.
    pub(in crate::publish) fn must_lie_at(&self, public: &str) -> Result<(), PublishError> {
        let path = url::Url::parse(public).map(|url| url.path().to_owned());
        if path.as_deref() == Ok(&self.base) {
            return Ok(());
        }
        Err(PublishError::Options(format!(
            "The app was built to lie at {}, and --public-url says {public}: build it with \
             `cargo xtask build --base PATH`, or correct the address.",
            self.base
        )))
    }

    /// The page that says this of itself and shows this. With the sheet in it (`is_first`) nothing
    /// stands before its first paint; thousands of pages would be a gigabyte of it.
    pub(super) fn filled(&self, about: &Markup, shown: &Markup, is_first: bool) -> String {
        let between = if is_first {
            &self.between
        } else {
            &self.linked
        };
        let parts = [
            self.before.as_str(),
            ABOUT[0],
            &about.0,
            ABOUT[1],
            between,
            NEWEST[0],
            &shown.0,
            NEWEST[1],
            &self.after,
        ];
        parts.concat()
    }

    /// The look of an app's component, by the path of its sheet.
    pub(super) fn sheet(&self, path: &str) -> Sheet<'_> {
        Sheet(self.look.get(path).map_or("", String::as_str))
    }
}

/// A component's sheet: its classes hold inside of its scope alone.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'t>(&'t str);

impl Sheet<'_> {
    /// The value of `class` for an element of the component; the class may be empty.
    pub(super) fn class(self, class: &str) -> String {
        match (class, self.0) {
            (class, "") => class.to_owned(),
            ("", scope) => scope.to_owned(),
            (class, scope) => format!("{class} {scope}"),
        }
    }
}

/// The page's style as a link to the sheet that it was made of.
fn linked(page: &str) -> String {
    let style = page.split_once("<style data-href=\"");
    let parts = style.and_then(|(before, rest)| {
        let (href, rest) = rest.split_once("\">")?;
        let (_, after) = rest.split_once("</style>")?;
        Some((before, href, after))
    });
    match parts {
        Some((before, href, after)) => {
            format!("{before}<link rel=\"stylesheet\" href=\"{href}\">{after}")
        }
        None => page.to_owned(),
    }
}

/// The address of the boot script that a page loads: it is another in each build.
pub(crate) fn boot(page: &str) -> Option<&str> {
    let scripts = page.split("<script src=\"").skip(1);
    let mut addresses = scripts.filter_map(|rest| Some(rest.split_once('"')?.0));
    addresses.find(|address| {
        let name = address.rsplit('/').next();
        name.is_some_and(|name| name.starts_with("boot-"))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use maud::html;

    const PAGE: &str = "<head><!--about--><title>a</title><!--/about-->\
        <script src=\"/town/boot-1a.js\" defer></script><style data-href=\"/town/app.css\">#boot-x{}</style>\
        </head><!--newest--><!--/newest--></body>";

    #[test]
    fn a_page_is_filled_between_its_marks_and_can_be_filled_again() {
        let scopes = br#"{"src/a.css":"l-1"}"#;
        let template = Template::parse(PAGE, scopes).unwrap();
        assert_eq!(template.base, "/town/");
        assert!(template.must_lie_at("https://a.example/town/").is_ok());
        assert!(template.must_lie_at("https://a.example/").is_err());
        assert_eq!(template.sheet("src/a.css").class("b"), "b l-1");
        assert_eq!(template.sheet("src/b.css").class("b"), "b");
        let page = template.filled(&html! { title { "<b>" } }, &html! { p { "c" } }, true);
        let wanted = PAGE
            .replace("<title>a</title>", "<title>&lt;b&gt;</title>")
            .replace("<!--newest-->", "<!--newest--><p>c</p>");
        assert_eq!(page, wanted);
        assert_eq!(boot(&page), Some("/town/boot-1a.js"));
        let again = Template::parse(&page, scopes).unwrap();
        let plain = |template: &Template| template.filled(&html! {}, &html! {}, false);
        assert_eq!(plain(&again), plain(&template));
        let link = "<link rel=\"stylesheet\" href=\"/town/app.css\"></head>";
        assert!(plain(&template).contains(link) && !plain(&template).contains("<style"));
    }

    #[test]
    fn a_page_without_marks_is_no_template() {
        assert!(Template::parse(&PAGE.replace("<!--newest-->", ""), b"").is_none());
        assert!(Template::parse(&PAGE.replace("boot-", ""), b"").is_none());
    }
}
