//! Opening hours by weekday.
