//! The page with the recovery words, to be filed at the township.

use super::page::{PORTRAIT, page};
use crate::desk::Desk;
use crate::desk::locks::NewWords;
use crate::desk::refusal::Refusal;
use crate::i18n::Lang;
use crate::t;
use maud::html;

/// Stands in the head of the page, so that it is found again when it is to be removed.
pub(super) const PAGE_MARK: &str = "/* doorlight recovery words */";

const STYLE: &str = "
table.words td { width: 33%; font-size: 15pt; padding: 2.2mm 3mm } .nth { color: #666; font-size: 10pt }
.mark { text-align: center; font-size: 13pt } li { margin-bottom: 1.2mm }
table.opened { margin-top: 3mm } table.opened td { height: 9mm }
.sign { margin-top: 7mm }
";
/// Words in a row of the grid.
const IN_A_ROW: usize = 3;
/// Empty rows for those who open the envelope.
const OPENINGS: usize = 3;

impl Desk {
    /// The page: whose, of when, which words, what they open, how they are kept.
    pub(crate) fn words_page(&self, new: &NewWords, lang: Lang) -> Result<String, Refusal> {
        let home = self.store.home()?.ok_or(Refusal::NoHome)?;
        let title = t!(lang, "words-page-title", home = home.name.as_str());
        let day = self.clock.today().to_string();
        let rows: Vec<Vec<(usize, &(String, String))>> = {
            let numbered: Vec<_> = (1..).zip(&new.words).collect();
            numbered.chunks(IN_A_ROW).map(<[_]>::to_vec).collect()
        };
        let rules = [
            t!(lang, "words-page-opens"),
            t!(lang, "words-page-how"),
            t!(lang, "words-page-envelope"),
            t!(lang, "words-page-new"),
        ];
        let body = html! {
            h1 { (title) }
            p.mark { (t!(lang, "words-page-mark", mark = new.mark.as_str(), day = day)) }
            table.words { tbody { @for row in &rows { tr { @for (nth, (syllable, character)) in row {
                td { span.nth { (nth) ". " } (syllable) " " b { (character) } }
            } } } } }
            ul { @for rule in &rules { li { (rule) } } }
            p.sign { (t!(lang, "words-page-handed")) }
            p.sign { (t!(lang, "words-page-taken")) }
            table.opened {
                thead { tr {
                    th { (t!(lang, "words-page-when")) } th { (t!(lang, "words-page-who")) }
                    th { (t!(lang, "words-page-why")) } th { (t!(lang, "words-page-sealed")) }
                } }
                tbody { @for _ in 0..OPENINGS { tr { td {} td {} td {} td {} } } }
            }
        };
        Ok(page(lang, &title, &[PAGE_MARK, PORTRAIT, STYLE], &body))
    }
}
