//! Checks that the language files match each other, the program and the README.

use super::source::{Source, read, sources};
use doorlight::desk::doctor::check::{CheckName, Colours, Mend, Obstacle};
use doorlight::desk::rights::Right;
use doorlight::domain::KnownAs;
use doorlight::domain::activity::{Recurrence, State};
use doorlight::domain::attendance::{AbsenceReason, Mark};
use doorlight::domain::calendar::TermKind;
use doorlight::domain::caseload::Standing;
use doorlight::domain::child::{
    CareGrade, CareMode, Guardianship, Health, Risk, Sex, Stage, Status, SummerPlan,
};
use doorlight::domain::contact::Relation;
use doorlight::domain::family_request::{Answer, RequestKind};
use doorlight::domain::follow_up::{CloseReason, FollowStep};
use doorlight::domain::incident::{Agency, IncidentKind};
use doorlight::domain::look::LookKind;
use doorlight::domain::mask::Mask;
use doorlight::domain::problem::ProblemKind;
use doorlight::domain::round::Found;
use doorlight::domain::rules::Level;
use doorlight::domain::rules::book::Preset;
use doorlight::domain::rules::ladder::{Owner, Rung};
use doorlight::domain::rules::list::List;
use doorlight::domain::support::benefit::BenefitState;
use doorlight::domain::support::given::GoodsKind;
use doorlight::domain::support::helper::HelperKind;
use doorlight::domain::support::news::NewsKind;
use doorlight::domain::support::pairing::ContactWay;
use doorlight::domain::support::school::TeacherWord;
use doorlight::domain::support::talk::TalkKind;
use doorlight::domain::topic::Cadence;
use doorlight::domain::visit::{CallResult, Grade, Met, VisitKind};
use doorlight::domain::{
    Agreement, Attendance, Child, Contact, FollowUp, FurtherReport, Incident, Problem, Role,
    RuleId, Tag, TagCode, Visit,
};
use doorlight::i18n::Lang;
use doorlight::keymap;
use doorlight::reports::ledgers::Ledger;
use doorlight::reports::slots::Beside;
use doorlight::reports::trends::Page;
use doorlight::reports::write::Format;
use doorlight::store::{ActKind, Card, Record};
use doorlight::ui::preferences::{SymbolSet, ThemeName};
use std::collections::{BTreeMap, BTreeSet};

const ENGLISH: &str = "assets/i18n/en/doorlight.ftl";
const CHINESE: &str = "assets/i18n/zh-CN/doorlight.ftl";
/// Language files that must have the same order as the English one.
const OTHER_LANGUAGES: &[&str] = &[CHINESE];
/// Prefix of the keys that describe commands and arguments.
const CLI: &str = "cli";

macro_rules! codes {
    ($($list:literal => $choice:ty),+ $(,)?) => {
        vec![$(($list, <$choice>::ALL.iter().map(|one| one.code()).collect::<Vec<_>>())),+]
    };
}

/// Every list of fixed choices that has labels, with its codes.
fn choices() -> Vec<(&'static str, Vec<&'static str>)> {
    codes! {
        "activity-state" => State, "rhythm" => Recurrence, "cadence" => Cadence,
        "visit-kind" => VisitKind, "call-result" => CallResult, "grade" => Grade, "met" => Met, "found" => Found,
        "problem" => ProblemKind, "incident" => IncidentKind, "agency" => Agency,
        "visit-kind" => VisitKind, "call-result" => CallResult, "grade" => Grade, "met" => Met,
        "problem" => ProblemKind, "incident" => IncidentKind, "agency" => Agency, "request" => RequestKind, "answer" => Answer, "standing" => Standing,
        "follow-step" => FollowStep, "close-reason" => CloseReason, "level" => Level,
        "rule" => RuleId, "rung" => Rung, "rung-brief" => Rung, "step-owner" => Owner, "known-as" => KnownAs, "trend-page" => Page, "trend-tab" => Page, "trend-with" => Beside, "report" => Ledger, "mask" => Mask, "format" => Format, "list" => List, "preset" => Preset,
        "sex" => Sex, "stage" => Stage, "health" => Health, "care-mode" => CareMode,
        "guardianship" => Guardianship, "care-grade" => CareGrade, "status" => Status,
        "summer-plan" => SummerPlan, "risk" => Risk, "tag" => TagCode, "relation" => Relation,
        "mark" => Mark, "absence-reason" => AbsenceReason, "role" => Role, "right" => Right, "deed" => ActKind, "look" => LookKind,
        "theme" => ThemeName, "symbols" => SymbolSet, "term-kind" => TermKind,
        "doctor-check" => CheckName, "doctor-mend" => Mend, "doctor-cannot" => Obstacle,
        "doctor-colours" => Colours,
        "helper-kind" => HelperKind, "contact-way" => ContactWay, "goods-kind" => GoodsKind,
        "benefit-state" => BenefitState, "talk-kind" => TalkKind, "news-kind" => NewsKind,
        "teacher-word" => TeacherWord,
    }
}

