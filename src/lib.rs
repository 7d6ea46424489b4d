//! Doorlight (门灯): sign-in and child register for village children's homes.
//!
#![doc = include_str!("../ARCHITECTURE.md")]

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
mod demo;
pub mod desk;
pub mod domain;
pub mod exchange;
pub mod house;
pub mod i18n;
pub mod keymap;
mod logging;
mod owner_only;
pub mod reports;
mod screens;
pub mod store;
pub mod tui;
pub mod ui;
mod vault;
mod wording;
