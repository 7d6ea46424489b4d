//! Doorlight's side: homes of the measured sizes, and the operations measured.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use doorlight::app::message::Message;
use doorlight::clock::Clock;
use doorlight::desk::command::activity::{ActivityStep, Holding};
use doorlight::desk::command::{Comeback, Command, File, HomeSetup, SignOut, When};
use doorlight::desk::query::Query;
use doorlight::desk::read::flags::PastDay;
use doorlight::desk::{Desk, FILE};
use doorlight::domain::KnownAs;
use doorlight::domain::activity::{Recurrence, Series};
use doorlight::domain::calendar::period::{Grain, Period};
use doorlight::domain::mask::Mask;
use doorlight::domain::names::NameMill;
use doorlight::domain::{Activity, Attendance, Child, ChildId, Moment, OutTo, Sex};
use doorlight::exchange::attendance::SheetJudge;
use doorlight::exchange::sheets::Wanted;
use doorlight::exchange::{file, roster::Judge};
use doorlight::i18n::Lang;
use doorlight::keymap::{Chord, Key};
use doorlight::reports::ledgers::Ledger;
use doorlight::reports::order::{Aside, ReportOrder, What};
use doorlight::reports::slots::Beside;
use doorlight::reports::trends::Page;
use doorlight::tui::Session;
use doorlight::ui::preferences::Preferences;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Sink;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Number of children in the large home.
pub(crate) const CHILDREN: u32 = 300;
/// Number of sign-ins measured: a full evening in a large home.
pub(crate) const AN_EVENING: usize = 120;
/// Attendance on an open day, in percent.
const OF_A_HUNDRED: u32 = 40;
const TODAY: &str = "2026-11-23";
/// Ten years, in days.
const TEN_YEARS: u64 = 3_650;
/// Weeks whose sign-ins are steps of their own.
const WEEKS_AT_THE_DOOR: u64 = 3;

/// Number of weeks with a plan.
const PLANNED_WEEKS: u64 = 156;
/// Children who take part in an activity.
const TAKE_PART: usize = 40;
/// The key that shows the activities.
pub(crate) const ACTIVITIES: Chord = Chord::f(5);
/// The key that shows who needs a person.
pub(crate) const FOLLOW_UP: Chord = Chord::f(6);
/// The key that shows the children.
pub(crate) const CHILDREN_KEY: Chord = Chord::f(4);
/// The key that shows the part before.
pub(crate) const PART_BEFORE: Chord = Chord::plain(Key::BackTab);
/// The key that shows the next part of a screen.
pub(crate) const NEXT_PART: Chord = Chord::plain(Key::Tab);

/// A terminal that writes to a sink, with the drawing library of the program.
pub(crate) type Nowhere = Terminal<CrosstermBackend<Sink>>;

/// A terminal of the measured size.
pub(crate) fn nowhere() -> Nowhere {
    let viewport = Viewport::Fixed(Rect::new(0, 0, 120, 40));
    let backend = CrosstermBackend::new(std::io::sink());
    Terminal::with_options(backend, TerminalOptions { viewport }).unwrap()
}

/// A temporary data folder.
pub(crate) struct Home(TempDir);

impl Home {
    /// A home without children.
    pub(crate) fn empty() -> Self {
        let home = Self(TempDir::new().unwrap());
        set_up(&mut desk(&home.folder()));
        home
    }

    /// Path of the data folder.
    pub(crate) fn folder(&self) -> PathBuf {
        self.0.path().to_owned()
    }

    /// Path of the home's file.
    pub(crate) fn file(&self) -> PathBuf {
        self.0.path().join(FILE)
    }

    /// A copy of the home in another folder.
    pub(crate) fn copy(&self) -> Self {
        let copy = Self(TempDir::new().unwrap());
        desk(&self.folder())
            .ask(Query::File)
            .unwrap()
            .copy_to(&copy.file())
            .unwrap();
        copy
    }
}

pub(crate) fn today() -> NaiveDate {
    TODAY.parse().unwrap()
}

fn moment(day: NaiveDate, time: &str) -> Moment {
    Moment::parse_from_rfc3339(&format!("{day}T{time}:00+08:00")).unwrap()
}

