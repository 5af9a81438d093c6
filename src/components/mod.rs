//! What two or more pages use. A component takes data and draws it; rules are functions beside it.

pub mod choice;
pub mod due;
pub mod facts;
pub mod glyph;
pub mod help;
pub mod life;
pub mod message;
pub mod nav;
pub mod nothing;
pub mod notice_row;
pub mod outlink;
pub mod share;
pub mod status;

pub use facts::{Fact, Facts};
pub use glyph::{Glyph, Icon};
pub use life::Life;
pub use message::Message;
pub use nothing::Nothing;
pub use notice_row::{NoticeRow, NoticeRows};
