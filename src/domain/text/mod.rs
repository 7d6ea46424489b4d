//! What people type and spreadsheets hold: dates, phone numbers, identity numbers, names.

pub mod date;
pub mod id_no;
pub mod names;
pub mod phone;
pub mod pinyin;
pub mod tidy;
