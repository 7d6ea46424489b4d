//! How many files somebody has to see to: the same sentence wherever they are counted.

use crate::domain::file_walk::FileTally;
use crate::i18n::Lang;
use crate::t;

/// How many there are, and why.
pub(crate) fn to_do(tally: FileTally, lang: Lang) -> String {
    let count = tally.count;
    t!(lang, "files-to-do", count = count, of = of(tally, lang))
}

/// Why they are on the list: in how many something is missing, and how many were not confirmed.
pub(crate) fn of(tally: FileTally, lang: Lang) -> String {
    let (gaps, left) = (tally.with_gaps, tally.unconfirmed);
    t!(lang, "files-of", gaps = gaps, left = left)
}
