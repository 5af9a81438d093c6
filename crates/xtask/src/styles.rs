//! One style sheet for the app: the plain layers of `style/`, then the component sheets, each
//! scoped by `stylers`.
//!
//! stylers names a scope by the mere count of a sheet's non-blank characters, and it silently
//! loses what it cannot scan; so this finds every `style_sheet!` itself, and refuses what stylers
//! would get wrong.

use crate::{Result, paths, proc};
use std::collections::BTreeMap;
use std::path::Path;
use stylers_core::Class;

const LAYERS: [&str; 4] = ["tokens.css", "base.css", "layout.css", "light.css"];
const MACRO: &str = "style_sheet!(\"";

/// Writes `target/style/app.css`.
pub(crate) fn write() -> Result {
    let out = paths::root().join("target/style/app.css");
    let css = sheet()?;
    // Untouched where nothing changed, so that nothing downstream is rebuilt.
    if std::fs::read_to_string(&out).is_ok_and(|old| old == css) {
        return Ok(());
    }
    proc::write(&out, css)
}

fn sheet() -> Result<String> {
    let root = paths::root();
    let mut css = String::new();
    for name in LAYERS {
        css += &proc::read(&root.join("style").join(name))?;
    }
    let sheets = used(&root)?;
    guard(&sheets)?;
    css += "@layer components {\n";
    for (path, text) in &sheets {
        let class = Class::rand_class_from_seed(text.clone());
        let scoped = stylers_core::from_str(text, &class);
        if scoped.trim().is_empty() {
            return Err(format!("{path}: stylers made nothing of this sheet"));
        }
        css += &scoped;
        css.push('\n');
    }
    css += "}\n";
    for extra in ["utilities.css", "kiosk.css", "print.css"] {
        if let Ok(text) = std::fs::read_to_string(root.join("style").join(extra)) {
            css += &text;
        }
    }
    Ok(squeezed(&css))
}

/// A sheet without what only its readers need: comments, and the space around lines. No text in
/// it goes over several lines.
fn squeezed(css: &str) -> String {
    let mut rest = css;
    let mut bare = String::with_capacity(css.len());
    while let Some((before, comment)) = rest.split_once("/*") {
        bare += before;
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare += rest;
    let mut out = String::with_capacity(bare.len());
    for line in bare.lines().map(str::trim).filter(|line| !line.is_empty()) {
        out += line;
        // What goes on in the next line is kept apart from it.
        if !line.ends_with(['{', '}', ';', ',', ':', '(']) {
            out.push(' ');
        }
    }
    out
}

/// The class by which each component sheet is scoped.
pub(crate) fn scopes() -> Result<BTreeMap<String, String>> {
    let sheets = used(&paths::root())?;
    let scope = |text: String| Class::rand_class_from_seed(text).as_name().to_owned();
    let scopes = sheets.into_iter().map(|(path, text)| (path, scope(text)));
    Ok(scopes.collect())
}

/// Every component sheet that the app's code names, with its text.
fn used(root: &Path) -> Result<BTreeMap<String, String>> {
    let mut sheets = BTreeMap::new();
    for file in paths::files(&root.join("src")) {
        if file.extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let code = proc::read(&file)?;
        for after in code.split(MACRO).skip(1) {
            let path = after.split('"').next().unwrap_or_default();
            let text = proc::read(&root.join(path))?;
            sheets.insert(path.trim_start_matches("./").to_owned(), text);
        }
    }
    Ok(sheets)
}

/// Refuses what stylers would get wrong without a word.
fn guard(sheets: &BTreeMap<String, String>) -> Result {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for (path, text) in sheets {
        let class = Class::rand_class_from_seed(text.clone())
            .as_name()
            .to_owned();
        if let Some(other) = owners.insert(class, path) {
            return Err(format!(
                "{path} and {other} would share one scope (stylers counts characters): \
                 make one a character longer, e.g. by a comment"
            ));
        }
        if text.contains('>') || text.contains("\"}") {
            return Err(format!(
                "{path}: stylers mis-scopes child combinators and braces in strings"
            ));
        }
    }
    for file in paths::files(&paths::root().join("src/components")) {
        let relative = file.strip_prefix(paths::root()).unwrap_or(&file);
        let name = relative.to_string_lossy().into_owned();
        if name.ends_with(".css") && !sheets.contains_key(&name) {
            return Err(format!("{name} is used by no component"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    fn sheets(pairs: [(&str, &str); 2]) -> BTreeMap<String, String> {
        pairs
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .into()
    }

    #[test]
    fn sheets_of_equal_length_are_refused() {
        let two = sheets([("a.css", ".one{color:red;}"), ("b.css", ".two{color:tan;}")]);
        assert!(guard(&two).unwrap_err().contains("share one scope"));
    }

    #[test]
    fn child_combinators_are_refused() {
        let two = sheets([
            ("a.css", ".one > .x{color:red;}"),
            ("b.css", ".two{color:tan;}"),
        ]);
        assert!(guard(&two).is_err());
    }
}
