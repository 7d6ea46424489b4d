//! The key table. Dispatch, footer, help and the README's list of keys are derived from it.
//!
//! The stack of contexts is computed from the model, innermost first. The innermost context that
//! binds a chord decides its action; a context also includes the bindings of its bases, such as the
//! arrows of every list. An [`Action`] has no payload; its receiver takes the details from the
//! model.
//!
//! To add a key, add a line to `bindings` and its label to every language file. The tests below
//! check the rules: no chord twice in a context; no letter is a command.

mod action;
mod bindings;
pub(crate) mod chord;
mod markdown;
#[cfg(test)]
mod tests;

pub(crate) use action::{Action, Binding, Context, Hint, Need};
pub(crate) use bindings::BINDINGS;
pub use chord::{Chord, Key, keys};
pub use markdown::markdown;

use crate::i18n::Lang;

/// A hint for the footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FooterHint {
    /// The chord to press.
    pub chord: Chord,
    /// The action of the chord.
    pub action: Action,
    /// Key of the label in the language files.
    pub words: &'static str,
    /// What whoever is at the desk needs for it.
    pub need: Option<Need>,
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

/// The binding of a chord; full-width signs are those of the keyboard.
fn either_width(stack: &[Context], chord: Chord) -> Option<&'static Binding> {
    binding(stack, chord).or_else(|| binding(stack, chord.folded()))
}

/// The action of a chord in a stack of contexts; the innermost context that binds it wins.
pub(crate) fn resolve(stack: &[Context], chord: Chord) -> Option<Action> {
    either_width(stack, chord).map(|binding| binding.action)
}

/// What the key does in a stack of contexts: key of the label in the language files.
pub(crate) fn words(stack: &[Context], chord: Chord) -> Option<&'static str> {
    either_width(stack, chord).map(|binding| binding.words)
}

/// What the key needs of whoever is at the desk, in a stack of contexts; `None` if everybody may use it.
pub(crate) fn need(stack: &[Context], chord: Chord) -> Option<Need> {
    either_width(stack, chord).and_then(|binding| binding.need)
}

/// What an action needs where it is bound first, for those that are bound once.
pub(crate) fn need_of(action: Action) -> Option<Need> {
    let binding = BINDINGS.iter().find(|binding| binding.action == action)?;
    binding.need
}

/// The bindings that apply in a stack of contexts, each with the first of its chords that no inner
/// context overrides.
pub(crate) fn help(stack: &[Context]) -> Vec<(Chord, &'static Binding)> {
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

/// The first chord bound to an action in any context, for labels such as the tabs.
pub(crate) fn chord_of(action: Action) -> Option<Chord> {
    let binding = BINDINGS.iter().find(|binding| binding.action == action)?;
    binding.chords.first().copied()
}

/// The footer hints for a stack of contexts, most important first.
pub(crate) fn hints(stack: &[Context]) -> Vec<FooterHint> {
    let mut ordered: Vec<(u8, FooterHint)> = help(stack)
        .into_iter()
        .filter_map(|(chord, binding)| match binding.hint {
            Hint::Footer(order) => Some((
                order,
                FooterHint {
                    chord,
                    action: binding.action,
                    words: binding.words,
                    need: binding.need,
                },
            )),
            Hint::HelpOnly => None,
        })
        .collect();
    ordered.sort_by_key(|(order, _)| *order);
    ordered.into_iter().map(|(_, hint)| hint).collect()
}

/// The labels of all chords of a binding, separated by ` / `; of the digits the first and the last.
pub(crate) fn labels(binding: &Binding, lang: Lang) -> String {
    if let ([first, .., last], Action::Number) = (binding.chords, binding.action) {
        return format!("{} – {}", first.label(lang), last.label(lang));
    }
    let labels: Vec<String> = binding
        .chords
        .iter()
        .map(|chord| chord.label(lang))
        .collect();
    labels.join(" / ")
}
