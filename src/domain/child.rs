//! The child's file (一人一档): identity, address, school, health and care.
//!
//! The fields are those of the data dictionary. Further fields of the benefit system (bank
//! accounts, offences, housing assets) are left out on purpose: the law requires data minimisation.

use super::codes::coded;
use super::ids::{ChildId, HouseholdId};
use chrono::{Datelike, NaiveDate, Weekday};

coded! {
    /// Sex as recorded on the resident identity card.
    pub Sex { Male = "male", Female = "female", Unknown = "unknown" }
}
coded! {
    /// School stage.
    pub Stage {
        NotYet = "not-yet", Kindergarten = "kindergarten", Primary = "primary",
        Junior = "junior", Senior = "senior", Vocational = "vocational",
        DroppedOut = "dropped-out", NotInSchool = "not-in-school",
    }
}
coded! {
    /// Health, in the terms of the official basic form.
    pub Health { Healthy = "healthy", Disabled = "disabled", Ill = "ill" }
}
coded! {
    /// Who looks after the child daily.
    pub CareMode {
        Parents = "parents", OneParent = "one-parent", Grandparents = "grandparents",
        Relatives = "relatives", Nobody = "nobody",
    }
}
coded! {
    /// Guardianship state (监护状况).
    pub Guardianship {
        Normal = "normal", Unable = "unable", Absent = "absent",
        Grandparents = "grandparents", Other = "other",
    }
}
coded! {
    /// Quality of care, by the criteria of the official form.
    pub CareGrade { Good = "good", Fair = "fair", Poor = "poor" }
}
coded! {
    /// Enrolment state. Only [`Status::Enrolled`] children are expected.
    pub Status {
        Enrolled = "enrolled", Away = "away", Moved = "moved",
        AgedOut = "aged-out", Closed = "closed",
    }
}
impl Status {
    /// Whether the child is enrolled.
    pub(crate) fn is_here(self) -> bool {
        self == Self::Enrolled
    }

    /// Whether the child has left for good. One who is away may come back.
    pub(crate) fn has_left(self) -> bool {
        !matches!(self, Self::Enrolled | Self::Away)
    }
}

coded! {
    /// Where the child spends the summer (暑期去向).
    pub SummerPlan { Village = "village", Parents = "parents", Relatives = "relatives" }
}
coded! {
    /// Risk level (四色), worst first. A level always has a reason.
    pub Risk { Red = "red", Yellow = "yellow", Blue = "blue", Green = "green" }
}

/// The agreed weekdays on which a child is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Weekdays(u8);

impl Weekdays {
    /// No agreed days: the child is never expected.
    pub(crate) const NONE: Self = Self(0);
    /// Monday to Friday.
    pub const SCHOOL: Self = Self(0b001_1111);

    /// The days of a week from Monday.
    pub(crate) const WEEK: [Weekday; 7] = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
        Weekday::Sat,
        Weekday::Sun,
    ];

    /// The weekdays of the set from Monday.
    pub(crate) fn days(self) -> impl Iterator<Item = Weekday> {
        Self::WEEK.into_iter().filter(move |day| self.has(*day))
    }

    /// Whether the set contains a weekday.
    pub(crate) fn has(self, day: Weekday) -> bool {
        self.0 & (1 << day.num_days_from_monday()) != 0
    }

    /// The set with one weekday added or removed.
    #[must_use]
    pub(crate) fn toggled(self, day: Weekday) -> Self {
        Self(self.0 ^ (1 << day.num_days_from_monday()))
    }

    /// Whether the set is empty.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Digits 1 (Monday) to 7 (Sunday), as stored and exported: `"12345"`.
    pub(crate) fn digits(self) -> String {
        (0..7u8)
            .filter(|d| self.0 & (1 << d) != 0)
            .map(|d| char::from(b'1' + d))
            .collect()
    }

    /// Reads [`Weekdays::digits`]; `None` for any character but 1 to 7.
    pub(crate) fn from_digits(text: &str) -> Option<Self> {
        let mut set = 0;
        for c in text.chars() {
            let day = c.to_digit(10).filter(|d| (1..=7).contains(d))?;
            set |= 1 << (day - 1);
        }
        Some(Self(set))
    }
}

