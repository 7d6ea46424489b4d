//! How many came: each day, week or month of a period, with what is beside it.

use super::beside::with_beside;
use super::frame::{Absences, ByDay, Trend, of_days, slot_words};
use crate::domain::Weekdays;
use crate::domain::calendar::period::{Grain, Period};
use crate::house::period::day_state::DayState;
use crate::reports::movements::{Change, Movements};
use crate::reports::slots::{Beside, Slot, grain_of_rows};
use crate::reports::table::{Cell, Column, Fact, Picture, Row, RowState, Table, Value};
use crate::reports::words::one_decimal;
use crate::t;
use crate::wording::calendar::weekday;
use chrono::{Datelike, NaiveDate};

/// Fewer visits than this say nothing in percent.
const FEW: usize = 20;
/// Fewer days than this are not compared.
const FEW_DAYS: usize = 4;
/// A weekday is named in the sentence if it lost at least so many children a day.
const LOST: f64 = 1.0;

/// The table.
pub(super) fn table(trend: &Trend<'_>) -> Table {
    let by_day = grain_of_rows(trend.period) == Grain::Range;
    let movements = Movements::of(trend.facts, trend.period);
    let came = by_days(trend);
    let absences = if by_day {
        trend.absences()
    } else {
        Absences::default()
    };
    let slots = trend.slots();
    let mut rows: Vec<Row> = slots
        .iter()
        .map(|slot| row(trend, (slot, by_day), &came, (&movements, &absences)))
        .collect();
    if rows.len() > 1 {
        rows.push(total(trend, by_day, &came, (&movements, &absences)));
    }
    let columns = columns(trend, by_day);
    let column = |code: &str| columns.iter().position(|one| one.code == code);
    let shown = column(if by_day { "came" } else { "mean" }).unwrap_or_default();
    Table {
        picture: Picture::Bars {
            column: shown,
            beside: column("beside"),
        },
        sentences: sentences(trend, &came, &movements),
        notes: vec![
            t!(trend.lang, "trend-note-came"),
            t!(trend.lang, "trend-note-taken"),
            t!(trend.lang, "trend-note-moved"),
        ],
        rows,
        ..trend.frame(columns)
    }
}

fn by_days(trend: &Trend<'_>) -> ByDay {
    let mut came = ByDay::new();
    let periods = trend.facts.periods.iter();
    let (Some(from), Some(to)) = (
        periods.clone().map(|one| one.from).min(),
        periods.map(|one| one.to).max(),
    ) else {
        return came;
    };
    for (child, marked) in trend.facts.came(Period::range(from, to)) {
        let fact = Fact::Day(child.id, marked.day);
        came.entry(marked.day).or_default().push(fact);
    }
    came
}

fn columns(trend: &Trend<'_>, by_day: bool) -> Vec<Column> {
    let lang = trend.lang;
    let number = Column::number;
    let mut columns = if by_day {
        vec![
            Column::words("day", t!(lang, "trend-day"), 14),
            number("came", t!(lang, "trend-came")),
        ]
    } else {
        vec![
            Column::words("from", t!(lang, "trend-from"), 14),
            number("open_days", t!(lang, "trend-open-days")).of_home(),
            number("children", t!(lang, "trend-children")),
            number("visits", t!(lang, "trend-visits")),
            number("mean", t!(lang, "trend-mean")),
            number("most", t!(lang, "trend-most")),
        ]
    };
    with_beside(trend, &mut columns, if by_day { "came" } else { "most" });
    if by_day {
        columns.extend([
            number("told", t!(lang, "trend-told")).tied("absent"),
            number("untold", t!(lang, "trend-untold")).tied("absent"),
        ]);
    }
    columns.extend([
        number("new", t!(lang, "trend-new")).tied("new"),
        number("back", t!(lang, "trend-back")).tied("back"),
        number("stopped", t!(lang, "trend-stopped")).tied("stopped"),
    ]);
    columns
}

