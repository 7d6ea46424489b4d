//! Types of the key table: contexts, actions, bindings.

use super::chord::Chord;

macro_rules! listed {
    ($(#[$meta:meta])* $vis:vis $name:ident, $(#[$listed:meta])* ALL { $($(#[$vmeta:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        $vis enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// All values, in the order of their definition.
            $(#[$listed])*
            $vis const ALL: &'static [Self] = &[$(Self::$variant),+];
        }
    };
}

listed! {
    /// The part of the program that receives a key.
    pub(crate) Context, ALL {
        /// Everywhere, including popups.
        Global,
        /// Every screen, when no popup is open.
        Screen,
        /// Everything that contains a list.
        List,
        /// Everything without a focused text field.
        Plain,
        /// F2: Today.
        Today,
        /// F3: the door.
        Door,
        /// F4: the list of children.
        Children,
        /// One child's file.
        ChildFile,
        /// A page of helpers, goods, benefits or wishes beside the register.
        HelpPage,
        /// The preview of an import.
        Import,
        /// F5 with the preview of a calendar file.
        CalendarFile,
        /// F5 while the arrows move an activity.
        Moving,
        /// F5: activities.
        Activities,
        /// F6: follow-up.
        FollowUp,
        /// F6 while the files are gone through one by one.
        Walk,
        /// F6 as of an earlier day.
        PastDay,
        /// The card of a problem or an incident on F6.
        Case,
        /// F7: trends.
        Trends,
        /// F7 with the children behind a number.
        Behind,
        /// F8: settings.
        Settings,
        /// The form of the first run.
        Setup,
        /// A form.
        Form,
        /// A list to choose from.
        Picker,
        /// A yes-or-no question.
        Confirm,
        /// A message that the user must confirm.
        Notice,
        /// A page of text.
        Page,
        /// What is behind a line of F6.
        Matter,
        /// A page from which Enter goes on to a screen, a file or a list.
        Onward,
        /// The offer of locks after the first run.
        Offer,
        /// New recovery words.
        Words,
        /// The list of keys.
        Help,
        /// The lock.
        Lock,
        /// The question for a director's approval.
        Approve,
        /// Choosing who collects a child.
        Collect,
        /// Closing the day: children who are still in.
        Sweep,
        /// The evacuation list.
        Evacuation,
        /// Choosing who takes part in an activity.
        Roll,
        /// Choosing who is on a visit round.
        RoundPick,
        /// Agreeing the days of children.
        Agree,
        /// Choosing who gets of a donation.
        Give,
        /// Entering what came of a visit round.
        RoundSheet,
    }
}

impl Context {
    /// Contexts whose bindings also apply here, unless this context binds the same chord.
    pub(crate) const fn bases(self) -> &'static [Self] {
        match self {
            Self::Today
            | Self::ChildFile
            | Self::HelpPage
            | Self::Import
            | Self::CalendarFile
            | Self::Moving
            | Self::Activities
            | Self::FollowUp
            | Self::Walk
            | Self::PastDay
            | Self::Case
            | Self::Trends
            | Self::Behind
            | Self::Settings => &[Self::List, Self::Plain, Self::Screen],
            Self::Door | Self::Children => &[Self::List, Self::Screen],
            Self::Collect
            | Self::Sweep
            | Self::Evacuation
            | Self::Page
            | Self::Words
            | Self::Matter
            | Self::Onward
            | Self::Offer => &[Self::List, Self::Plain],
            Self::Picker
            | Self::Help
            | Self::Lock
            | Self::Approve
            | Self::Roll
            | Self::RoundPick
            | Self::Agree
            | Self::Give => &[Self::List],
            Self::Setup => &[Self::Form],
            Self::Global
            | Self::Screen
            | Self::List
            | Self::Plain
            | Self::Form
            | Self::Confirm
            | Self::RoundSheet
            | Self::Notice => &[],
        }
    }

    /// Whether a text field can have the focus. If so, letters go to the field and must not be
    /// bound.
    #[cfg(test)]
    pub(crate) const fn has_text(self) -> bool {
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
                | Self::Lock
                | Self::Approve
                | Self::Roll
                | Self::RoundPick
                | Self::Agree
                | Self::Give
                | Self::RoundSheet
                | Self::Evacuation
        )
    }

    /// The key of the context's name in the language files.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Global => "context-global",
            Self::Screen => "context-screen",
            Self::List => "context-list",
            Self::Plain => "context-plain",
            Self::Today => "context-today",
            Self::Door => "context-door",
            Self::Children => "context-children",
            Self::ChildFile => "context-child-file",
            Self::HelpPage => "context-help-page",
            Self::Import => "context-import",
            Self::CalendarFile => "context-calendar-file",
            Self::Moving => "context-moving",
            Self::Activities => "context-activities",
            Self::FollowUp => "context-follow-up",
            Self::Walk => "context-walk",
            Self::PastDay => "context-past-day",
            Self::Case => "context-case",
            Self::Trends => "context-trends",
            Self::Behind => "context-behind",
            Self::Settings => "context-settings",
            Self::Setup => "context-setup",
            Self::Form => "context-form",
            Self::Picker => "context-picker",
            Self::Confirm => "context-confirm",
            Self::Notice => "context-notice",
            Self::Page => "context-page",
            Self::Matter => "context-matter",
            Self::Onward => "context-onward",
            Self::Offer => "context-offer",
            Self::Words => "context-words",
            Self::Help => "context-help",
            Self::Lock => "context-lock",
            Self::Approve => "context-approve",
            Self::Collect => "context-collect",
            Self::Sweep => "context-sweep",
            Self::Evacuation => "context-evacuation",
            Self::Roll => "context-roll",
            Self::RoundPick => "context-round-pick",
            Self::Agree => "context-agree",
            Self::Give => "context-give",
            Self::RoundSheet => "context-round-sheet",
        }
    }
}

