//! P3 and P4.