fn row(
    trend: &Trend<'_>,
    (slot, by_day): (&Slot, bool),
    came: &ByDay,
    (movements, absences): (&Movements, &Absences),
) -> Row {
    let days = slot.days;
    let mut cells = vec![Cell::text(slot_words(trend, days))];
    let is_ahead = days.from > trend.facts.today();
    let mut state = trend.row_state(days);
    if by_day {
        let of_day = trend.facts.state(days.from);
        cells.push(day_cell(of_day, of_days(came, [days.from])));
        if of_day.is_gap()
            || matches!(
                of_day,
                DayState::Closed | DayState::Before | DayState::Ahead
            )
        {
            state = RowState::Gap;
        }
    } else if is_ahead {
        cells.extend([(); 5].map(|()| Cell::plain(Value::Ahead)));
    } else {
        cells.extend(numbers(trend, days, came));
    }
    if trend.has_beside() {
        cells.push(beside_cell(trend, (slot, by_day), came));
    }
    if by_day {
        cells.extend(absent_cells(trend, days, absences));
    }
    if by_day && state == RowState::Gap && trend.facts.state(days.from) != DayState::Partly {
        // Nobody can be new on a day of which nothing is known.
        cells.extend([(); 3].map(|()| Cell::plain(Value::Empty)));
    } else {
        cells.extend(moved_cells(trend, days, movements));
    }
    Row { cells, state }
}

/// The number of a day: of one without a whole register at least so many, or nobody knows.
fn day_cell(state: DayState, facts: Vec<Fact>) -> Cell {
    let count = facts.len();
    let value = match state {
        DayState::Taken | DayState::Begun => Value::Count(count),
        DayState::Partly => Value::AtLeast(count),
        DayState::NotTaken => Value::NotTaken,
        DayState::Closed => Value::Closed,
        DayState::Before => Value::Empty,
        DayState::Ahead => Value::Ahead,
    };
    Cell { value, facts }
}

/// Open days, children, visits, average and most of several days.
fn numbers(trend: &Trend<'_>, days: Period, came: &ByDay) -> Vec<Cell> {
    let taken: Vec<NaiveDate> = trend.facts.taken(days).collect();
    let all = of_days(came, days.each_day());
    let counted = of_days(came, taken.iter().copied());
    let most = taken
        .iter()
        .max_by_key(|day| came.get(day).map_or(0, Vec::len));
    let most = most.map(|day| of_days(came, [*day]));
    let open = trend.facts.days.range(days.from..=days.to);
    let open = open.filter(|(_, state)| state.is_open_day()).count();
    let share = Cell {
        value: Value::Share {
            part: taken.len(),
            of: open.max(taken.len()),
        },
        facts: taken.iter().copied().map(Fact::HomeDay).collect(),
    };
    if taken.is_empty() && all.is_empty() {
        // Nobody is counted on days of which nothing is known.
        let none = if trend.facts.is_before_records(days) {
            Value::Empty
        } else if open == 0 {
            Value::Closed
        } else {
            Value::NotTaken
        };
        let rest = [none.clone(), none, Value::Empty, Value::Empty];
        let rest = rest.into_iter().map(Cell::plain);
        let share = std::iter::once(share).filter(|_| open > 0);
        return share
            .chain(rest)
            .chain((open == 0).then(|| Cell::plain(Value::Empty)))
            .collect();
    }
    vec![
        share,
        trend.with_gaps(days, Cell::heads(all.clone())),
        trend.with_gaps(days, Cell::count(all)),
        Cell::mean(counted, taken.len()),
        most.map_or(Cell::plain(Value::Empty), Cell::count),
    ]
}

fn beside_cell(trend: &Trend<'_>, (slot, by_day): (&Slot, bool), came: &ByDay) -> Cell {
    let Some(days) = slot.beside else {
        return Cell::plain(Value::Empty);
    };
    if by_day {
        return day_cell(trend.facts.state(days.from), of_days(came, [days.from]));
    }
    let taken: Vec<NaiveDate> = trend.facts.taken(days).collect();
    Cell::mean(of_days(came, taken.iter().copied()), taken.len())
}

/// Absences of a day: told by the family, and of children who were expected and nobody knows why.
fn absent_cells(trend: &Trend<'_>, days: Period, absences: &Absences) -> [Cell; 2] {
    let day = days.from;
    if trend.facts.state(day) != DayState::Taken {
        return [Cell::plain(Value::Empty), Cell::plain(Value::Empty)];
    }
    [&absences.told, &absences.untold].map(|all| Cell::count(of_days(all, [day])))
}

/// New, back after a gap, stayed away.
fn moved_cells(trend: &Trend<'_>, days: Period, movements: &Movements) -> [Cell; 3] {
    if days.from > trend.facts.today() || trend.facts.is_before_records(days) {
        return [(); 3].map(|()| Cell::plain(Value::Empty));
    }
    [
        Cell::heads(movements.facts(days, |one| one == Change::New)),
        Cell::heads(movements.facts(days, |one| matches!(one, Change::Back { .. }))),
        movements.later(trend.facts, days, Change::is_gap),
    ]
}

