//! The rows of lists that did not go in, beside the home's file: they wait until a person mends them or drops them, also
//! over the end of the program. They are no part of the file, because nobody has confirmed what they say.

use super::plan::{ImportAnswers, Plan};
use crate::desk::Desk;
use crate::desk::import::Judged;
use crate::desk::locks::WAITING_ROWS;
use crate::desk::refusal::Refusal;
use crate::domain::{ChildId, Moment, tidy};
use crate::exchange::attendance::Month;
use crate::exchange::note::{NoteCode, RowReport, Verdict};
use crate::exchange::roster::RowInput;
use crate::exchange::sheet::{Book, Row, RowAt, Sheet};
use crate::exchange::sheets::{SheetFate, Wanted};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::io::{Error, ErrorKind};
use std::sync::Arc;

/// A list of which rows wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Name of the list's file.
    pub file_name: String,
    /// When rows of it were kept last.
    pub since: Moment,
    /// Number of rows that wait.
    pub count: usize,
}

/// A list as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct KeptList {
    since: Moment,
    count: usize,
    sheets: Vec<Sheet>,
    month: Option<Month>,
    mended: Vec<RowInput>,
    chosen: Vec<(RowAt, String)>,
    #[serde(default)]
    retyped: Vec<RowAt>,
    left_out: Vec<RowAt>,
    wanted: Wanted,
}

/// How a list may name a child whose data is erased.
#[derive(Debug)]
pub(crate) struct ErasedNames {
    /// Its file, and those that were put into it.
    ids: Vec<String>,
    /// Their names and identity numbers.
    names: Vec<String>,
}

impl ErasedNames {
    pub(crate) fn new(files: &[ChildId], names: &[String]) -> Self {
        let names = names.iter().map(|text| tidy::compact(text));
        Self {
            ids: files.iter().map(ToString::to_string).collect(),
            names: names.filter(|text| !text.is_empty()).collect(),
        }
    }

    /// Whether a text is its name or number: a longer name that begins so is another child's.
    fn is_named(&self, text: &str) -> bool {
        self.names.contains(&tidy::compact(text))
    }
}

/// The lists by the names of their files.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct KeptLists {
    lists: BTreeMap<String, KeptList>,
}

impl KeptList {
    /// The rows that wait, with the headings that tell what their cells mean.
    fn of(answers: &ImportAnswers, plan: &Plan, now: Moment) -> Self {
        let rows = plan.rows();
        // A row that was answered waits until it has gone in: the file of the list does not have the answer.
        let answered: HashSet<RowAt> = answers.answered().collect();
        let waits = |row: &RowReport<'_>| match row.outcome {
            Verdict::Doubt | Verdict::Refuse => true,
            Verdict::Add => answered.contains(&row.at),
            Verdict::Match | Verdict::Skip => false,
        };
        // Headings and titles; not rows of a time whose register was deleted.
        let is_around = |row: &RowReport<'_>| {
            let mut codes = row.notes.iter().map(|note| note.code);
            row.outcome == Verdict::Skip && codes.all(|code| code != NoteCode::SkipNotKept)
        };
        let kept: HashSet<RowAt> = rows
            .iter()
            .filter(|row| waits(row) || is_around(row))
            .map(|row| row.at)
            .collect();
        // A sheet that was left out stays whole: it may be wanted later.
        let (_, uses) = plan.source();
        let is_taken = |sheet: usize| {
            let taken = uses.get(sheet).map(|one| one.fate);
            taken == Some(SheetFate::Taken)
        };
        let sheets = answers.book.sheets.iter().enumerate();
        let sheets = sheets.map(|(sheet, one)| {
            if !is_taken(sheet) {
                return one.clone();
            }
            let is_kept = |row: &&Row| {
                let row = row.number;
                kept.contains(&RowAt { sheet, row })
            };
            Sheet {
                rows: one.rows.iter().filter(is_kept).cloned().collect(),
                ..one.clone()
            }
        });
        let chosen = answers.chosen.iter();
        Self {
            since: now,
            count: rows.iter().filter(|row| waits(row)).count(),
            sheets: sheets.collect(),
            month: answers.month,
            mended: answers.mended.clone(),
            chosen: chosen.map(|(at, child)| (*at, child.to_string())).collect(),
            retyped: answers.retyped.clone(),
            left_out: answers.left_out.clone(),
            wanted: answers.wanted.clone(),
        }
    }

    /// Drops the rows that are about a child, and the answers about them.
    fn forget(&mut self, child: &ErasedNames) {
        let named = self.mended.iter().filter(|input| {
            let mut values = input.values();
            values.any(|(_, value)| child.is_named(&value.text))
        });
        let mut gone: HashSet<RowAt> = named.map(|input| input.at).collect();
        let meant = self.chosen.iter().filter(|(_, id)| child.ids.contains(id));
        gone.extend(meant.map(|(at, _)| *at));
        for (sheet, one) in self.sheets.iter_mut().enumerate() {
            one.rows.retain(|row| {
                let at = RowAt {
                    sheet,
                    row: row.number,
                };
                let mut cells = row.cells.iter();
                let is_gone =
                    gone.contains(&at) || cells.any(|cell| child.is_named(&cell.as_text()));
                if is_gone {
                    gone.insert(at);
                }
                !is_gone
            });
        }
        self.mended.retain(|input| !gone.contains(&input.at));
        self.chosen.retain(|(at, _)| !gone.contains(at));
        self.retyped.retain(|at| !gone.contains(at));
        self.left_out.retain(|at| !gone.contains(at));
    }

    fn answers(self, file_name: &str) -> ImportAnswers {
        let child = |(at, id): (RowAt, String)| Some((at, id.parse::<ChildId>().ok()?));
        ImportAnswers {
            book: Arc::new(Book {
                file_name: file_name.to_owned(),
                sheets: self.sheets,
            }),
            month: self.month,
            mended: self.mended,
            chosen: self.chosen.into_iter().filter_map(child).collect(),
            retyped: self.retyped,
            left_out: self.left_out,
            wanted: self.wanted,
            said: Vec::new(),
            is_begun: true,
        }
    }
}

