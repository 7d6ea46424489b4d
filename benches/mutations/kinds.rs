//! The kinds of files from outside: what each is made from, how it is changed, and who reads it.

use crate::numbers::Numbers;
use crate::{blocks, packed, records, seeds, texts};

/// A kind of files.
pub(crate) struct Kind {
    /// Name on the command line and in the table.
    pub name: &'static str,
    /// What the second process is asked to read.
    pub asked: &'static str,
    /// Ending of a saved input.
    pub ending: &'static str,
    /// Task of the program that reads such a file.
    pub task: &'static [&'static str],
    /// Makes the files that inputs are made from.
    pub seeds: fn() -> Vec<Vec<u8>>,
    change: fn(&mut Vec<u8>, &[u8], &mut Numbers),
}

impl Kind {
    /// Makes an input from two of the seeds.
    pub(crate) fn input(&self, seeds: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
        let mut input = seeds[numbers.below(seeds.len())].clone();
        let other = &seeds[numbers.below(seeds.len())];
        (self.change)(&mut input, other, numbers);
        input.truncate(blocks::LONGEST);
        input
    }
}

const ROSTER: &[&str] = &["import", "roster"];
const ATTENDANCE: &[&str] = &["import", "attendance"];

/// Every kind.
pub(crate) const KINDS: &[Kind] = &[
    sheets("xlsx", "xlsx", seeds::xlsx, packed::change),
    sheets("xlsb", "xlsb", seeds::xlsb, packed::change),
    sheets("xls", "xls", || seeds::fixtures("xls"), records::change),
    sheets("ods", "ods", || seeds::fixtures("ods"), packed::change),
    sheets("csv", "csv", seeds::csv, |input, other, numbers| {
        texts::change(input, other, LIST, numbers);
    }),
    sheets(
        "csv-other-letters",
        "csv",
        seeds::csv,
        |input, other, numbers| {
            texts::change(input, other, LIST, numbers);
            *input = texts::in_other_letters(input, numbers);
            if numbers.once_in(3) {
                blocks::change(input, other, numbers);
            }
        },
    ),
    sheets("html", "xls", seeds::html, |input, other, numbers| {
        texts::change(input, other, PAGE, numbers);
    }),
    sheets("xml-2003", "xml", seeds::xml, |input, other, numbers| {
        texts::change(input, other, XML, numbers);
    }),
    Kind {
        task: ATTENDANCE,
        ..sheets("attlog", "dat", seeds::logs, |input, other, numbers| {
            texts::change(input, other, LOG, numbers);
        })
    },
    Kind {
        asked: "calendar",
        task: &["activities", "import"],
        ..sheets("ics", "ics", seeds::calendars, |input, other, numbers| {
            texts::change(input, other, CALENDAR, numbers);
        })
    },
    Kind {
        asked: "form",
        task: &["fill"],
        ..sheets("form", "xlsx", seeds::forms, packed::change)
    },
];

const fn sheets(
    name: &'static str,
    ending: &'static str,
    seeds: fn() -> Vec<Vec<u8>>,
    change: fn(&mut Vec<u8>, &[u8], &mut Numbers),
) -> Kind {
    Kind {
        name,
        asked: "sheets",
        ending,
        task: ROSTER,
        seeds,
        change,
    }
}

/// What means something in a list.
const LIST: &[&str] = &[
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "|",
    "\r",
    "\n",
    "\r\r\n",
    ",\"",
    "\",",
    "\"\n",
    "=\"",
    "'",
    "sep=;\n",
    "\u{feff}",
    "\u{202e}",
    "姓名",
    "出生日期",
    "2015-06-01",
    "9999-99-99",
    "\u{fffd}",
    "锟斤拷",
    "√",
    "24:00-25:61",
];
/// What means something in a web page.
const PAGE: &[&str] = &[
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "<td colspan=99999999>",
    "<td rowspan=\"4294967295\">",
    "<td colspan=1000 rowspan=60000>",
    "<th colspan=-1>",
    "<script>",
    "<style>",
    "<plaintext>",
    "<textarea>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&#x110000;",
    "&#0;",
    "&amp",
    "&",
    "<",
    ">",
    "\"",
    "<br>",
    "<meta charset=gbk>",
    "<div>",
];
/// What means something in the XML of 2003.
const XML: &[&str] = &[
    "<Row ss:Index=\"99999999\">",
    "<Row ss:Span=\"99999999\"/>",
    "<Cell ss:Index=\"99999999\">",
    "<Cell ss:MergeAcross=\"16383\" ss:MergeDown=\"1048575\"><Data ss:Type=\"String\">x</Data></Cell>",
    "<Data ss:Type=\"DateTime\">9999-99-99T99:99:99</Data>",
    "<Data ss:Type=\"Number\">1e999</Data>",
    "<Data>",
    "</Data>",
    "</Cell>",
    "<Cell>",
    "</Row>",
    "<Row>",
    "<Table>",
    "</Table>",
    "<Worksheet>",
    "</Worksheet>",
    "</Workbook>",
    "&a;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<",
    "&",
    "\"",
    "<?xml?>",
];
/// What means something in the log of a machine.
const LOG: &[&str] = &[
    "\t",
    " ",
    "\r\n",
    "\n",
    "2026-11-03 16:31:10",
    "9999-12-31 23:59:59",
    "2026-02-30 24:60:61",
    "99999999999999999999",
    "-7",
    "\u{1a}",
    "7\t",
    "\t\t\t\t",
    "上班",
    "\"",
];
/// What means something in a calendar file.
const CALENDAR: &[&str] = &[
    "BEGIN:VEVENT\r\n",
    "END:VEVENT\r\n",
    "BEGIN:VCALENDAR\r\n",
    "BEGIN:VTIMEZONE\r\n",
    "END:VTIMEZONE\r\n",
    "BEGIN:VALARM\r\n",
    "RRULE:FREQ=SECONDLY;COUNT=99999999\r\n",
    "RRULE:FREQ=MINUTELY;INTERVAL=0\r\n",
    "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n",
    "RRULE:FREQ=YEARLY;BYYEARDAY=-366;BYSETPOS=-366;BYHOUR=25\r\n",
    "RRULE:FREQ=DAILY;UNTIL=99991231T235959Z\r\n",
    "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;INTERVAL=65535\r\n",
    "FREQ=SECONDLY;",
    "INTERVAL=99999999;",
    "BYDAY=53MO;",
    "DTSTART:99991231T235959Z\r\n",
    "DTSTART:00000101T000000\r\n",
    "DTSTART;TZID=No/Where:20261103T163000\r\n",
    "DTEND:19000101T000000Z\r\n",
    "DURATION:P99999999W\r\n",
    "RDATE:20261103T163000/P9999D\r\n",
    "EXDATE:\r\n",
    ";TZID=",
    ":",
    ";",
    ",",
    "\\",
    "\"",
    "\r\n ",
    "\r\n\t",
    "\r",
    "UID:a@town\r\n",
    "RECURRENCE-ID:20261117T083000Z\r\n",
];
