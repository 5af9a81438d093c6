//! The publisher, `gongkai`: pulls from the existing API, keeps every revision, and writes and
//! serves the site data. One module a task; only [`store`] and [`push`] know SQL, only [`sync`]
//! asks upstreams, only [`watch`] asks the published site.

pub mod cli;
pub mod convert;
pub mod demo;
pub mod document;
pub mod publish;
pub mod push;
pub mod serve;
pub mod standin;
pub mod store;
pub mod sync;
pub mod watch;
