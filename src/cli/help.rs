//! Help and usage errors in the chosen language. clap knows only English, so the texts of its pages
//! are set here, and its errors are worded here.

use super::args::Arguments;
use crate::i18n::{Lang, loader};
use crate::t;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};
use std::ffi::OsString;

/// The parser with its help in one language.
pub fn command(lang: Lang) -> Command {
    let version = flag("version", 'V', ArgAction::Version);
    let command = Arguments::command().disable_version_flag(true).arg(version);
    worded(command, lang, "cli")
}

fn flag(name: &'static str, short: char, action: ArgAction) -> Arg {
    Arg::new(name)
        .short(short)
        .long(name)
        .action(action)
        .display_order(999)
}

/// Sets the texts of a command, its arguments and its subcommands.
fn worded(command: Command, lang: Lang, key: &str) -> Command {
    let words = |key: &str| loader(lang).has(key).then(|| loader(lang).get(key));
    let command = command
        .disable_help_flag(true)
        .arg(flag("help", 'h', ArgAction::Help));
    let page = page(&command, lang);
    let command = command.help_template(page);
    let command = match words(key) {
        Some(about) => command.about(about),
        None => command,
    };
    let arguments: Vec<clap::Id> = command
        .get_arguments()
        .filter(|arg| !arg.is_hide_set())
        .map(|arg| arg.get_id().clone())
        .collect();
    let command = arguments.into_iter().fold(command, |command, id| {
        let name = id.as_str().replace('_', "-");
        // The task's own text, else the common one.
        let own = words(&format!("{key}-arg-{name}")).or_else(|| words(&format!("cli-arg-{name}")));
        match own {
            Some(help) => command.mut_arg(id, |arg| arg.help(help)),
            None => command,
        }
    });
    let tasks: Vec<String> = command
        .get_subcommands()
        .map(|task| task.get_name().to_owned())
        .collect();
    tasks.into_iter().fold(command, |command, name| {
        let key = format!("{key}-{name}");
        command.mut_subcommand(name, |task| worded(task, lang, &key))
    })
}

/// Template of a help page: purpose, usage, and the lists that apply.
fn page(command: &Command, lang: Lang) -> String {
    let usage = t!(lang, "cli-heading-usage");
    let mut page = format!("{{about-with-newline}}\n{usage} {{usage}}\n");
    if command.has_subcommands() {
        let tasks = t!(lang, "cli-heading-tasks");
        page.push_str(&["\n", &tasks, "\n{subcommands}\n"].concat());
    }
    if command.get_positionals().next().is_some() {
        let arguments = t!(lang, "cli-heading-arguments");
        page.push_str(&["\n", &arguments, "\n{positionals}\n"].concat());
    }
    let options = t!(lang, "cli-heading-options");
    [&page, "\n", &options, "\n{options}"].concat()
}

/// Parses the arguments. The error is wrong usage or a request for help, and holds the text to
/// print.
pub(super) fn parse(arguments: &[OsString], lang: Lang) -> Result<Arguments, clap::Error> {
    // Without its texts first: they are needed only for help and errors, and to read their file takes
    // as long as to open the home's.
    let plain = Arguments::command().try_get_matches_from(arguments);
    let matches = match plain {
        Ok(matches) => matches,
        Err(_) => command(lang).try_get_matches_from(arguments)?,
    };
    Arguments::from_arg_matches(&matches)
}

/// Text for wrong usage, with a hint at the help.
pub(super) fn wrong_usage(error: &clap::Error, lang: Lang) -> String {
    let named = |kind| error.get(kind).map(text_of).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::MissingRequiredArgument => {
            t!(
                lang,
                "cli-usage-missing",
                what = named(ContextKind::InvalidArg)
            )
        }
        ErrorKind::InvalidSubcommand => {
            t!(
                lang,
                "cli-usage-task",
                what = named(ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::UnknownArgument => {
            t!(
                lang,
                "cli-usage-unknown",
                what = named(ContextKind::InvalidArg)
            )
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            t!(lang, "cli-usage-which")
        }
        _ => t!(
            lang,
            "cli-usage-value",
            what = named(ContextKind::InvalidArg),
            value = named(ContextKind::InvalidValue)
        ),
    };
    let hint = t!(lang, "cli-usage-hint");
    format!("{what}\n{hint}")
}

fn text_of(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(texts) => texts.join(" "),
        other => other.to_string(),
    }
}