impl Desk {
    /// The lists of which rows wait, the newest first.
    pub(crate) fn waiting_lists(&self) -> Vec<Waiting> {
        let lists = self.kept_lists().unwrap_or_default().lists.into_iter();
        let mut waiting: Vec<Waiting> = lists
            .map(|(file_name, list)| Waiting {
                file_name,
                since: list.since,
                count: list.count,
            })
            .collect();
        waiting.sort_by_key(|one| std::cmp::Reverse(one.since));
        waiting
    }

    /// The rows that wait of a list, with the answers so far; `None` if another program has finished them.
    pub(crate) fn go_on_with(&self, file_name: &str) -> Option<ImportAnswers> {
        let list = self.kept_lists()?.lists.remove(file_name)?;
        Some(list.answers(file_name))
    }

    /// Keeps the rows of a list that wait, once a person has begun with it, or forgets a list of which none waits any more.
    /// Returns whether that is on disk.
    pub(crate) fn keep_rest(&self, answers: &ImportAnswers, plan: &Plan) -> bool {
        if !answers.is_begun || self.store.is_in_memory() {
            return true;
        }
        let name = &answers.book.file_name;
        let counts = plan.counts();
        let has_answers = answers.answered().next().is_some();
        let may_wait = counts.doubtful + counts.refused > 0 || has_answers;
        let list = may_wait.then(|| KeptList::of(answers, plan, self.now()));
        let list = list.filter(|list| list.count > 0);
        let Some(mut kept) = self.kept_lists() else {
            return list.is_none();
        };
        if let Some(list) = list {
            kept.lists.insert(name.clone(), list);
        } else if kept.lists.remove(name).is_none() {
            return true;
        }
        self.write_lists(&kept)
    }

    /// Drops the rows of all lists that are about a child whose data is being erased, and the answers about them; what is left
    /// is counted anew. Returns whether nothing of it is on the disk any more.
    pub(crate) fn forget_in_lists(&self, child: &ErasedNames) -> Result<bool, Refusal> {
        let Some(mut kept) = self.kept_lists() else {
            return Ok(false);
        };
        if kept.lists.is_empty() {
            return Ok(true);
        }
        let mut left = KeptLists::default();
        for (name, mut list) in std::mem::take(&mut kept.lists) {
            list.forget(child);
            let answers = list.clone().answers(&name);
            // Without its own plan the list stays as it is: it waits for its month, or a word about its columns.
            if let Judged::Plan(plan) = self.judge(&answers)? {
                list.count = KeptList::of(&answers, &plan, list.since).count;
            }
            if list.count > 0 {
                left.lists.insert(name, list);
            }
        }
        Ok(self.write_lists(&left))
    }

