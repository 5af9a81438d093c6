//! What a scanned code is. Pure: it says what to look for, and never opens anything.

use crate::pages::blacklist::answer::looks_like_code;
use crate::route::Route;
use record::NoticeId;
use record::debarment::CreditCode;

/// Longer is no code of ours: a QR code holds at most 4 296 letters.
const LONGEST: usize = 4_296;

/// What a code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// Nothing at all.
    Empty,
    /// A page of ours.
    Page(Route),
    /// An address that is not ours.
    Foreign,
    /// A unified social credit code.
    Credit(CreditCode),
    /// A credit code with a wrong check character.
    Miswritten,
    /// Anything else: an id or a code of a notice or a project, if the record has it.
    Text(String),
}

impl Code {
    /// Reads what a scanner typed; `public` is the origin and base of this app, `base` its path.
    pub fn read(text: &str, public: &str, base: &str) -> Self {
        // Scanners may be set to add control characters of their own.
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        let text = text.trim();
        if text.is_empty() {
            return Self::Empty;
        }
        if text.chars().count() > LONGEST {
            return Self::Foreign;
        }
        if let Some(rest) = text.strip_prefix(public) {
            let (path, fragment) = rest.split_once('#').unwrap_or((rest, ""));
            // Whatever a sharing app has added.
            let path = path.split('?').next().unwrap_or_default();
            let route = Route::read(base, &format!("{base}{path}"), fragment);
            return route.map_or(Self::Foreign, Self::Page);
        }
        if text.contains("://") {
            return Self::Foreign;
        }
        if let Some(code) = CreditCode::parse(text) {
            return Self::Credit(code);
        }
        Self::Text(text.to_owned())
    }

    /// What a text that the record does not know was probably meant as.
    pub fn unknown(text: &str) -> Option<Self> {
        // A project's code has hyphens, and no credit code is printed with any.
        (!text.contains('-') && looks_like_code(text)).then_some(Self::Miswritten)
    }
}

/// A notice's id as a scanner may have written it: in capitals, too.
pub fn notice_id(text: &str) -> Option<NoticeId> {
    NoticeId::parse(&text.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use record::ProjectCode;

    const PUBLIC: &str = "https://gk.example.cn/a/";

    fn read(text: &str) -> Code {
        let base = PUBLIC.trim_start_matches("https://gk.example.cn");
        Code::read(text, PUBLIC, base)
    }

    #[test]
    fn our_own_addresses_are_pages_and_others_are_foreign() {
        let id = NoticeId::from_bits(77);
        let page = Code::Page(Route::Notice(id));
        assert_eq!(read(&format!("{PUBLIC}notice/{id}")), page);
        assert_eq!(read(&format!(" {PUBLIC}notice/{id}?from=wechat\r\n")), page);
        let project = Route::Project(ProjectCode("汕 [2026]/7".into()));
        let address = project.under(PUBLIC);
        assert_eq!(read(&address), Code::Page(project));
        for foreign in [
            "https://evil.example/a/notice/0000000025",
            "https://gk.example.cn/b/notice/0000000025",
            "https://gk.example.cn/a/nowhere",
            "https://gk.example.cn.evil.example/a/",
            "weixin://dl/business",
            &"长".repeat(5_000),
        ] {
            assert_eq!(read(foreign), Code::Foreign, "{foreign}");
        }
    }

    #[test]
    fn codes_are_told_apart_by_what_they_check() {
        assert!(matches!(read("91110000600037341L"), Code::Credit(_)));
        assert_eq!(Code::unknown("91110000600037342L"), Some(Code::Miswritten));
        assert_eq!(Code::unknown("441523-2026-02198"), None);
        assert_eq!(read("JG2026-1 \u{7}"), Code::Text("JG2026-1".into()));
        assert_eq!(read("\u{1d}\r\n "), Code::Empty);
        let id = NoticeId::from_bits(0x2_dead_beef_cafe);
        assert_eq!(notice_id(&id.to_string().to_uppercase()), Some(id));
    }

    #[test]
    fn hostile_text_is_text() {
        for text in [
            "<script>alert(1)</script>",
            "javascript:alert(1)",
            "' OR 1=1 --",
            "%00%ff",
        ] {
            assert_eq!(read(text), Code::Text(text.into()));
        }
    }
}