impl FromIterator<Weekday> for Weekdays {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        Self(
            days.into_iter()
                .fold(0, |set, day| set | 1 << day.num_days_from_monday()),
        )
    }
}

/// Begins what stands in place of an erased text that must not be empty.
pub(crate) const ERASED: char = '—';

/// Children at one address; sign-in offers siblings together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    /// Record identifier.
    pub id: HouseholdId,
    /// Label used by staff, usually the caregiver's name.
    pub label: String,
    /// Note for visitors: dog, steep path, dialect.
    pub note: String,
}

/// One child's file. Empty text means "not recorded"; `None` means "not known".
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the field names are the data dictionary's; groups are explained"
)]
pub struct Child {
    // Identity
    pub id: ChildId,
    /// File number (档案号), unique in the home.
    pub file_no: String,
    pub name: String,
    /// Reading entered by hand for characters that no table has; syllables separated by spaces.
    pub pinyin: String,
    pub nickname: String,
    pub sex: Sex,
    pub birth_date: NaiveDate,
    /// Resident identity number. Sensitive: always shown masked.
    pub id_no: String,
    pub ethnicity: String,
    pub household: Option<HouseholdId>,
    // Place
    pub hukou_registered: Option<bool>,
    pub hukou_address: String,
    pub live_address: String,
    /// Villagers' group or hamlet (组); visit rounds are ordered by it.
    pub hamlet: String,
    pub map_hint: String,
    // School
    pub stage: Option<Stage>,
    pub school: String,
    pub class: String,
    pub boarding: Option<bool>,
    pub teacher: String,
    pub teacher_phone: String,
    // Health: sensitive
    pub health: Option<Health>,
    pub disability_types: String,
    /// Grade 1 (severest) to 4.
    pub disability_grade: Option<i64>,
    pub disability_cert: String,
    pub illness: String,
    pub medication: String,
    pub allergy: String,
    /// Shown at sign-in, at most [`ALERT_MAX`] characters: "no peanuts", "inhaler in bag".
    pub alert: String,
    // Care
    pub care_mode: Option<CareMode>,
    pub guardianship: Option<Guardianship>,
    pub care_grade: Option<CareGrade>,
    // Service
    pub status: Status,
    pub expected_days: Weekdays,
    /// The family agreed that the child goes home alone.
    pub walks_home: Option<bool>,
    pub walks_home_agreed_on: Option<NaiveDate>,
    pub joined_on: Option<NaiveDate>,
    pub left_on: Option<NaiveDate>,
    pub left_reason: String,
    pub summer_plan: Option<SummerPlan>,
    // Risk
    pub risk: Option<Risk>,
    pub risk_reason: String,
    pub risk_assessed_on: Option<NaiveDate>,
    pub risk_next_on: Option<NaiveDate>,
    // Voice
    pub wish: String,
    pub own_words: String,
    // Consent and verification
    pub data_notice_on: Option<NaiveDate>,
    pub consent_by: String,
    pub consent_photo: Option<bool>,
    pub consent_sign_out: Option<bool>,
    pub consent_medical: Option<bool>,
    pub last_verified_on: Option<NaiveDate>,
    pub verified_by: String,
    pub note: String,
}

/// What a file without a birth date holds. No child of a home is that old.
pub(crate) const UNKNOWN_BIRTH: NaiveDate =
    NaiveDate::from_epoch_days(0).expect("the epoch is a day");

/// Longest alert text, in characters.
pub(crate) const ALERT_MAX: usize = 40;

