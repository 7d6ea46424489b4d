//! Random keys, pastes and clicks on all screens. The program never ends by itself, and nobody is signed in but
//! by a key that acts, for a child that the letters before it fit.

use super::Trial;
use super::aim::Dice;
use super::ground::{Ground, call, is_sound, small_home};
use crate::common::pty::{Pty, key_bytes};
use crate::common::{NOW, Place, Tongue};
use doorlight::app::message::Message;
use doorlight::clock::Clock;
use doorlight::desk::Desk;
use doorlight::domain::Moment;
use doorlight::i18n::Lang;
use doorlight::keymap::{Chord, Key, keys};
use doorlight::tui::Session;
use doorlight::ui::preferences::Preferences;
use pinyin::{Pinyin, ToPinyinMulti};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Keys from one fresh home to the next; the half of them with keys that act.
const KEYS: usize = 1_500;
/// Fresh homes of the trial without a terminal.
const HOMES: usize = 16;
/// Pieces of input of the trial with the real program.
const PIECES: usize = 500;
/// A frame is drawn after so many keys: what is drawn decides how far a page scrolls.
const DRAW_EVERY: usize = 16;

/// Letters of readings, Han characters of names and of none, and signs; no key that acts.
const TEXT: &str =
    "aeiouwngyxmcdlhzjsbtf汪乐余小雨郑朵萧鑫龚丽王强，。、-.·/?!@ A汉🙂é\u{301}\u{200b}";
/// Keys that choose, move and open; none of them is an answer at the door.
const NAMED: &[&str] = &[
    "esc",
    "tab",
    "backtab",
    "backspace",
    "delete",
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "f1",
    "f2",
    "f3",
    "f4",
    "f5",
    "f6",
    "f7",
    "f8",
    "f9",
    "f10",
    "f11",
    "f12",
];
/// Letters with Ctrl but those that a terminal sends for other keys (H, I, J, M) and those that quit (C, Q).
const WITH_CTRL: &str = "abdefgklnoprstuvwxyz";
/// What a paste may hold: digits, line ends and signs that act when they are typed.
const PASTED: &str = "12345678900001138wllxyz汪郑雨+ \r\n\t\u{7}，x";

/// Beginnings of names of the home, and of none.
const BEGINNINGS: &[&str] = &[
    "wll", "yxy", "zdd", "xx", "fmx", "gl", "wxj", "rty", "pyy", "dhm", "wanglele", "gongli", "汪",
    "余小", "郑", "萧", "龚l", "万", "任ty", "段", "0007", "12", "w", "zh", "q", "x",
];

fn one_of(text: &str, dice: &mut Dice) -> char {
    let all: Vec<char> = text.chars().collect();
    all[dice.below(all.len())]
}

fn pasted(dice: &mut Dice) -> String {
    let length = 1 + dice.below(80);
    (0..length).map(|_| one_of(PASTED, dice)).collect()
}

/// An input of the trial without a terminal.
#[derive(Debug, Clone)]
enum Sent {
    Key(Chord),
    Paste(String),
    Scan(String),
    Wheel(i32),
}

impl Sent {
    /// An input that must sign nobody in.
    fn idle(dice: &mut Dice) -> Self {
        match dice.below(40) {
            0 => Self::Paste(pasted(dice)),
            1 => Self::Wheel(if dice.below(2) == 0 { 3 } else { -3 }),
            2..5 => Self::Key(Chord {
                ctrl: true,
                ..Chord::typed(one_of(WITH_CTRL, dice))
            }),
            5..14 => Self::Key(keys(NAMED[dice.below(NAMED.len())])[0]),
            14 => Self::Key(Chord::f(3)),
            _ => Self::Key(Chord::typed(one_of(TEXT, dice))),
        }
    }

    /// An input that may sign a child in.
    fn acting(dice: &mut Dice) -> Self {
        let number = char::from(b'0' + u8::try_from(dice.below(10)).unwrap());
        match dice.below(10) {
            0 => Self::Key(Chord::typed('+')),
            1 => Self::Key(Chord::plain(Key::Insert)),
            2 => Self::Scan(format!("0000{:02}", dice.below(30))),
            3..6 => Self::Key(Chord::typed(number)),
            _ => Self::Key(Chord::plain(Key::Enter)),
        }
    }

