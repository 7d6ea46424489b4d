//! One table of keys; dispatch, footer, help and the README's list are all read from it.
//!
//! A key means what the innermost context says that knows it. The stack of contexts is computed
//! from the model, innermost first; a context also knows what its bases know, such as the arrows
//! of every list. An [`Action`] is an intent without payload: who receives it knows the rest.
//!
//! To add a key: a line in `bindings`, its words in every language, and nothing else. The tests
//! below hold the rules: no chord twice in a context, no bare letter where one types, a second
//! chord for each letter that works while an input method is switched on.

mod action;
mod bindings;
pub mod chord;
mod markdown;
#[cfg(test)]
mod tests;

pub use action::{Action, Binding, Context, Hint};
pub use bindings::BINDINGS;
pub use chord::{Chord, Key, keys};
pub use markdown::markdown;

use crate::i18n::Lang;

/// A hint for the footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FooterHint {
    /// The key to press.
    pub chord: Chord,
    /// What it does.
    pub action: Action,
    /// Key of its words in the language files.
    pub words: &'static str,
}

/// The contexts of a stack with their bases, innermost first.
fn flat(stack: &[Context]) -> impl Iterator<Item = Context> {
    stack
        .iter()
        .flat_map(|context| std::iter::once(*context).chain(context.bases().iter().copied()))
}

/// The bindings of one context.
fn of(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS
        .iter()
        .filter(move |binding| binding.context == context)
}

fn binding(stack: &[Context], chord: Chord) -> Option<&'static Binding> {
    flat(stack)
        .flat_map(of)
        .find(|binding| binding.chords.contains(&chord))
}

/// What a key means where one is; the innermost context that knows it wins.
pub fn resolve(stack: &[Context], chord: Chord) -> Option<Action> {
    binding(stack, chord)
        .or_else(|| binding(stack, chord.folded()))
        .map(|binding| binding.action)
}

/// The bindings that hold where one is, each with the first of its chords that no inner context
/// has taken for something else.
pub fn help(stack: &[Context]) -> Vec<(Chord, &'static Binding)> {
    let mut found: Vec<(Chord, &'static Binding)> = Vec::new();
    for candidate in flat(stack).flat_map(of) {
        let holds = |chord: &&Chord| binding(stack, **chord) == Some(candidate);
        if let Some(chord) = candidate.chords.iter().find(holds)
            && !found.iter().any(|(_, known)| *known == candidate)
        {
            found.push((*chord, candidate));
        }
    }
    found
}

/// The first key that is bound to an action anywhere, for labels such as the tabs.
pub fn chord_of(action: Action) -> Option<Chord> {
    let binding = BINDINGS.iter().find(|binding| binding.action == action)?;
    binding.chords.first().copied()
}

/// The hints for the footer where one is, most important first.
pub fn hints(stack: &[Context]) -> Vec<FooterHint> {
    let mut ordered: Vec<(u8, FooterHint)> = help(stack)
        .into_iter()
        .filter_map(|(chord, binding)| match binding.hint {
            Hint::Footer(order) => Some((
                order,
                FooterHint {
                    chord,
                    action: binding.action,
                    words: binding.words,
                },
            )),
            Hint::HelpOnly => None,
        })
        .collect();
    ordered.sort_by_key(|(order, _)| *order);
    ordered.into_iter().map(|(_, hint)| hint).collect()
}

/// All chords of a binding as they are printed on the keyboard, parted by ` / `.
pub fn labels(binding: &Binding, lang: Lang) -> String {
    let labels: Vec<String> = binding
        .chords
        .iter()
        .map(|chord| chord.label(lang))
        .collect();
    labels.join(" / ")
}
