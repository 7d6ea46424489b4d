//! What must hold for the source itself: layers, words, habits.

mod habits;
mod layers;
mod source;
mod words;
