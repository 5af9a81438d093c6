//! `gongkai sync` as it is run: the real program, over real HTTP, against upstreams in every mood.

mod killed;
mod moods;
mod support;