impl Child {
    /// A file with the required fields; all others are empty.
    pub fn new(id: ChildId, file_no: &str, name: &str, sex: Sex, birth_date: NaiveDate) -> Self {
        Self {
            id,
            file_no: file_no.to_owned(),
            name: name.to_owned(),
            pinyin: String::new(),
            nickname: String::new(),
            sex,
            birth_date,
            id_no: String::new(),
            ethnicity: String::new(),
            household: None,
            hukou_registered: None,
            hukou_address: String::new(),
            live_address: String::new(),
            hamlet: String::new(),
            map_hint: String::new(),
            stage: None,
            school: String::new(),
            class: String::new(),
            boarding: None,
            teacher: String::new(),
            teacher_phone: String::new(),
            health: None,
            disability_types: String::new(),
            disability_grade: None,
            disability_cert: String::new(),
            illness: String::new(),
            medication: String::new(),
            allergy: String::new(),
            alert: String::new(),
            care_mode: None,
            guardianship: None,
            care_grade: None,
            status: Status::Enrolled,
            expected_days: Weekdays::NONE,
            walks_home: None,
            walks_home_agreed_on: None,
            joined_on: None,
            left_on: None,
            left_reason: String::new(),
            summer_plan: None,
            risk: None,
            risk_reason: String::new(),
            risk_assessed_on: None,
            risk_next_on: None,
            wish: String::new(),
            own_words: String::new(),
            data_notice_on: None,
            consent_by: String::new(),
            consent_photo: None,
            consent_sign_out: None,
            consent_medical: None,
            last_verified_on: None,
            verified_by: String::new(),
            note: String::new(),
        }
    }

    /// Day from which the home knows the child: the day of joining, else the creation day of the
    /// file, read from the `UUIDv7`. `None` if the identifier has no timestamp.
    pub(crate) fn known_since(&self) -> Option<NaiveDate> {
        self.joined_on.or_else(|| self.id.made_on())
    }

    /// The status on an earlier day, by what the file says now: who left later was here.
    pub(crate) fn status_on(&self, day: NaiveDate) -> Status {
        match self.left_on {
            Some(left) if left > day && !self.status.is_here() => Status::Enrolled,
            _ => self.status,
        }
    }

    /// Whether the child was on the register on some day from one to another: it had joined by the second, and had not
    /// left by the first. Who is away is still on it.
    pub(crate) fn was_registered(&self, from: NaiveDate, to: NaiveDate) -> bool {
        let has_joined = self.joined_on.is_none_or(|joined| joined <= to);
        has_joined && matches!(self.status_on(from), Status::Enrolled | Status::Away)
    }

    /// Whether what was typed in the file was erased: name and birth date stand for nothing.
    pub(crate) fn is_erased(&self) -> bool {
        self.name.starts_with(ERASED) && self.birth_date == UNKNOWN_BIRTH
    }

    /// The birth date; `None` if nobody has said it yet: of a child who was signed in by name only.
    pub(crate) fn born(&self) -> Option<NaiveDate> {
        Some(self.birth_date).filter(|born| *born != UNKNOWN_BIRTH)
    }

    /// Completed years on a day; `None` without a birth date.
    pub(crate) fn age(&self, today: NaiveDate) -> Option<i32> {
        self.born().map(|born| age(born, today))
    }

    /// A child of whom only the name is known.
    pub(crate) fn by_name(id: ChildId, name: &str, today: NaiveDate) -> Self {
        Self {
            joined_on: Some(today),
            ..Self::new(id, "", name, Sex::Unknown, UNKNOWN_BIRTH)
        }
    }
}

/// Completed years between a birth date and `today`; negative for a date in the future.
///
/// Born on 29 February, a child is a year older on 1 March of a common year.
pub(crate) fn age(birth: NaiveDate, today: NaiveDate) -> i32 {
    let before_birthday = (today.month(), today.day()) < (birth.month(), birth.day());
    today.year() - birth.year() - i32::from(before_birthday)
}
