//! What must hold for the source itself: layers, words, habits.

mod circles;
mod habits;
mod imports;
mod layers;
mod source;
mod words;
