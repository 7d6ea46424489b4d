use super::*;
use crate::i18n::{loader, word};
use std::collections::HashSet;

#[test]
fn no_chord_stands_twice_in_a_context() {
    let mut seen = HashSet::new();
    for binding in BINDINGS {
        for chord in binding.chords {
            assert!(
                seen.insert((binding.context, *chord)),
                "{:?} twice in {:?}",
                chord,
                binding.context
            );
        }
    }
}

#[test]
fn every_action_is_bound() {
    for action in Action::ALL {
        let bound = BINDINGS.iter().any(|binding| binding.action == *action);
        assert!(bound, "{action:?} has no key");
    }
}

#[test]
fn every_binding_has_a_chord_and_words_in_every_language() {
    for binding in BINDINGS {
        assert!(!binding.chords.is_empty(), "{binding:?}");
        for lang in Lang::ALL {
            assert!(
                loader(*lang).has(binding.words),
                "{lang:?}: {}",
                binding.words
            );
        }
    }
}

#[test]
fn every_context_has_a_name_in_every_language() {
    for context in Context::ALL {
        for lang in Lang::ALL {
            assert!(
                loader(*lang).has(context.words()),
                "{lang:?}: {}",
                context.words()
            );
        }
    }
}

fn is_bare_letter(chord: Chord) -> bool {
    chord.text().is_some_and(char::is_alphabetic)
}

/// A letter that is pressed by mistake, or typed for a search that is not there, must do nothing. In
/// a question with answers to choose from, y and n are answers.
#[test]
fn no_letter_is_a_command() {
    for binding in BINDINGS {
        let answers = binding.context == Context::Confirm;
        let letter = binding.chords.iter().any(|chord| is_bare_letter(*chord));
        assert!(answers || !letter, "{binding:?}");
    }
}

#[test]
fn no_bare_letter_or_digit_is_bound_where_one_types() {
    for context in Context::ALL.iter().filter(|context| context.has_text()) {
        for binding in flat(&[*context, Context::Global]).flat_map(of) {
            // What receives a digit says when it is text.
            let chords = binding.chords.iter();
            for chord in chords.filter(|_| binding.action != Action::Number) {
                let types = chord.text().is_some_and(char::is_alphanumeric);
                assert!(!types, "{binding:?} reached from {context:?}");
            }
        }
    }
}

#[test]
fn chords_that_terminals_cannot_tell_apart_are_not_bound() {
    let same = ['i', 'm', 'j', 'h', '['].map(Chord::ctrl);
    for binding in BINDINGS {
        assert!(
            !binding.chords.iter().any(|chord| same.contains(chord)),
            "{binding:?}"
        );
    }
}

#[test]
fn the_innermost_context_wins() {
    let stack = [Context::Evacuation, Context::Global];
    assert_eq!(resolve(&stack, Chord::f(4)), Some(Action::TogglePhones));
    let stack = [Context::Today, Context::Global];
    assert_eq!(resolve(&stack, Chord::f(4)), Some(Action::GoChildren));
}

#[test]
fn screens_cannot_be_switched_or_steps_undone_behind_a_popup() {
    let stack = [Context::Confirm, Context::Global];
    assert_eq!(resolve(&stack, Chord::f(2)), None);
    assert_eq!(resolve(&stack, Chord::ctrl('z')), None);
    assert_eq!(resolve(&stack, Chord::ctrl('c')), Some(Action::Quit));
}

#[test]
fn quit_help_and_back_are_reached_from_everywhere() {
    for context in Context::ALL {
        let stack = [*context, Context::Global];
        assert_eq!(resolve(&stack, Chord::ctrl('c')), Some(Action::Quit));
        assert_eq!(resolve(&stack, Chord::f(1)), Some(Action::Help));
        assert_eq!(
            resolve(&stack, Chord::plain(Key::Esc)),
            Some(Action::Cancel)
        );
    }
}

#[test]
fn full_width_signs_reach_their_keys() {
    let stack = [Context::Door, Context::Global];
    assert_eq!(
        resolve(&stack, Chord::typed('＋')),
        Some(Action::TakeSibling)
    );
    assert_eq!(resolve(&stack, Chord::typed('中')), None);
}

#[test]
fn a_footer_shows_no_key_twice() {
    for context in Context::ALL {
        let hints = hints(&[*context, Context::Global]);
        let chords: HashSet<Chord> = hints.iter().map(|hint| hint.chord).collect();
        assert_eq!(chords.len(), hints.len(), "{context:?}");
    }
}

#[test]
fn a_footer_begins_with_what_enter_does_here() {
    let hints = hints(&[Context::Door, Context::Global]);
    assert_eq!(hints[0].words, "key-door-accept");
    assert_eq!(hints.last().map(|hint| hint.action), Some(Action::Help));
}

#[test]
fn the_list_of_keys_names_every_binding() {
    let text = markdown(Lang::Zh);
    for binding in BINDINGS {
        assert!(text.contains(&word(Lang::Zh, binding.words)), "{binding:?}");
    }
    assert!(text.contains("| Ctrl-Q / Ctrl-C |"));
}
