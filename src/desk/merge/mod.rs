//! Two files of one child: what putting one into the other does. The preview says it, and the step does
//! exactly that.

pub(crate) mod help;
pub(crate) mod words;

use super::Desk;
use super::query::Query;
use super::refusal::Refusal;
use crate::domain::activity::{Exempt, Expected, TakingPart};
use crate::domain::child::ALERT_MAX;
use crate::domain::day_merge::{MergedDay, merged};
use crate::domain::{Activity, Attendance, Child, ChildId, Series, Sex};
use crate::store::{Held, Record, StoreError};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashSet};

/// A file with all rows that belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileRows {
    /// The file.
    pub child: Child,
    /// Its rows.
    pub held: Held,
}

/// What putting one file into another does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergePlan {
    /// The file that stays, before.
    pub(crate) keep: FileRows,
    /// The file that ends.
    pub(crate) other: FileRows,
    /// The file that stays, with what it takes over.
    pub(crate) child: Child,
    /// Fields that are taken over.
    pub(crate) gains: Vec<&'static str>,
    /// Fields in which the file that ends says something else, or something that cannot be taken over.
    pub(crate) differs: Vec<&'static str>,
    /// The days with rows of the file that ends.
    pub(crate) days: BTreeMap<NaiveDate, MergedDay>,
    /// Planned activities that name the child by its file.
    pub(crate) activities: Vec<Activity>,
    /// Series that name the child by its file.
    pub(crate) series: Vec<Series>,
}

/// Fields that no merge changes: who the file is, and whether the child comes.
const STAY: &[&str] = &["id", "file_no", "status"];

/// Fields that only mean something together with another one: they are taken over only if that one is
/// taken over too or is the same in both files.
const BESIDE: &[(&str, &str)] = &[
    ("left_on", "status"),
    ("left_reason", "status"),
    ("pinyin", "name"),
    ("hukou_address", "hukou_registered"),
    ("class", "school"),
    ("teacher", "school"),
    ("teacher_phone", "teacher"),
    ("walks_home_agreed_on", "walks_home"),
    ("risk_reason", "risk"),
    ("risk_assessed_on", "risk"),
    ("risk_next_on", "risk"),
    ("verified_by", "last_verified_on"),
];

/// Fields that tell two children apart, if both files have them and they differ.
const TELLS_APART: &[&str] = &["sex", "birth_date", "id_no"];

impl Desk {
    /// What putting `other` into `keep` would do.
    pub(crate) fn merge_plan(&self, keep: ChildId, other: ChildId) -> Result<MergePlan, Refusal> {
        let store = self.ask(Query::Register)?;
        let file = |id| -> Result<FileRows, StoreError> {
            Ok(FileRows {
                child: store.child(id)?,
                held: store.held(id)?,
            })
        };
        let plans = (store.all()?, store.all()?);
        MergePlan::of(file(keep)?, file(other)?, plans)
    }
}

impl MergePlan {
    /// The plan for these files; `plans` are all activities and series.
    pub(crate) fn of(
        mut keep: FileRows,
        mut other: FileRows,
        plans: (Vec<Activity>, Vec<Series>),
    ) -> Result<Self, Refusal> {
        if keep.child.id == other.child.id {
            return Err(Refusal::SameFile);
        }
        if keep.child.is_erased() || other.child.is_erased() {
            return Err(Refusal::ErasedFile);
        }
        // That somebody has looked at a file since the preview makes no other plan.
        keep.held.looks.clear();
        other.held.looks.clear();
        let mut child = keep.child.clone();
        let (gains, differs) = take_over(&mut child, &other.child)?;
        let days = merged_days(&keep, &other);
        let (mut activities, mut series) = plans;
        activities.retain_mut(|one| rename(&mut one.expected, &other.child, &keep.child));
        series.retain_mut(|one| rename(&mut one.expected, &other.child, &keep.child));
        Ok(Self {
            keep,
            other,
            child,
            gains,
            differs,
            days,
            activities,
            series,
        })
    }