/// The clock of every measurement.
pub(crate) fn clock() -> Clock {
    Clock::fixed(moment(today(), "17:00"))
}

/// A desk on a data folder.
pub(crate) fn desk(folder: &Path) -> Desk {
    Desk::open(folder, clock()).unwrap()
}

fn set_up(desk: &mut Desk) {
    let home = HomeSetup {
        name: "Home".to_owned(),
        village: "Village".to_owned(),
        township: "Township".to_owned(),
        county: "County".to_owned(),
        director: "Director".to_owned(),
        hours: "Mon-Sat 16:30-18:30".parse().unwrap(),
    };
    desk.perform(Command::SetUp(Box::new(home))).unwrap();
}

fn enrol(desk: &mut Desk, count: u32) {
    let mut mill = NameMill::new(7);
    let files = (0..count).map(|nth| {
        let sex = if nth % 2 == 0 { Sex::Female } else { Sex::Male };
        let born = NaiveDate::from_yo_opt(2012 + (nth % 8).cast_signed(), 1 + nth % 365).unwrap();
        let name = mill.name(sex);
        let child = Child::new(desk.clock.new_id(), "", &name, sex, born);
        File {
            child,
            contacts: Vec::new(),
            tags: Vec::new(),
        }
    });
    let files = files.collect();
    let source = "bench".to_owned();
    desk.perform(Command::ImportRoster {
        source,
        files,
        households: Vec::new(),
    })
    .unwrap();
}

/// The children on the register.
fn register(desk: &Desk) -> Vec<Child> {
    let register = desk.ask(Query::Register).unwrap();
    register.roster().unwrap().children
}

/// The children on the register, by file number.
pub(crate) fn children(desk: &Desk) -> Vec<ChildId> {
    let mut children = register(desk);
    children.sort_by(|a, b| a.file_no.cmp(&b.file_no));
    children.into_iter().map(|child| child.id).collect()
}

/// A large home with ten years of attendance up to yesterday.
pub(crate) fn ten_years() -> Home {
    ten_years_of(CHILDREN)
}

/// Computes all flags, from the file to the reasons.
pub(crate) fn flags(desk: &mut Desk) -> usize {
    let flags = desk.flags(today(), KnownAs::Then).unwrap().unwrap();
    assert!(!flags.is_empty(), "nobody was flagged");
    flags.len()
}

/// A home with `count` children and ten years of attendance up to yesterday, imported today.
pub(crate) fn ten_years_of(count: u32) -> Home {
    let home = Home::empty();
    let mut desk = desk(&home.folder());
    enrol(&mut desk, count);
    import_register(&mut desk, (today() - Days::new(TEN_YEARS), today()));
    desk.tidy_up().unwrap();
    home
}

/// The same of a home that has used the program all the time: the last weeks were entered evening by evening, a step
/// for each sign-in and sign-out, and the first children have not come since they began.
pub(crate) fn ten_years_at_the_door(count: u32) -> Home {
    let began = today() - Days::new(TEN_YEARS);
    let home = Home(TempDir::new().unwrap());
    let mut desk = desk(&home.folder());
    desk.clock = Clock::fixed(moment(began, "17:00"));
    set_up(&mut desk);
    enrol(&mut desk, count);
    let by_hand = today() - Days::new(7 * WEEKS_AT_THE_DOOR);
    desk.clock = Clock::fixed(moment(by_hand, "08:00"));
    import_register(&mut desk, (began, by_hand));
    let children = children(&desk);
    let mut mill = NameMill::new(12);
    let evenings = by_hand.iter_days().take_while(|day| *day < today());
    for day in evenings.filter(|day| day.weekday() != Weekday::Sun) {
        let others = children.iter().skip(STAYED_AWAY);
        let came: Vec<ChildId> = others
            .filter(|_| mill.below(100) < OF_A_HUNDRED)
            .copied()
            .collect();
        desk.clock = Clock::fixed(moment(day, "16:45"));
        for child in &came {
            sign_in(&mut desk, *child);
        }
        desk.clock = Clock::fixed(moment(day, "18:20"));
        for child in &came {
            sign_out(&mut desk, *child);
        }
    }
    desk.clock = clock();
    desk.tidy_up().unwrap();
    home
}

