//! Notes about a row, and the outcome that follows from them.
//!
//! The outcome of a row is never set by hand: it is the maximum weight of its notes. A row that
//! only needed tidying is added with a note; a row with contradictions waits for a person.

use super::lexicon::Field;
use super::sheet::{RowAt, Torn};
use crate::domain::codes::coded;
use crate::domain::tidy;
use crate::i18n::{Lang, loader, word};
use crate::wording::dates::weekdays;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::fmt::Write as _;

coded! {
    /// Outcome of a row.
    pub Verdict {
        /// New: will be added.
        Add = "add",
        /// Exists already: nothing to do.
        Match = "match",
        /// Waits for a person.
        Doubt = "doubt",
        /// Cannot be imported.
        Refuse = "refuse",
        /// Not a row of the list.
        Skip = "skip",
    }
}

coded! {
    /// Every kind of note. The texts are under `import-note-` and the code.
    pub NoteCode {
        // Values that were tidied.
        NameTidied = "name-tidied", DateTidied = "date-tidied", DateSerial = "date-serial", DateMoved = "date-moved",
        DateMonthOnly = "date-month-only", IdTidied = "id-tidied", PhoneTidied = "phone-tidied",
        FormulaAsText = "formula-as-text", CellError = "cell-error",
        // Information.
        NoId = "no-id", IdProvince = "id-province", BirthFromId = "birth-from-id",
        SexFromId = "sex-from-id", SameName = "same-name", CategoryUmbrella = "category-umbrella",
        RelationUnknown = "relation-unknown", WordUnknown = "word-unknown",
        PhoneWithoutName = "phone-without-name", FileNoTaken = "file-no-taken",
        JoinedUnclear = "joined-unclear",
        // Rows that exist already.
        DuplicateInFile = "duplicate-in-file", AlreadyThere = "already-there", Differs = "differs",
        // Contradictions.
        IdLostDigits = "id-lost-digits", IdCheckDigit = "id-check-digit", IdOld = "id-old",
        IdLength = "id-length", IdCharacters = "id-characters", IdBirth = "id-birth",
        PerhapsSame = "perhaps-same", PerhapsRepeated = "perhaps-repeated",
        IdOfOtherChild = "id-of-other-child", IdVsNamesake = "id-vs-namesake", IdVsRow = "id-vs-row", SexVsId = "sex-vs-id", BirthVsId = "birth-vs-id",
        BirthFuture = "birth-future", BirthNotADate = "birth-not-a-date",
        BirthNoSuchDay = "birth-no-such-day", BirthMissing = "birth-missing",
        SexMissing = "sex-missing", SexUnknown = "sex-unknown", Over18 = "over-18", TooLong = "too-long",
        PhoneTooShort = "phone-too-short", PhoneTooLong = "phone-too-long",
        PhoneNotAPhone = "phone-not-a-phone", CategoryUnknown = "category-unknown",
        // Lines of text that may not be what was written.
        TornQuote = "torn-quote", TornWidth = "torn-width", TornLetters = "torn-letters",
        // Unusable rows.
        NoName = "no-name", NameUnusable = "name-unusable",
        // Rows near the list.
        SkipTitle = "skip-title", SkipBlank = "skip-blank", SkipHeading = "skip-heading",
        SkipTotal = "skip-total", SkipSignature = "skip-signature", SkipNoMarks = "skip-no-marks",
        // Sign-in sheets.
        ChildUnknown = "child-unknown", WhoSaid = "who-said", NameShared = "name-shared", MarkUnknown = "mark-unknown",
        MarkConflict = "mark-conflict", TwiceInFile = "twice-in-file", DayFuture = "day-future",
        DayNotADate = "day-not-a-date", DayBeforeBirth = "day-before-birth",
        DaysNotKept = "days-not-kept", SkipNotKept = "skip-not-kept",
        TimeNotATime = "time-not-a-time", TimeOtherDay = "time-other-day", OutBeforeIn = "out-before-in",
        ReasonAsNote = "reason-as-note", TotalDisagrees = "total-disagrees",
        MarksThere = "marks-there",
        // Lists of attendance machines.
        PunchLone = "punch-lone", PunchNoOut = "punch-no-out", NumberAsFileNo = "number-as-file-no",
        PunchInRow = "punch-in-row", PunchUnsaid = "punch-unsaid",
        PunchStateUnknown = "punch-state-unknown", PunchOutFirst = "punch-out-first",
        PunchNotLast = "punch-not-last", PunchRepeated = "punch-repeated",
        // Lists of helpers, pairings and gifts.
        FieldMissing = "field-missing", MonthOnly = "month-only", ChildLeft = "child-left",
        HelperUnknown = "helper-unknown", HelperShared = "helper-shared", HelperGone = "helper-gone",
        HelperThere = "helper-there", HelperDiffers = "helper-differs", HelperPerhaps = "helper-perhaps",
        HelperNamesake = "helper-namesake", HelperKindUnsaid = "helper-kind-unsaid",
        RowRepeated = "row-repeated", PairedAlready = "paired-already", EndedAlready = "ended-already",
        UntilAhead = "until-ahead", EveryUnclear = "every-unclear", EveryUsual = "every-usual",
        SinceToday = "since-today", SincePairing = "since-pairing", GoodsUnsaid = "goods-unsaid", QuantityWrong = "quantity-wrong",
        QuantityOne = "quantity-one", WorthWrong = "worth-wrong", WorthRounded = "worth-rounded",
        TextDropped = "text-dropped", NamesAChild = "names-a-child", GiverShared = "giver-shared",
        DonationOnly = "donation-only", FromStock = "from-stock", FromStockWorth = "from-stock-worth", StockBeside = "stock-beside", StockThere = "stock-there", GiftThere = "gift-there", GiftMore = "gift-more", GiftTwice = "gift-twice",
    }
}

