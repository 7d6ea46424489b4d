//! The curve as a picture: how late against how often wrong. A plain SVG that fits a light and a dark page.

use std::fmt::Write;

/// One way of noticing with one setting.
#[derive(Debug, Clone)]
pub(crate) struct Point {
    /// The setting.
    pub(crate) label: String,
    /// False alarms per hundred child-weeks.
    pub(crate) alarms: f64,
    /// Half of the children were noticed within so many days, and nine of ten; `None` if not at all.
    pub(crate) delays: [Option<i64>; 2],
    /// Whether the program is delivered with it.
    pub(crate) is_default: bool,
}

/// One line of the picture.
#[derive(Debug, Clone)]
pub(crate) struct Series {
    /// What it is called.
    pub(crate) name: &'static str,
    /// Its settings in order.
    pub(crate) points: Vec<Point>,
}

const STYLE: &str = "<style>
text{font:13px system-ui,sans-serif;fill:#1f2328}.title{font-size:17px;font-weight:600}
.small{font-size:11px}.back{fill:#fff}.grid{stroke:#d8dee4}.axis{stroke:#59636e}
.c0{stroke:#0a5cc2;fill:#0a5cc2}.c1{stroke:#b35900;fill:#b35900}.c2{stroke:#777f88;fill:#777f88}
path{fill:none!important;stroke-width:2}text.c0,text.c1,text.c2{stroke:none}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.back{fill:#0d1117}.grid{stroke:#30363d}
.axis{stroke:#9198a1}.c0{stroke:#6cb0ff;fill:#6cb0ff}.c1{stroke:#f0a04b;fill:#f0a04b}
.c2{stroke:#9aa4af;fill:#9aa4af}}
</style>";

const WIDTH: f64 = 400.0;
const HEIGHT: f64 = 320.0;
const TOP: f64 = 96.0;
/// The right end of the axis of false alarms.
const MOST_ALARMS: f64 = 18.0;

/// One half of the picture: where it stands, and its axis of days.
struct Panel {
    left: f64,
    title: &'static str,
    delay: usize,
    days: i64,
    step: usize,
}

impl Panel {
    fn place(&self, point: &Point) -> Option<(f64, f64)> {
        let days = *point.delays.get(self.delay)?;
        let days = days.filter(|days| *days <= self.days && point.alarms <= MOST_ALARMS)?;
        let x = self.left + WIDTH * point.alarms / MOST_ALARMS;
        Some((x, self.height(days)))
    }

    fn height(&self, days: i64) -> f64 {
        TOP + HEIGHT * (1.0 - days as f64 / self.days as f64)
    }

    fn draw(&self, series: &[Series], page: &mut String) -> std::fmt::Result {
        let (left, right, bottom) = (self.left, self.left + WIDTH, TOP + HEIGHT);
        writeln!(
            page,
            "<text x=\"{left}\" y=\"{:.0}\">{}</text>",
            TOP - 14.0,
            self.title
        )?;
        for days in (0..=self.days).step_by(self.step) {
            let y = self.height(days);
            writeln!(
                page,
                "<line class=\"grid\" x1=\"{left}\" y1=\"{y:.1}\" x2=\"{right}\" y2=\"{y:.1}\"/>\
                 <text class=\"small\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{days}</text>",
                left - 7.0,
                y + 4.0
            )?;
        }
        for alarms in (0..=18).step_by(2) {
            let x = left + WIDTH * f64::from(alarms) / MOST_ALARMS;
            writeln!(
                page,
                "<text class=\"small\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{alarms}</text>",
                bottom + 17.0
            )?;
        }
        writeln!(
            page,
            "<line class=\"axis\" x1=\"{left}\" y1=\"{bottom}\" x2=\"{right}\" y2=\"{bottom}\"/>\
             <line class=\"axis\" x1=\"{left}\" y1=\"{TOP}\" x2=\"{left}\" y2=\"{bottom}\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">false alarms per 100 child-weeks</text>",
            left + WIDTH / 2.0,
            bottom + 38.0
        )?;
        for (nth, one) in series.iter().enumerate() {
            self.line(nth, one, page)?;
        }
        Ok(())
    }

    fn line(&self, nth: usize, series: &Series, page: &mut String) -> std::fmt::Result {
        let curve = series.points.iter().filter(|one| !one.is_default);
        let places = curve.filter_map(|one| self.place(one));
        let path: Vec<String> = places.map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        writeln!(page, "<path class=\"c{nth}\" d=\"M{}\"/>", path.join(" L"))?;
        for point in &series.points {
            let Some((x, y)) = self.place(point) else {
                continue;
            };
            let radius = if point.is_default { 6 } else { 3 };
            // The program's labels stand below its line, the others above theirs.
            let down = match () {
                () if point.is_default => -12.0,
                () if nth == 0 => 17.0,
                () => -7.0,
            };
            writeln!(
                page,
                "<circle class=\"c{nth}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\"/>\
                 <text class=\"small c{nth}\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                y + down,
                point.label
            )?;
        }
        Ok(())
    }
}

/// The picture as text.
pub(crate) fn draw(title: &str, series: &[Series]) -> String {
    let mut page = String::new();
    // Writing into a text does not fail.
    let _ = write_page(title, series, &mut page);
    page
}

fn write_page(title: &str, series: &[Series], page: &mut String) -> std::fmt::Result {
    let (width, height) = (980, 500);
    writeln!(
        page,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n\
         <title>{title}</title>\n{STYLE}\n\
         <rect class=\"back\" width=\"{width}\" height=\"{height}\" rx=\"8\"/>\n\
         <text class=\"title\" x=\"56\" y=\"34\">{title}</text>\n\
         <text class=\"small\" x=\"56\" y=\"54\">Lower is sooner, further left is less often wrong. \
         The large point is how the program is delivered.</text>"
    )?;
    let panels = [
        Panel {
            left: 56.0,
            title: "days until half of the children were noticed",
            delay: 0,
            days: 15,
            step: 5,
        },
        Panel {
            left: 540.0,
            title: "days until nine of ten were noticed",
            delay: 1,
            days: 60,
            step: 10,
        },
    ];
    for panel in panels {
        panel.draw(series, page)?;
    }
    for (nth, one) in series.iter().enumerate() {
        let x = 56 + 300 * nth;
        writeln!(
            page,
            "<circle class=\"c{nth}\" cx=\"{}\" cy=\"478\" r=\"5\"/>\
             <text x=\"{}\" y=\"482\">{}</text>",
            x + 5,
            x + 18,
            one.name
        )?;
    }
    writeln!(page, "</svg>")
}
