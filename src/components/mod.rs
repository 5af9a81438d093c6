//! provisional
