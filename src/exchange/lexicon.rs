//! The tables of `assets/import`: words in files to fields and codes.
//!
//! The tables are data, so a county's word can be added without a change of code.

use super::groups::{self, Group, group, part};
use super::word_key::{bracketed, heading_key, word_key};
use crate::domain::attendance::AbsenceReason;
use crate::domain::child::{Health, Sex, Stage};
use crate::domain::codes::{Coded, coded};
use crate::domain::contact::Relation;
use crate::domain::{Mark, TagCode, tidy};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

coded! {
    /// A column of a register.
    pub Field {
        Serial = "serial", FileNo = "file-no", Name = "name", Nickname = "nickname", Sex = "sex",
        BirthDate = "birth-date", Age = "age", IdNo = "id-no", Ethnicity = "ethnicity",
        LiveAddress = "live-address", HukouAddress = "hukou-address", Hamlet = "hamlet",
        School = "school", Class = "class", SchoolClass = "school-class", Stage = "stage",
        Boarding = "boarding", Teacher = "teacher", TeacherPhone = "teacher-phone",
        Health = "health", Disability = "disability", Illness = "illness", Allergy = "allergy",
        Category = "category", CategorySince = "category-since", FatherName = "father-name", FatherPhone = "father-phone",
        FatherWork = "father-work", MotherName = "mother-name", MotherPhone = "mother-phone",
        MotherWork = "mother-work", CarerName = "carer-name", CarerRelation = "carer-relation",
        CarerPhone = "carer-phone", JoinedOn = "joined-on",
        ExpectedDays = "expected-days", Note = "note",
    }
}

coded! {
    /// A column of a sign-in sheet, except the columns of days.
    pub(crate) SheetField {
        Serial = "serial", FileNo = "file-no", Name = "name", IdNo = "id-no", Date = "date",
        In = "in", Out = "out", Mark = "mark", Reason = "reason", Total = "total", Note = "note",
        // Only in lists of attendance machines.
        /// Number of a person in the machine.
        MachineNo = "machine-no",
        /// The same, or a running number.
        LooseNo = "loose-no",
        /// Time of a punch, with or without its date.
        Moment = "moment",
        /// Whether a punch is in or out.
        State = "state",
        Verify = "verify", Device = "device", Card = "card", Department = "department",
    }
}

coded! {
    /// A column of a list of helpers, pairings or gifts.
    pub(crate) HelpField {
        Serial = "serial", Name = "name", Child = "child", FileNo = "file-no", IdNo = "id-no",
        Helper = "helper", Kind = "helper-kind", Body = "body", ContactPerson = "contact-person",
        Phone = "phone", Skills = "skills", FreeWhen = "free-when", TrainedOn = "trained-on",
        CheckedOn = "checked-on", Since = "since", Until = "until",
        Purpose = "purpose", Every = "every", ConsentBy = "consent-by",
        ConsentedOn = "consented-on", ChildView = "child-view",
        What = "what", GoodsKind = "goods-kind", Quantity = "quantity", Worth = "worth",
        Giver = "giver", Day = "date", HandedBy = "handed-by", PaperNo = "paper-no", Note = "note",
    }
}

coded! {
    /// What a machine says of a punch.
    pub(crate) PunchState {
        In = "in", Out = "out", BreakOut = "break-out", BreakIn = "break-in",
        /// A word that tells nothing about in or out.
        Unsaid = "unsaid",
    }
}

/// A word for a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Category {
    /// A category of the scheme.
    Tag(TagCode),
    /// The general word for children in difficulty, which covers four categories of the scheme.
    Umbrella,
}

/// Rows near a list that are not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Margin {
    /// Sums.
    Total,
    /// Author, checker, or remarks on the form.
    Signature,
}

