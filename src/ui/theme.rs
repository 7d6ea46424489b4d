//! Colours, and styles named by meaning. All colours of the program are defined here.
//!
//! The background is the terminal's. Colour is never the only sign: text in `warn` or `bad` also
//! has a symbol or a word, so that [`Theme::PLAIN`] loses no information.

use ratatui::style::{Color, Modifier, Style};

/// The colours of a theme.
#[derive(Debug, Clone, Copy)]
struct Palette {
    accent: Color,
    muted: Color,
    good: Color,
    warn: Color,
    bad: Color,
    /// Background of the focused row or field.
    raised: Color,
    /// Text on `raised`.
    on_raised: Color,
    /// Background of a text field without focus.
    sunken: Color,
}

/// Styles named by meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Theme {
    /// Ordinary text.
    pub text: Style,
    /// Headings and titles.
    pub title: Style,
    /// Borders of panels.
    pub border: Style,
    /// Secondary text: labels, units, hints.
    pub muted: Style,
    /// The selected row or tab.
    pub selected: Style,
    /// Good state: done, signed in.
    pub good: Style,
    /// Needs attention.
    pub warn: Style,
    /// Needs action now.
    pub bad: Style,
    /// Emphasis without a judgement.
    pub accent: Style,
    /// A key label.
    pub key: Style,
    /// A text field.
    pub field: Style,
    /// The focused text field.
    pub field_focus: Style,
    /// An error message.
    pub error: Style,
}

impl Theme {
    /// For dark terminals.
    pub(crate) const DARK: Self = Self::from_palette(Palette {
        accent: Color::Cyan,
        muted: Color::Indexed(246),
        good: Color::Green,
        warn: Color::Yellow,
        bad: Color::LightRed,
        raised: Color::Indexed(24),
        on_raised: Color::Indexed(231),
        sunken: Color::Indexed(236),
    });

    /// For light terminals.
    pub(crate) const LIGHT: Self = Self::from_palette(Palette {
        accent: Color::Blue,
        muted: Color::Indexed(241),
        good: Color::Indexed(28),
        warn: Color::Indexed(130),
        bad: Color::Indexed(124),
        raised: Color::Indexed(153),
        on_raised: Color::Indexed(16),
        sunken: Color::Indexed(254),
    });

    /// Without colour: only bold, underlined and reversed.
    pub(crate) const PLAIN: Self = Self {
        text: Style::new(),
        title: Style::new().add_modifier(Modifier::BOLD),
        border: Style::new(),
        muted: Style::new(),
        selected: Style::new().add_modifier(Modifier::REVERSED),
        good: Style::new(),
        warn: Style::new().add_modifier(Modifier::BOLD),
        bad: Style::new().add_modifier(Modifier::BOLD),
        accent: Style::new().add_modifier(Modifier::BOLD),
        key: Style::new().add_modifier(Modifier::BOLD),
        field: Style::new().add_modifier(Modifier::UNDERLINED),
        field_focus: Style::new().add_modifier(Modifier::UNDERLINED),
        error: Style::new().add_modifier(Modifier::BOLD),
    };

    const fn from_palette(palette: Palette) -> Self {
        let bold = Modifier::BOLD;
        Self {
            text: Style::new(),
            title: Style::new().fg(palette.accent).add_modifier(bold),
            border: Style::new().fg(palette.muted),
            muted: Style::new().fg(palette.muted),
            selected: Style::new()
                .fg(palette.on_raised)
                .bg(palette.raised)
                .add_modifier(bold),
            good: Style::new().fg(palette.good),
            warn: Style::new().fg(palette.warn),
            bad: Style::new().fg(palette.bad).add_modifier(bold),
            accent: Style::new().fg(palette.accent),
            key: Style::new().fg(palette.accent).add_modifier(bold),
            field: Style::new().bg(palette.sunken),
            field_focus: Style::new().fg(palette.on_raised).bg(palette.raised),
            error: Style::new().fg(palette.bad),
        }
    }

    /// Every style, for tests.
    #[cfg(test)]
    const fn all(&self) -> [Style; 13] {
        [
            self.text,
            self.title,
            self.border,
            self.muted,
            self.selected,
            self.good,
            self.warn,
            self.bad,
            self.accent,
            self.key,
            self.field,
            self.field_focus,
            self.error,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_nothing_has_one() {
        for style in Theme::PLAIN.all() {
            assert_eq!((style.fg, style.bg), (None, None), "{style:?}");
        }
    }

    #[test]
    fn ordinary_text_keeps_the_colours_of_the_terminal() {
        for theme in [Theme::DARK, Theme::LIGHT] {
            assert_eq!(theme.text, Style::new());
            assert_eq!(theme.muted.bg, None);
        }
    }

    #[test]
    fn what_has_the_focus_can_be_told_in_every_theme() {
        for theme in [Theme::DARK, Theme::LIGHT, Theme::PLAIN] {
            assert_ne!(theme.selected, theme.text);
            assert_ne!(theme.bad, theme.text);
            assert_ne!(theme.key, theme.muted);
        }
    }
}
