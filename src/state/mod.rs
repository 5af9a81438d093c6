//! What all pages share: our copy of the record, and what the reader chose.

pub mod changes;
mod copy;
pub mod course;
pub mod debarments;
pub mod detail;
pub mod duties;
pub mod files;
pub mod following;
pub mod follows;
pub mod hand;
pub mod inbox;
pub mod judge;
pub mod keep;
pub mod letters;
mod loaded;
pub mod online;
pub mod push;
pub mod record;
pub mod reference;
pub mod seen;
pub mod settings;
pub mod suppliers;
mod switch;
mod sync;
pub mod update;
pub mod visit;

pub use debarments::{Debarments, use_debarments};
pub use detail::{DetailError, Opened};
pub use follows::{Follows, use_follows};
pub use judge::Damage;
pub use loaded::loaded;
pub use online::OnlineError;
pub use record::{Health, Progress, Record, use_record};
pub use settings::{Lang, Settings, TextStep, Theme, use_settings};
pub use visit::Since;

/// Creates the shared state and puts it into the context of the component that calls it, which
/// must be the root: every signal here lives as long as the app.
pub fn provide() {
    Settings::provide();
    Record::provide();
    Debarments::provide();
    Follows::provide();
}