/// Keys of a language file with their placeholders.
fn messages(path: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in read(path).lines() {
        if let Some((name, _)) = line.split_once(" =").filter(|_| begins_message(line)) {
            name.clone_into(&mut key);
            assert!(!messages.contains_key(&key), "{path}: {key} is there twice");
            messages.insert(key.clone(), BTreeSet::new());
        } else if line.is_empty() || line.starts_with('#') {
            key.clear();
        }
        let Some(names) = messages.get_mut(&key) else {
            continue;
        };
        names.extend(line.split('$').skip(1).map(|after| {
            let end = after.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'));
            after[..end.unwrap_or(after.len())].to_owned()
        }));
    }
    assert!(messages.len() > 100, "{path} was not understood");
    messages
}

fn begins_message(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_lowercase())
}

/// All string literals of the program; each can be a key.
fn mentioned(sources: &[Source]) -> BTreeSet<&str> {
    sources
        .iter()
        .flat_map(|source| source.literals.iter().map(String::as_str))
        .collect()
}

/// The list names in calls of `choice`.
fn lists_asked_for(sources: &[Source]) -> BTreeSet<String> {
    let calls = sources
        .iter()
        .flat_map(|source| source.code.split("choice(").skip(1));
    calls
        .filter_map(|call| {
            let (before, after) = call.split_once('"')?;
            // The literal must be the second argument of this call.
            let is_second = before.matches(',').count() == 1 && !before.contains(['(', ')', ';']);
            is_second.then(|| after.split('"').next().unwrap_or_default().to_owned())
        })
        .collect()
}

/// Every key that the program can build at run time.
fn run_time_keys() -> BTreeSet<String> {
    let coded = choices().into_iter().flat_map(|(list, codes)| {
        codes
            .into_iter()
            .map(move |code| format!("{list}-{}", code.to_ascii_lowercase()))
    });
    coded.chain(field_keys()).collect()
}

/// The names of all fields that the history of a file can show.
fn field_keys() -> BTreeSet<String> {
    let tables = [
        Child::TABLE,
        Contact::TABLE,
        Tag::TABLE,
        Card::TABLE,
        Attendance::TABLE,
        Visit::TABLE,
        FollowUp::TABLE,
        Agreement::TABLE,
        Problem::TABLE,
        Incident::TABLE,
        FurtherReport::TABLE,
    ];
    let columns = tables.iter().flat_map(|table| {
        let own = if table.name == "card" { "code" } else { "id" };
        table.columns.iter().filter(move |name| **name != own)
    });
    columns
        .map(|name| format!("field-{}", name.replace('_', "-")))
        .collect()
}

/// The names of all tables that are kept, as the program declares them.
fn stored_tables() -> Vec<String> {
    let declared = read("src/store/rows/tables.rs");
    let names = declared.split("record!(").skip(1);
    let names = names.filter_map(|one| one.split('"').nth(1));
    names.map(|name| name.replace('_', "-")).collect()
}

#[test]
fn every_table_that_is_kept_has_words() {
    let (tables, english) = (stored_tables(), messages(ENGLISH));
    assert!(tables.len() > 40, "the tables were not found");
    let keys = tables.iter().map(|name| format!("table-{name}"));
    let missing: Vec<String> = keys.filter(|key| !english.contains_key(key)).collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
}

#[test]
fn both_languages_have_the_same_keys() {
    let (english, chinese) = (messages(ENGLISH), messages(CHINESE));
    let missing = |from: &BTreeMap<String, _>, of: &BTreeMap<String, _>| -> Vec<String> {
        of.keys()
            .filter(|key| !from.contains_key(*key))
            .cloned()
            .collect()
    };
    assert_eq!(
        missing(&chinese, &english),
        Vec::<String>::new(),
        "missing in Chinese"
    );
    assert_eq!(
        missing(&english, &chinese),
        Vec::<String>::new(),
        "missing in English"
    );
}

/// The first lines of all sections, in order. A section begins with a `##` comment.
fn sections(path: &str) -> Vec<String> {
    let text = read(path);
    let titles = text.lines().filter(|line| line.starts_with("## "));
    titles.map(str::to_owned).collect()
}

/// The keys of a language file in order, each with its section.
fn keys_in_order(path: &str) -> Vec<String> {
    let mut section = "no section".to_owned();
    let mut keys = Vec::new();
    for line in read(path).lines() {
        if line.starts_with("## ") {
            line.clone_into(&mut section);
        } else if let Some((key, _)) = line.split_once(" =").filter(|_| begins_message(line)) {
            keys.push(format!("{key} ({section})"));
        }
    }
    keys
}

