//! Packs of notices in columns, and search over them.
//!
//! The only place where speed shapes the code. No I/O and no clock: bytes come in, answers go out.
