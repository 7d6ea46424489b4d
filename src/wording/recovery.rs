//! The recovery words as they are written down.

/// Words in a line.
const IN_A_LINE: usize = 6;

/// The words, each with its number, syllable and character.
pub(crate) fn recovery_lines(words: &[(String, String)]) -> Vec<String> {
    let lines = words.chunks(IN_A_LINE).enumerate().map(|(nth, line)| {
        let words = line
            .iter()
            .enumerate()
            .map(|(place, (syllable, character))| {
                format!("{}. {syllable} {character}", nth * IN_A_LINE + place + 1)
            });
        words.collect::<Vec<_>>().join("   ")
    });
    lines.collect()
}
