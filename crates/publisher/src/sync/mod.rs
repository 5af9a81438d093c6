//! Pulls from upstreams, gently: one request at a time, and never loses what it has.
