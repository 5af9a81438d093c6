//! The pages. Each turns an address into a view; what two of them use is a component.

pub mod apart;
pub mod blacklist;
pub mod body;
pub mod bulletin;
pub mod catalogue;
pub mod csv;
pub mod duties;
pub mod follow;
pub mod guide;
pub mod home;
pub mod letter;
pub mod lost;
pub mod more;
pub mod notice;
pub mod progress;
pub mod project;
pub mod search;
pub mod update;