/// Fails at the first difference between a language file and the English one.
fn assert_same_order(what: &str, list: fn(&str) -> Vec<String>) {
    let english = list(ENGLISH);
    assert!(!english.is_empty(), "{ENGLISH}: no {what} found");
    for path in OTHER_LANGUAGES {
        let other = list(path);
        let length = english.len().max(other.len());
        let first = (0..length).find(|nth| english.get(*nth) != other.get(*nth));
        if let Some(nth) = first {
            let shown =
                |list: &[String]| list.get(nth).map_or("nothing", String::as_str).to_owned();
            panic!(
                "{what} differ at number {}:\n{ENGLISH}: {}\n{path}: {}",
                nth + 1,
                shown(&english),
                shown(&other)
            );
        }
    }
}

#[test]
fn every_language_has_the_same_sections_in_the_same_order() {
    assert_same_order("sections", sections);
}

#[test]
fn every_language_has_the_same_keys_in_the_same_order() {
    assert_same_order("keys", keys_in_order);
}

#[test]
fn every_key_is_in_a_section() {
    let keys = keys_in_order(ENGLISH);
    let homeless: Vec<&String> = keys
        .iter()
        .filter(|key| key.ends_with("(no section)"))
        .collect();
    assert!(homeless.is_empty(), "before the first `##`: {homeless:?}");
}

#[test]
fn both_languages_use_the_same_placeholders() {
    let (english, chinese) = (messages(ENGLISH), messages(CHINESE));
    let different: Vec<&String> = english
        .iter()
        .filter(|(key, names)| chinese.get(*key) != Some(names))
        .map(|(key, _)| key)
        .collect();
    assert!(
        different.is_empty(),
        "different placeholders: {different:?}"
    );
}

/// Placeholders for a number that can be one.
const NUMBERS: &[&str] = &[
    "count", "days", "times", "hours", "minutes", "age", "years", "entries", "steps", "children",
    "adults", "misses", "failed", "rows", "remind",
];

/// The end of a noun after a number that can be one, outside of a choice between one and others.
fn plural_after(line: &str) -> Option<String> {
    let is_choice = line.trim_start().starts_with(['[', '*']);
    let mut after = line.split("{ $").skip(1).filter(|_| !is_choice);
    after.find_map(|part| {
        let (name, rest) = part.split_once(" } ")?;
        let word = rest.split(|c: char| !c.is_ascii_lowercase()).next()?;
        let is_plural = word.len() > 3 && word.ends_with('s') || word == "children";
        (NUMBERS.contains(&name) && is_plural).then(|| format!("{name} {word}"))
    })
}

#[test]
fn no_english_sentence_says_one_days() {
    assert_eq!(
        plural_after("a = no copy for { $days } days").as_deref(),
        Some("days days")
    );
    assert_eq!(plural_after("       *[other] { $days } days"), None);
    let mut key = String::new();
    let mut wrong = Vec::new();
    for line in read(ENGLISH).lines() {
        if let Some((name, _)) = line.split_once(" =").filter(|_| begins_message(line)) {
            name.clone_into(&mut key);
        }
        // Too many digits, the rows of a window, and the years of who is no child any more, are never one.
        let is_many =
            ["form-error-phone-long", "too-small", "wrong-of-age"].contains(&key.as_str());
        if let Some(what) = plural_after(line).filter(|_| !is_many) {
            wrong.push(format!("{key}: {what}"));
        }
    }
    assert!(wrong.is_empty(), "write [one] and *[other]: {wrong:#?}");
}

#[test]
fn every_key_put_together_at_run_time_has_words() {
    let english = messages(ENGLISH);
    let keys = run_time_keys();
    let missing: Vec<&String> = keys
        .iter()
        .filter(|key| !english.contains_key(*key))
        .collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
}

#[test]
fn every_list_of_choices_that_is_shown_is_known_here() {
    let sources = sources();
    let known: BTreeSet<&str> = choices().into_iter().map(|(list, _)| list).collect();
    let asked = lists_asked_for(&sources);
    assert!(asked.contains("status"), "no call was found");
    let new: Vec<&String> = asked
        .iter()
        .filter(|list| !known.contains(list.as_str()))
        .collect();
    assert!(new.is_empty(), "add these lists to this test: {new:?}");
}

