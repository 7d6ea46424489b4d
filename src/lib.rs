//! Doorlight (门灯): a light at the door of every children's home.
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
mod house;
pub mod i18n;
pub mod keymap;
mod logging;
mod screens;
pub mod store;
pub mod tui;
pub mod ui;
mod wording;
