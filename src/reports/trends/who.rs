//! Which children come: by age band, class, school, category and hamlet; agreed against came.

use super::beside::{put_beside, with_beside};
use super::frame::Trend;
use crate::domain::{Child, ChildId, TagCode};
use crate::i18n::words;
use crate::reports::table::{
    Cell, Check, Column, Fact, Picture, Row, RowState, Table, Value, heads,
};
use crate::t;
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Age bands of the official form: the first and the last age of each (`domain.md` 3.1); the older ones as a band.
const BANDS: [(i32, i32); 4] = [(0, 5), (6, 13), (14, 16), (17, 120)];

/// Visits of a child in the period, and its agreed days with a register.
#[derive(Debug, Default)]
struct Of {
    came: Vec<Fact>,
    agreed: usize,
    kept: Vec<Fact>,
}

/// The children of a period, and what each did.
struct Counted<'c> {
    children: Vec<&'c Child>,
    all: HashMap<ChildId, Of>,
}

/// The table.
pub(super) fn table(trend: &Trend<'_>) -> Table {
    let lang = trend.lang;
    let now = Counted::of(trend);
    let other = trend.other();
    // Of a period without a register nobody knows who came.
    let is_known = |other: &&Trend<'_>| other.facts.taken(other.period).next().is_some();
    let known = other.as_ref().filter(is_known);
    let before = known.map(Counted::of);
    let total = now.children.len();
    let mut columns = vec![
        Column::words("group", t!(lang, "trend-group"), 24),
        Column::number("children", t!(lang, "trend-on-register")),
        Column::number("came", t!(lang, "trend-children-came")),
        Column::number("never", t!(lang, "trend-children-never")),
        Column::number("visits", t!(lang, "trend-visits")),
        Column::number("agreed", t!(lang, "trend-agreed")),
    ];
    let place = with_beside(trend, &mut columns, "came");
    let beside = |members: &[&Child]| {
        before.as_ref().map_or_else(
            || Cell::plain(Value::Empty),
            |before| Cell::heads(before.came(members)),
        )
    };
    let mut rows = Vec::new();
    let mut checks = Vec::new();
    let groupings = paired(trend, &now, known.zip(before.as_ref()));
    for (name, groups, is_parted) in groupings {
        rows.push(heading(name.clone(), columns.len()));
        let parts: usize = groups.iter().map(|(_, [members, _])| members.len()).sum();
        rows.extend(groups.into_iter().map(|(name, [members, others])| {
            let mut row = row(trend, &name, &members, &now.all);
            put_beside(&mut row, place, || beside(&others));
            row
        }));
        if is_parted {
            let words = t!(lang, "check-parts", name = name);
            checks.push(Check {
                words,
                left: parts,
                right: total,
            });
        }
    }
    let mut sum = row(trend, &t!(lang, "trend-total"), &now.children, &now.all);
    sum.state = RowState::Total;
    put_beside(&mut sum, place, || {
        beside(before.as_ref().map_or(&[], |before| &before.children))
    });
    rows.push(sum);
    let mut sentences = sentences(trend, &now);
    sentences.extend(trend.said_beside(other.as_ref(), |_, name| {
        let before = before.as_ref()?;
        let (came, of) = (before.came(&before.children), before.children.len());
        let (came, of) = (heads(&came).to_string(), of.to_string());
        Some(t!(
            lang,
            "trend-of-register-beside",
            other = name,
            came = came,
            of = of
        ))
    }));
    Table {
        sentences,
        rows: if total == 0 && before.is_none_or(|before| before.children.is_empty()) {
            Vec::new()
        } else {
            rows
        },
        notes: vec![t!(lang, "trend-note-who"), t!(lang, "trend-note-several")],
        checks,
        picture: Picture::None,
        // How many are on file, and beside it how many of them came.
        charted: vec![1, 2],
        ..trend.frame(columns)
    }
}

impl<'c> Counted<'c> {
    fn of(trend: &Trend<'c>) -> Self {
        // Of a period that has not begun nothing is known.
        if trend.period.from > trend.facts.today() {
            return Self {
                children: Vec::new(),
                all: HashMap::new(),
            };
        }
        let all = counted(trend);
        let children = trend.facts.register.children().iter().filter(|child| {
            trend.is_registered(child) || all.get(&child.id).is_some_and(|one| !one.came.is_empty())
        });
        Self {
            children: children.collect(),
            all,
        }
    }

    /// The days on which these children came.
    fn came(&self, members: &[&Child]) -> Vec<Fact> {
        let members = members.iter().filter_map(|child| self.all.get(&child.id));
        members.flat_map(|of| of.came.iter().copied()).collect()
    }
}

/// A group of a period and of the one beside it, by its name.
type Pair<'c> = (String, [Vec<&'c Child>; 2]);

