//! Turns terminal events into inputs of the program.
//!
//! Everything here is pure. [`read`] normalises one event; [`coalesce`] takes a batch and
//! recognises input faster than typing: a scanner's code, and on Windows, where the console
//! delivers a paste as a burst of keys, a paste.

use crate::keymap::{Chord, Key};
use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// One input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// A key.
    Key(Chord),
    /// Pasted text, including control characters.
    Paste(String),
    /// A code from a scanner or card reader, without its Enter.
    Scan(String),
    /// The left mouse button went down in a cell.
    Click {
        /// Column, from 0.
        x: u16,
        /// Row, from 0.
        y: u16,
    },
    /// The wheel, in lines; negative is up.
    Wheel(i32),
    /// The size of the terminal changed.
    Resize,
}

/// Lines per step of the wheel.
const WHEEL_LINES: i32 = 3;

/// Reads an event; `None` if the program does not use it.
pub(crate) fn read(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) => chord(key).map(Input::Key),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Mouse(mouse) => read_mouse(mouse),
        Event::Resize(..) => Some(Input::Resize),
        Event::FocusGained | Event::FocusLost => None,
    }
}

const fn read_mouse(mouse: MouseEvent) -> Option<Input> {
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Input::Click {
            x: mouse.column,
            y: mouse.row,
        }),
        MouseEventKind::ScrollDown => Some(Input::Wheel(WHEEL_LINES)),
        MouseEventKind::ScrollUp => Some(Input::Wheel(-WHEEL_LINES)),
        _ => None,
    }
}

/// Reads a key press as a chord. Releases, which only Windows reports, are dropped.
fn chord(event: KeyEvent) -> Option<Chord> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(typed) => return Some(typed_chord(typed, event.modifiers)),
        KeyCode::F(number) => Key::F(number),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::BackTab => return Some(Chord::plain(Key::BackTab)),
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => {
            return Some(Chord::plain(Key::BackTab));
        }
        KeyCode::Tab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        _ => return None,
    };
    Some(Chord {
        code,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event.modifiers.contains(KeyModifiers::ALT),
        shift: event.modifiers.contains(KeyModifiers::SHIFT),
    })
}

fn typed_chord(typed: char, modifiers: KeyModifiers) -> Chord {
    let ctrl = modifiers.contains(KeyModifiers::CONTROL);
    let alt = modifiers.contains(KeyModifiers::ALT);
    // Windows reports the right Alt key, which types characters on many keyboards, as Ctrl and Alt.
    if ctrl == alt {
        return Chord::typed(typed);
    }
    Chord {
        code: Key::Char(typed.to_ascii_lowercase()),
        ctrl,
        alt,
        shift: false,
    }
}

/// Minimum length of a scanned code.
const SCAN_LENGTH: usize = 6;
/// Minimum number of digits in a scanned code.
const SCAN_DIGITS: usize = 4;
/// Minimum length of a burst with a line end to count as a paste; typing never fills one batch that
/// far.
const BURST_LENGTH: usize = 12;

/// Joins scanned codes and, on Windows, pastes in one batch of inputs.
///
/// No key is lost or doubled.
pub(crate) fn coalesce(inputs: Vec<Input>) -> Vec<Input> {
    let scanned = join_scans(inputs);
    if cfg!(windows) {
        return join_bursts(scanned);
    }
    scanned
}

/// Turns runs of printable ASCII with enough digits, ended by Enter, into [`Input::Scan`].
fn join_scans(inputs: Vec<Input>) -> Vec<Input> {
    let mut out = Vec::with_capacity(inputs.len());
    let mut run = String::new();
    for input in inputs {
        match &input {
            Input::Key(key) if key.text().is_some_and(|typed| typed.is_ascii_graphic()) => {
                run.extend(key.text());
                continue;
            }
            Input::Key(key) if *key == Chord::plain(Key::Enter) && is_code(&run) => {
                out.push(Input::Scan(std::mem::take(&mut run)));
                continue;
            }
            _ => {}
        }
        out.extend(run.drain(..).map(|typed| Input::Key(Chord::typed(typed))));
        out.push(input);
    }
    out.extend(run.drain(..).map(|typed| Input::Key(Chord::typed(typed))));
    out
}

fn is_code(run: &str) -> bool {
    run.len() >= SCAN_LENGTH && run.bytes().filter(u8::is_ascii_digit).count() >= SCAN_DIGITS
}

/// Turns long runs of typed characters with a line end among them into [`Input::Paste`].
fn join_bursts(inputs: Vec<Input>) -> Vec<Input> {
    let mut out = Vec::with_capacity(inputs.len());
    let mut run: Vec<Input> = Vec::new();
    for input in inputs {
        if burst_text(&input).is_some() {
            run.push(input);
        } else {
            end_burst(&mut run, &mut out);
            out.push(input);
        }
    }
    end_burst(&mut run, &mut out);
    out
}

