//! The styles, by which a reader of the document changes its looks in one place.

use super::Source;
use super::measure::{eighths, half_points, hex, twips};
use super::palette::text_colour;
use super::paragraph::{BOX_LEFT, box_frame, box_indent, style};
use super::properties::proofing_language;
use super::xml::{Element, element, value};
use crate::layout::{Theme, TypeStyle};
use crate::report::scene::Ink;

/// The typeface; `word/fontTable.xml` says what replaces it where it is not installed.
pub(super) const FONT: &str = "Inter";
/// The table style's name in the file.
pub(super) const TABLE: &str = "ReportTable";
/// Space between the columns of a table, half of it at either side of a cell.
pub(super) const CELL_SIDE: f32 = 7.0;
const CELL_END: f32 = 4.0;

/// How a paragraph style differs from the one it is based on. Word adds the distance below a
/// paragraph to that above the next one.
#[derive(Clone, Copy)]
struct Look {
    size: TypeStyle,
    ink: Ink,
    strong: bool,
    before: f32,
    after: f32,
    keep_next: bool,
}

/// `word/styles.xml`.
pub(super) fn styles(source: Source<'_>, width: f32) -> Element {
    let theme = source.theme;
    element("w:styles")
        .set("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main")
        .set("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006")
        .set("xmlns:w14", "http://schemas.microsoft.com/office/word/2010/wordml")
        .set("mc:Ignorable", "w14")
        .with(defaults(source))
        .with_all(text_styles(theme))
        .with_all(list_styles())
        .with_all(cell_styles(theme))
        .with_all(furniture_styles(theme, width))
        .with_all(emphasis(theme))
        .with_all(table_styles(theme))
}

fn defaults(source: Source<'_>) -> Element {
    let theme = source.theme;
    let leftwards = |name| source.right_to_left().then(|| element(name));
    let fonts = ["w:ascii", "w:hAnsi", "w:cs"];
    let fonts = fonts.iter().fold(element("w:rFonts"), |fonts, name| fonts.set(name, FONT));
    let language = proofing_language(source.document);
    let run = element("w:rPr")
        .with(fonts)
        .with(text_colour(Ink::Text, theme))
        .with_all(type_size(theme.sizes.body))
        .with_all(leftwards("w:rtl"))
        .with(value("w:lang", &language).set("w:eastAsia", &language).set("w:bidi", &language));
    let paragraph = element("w:pPr").with_all(leftwards("w:bidi")).with(
        element("w:spacing")
            .set("w:after", 0)
            .set("w:line", twips(theme.sizes.body.leading))
            .set("w:lineRule", "atLeast"),
    );
    element("w:docDefaults")
        .with(element("w:rPrDefault").with(run))
        .with(element("w:pPrDefault").with(paragraph))
}

fn text_styles(theme: &Theme) -> Vec<Element> {
    let (title, section, body, small) =
        (theme.sizes.title, theme.sizes.section, theme.sizes.body, theme.sizes.small);
    let look = |size, ink, strong, (before, after)| Look {
        size,
        ink,
        strong,
        before,
        after,
        keep_next: false,
    };
    let kept = |size, ink, space| Look { keep_next: true, ..look(size, ink, true, space) };
    let plain = |space| look(body, Ink::Text, false, space);
    let [heading1, heading2, heading3] = style::HEADINGS;
    let callout = element("w:pPr").with_all(box_frame(theme)).with(spacing(None, 0.0, 6.0));
    vec![
        element("w:style")
            .set("w:type", "paragraph")
            .set("w:default", 1)
            .set("w:styleId", "Normal")
            .with(value("w:name", "Normal"))
            .with(element("w:qFormat")),
        paragraph(style::BODY, "Body Text", plain((0.0, 8.0)), theme),
        paragraph(style::TITLE, "Title", kept(title, Ink::Text, (0.0, 10.0)), theme),
        heading(heading1, 1, kept(title, Ink::Text, (0.0, 10.0)), theme),
        heading(heading2, 2, kept(section, Ink::Text, (14.0, 8.0)), theme),
        heading(heading3, 3, kept(body, Ink::Text, (10.0, 4.0)), theme),
        paragraph(style::KICKER, "Kicker", kept(small, Ink::Accent, (0.0, 6.0)), theme),
        paragraph(style::LEAD, "Lead", look(body, Ink::Muted, false, (0.0, 16.0)), theme),
        paragraph(style::NOTE, "Note", look(small, Ink::Muted, false, (0.0, 10.0)), theme),
        paragraph(style::CHART_TITLE, "Chart Title", kept(body, Ink::Text, (4.0, 6.0)), theme),
        paragraph(style::FIGURE, "Figure", plain((0.0, 14.0)), theme),
        named("paragraph", style::CALLOUT, "Callout", Some("Normal"))
            .with(element("w:qFormat"))
            .with(callout.with(box_indent(BOX_LEFT))),
        named("paragraph", style::GAP, "Gap", Some("Normal"))
            .with(element("w:pPr").with(gap()))
            .with(element("w:rPr").with_all(sizes(1.0))),
    ]
}