    /// Fields by which the two files are of two children, or one of them is wrong.
    pub(crate) fn told_apart_by(&self) -> Vec<&'static str> {
        let differs = self.differs.iter().copied();
        let apart =
            |field: &&str| TELLS_APART.contains(field) && !said(&self.keep.child, field).is_empty();
        differs.filter(apart).collect()
    }

    /// Pairs of rows of the register that cannot both be true: the one that stays, the one that goes.
    pub(crate) fn clashes(&self) -> impl Iterator<Item = &(Attendance, Attendance)> {
        self.days.values().flat_map(|day| &day.clashes)
    }

    /// Activities in which only the file that ends takes part.
    pub(crate) fn new_parts(&self) -> Vec<TakingPart> {
        let has: HashSet<_> = self
            .keep
            .held
            .taking_part
            .iter()
            .map(|one| one.activity)
            .collect();
        let parts = self.other.held.taking_part.iter();
        parts
            .filter(|one| !has.contains(&one.activity))
            .cloned()
            .collect()
    }

    /// Topics from which only the file that ends is exempt.
    pub(crate) fn new_exempts(&self) -> Vec<Exempt> {
        let has: HashSet<_> = self.keep.held.exempt.iter().map(|one| &one.topic).collect();
        let exempts = self.other.held.exempt.iter();
        exempts
            .filter(|one| !has.contains(&one.topic))
            .cloned()
            .collect()
    }
}

/// The fields taken over and those that differ.
type Compared = (Vec<&'static str>, Vec<&'static str>);

/// Gives a file what it lacks and the other one has.
fn take_over(child: &mut Child, other: &Child) -> Result<Compared, Refusal> {
    let (mut gains, mut differs) = (Vec::new(), Vec::new());
    let before = child.clone();
    for field in Child::TABLE.columns {
        let (stays, ends) = (said(&before, field), said(other, field));
        if ends.is_empty() || ends == stays || matches!(*field, "id" | "file_no") {
            continue;
        }
        let leader = BESIDE.iter().find(|(one, _)| one == field);
        let is_alone = leader.is_some_and(|(_, leader)| {
            !gains.contains(leader) && before.text(leader) != other.text(leader)
        });
        if *field == "alert" {
            child.alert = both_alerts(&stays, &ends)?;
            if child.alert != before.alert {
                gains.push(*field);
            }
            continue;
        }
        let is_lacking = stays.is_empty() && !STAY.contains(field) && !is_alone;
        if is_lacking && child.set_text(field, &ends) {
            gains.push(*field);
        } else {
            differs.push(*field);
        }
    }
    Ok((gains, differs))
}

/// What ends a part of a health alert, in ASCII and in full width.
const BETWEEN_ALERTS: [char; 6] = [';', '\u{ff1b}', '\u{ff0c}', ',', '\u{3001}', '/'];

/// Both health alerts: no merge may hide one. One is left out only if the other says it word for word, as a
/// whole or as a part of a list: what holds the same characters may say the opposite.
fn both_alerts(own: &str, other: &str) -> Result<String, Refusal> {
    let says = |whole: &str, part: &str| {
        let mut parts = whole.split(BETWEEN_ALERTS).map(str::trim);
        whole.trim() == part.trim() || parts.any(|one| one == part.trim())
    };
    let both = if own.is_empty() || says(other, own) {
        other.to_owned()
    } else if says(own, other) {
        own.to_owned()
    } else {
        format!("{own}; {other}")
    };
    if both.chars().count() > ALERT_MAX {
        return Err(Refusal::AlertsTooLong);
    }
    Ok(both)
}

/// What a file says about a field; empty where it only says that nobody knows.
fn said(child: &Child, field: &str) -> String {
    let is_unknown = match field {
        "sex" => child.sex == Sex::Unknown,
        "birth_date" => child.born().is_none(),
        _ => false,
    };
    let text = child.text(field).filter(|_| !is_unknown);
    text.unwrap_or_default()
}

fn merged_days(keep: &FileRows, other: &FileRows) -> BTreeMap<NaiveDate, MergedDay> {
    let mut days: BTreeMap<NaiveDate, Vec<Attendance>> = BTreeMap::new();
    for row in &other.held.days {
        days.entry(row.day).or_default().push(row.clone());
    }
    for row in &keep.held.days {
        days.entry(row.day)
            .and_modify(|rows| rows.push(row.clone()));
    }
    let merge = |(day, rows): (_, Vec<_>)| (day, merged(keep.child.id, &rows));
    days.into_iter().map(merge).collect()
}

/// Puts the file that stays in place of the one that ends; whether the plan named that one.
fn rename(expected: &mut Expected, from: &Child, to: &Child) -> bool {
    let Expected::Picked(children) = expected else {
        return false;
    };
    let Some(place) = children.iter().position(|id| *id == from.id) else {
        return false;
    };
    if children.contains(&to.id) {
        children.remove(place);
    } else if let Some(slot) = children.get_mut(place) {
        *slot = to.id;
    }
    true
}
