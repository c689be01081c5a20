//! What the file says about itself: title, dates, language, fonts. No person, no machine.

use super::xml::{Element, element, value};
use crate::render::pdf::metadata;
use crate::report::blocks::Document;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Regions that Word checks spelling for where a tag names none.
const REGIONS: [(&str, &str); 15] = [
    ("cs", "CZ"),
    ("da", "DK"),
    ("de", "DE"),
    ("en", "GB"),
    ("es", "ES"),
    ("fi", "FI"),
    ("fr", "FR"),
    ("hu", "HU"),
    ("it", "IT"),
    ("ja", "JP"),
    ("nb", "NO"),
    ("nl", "NL"),
    ("pl", "PL"),
    ("pt", "PT"),
    ("sv", "SE"),
];

/// The document's language with a region.
pub(super) fn proofing_language(document: &Document) -> String {
    let tag = metadata::language(document);
    match REGIONS.iter().find(|(language, _)| *language == tag) {
        Some((language, region)) => format!("{language}-{region}"),
        None => tag.to_owned(),
    }
}

/// `docProps/core.xml`.
pub(super) fn core(document: &Document) -> Element {
    let stamp = |name| {
        let date = metadata::date(document)?;
        let text = format!("{date}T00:00:00Z");
        Some(element(name).set("xsi:type", "dcterms:W3CDTF").text(&text))
    };
    let stated =
        |name, text: &str| (!text.trim().is_empty()).then(|| element(name).text(text.trim()));
    element("cp:coreProperties")
        .set("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .set("xmlns:dcterms", "http://purl.org/dc/terms/")
        .set("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .with_all(stated("dc:title", &document.title))
        .with_all(stated("dc:subject", &document.subject))
        .with_all(stated("dc:language", metadata::language(document)))
        .with_all(stamp("dcterms:created"))
        .with_all(stamp("dcterms:modified"))
}

/// `docProps/app.xml`.
pub(super) fn application() -> Element {
    element("Properties")
        .set("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .with(element("Application").text("assess"))
}

/// `word/settings.xml`: laid out as by current versions of Word, with the font's figures of equal
/// width.
pub(super) fn settings(document: &Document) -> Element {
    let compatibility = |name, setting| {
        element("w:compatSetting")
            .set("w:name", name)
            .set("w:uri", "http://schemas.microsoft.com/office/word")
            .set("w:val", setting)
    };
    let compatible = element("w:compat")
        .with(compatibility("compatibilityMode", 15))
        .with(compatibility("overrideTableStyleFontSizeAndJustification", 1))
        .with(compatibility("enableOpenTypeFeatures", 1))
        .with(compatibility("doNotFlipMirrorIndents", 1))
        .with(compatibility("differentiateMultirowTableHeaders", 1));
    element("w:settings")
        .set("xmlns:w", WORD)
        .with(element("w:zoom").set("w:percent", 100))
        .with(value("w:defaultTabStop", 720))
        .with(value("w:characterSpacingControl", "doNotCompress"))
        .with(compatible)
        .with(value("w:themeFontLang", proofing_language(document)))
}

/// `word/fontTable.xml`: what replaces the typeface where it is not installed.
pub(super) fn fonts() -> Element {
    let inter = element("w:font")
        .set("w:name", super::styles::FONT)
        .with(value("w:altName", "Segoe UI"))
        .with(value("w:panose1", "020B0502030000000004"))
        .with(value("w:charset", "00"))
        .with(value("w:family", "swiss"))
        .with(value("w:pitch", "variable"));
    element("w:fonts").set("xmlns:w", WORD).with(inter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_get_a_region_where_they_lack_one() {
        let of = |tag: &str| {
            proofing_language(&Document { language: tag.to_owned(), ..Document::default() })
        };
        assert_eq!([of("de"), of("de-CH"), of("not one")], ["de-DE", "de-CH", "en-GB"]);
    }
}
