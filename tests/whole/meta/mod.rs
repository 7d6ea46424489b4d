//! Tests of the source itself: layers, imports, language files, conventions.

mod circles;
mod habits;
mod imports;
mod layers;
mod source;
mod words;
