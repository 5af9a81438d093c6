//! How what is handed over stands to what is followed already.

use super::Handed;
use crate::follow::{Classes, Firm, Subscription, Target};

/// How a subscription that comes in stands to those that are here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Nothing here watches the same.
    New,
    /// Something here watches the same and wants at least as much.
    Same,
    /// Something here watches the same and wants less.
    Wider {
        /// Its number.
        id: u32,
        /// What both want together.
        classes: Classes,
    },
}

/// Finds how one stands. The same target is the same subscription, whatever it is called; a
/// standing list is the same where its firms are.
pub fn fit(handed: &Handed, own: &[Subscription]) -> Fit {
    let Some(here) = own.iter().find(|s| is_same(&handed.target, &s.target)) else {
        return Fit::New;
    };
    let classes = Classes(here.classes.0 | handed.classes.0);
    if classes == here.classes {
        return Fit::Same;
    }
    Fit::Wider {
        id: here.id,
        classes,
    }
}

fn is_same(one: &Target, other: &Target) -> bool {
    match (one, other) {
        (Target::Suppliers { firms: a, .. }, Target::Suppliers { firms: b, .. }) => {
            a.len() == b.len() && sorted(a) == sorted(b)
        }
        (Target::Search(_), Target::Search(_)) => {
            one.search().to_fragment() == other.search().to_fragment()
        }
        _ => one == other,
    }
}

fn sorted(firms: &[Firm]) -> Vec<(&str, &str)> {
    let mut all: Vec<_> = firms.iter().map(|f| (&*f.code, &*f.name)).collect();
    all.sort_unstable();
    all
}

/// Gives a standing list the number that it has on this device.
pub const fn renumber(target: &mut Target, number: u32) {
    if let Target::Suppliers { list, .. } = target {
        *list = number;
    }
}