struct Lexicon {
    fields: HashMap<String, Field>,
    sheet_fields: HashMap<String, SheetField>,
    punch_fields: HashMap<String, SheetField>,
    categories: HashMap<String, Category>,
    relations: HashMap<String, Relation>,
    marks: HashMap<String, (Mark, Option<AbsenceReason>)>,
    words: HashMap<(&'static str, String), &'static str>,
    school_endings: Vec<String>,
    margins: Vec<(Margin, String)>,
    margin_initials: HashSet<char>,
    margin_patterns: HashMap<String, Margin>,
    pattern_initials: HashSet<char>,
    seals: Vec<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let words = rows(include_str!("../../assets/import/words.tsv"));
    let mut lexicon = Lexicon {
        fields: coded_table(
            include_str!("../../assets/import/roster-headings.tsv"),
            heading_key,
        ),
        sheet_fields: coded_table(
            include_str!("../../assets/import/attendance-headings.tsv"),
            heading_key,
        ),
        punch_fields: coded_table(
            include_str!("../../assets/import/punch-headings.tsv"),
            heading_key,
        ),
        categories: categories(include_str!("../../assets/import/categories.tsv")),
        relations: coded_table(include_str!("../../assets/import/relations.tsv"), word_key),
        marks: marks(include_str!("../../assets/import/marks.tsv")),
        words: HashMap::new(),
        school_endings: Vec::new(),
        margins: Vec::new(),
        margin_initials: HashSet::new(),
        margin_patterns: HashMap::new(),
        pattern_initials: HashSet::new(),
        seals: Vec::new(),
    };
    for (code, word) in words {
        match code {
            "school ending" => lexicon.school_endings.push(word_key(word)),
            "skip total" => lexicon.margins.push((Margin::Total, word_key(word))),
            "skip signature" => lexicon.margins.push((Margin::Signature, word_key(word))),
            "skip seal" => lexicon.seals.push(word_key(word)),
            "skip total-pattern" => {
                lexicon
                    .margin_patterns
                    .insert(word_key(word), Margin::Total);
            }
            "skip signature-pattern" => {
                lexicon
                    .margin_patterns
                    .insert(word_key(word), Margin::Signature);
            }
            _ => {
                let (list, code) = code
                    .split_once(' ')
                    .expect("our own tables are well formed");
                lexicon.words.insert((list, word_key(word)), code);
            }
        }
    }
    let initials = lexicon
        .margins
        .iter()
        .filter_map(|(_, word)| word.chars().next());
    lexicon.margin_initials = initials.collect();
    let initials = lexicon.margin_patterns.keys();
    let initials = initials.filter_map(|word| word.chars().next());
    lexicon.pattern_initials = initials.collect();
    lexicon
});

/// Each code of a table with its words.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(code, words)| words.split('|').map(move |word| (code, word)))
}

fn coded_table<C: Coded>(table: &'static str, key: fn(&str) -> String) -> HashMap<String, C> {
    rows(table)
        .map(|(code, word)| {
            (
                key(word),
                C::from_code(code).expect("our own codes are known"),
            )
        })
        .collect()
}

fn categories(table: &'static str) -> HashMap<String, Category> {
    let category = |code| match code {
        "UMBRELLA" => Category::Umbrella,
        code => Category::Tag(TagCode::from_code(code).expect("our own codes are known")),
    };
    rows(table)
        .map(|(code, word)| (word_key(word), category(code)))
        .collect()
}

fn marks(table: &'static str) -> HashMap<String, (Mark, Option<AbsenceReason>)> {
    let mark = |code: &str| {
        let (mark, reason) = code
            .split_once(' ')
            .map_or((code, None), |(m, r)| (m, Some(r)));
        let mark = Mark::from_code(mark).expect("our own codes are known");
        (mark, reason.and_then(AbsenceReason::from_code))
    };
    rows(table)
        .map(|(code, word)| (word_key(word), mark(code)))
        .collect()
}

pub(super) fn by_heading<F: Copy>(table: &HashMap<String, F>, heading: &str) -> Option<F> {
    let whole = heading_key(heading);
    if whole.is_empty() {
        return None;
    }
    if let Some(field) = table.get(&whole) {
        return Some(*field);
    }
    let (plain, inside) = bracketed(heading);
    let plain_key = heading_key(&plain);
    let found = |key: &str| table.get(key).copied();
    // "Phone (father)" is the father's phone; "father (mother) name" is of one of two.
    let person = Some(inside.as_str()).filter(|inside| !inside.is_empty());
    match (person.and_then(group), part(&plain)) {
        (None | Some(Group::Neutral), _) => found(&plain_key),
        (Some(person), Some(part)) => found(&heading_key(&format!("{}{part}", person.word()?))),
        (Some(Group::Father | Group::Mother), None) if groups::names_parent(&plain_key) => None,
        (Some(_), None) => found(&plain_key),
    }
}

/// Field for a heading of a register.
pub(crate) fn field(heading: &str) -> Option<Field> {
    by_heading(&LEXICON.fields, heading)
}

/// Field for a heading of a sign-in sheet.
pub(crate) fn sheet_field(heading: &str) -> Option<SheetField> {
    by_heading(&LEXICON.sheet_fields, heading)
}

/// Field for a heading in a list of an attendance machine, where some words mean another column than
/// in a sheet kept by hand.
pub(crate) fn punch_field(heading: &str) -> Option<SheetField> {
    by_heading(&LEXICON.punch_fields, heading)
}

