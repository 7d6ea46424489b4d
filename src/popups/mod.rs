//! popups
