//! The inbox in order: alerts by project, the newest first, what is new since the last visit before
//! the rest. Pure.

use chrono::NaiveDateTime;
use record::ProjectCode;
use record::follow::{Alert, Class, Following};

/// More alerts than this of one check are told as a digest.
const MANY: usize = 20;

/// An alert's identity.
pub type Id = (u64, Class, String);

/// The identity of an alert.
pub fn id(alert: &Alert) -> Id {
    (alert.sequence, alert.class, alert.project.clone())
}

/// What was found of one project, or of one entry of the blacklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What it is grouped by; see [`Alert::project`].
    pub key: String,
    /// What matters, newest first.
    pub alerts: Vec<Alert>,
    /// Changes of text alone, newest first: folded.
    pub texts: Vec<Alert>,
    /// Whether the reader does not want to hear of it.
    pub silenced: bool,
}

/// A check that found much, or came after a long absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest {
    /// When it was.
    pub at: NaiveDateTime,
    /// Days that the device had been away, where that was long.
    pub days: Option<u32>,
    /// Alerts that it brought.
    pub count: usize,
}

/// A line of the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Above the groups that a digest brought.
    Digest(Digest),
    /// A group.
    Group(Group),
}

/// The inbox as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inbox {
    /// What came since the last visit.
    pub fresh: Vec<Line>,
    /// What was there.
    pub earlier: Vec<Line>,
}

impl Group {
    /// Everything, newest first; what matters before what does not.
    pub fn all(&self) -> impl Iterator<Item = &Alert> {
        self.alerts.iter().chain(&self.texts)
    }

    /// The newest sequence.
    pub fn newest(&self) -> u64 {
        self.all().map(|alert| alert.sequence).max().unwrap_or(0)
    }

    /// When its newest alert was found.
    pub fn found(&self) -> NaiveDateTime {
        let newest = self.all().max_by_key(|alert| alert.sequence);
        newest.map(|alert| alert.found).unwrap_or_default()
    }

    /// Whether it counts in the badge.
    pub fn is_unread(&self) -> bool {
        self.alerts.iter().any(Alert::counts)
    }

    /// Whether it counts, or would if it were not read.
    pub fn can_count(&self) -> bool {
        self.alerts.iter().any(|alert| !alert.quiet)
    }

    /// Whether it is an entry of the blacklist.
    pub fn is_of_list(&self) -> bool {
        self.all().any(|alert| alert.class.is_of_list())
    }

    /// The project's code; none where it is grouped by the notice itself or is of the blacklist.
    pub fn project(&self) -> Option<ProjectCode> {
        let own = |alert: &Alert| alert.notice.is_some_and(|id| id.to_string() == self.key);
        let is_code = !self.is_of_list() && !self.all().any(own);
        is_code.then(|| ProjectCode(self.key.clone()))
    }

    /// What tells one state of it from another.
    pub fn state(&self) -> (String, u64, Vec<(u64, bool)>, bool) {
        let marks = self.all().map(|a| (a.sequence, a.read)).collect();
        (self.key.clone(), self.newest(), marks, self.silenced)
    }
}

/// Puts the inbox in order. `seen` is the newest sequence that earlier visits have shown.
pub fn arrange(following: &Following, seen: u64) -> Inbox {
    let (fresh, earlier): (Vec<Group>, Vec<Group>) = groups(following)
        .into_iter()
        .partition(|group| group.newest() > seen);
    let lines = |groups: Vec<Group>| {
        let mut out: Vec<Line> = Vec::new();
        let mut last = None;
        for group in groups {
            let at = group.found();
            if last != Some(at) {
                last = Some(at);
                out.extend(digest(following, at).map(Line::Digest));
            }
            out.push(Line::Group(group));
        }
        out
    };
    Inbox {
        fresh: lines(fresh),
        earlier: lines(earlier),
    }
}

fn groups(following: &Following) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for alert in following.alerts.iter().rev() {
        let at = groups.iter().position(|g| g.key == alert.project);
        let at = at.unwrap_or_else(|| {
            groups.push(Group {
                key: alert.project.clone(),
                alerts: Vec::new(),
                texts: Vec::new(),
                silenced: following.silenced.contains(&alert.project),
            });
            groups.len() - 1
        });
        let list = match alert.class.matters() {
            true => &mut groups[at].alerts,
            false => &mut groups[at].texts,
        };
        list.push(alert.clone());
    }
    for group in &mut groups {
        let newest_first = |alert: &Alert| std::cmp::Reverse(alert.sequence);
        group.alerts.sort_by_key(newest_first);
        group.texts.sort_by_key(newest_first);
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.newest()));
    groups
}

fn digest(following: &Following, at: NaiveDateTime) -> Option<Digest> {
    let count = following.alerts.iter().filter(|a| a.found == at).count();
    let back = following.checks.back.filter(|back| back.at == at);
    let days = back.map(|back| back.days);
    (count > MANY || days.is_some()).then_some(Digest { at, days, count })
}

/// Marks alerts as read or unread.
pub fn mark(following: &mut Following, ids: &[Id], read: bool) {
    for alert in &mut following.alerts {
        if ids.iter().any(|wanted| *wanted == id(alert)) {
            alert.read = read;
        }
    }
}