impl Verdict {
    /// Place in a list for people: what does not go in comes first.
    pub(crate) const fn place(self) -> u8 {
        match self {
            Self::Refuse => 0,
            Self::Doubt => 1,
            Self::Add => 2,
            Self::Match => 3,
            Self::Skip => 4,
        }
    }
}

impl NoteCode {
    /// The field to edit for this code, if the note itself names none.
    const fn about(self) -> Option<Field> {
        match self {
            Self::IdLostDigits
            | Self::IdCheckDigit
            | Self::IdOld
            | Self::IdLength
            | Self::IdCharacters
            | Self::IdBirth
            | Self::IdOfOtherChild
            | Self::IdVsNamesake
            | Self::IdVsRow => Some(Field::IdNo),
            Self::SexVsId | Self::SexMissing | Self::SexUnknown => Some(Field::Sex),
            Self::BirthVsId
            | Self::BirthFuture
            | Self::BirthNotADate
            | Self::BirthNoSuchDay
            | Self::BirthMissing
            | Self::Over18 => Some(Field::BirthDate),
            Self::CategoryUnknown => Some(Field::Category),
            Self::NoName | Self::NameUnusable | Self::DuplicateInFile => Some(Field::Name),
            _ => None,
        }
    }

    /// Whether the note only reports a change of spelling or format.
    pub(crate) const fn is_tidying(self) -> bool {
        matches!(
            self,
            Self::NameTidied
                | Self::DateTidied
                | Self::DateSerial
                | Self::IdTidied
                | Self::PhoneTidied
        )
    }

    /// Whether the note asks nothing of anybody: it says what was tidied, taken from the identity number, or there already.
    pub(crate) const fn is_routine(self) -> bool {
        self.is_tidying()
            || matches!(
                self,
                Self::NoId
                    | Self::BirthFromId
                    | Self::SexFromId
                    | Self::AlreadyThere
                    | Self::MarksThere
                    | Self::HelperThere
                    | Self::PairedAlready
                    | Self::GiftThere
                    | Self::StockThere
                    | Self::SkipTitle
                    | Self::SkipBlank
                    | Self::SkipHeading
                    | Self::SkipTotal
                    | Self::SkipSignature
            )
    }

    /// Whether the note says that a row of the list, or some of it, is left out; titles, totals and blank rows are none.
    pub(crate) const fn is_of_left_out(self) -> bool {
        matches!(self, Self::SkipNoMarks | Self::SkipNotKept)
    }

