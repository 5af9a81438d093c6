//! The pages. Each turns an address into a view; what two of them use is a component.

pub mod apart;
pub mod home;
pub mod lost;
pub mod more;
pub mod notice;
pub mod project;
pub mod search;
