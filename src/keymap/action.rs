//! The words of the key table: contexts, actions, bindings.

use super::chord::Chord;

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