/// Children who have not come for some weeks.
const STAYED_AWAY: usize = 20;

/// F6 of the evening a week ago: the home as it was, with its matters.
pub(crate) fn past_evening(desk: &Desk, reading: KnownAs) -> PastDay {
    let found = desk.past_day(today() - Days::new(7), reading).unwrap();
    let PastDay::Known(house) = &found else {
        panic!("nothing was known on that evening");
    };
    assert!(house.matters.len() >= STAYED_AWAY, "nobody was missed");
    found
}

/// The matters of a child before this one.
pub(crate) fn earlier_matters(desk: &Desk, child: ChildId) -> usize {
    desk.matters_until(child, today()).unwrap().len()
}

/// The first page of F7: how many came in October, with September beside it.
pub(crate) fn first_page(desk: &Desk) -> usize {
    rows_of(desk, What::Page(Page::HowMany))
}

/// The tables of the monthly report of October.
pub(crate) fn monthly(desk: &Desk) -> usize {
    rows_of(desk, What::Ledger(Ledger::Monthly))
}

/// The tables of help in the quarter.
pub(crate) fn help_of_the_quarter(desk: &Desk) -> usize {
    let quarter = (Grain::Quarter, Beside::Nothing);
    rows_beside(desk, What::Ledger(Ledger::Support), quarter)
}

fn rows_of(desk: &Desk, what: What) -> usize {
    rows_beside(desk, what, (Grain::Month, Beside::Before))
}

fn rows_beside(desk: &Desk, what: What, (grain, beside): (Grain, Beside)) -> usize {
    let calendar = desk.calendar().unwrap();
    let october = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    let order = ReportOrder {
        what,
        period: Period::of(grain, october, &calendar),
        beside,
        child: None,
        own: None,
        formats: Vec::new(),
        mask: Mask::Middle,
        is_public: false,
        reason: String::new(),
        to_whom: String::new(),
        lang: Lang::Zh,
    };
    let periods = order.periods(&calendar, today());
    let facts = desk.period_facts(&periods, what.parts()).unwrap();
    let tables = order.tables(&facts, &Aside::default());
    let rows = tables.iter().map(|table| table.rows.len()).sum();
    assert!(rows > 20, "hardly anything was counted");
    rows
}

/// Imports the register of the days from the first to the one before the second.
fn import_register(desk: &mut Desk, (first, until): (NaiveDate, NaiveDate)) {
    let children = children(desk);
    let mut mill = NameMill::new(11);
    let days = first.iter_days().take_while(|day| *day < until);
    let open = days.filter(|day| day.weekday() != Weekday::Sun);
    let mut rows = Vec::new();
    for day in open {
        for child in &children {
            if mill.below(100) < OF_A_HUNDRED {
                let out_at = Some(moment(day, "18:20"));
                let row = Attendance::arrival(day, *child, 1, moment(day, "16:45"));
                rows.push(Attendance {
                    out_at,
                    out_to: Some(OutTo::Alone),
                    ..row
                });
            }
        }
    }
    eprintln!("{} rows of attendance", rows.len());
    let source = "bench".to_owned();
    desk.perform(Command::ImportAttendance { source, rows })
        .unwrap();
}

/// A home in memory with `count` children.
pub(crate) fn village(count: u32) -> Desk {
    let mut desk = Desk::in_memory(clock()).unwrap();
    set_up(&mut desk);
    enrol(&mut desk, count);
    desk
}

