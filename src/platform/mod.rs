//! The browser. Nothing else in the app may name `web_sys` or `js_sys`.
//!
//! A missing or refused facility (private mode, a full disk, an old browser) is an ordinary
//! answer here, never a panic.

pub mod agent;
pub mod cache;
pub mod canvas;
pub mod channel;
pub mod clock;
pub mod download;
pub mod focus;
pub mod forms;
pub mod frame;
pub mod history;
pub mod install;
pub mod line;
pub mod lock;
pub mod net;
pub mod notify;
pub mod open;
pub mod page;
pub mod probe;
pub mod public;
pub mod push;
pub mod scan;
pub mod session;
pub mod share;
pub mod speech;
pub mod storage;
pub mod worker;
