//! Compares the program with a floor, the least that the machine needs for the same work. Both are
//! measured in turns, in the same run and on the same disk, so that ratios can be compared between
//! machines.
//!
//! `cargo bench` prints a table in Markdown; the README contains one.

#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot go on has failed"
)]

mod floor;
mod help;
mod locked;
mod ours;

use doorlight::domain::KnownAs;
use std::path::Path;
use std::time::{Duration, Instant};

/// One line of the table.
struct Line {
    what: &'static str,
    ours: Duration,
    floor: Duration,
    against: &'static str,
}

/// Measures some lines of the table.
type Measure = fn() -> Vec<Line>;

/// The groups of lines, in the order of the table. `cargo bench --bench floors -- flags` measures one of them.
const GROUPS: &[(&str, Measure)] = &[
    ("ten-years", ten_years),
    ("search", search),
    ("plan", plan),
    ("import", || {
        let mut lines = import();
        lines.push(import_sheet());
        lines
    }),
    ("flags", flags),
    ("reports", reports),
    ("help", help::lines),
    ("locks", locked::lines),
];

fn main() {
    // What is no group is an argument of `cargo test --benches` or `cargo bench`, and is ignored.
    let chosen: Vec<String> = std::env::args().skip(1).collect();
    let is_group = |name: &str| chosen.iter().any(|one| one == name);
    let is_any = GROUPS.iter().any(|(name, _)| is_group(name));
    let groups = GROUPS.iter().filter(|(name, _)| !is_any || is_group(name));
    let lines: Vec<Line> = groups.flat_map(|(_, lines)| lines()).collect();
    println!("| | Doorlight | floor | ratio | the floor is |\n|---|---:|---:|---:|---|");
    for line in lines {
        let ratio = line.ours.as_secs_f64() / line.floor.as_secs_f64();
        let (ours, floor) = (shown(line.ours), shown(line.floor));
        println!(
            "| {} | {ours} | {floor} | {ratio:.1} | {} |",
            line.what, line.against
        );
    }
}

/// A home of usual size after ten years.
fn ten_years() -> Vec<Line> {
    eprintln!(
        "Making ten years of a home with {} children …",
        ours::CHILDREN
    );
    let home = ours::ten_years();
    let mut lines = vec![start(&home)];
    lines.extend(sign_in(&home));
    lines.extend(frame(&home));
    lines
}

/// Runs both sides in turns and returns the median of each.
fn in_turns(
    rounds: usize,
    mut ours: impl FnMut(usize) -> Duration,
    mut floor: impl FnMut(usize) -> Duration,
) -> (Duration, Duration) {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for round in 0..rounds {
        a.push(ours(round));
        b.push(floor(round));
    }
    (median(a), median(b))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Measures a function; its result is dropped outside the measurement.
fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let began = Instant::now();
    let kept = work();
    let took = began.elapsed();
    drop(kept);
    took
}

fn shown(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    match micros {
        _ if micros < 1_000.0 => format!("{micros:.0} µs"),
        _ if micros < 100_000.0 => format!("{:.1} ms", micros / 1e3),
        _ => format!("{:.2} s", micros / 1e6),
    }
}

fn start(home: &ours::Home) -> Line {
    let (ours, floor) = in_turns(
        40,
        |_| timed(|| ours::start_and_draw(&home.folder())),
        |_| timed(|| (floor::open_and_read_day(&home.file()), floor::first_frame())),
    );
    Line {
        what: "Start to the first usable frame: 300 children, ten years",
        ours,
        floor,
        against: "open, read the day and the names in plain SQLite; an empty frame",
    }
}

fn sign_in(home: &ours::Home) -> Vec<Line> {
    let copies = [home.copy(), home.copy(), home.copy(), home.copy()];
    let [steps, keys, plain, journalled] = &copies;
    let mut desk = ours::desk(&steps.folder());
    let mut at_door = ours::at_the_door(ours::desk(&keys.folder()));
    let mut plain = floor::Rows::open(&plain.file());
    let mut journalled = floor::Rows::open(&journalled.file());
    let mut screen = floor::Screen::new();
    let mut times: [Vec<Duration>; 5] = Default::default();
    let children = ours::children(&desk);
    for (child, number) in children.into_iter().take(ours::AN_EVENING).zip(1..) {
        at_door.type_text(&format!("{number:04}"));
        let round = [
            timed(|| at_door.enter_and_draw()),
            timed(|| ours::sign_in(&mut desk, child)),
            timed(|| journalled.sign_in_with_journal(child)),
            timed(|| plain.sign_in(child)),
            timed(|| screen.empty_frame()),
        ];
        for (times, time) in times.iter_mut().zip(round) {
            times.push(time);
        }
    }
    let [drawn, step, with_journal, row, frame] = times.map(median);
    vec![
        Line {
            what: "Sign-in: Enter to durable and drawn",
            ours: drawn,
            floor: row + frame,
            against: "the same row committed by plain SQLite; an empty frame",
        },
        Line {
            what: "– the step alone, durable",
            ours: step,
            floor: row,
            against: "the same row committed by plain SQLite",
        },
        Line {
            what: "– the step without the cost of any journal",
            ours: step,
            floor: with_journal,
            against: "the same row and its journal rows by plain SQLite",
        },
        Line {
            what: "– the journal's own cost",
            ours: with_journal,
            floor: row,
            against: "both by plain SQLite: with the journal's rows, and without",
        },
    ]
}

