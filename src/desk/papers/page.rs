//! The frame of every page for printing: one HTML file for any browser, without fonts or pictures.
//! Page breaks do not split rows.

use crate::domain::tidy;
use crate::i18n::Lang;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// Style sheet of all pages.
const COMMON: &str = "
body { font-family: 'SimSun', 'Songti SC', 'Noto Serif CJK SC', 'Noto Sans CJK SC', serif;
    line-height: 1.45; margin: auto; color: #111 }
h1 { font-size: 1.5rem; text-align: center; margin: 0.4rem 0 }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #555; padding: 3px 6px; text-align: left; vertical-align: top;
    overflow-wrap: break-word }
thead { display: table-header-group }
tr { break-inside: avoid }
th { background: #f2f2f2; font-weight: bold }
";

/// Style sheet of pages in portrait format.
pub(crate) const PORTRAIT: &str = "
@page { size: A4; margin: 14mm }
body { max-width: 182mm }
h2 { font-size: 1.15rem; margin: 1.2rem 0 0.3rem; border-bottom: 1px solid #888; break-after: avoid }
p.period { text-align: center; margin: 0 0 0.8rem }
.number { text-align: right; white-space: nowrap }
.when { white-space: nowrap }
";

/// A whole page. The styles follow the common ones.
pub(crate) fn page(lang: Lang, title: &str, styles: &[&str], body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                title { (title) }
                style { (PreEscaped(COMMON)) @for style in styles { (PreEscaped(style)) } }
            }
            body { (body) }
        }
    };
    tidy::shown_page(&page.into_string()).into_owned()
}

/// Size of an A4 sheet in the units of a screen.
const SHEET: (u32, u32) = (794, 1123);

/// A page as a picture of its first sheet, for the README: the same marks and styles, drawn by the browser that shows it.
pub(crate) fn picture(page: &str) -> String {
    let between = |from: &str, to: &str| {
        let (_, rest) = page.split_once(from)?;
        rest.rsplit_once(to).map(|(inner, _)| inner)
    };
    let body = between("<body>", "</body>").unwrap_or_default();
    let style = between("<style>", "</style>").unwrap_or_default();
    // The sheet takes the place of the whole page.
    let style = style.replace("body {", ".sheet {");
    let (width, height) = SHEET;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\" stroke=\"#999\"/>\n\
         <foreignObject x=\"53\" y=\"40\" width=\"688\" height=\"1043\">\n\
         <div xmlns=\"http://www.w3.org/1999/xhtml\" class=\"sheet\"><style>{style}</style>{body}</div>\n\
         </foreignObject>\n</svg>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_holds_no_unseen_character() {
        let name = "毛\u{202E}燕\u{1B}";
        let text = page(Lang::En, name, &[COMMON], &html! { p { (name) } });
        assert!(!text.contains(['\u{202E}', '\u{1B}']), "{text}");
        assert!(text.contains("body {") && text.contains('\n'));
    }
}
