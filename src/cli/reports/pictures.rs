//! Pictures of a report page for the README: the page that is printed, of the demo home.

use crate::desk::Desk;
use crate::desk::papers::page::picture;
use crate::desk::refusal::Refusal;
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::mask::Mask;
use crate::i18n::Lang;
use crate::reports::ledgers::Ledger;
use crate::reports::make::make;
use crate::reports::order::{ReportOrder, What};
use crate::reports::slots::Beside;
use crate::reports::write::Format;

/// The monthly report of the last whole month in each language; the name and the content of each picture.
pub(in crate::cli) fn draw(desk: &Desk) -> Result<Vec<(String, String)>, Refusal> {
    let (calendar, today) = (desk.calendar()?, desk.clock.today());
    let month = Period::of(Grain::Month, today, &calendar).before(&calendar);
    let mut pictures = Vec::new();
    for lang in Lang::ALL {
        let order = ReportOrder {
            what: What::Ledger(Ledger::Monthly),
            period: month,
            beside: Beside::Nothing,
            child: None,
            own: None,
            formats: vec![Format::Html],
            mask: Mask::Middle,
            is_public: false,
            reason: String::new(),
            to_whom: String::new(),
            lang: *lang,
        };
        let files = make(desk, &order)?.map(|report| report.files);
        let pages = files.into_iter().flatten();
        pictures.extend(pages.map(|page| {
            let name = match lang {
                Lang::Zh => "report-zh.svg",
                Lang::En => "report-en.svg",
            };
            let page = String::from_utf8_lossy(&page.content);
            (name.to_owned(), picture(&page))
        }));
    }
    Ok(pictures)
}
