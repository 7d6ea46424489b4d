//! One field of a record: its stored name, its words, and what it holds.

/// Kind of value in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    Text(usize),
    Note,
    Day,
    PastDay,
    Phone,
    IdNo,
    Number,
    Time,
    YesNo,
    /// The identifier of a contact or a member of staff; the form offers the choices.
    Person,
    /// A topic code; the form offers the choices.
    Topic,
    Weekdays,
    /// A code from the fixed list with this name.
    Choice(&'static str),
}

/// One field: stored name, label key, kind of value, whether it is required.
#[derive(Clone, Copy)]
pub(crate) struct FileField {
    pub name: &'static str,
    pub label: &'static str,
    pub section: &'static str,
    pub holds: Holds,
    pub required: bool,
}

pub(super) const fn field(
    section: &'static str,
    name: &'static str,
    label: &'static str,
    holds: Holds,
) -> FileField {
    FileField {
        name,
        label,
        section,
        holds,
        required: false,
    }
}

pub(super) const fn required(field: FileField) -> FileField {
    FileField {
        required: true,
        ..field
    }
}
