//! The words above several headings: whose columns stand below.
//!
//! The tables are data (`assets/import/groups.tsv`); which cells a group covers is for
//! [`super::headings`] to find out.

use super::word_key::{heading_key, without_brackets};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Whose columns stand below an upper heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Group {
    /// The child's own columns, or those of no person.
    Neutral,
    /// A person whom the child lives with in place of the parents.
    Carer,
    /// A guardian, who may be a parent who is away: yields to [`Group::Carer`].
    Guardian,
    /// The father.
    Father,
    /// The mother.
    Mother,
    /// The class teacher.
    Teacher,
    /// A person that a register has no columns for.
    Other,
}

impl Group {
    fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "neutral" => Self::Neutral,
            "carer" => Self::Carer,
            "guardian" => Self::Guardian,
            "father" => Self::Father,
            "mother" => Self::Mother,
            "teacher" => Self::Teacher,
            "other" => Self::Other,
            _ => return None,
        })
    }

    /// The word that makes a heading of this person out of a heading of any person; `None` if the
    /// group has no columns of its own.
    pub(crate) fn word(self) -> Option<&'static str> {
        GROUPS.first_words.get(&self).copied()
    }
}

/// The table of upper headings.
struct Groups {
    words: HashMap<String, Group>,
    first_words: HashMap<Group, &'static str>,
    endings: Vec<(String, Group)>,
    stripped: Vec<String>,
    parts: HashMap<String, &'static str>,
}

static GROUPS: LazyLock<Groups> = LazyLock::new(|| {
    let table = include_str!("../../assets/import/groups.tsv");
    let mut groups = Groups {
        words: HashMap::new(),
        first_words: HashMap::new(),
        endings: Vec::new(),
        stripped: Vec::new(),
        parts: HashMap::new(),
    };
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    for (code, words) in lines.filter_map(|line| line.split_once('\t')) {
        let first = words.split('|').next().unwrap_or_default();
        let (name, is_ending) = code
            .strip_suffix(" ending")
            .map_or((code, false), |name| (name, true));
        for word in words.split('|') {
            let key = heading_key(word);
            match Group::from_code(name) {
                Some(group) if is_ending => groups.endings.push((key, group)),
                Some(group) => drop(groups.words.insert(key, group)),
                None if name == "part" => drop(groups.parts.insert(key, first)),
                None => groups.stripped.push(key),
            }
        }
        if let Some(group) = Group::from_code(name)
            && !is_ending
            && !matches!(group, Group::Neutral | Group::Other)
        {
            groups.first_words.insert(group, first);
        }
    }
    groups
});

/// Whose columns an upper heading stands over; `None` if no table has it.
pub(crate) fn group(heading: &str) -> Option<Group> {
    let known = |key: &str| {
        let rest = GROUPS
            .stripped
            .iter()
            .find_map(|end| key.strip_suffix(end.as_str()));
        [Some(key), rest]
            .into_iter()
            .flatten()
            .find_map(|key| GROUPS.words.get(key).copied())
            .or_else(|| ending(rest.unwrap_or(key)))
    };
    let whole = heading_key(heading);
    known(&whole).or_else(|| known(&heading_key(&without_brackets(heading))))
}

/// The group of the longest known ending.
fn ending(key: &str) -> Option<Group> {
    let ends = GROUPS
        .endings
        .iter()
        .filter(|(end, _)| key.ends_with(end.as_str()));
    ends.max_by_key(|(end, _)| end.len())
        .map(|(_, group)| *group)
}

/// The usual heading for what every person has, such as a name or a phone; `None` for all others.
pub(crate) fn part(heading: &str) -> Option<&'static str> {
    let parts = &GROUPS.parts;
    let whole = parts.get(&heading_key(heading));
    whole
        .or_else(|| parts.get(&heading_key(&without_brackets(heading))))
        .copied()
}

/// Whether a heading begins with a word for the father or the mother.
pub(super) fn names_parent(key: &str) -> bool {
    let mut parents = GROUPS
        .words
        .iter()
        .filter(|(_, group)| matches!(group, Group::Father | Group::Mother));
    parents.any(|(word, _)| key.starts_with(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("监护人信息", Some(Group::Guardian))]
    #[case("监护人情况", Some(Group::Guardian))]
    #[case("家长信息", Some(Group::Guardian))]
    #[case("监护人（照护人）基本情况", Some(Group::Carer))]
    #[case("委托照护人信息", Some(Group::Carer))]
    #[case("实际照护人", Some(Group::Carer))]
    #[case("受委托监护人基本信息", Some(Group::Carer))]
    #[case("父亲信息", Some(Group::Father))]
    #[case("母 亲 情 况", Some(Group::Mother))]
    #[case("班主任信息", Some(Group::Teacher))]
    #[case("儿童基本信息", Some(Group::Neutral))]
    #[case("基本情况", Some(Group::Neutral))]
    #[case("个人信息", Some(Group::Neutral))]
    #[case("被监护人信息", Some(Group::Neutral))]
    #[case("家庭情况", Some(Group::Neutral))]
    #[case("学籍信息", Some(Group::Neutral))]
    #[case("其他", Some(Group::Neutral))]
    #[case("父母信息", Some(Group::Other))]
    #[case("家庭成员情况", Some(Group::Other))]
    #[case("村干部信息", Some(Group::Other))]
    #[case("帮扶责任人", Some(Group::Other))]
    #[case("村级联系人", Some(Group::Other))]
    #[case("包联干部", Some(Group::Other))]
    #[case("社工", Some(Group::Other))]
    #[case("网格员", Some(Group::Other))]
    #[case("前尚庄村留守儿童花名册", None)]
    #[case("2026年9月", None)]
    #[case("", None)]
    fn a_group_tells_whose_columns_are_below(#[case] word: &str, #[case] expected: Option<Group>) {
        assert_eq!(group(word), expected);
    }

    #[test]
    fn a_word_is_in_the_table_once() {
        let table = include_str!("../../assets/import/groups.tsv");
        let mut codes: HashMap<(bool, String), &str> = HashMap::new();
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        for (code, words) in lines.filter_map(|line| line.split_once('\t')) {
            for word in words.split('|') {
                let list =
                    (code == "part" || code == "strip" || code.ends_with("ending")).then_some(code);
                let key = (
                    list.is_some(),
                    format!("{}{}", list.unwrap_or_default(), heading_key(word)),
                );
                assert!(codes.insert(key, code).is_none(), "{word}");
            }
        }
    }
}
