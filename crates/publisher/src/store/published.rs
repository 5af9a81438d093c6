//! What only `publish` asks of the store: the leaves of the record, and the right to a sequence.

use super::{Store, StoreError};
use record::NoticeId;
use rusqlite::{OptionalExtension, TransactionBehavior, params};
use sha2::{Digest, Sha256};

/// A notice as a leaf of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Its id.
    pub id: NoticeId,
    /// Year and month of its publication.
    pub month: (i32, u32),
    /// The hash of its latest content.
    pub sha256: [u8; 32],
}

impl Store {
    /// Every notice, by id.
    ///
    /// # Errors
    /// If the store fails.
    pub fn leaves(&self) -> Result<Vec<Leaf>, StoreError> {
        let sql = "SELECT n.id, n.month, r.sha256 FROM notices n
                   JOIN revisions r ON r.notice = n.row AND r.number = n.latest ORDER BY n.id";
        let mut statement = self.db.prepare(sql)?;
        let rows = statement.query_map([], |r| {
            let month: i64 = r.get(1)?;
            Ok(Leaf {
                id: NoticeId::from_bits(r.get::<_, i64>(0)?.cast_unsigned()),
                month: (month.div_euclid(12) as i32, month.rem_euclid(12) as u32 + 1),
                sha256: r.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether a manifest, byte by byte, was written from this store. If not, that was another
    /// one, or this one before a copy of an earlier day took its place, whatever the sequences say.
    ///
    /// A store whose publications were an older program's noted none of them, and is believed.
    ///
    /// # Errors
    /// If the store fails.
    pub fn published(&self, manifest: &[u8]) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM publications WHERE manifest = ?1)
                   OR (NOT EXISTS (SELECT 1 FROM publications)
                       AND EXISTS (SELECT 1 FROM counters WHERE name = 'options'))";
        let hash: [u8; 32] = Sha256::digest(manifest).into();
        Ok(self.db.query_row(sql, params![hash], |r| r.get(0))?)
    }

    /// Notes a manifest that is about to be written. Noted before it is there: if it never gets
    /// there, the one before it still is known.
    ///
    /// # Errors
    /// If the store fails.
    pub fn note_publication(&mut self, manifest: &[u8]) -> Result<(), StoreError> {
        let sql = "INSERT OR IGNORE INTO publications VALUES (?1)";
        let hash: [u8; 32] = Sha256::digest(manifest).into();
        self.db.execute(sql, params![hash])?;
        Ok(())
    }

    /// Raises the sequence where it could stand for two things: when what is published is not
    /// only the store's doing (`options` differ from last time), or a reader already knows the
    /// sequence `above` as something else. `None` where it may stay. `from` is the sequence of
    /// what is about to be published.
    ///
    /// Where what a reader knows is a `stranger`'s, or ahead of the store, the store is not the one
    /// that it knew, and nobody can say what it missed: the feed then is whole from the new
    /// sequence on only.
    ///
    /// # Errors
    /// If the store fails.
    pub fn raise_sequence(
        &mut self,
        options: &str,
        above: Option<u64>,
        stranger: bool,
        from: u64,
    ) -> Result<Option<Raised>, StoreError> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let seen = "SELECT value FROM counters WHERE name = 'options'";
        let known: Option<String> = tx.query_row(seen, [], |r| r.get(0)).optional()?;
        let differ = known.as_deref().is_some_and(|k| k != options);
        let reached = super::read::sequence(&tx)?;
        let set = "INSERT OR REPLACE INTO counters VALUES (?1, ?2)";
        let raised = if differ || above.is_some() {
            let next = reached.max(above.unwrap_or(0)) + 1;
            tx.execute(set, params!["sequence", next.to_string()])?;
            if above.is_some() && (stranger || above > Some(reached)) {
                tx.execute(set, params!["told_after", next.to_string()])?;
            }
            Some(if reached == from {
                Raised::To(next)
            } else {
                Raised::Past
            })
        } else {
            None
        };
        if known.as_deref() != Some(options) {
            tx.execute(set, params!["options", options])?;
        }
        tx.commit()?;
        Ok(raised)
    }
}

/// What raising the sequence means for what is about to be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raised {
    /// It now has this sequence.
    To(u64),
    /// The store went on meanwhile: under the new sequence a reader would believe that it was told
    /// what this does not hold. To be read anew.
    Past,
}