/// The groups of both periods: those of this one in their order, then those that only the other one had.
fn paired<'c>(
    trend: &Trend<'c>,
    now: &Counted<'c>,
    other: Option<(&Trend<'c>, &Counted<'c>)>,
) -> Vec<(String, Vec<Pair<'c>>, bool)> {
    let groupings_now = groupings(trend, &now.children);
    let others = other.map_or_else(Vec::new, |(other, before)| {
        groupings(other, &before.children)
    });
    let mut others = others.into_iter().map(|(_, groups, _)| groups);
    let both = groupings_now.into_iter().map(|(name, groups, is_parted)| {
        let mut rest = others.next().unwrap_or_default();
        let mut pairs: Vec<Pair<'c>> = Vec::new();
        for (name, members) in groups {
            let place = rest.iter().position(|(other, _)| *other == name);
            let others = place.map(|place| rest.remove(place).1);
            pairs.push((name, [members, others.unwrap_or_default()]));
        }
        pairs.extend(
            rest.into_iter()
                .map(|(name, others)| (name, [Vec::new(), others])),
        );
        (name, pairs, is_parted)
    });
    both.collect()
}

/// What each child did on the days with a whole register.
fn counted(trend: &Trend<'_>) -> HashMap<ChildId, Of> {
    let mut all: HashMap<ChildId, Of> = HashMap::new();
    for (child, marked) in trend.facts.came(trend.period) {
        let of = all.entry(child.id).or_default();
        of.came.push(Fact::Day(child.id, marked.day));
    }
    let came: HashSet<(ChildId, NaiveDate)> = trend
        .facts
        .came(trend.period)
        .map(|(child, marked)| (child.id, marked.day))
        .collect();
    let days: Vec<NaiveDate> = trend.facts.taken(trend.period).collect();
    let days = trend.facts.open_kinds(days);
    for child in trend.facts.register.children() {
        let agreed = days
            .iter()
            .filter(|(day, why)| trend.facts.calendar().expects(child, *day, why));
        let agreed = agreed.map(|(day, _)| day);
        let of = all.entry(child.id).or_default();
        for day in agreed {
            of.agreed += 1;
            if came.contains(&(child.id, *day)) {
                of.kept.push(Fact::Day(child.id, *day));
            }
        }
    }
    all
}

type Groups<'c> = Vec<(String, Vec<&'c Child>)>;

/// The groupings with their groups, and whether each child is in exactly one of them.
fn groupings<'c>(trend: &Trend<'_>, children: &[&'c Child]) -> Vec<(String, Groups<'c>, bool)> {
    let lang = trend.lang;
    let none = t!(lang, "trend-not-recorded");
    let by = |text: &dyn Fn(&Child) -> String| -> Groups<'c> {
        let mut groups: BTreeMap<(bool, String), Vec<&Child>> = BTreeMap::new();
        for child in children {
            let name = text(child);
            let is_empty = name.is_empty();
            let name = if is_empty { none.clone() } else { name };
            groups.entry((is_empty, name)).or_default().push(child);
        }
        let mut groups: Vec<((bool, String), Vec<&Child>)> = groups.into_iter().collect();
        // Classes stand in their order if the youngest come first.
        groups.sort_by_key(|((is_empty, _), members)| {
            let mut born: Vec<NaiveDate> =
                members.iter().filter_map(|child| child.born()).collect();
            born.sort_unstable();
            (*is_empty, Reverse(born.get(born.len() / 2).copied()))
        });
        groups
            .into_iter()
            .map(|((_, name), members)| (name, members))
            .collect()
    };
    let stage = |child: &Child| {
        child
            .stage
            .map_or_else(String::new, |stage| words::choice(lang, "stage", stage))
    };
    vec![
        (
            t!(lang, "trend-by-age"),
            kept(by_age(trend, children)),
            true,
        ),
        (t!(lang, "trend-by-stage"), by(&stage), true),
        (
            t!(lang, "trend-by-class"),
            by(&|child| {
                format!("{} {}", child.school, child.class)
                    .trim()
                    .to_owned()
            }),
            true,
        ),
        (
            t!(lang, "trend-by-school"),
            by(&|child| child.school.clone()),
            true,
        ),
        (
            t!(lang, "trend-by-hamlet"),
            by(&|child| child.hamlet.clone()),
            true,
        ),
        (
            t!(lang, "trend-by-category"),
            kept(by_category(trend, children)),
            false,
        ),
    ]
}

