//! Dates as people write them on paper and in spreadsheets.