    fn write_lists(&self, kept: &KeptLists) -> bool {
        let written = if kept.lists.is_empty() {
            std::fs::remove_file(self.folder().join(WAITING_ROWS))
        } else {
            serde_json::to_vec(&kept)
                .map_err(Error::other)
                .and_then(|text| self.write_beside(WAITING_ROWS, &text))
        };
        if let Err(error) = &written {
            tracing::warn!(%error, "the rows of a list that wait");
        }
        written.is_ok()
    }

    /// The lists that are kept; `None` if what is there cannot be read: then nothing is written over it.
    fn kept_lists(&self) -> Option<KeptLists> {
        match self.read_beside(WAITING_ROWS) {
            Ok(text) => serde_json::from_slice(&text).ok(),
            Err(error) if error.kind() == ErrorKind::NotFound => Some(KeptLists::default()),
            Err(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::domain::Weekdays;
    use crate::exchange::file::from_bytes;
    use crate::exchange::lexicon::Field;
    use crate::exchange::roster::Identity;

    fn desk(folder: &std::path::Path) -> Desk {
        let now = Moment::parse_from_rfc3339("2026-11-23T17:00:00+08:00").unwrap();
        Desk::open(folder, Clock::fixed(now)).unwrap()
    }

    fn judged(desk: &Desk, answers: &ImportAnswers) -> Plan {
        let Judged::Plan(plan) = desk.judge(answers).unwrap() else {
            panic!("no plan");
        };
        plan
    }

    fn counts(plan: &Plan) -> (usize, usize, usize) {
        let counts = plan.counts();
        (counts.added, counts.doubtful, counts.refused)
    }

    const LIST: &str =
        "2026年名单\n姓名,性别,出生日期\n甲乙,男,2015-06-01\n丙丁,女,2036-05-02\n,女,2016-05-02\n";

    #[test]
    fn rows_that_wait_are_there_after_a_restart_with_the_answers_so_far() {
        let folder = tempfile::tempdir().unwrap();
        let book = from_bytes(LIST.as_bytes().to_vec(), "list.csv").unwrap();
        let mut answers = ImportAnswers::of(Arc::new(book));
        {
            let desk = desk(folder.path());
            let plan = judged(&desk, &answers);
            assert_eq!(counts(&plan), (1, 1, 1));
            // Nobody has begun with the list yet.
            assert!(desk.keep_rest(&answers, &plan));
            assert!(desk.waiting_lists().is_empty());
            answers.is_begun = true;
            assert!(desk.keep_rest(&answers, &plan));
        }
        let desk = desk(folder.path());
        let waiting = desk.waiting_lists();
        assert_eq!(
            (waiting[0].file_name.as_str(), waiting[0].count),
            ("list.csv", 2)
        );
        let mut answers = desk.go_on_with("list.csv").unwrap();
        let plan = judged(&desk, &answers);
        assert_eq!(counts(&plan), (0, 1, 1));
        let Plan::Roster(roster) = &plan else {
            panic!("a roster")
        };
        let waits: Vec<RowAt> = roster
            .rows
            .iter()
            .filter(|row| row.outcome >= Verdict::Doubt && row.outcome != Verdict::Skip)
            .map(|row| row.at)
            .collect();
        assert_eq!(waits.iter().map(|at| at.row).collect::<Vec<_>>(), [4, 5]);
        // One is mended, and that is kept too.
        let row = roster.rows.iter().find(|row| row.at == waits[0]).unwrap();
        let mut input = row.input.clone();
        input.set(Field::BirthDate, "2016-05-02");
        input.identify(Identity::Another);
        answers.mended.push(input);
        let plan = judged(&desk, &answers);
        assert_eq!(counts(&plan), (1, 0, 1));
        assert!(desk.keep_rest(&answers, &plan));
        // It waits until it has gone in: the file of the list does not have what was typed.
        assert_eq!(desk.waiting_lists()[0].count, 2);
        drop(desk);
        let mut desk = self::desk(folder.path());
        let mut answers = desk.go_on_with("list.csv").unwrap();
        // The other is dropped on purpose.
        answers.left_out.push(waits[1]);
        let plan = judged(&desk, &answers);
        assert_eq!(counts(&plan), (1, 0, 0));
        assert!(desk.keep_rest(&answers, &plan));
        assert_eq!(desk.waiting_lists()[0].count, 1);
        // Once it is in, nothing waits any more, and nothing is on the disk.
        let command = desk.import_command(&plan, Weekdays::NONE).unwrap();
        desk.perform(command).unwrap();
        let plan = judged(&desk, &answers);
        assert!(desk.keep_rest(&answers, &plan));
        assert!(desk.waiting_lists().is_empty());
        assert!(!folder.path().join(WAITING_ROWS).exists());
        assert_eq!(desk.go_on_with("list.csv").map(|_| ()), None);
    }

    fn erased(name: &str) -> ErasedNames {
        let id = "00000000-0000-0000-0000-000000000007".parse().unwrap();
        ErasedNames::new(&[id], &[name.to_owned()])
    }

    #[test]
    fn rows_about_a_child_whose_data_is_erased_go_and_those_of_others_wait_on() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path());
        let list = "丙丁\n姓名,性别,出生日期,母亲电话\n丙 丁,女,2036-05-02,13800001111\n丙丁华,女,2036-05-02,\n\
                    病丁,女,2036-05-02,13800002222\n戊己,女,2036-05-02,\n";
        let mut book = from_bytes(list.as_bytes().to_vec(), "list.csv").unwrap();
        let mut other = book.sheets[0].clone();
        other.is_hidden = true;
        other.rows.truncate(4);
        book.sheets.push(other);
        let mut answers = ImportAnswers::of(Arc::new(book));
        answers.is_begun = true;
        let plan = judged(&desk, &answers);
        let Plan::Roster(roster) = &plan else {
            panic!("a roster")
        };
        // The name of one row was misspelled, and a person has said who it is.
        let misspelled = roster.rows.iter().find(|row| row.name == "病丁").unwrap();
        let mut input = misspelled.input.clone();
        input.set(Field::Name, "丙丁");
        answers.mended.push(input);
        let plan = judged(&desk, &answers);
        assert!(desk.keep_rest(&answers, &plan));
        assert_eq!(desk.waiting_lists()[0].count, 4);
        assert!(desk.forget_in_lists(&erased("丙丁")).unwrap());
        let on_disk = std::fs::read_to_string(folder.path().join(WAITING_ROWS)).unwrap();
        for gone in ["\"丙丁\"", "丙 丁", "病丁", "13800001111", "13800002222"] {
            assert!(!on_disk.contains(gone), "{gone}");
        }
        assert!(on_disk.contains("丙丁华"));
        assert_eq!(desk.waiting_lists()[0].count, 2);
        let answers = desk.go_on_with("list.csv").unwrap();
        assert_eq!(counts(&judged(&desk, &answers)), (0, 2, 0));
        // With the last of them the file goes.
        assert!(desk.forget_in_lists(&erased("丙丁华")).unwrap());
        assert!(desk.forget_in_lists(&erased("戊己")).unwrap());
        assert!(!folder.path().join(WAITING_ROWS).exists());
    }

    #[test]
    fn what_cannot_be_read_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path());
        let newer = "{\"lists\": 7}";
        std::fs::write(folder.path().join(WAITING_ROWS), newer).unwrap();
        let book = from_bytes(LIST.as_bytes().to_vec(), "list.csv").unwrap();
        let mut answers = ImportAnswers::of(Arc::new(book));
        answers.is_begun = true;
        let plan = judged(&desk, &answers);
        assert!(!desk.keep_rest(&answers, &plan));
        assert!(!desk.forget_in_lists(&erased("丙丁")).unwrap());
        let kept = std::fs::read_to_string(folder.path().join(WAITING_ROWS)).unwrap();
        assert_eq!(kept, newer);
    }
}