    /// The outcome that this code alone gives its row.
    pub(crate) fn weight(self) -> Verdict {
        match self {
            Self::NameTidied
            | Self::DateTidied
            | Self::DateSerial
            | Self::DateMoved
            | Self::DateMonthOnly
            | Self::IdTidied
            | Self::PhoneTidied
            | Self::FormulaAsText
            | Self::CellError
            | Self::NoId
            | Self::IdProvince
            | Self::BirthFromId
            | Self::SexFromId
            | Self::SameName
            | Self::CategoryUmbrella
            | Self::RelationUnknown
            | Self::WordUnknown
            | Self::PhoneWithoutName
            | Self::FileNoTaken
            | Self::JoinedUnclear
            | Self::ReasonAsNote
            | Self::TotalDisagrees
            | Self::PunchLone
            | Self::PunchNoOut
            | Self::WhoSaid
            | Self::DaysNotKept
            | Self::NumberAsFileNo
            | Self::MonthOnly
            | Self::HelperNamesake
            | Self::HelperKindUnsaid
            | Self::UntilAhead
            | Self::EveryUsual
            | Self::SinceToday
            | Self::SincePairing
            | Self::GoodsUnsaid
            | Self::QuantityOne
            | Self::WorthRounded
            | Self::TextDropped
            | Self::GiverShared
            | Self::FromStock
            | Self::FromStockWorth
            | Self::StockBeside
            | Self::DonationOnly => Verdict::Add,
            Self::DuplicateInFile
            | Self::AlreadyThere
            | Self::Differs
            | Self::MarksThere
            | Self::HelperThere
            | Self::HelperDiffers
            | Self::RowRepeated
            | Self::PairedAlready
            | Self::StockThere
            | Self::GiftThere => Verdict::Match,
            Self::NoName
            | Self::NameUnusable
            | Self::DayFuture
            | Self::FieldMissing
            | Self::ChildLeft
            | Self::HelperGone
            | Self::EndedAlready
            | Self::QuantityWrong
            | Self::WorthWrong
            | Self::NamesAChild => Verdict::Refuse,
            Self::SkipTitle
            | Self::SkipBlank
            | Self::SkipHeading
            | Self::SkipTotal
            | Self::SkipSignature
            | Self::SkipNoMarks
            | Self::SkipNotKept
            | Self::PunchInRow => Verdict::Skip,
            // Whatever else is said of a row waits for a person.
            _ => Verdict::Doubt,
        }
    }
}

/// One note about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Kind of note.
    pub code: NoteCode,
    /// Values for the text. `field` is the code of a field, `tag` that of a category.
    pub args: Vec<(&'static str, String)>,
}

impl Note {
    /// Creates a note without values.
    pub const fn new(code: NoteCode) -> Self {
        Self {
            code,
            args: Vec::new(),
        }
    }

    /// The field of the row that the note is about, if any.
    pub(crate) fn field(&self) -> Option<Field> {
        let named = self.args.iter().find(|(name, _)| *name == "field");
        let named = named.and_then(|(_, code)| Field::from_code(code));
        named.or_else(|| self.code.about())
    }

    /// The day that the note is about, if any.
    pub(crate) fn day(&self) -> Option<NaiveDate> {
        let day = self.args.iter().find(|(name, _)| *name == "day");
        day.and_then(|(_, day)| day.parse().ok())
    }

    /// Adds a value for the text.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "texts, numbers and dates are given alike"
    )]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

impl From<Torn> for Note {
    fn from(torn: Torn) -> Self {
        Self::new(match torn {
            Torn::Quote => NoteCode::TornQuote,
            Torn::Width => NoteCode::TornWidth,
            Torn::Letters => NoteCode::TornLetters,
        })
    }
}

/// Outcome of a row: the maximum weight of its notes.
pub(crate) fn outcome(notes: &[Note]) -> Verdict {
    notes
        .iter()
        .map(|note| note.code.weight())
        .max()
        .unwrap_or(Verdict::Add)
}

