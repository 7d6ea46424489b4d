//! What must hold when the power is cut, the disk is full, a byte flips or somebody writes into the
//! file.

mod aim;
mod chain;
mod disk_full;
mod flips;
mod ground;
mod kills;
mod kills_at_the_door;
mod old_home;
mod reading;
mod system_words;
mod taken_away;
mod tamper;
mod unseen;
