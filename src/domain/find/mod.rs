//! Finding a child at the door: what was typed against names, readings, numbers.
