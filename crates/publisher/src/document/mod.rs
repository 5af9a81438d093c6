//! The text of a notice: hostile HTML in, a closed tree (`record::Body`) out.