    fn message(self) -> Message {
        match self {
            Self::Key(chord) => Message::Key(chord),
            Self::Paste(text) => Message::Paste(text),
            Self::Scan(code) => Message::Scan(code),
            Self::Wheel(lines) => Message::Wheel(lines),
        }
    }
}

/// The file, read past the program.
struct Eye(Connection);

impl Eye {
    fn on(place: &Place) -> Self {
        Self(Connection::open(place.file()).unwrap())
    }

    /// The stays of children who were signed in.
    fn came(&self) -> BTreeMap<(i64, i64, i64), Child> {
        let sql = "SELECT day, child, stay, name, lower(hex(uuid)),
                coalesce(nickname, '') || coalesce(pinyin, '')
            FROM attendance JOIN child ON child.id = child JOIN ident ON n = child
            WHERE in_at IS NOT NULL";
        let mut rows = self.0.prepare_cached(sql).unwrap();
        let rows = rows.query_map([], |row| {
            let child = Child {
                name: row.get(3)?,
                uuid: row.get(4)?,
                also: row.get(5)?,
            };
            Ok(((row.get(0)?, row.get(1)?, row.get(2)?), child))
        });
        rows.unwrap().map(Result::unwrap).collect()
    }

    fn newest(&self) -> i64 {
        let sql = "SELECT max(seq) FROM journal";
        let mut rows = self.0.prepare_cached(sql).unwrap();
        rows.query_row([], |row| row.get(0)).unwrap()
    }

    /// What was done in the steps after this one.
    fn deeds_after(&self, seq: i64) -> Vec<String> {
        let sql = "SELECT deed FROM journal WHERE seq > ?1 ORDER BY seq";
        let mut rows = self.0.prepare_cached(sql).unwrap();
        let rows = rows.query_map([seq], |row| row.get(0));
        rows.unwrap().map(Result::unwrap).collect()
    }
}

/// A child as the file has it.
#[derive(Debug)]
struct Child {
    name: String,
    uuid: String,
    /// What else it is found by: nickname and a reading that was typed.
    also: String,
}

impl Child {
    /// Whether this text can be meant for the child, judged without the program's own search: every Han
    /// character is one of its name, every letter stands in a reading of its name.
    fn can_be_meant(&self, typed: &str) -> bool {
        let readings = self.name.as_str().to_pinyin_multi().flatten().flatten();
        let readings: String = readings.map(Pinyin::plain).collect();
        let known = [&readings, &self.name, &self.also].map(String::as_str);
        let known = known.concat().to_lowercase();
        let mut judged = typed.chars().flat_map(char::to_lowercase);
        // The search takes é for e.
        let is_judged =
            |one: char| one.is_ascii_alphabetic() || ('\u{4e00}'..='\u{9fff}').contains(&one);
        judged.all(|one| !is_judged(one) || known.contains(one))
    }
}

/// The program without a terminal, on a fresh home.
struct Screens {
    session: Session,
    terminal: Terminal<TestBackend>,
    eye: Eye,
    /// What was sent last, for the message of a failure.
    last: Vec<Sent>,
}

impl Screens {
    fn on(place: &Place) -> Self {
        let clock = Clock::fixed(Moment::parse_from_rfc3339(NOW).unwrap());
        let desk = Desk::open(&place.data(), clock).unwrap();
        let look = Preferences {
            lang: Lang::En,
            ..Preferences::default()
        };
        Self {
            session: Session::start(desk, look),
            terminal: Terminal::new(TestBackend::new(80, 24)).unwrap(),
            eye: Eye::on(place),
            last: Vec::new(),
        }
    }

    fn send(&mut self, sent: &Sent) {
        self.last.push(sent.clone());
        let goes_on = self.session.handle(sent.clone().message());
        assert!(goes_on, "it ended: {}", self.told());
        if self.last.len().is_multiple_of(DRAW_EVERY) {
            self.session.draw(&mut self.terminal).unwrap();
        }
    }

