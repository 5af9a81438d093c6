//! Which letter is being prepared, and from which notice.

use record::NoticeId;

/// A letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// What kind.
    pub kind: LetterKind,
    /// The notice that it is about.
    pub notice: Option<NoticeId>,
}

/// The kinds of letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LetterKind {
    /// 咨询: a question
    #[default]
    Question,
    /// 异议 to a tender, a query (质疑) in procurement
    Objection,
    /// 投诉
    Complaint,
    /// 依申请公开
    AccessRequest,
    /// 反映未按时公开
    ReportLate,
}

impl LetterKind {
    /// Every kind, the lightest first.
    pub const ALL: [Self; 5] = [
        Self::Question,
        Self::ReportLate,
        Self::AccessRequest,
        Self::Objection,
        Self::Complaint,
    ];

    /// The word of it in addresses and in storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Objection => "objection",
            Self::Complaint => "complaint",
            Self::AccessRequest => "access-request",
            Self::ReportLate => "report-late",
        }
    }

    /// The kind of a [`code`](Self::code).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl Letter {
    /// The fragment, without its `#`.
    pub fn to_fragment(self) -> String {
        let kind = self.kind.code();
        match self.notice {
            Some(id) => format!("kind={kind}&notice={id}"),
            None => format!("kind={kind}"),
        }
    }

    /// Reads a fragment; what it does not know it leaves out.
    pub fn from_fragment(fragment: &str) -> Self {
        let mut letter = Self::default();
        for part in fragment.trim_start_matches('#').split('&') {
            match part.split_once('=') {
                Some(("kind", code)) => {
                    letter.kind = LetterKind::from_code(code).unwrap_or_default();
                }
                Some(("notice", id)) => letter.notice = NoticeId::parse(id),
                _ => {}
            }
        }
        letter
    }
}
