//! One table of keys; dispatch, footer, help and the README's list are all read from it.
//!
//! A key means what the innermost context says that knows it. The stack of contexts is computed
//! from the model, innermost first; a context also knows what its bases know, such as the arrows
//! of every list. An [`Action`] is an intent without payload: who receives it knows the rest.
//!
//! To add a key: a line in `bindings`, its words in every language, and nothing else. The tests
//! below hold the rules: no chord twice in a context, no bare letter where one types, a second
//! chord for each letter that works while an input method is switched on.

mod bindings;
#[cfg(test)]
mod tests;

pub use super::keys::{Chord, Key, keys};
pub use bindings::BINDINGS;

use crate::i18n::{Lang, word};
use crate::t;
use std::fmt::Write as _;

macro_rules! listed {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every one of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
        }
    };
}

listed! {
    /// Where a key is pressed.
    Context {
        /// Everywhere, popups included.
        Global,
        /// Every screen, when no popup is open.
        Screen,
        /// Everything with a list in it.
        List,
        /// Everything in which no text field has the focus.
        Plain,
        /// F2.
        Today,
        /// F3.
        Door,
        /// F4, the list.
        Children,
        /// One child's file.
        ChildFile,
        /// The preview of an import.
        Import,
        /// F5.
        Activities,
        /// F6.
        FollowUp,
        /// F8.
        Settings,
        /// The first run.
        Setup,
        /// A form.
        Form,
        /// A list to choose from.
        Picker,
        /// A question.
        Confirm,
        /// Something that must be read.
        Notice,
        /// A page to be read.
        Page,
        /// The keys.
        Help,
        /// Who collects.
        Collect,
        /// Who is still in.
        Sweep,
        /// Roll call outside.
        Evacuation,
        /// Who takes part in an activity.
        Roll,
    }
}

impl Context {
    /// Contexts whose keys hold in this one too, unless it knows better.
    pub const fn bases(self) -> &'static [Self] {
        match self {
            Self::Today
            | Self::ChildFile
            | Self::Import
            | Self::Activities
            | Self::FollowUp
            | Self::Settings => &[Self::List, Self::Plain, Self::Screen],
            Self::Door | Self::Children => &[Self::List, Self::Screen],
            Self::Collect | Self::Sweep | Self::Evacuation | Self::Page => {
                &[Self::List, Self::Plain]
            }
            Self::Picker | Self::Help | Self::Roll => &[Self::List],
            Self::Setup => &[Self::Form],
            Self::Global
            | Self::Screen
            | Self::List
            | Self::Plain
            | Self::Form
            | Self::Confirm
            | Self::Notice => &[],
        }
    }

    /// A text field has, or can have, the focus: letters belong to it.
    pub const fn has_text(self) -> bool {
        matches!(
            self,
            Self::Global
                | Self::Screen
                | Self::List
                | Self::Door
                | Self::Children
                | Self::Setup
                | Self::Form
                | Self::Picker
                | Self::Help
                | Self::Roll
        )
    }

    /// The key of its name in the language files.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Global => "context-global",
            Self::Screen => "context-screen",
            Self::List => "context-list",
            Self::Plain => "context-plain",
            Self::Today => "context-today",
            Self::Door => "context-door",
            Self::Children => "context-children",
            Self::ChildFile => "context-child-file",
            Self::Import => "context-import",
            Self::Activities => "context-activities",
            Self::FollowUp => "context-follow-up",
            Self::Settings => "context-settings",
            Self::Setup => "context-setup",
            Self::Form => "context-form",
            Self::Picker => "context-picker",
            Self::Confirm => "context-confirm",
            Self::Notice => "context-notice",
            Self::Page => "context-page",
            Self::Help => "context-help",
            Self::Collect => "context-collect",
            Self::Sweep => "context-sweep",
            Self::Evacuation => "context-evacuation",
            Self::Roll => "context-roll",
        }
    }
}

