//! Lines of text: what is dropped from it, how white space collapses, what a link may be.

use super::parse::TooMuch;
use record::Inline;
use std::rc::Rc;
use url::Url;

/// How long an address may be.
const MOST_ADDRESS: usize = 2048;

/// How text is set where it stands.
#[derive(Clone, Default)]
pub(super) struct Style {
    pub(super) strong: bool,
    pub(super) href: Option<Rc<str>>,
    pub(super) keep_lines: bool,
}

/// Text on one line: white space collapsed and trimmed, marks without a shape dropped.
///
/// Direction marks (U+202E and its kin) are shown as nothing: they carry no content in a notice,
/// and one in a file's name makes `fdp.exe` read as `exe.pdf`. The letters stay in the order in
/// which they were sent. The same holds for zero-width and control characters, which make two
/// names look alike that are not.
pub fn clean(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !kept.is_empty() && !kept.ends_with(' ') {
                kept.push(' ');
            }
        } else if !is_shapeless(c) {
            kept.push(c);
        }
    }
    kept.truncate(kept.trim_end().len());
    kept
}

/// Characters that steer a display instead of showing something.
pub(super) fn is_shapeless(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffc}' | '\u{e0000}'..='\u{e0fff}')
}

/// The address of a link, if it is one that may be followed: absolute, http or https, with a
/// host and without a user name (`https://bank@evil` is read as the bank's).
pub(super) fn link(href: &str) -> Option<Rc<str>> {
    let url = Url::parse(href).ok()?;
    let fits = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.as_str().len() <= MOST_ADDRESS;
    // Url writes bare ASCII: anything that could steer a display is percent-encoded.
    fits.then(|| url.as_str().into())
}

/// The host of an address that [`link`] let through.
fn host(href: &str) -> String {
    let url = Url::parse(href).ok();
    url.and_then(|u| u.host_str().map(str::to_owned))
        .unwrap_or_default()
}

/// A run of inlines being written.
#[derive(Default)]
pub(super) struct Line {
    pieces: Vec<Inline>,
    /// White space was met and is owed before the next character.
    gap: bool,
}

impl Line {
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    pub(super) fn ends_with_break(&self) -> bool {
        self.pieces.last() == Some(&Inline::Break)
    }

    pub(super) fn text(
        &mut self,
        text: &str,
        style: &Style,
        budget: &mut usize,
    ) -> Result<(), TooMuch> {
        for c in text.chars() {
            if style.keep_lines && c == '\n' {
                self.line_break();
            } else if c.is_whitespace() {
                self.gap = true;
            } else if !is_shapeless(c) {
                self.character(c, style, budget)?;
            }
        }
        Ok(())
    }

    fn character(&mut self, c: char, style: &Style, budget: &mut usize) -> Result<(), TooMuch> {
        if std::mem::take(&mut self.gap) && !self.is_empty() && !self.ends_with_break() {
            self.space(style, budget)?;
        }
        spend(budget, c.len_utf8())?;
        self.open(style, budget)?.push(c);
        Ok(())
    }

    /// One space, outside of links where that can be.
    fn space(&mut self, style: &Style, budget: &mut usize) -> Result<(), TooMuch> {
        spend(budget, 1)?;
        match (self.pieces.last_mut(), &style.href) {
            (Some(Inline::Text(t) | Inline::Strong(t)), _) => t.push(' '),
            (Some(Inline::Link { text, href }), Some(same)) if **href == **same => text.push(' '),
            _ => self.pieces.push(Inline::Text(" ".into())),
        }
        Ok(())
    }

    /// The piece that takes text of a style: the last one where it is set alike.
    fn open(&mut self, style: &Style, budget: &mut usize) -> Result<&mut String, TooMuch> {
        let alike = match (self.pieces.last(), &style.href) {
            (Some(Inline::Link { href, .. }), Some(same)) => **href == **same,
            (Some(Inline::Strong(_)), None) => style.strong,
            (Some(Inline::Text(_)), None) => !style.strong,
            _ => false,
        };
        if !alike {
            spend(budget, style.href.as_ref().map_or(8, |h| h.len() + 16))?;
            self.pieces.push(match &style.href {
                Some(href) => Inline::Link {
                    text: String::new(),
                    href: href.to_string(),
                },
                None if style.strong => Inline::Strong(String::new()),
                None => Inline::Text(String::new()),
            });
        }
        match self.pieces.last_mut() {
            Some(Inline::Link { text, .. } | Inline::Strong(text) | Inline::Text(text)) => Ok(text),
            _ => Err(TooMuch),
        }
    }

    pub(super) fn line_break(&mut self) {
        self.gap = false;
        if !self.is_empty() && !self.ends_with_break() {
            self.pieces.push(Inline::Break);
        }
    }

    /// An image: its alternative text, which inside a link is the link's text.
    pub(super) fn image(
        &mut self,
        alt: &str,
        style: &Style,
        budget: &mut usize,
    ) -> Result<(), TooMuch> {
        if style.href.is_some() {
            return self.text(alt, style, budget);
        }
        let alt = clean(alt);
        spend(budget, alt.len() + 8)?;
        if std::mem::take(&mut self.gap) && !self.is_empty() && !self.ends_with_break() {
            self.space(style, budget)?;
        }
        self.pieces.push(Inline::Image(alt));
        Ok(())
    }

    /// A link that ended without any text shows where it leads.
    pub(super) fn name_link(
        &mut self,
        style: &Style,
        before: usize,
        budget: &mut usize,
    ) -> Result<(), TooMuch> {
        match &style.href {
            Some(href) if self.pieces.len() == before => self.text(&host(href), style, budget),
            _ => Ok(()),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// What was written; the line is empty again.
    pub(super) fn take(&mut self) -> Vec<Inline> {
        self.gap = false;
        while self.ends_with_break() {
            self.pieces.pop();
        }
        std::mem::take(&mut self.pieces)
    }
}

/// Takes from what may still be written.
pub(super) fn spend(budget: &mut usize, bytes: usize) -> Result<(), TooMuch> {
    *budget = budget.checked_sub(bytes).ok_or(TooMuch)?;
    Ok(())
}