fn search() -> Vec<Line> {
    let mut at_door = ours::at_the_door(ours::village(1_500));
    let names = floor::Names::of(&at_door.readings());
    let mut screen = floor::Screen::new();
    let queries = ["l", "lx", "wan", "wang", "zh", "z", "chen", "y", "yy", "wl"];
    let mut key = Vec::new();
    let mut key_drawn = Vec::new();
    let mut seek = Vec::new();
    for query in queries.iter().cycle().take(400) {
        at_door.clear();
        let (typed, last) = query.split_at(query.len() - 1);
        at_door.type_text(typed);
        let decided = timed(|| at_door.type_text(last));
        assert!(at_door.has_found(), "nobody answers to {query}");
        key.push(decided);
        key_drawn.push(decided + timed(|| at_door.draw()));
        seek.push(timed(|| names.beginning_with(query)));
    }
    let frame = median((0..400).map(|_| timed(|| screen.empty_frame())).collect());
    let floor = median(seek);
    vec![
        Line {
            what: "A keystroke of search over 1,500 children, drawn",
            ours: median(key_drawn),
            floor: floor + frame,
            against: "a prefix by index in plain SQLite; an empty frame",
        },
        Line {
            what: "– the search alone (any part of any reading, ranked)",
            ours: median(key),
            floor,
            against: "a prefix by index in plain SQLite, unranked",
        },
    ]
}

fn frame(home: &ours::Home) -> Vec<Line> {
    let mut at_door = ours::at_the_door(ours::desk(&home.folder()));
    let mut screen = floor::Screen::new();
    let (ours, empty) = in_turns(
        500,
        |_| timed(|| at_door.draw()),
        |_| timed(|| screen.empty_frame()),
    );
    let table = median((0..500).map(|_| timed(|| screen.table_frame())).collect());
    vec![
        Line {
            what: "The frame alone (the door, 120×40)",
            ours,
            floor: table,
            against: "one table of 35 rows by the same library",
        },
        Line {
            what: "– against nothing at all",
            ours,
            floor: empty,
            against: "an empty frame",
        },
    ]
}

/// F5 with three years of weekly plans against the frame of the door, in the same home.
fn plan() -> Vec<Line> {
    let home = ours::three_years_of_plans();
    let mut door = ours::at_the_door(ours::desk(&home.folder()));
    let mut plan = ours::at_the_door(ours::desk(&home.folder()));
    plan.press(ours::ACTIVITIES);
    let parts = [
        "F5, the week: 300 children, three years of weekly plans",
        "– the month",
        "– the library of topics",
        "– the coverage of 300 children",
    ];
    let mut lines = Vec::new();
    for what in parts {
        let (ours, floor) = in_turns(300, |_| timed(|| plan.draw()), |_| timed(|| door.draw()));
        lines.push(Line {
            what,
            ours,
            floor,
            against: "the frame of the door in the same home",
        });
        plan.press(ours::NEXT_PART);
    }
    lines
}

