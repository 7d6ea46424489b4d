//! Phone numbers as families give them.
