//! A link that leaves the app: says where to, and gives nothing away about where from.

use super::{Glyph, Icon};
use crate::locales::use_words;
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// A link to another site. The address comes from the record, which allows `https:` and `http:`
/// only; anything else is shown as text.
#[component]
pub fn OutLink(
    /// Where to.
    href: String,
    /// What to show.
    text: String,
    /// Whether it stands inside a line of text, so that it may not be as tall as a button.
    #[prop(optional)]
    inside: bool,
) -> impl IntoView {
    let class = style_sheet!("./src/components/outlink.css");
    let words = use_words();
    let Some(host) = host(&href).map(str::to_owned) else {
        return view! { class = class, <span>{text}</span> }.into_any();
    };
    view! { class = class,
        <a
            class="out"
            data-inside=inside.to_string()
            href=href
            target="_blank"
            rel="noopener noreferrer nofollow"
            referrerpolicy="no-referrer"
        >
            <span lang="zh-CN">{text}</span>
            <span class="host">
                " "{host}" "<Glyph icon=Icon::Out />
                <span class="hidden-text">{words.new_window}</span>
            </span>
        </a>
    }
    .into_any()
}

/// The host of a web address; `None` for what is none.
pub fn host(href: &str) -> Option<&str> {
    let rest = ["https:", "http:"].into_iter().find_map(|scheme| {
        href.strip_prefix(scheme)?
            .strip_prefix('/')?
            .strip_prefix('/')
    })?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let authority = &rest[..end];
    // What stands before an @ only looks like a host.
    let host = authority.rsplit('@').next().unwrap_or_default();
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn the_host_is_what_the_browser_will_ask() {
        for (href, wanted) in [
            ("https://ygp.gdzwfw.gov.cn/a/b?c", Some("ygp.gdzwfw.gov.cn")),
            ("http://example.org:8080", Some("example.org:8080")),
            ("https://gov.cn@evil.example/", Some("evil.example")),
            ("https://evil.example\\@gov.cn", Some("evil.example")),
            ("javascript:alert(1)", None),
            ("https:", None),
            ("", None),
        ] {
            assert_eq!(host(href), wanted, "{href}");
        }
    }
}