/// Those groups of which there are children.
fn kept(groups: Groups<'_>) -> Groups<'_> {
    groups
        .into_iter()
        .filter(|(_, members)| !members.is_empty())
        .collect()
}

fn by_age<'c>(trend: &Trend<'_>, children: &[&'c Child]) -> Groups<'c> {
    let lang = trend.lang;
    let last = trend.period.to.min(trend.facts.today());
    let of_band = |band: Option<(i32, i32)>| {
        let is_in = |child: &&&Child| match (child.age(last), band) {
            (None, None) => true,
            (Some(age), Some((first, oldest))) => (first..=oldest).contains(&age),
            // A birth date after the period is a fault of the file.
            (Some(age), None) => age < 0,
            (None, Some(_)) => false,
        };
        children.iter().filter(is_in).copied().collect::<Vec<_>>()
    };
    let bands = BANDS.iter().map(|band| {
        let name = if band.1 > 100 {
            t!(lang, "age-from", from = band.0)
        } else {
            t!(lang, "age-band", from = band.0, to = band.1)
        };
        (name, of_band(Some(*band)))
    });
    bands
        .chain([(t!(lang, "age-unknown"), of_band(None))])
        .collect()
}

fn by_category<'c>(trend: &Trend<'_>, children: &[&'c Child]) -> Groups<'c> {
    let lang = trend.lang;
    let last = trend.period.to.min(trend.facts.today());
    let tagged = TagCode::ALL.iter().map(|code| {
        let holds = |child: &&&Child| {
            let tags = trend.facts.register.tags(child.id).iter();
            tags.filter(|tag| tag.code == *code)
                .any(|tag| holds_within(tag, trend, last))
        };
        let name = words::choice(lang, "tag", *code);
        (
            name,
            children.iter().filter(holds).copied().collect::<Vec<_>>(),
        )
    });
    let without = children.iter().filter(|child| {
        let tags = trend.facts.register.tags(child.id).iter();
        !tags.into_iter().any(|tag| holds_within(tag, trend, last))
    });
    let without = (
        t!(lang, "trend-no-category"),
        without.copied().collect::<Vec<_>>(),
    );
    tagged.chain([without]).collect()
}

/// Whether a category applies on some day of the period, as far as it has come.
fn holds_within(tag: &crate::domain::Tag, trend: &Trend<'_>, last: NaiveDate) -> bool {
    tag.has_begun(last) && tag.to_day.is_none_or(|to| to >= trend.period.from)
}

fn heading(name: String, columns: usize) -> Row {
    let mut cells = vec![Cell::text(name)];
    cells.resize(columns, Cell::plain(Value::Empty));
    Row {
        cells,
        state: RowState::Gap,
    }
}

fn row(trend: &Trend<'_>, name: &str, members: &[&Child], all: &HashMap<ChildId, Of>) -> Row {
    let none = Of::default();
    let of = |child: &&Child| all.get(&child.id).unwrap_or(&none);
    let came: Vec<Fact> = members
        .iter()
        .flat_map(|child| of(child).came.iter().copied())
        .collect();
    let never = members.iter().filter(|child| of(child).came.is_empty());
    let never: Vec<Fact> = never.map(|child| Fact::File(child.id)).collect();
    let kept: Vec<Fact> = members
        .iter()
        .flat_map(|child| of(child).kept.iter().copied())
        .collect();
    let agreed = members.iter().map(|child| of(child).agreed).sum();
    let agreed = if agreed == 0 {
        Cell::plain(Value::Empty)
    } else {
        Cell {
            value: Value::Share {
                part: kept.len(),
                of: agreed,
            },
            facts: kept,
        }
    };
    let cells = vec![
        Cell::text(format!("  {name}")),
        Cell::count(members.iter().map(|child| Fact::File(child.id)).collect()),
        trend.known(Cell::heads(came.clone())),
        trend.known(Cell::count(never)),
        trend.known(Cell::count(came)),
        agreed,
    ];
    Row::whole(cells)
}

fn sentences(trend: &Trend<'_>, now: &Counted<'_>) -> Vec<String> {
    let lang = trend.lang;
    let Counted { children, all } = now;
    if trend.period.from > trend.facts.today() {
        return vec![trend.nothing()];
    }
    if children.is_empty() {
        return vec![t!(lang, "trend-no-children", period = trend.words())];
    }
    let taken = trend.facts.taken(trend.period).count();
    if taken == 0 {
        return vec![trend.nothing()];
    }
    let came = now.came(children);
    let mut said = vec![t!(
        lang,
        "trend-of-register",
        period = trend.words(),
        came = heads(&came).to_string(),
        of = children.len().to_string()
    )];
    let sums = children.iter().filter_map(|child| all.get(&child.id));
    let (kept, agreed) = sums.fold((0, 0), |sum, of| (sum.0 + of.kept.len(), sum.1 + of.agreed));
    if agreed > 0 {
        said.push(t!(
            lang,
            "trend-kept",
            kept = kept.to_string(),
            agreed = agreed.to_string()
        ));
    }
    said
}
