//! Colours and sizes of the theme as variables of the style sheet.

use super::escape::css_string;
use crate::layout::{Colour, Palette, Theme, TypeStyle};
use crate::report::blocks::Document;
use crate::report::scene::Ink;
use std::fmt::Write;

/// The style sheet, apart from what the theme and the document say.
const SHEET: &str = include_str!("style.css");

const INKS: [Ink; 14] = [
    Ink::Text,
    Ink::Muted,
    Ink::Rule,
    Ink::Accent,
    Ink::AccentLight,
    Ink::Track,
    Ink::Alert,
    Ink::Positive,
    Ink::Negative,
    Ink::Band1,
    Ink::Band2,
    Ink::Band3,
    Ink::Band4,
    Ink::Paper,
];

/// The class that gives an element an ink; the variable of that colour has the same name.
pub(super) fn class(ink: Ink) -> &'static str {
    match ink {
        Ink::Text => "ink-text",
        Ink::Muted => "ink-muted",
        Ink::Rule => "ink-rule",
        Ink::Accent => "ink-accent",
        Ink::AccentLight => "ink-accent-light",
        Ink::Track => "ink-track",
        Ink::Alert => "ink-alert",
        Ink::Positive => "ink-positive",
        Ink::Negative => "ink-negative",
        Ink::Band1 => "ink-band1",
        Ink::Band2 => "ink-band2",
        Ink::Band3 => "ink-band3",
        Ink::Band4 => "ink-band4",
        Ink::Paper => "ink-paper",
    }
}

/// The whole style sheet of a document.
pub(super) fn sheet(document: &Document, theme: &Theme) -> String {
    let mut css = format!(":root{{{}{}}}\n", colours(&theme.ink), sizes(theme));
    // Paper stays light, also when a dark screen prints.
    let dark = colours(&theme.dark);
    let _ = writeln!(css, "@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}");
    for ink in INKS {
        let _ = writeln!(css, ".{0}{{--ink:var(--{0})}}", class(ink));
    }
    css.push_str(SHEET);
    css.push_str(&page_margins(document, theme));
    css
}

fn colours(palette: &Palette) -> String {
    let colour = |ink: &Ink| format!("--{}:{};", class(*ink), hex(palette.colour(*ink)));
    INKS.iter().map(colour).collect()
}

fn hex(colour: Colour) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue)
}

/// Sizes in units of the body text, which readers may enlarge.
fn sizes(theme: &Theme) -> String {
    let sizes = &theme.sizes;
    let unit = sizes.body.size.max(1.0);
    let variables = |(name, style): (&str, TypeStyle)| {
        format!(
            "--{name}:{}rem;--{name}-line:{};--{name}-track:{}em;",
            rounded(style.size / unit),
            rounded(style.leading / style.size.max(1.0)),
            rounded(style.tracking)
        )
    };
    let all = [
        ("title", sizes.title),
        ("section", sizes.section),
        ("body", sizes.body),
        ("small", sizes.small),
    ];
    let print = format!("--print:{}pt;", rounded(unit));
    all.into_iter().map(variables).chain([print]).collect()
}

fn rounded(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}

/// Foot and page number of printed pages.
fn page_margins(document: &Document, theme: &Theme) -> String {
    let mut place = String::new();
    for part in parts(&document.labels.page_of) {
        let _ = match part {
            "{n}" => write!(place, " counter(page)"),
            "{total}" => write!(place, " counter(pages)"),
            words => write!(place, " {}", css_string(words)),
        };
    }
    let look = format!(
        "font:{}pt Inter,\"Liberation Sans\",Arial,sans-serif;color:{}",
        rounded(theme.sizes.small.size),
        hex(theme.ink.muted)
    );
    let left = format!("@bottom-left{{content:{};width:78%;{look}}}", css_string(&document.foot));
    let right = format!("@bottom-right{{content:{};{look}}}", place.trim());
    format!("@page{{margin:56pt 56pt 60pt;{left}{right}}}\n")
}

/// A text cut before and after its placeholders.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((start, mark)) = ["{n}", "{total}"]
        .into_iter()
        .filter_map(|mark| Some((rest.find(mark)?, mark)))
        .min_by_key(|(start, _)| *start)
    {
        let (before, after) = rest.split_at(start);
        let (mark, after) = after.split_at(mark.len());
        parts.extend([before, mark]);
        rest = after;
    }
    parts.push(rest);
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() { vec![" "] } else { parts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_stand_among_words() {
        assert_eq!(parts("{n} of {total}"), ["{n}", " of ", "{total}"]);
        assert_eq!(parts("Page {n}"), ["Page ", "{n}"]);
        assert_eq!(parts(""), [" "]);
    }
}