/// A home with three years of weekly activities of changing topics, all held.
pub(crate) fn three_years_of_plans() -> Home {
    let home = Home::empty();
    let mut desk = desk(&home.folder());
    enrol(&mut desk, CHILDREN);
    let all = children(&desk);
    let topics = [
        "DROWN", "FIRE", "TRAF", "POLICY", "PSY", "READ", "HEALTH", "BULLY",
    ];
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let first = today() - Days::new(7 * PLANNED_WEEKS);
    let weekly = Series::new(
        first,
        (time(17), time(18)),
        Recurrence::Weekly,
        "READ".parse().unwrap(),
    );
    let weekly = Series {
        title: "reading".to_owned(),
        ..weekly
    };
    let step = ActivityStep::PlanSeries(Box::new(weekly));
    desk.perform(Command::Activity(step)).unwrap();
    for (week, nth) in (1..PLANNED_WEEKS).zip(0..) {
        let day = first + Days::new(7 * week + 1);
        let topic = topics.iter().cycle().nth(nth).unwrap();
        let activity = Activity {
            title: (*topic).to_owned(),
            ..Activity::new(day, time(16), time(17), topic.parse().unwrap())
        };
        let part = all.iter().cycle().skip(nth * 7).take(TAKE_PART);
        let holding = Holding {
            activity,
            children: part.copied().collect(),
        };
        let step = ActivityStep::Hold(Box::new(holding));
        desk.perform(Command::Activity(step)).unwrap();
    }
    home
}

/// Starts the program: everything from the arguments to the first frame.
pub(crate) fn start_and_draw(folder: &Path) -> (Session, Nowhere) {
    start_with(desk(folder))
}

/// The same from an open desk on.
pub(crate) fn start_with(desk: Desk) -> (Session, Nowhere) {
    let mut session = Session::start(desk, Preferences::default());
    let mut terminal = nowhere();
    session.draw(&mut terminal).unwrap();
    (session, terminal)
}

/// Signs in one child; durable on return.
pub(crate) fn sign_in(desk: &mut Desk, child: ChildId) {
    let command = Command::SignIn {
        child,
        when: When::Now,
        comeback: Comeback::Ask,
    };
    desk.perform(command).unwrap();
}

/// Signs out one child; nobody says who collects it.
fn sign_out(desk: &mut Desk, child: ChildId) {
    desk.perform(Command::SignOut(SignOut {
        child,
        to: OutTo::NotKnown,
        also: Vec::new(),
        allowed_by: None,
        note: String::new(),
        when: When::Now,
    }))
    .unwrap();
}

/// The program on the door screen.
pub(crate) struct AtDoor {
    session: Session,
    terminal: Nowhere,
}

/// The program on the door screen, for a given desk.
pub(crate) fn at_the_door(desk: Desk) -> AtDoor {
    let session = Session::start(desk, Preferences::default());
    let mut door = AtDoor {
        session,
        terminal: nowhere(),
    };
    door.press(Chord::f(3));
    door.draw();
    door
}

impl AtDoor {
    /// Presses a key without drawing.
    pub(crate) fn press(&mut self, chord: Chord) {
        assert!(
            self.session.handle(Message::Key(chord)),
            "the program ended"
        );
    }

    /// Types text without drawing.
    pub(crate) fn type_text(&mut self, text: &str) {
        text.chars()
            .for_each(|typed| self.press(Chord::typed(typed)));
    }

    /// Clears the search.
    pub(crate) fn clear(&mut self) {
        self.press(Chord::plain(Key::Esc));
    }

    /// Opens the page behind the selected line of F6, until everything stands on it, and draws it.
    pub(crate) fn open_page_and_draw(&mut self) {
        self.press(Chord::plain(Key::Enter));
        self.draw();
        assert!(!self.session.model.popups.is_empty(), "no page");
    }

    /// Closes the page and selects the next line.
    pub(crate) fn next_line(&mut self) {
        self.press(Chord::plain(Key::Esc));
        self.press(Chord::plain(Key::Down));
        assert!(self.session.model.popups.is_empty(), "the page is open");
    }

    /// Whether the search has found a child.
    pub(crate) fn has_found(&self) -> bool {
        !self.session.model.door.hits.is_empty()
    }

    /// Draws a frame.
    pub(crate) fn draw(&mut self) {
        self.session.draw(&mut self.terminal).unwrap();
    }

    /// Presses the key that signs in, and draws the frame that shows it.
    pub(crate) fn enter_and_draw(&mut self) {
        let before = self.session.model.house.day.rows().count();
        self.press(Chord::plain(Key::Enter));
        self.draw();
        assert_eq!(
            self.session.model.house.day.rows().count(),
            before + 1,
            "nobody came in"
        );
    }