fn total(
    trend: &Trend<'_>,
    by_day: bool,
    came: &ByDay,
    (movements, absences): (&Movements, &Absences),
) -> Row {
    let period = trend.period;
    let mut cells = vec![Cell::text(t!(trend.lang, "trend-total"))];
    if by_day {
        // Visits: the column is one of days.
        let all = Cell::count(of_days(came, period.each_day()));
        cells.push(trend.with_gaps(period, all));
    } else {
        cells.extend(numbers(trend, period, came));
    }
    if trend.has_beside() {
        // A part is not put beside a whole; the sentence compares it with as many days.
        cells.push(if period.is_running(trend.facts.today()) {
            Cell::plain(Value::Empty)
        } else {
            let both = Compared::of(trend);
            let all = of_days(came, both.other.iter().copied());
            // Some rows beside nothing are no sum beside a sum.
            if both.paired.is_some_and(|(rows, paired)| paired < rows) {
                Cell::plain(Value::Empty)
            } else if by_day {
                Cell::count(all)
            } else {
                Cell::mean(all, both.other.len())
            }
        });
    }
    if by_day {
        let sums = [&absences.told, &absences.untold];
        cells.extend(sums.map(|all| Cell::count(of_days(all, period.each_day()))));
    }
    cells.extend(moved_cells(trend, period, movements));
    Row {
        cells,
        state: RowState::Total,
    }
}

/// The days with a register that are compared, of the period and of the one beside it.
struct Compared {
    now: Vec<NaiveDate>,
    other: Vec<NaiveDate>,
    /// Not all days of the other period with a register are compared.
    is_part: bool,
    /// Rows with a register, and those of them that have one beside them, where row stands beside row.
    paired: Option<(usize, usize)>,
}

impl Compared {
    /// A period with the one before it as a whole; with last year row by row, since its feasts lie elsewhere.
    fn of(trend: &Trend<'_>) -> Self {
        match trend.ask.beside {
            Beside::LastYear => Self::by_rows(trend),
            Beside::Nothing | Beside::Before => Self::as_a_whole(trend),
        }
    }

    fn as_a_whole(trend: &Trend<'_>) -> Self {
        let now: Vec<NaiveDate> = trend.facts.taken(trend.period).collect();
        let other = trend.beside();
        let mut other: Vec<NaiveDate> =
            other.map_or_else(Vec::new, |other| trend.facts.taken(other).collect());
        let whole = other.len();
        if trend.period.is_running(trend.facts.today()) {
            // A part is compared with a part: the same number of days from the beginning.
            other.truncate(now.len());
        }
        let is_part = other.len() < whole;
        Self {
            now,
            other,
            is_part,
            paired: None,
        }
    }

    fn by_rows(trend: &Trend<'_>) -> Self {
        let (mut now, mut other) = (Vec::new(), Vec::new());
        let (mut rows, mut paired) = (0, 0);
        for slot in trend.slots() {
            let days: Vec<NaiveDate> = trend.facts.taken(slot.days).collect();
            let mut others: Vec<NaiveDate> = slot
                .beside
                .map_or_else(Vec::new, |beside| trend.facts.taken(beside).collect());
            rows += usize::from(!days.is_empty());
            if trend.row_state(slot.days) == RowState::Running {
                others.truncate(days.len());
            }
            if !days.is_empty() && !others.is_empty() {
                paired += 1;
                now.extend(days);
                other.extend(others);
            }
        }
        Self {
            now,
            other,
            is_part: false,
            paired: Some((rows, paired)),
        }
    }
}

fn mean(sum: usize, days: usize) -> Option<f64> {
    Value::Mean { sum, over: days }.number()
}

