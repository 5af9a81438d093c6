//! What is shown of 关注, as a fragment: what somebody follows never reaches a server.

use super::{decode, put};
use record::follow::{Firm, Target};

/// A part of 关注, or something that is about to be followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Follow {
    /// The inbox, and below it what is followed.
    #[default]
    Inbox,
    /// Something to follow: its dry run comes first.
    New(Target),
    /// A subscription, to be changed.
    Edit(u32),
    /// 这台手机收得到什么
    Test,
    /// Handing over to another device.
    Hand,
    /// What another device, or a widget, hands over: the text of the code or link.
    Receive(String),
}

impl Follow {
    /// The fragment, without its `#`.
    pub fn to_fragment(&self) -> String {
        let mut out = String::new();
        match self {
            Self::Inbox => {}
            Self::New(target) => write(&mut out, target),
            Self::Edit(id) => put(&mut out, "edit", &id.to_string()),
            Self::Test => out.push_str("test"),
            Self::Hand => out.push_str("hand"),
            Self::Receive(text) => put(&mut out, "sub", text),
        }
        out
    }

    /// Reads a fragment; what it does not know is the inbox.
    pub fn from_fragment(fragment: &str) -> Self {
        match fragment.trim_start_matches('#') {
            "test" => return Self::Test,
            "hand" => return Self::Hand,
            "blacklist" => return Self::New(Target::Blacklist),
            _ => {}
        }
        let (mut firm, mut found) = (Firm::default(), Self::Inbox);
        for part in fragment.trim_start_matches('#').split('&') {
            let Some((key, value)) = part.split_once('=') else {
                continue;
            };
            let Some(value) = decode(value) else {
                continue;
            };
            match key {
                "search" => found = Self::New(Target::Search(value)),
                "project" => found = Self::New(Target::Project(value)),
                "body" => found = Self::New(Target::Body(value)),
                "firm" => firm.name = value,
                "code" => firm.code = value,
                "list" => {
                    let list = value.parse().ok();
                    let target = |list| Target::Suppliers {
                        list,
                        firms: Vec::new(),
                    };
                    found = list.map_or(found, |list| Self::New(target(list)));
                }
                "edit" => found = value.parse().map_or(found, Self::Edit),
                "sub" => found = Self::Receive(value),
                _ => {}
            }
        }
        match firm {
            Firm { name, code } if name.is_empty() && code.is_empty() => found,
            firm => Self::New(Target::Firm(firm)),
        }
    }
}

fn write(out: &mut String, target: &Target) {
    match target {
        Target::Search(fragment) => put(out, "search", fragment),
        Target::Project(code) => put(out, "project", code),
        Target::Body(name) => put(out, "body", name),
        Target::Firm(Firm { name, code }) => {
            put(out, "firm", name);
            if !code.is_empty() {
                put(out, "code", code);
            }
        }
        Target::Suppliers { list, .. } => put(out, "list", &list.to_string()),
        Target::Blacklist => out.push_str("blacklist"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_reads_back_as_what_wrote_it() {
        let firm = |name: &str, code: &str| {
            let (name, code) = (name.into(), code.into());
            Follow::New(Target::Firm(Firm { name, code }))
        };
        let suppliers = Target::Suppliers {
            list: 3,
            firms: Vec::new(),
        };
        for follow in [
            Follow::Inbox,
            Follow::New(Target::Search("q=污水&region=441500".into())),
            Follow::New(Target::Search(String::new())),
            Follow::New(Target::Project("汕公易 [2026]/7号#?%".into())),
            Follow::New(Target::Body("示例局".into())),
            firm("示例&公司", ""),
            firm("示例", "91441500MA4W0000X3"),
            firm("", "91441500MA4W0000X3"),
            Follow::New(suppliers),
            Follow::New(Target::Blacklist),
            Follow::Edit(7),
            Follow::Test,
            Follow::Hand,
            Follow::Receive("GK1:abc=".into()),
        ] {
            let fragment = follow.to_fragment();
            assert_eq!(Follow::from_fragment(&fragment), follow, "{fragment}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_the_inbox() {
        for text in ["", "#", "edit=x", "list=-1", "what=ever", "search"] {
            assert_eq!(Follow::from_fragment(text), Follow::Inbox, "{text}");
        }
    }
}
