//! Which revision of a notice the reader saw last, to say what changed since. On the device only.

use crate::platform::storage::{self, Key};
use record::NoticeId;
use serde::{Deserialize, Serialize};

/// Notices that are remembered; the one seen longest ago is forgotten first.
const MOST: usize = 500;

/// Notices with the revision seen, the last seen at the end.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Seen(Vec<(NoticeId, u32)>);

/// Notes that a revision is being seen, and returns the one seen before, if any.
pub fn see(id: NoticeId, revision: u32) -> Option<u32> {
    let mut seen: Seen = storage::load(Key::Seen).unwrap_or_default();
    let before = seen.see(id, revision);
    // Without storage there is no "last time".
    storage::save(Key::Seen, &seen);
    before
}

impl Seen {
    fn see(&mut self, id: NoticeId, revision: u32) -> Option<u32> {
        let at = self.0.iter().position(|(seen, _)| *seen == id);
        let before = at.map(|at| self.0.remove(at).1);
        if self.0.len() >= MOST {
            self.0.remove(0);
        }
        // A copy that went back to older data is not a step back of the reader's.
        self.0.push((id, revision.max(before.unwrap_or(0))));
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_revision_is_remembered_and_the_oldest_notice_forgotten() {
        let id = NoticeId::from_bits;
        let mut seen = Seen::default();
        assert_eq!(seen.see(id(1), 1), None);
        assert_eq!(seen.see(id(1), 3), Some(1));
        assert_eq!(seen.see(id(1), 2), Some(3));
        assert_eq!(seen.see(id(1), 3), Some(3));
        for other in 0..MOST as u64 {
            seen.see(id(100 + other), 1);
        }
        assert_eq!(seen.0.len(), MOST);
        assert_eq!(seen.see(id(1), 3), None);
    }
}