    /// Every child's name in full pinyin.
    pub(crate) fn readings(&self) -> Vec<String> {
        let entries = self.session.model.house.register.entries();
        entries
            .iter()
            .map(|entry| format!("{:?}", entry.readings()))
            .collect()
    }
}

/// A roster in a file.
pub(crate) struct List(TempDir);

impl List {
    /// Path of the file.
    pub(crate) fn path(&self) -> PathBuf {
        self.0.path().join("roster.csv")
    }
}

/// A roster with `count` rows, in the form that villages use.
pub(crate) fn list(count: u32) -> List {
    let list = List(TempDir::new().unwrap());
    let mut mill = NameMill::new(13);
    let mut text = "姓名,性别,出生日期,委托照护人,与儿童关系,联系电话,儿童类别\n".to_owned();
    for nth in 0..count {
        let (sex, word) = if nth % 2 == 0 {
            (Sex::Female, "女")
        } else {
            (Sex::Male, "男")
        };
        let (name, carer) = (mill.name(sex), mill.name(Sex::Female));
        let born = NaiveDate::from_yo_opt(2012 + (nth % 8).cast_signed(), 1 + nth % 365).unwrap();
        let phone = 13_800_000_000_u64 + u64::from(nth);
        writeln!(
            text,
            "{name},{word},{born},{carer},祖母,{phone},农村留守儿童"
        )
        .unwrap();
    }
    std::fs::write(list.path(), text).unwrap();
    list
}

/// Imports a roster from the file into the register.
pub(crate) fn import(desk: &mut Desk, path: &Path) {
    let book = file::read(path).unwrap();
    let known = desk.known_children().unwrap();
    let plan = Judge::new(&known, desk.clock.today(), desk.phones().unwrap())
        .book(&book, &Wanted::Visible)
        .unwrap();
    assert!(plan.counts().added > 1_000, "hardly anything was taken");
    let command = desk.import_roster(&plan).unwrap();
    desk.perform(command).unwrap();
}

/// Children of whom half were born early enough to come on every open day for ten years: 300,000 stays.
const ENROLLED: u32 = 192;

/// Stays of ten years, one per line, by file number.
pub(crate) fn sign_ins() -> List {
    let list = List(TempDir::new().unwrap());
    let mut text = "档案号,日期,到园时间,离园时间\n".to_owned();
    let first = today() - Days::new(TEN_YEARS);
    let days = first.iter_days().take_while(|day| *day < today());
    for day in days.filter(|day| day.weekday() != Weekday::Sun) {
        // Born from 2012 to 2015.
        for nth in (1..=ENROLLED).filter(|nth| (nth - 1) % 8 < 4) {
            let (came, left) = (nth % 60, (nth + day.day()) % 60);
            writeln!(text, "{nth:04},{day},16:{came:02},18:{left:02}").unwrap();
        }
    }
    std::fs::write(list.path(), text).unwrap();
    list
}

/// Enrols these children in a home.
pub(crate) fn with_children(home: &Home) -> Desk {
    with_children_of(home, ENROLLED)
}

/// Enrols so many children in a home.
pub(crate) fn with_children_of(home: &Home, count: u32) -> Desk {
    let mut desk = desk(&home.folder());
    enrol(&mut desk, count);
    desk
}

/// The children of a home by file number.
pub(crate) fn numbered(desk: &Desk) -> HashMap<String, ChildId> {
    let children = register(desk);
    let numbered = children.into_iter().map(|child| (child.file_no, child.id));
    numbered.collect()
}

/// Imports the stays of the file into the register.
pub(crate) fn import_sheet(desk: &mut Desk, path: &Path) {
    let book = file::read(path).unwrap();
    let children = register(desk);
    let judge = SheetJudge::new(&children, &[], desk.clock.today());
    let plan = judge.book(&book, &Wanted::Visible).unwrap();
    assert_eq!(plan.counts().added, book.sheets[0].rows.len() - 1);
    let offset = *moment(today(), "17:00").offset();
    let rows = plan
        .additions()
        .map(|(child, entry)| entry.attendance(child, offset))
        .collect();
    let source = plan.file_name.clone();
    desk.perform(Command::ImportAttendance { source, rows })
        .unwrap();
}