/// What stands below a table: a line of two points, and a distance.
fn gap() -> Element {
    spacing(None, 0.0, 4.0).set("w:line", twips(2.0)).set("w:lineRule", "exact")
}

fn list_styles() -> [Element; 2] {
    let list = |id, name, number: usize| {
        let numbering = element("w:numPr").with(value("w:numId", number));
        let properties = element("w:pPr").with(numbering).with(spacing(None, 0.0, 4.0));
        named("paragraph", id, name, Some(style::BODY)).with(element("w:qFormat")).with(properties)
    };
    [
        list(style::BULLET, "List Bullet", super::numbering::BULLETS),
        list(style::NUMBER, "List Number", super::numbering::NUMBERS),
    ]
}

fn cell_styles(theme: &Theme) -> [Element; 4] {
    let small = theme.sizes.small;
    let look =
        |ink, strong| Look { size: small, ink, strong, before: 0.0, after: 0.0, keep_next: false };
    let number = named("paragraph", style::CELL_NUMBER, "Table Number", Some(style::CELL))
        .with(element("w:qFormat"))
        .with(element("w:pPr").with(value("w:jc", "right")))
        .with(element("w:rPr").with(element("w14:numSpacing").set("w14:val", "tabular")));
    [
        paragraph(style::CELL, "Table Text", look(Ink::Text, false), theme),
        number,
        paragraph(style::CELL_HEAD, "Table Head", look(Ink::Muted, true), theme),
        paragraph(style::ROW_HEAD, "Table Row Head", look(Ink::Text, true), theme),
    ]
}

fn furniture_styles(theme: &Theme, width: f32) -> [Element; 2] {
    let furniture = |id, name, rule: Option<Element>| {
        let right = value("w:tab", "right").set("w:pos", twips(width));
        let properties = element("w:pPr")
            .with_all(rule)
            .with(element("w:tabs").with(right))
            .with(spacing(Some(theme.sizes.small), 0.0, 0.0));
        let run = element("w:rPr")
            .with(text_colour(Ink::Muted, theme))
            .with_all(type_size(theme.sizes.small));
        named("paragraph", id, name, Some("Normal")).with(properties).with(run)
    };
    let rule = value("w:bottom", "single")
        .set("w:sz", eighths(0.5))
        .set("w:space", 6)
        .set("w:color", hex(theme.ink.rule));
    [
        furniture(style::HEADER, "header", Some(element("w:pBdr").with(rule))),
        furniture(style::FOOTER, "footer", None),
    ]
}

/// Colours within text; the words carry the meaning.
fn emphasis(theme: &Theme) -> [Element; 3] {
    let coloured = |id, name, ink| {
        named("character", id, name, None)
            .with(element("w:qFormat"))
            .with(element("w:rPr").with(text_colour(ink, theme)))
    };
    let default = element("w:style")
        .set("w:type", "character")
        .set("w:default", 1)
        .set("w:styleId", "DefaultParagraphFont")
        .with(value("w:name", "Default Paragraph Font"))
        .with(element("w:semiHidden"));
    [
        default,
        coloured(style::MUTED, "Muted", Ink::Muted),
        coloured(style::SHORTFALL, "Shortfall", Ink::Alert),
    ]
}

