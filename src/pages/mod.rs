//! The pages. Each turns an address into a view; what two of them use is a component.

pub mod apart;
pub mod blacklist;
pub mod body;
pub mod bulletin;
pub mod catalogue;
pub mod csv;
pub mod duties;
pub mod embed;
pub mod follow;
#[cfg(debug_assertions)]
pub mod gallery;
pub mod guide;
pub mod home;
pub mod kiosk;
pub mod letter;
pub mod lost;
pub mod more;
pub mod notice;
pub mod progress;
pub mod project;
pub mod search;
pub mod sheet;
pub mod terms;
pub mod update;