fn sentences(trend: &Trend<'_>, came: &ByDay, movements: &Movements) -> Vec<String> {
    let lang = trend.lang;
    let period = trend.words();
    let taken: Vec<NaiveDate> = trend.facts.taken(trend.period).collect();
    let open = trend.facts.days.range(trend.period.from..=trend.period.to);
    // The evening that is not over is no gap yet.
    let is_over = |state: DayState| state.is_open_day() && state != DayState::Begun;
    let past = open.filter(|(_, state)| is_over(**state)).count();
    let visits = of_days(came, taken.iter().copied()).len();
    let Some(average) = mean(visits, taken.len()) else {
        return vec![trend.nothing()];
    };
    let days = taken.len();
    let is_running = trend.period.is_running(trend.facts.today());
    let mut said = vec![if is_running {
        t!(
            lang,
            "trend-so-far",
            period = period,
            past = past,
            open = trend.open_days(),
            days = days,
            mean = one_decimal(average)
        )
    } else {
        t!(
            lang,
            "trend-average",
            period = period,
            days = days,
            mean = one_decimal(average)
        )
    }];
    let gaps = past.saturating_sub(days);
    if gaps > 0 {
        said.push(t!(lang, "trend-not-taken", days = gaps));
    }
    if trend.has_beside() {
        let both = Compared::of(trend);
        let whole = trend.beside().filter(|_| both.paired.is_none());
        let is_whole = whole.is_none_or(|whole| trend.begins_inside(whole).is_none());
        said.extend(compared(trend, came, &both));
        said.extend(pairs(trend, &both).filter(|_| both.now.len() >= FEW_DAYS));
        said.extend(weekday_lost(trend, came, &both).filter(|_| is_whole));
    }
    said.extend(trend.stayed_away(movements));
    said
}

/// How many rows have one beside them, where not all do: the others are in no comparison.
fn pairs(trend: &Trend<'_>, both: &Compared) -> Option<String> {
    let (rows, paired) = both.paired?;
    let (part, of) = (paired.to_string(), rows.to_string());
    (0 < paired && paired < rows).then(|| t!(trend.lang, "trend-pairs", part = part, of = of))
}

/// The comparison in words: in percent only where both are more than a few; of a few days nothing is said.
fn compared(trend: &Trend<'_>, came: &ByDay, both: &Compared) -> Option<String> {
    let lang = trend.lang;
    let name = trend.other_name()?;
    // A part of what was is compared with nothing; rows beside rows are compared one by one.
    let whole = trend.beside().filter(|_| both.paired.is_none());
    if let Some(said) = whole.and_then(|whole| trend.begins_inside(whole)) {
        return Some(said);
    }
    let visits = |days: &[NaiveDate]| of_days(came, days.iter().copied()).len();
    let (visits, other_visits) = (visits(&both.now), visits(&both.other));
    let (days, others) = (both.now.len(), both.other.len());
    let (Some(now), Some(before)) = (mean(visits, days), mean(other_visits, others)) else {
        return Some(t!(lang, "trend-nothing-beside", other = name));
    };
    if days.min(others) < FEW_DAYS || others * 2 < days {
        let (days, others) = (days.to_string(), others.to_string());
        return Some(t!(
            lang,
            "trend-few-days",
            other = name,
            days = days,
            others = others
        ));
    }
    let other = if both.is_part {
        t!(lang, "trend-first-days", other = name, days = others)
    } else {
        name
    };
    let was = one_decimal(before);
    if visits.min(other_visits) < FEW {
        let is = one_decimal(now);
        return Some(t!(lang, "trend-from-to", other = other, was = was, is = is));
    }
    let percent = ((now - before) / before * 100.0).round();
    let size = percent.abs().to_string();
    Some(if percent < 0.0 {
        t!(
            lang,
            "trend-fewer",
            other = other,
            was = was,
            percent = size
        )
    } else if percent > 0.0 {
        t!(lang, "trend-more", other = other, was = was, percent = size)
    } else {
        t!(lang, "trend-as-many", other = other, was = was)
    })
}

/// The weekday that lost most against the period beside it.
fn weekday_lost(trend: &Trend<'_>, came: &ByDay, both: &Compared) -> Option<String> {
    let of = |days: &[NaiveDate]| {
        let mut sums = [(0_usize, 0_usize); 7];
        // On a make-up day the weekday says nothing.
        for day in days.iter().filter(|day| !trend.is_made_up(**day)) {
            if let Some(sum) = sums.get_mut(day.weekday().num_days_from_monday() as usize) {
                sum.0 += came.get(day).map_or(0, Vec::len);
                sum.1 += 1;
            }
        }
        sums
    };
    let (now, before) = (of(&both.now), of(&both.other));
    let lost = now
        .iter()
        .zip(before)
        .zip(Weekdays::WEEK)
        .filter_map(|((now, before), weekday)| {
            // One day is no habit.
            let is_known = now.1 >= 2 && before.1 >= 2;
            let lost = mean(before.0, before.1)? - mean(now.0, now.1)?;
            (is_known && lost >= LOST).then_some((weekday, lost))
        });
    let (day, lost) = lost.max_by(|one, other| one.1.total_cmp(&other.1))?;
    let day = weekday(day, trend.lang);
    Some(t!(
        trend.lang,
        "trend-weekday-lost",
        day = day,
        count = one_decimal(lost)
    ))
}