fn end_burst(run: &mut Vec<Input>, out: &mut Vec<Input>) {
    let has_line_end = run.iter().any(|input| burst_text(input) == Some('\n'));
    if has_line_end && run.len() >= BURST_LENGTH {
        out.push(Input::Paste(
            run.drain(..)
                .filter_map(|input| burst_text(&input))
                .collect(),
        ));
    } else {
        out.append(run);
    }
}

/// The character of this key in pasted text.
fn burst_text(input: &Input) -> Option<char> {
    let Input::Key(key) = input else { return None };
    match key.code {
        Key::Enter if *key == Chord::plain(Key::Enter) => Some('\n'),
        Key::Tab if *key == Chord::plain(Key::Tab) => Some('\t'),
        _ => key.text(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::chord::keys;
    use proptest::prelude::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> Option<Input> {
        read(Event::Key(KeyEvent::new(code, modifiers)))
    }

    fn typed(script: &str) -> Vec<Input> {
        keys(script).into_iter().map(Input::Key).collect()
    }

    #[test]
    fn a_release_is_not_a_second_press() {
        let mut event = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
        event.kind = KeyEventKind::Release;
        assert_eq!(read(Event::Key(event)), None);
        event.kind = KeyEventKind::Repeat;
        assert_eq!(read(Event::Key(event)), Some(Input::Key(Chord::typed('a'))));
    }

    #[test]
    fn shift_is_part_of_a_character() {
        let input = press(KeyCode::Char('A'), KeyModifiers::SHIFT);
        assert_eq!(input, Some(Input::Key(Chord::typed('A'))));
        let input = press(KeyCode::Tab, KeyModifiers::SHIFT);
        assert_eq!(input, Some(Input::Key(Chord::plain(Key::BackTab))));
    }

    #[test]
    fn a_letter_with_ctrl_is_the_same_with_caps_lock_on() {
        let input = press(KeyCode::Char('Z'), KeyModifiers::CONTROL);
        assert_eq!(input, Some(Input::Key(Chord::ctrl('z'))));
    }

    #[test]
    fn the_right_alt_key_of_windows_types_text() {
        let both = KeyModifiers::CONTROL | KeyModifiers::ALT;
        let input = press(KeyCode::Char('@'), both);
        assert_eq!(input, Some(Input::Key(Chord::typed('@'))));
    }

    #[test]
    fn what_an_input_method_commits_stays_as_typed() {
        let input = press(KeyCode::Char('Ａ'), KeyModifiers::NONE);
        assert_eq!(input, Some(Input::Key(Chord::typed('Ａ'))));
    }

    #[test]
    fn a_code_typed_in_one_go_and_ended_by_enter_is_a_scan() {
        let inputs = coalesce(typed("DL-00417 enter"));
        assert_eq!(inputs, [Input::Scan("DL-00417".to_owned())]);
    }

    #[test]
    fn two_cards_in_a_row_are_two_scans() {
        let inputs = coalesce(typed("DL00417 enter DL00418 enter"));
        let expected = ["DL00417", "DL00418"].map(|code| Input::Scan(code.to_owned()));
        assert_eq!(inputs, expected);
    }

    #[test]
    fn letters_and_enter_are_no_scan_however_fast() {
        let script = "lixiaoming enter zmq enter 138 enter";
        assert_eq!(join_scans(typed(script)), typed(script));
    }

    #[test]
    fn a_code_without_enter_stays_keys() {
        assert_eq!(coalesce(typed("DL00417")), typed("DL00417"));
    }

    #[test]
    fn a_long_burst_with_line_ends_is_a_paste() {
        let inputs = join_bursts(typed("zhangsan enter lisiwang enter"));
        assert_eq!(inputs, [Input::Paste("zhangsan\nlisiwang\n".to_owned())]);
        assert_eq!(join_bursts(typed("zmq enter")), typed("zmq enter"));
    }

    /// The text of all inputs, with the names of other keys.
    fn text_of(inputs: &[Input]) -> String {
        inputs
            .iter()
            .map(|input| match input {
                Input::Key(_) => match burst_text(input) {
                    Some(typed) => typed.to_string(),
                    None => format!("<{input:?}>"),
                },
                Input::Paste(text) => text.clone(),
                Input::Scan(code) => format!("{code}\n"),
                other => format!("<{other:?}>"),
            })
            .collect()
    }

    fn some_input() -> impl Strategy<Value = Input> {
        prop_oneof![
            20 => proptest::char::ranges(vec!['0'..='9', 'a'..='c', '中'..='丰'].into())
                .prop_map(|typed| Input::Key(Chord::typed(typed))),
            3 => Just(Input::Key(Chord::plain(Key::Enter))),
            1 => Just(Input::Key(Chord::plain(Key::Down))),
            1 => Just(Input::Key(Chord::ctrl('z'))),
            1 => Just(Input::Click { x: 3, y: 4 }),
            1 => Just(Input::Resize),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn no_key_is_lost_or_doubled(inputs in prop::collection::vec(some_input(), 0..80)) {
            let before = text_of(&inputs);
            prop_assert_eq!(text_of(&join_scans(inputs.clone())), before.clone());
            prop_assert_eq!(text_of(&join_bursts(join_scans(inputs))), before);
        }
    }
}