fn table_styles(theme: &Theme) -> [Element; 2] {
    let margins = |ends: f32, sides: f32| {
        let side = |name, points| element(name).set("w:w", twips(points)).set("w:type", "dxa");
        element("w:tblCellMar")
            .with(side("w:top", ends))
            .with(side("w:left", sides))
            .with(side("w:bottom", ends))
            .with(side("w:right", sides))
    };
    let rule = |name, width, ink| {
        value(name, "single")
            .set("w:sz", eighths(width))
            .set("w:space", 0)
            .set("w:color", hex(theme.ink.colour(ink)))
    };
    let normal = element("w:style")
        .set("w:type", "table")
        .set("w:default", 1)
        .set("w:styleId", "TableNormal")
        .with(value("w:name", "Normal Table"))
        .with(element("w:semiHidden"))
        .with(element("w:tblPr").with(margins(0.0, 0.0)));
    let rules = element("w:tblBorders").with(rule("w:bottom", 0.5, Ink::Rule)).with(rule(
        "w:insideH",
        0.5,
        Ink::Rule,
    ));
    let head = element("w:tblStylePr").set("w:type", "firstRow").with(
        element("w:tcPr")
            .with(element("w:tcBorders").with(rule("w:bottom", 1.0, Ink::Text)))
            .with(value("w:vAlign", "bottom")),
    );
    let report = named("table", TABLE, "Report Table", Some("TableNormal"))
        .with(element("w:qFormat"))
        .with(element("w:tblPr").with(rules).with(margins(CELL_END, CELL_SIDE)))
        .with(head);
    [normal, report]
}

fn heading(id: &'static str, level: usize, look: Look, theme: &Theme) -> Element {
    let outline = value("w:outlineLvl", level - 1);
    named("paragraph", id, &format!("heading {level}"), Some("Normal"))
        .with(value("w:next", style::BODY))
        .with(element("w:qFormat"))
        .with(paragraph_properties(look).with(outline))
        .with(run_properties(look, theme))
}

fn paragraph(id: &'static str, name: &str, look: Look, theme: &Theme) -> Element {
    named("paragraph", id, name, Some("Normal"))
        .with(element("w:qFormat"))
        .with(paragraph_properties(look))
        .with(run_properties(look, theme))
}

fn named(kind: &str, id: &'static str, name: &str, base: Option<&str>) -> Element {
    element("w:style")
        .set("w:type", kind)
        .set("w:styleId", id)
        .with(value("w:name", name))
        .with_all(base.map(|base| value("w:basedOn", base)))
}

fn paragraph_properties(look: Look) -> Element {
    let keep = look.keep_next.then(|| [element("w:keepNext"), element("w:keepLines")]);
    element("w:pPr").with_all(keep.into_iter().flatten()).with(spacing(
        Some(look.size),
        look.before,
        look.after,
    ))
}

fn run_properties(look: Look, theme: &Theme) -> Element {
    let bold = look.strong.then(|| [element("w:b"), element("w:bCs")]);
    element("w:rPr")
        .with_all(bold.into_iter().flatten())
        .with(text_colour(look.ink, theme))
        .with_all(type_size(look.size))
}

fn spacing(size: Option<TypeStyle>, before: f32, after: f32) -> Element {
    let spacing = element("w:spacing").set("w:before", twips(before)).set("w:after", twips(after));
    match size {
        Some(size) => spacing.set("w:line", twips(size.leading)).set("w:lineRule", "atLeast"),
        None => spacing,
    }
}

fn type_size(style: TypeStyle) -> Vec<Element> {
    let tracking = twips(style.size * style.tracking);
    let tracking = (tracking != 0).then(|| value("w:spacing", tracking));
    tracking.into_iter().chain(sizes(style.size)).collect()
}

fn sizes(points: f32) -> [Element; 2] {
    [value("w:sz", half_points(points)), value("w:szCs", half_points(points))]
}