/// Who needs a person in a very large home: today, on an earlier evening, and one of them.
fn flags() -> Vec<Line> {
    eprintln!("Making ten years of a home with 1500 children …");
    let home = ours::ten_years_at_the_door(1_500);
    let mut desk = ours::desk(&home.folder());
    let file = floor::Reader::open(&home.file());
    let (today, today_floor) = in_turns(
        15,
        |_| timed(|| ours::flags(&mut desk)),
        |_| timed(|| floor::open_and_read_weeks(&home.file())),
    );
    let (now, now_floor) = in_turns(
        5,
        |_| timed(|| ours::past_evening(&desk, KnownAs::Now)),
        |_| timed(|| file.past_evening()),
    );
    let (then, then_floor) = in_turns(
        3,
        |_| timed(|| ours::past_evening(&desk, KnownAs::Then)),
        |_| timed(|| file.past_evening_as_known_then()),
    );
    let children = ours::children(&desk);
    let (earlier, matter) = in_turns(
        3,
        |nth| timed(|| ours::earlier_matters(&desk, children[nth])),
        |nth| timed(|| file.matter(children[nth])),
    );
    let mut follow_up = ours::at_the_door(ours::desk(&home.folder()));
    follow_up.press(ours::FOLLOW_UP);
    follow_up.draw();
    let (page, page_floor) = in_turns(
        3,
        |_| {
            let took = timed(|| follow_up.open_page_and_draw());
            follow_up.next_line();
            took
        },
        |nth| timed(|| file.matter(children[nth])),
    );
    vec![
        Line {
            what: "Who needs a person: 1,500 children, ten years, every rule",
            ours: today,
            floor: today_floor,
            against: "open, read the files and thirteen weeks of the register in plain SQLite",
        },
        Line {
            what: "– on the evening a week ago, by what is known now",
            ours: now,
            floor: now_floor,
            against: "read the files, every last sighting by then and sixteen weeks of the register in plain SQLite",
        },
        Line {
            what: "– on the evening a week ago, by what was known then",
            ours: then,
            floor: then_floor,
            against: "the same, and the steps made since",
        },
        Line {
            what: "– the page behind one line, drawn",
            ours: page,
            floor: page_floor,
            against: "read the records and two years of the register of that child in plain SQLite",
        },
        Line {
            what: "– of it the earlier matters, which a thread reads",
            ours: earlier,
            floor: matter,
            against: "read the records and two years of the register of that child in plain SQLite",
        },
    ]
}

/// F7 and the monthly report in a very large home.
fn reports() -> Vec<Line> {
    eprintln!("Making ten years of a home with 1500 children …");
    let home = ours::ten_years_of(1_500);
    let desk = ours::desk(&home.folder());
    let file = floor::Reader::open(&home.file());
    let against = "read the files, two months of the register, the days around them of each child and all days with a \
         register in plain SQLite";
    let (page, page_floor) = in_turns(
        9,
        |_| timed(|| ours::first_page(&desk)),
        |_| timed(|| file.month()),
    );
    let (report, report_floor) = in_turns(
        9,
        |_| timed(|| ours::monthly(&desk)),
        |_| timed(|| file.month()),
    );
    vec![
        Line {
            what: "F7, how many came in a month beside the one before: 1,500 children, ten years",
            ours: page,
            floor: page_floor,
            against,
        },
        Line {
            what: "– the tables of the monthly report",
            ours: report,
            floor: report_floor,
            against,
        },
    ]
}

fn import_sheet() -> Line {
    let list = ours::sign_ins();
    let (ours, floor) = in_turns(
        5,
        |_| {
            let home = ours::Home::empty();
            let mut desk = ours::with_children(&home);
            timed(|| ours::import_sheet(&mut desk, &list.path()))
        },
        |_| {
            let home = ours::Home::empty();
            let children = ours::numbered(&ours::with_children(&home));
            let mut rows = floor::Rows::open(&home.file());
            timed(|| rows.import_sheet(&list.path(), &children))
        },
    );
    Line {
        what: "Import of ten years of attendance, 300,000 rows (CSV)",
        ours,
        floor,
        against: "read the file, insert a row per line in plain SQLite",
    }
}

fn import() -> Vec<Line> {
    let list = ours::list(1_500);
    let against = |insert: fn(&mut floor::Rows, &Path)| {
        in_turns(
            5,
            |_| {
                let home = ours::Home::empty();
                let mut desk = ours::desk(&home.folder());
                timed(|| ours::import(&mut desk, &list.path()))
            },
            |_| {
                let home = ours::Home::empty();
                let mut rows = floor::Rows::open(&home.file());
                timed(|| insert(&mut rows, &list.path()))
            },
        )
    };
    let line = |what, (ours, floor), against| Line {
        what,
        ours,
        floor,
        against,
    };
    vec![
        line(
            "Import of a roster of 1,500 rows (CSV)",
            against(floor::Rows::import),
            "read the file, insert child and contact in plain SQLite",
        ),
        line(
            "– against all rows that the home keeps of it",
            against(floor::Rows::import_all),
            "the same, and household, category, whose history it is, and an identifier for each, in plain SQLite",
        ),
    ]
}
