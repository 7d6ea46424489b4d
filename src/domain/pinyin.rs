//! Readings of Han names: initials, full pinyin, surname readings.
