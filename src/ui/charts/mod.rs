//! Charts in cells: bars and a grid of shades.

pub(crate) mod bars;
pub(crate) mod heat;
