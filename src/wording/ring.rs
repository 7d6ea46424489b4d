//! The numbers to ring first, in words: those of the home, or those of the whole country.

use crate::domain::ring::RingNumber;
use crate::i18n::Lang;
use crate::t;

/// The numbers that are shown: the home's own, without any the usual ones.
pub(crate) fn ring_first(own: &[RingNumber], lang: Lang) -> Vec<RingNumber> {
    if !own.is_empty() {
        return own.to_vec();
    }
    let usual = [
        (t!(lang, "ring-police"), "110"),
        (t!(lang, "ring-ambulance"), "120"),
        (t!(lang, "ring-fire"), "119"),
        (t!(lang, "ring-city-line"), "12345"),
    ];
    usual
        .map(|(name, number)| RingNumber {
            name,
            number: number.to_owned(),
        })
        .to_vec()
}

/// The same in one line.
pub(crate) fn ring_words(own: &[RingNumber], lang: Lang) -> String {
    let numbers = ring_first(own, lang);
    let lines: Vec<String> = numbers.iter().map(RingNumber::line).collect();
    lines.join(" · ")
}