    fn told(&self) -> String {
        let from = self.last.len().saturating_sub(12);
        format!("after {:?}", &self.last[from..])
    }

    /// Sends a key that may act, and asks of everybody who came by it why. Gives how many came.
    fn send_and_ask(&mut self, sent: &Sent, acts: bool) -> usize {
        let (seq, before) = (self.eye.newest(), self.eye.came());
        let door = &self.session.model.door;
        let typed = door.query.value().to_owned();
        let ids = |one: String| one.replace('-', "");
        let listed: Vec<String> = door
            .hits
            .iter()
            .map(|hit| ids(hit.child.to_string()))
            .collect();
        let offered: Vec<String> = door.offered.iter().map(|id| ids(id.to_string())).collect();
        let was_asked = !self.session.model.popups.is_empty();
        self.send(sent);
        if self.eye.newest() == seq {
            return 0;
        }
        let deeds = self.eye.deeds_after(seq);
        let now = self.eye.came();
        let came = now.iter().filter(|(stay, _)| !before.contains_key(stay));
        let came: Vec<&Child> = came.map(|(_, child)| child).collect();
        let told = format!(
            "{came:?} came by {deeds:?}, typed “{typed}”, {}",
            self.told()
        );
        if came.is_empty() {
            assert!(!deeds.iter().any(|deed| deed == "sign-in"), "{told}");
            return 0;
        }
        if deeds.iter().all(|deed| deed == "undo" || deed == "redo") {
            return 0; // taken back, or done again
        }
        // A name without a file is signed in after a question; so is the owner of an unknown card.
        let by_question: &[&[&str]] = &[&["add-child"], &["bind-card", "sign-in"]];
        let is_answer = was_asked && by_question.iter().any(|known| deeds == *known);
        assert!(is_answer || deeds == ["sign-in"], "{told}");
        assert_eq!(came.len(), 1, "{told}");
        if was_asked {
            // The answer to a question about this child: whether it comes again.
            return 1;
        }
        assert!(acts, "no key that acts: {told}");
        match sent {
            Sent::Scan(_) => {}
            Sent::Key(key) if *key == Chord::typed('+') || key.code == Key::Insert => {
                assert!(offered.contains(&came[0].uuid), "{told}");
            }
            _ => {
                assert!(listed.contains(&came[0].uuid), "{told}");
                assert!(!typed.is_empty() && came[0].can_be_meant(&typed), "{told}");
            }
        }
        1
    }
}

/// Whatever is open closes, the door opens, and some letters are typed there.
fn to_the_door(dice: &mut Dice) -> Vec<Chord> {
    let mut script = keys("esc esc esc esc esc f3 ctrl-u");
    let typed = BEGINNINGS[dice.below(BEGINNINGS.len())];
    script.extend(typed.chars().map(Chord::typed));
    script
}

#[test]
fn nobody_comes_by_random_keys_but_by_one_that_acts() {
    let ground = Ground::of(small_home(Tongue::English));
    let mut trial = Trial::of(HOMES, 0x5EED_D013);
    let mut all = 0;
    let mut sent = 0;
    while trial.goes_on() {
        ground.begin_again();
        let mut screens = Screens::on(&ground.place);
        for _ in 0..KEYS / 2 {
            let one = Sent::idle(&mut trial.dice);
            screens.send(&one);
        }
        let came = screens.eye.came();
        assert!(came.is_empty(), "{came:?} came, {}", screens.told());
        for _ in 0..KEYS / 2 {
            let acts = trial.dice.below(5) == 0;
            let one = if acts {
                Sent::acting(&mut trial.dice)
            } else {
                Sent::idle(&mut trial.dice)
            };
            if acts && trial.dice.below(3) == 0 {
                // As at the door: letters of a name come before it.
                for key in to_the_door(&mut trial.dice) {
                    let is_digit = matches!(key.code, Key::Char('0'..='9'));
                    all += screens.send_and_ask(&Sent::Key(key), is_digit);
                }
            }
            all += screens.send_and_ask(&one, acts);
        }
        sent += screens.last.len();
        drop(screens);
        is_sound(&ground.place);
    }
    println!("{sent} keys, {all} children came");
    assert!(all > 5, "{all} children came: the keys prove nothing");
}

