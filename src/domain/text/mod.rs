//! Readers for dates, phone numbers, identity numbers and names.

pub mod date;
pub mod id_no;
pub mod mask;
pub mod names;
pub(crate) mod namesakes;
pub mod phone;
pub mod pinyin;
pub mod tidy;