/// Text of a note: what is wrong and how to correct it.
pub fn note_text(lang: Lang, note: &Note) -> String {
    let field = note
        .args
        .iter()
        .find(|(name, _)| *name == "field")
        .map(|(_, code)| code.as_str());
    let shown = |(name, value): &(&'static str, String)| {
        let words = match (*name, note.code) {
            ("field", _) => word(lang, &format!("import-field-{value}")),
            ("tag", _) => word(lang, &format!("tag-{value}")),
            ("known", _) => coded_words(lang, "tag", value).join(" "),
            ("by", _) => word(lang, &format!("import-by-{value}")),
            ("fields", _) => {
                coded_words(lang, "import-field", value).join(&word(lang, "import-and"))
            }
            ("list" | "file", NoteCode::MarkConflict) => mark_words(lang, value),
            ("list" | "file", NoteCode::Differs | NoteCode::HelperDiffers) => {
                filed_words(lang, field, value)
            }
            _ => tidy::cut(&tidy::shown(value), tidy::TITLE_MAX),
        };
        (*name, words)
    };
    let args: HashMap<&str, String> = note.args.iter().map(shown).collect();
    loader(lang).get_args(&format!("import-note-{}", note.code.code()), args)
}

/// A stored value as text for people. Fields with fixed choices hold codes.
fn filed_words(lang: Lang, field: Option<&str>, value: &str) -> String {
    let list = match field {
        _ if value == "-" => return value.to_owned(),
        Some("boarding") => return word(lang, value),
        Some("expected-days") => return weekdays(value, lang),
        Some("helper-kind") => return word(lang, &format!("helper-kind-{value}")),
        Some(list @ ("sex" | "stage" | "health")) => list,
        Some("category") => "tag",
        _ => return value.to_owned(),
    };
    coded_words(lang, list, value).join(" ")
}

/// Words for codes separated by spaces.
fn coded_words(lang: Lang, list: &str, codes: &str) -> Vec<String> {
    let words = codes
        .split(' ')
        .map(|code| word(lang, &format!("{list}-{}", code.to_lowercase())));
    words.collect()
}

/// Words for a mark's code, with its times if any.
fn mark_words(lang: Lang, value: &str) -> String {
    let (mark, times) = value.split_once(' ').unwrap_or((value, ""));
    let words = format!("{} {times}", word(lang, &format!("mark-{mark}")));
    words.trim_end().to_owned()
}

/// All notes of a row in one line.
pub(crate) fn notes_text(lang: Lang, notes: &[Note]) -> String {
    let mut line = String::new();
    for note in notes {
        if !line.is_empty() {
            line.push_str(if lang == Lang::En { " " } else { "" });
        }
        let _ = write!(line, "{}", note_text(lang, note));
    }
    line
}

/// The notes of a row that say more than what was tidied, the deciding ones first.
pub(crate) fn telling(notes: &[Note]) -> Vec<Note> {
    let mut telling: Vec<Note> = notes
        .iter()
        .filter(|note| !note.code.is_routine())
        .cloned()
        .collect();
    telling.sort_by_key(|note| std::cmp::Reverse(note.code.weight()));
    telling
}

/// Number of rows by outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows that will be added.
    pub added: usize,
    /// Rows that exist already.
    pub matched: usize,
    /// Rows that wait for a person.
    pub doubtful: usize,
    /// Rows that cannot be imported.
    pub refused: usize,
    /// Rows that are not part of the list.
    pub skipped: usize,
}

impl FromIterator<Verdict> for Counts {
    fn from_iter<I: IntoIterator<Item = Verdict>>(outcomes: I) -> Self {
        let mut counts = Self::default();
        for outcome in outcomes {
            match outcome {
                Verdict::Add => counts.added += 1,
                Verdict::Match => counts.matched += 1,
                Verdict::Doubt => counts.doubtful += 1,
                Verdict::Refuse => counts.refused += 1,
                Verdict::Skip => counts.skipped += 1,
            }
        }
        counts
    }
}

/// One row of a plan, as the command line reports it.
#[derive(Debug, Clone, Copy)]
pub struct RowReport<'a> {
    /// Row of the file.
    pub at: RowAt,
    /// Name that will be entered, or as written.
    pub name: &'a str,
    /// Outcome.
    pub outcome: Verdict,
    /// Reasons for the outcome.
    pub notes: &'a [Note],
}
