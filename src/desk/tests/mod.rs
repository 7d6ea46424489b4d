//! The rules of the desk, on a desk in memory.

mod activities;
mod usecases;