listed! {
    /// What somebody wants, whatever the key was.
    Action {
        /// End the program.
        Quit,
        /// Show the keys.
        Help,
        /// Speak the other language.
        SwitchLanguage,
        /// Back, away with it, no.
        Cancel,
        /// Yes, open, take it.
        Accept,
        /// The list of everybody in the house.
        Evacuate,
        /// To F2.
        GoToday,
        /// To F3.
        GoDoor,
        /// To F4.
        GoChildren,
        /// To F5.
        GoActivities,
        /// To F6.
        GoFollowUp,
        /// A visit or call about a child.
        Visit,
        /// To F8.
        GoSettings,
        /// Take back the last step.
        Undo,
        /// Do it again.
        Redo,
        /// A row up.
        Up,
        /// A row down.
        Down,
        /// A page up.
        PageUp,
        /// A page down.
        PageDown,
        /// The first row.
        First,
        /// The last row.
        Last,
        /// The one before: child, month.
        Left,
        /// The one after.
        Right,
        /// The next field or part.
        Next,
        /// The field or part before.
        Previous,
        /// Enter in a field: on to the next, accept after the last.
        Advance,
        /// Puts back what stood in the field.
        Restore,
        /// Opens the home for today.
        OpenHome,
        /// Who is still in, then close the day.
        CloseDay,
        /// Arriving or leaving.
        Turn,
        /// Entries for an earlier time or day.
        LateEntry,
        /// A child who is known not to come.
        KnownAbsence,
        /// A card for the child.
        BindCard,
        /// The next sibling on offer signs in too.
        TakeSibling,
        /// Something new.
        Add,
        /// Change it.
        Edit,
        /// Take it away.
        Remove,
        /// Read a file.
        Import,
        /// Write the good rows.
        Commit,
        /// Choose what is listed.
        Filter,
        /// Another order.
        Sort,
        /// Contacts of a child.
        Contacts,
        /// Tags of a child.
        Tags,
        /// Leaves, comes back, moves away.
        ChangeStatus,
        /// Brothers and sisters.
        LinkHousehold,
        /// Tick off.
        Tick,
        /// Show or hide telephone numbers.
        TogglePhones,
        /// Show or hide the identity number.
        ToggleIdNo,
        /// Yes.
        Yes,
        /// No.
        No,
    }
}

/// Where a binding is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// In the footer, small numbers first, and in the list of keys.
    Footer(u8),
    /// Only in the list of keys.
    HelpOnly,
}

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// Any of these; the first is the one that hints show.
    pub chords: &'static [Chord],
    /// What it means.
    pub action: Action,
    /// Key of its words in the language files.
    pub words: &'static str,
    /// Where it is shown.
    pub hint: Hint,
}

/// A hint for the footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FooterHint {
    /// The key to press.
    pub chord: Chord,
    /// What it does.
    pub action: Action,
    /// Key of its words in the language files.
    pub words: &'static str,
}

/// The contexts of a stack with their bases, innermost first.
fn flat(stack: &[Context]) -> impl Iterator<Item = Context> {
    stack
        .iter()
        .flat_map(|context| std::iter::once(*context).chain(context.bases().iter().copied()))
}

/// The bindings of one context.
fn of(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS
        .iter()
        .filter(move |binding| binding.context == context)
}

fn binding(stack: &[Context], chord: Chord) -> Option<&'static Binding> {
    flat(stack)
        .flat_map(of)
        .find(|binding| binding.chords.contains(&chord))
}

/// What a key means where one is; the innermost context that knows it wins.
pub fn resolve(stack: &[Context], chord: Chord) -> Option<Action> {
    binding(stack, chord)
        .or_else(|| binding(stack, chord.folded()))
        .map(|binding| binding.action)
}

/// The bindings that hold where one is, each with the first of its chords that no inner context
/// has taken for something else.
pub fn help(stack: &[Context]) -> Vec<(Chord, &'static Binding)> {
    let mut found: Vec<(Chord, &'static Binding)> = Vec::new();
    for candidate in flat(stack).flat_map(of) {
        let holds = |chord: &&Chord| binding(stack, **chord) == Some(candidate);
        if let Some(chord) = candidate.chords.iter().find(holds)
            && !found.iter().any(|(_, known)| *known == candidate)
        {
            found.push((*chord, candidate));
        }
    }
    found
}

/// The first key that is bound to an action anywhere, for labels such as the tabs.
pub fn chord_of(action: Action) -> Option<Chord> {
    let binding = BINDINGS.iter().find(|binding| binding.action == action)?;
    binding.chords.first().copied()
}

/// The hints for the footer where one is, most important first.
pub fn hints(stack: &[Context]) -> Vec<FooterHint> {
    let mut ordered: Vec<(u8, FooterHint)> = help(stack)
        .into_iter()
        .filter_map(|(chord, binding)| match binding.hint {
            Hint::Footer(order) => Some((
                order,
                FooterHint {
                    chord,
                    action: binding.action,
                    words: binding.words,
                },
            )),
            Hint::HelpOnly => None,
        })
        .collect();
    ordered.sort_by_key(|(order, _)| *order);
    ordered.into_iter().map(|(_, hint)| hint).collect()
}

/// All chords of a binding as they are printed on the keyboard, parted by ` / `.
pub fn labels(binding: &Binding, lang: Lang) -> String {
    let labels: Vec<String> = binding
        .chords
        .iter()
        .map(|chord| chord.label(lang))
        .collect();
    labels.join(" / ")
}

/// The whole list of keys in Markdown, a table a context, as it stands in the README.
pub fn markdown(lang: Lang) -> String {
    let mut text = String::new();
    for context in Context::ALL {
        if of(*context).next().is_none() {
            continue;
        }
        let title = word(lang, context.words());
        let (keys, does) = (t!(lang, "help-column-key"), t!(lang, "help-column-does"));
        let _ = write!(text, "### {title}\n\n| {keys} | {does} |\n|---|---|\n");
        for binding in of(*context) {
            let (keys, does) = (labels(binding, lang), word(lang, binding.words));
            let _ = writeln!(text, "| {keys} | {does} |");
        }
        text.push('\n');
    }
    text
}
