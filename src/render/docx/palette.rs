//! The colours as Word's theme, so that choosing others there recolours the whole document.

use super::measure::hex;
use super::xml::{Element, element, value};
use crate::layout::Theme;
use crate::report::scene::Ink;

/// Word's colours and which ink each is; the order is fixed.
const COLOURS: [(&str, Ink); 12] = [
    ("a:dk1", Ink::Text),
    ("a:lt1", Ink::Paper),
    ("a:dk2", Ink::Muted),
    ("a:lt2", Ink::Track),
    ("a:accent1", Ink::Accent),
    ("a:accent2", Ink::AccentLight),
    ("a:accent3", Ink::Alert),
    ("a:accent4", Ink::Positive),
    ("a:accent5", Ink::Negative),
    ("a:accent6", Ink::Rule),
    ("a:hlink", Ink::Accent),
    ("a:folHlink", Ink::Muted),
];

/// `word/theme/theme1.xml`.
pub(super) fn palette(theme: &Theme, font: &str) -> Element {
    let colour = |(name, ink): (&'static str, Ink)| {
        let colour = hex(theme.ink.colour(ink));
        element(name).with(element("a:srgbClr").set("val", colour))
    };
    let colours = element("a:clrScheme").set("name", "Report").with_all(COLOURS.map(colour));
    let face = |name, typeface| element(name).set("typeface", typeface);
    let faces = |name| {
        let others = [face("a:ea", ""), face("a:cs", "")];
        element(name).with(face("a:latin", font)).with_all(others)
    };
    let fonts = element("a:fontScheme")
        .set("name", "Report")
        .with(faces("a:majorFont"))
        .with(faces("a:minorFont"));
    let elements = element("a:themeElements").with(colours).with(fonts).with(shapes());
    element("a:theme")
        .set("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
        .set("name", "Report")
        .with(elements)
}

/// How shapes that somebody draws look: flat. The format wants three of each.
fn shapes() -> Element {
    let fill = || element("a:solidFill").with(element("a:schemeClr").set("val", "phClr"));
    let line = || element("a:ln").set("w", 9525).with(fill());
    let effect = || element("a:effectStyle").with(element("a:effectLst"));
    element("a:fmtScheme")
        .set("name", "Report")
        .with(element("a:fillStyleLst").with_all([fill(), fill(), fill()]))
        .with(element("a:lnStyleLst").with_all([line(), line(), line()]))
        .with(element("a:effectStyleLst").with_all([effect(), effect(), effect()]))
        .with(element("a:bgFillStyleLst").with_all([fill(), fill(), fill()]))
}

/// Colour of text, tied to the palette where it has that ink.
pub(super) fn text_colour(ink: Ink, theme: &Theme) -> Element {
    let name = match ink {
        Ink::Text => Some("text1"),
        Ink::Muted => Some("text2"),
        Ink::Accent => Some("accent1"),
        Ink::Alert => Some("accent3"),
        _ => None,
    };
    let colour = value("w:color", hex(theme.ink.colour(ink)));
    match name {
        Some(name) => colour.set("w:themeColor", name),
        None => colour,
    }
}