/// Bytes that a terminal sends for a named key.
fn bytes_of(name: &str) -> String {
    match name {
        // A lone Esc and what follows it would be read as one key with Alt.
        "esc" => "\x1b[27u".to_owned(),
        _ => String::from_utf8(key_bytes(name).concat()).unwrap(),
    }
}

/// A piece of input that must sign nobody in.
fn idle_bytes(dice: &mut Dice) -> String {
    let mut piece = String::new();
    for _ in 0..=dice.below(30) {
        match dice.below(30) {
            0 => piece.extend(["\x1b[200~", &pasted(dice), "\x1b[201~"]),
            1 => piece.push_str("\x1b[<65;5;5M"), // the wheel
            // Undo and redo would bring somebody back who had been signed in.
            2 | 3 => {
                let letter = one_of(WITH_CTRL.trim_end_matches(['y', 'z']), dice);
                piece.push(char::from(letter as u8 & 0x1f));
            }
            4..10 => piece.push_str(&bytes_of(NAMED[dice.below(NAMED.len())])),
            _ => piece.push(one_of(TEXT, dice)),
        }
    }
    piece
}

/// One input that may act.
fn acting_bytes(dice: &mut Dice) -> String {
    match dice.below(8) {
        0 => "+".into(),
        1 => "\x1b[2~".into(),
        2 => {
            let (x, y) = (1 + dice.below(80), 1 + dice.below(24));
            format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")
        }
        3 | 4 => char::from(b'0' + u8::try_from(dice.below(10)).unwrap()).into(),
        _ => "\r".into(),
    }
}

/// Closes whatever is open, goes to the door and waits until all that was sent has been handled: a text that was
/// not there before stands in the search.
fn catch_up(pty: &mut Pty, nth: usize) {
    let letters = |count: usize| char::from(b'a' + u8::try_from(count % 26).unwrap());
    let mark: String = [
        "vvv",
        &letters(nth / 26).to_string(),
        &letters(nth).to_string(),
    ]
    .concat();
    pty.type_text(&bytes_of("esc").repeat(8));
    pty.type_text("\x1bOR");
    pty.type_text("\x15");
    pty.type_text(&mark);
    pty.wait_for(&mark);
    pty.type_text("\x15");
    pty.wait_gone(&mark);
}

#[test]
fn the_real_program_lives_through_random_keys_and_signs_nobody_in_by_them() {
    let place = small_home(Tongue::English);
    let eye = Eye::on(&place);
    let mut pty = Pty::start(&place, &[], 80, 24);
    pty.wait_for("F3");
    let mut trial = Trial::of(PIECES, 0x5EED_D014);
    let mut all = 0;
    while trial.goes_on() {
        // Half of the pieces hold one key that acts, behind letters of a name.
        let acts = trial.round.is_multiple_of(2);
        let piece = idle_bytes(&mut trial.dice);
        let seq = eye.newest();
        pty.type_text(&piece);
        catch_up(&mut pty, trial.round * 2);
        let none = eye.deeds_after(seq);
        assert!(
            !none.iter().any(|deed| deed == "sign-in"),
            "{none:?} by {piece:?}"
        );
        if !acts {
            continue;
        }
        let seq = eye.newest();
        let letters = BEGINNINGS[trial.dice.below(BEGINNINGS.len())];
        let piece = [letters, &acting_bytes(&mut trial.dice)].concat();
        pty.type_text(&piece);
        catch_up(&mut pty, trial.round * 2 + 1);
        let deeds = eye.deeds_after(seq);
        let came = deeds.iter().filter(|deed| *deed == "sign-in").count();
        assert!(came <= 1, "{deeds:?} by {piece:?}");
        all += came;
    }
    println!("{} pieces, {all} children came", trial.round);
    pty.kill();
    let verified = call(&place, &["verify"]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    assert!(all > 0, "nobody came: the keys prove nothing");
}