/// The alerts that are not read: all, or those of one project.
pub fn unread(following: &Following, of: Option<&str>) -> Vec<Id> {
    let mine = |alert: &&Alert| !alert.read && of.is_none_or(|key| key == alert.project);
    following.alerts.iter().filter(mine).map(id).collect()
}

/// Silences a project, or lets it be heard again; it is for what comes from now on.
pub fn silence(following: &mut Following, key: &str, on: bool) {
    following.silenced.retain(|other| other != key);
    if on {
        following.silenced.push(key.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, TimeDelta};
    use record::NoticeId;
    use record::follow::{Keys, Return};

    fn at(minute: i64) -> NaiveDateTime {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
        day.and_hms_opt(9, 0, 0).unwrap_or_default() + TimeDelta::minutes(minute)
    }

    fn alert(sequence: u64, class: Class, project: &str, minute: i64) -> Alert {
        let mut alert = Alert::new(class, project.into(), at(minute));
        (alert.sequence, alert.notice) = (sequence, Some(NoticeId::from_bits(7)));
        alert
    }

    fn keys(lines: &[Line]) -> Vec<&str> {
        let key = |line| match line {
            &Line::Digest(_) => None,
            Line::Group(group) => Some(group.key.as_str()),
        };
        lines.iter().filter_map(key).collect()
    }

    #[test]
    fn projects_stand_once_newest_first_and_text_is_folded() {
        let following = Following {
            alerts: vec![
                alert(1, Class::Award, "A", 0),
                alert(2, Class::Text, "B", 0),
                alert(3, Class::Notice, "C", 1),
                alert(4, Class::Contract, "A", 2),
            ],
            silenced: vec!["C".into()],
            ..Following::default()
        };
        let inbox = arrange(&following, 2);
        assert_eq!(keys(&inbox.fresh), ["A", "C"]);
        assert_eq!(keys(&inbox.earlier), ["B"]);
        let Some(Line::Group(first)) = inbox.fresh.first() else {
            panic!("no group");
        };
        let classes: Vec<_> = first.alerts.iter().map(|a| a.class).collect();
        assert_eq!(classes, [Class::Contract, Class::Award]);
        assert_eq!(first.project(), Some(ProjectCode("A".into())));
        let Some(Line::Group(text)) = inbox.earlier.first() else {
            panic!("no group");
        };
        assert_eq!((text.alerts.len(), text.texts.len()), (0, 1));
        assert!(!text.is_unread() && !text.can_count());
    }

    #[test]
    fn the_badge_and_the_inbox_agree() {
        let mut following = Following {
            alerts: vec![
                alert(1, Class::Award, "A", 0),
                alert(2, Class::Amount, "A", 0),
                alert(3, Class::Award, "B", 0),
                alert(4, Class::Text, "D", 0),
            ],
            ..Following::default()
        };
        let unread_groups = |f: &Following| {
            let inbox = arrange(f, 0);
            let is_unread = |line: &Line| matches!(line, Line::Group(g) if g.is_unread());
            inbox.fresh.iter().filter(|l| is_unread(l)).count()
        };
        assert_eq!(unread_groups(&following), following.badge() as usize);
        let ids = unread(&following, Some("A"));
        mark(&mut following, &ids, true);
        assert_eq!(following.badge(), 1);
        assert_eq!(unread_groups(&following), 1);
        silence(&mut following, "B", true);
        silence(&mut following, "B", true);
        assert_eq!(following.silenced, ["B"]);
        silence(&mut following, "B", false);
        assert!(following.silenced.is_empty());
        mark(&mut following, &ids, false);
        assert_eq!((following.badge(), unread_groups(&following)), (2, 2));
    }

    #[test]
    fn much_at_once_or_a_long_absence_is_a_digest() {
        let mut following = Following::default();
        for n in 0..=MANY as u64 {
            let key = format!("P{n}");
            following.alerts.push(alert(n + 1, Class::Notice, &key, 0));
        }
        following.alerts.push(alert(90, Class::Award, "Q", 5));
        following.checks.back = Some(Return {
            at: at(5),
            days: 32,
        });
        let inbox = arrange(&following, 0);
        let digests = inbox.fresh.iter().filter_map(|line| match line {
            Line::Digest(digest) => Some((digest.days, digest.count)),
            Line::Group(_) => None,
        });
        assert_eq!(
            digests.collect::<Vec<_>>(),
            [(Some(32), 1), (None, MANY + 1)]
        );
        following.alerts.remove(0);
        following.checks.back = None;
        let inbox = arrange(&following, 0);
        assert!(inbox.fresh.iter().all(|l| matches!(l, Line::Group(_))));
    }

    #[test]
    fn an_entry_is_no_project_and_neither_is_a_lone_notice() {
        let key = Keys::write_one(0x1234);
        let mut listed = alert(1, Class::Listed, &key, 0);
        listed.notice = None;
        let lone = alert(2, Class::Award, &NoticeId::from_bits(7).to_string(), 0);
        let following = Following {
            alerts: vec![listed, lone],
            ..Following::default()
        };
        let found = groups(&following);
        assert_eq!(found[0].project(), None);
        assert_eq!(found[1].project(), None);
        assert!(found[1].is_of_list() && !found[0].is_of_list());
    }
}
