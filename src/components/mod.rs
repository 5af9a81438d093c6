//! What two or more pages use. A component takes data and draws it; rules are functions beside it.

pub mod choice;
pub mod counts;
pub mod due;
pub mod facts;
pub mod follow_link;
pub mod glyph;
pub mod help;
pub mod life;
pub mod message;
pub mod nav;
pub mod nothing;
pub mod notice_row;
pub mod outlink;
pub mod paper;
pub mod qr;
pub mod read_aloud;
pub mod region_select;
pub mod share;
pub mod sign;
pub mod status;
pub mod text_field;

pub use counts::Counts;
pub use facts::{Fact, Facts};
pub use follow_link::FollowLink;
pub use glyph::{Glyph, Icon};
pub use life::Life;
pub use message::Message;
pub use nothing::Nothing;
pub use notice_row::{NoticeRow, NoticeRows};
pub use paper::Paper;
pub use qr::Qr;
pub use region_select::RegionSelect;