/// State of a punch, for a machine's word or number.
pub(crate) fn punch_state(text: &str) -> Option<PunchState> {
    word("punch", text).and_then(PunchState::from_code)
}

/// Categories in a cell, several if separators are between them; the error holds the words that no
/// table has.
pub(crate) fn categories_of(text: &str) -> Result<Vec<(Category, String)>, String> {
    let found = |word: &str| LEXICON.categories.get(&word_key(word)).copied();
    let whole = tidy::trimmed(text);
    if let Some(category) = found(&whole) {
        return Ok(vec![(category, whole)]);
    }
    let separators = ['/', ',', ';', '|', '+', '&', ' ', '\u{3001}', '\u{3002}'];
    let mut categories = Vec::new();
    for word in whole
        .split(separators)
        .map(str::trim)
        .filter(|word| !word.is_empty())
    {
        categories.push((found(word).ok_or_else(|| word.to_owned())?, word.to_owned()));
    }
    Ok(categories)
}

/// Chooses the category for the umbrella word.
///
/// The law's umbrella covers poverty, the child's own illness or disability, safety, and sudden
/// events, and a list with only the umbrella word does not say which. Without a category the child
/// would lose the monthly visits. If the same row says that the child is ill or disabled, that
/// category is entered; else the most frequent one. The word as written is kept as evidence, and
/// the row gets a note that asks for the real category.
pub(crate) fn umbrella(health: Option<Health>) -> TagCode {
    match health {
        Some(Health::Disabled | Health::Ill) => TagCode::DiffSelf,
        Some(Health::Healthy) | None => TagCode::DiffPoor,
    }
}

/// Relation of a contact to the child.
pub(crate) fn relation(word: &str) -> Option<Relation> {
    LEXICON.relations.get(&word_key(word)).copied()
}

/// Mark for a sign on a sign-in sheet.
pub(crate) fn mark(sign: &str) -> Option<(Mark, Option<AbsenceReason>)> {
    LEXICON.marks.get(&word_key(sign)).copied()
}

/// Reason for an absence, from the words of a reason column.
pub(crate) fn reason(word: &str) -> Option<AbsenceReason> {
    let coded = AbsenceReason::from_code(&word_key(word));
    coded.or_else(|| mark(word).and_then(|(_, reason)| reason))
}

