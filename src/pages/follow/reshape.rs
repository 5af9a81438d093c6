//! Changing one subscription: always a change to what lies on the device, never an older copy
//! written over it. Another tab may have changed the rest since this page read it.

use super::terms;
use crate::state::{Debarments, Follows, Record, following};
use leptos::prelude::untrack;
use record::follow::{Class, Classes, Following, Subscription, Target, listed};
use std::cell::RefCell;
use std::rc::Rc;
use worker::step::Head;

/// Less of what a subscription tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Less {
    /// Nothing that holds this word; of searches alone.
    Word(String),
    /// Nothing of this class.
    Class(Class),
}

/// What the reader changed in the form; what is absent was left alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    name: Option<String>,
    target: Option<Target>,
    added: Classes,
    removed: Classes,
}

/// What an action made of a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    before: Subscription,
    after: Subscription,
}

/// How a change ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(
    clippy::large_enum_variant,
    reason = "one lives at a time, on a tap of the reader"
)]
pub enum Outcome {
    /// It holds.
    Done(Step),
    /// The subscription is not there any more, or is not what it would have to be.
    Elsewhere,
    /// What is followed cannot be changed; the page says why.
    Refused,
}

impl Less {
    /// A subscription with that left out.
    pub fn of(&self, lies: &Subscription) -> Subscription {
        let mut new = lies.clone();
        match (self, &lies.target) {
            (Self::Class(class), _) => new.classes = lies.classes.without(*class),
            (Self::Word(word), Target::Search(_)) => {
                let search = terms::without(&lies.target.search(), word);
                new.target = Target::Search(search.to_fragment());
            }
            (Self::Word(_), _) => {}
        }
        new
    }
}

impl Edit {
    /// What makes `new` of `old`, which the form began with.
    pub fn between(old: &Subscription, new: &Subscription) -> Self {
        let (was, is) = (old.classes.0, new.classes.0);
        Self {
            name: (old.name != new.name).then(|| new.name.clone()),
            target: (old.target != new.target).then(|| new.target.clone()),
            added: Classes(is & !was),
            removed: Classes(was & !is),
        }
    }

    /// A subscription with that changed.
    pub fn of(&self, lies: &Subscription) -> Subscription {
        let Self {
            name,
            target,
            added,
            removed,
        } = self;
        Subscription {
            name: name.as_ref().unwrap_or(&lies.name).clone(),
            target: target.as_ref().unwrap_or(&lies.target).clone(),
            classes: Classes(lies.classes.0 & !removed.0 | added.0),
            ..lies.clone()
        }
    }
}

impl Step {
    /// What was before, where the subscription still is what this step made of it.
    pub fn back(&self, lies: &Subscription) -> Option<Subscription> {
        (*lies == self.after).then(|| self.before.clone())
    }
}

/// Changes the subscription of a number by `how`, which sees it as it lies there and may refuse;
/// where it does not, `also` happens in the same transaction.
pub async fn reshape(
    (follows, record, debarments): (Follows, Record, Debarments),
    id: u32,
    how: impl Fn(&Subscription) -> Option<Subscription> + 'static,
    also: impl Fn(&mut Following) + 'static,
) -> Outcome {
    let manifest = untrack(|| record.manifest());
    let list = manifest.map(|m| Head::of(&m).day);
    let list = list.zip(debarments.held_untracked());
    let outcome = Rc::new(RefCell::new(Outcome::Refused));
    let out = outcome.clone();
    following::change(follows, move |following| {
        let lies = following.subscription(id);
        let step = lies.and_then(|lies| {
            let (before, after) = (lies.clone(), how(lies)?);
            Some(Step { before, after })
        });
        let Some(step) = step else {
            *out.borrow_mut() = Outcome::Elsewhere;
            return;
        };
        let new = step.after.clone();
        // What it matches of the blacklist from now on is no news.
        let known = list.as_ref();
        let known = known.map(|(day, held)| listed(std::slice::from_ref(&new), &held.list, *day));
        following.reshape(new, known.map(|known| known.of(id)));
        also(following);
        *out.borrow_mut() = Outcome::Done(step);
    })
    .await;
    outcome.replace(Outcome::Refused)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDateTime;

    fn search(text: &str) -> Subscription {
        let search = record::Search {
            text: text.into(),
            ..Default::default()
        };
        Subscription {
            id: 1,
            name: "水".into(),
            target: Target::Search(search.to_fragment()),
            classes: Classes::OF_NOTICES,
            created: NaiveDateTime::default(),
            since: 3,
            muted_until: None,
        }
    }

    fn muted(of: Subscription) -> Subscription {
        Subscription {
            name: "别处改的".into(),
            muted_until: Some(NaiveDateTime::MAX),
            ..of
        }
    }

    #[test]
    fn a_second_word_keeps_the_first_out_and_what_another_tab_set() {
        let word = |word: &str| Less::Word(word.into());
        let lies = muted(word("监理").of(&search("污水")));
        let lies = word("设计").of(&lies);
        assert_eq!(lies, muted(search("污水 -监理 -设计")));
        let less = Less::Class(Class::Award).of(&lies);
        assert_eq!(less.classes, Classes::OF_NOTICES.without(Class::Award));
        let less = Less::Class(Class::Text).of(&less);
        assert!(!less.classes.has(Class::Award) && !less.classes.has(Class::Text));
        assert_eq!(less.target, lies.target);
        let body = Subscription {
            target: Target::Body("示例局".into()),
            ..search("")
        };
        assert_eq!(word("设计").of(&body), body);
    }

    #[test]
    fn the_form_writes_only_what_the_reader_changed() {
        let old = search("污水");
        let nothing = Edit::between(&old, &old);
        assert_eq!(nothing, Edit::default());
        let elsewhere = Less::Class(Class::Award).of(&muted(search("污水 -监理")));
        assert_eq!(nothing.of(&elsewhere), elsewhere);
        let fewer = Subscription {
            classes: old.classes.without(Class::Text),
            ..old.clone()
        };
        let changed = Edit::between(&old, &fewer).of(&elsewhere);
        assert_eq!(changed, Less::Class(Class::Text).of(&elsewhere));
        let back = Edit::between(&fewer, &old).of(&changed);
        assert_eq!(back, elsewhere);
        let renamed = Subscription {
            name: "新名".into(),
            target: search("管网").target,
            ..old.clone()
        };
        let changed = Edit::between(&old, &renamed).of(&elsewhere);
        assert_eq!(
            (changed.name, changed.target),
            (renamed.name, renamed.target)
        );
        assert_eq!(changed.muted_until, elsewhere.muted_until);
        assert_eq!(changed.classes, elsewhere.classes);
    }

    #[test]
    fn only_what_still_is_as_it_was_left_goes_back() {
        let before = search("污水");
        let after = Less::Word("监理".into()).of(&before);
        let step = Step {
            before: before.clone(),
            after: after.clone(),
        };
        assert_eq!(step.back(&after), Some(before.clone()));
        assert_eq!(step.back(&muted(after)), None);
        assert_eq!(step.back(&before), None, "undone already");
    }
}
