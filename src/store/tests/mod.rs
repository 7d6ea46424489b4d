//! Tests of the store, in memory and on real files.

mod activities;
mod as_of;
mod change;
mod cipher;
mod histories;
mod known;
mod large_step;
mod power_cut;
mod private;
mod rows;
mod steps;
mod watch;