pub(super) fn word(list: &'static str, word: &str) -> Option<&'static str> {
    LEXICON.words.get(&(list, word_key(word))).copied()
}

/// Sex for a word.
pub(crate) fn sex(text: &str) -> Option<Sex> {
    word("sex", text).and_then(Sex::from_code)
}

/// Reads a yes or no.
pub(crate) fn yes_no(text: &str) -> Option<bool> {
    word("yes", text).map(|code| code == "yes")
}

/// State of health for a word.
pub(crate) fn health(text: &str) -> Option<Health> {
    word("health", text).and_then(Health::from_code)
}

/// Whether a word means an empty value.
pub(crate) fn is_nothing(text: &str) -> bool {
    word("nothing", text).is_some()
}

/// Whether a word is a weekday.
pub(crate) fn is_weekday(text: &str) -> bool {
    word("weekday", text).is_some()
}

/// School stage of a class, from its first letters: "three (2)" is primary school.
pub(crate) fn stage(class: &str) -> Option<Stage> {
    let plain = word_key(class);
    if plain.is_empty() {
        return None;
    }
    let mut best: Option<(usize, Stage)> = None;
    for ((list, word), code) in &LEXICON.words {
        if *list != "stage" || !plain.starts_with(word.as_str()) {
            continue;
        }
        let found = Stage::from_code(code).map(|stage| (word.len(), stage));
        best = best.max(found);
    }
    best.map(|(_, stage)| stage)
}

/// Splits one text into school and class, after a school's ending where a class begins.
///
/// A text without a certain split stays whole, as the school.
pub(crate) fn school_and_class(text: &str) -> (String, String) {
    let whole = tidy::trimmed(text);
    let cuts = LEXICON.school_endings.iter().flat_map(|ending| {
        whole
            .match_indices(ending.as_str())
            .map(|(at, found)| at + found.len())
            .collect::<Vec<_>>()
    });
    for cut in cuts {
        let (school, class) = whole.split_at(cut);
        let class = class.trim();
        if !class.is_empty() && stage(class).is_some() {
            return (school.trim().to_owned(), class.to_owned());
        }
    }
    (whole, String::new())
}

/// Whether a text begins a row of sums or signatures.
pub(crate) fn margin(text: &str) -> Option<Margin> {
    // Fast exit for nearly every row: no word of the table begins with the same letter.
    let mut letters = text.chars().filter(|c| !c.is_whitespace());
    let first = letters.next()?;
    let is_known_initial = LEXICON
        .margin_initials
        .contains(&first.to_ascii_lowercase());
    let last = letters.next_back().unwrap_or(first);
    let may_be_seal = matches!(last, ')' | ':' | '_' | '\u{FF09}' | '\u{FF1A}');
    if !is_known_initial && !may_be_seal {
        return None;
    }
    let plain = word_key(text);
    if may_be_seal && is_seal(&plain) {
        return Some(Margin::Signature);
    }
    let opens = |word: &str| {
        let rest = plain.strip_prefix(word);
        rest.is_some_and(|rest| match rest.chars().next() {
            None | Some(':' | '(' | '_') => true,
            Some(c) => word.chars().count() > 2 && !(word.is_ascii() && c.is_ascii_alphabetic()),
        })
    };
    LEXICON
        .margins
        .iter()
        .find(|(_, word)| opens(word))
        .map(|(margin, _)| *margin)
}

/// Whether a text asks for a seal or a signature: "(seal)" or "signature:" at its end.
fn is_seal(plain: &str) -> bool {
    let asked = plain.trim_end_matches([':', '_', ')']);
    let is_label = |before: &str| {
        let is_marked = plain.len() > asked.len();
        is_marked && (before.is_empty() || before.ends_with('(') || plain.ends_with([':', '_']))
    };
    let mut seals = LEXICON.seals.iter();
    seals.any(|seal| asked.strip_suffix(seal.as_str()).is_some_and(is_label))
}

/// Whether a text is only a day, the number of a page, or a count of children.
pub(crate) fn margin_pattern(text: &str) -> Option<Margin> {
    // Fast exit for nearly every row: a name, with which no pattern begins.
    let first = text.chars().find(|c| !c.is_whitespace())?;
    let is_hanzi = ('\u{4E00}'..='\u{9FFF}').contains(&first);
    if is_hanzi && !LEXICON.pattern_initials.contains(&first) {
        return None;
    }
    let mut pattern = String::new();
    for c in word_key(text).chars() {
        if !c.is_ascii_digit() {
            pattern.push(c);
        } else if !pattern.ends_with('#') {
            pattern.push('#');
        }
    }
    LEXICON.margin_patterns.get(&pattern).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("姓 名", Some(Field::Name))]
    #[case("*儿童姓名：", Some(Field::Name))]
    #[case("公民身份号码", Some(Field::IdNo))]
    #[case("出生日期（年月日）", Some(Field::BirthDate))]
    #[case("Date of Birth", Some(Field::BirthDate))]
    #[case("file_no", Some(Field::FileNo))]
    #[case("家庭月收入", None)]
    #[case("", None)]
    #[case("：", None)]
    #[case("联 系 电 话", Some(Field::CarerPhone))]
    #[case("监护人手机号", Some(Field::CarerPhone))]
    #[case("实际照护人", Some(Field::CarerName))]
    #[case("实际照料人", Some(Field::CarerName))]
    #[case("监护人（照护人）姓名", Some(Field::CarerName))]
    #[case("联系人姓名", Some(Field::CarerName))]
    #[case("监护人关系", Some(Field::CarerRelation))]
    #[case("与留守儿童关系", Some(Field::CarerRelation))]
    #[case("称谓", Some(Field::CarerRelation))]
    #[case("出生年月日", Some(Field::BirthDate))]
    #[case("身份证（号）", Some(Field::IdNo))]
    #[case("就读学校（年级）", Some(Field::SchoolClass))]
    #[case("家庭详细住址", Some(Field::LiveAddress))]
    #[case("居住地", Some(Field::LiveAddress))]
    #[case("户籍所在地", Some(Field::HukouAddress))]
    #[case("村（组）", Some(Field::Hamlet))]
    #[case("队", Some(Field::Hamlet))]
    #[case("建档时间", Some(Field::JoinedOn))]
    #[case("备 注", Some(Field::Note))]
    #[case("Guardian's name", Some(Field::CarerName))]
    #[case("Relationship to child", Some(Field::CarerRelation))]
    // Whose phone it is stands in the brackets.
    #[case("联系电话（父亲）", Some(Field::FatherPhone))]
    #[case("姓名（监护人）", Some(Field::CarerName))]
    #[case("姓名（儿童）", Some(Field::Name))]
    #[case("姓名（帮扶责任人）", None)]
    #[case("身份证号（监护人）", None)]
    // One of two persons, or a word of another meaning.
    #[case("父（母）姓名", None)]
    #[case("父（母）务工地", None)]
    #[case("务工地点", None)]
    #[case("是否留守", None)]
    #[case("致困原因", None)]
    #[case("残疾证号", None)]
    #[case("家庭情况", None)]
    #[case("帮扶责任人", None)]
    fn headings_are_known_by_their_words(#[case] heading: &str, #[case] expected: Option<Field>) {
        assert_eq!(field(heading), expected);
    }

    #[test]
    fn every_field_has_a_heading() {
        for expected in Field::ALL {
            assert!(
                LEXICON.fields.values().any(|field| field == expected),
                "{expected:?}"
            );
        }
        for expected in SheetField::ALL {
            assert!(
                LEXICON
                    .sheet_fields
                    .values()
                    .chain(LEXICON.punch_fields.values())
                    .any(|field| field == expected),
                "{expected:?}"
            );
        }
    }

    #[test]
    fn a_word_stands_only_once_in_a_table() {
        for table in [
            include_str!("../../assets/import/roster-headings.tsv"),
            include_str!("../../assets/import/attendance-headings.tsv"),
            include_str!("../../assets/import/punch-headings.tsv"),
            include_str!("../../assets/import/categories.tsv"),
            include_str!("../../assets/import/relations.tsv"),
        ] {
            let mut codes: HashMap<String, &str> = HashMap::new();
            for (code, word) in rows(table) {
                let before = codes.insert(word_key(word), code);
                assert!(
                    before.is_none_or(|before| before == code),
                    "{word}: {before:?} {code}"
                );
            }
        }
    }

    #[rstest]
    #[case("王市镇中心小学三年级", "王市镇中心小学", "三年级")]
    #[case("县第三中学幼儿园", "县第三中学", "幼儿园")]
    #[case("王市镇幼儿园大班", "王市镇幼儿园", "大班")]
    #[case("中王小学 初一（2）班", "中王小学", "初一(2)班")]
    #[case("中王小学", "中王小学", "")]
    #[case("在家", "在家", "")]
    fn school_and_class_are_cut(#[case] text: &str, #[case] school: &str, #[case] class: &str) {
        assert_eq!(
            school_and_class(text),
            (school.to_owned(), class.to_owned())
        );
    }

    #[rstest]
    #[case("三年级2班", Some(Stage::Primary))]
    #[case("初三", Some(Stage::Junior))]
    #[case("幼儿园", Some(Stage::Kindergarten))]
    #[case("八年级", Some(Stage::Junior))]
    #[case("博士", None)]
    fn the_stage_is_told_by_the_class(#[case] class: &str, #[case] expected: Option<Stage>) {
        assert_eq!(stage(class), expected);
    }

    #[test]
    fn several_categories_stand_in_one_cell() {
        let found = categories_of("农村留守儿童、残疾儿童").unwrap();
        let codes: Vec<_> = found.into_iter().map(|(category, _)| category).collect();
        assert_eq!(
            codes,
            [Category::Tag(TagCode::Lbc), Category::Tag(TagCode::Disab)]
        );
        assert_eq!(
            categories_of("留守儿童、重点关注"),
            Err("重点关注".to_owned())
        );
    }

    #[rstest]
    #[case("合　计", Some(Margin::Total))]
    #[case("填表人：张三", Some(Margin::Signature))]
    #[case("注：", Some(Margin::Signature))]
    #[case("村委会（盖章）", Some(Margin::Signature))]
    #[case("（盖章）", Some(Margin::Signature))]
    #[case("公章", Some(Margin::Signature))]
    #[case("签章：", Some(Margin::Signature))]
    #[case("经办人：", Some(Margin::Signature))]
    #[case("领导签字", Some(Margin::Signature))]
    #[case("分管领导：", Some(Margin::Signature))]
    #[case("主管领导（签字）", Some(Margin::Signature))]
    #[case("村（居）委会负责人：", Some(Margin::Signature))]
    #[case("填报时间：2026年11月3日", Some(Margin::Signature))]
    #[case("日期：", Some(Margin::Signature))]
    #[case("制表单位：", Some(Margin::Signature))]
    #[case("审核单位：", Some(Margin::Signature))]
    #[case("备注：本表一式三份", Some(Margin::Signature))]
    #[case("说明：", Some(Margin::Signature))]
    #[case("单丹", None)]
    #[case("盖一鸣", None)]
    #[case("章小雨", None)]
    #[case("注明", None)]
    #[case("年家宝", None)]
    #[case("总一", None)]
    #[case("Summer", None)]
    #[case("已签字", None)]
    #[case("村委会东边", None)]
    #[case("1", None)]
    fn margins_are_told_by_their_words(#[case] text: &str, #[case] expected: Option<Margin>) {
        assert_eq!(margin(text), expected);
    }
}
