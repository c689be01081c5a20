//! What every page carries: running head, foot with its page number, the logo on the first page.

use super::Source;
use super::measure::twips;
use super::paragraph::{Paragraph, plain_run, style};
use super::picture::Picture;
use super::xml::{Element, element};
use crate::layout::{PaperSize, Theme};
use crate::report::blocks::{Document, Logo};

/// Distances of text from the edges of the paper, in points; a little less than in the PDF, whose
/// full pages would otherwise spill over.
pub(super) const TOP: f32 = 88.0;
pub(super) const BOTTOM: f32 = 62.0;
const HEAD: f32 = 40.0;
const FOOT: f32 = 36.0;
/// Room for the logo above the running head.
const LOGO: (f32, f32) = (150.0, 22.0);
/// Name of the logo's file.
pub(super) const LOGO_NAME: &str = "logo";
/// Characters that surely fit a line, and most of them that the right part gets.
const LINE: usize = 98;
const RIGHT: usize = 40;

/// The running head; with a logo that of the first page, and the number of that picture.
pub(super) fn header(source: Source<'_>, logo: Option<(&Logo, usize)>) -> Element {
    let Source { document, theme, .. } = source;
    let right = joined(&[&document.date_text, &document.confidentiality], RIGHT);
    let left = joined(&[&document.subject, &document.title], LINE - right.chars().count());
    let logo = logo.map(|(logo, number)| {
        let size = (logo.size.0 as f32, logo.size.1 as f32);
        let scale = (LOGO.0 / size.0).min(LOGO.1 / size.1);
        let picture = Picture {
            number,
            reference: LOGO_NAME,
            name: "Logo",
            alt: &logo.alt,
            size: (size.0 * scale, size.1 * scale),
        };
        // Above the end of the line, with some space.
        let side = if source.right_to_left() { "left" } else { "right" };
        picture.run_at_top(side, HEAD - 6.0 - picture.size.1)
    });
    let text = [plain_run(&left), tab(), plain_run(&right)];
    let runs = logo.into_iter().chain(text).collect();
    let line = Paragraph { runs, ..Paragraph::new(style::HEADER, &[]) };
    root("w:hdr").with(line.element(theme))
}

/// The foot: what the report says there, and "3 of 9" counted by Word.
pub(super) fn footer(document: &Document, theme: &Theme) -> Element {
    let mut runs = vec![plain_run(&joined(&[&document.foot], LINE - RIGHT / 2)), tab()];
    let mut rest = document.labels.page_of.as_str();
    while let Some((before, field, after)) = next_field(rest) {
        runs.push(plain_run(before));
        runs.push(element("w:fldSimple").set("w:instr", field).with(plain_run("1")));
        rest = after;
    }
    runs.push(plain_run(rest));
    let line = Paragraph { runs, ..Paragraph::new(style::FOOTER, &[]) };
    root("w:ftr").with(line.element(theme))
}

fn next_field(text: &str) -> Option<(&str, &'static str, &str)> {
    let found = [("{n}", "PAGE"), ("{total}", "NUMPAGES")]
        .into_iter()
        .filter_map(|(mark, field)| Some((text.find(mark)?, mark, field)));
    let (start, mark, field) = found.min()?;
    Some((text.get(..start)?, field, text.get(start + mark.len()..)?))
}

/// Paper, margins, and the parts above. The first page has its own where there is a logo.
pub(super) fn section(source: Source<'_>, paper: PaperSize, logo: bool) -> Element {
    let (width, height) = paper.points();
    let reference = |name, kind, id| element(name).set("w:type", kind).set("r:id", id);
    let first = logo.then(|| {
        [
            reference("w:headerReference", "first", "header2"),
            reference("w:footerReference", "first", "footer2"),
        ]
    });
    let size = element("w:pgSz").set("w:w", twips(width)).set("w:h", twips(height));
    let margins = element("w:pgMar")
        .set("w:top", twips(TOP))
        .set("w:right", twips(paper.margin()))
        .set("w:bottom", twips(BOTTOM))
        .set("w:left", twips(paper.margin()))
        .set("w:header", twips(HEAD))
        .set("w:footer", twips(FOOT))
        .set("w:gutter", 0);
    element("w:sectPr")
        .with(reference("w:headerReference", "default", "header1"))
        .with(reference("w:footerReference", "default", "footer1"))
        .with_all(first.into_iter().flatten())
        .with(size)
        .with(margins)
        .with_all(logo.then(|| element("w:titlePg")))
        .with_all(source.right_to_left().then(|| element("w:bidi")))
}

/// Texts with a dot between them, shortened so that the line stays one.
fn joined(parts: &[&str], most: usize) -> String {
    let shown: Vec<&str> = parts.iter().copied().filter(|part| !part.trim().is_empty()).collect();
    let whole = shown.join(" · ");
    if whole.chars().count() <= most {
        return whole;
    }
    let head: String = whole.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", head.trim_end())
}

fn tab() -> Element {
    element("w:r").with(element("w:tab"))
}

fn root(name: &'static str) -> Element {
    super::names(element(name))
}