listed! {
    /// The meaning of a key press, independent of the key.
    pub(crate) Action, #[cfg(test)] ALL {
        /// End the program.
        Quit,
        /// Show the keys.
        Help,
        /// Blank the screen until somebody shows a secret.
        Lock,
        /// Change one's own secret.
        OwnSecret,
        /// Switch the language.
        SwitchLanguage,
        /// Go back, close, or answer no.
        Cancel,
        /// Confirm, open, or choose.
        Accept,
        /// Open the evacuation list.
        Evacuate,
        /// Go to Today.
        GoToday,
        /// Go to the door.
        GoDoor,
        /// Go to the children.
        GoChildren,
        /// Go to the activities.
        GoActivities,
        /// Go to follow-up.
        GoFollowUp,
        /// Record a visit, call, problem or incident; on the activities screen, record an activity
        /// as held.
        Visit,
        /// Go to the trends.
        GoTrends,
        /// Go to the settings.
        GoSettings,
        /// Undo the last step.
        Undo,
        /// Redo the step that was undone last.
        Redo,
        /// Move one row up.
        Up,
        /// Move one row down.
        Down,
        /// Move one page up.
        PageUp,
        /// Move one page down.
        PageDown,
        /// Go to the first row.
        First,
        /// Go to the last row.
        Last,
        /// Go to the previous child, week, day or topic.
        Left,
        /// Go to the next child, week, day or topic.
        Right,
        /// Go to the next field or part.
        Next,
        /// Go to the previous field or part.
        Previous,
        /// Enter in a field: go to the next field; accept the form after the last.
        Advance,
        /// Restore the field's first value.
        Restore,
        /// Open the home for today.
        OpenHome,
        /// List the children who are still in, then close the day.
        CloseDay,
        /// Take the line with the number that was typed. What receives the key says when a digit is text.
        Number,
        /// Switch the door between arriving and leaving, or a choice to the next answer.
        Turn,
        /// Enter attendance for an earlier time or day.
        LateEntry,
        /// Go through the files one by one.
        Walk,
        /// Ask for the state as of an earlier day.
        PastDay,
        /// Choose a longer period.
        Longer,
        /// Choose a shorter period.
        Shorter,
        /// Change what is beside the period.
        Compare,
        /// Tell what is counted.
        Explain,
        /// Choose any two days as the period.
        PickPeriod,
        /// Record a known absence.
        KnownAbsence,
        /// Assign a card to the child.
        BindCard,
        /// Also sign in the next sibling offered.
        TakeSibling,
        /// Add an item.
        Add,
        /// Edit the item.
        Edit,
        /// Remove the item.
        Remove,
        /// Import or export files.
        Import,
        /// Print what is shown.
        Print,
        /// Enter what came of the visit round that was printed last.
        EnterRound,
        /// Find something by its name.
        Find,
        /// Import the valid rows, or accept the participants.
        Commit,
        /// Choose the sheets of a file.
        Sheets,
        /// Say what a column of the file is.
        Columns,
        /// Change the filter.
        Filter,
        /// Change the sort order.
        Sort,
        /// Edit the child's contacts.
        Contacts,
        /// Edit the child's tags.
        Tags,
        /// Record that the child leaves, comes back or moves away.
        ChangeStatus,
        /// Edit the child's household.
        LinkHousehold,
        /// List the children who have nobody, or got nothing.
        Nobody,
        /// Agree the days of many children.
        AgreeDays,
        /// Put another file of the child into the open one.
        Merge,
        /// Tick the row.
        Tick,
        /// Show or hide telephone numbers.
        TogglePhones,
        /// Show or hide what is hidden: the identity number, restricted notes.
        ToggleIdNo,
        /// Answer yes.
        Yes,
        /// Answer no.
        No,
    }
}

impl Action {
    /// Whether it only moves: at the end of a list that does nothing.
    pub(crate) const fn is_move(self) -> bool {
        matches!(
            self,
            Self::Up
                | Self::Down
                | Self::PageUp
                | Self::PageDown
                | Self::First
                | Self::Last
                | Self::Left
                | Self::Right
                | Self::Next
                | Self::Previous
        )
    }
}

/// What a key needs of whoever is at the desk. The application knows which right each is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// To keep the register of attendance.
    Attend,
    /// To keep children's files.
    KeepFiles,
    /// To record visits, calls, follow-ups, problems and incidents.
    FollowUp,
    /// To plan and hold activities.
    Plan,
    /// To decide for the home.
    Direct,
    /// To read names and day sheets.
    ReadNames,
    /// To read files, visits, programme and journal.
    Read,
    /// To read restricted notes.
    ReadRestricted,
    /// To look after the file itself.
    KeepCopies,
}

/// Where a binding is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    /// In the footer, lowest number first, and in the list of keys.
    Footer(u8),
    /// Only in the list of keys.
    HelpOnly,
}

/// One line of the key table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Binding {
    /// The context to which the binding applies.
    pub context: Context,
    /// Alternative chords; hints show the first.
    pub chords: &'static [Chord],
    /// The action that the chords trigger.
    pub action: Action,
    /// Key of the label in the language files.
    pub words: &'static str,
    /// Where the binding is shown.
    pub hint: Hint,
    /// What whoever is at the desk needs for it; `None` if everybody may.
    pub need: Option<Need>,
}