#[test]
fn no_words_are_left_over() {
    let sources = sources();
    let mentioned = mentioned(&sources);
    let built = run_time_keys();
    let left_over: Vec<String> = messages(ENGLISH)
        .into_keys()
        .filter(|key| !mentioned.contains(key.as_str()) && !built.contains(key))
        .filter(|key| !is_of_a_family(key, &mentioned) && !is_of_the_command_line(key))
        .collect();
    assert!(
        left_over.is_empty(),
        "nobody says these:\n{}",
        left_over.join("\n")
    );
}

/// Whether the program builds keys with this prefix: `format!("field-{}")` contains the literal
/// `field-{}`.
fn is_of_a_family(key: &str, mentioned: &BTreeSet<&str>) -> bool {
    mentioned.iter().any(|text| {
        let Some((prefix, _)) = text.split_once('{') else {
            return false;
        };
        prefix.ends_with('-') && prefix.len() > 3 && key.starts_with(prefix)
    })
}

fn is_of_the_command_line(key: &str) -> bool {
    fn keys(command: &clap::Command, key: &str, found: &mut BTreeSet<String>) {
        found.insert(key.to_owned());
        for argument in command.get_arguments() {
            let name = argument.get_id().as_str().replace('_', "-");
            found.insert(format!("{key}-arg-{name}"));
            found.insert(format!("{CLI}-arg-{name}"));
        }
        for task in command.get_subcommands() {
            keys(task, &format!("{key}-{}", task.get_name()), found);
        }
    }
    let mut found = BTreeSet::new();
    keys(&doorlight::cli::command(Lang::En), CLI, &mut found);
    found.contains(key)
}

#[test]
fn every_task_and_argument_of_the_command_line_is_explained() {
    fn silent(command: &clap::Command, path: &str, found: &mut Vec<String>) {
        if command.get_about().is_none() {
            found.push(path.to_owned());
        }
        let shown = command
            .get_arguments()
            .filter(|argument| !argument.is_hide_set());
        for argument in shown.filter(|argument| argument.get_help().is_none()) {
            found.push(format!("{path} {}", argument.get_id()));
        }
        for task in command.get_subcommands().filter(|task| !task.is_hide_set()) {
            silent(task, &format!("{path} {}", task.get_name()), found);
        }
    }
    for lang in [Lang::En, Lang::Zh] {
        let mut found = Vec::new();
        silent(&doorlight::cli::command(lang), "doorlight", &mut found);
        assert!(found.is_empty(), "not explained in {lang:?}: {found:?}");
    }
}

#[test]
fn chinese_stands_in_the_language_files_and_not_in_the_code() {
    let is_han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}');
    let wrong: Vec<String> = sources()
        .iter()
        .flat_map(|source| {
            let han = source
                .literals
                .iter()
                .filter(|text| text.chars().any(is_han));
            han.map(|text| format!("{}: {text}", source.path))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "Han literals:\n{}", wrong.join("\n"));
}

#[test]
fn the_readme_lists_the_keys_of_the_key_table() {
    let readme = read("README.md");
    let keys = keymap::markdown(Lang::En);
    assert!(
        readme.contains(keys.trim()),
        "README.md must hold this, as `doorlight --lang en keys` prints it:\n\n{keys}"
    );
}

/// The `doorlight` commands in the README, without comments, one per line.
fn calls_in_the_readme() -> Vec<String> {
    let readme = read("README.md").replace("\\\n", " ");
    let calls = readme.lines().filter(|line| line.starts_with("doorlight "));
    calls
        .map(|line| line.split(" #").next().unwrap_or_default().to_owned())
        .collect()
}

/// The words of a command; quoted words keep their spaces.
fn words_of(call: &str) -> Vec<String> {
    let parts = call.split('"').enumerate().flat_map(|(nth, part)| {
        let quoted = nth % 2 == 1;
        let words: Vec<&str> = if quoted {
            vec![part]
        } else {
            part.split_whitespace().collect()
        };
        words.into_iter().map(str::to_owned).collect::<Vec<_>>()
    });
    parts.collect()
}

#[test]
fn the_readme_shows_calls_that_exist() {
    let calls = calls_in_the_readme();
    assert!(calls.len() > 10, "the calls were not found");
    let wrong: Vec<String> = calls
        .iter()
        .filter_map(|call| {
            let parsed = doorlight::cli::command(Lang::En).try_get_matches_from(words_of(call));
            parsed.err().map(|error| format!("{call}: {error}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_pictures_of_the_readme_are_there() {
    let readme = read("README.md");
    let pictures = readme.split("](assets/pictures/").skip(1);
    let names: Vec<&str> = pictures.filter_map(|rest| rest.split(')').next()).collect();
    assert!(!names.is_empty(), "the README has no pictures");
    for name in names {
        let picture = read(&format!("assets/pictures/{name}"));
        assert!(
            picture.starts_with("<svg") || picture.starts_with("<?xml"),
            "{name}"
        );
    }
}
