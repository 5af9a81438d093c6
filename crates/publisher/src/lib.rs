//! `gongkai`: pulls from the existing API, keeps every revision, writes and serves the site data.
