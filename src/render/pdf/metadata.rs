//! Title, dates and conformance, once as XMP and once as the older information dictionary.

use super::structure::text;
use crate::report::blocks::Document as Report;
use lopdf::{Dictionary, Object, Stream, dictionary};

const PRODUCER: &str = concat!("assess ", env!("CARGO_PKG_VERSION"), " (printpdf)");

/// Title as shown by a reader's window: organisation first.
pub(in crate::render) fn title(report: &Report) -> String {
    let parts = [clean(&report.subject), clean(&report.title)];
    let shown: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if shown.is_empty() { "Report".to_owned() } else { shown.join(" · ") }
}

/// The language tag, or English where the report states none that can be one.
pub(in crate::render) fn language(report: &Report) -> &str {
    let tag = report.language.as_str();
    let is_subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    if tag.split('-').all(is_subtag) && tag.starts_with(|first: char| first.is_ascii_alphabetic()) {
        tag
    } else {
        "en"
    }
}

/// The information dictionary.
pub(super) fn information(report: &Report) -> Dictionary {
    let mut dictionary = dictionary! {
        "Title" => text(&title(report)),
        "Producer" => text(PRODUCER),
    };
    if let Some(date) = date(report) {
        let stamp = Object::string_literal(format!("D:{}000000Z", date.replace('-', "")));
        dictionary.set("CreationDate", stamp.clone());
        dictionary.set("ModDate", stamp);
    }
    dictionary
}

/// The XMP packet. Left uncompressed, as archives ask.
pub(super) fn packet(report: &Report) -> Stream {
    let dates = date(report).map_or_else(String::new, |date| {
        format!(
            "<xmp:CreateDate>{date}T00:00:00Z</xmp:CreateDate>\
             <xmp:ModifyDate>{date}T00:00:00Z</xmp:ModifyDate>"
        )
    });
    let xml = include_str!("metadata.xmp")
        .replace("{{begin}}", "\u{feff}")
        .replace("{{dates}}", &dates)
        .replace("{{producer}}", PRODUCER)
        .replace("{{language}}", language(report))
        // The title comes last: what it says is never taken for a place to fill.
        .replace("{{title}}", &escaped(&title(report)));
    let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    Stream::new(dictionary, xml.into_bytes()).with_compression(false)
}

/// The report's date where it is one.
pub(in crate::render) fn date(report: &Report) -> Option<&str> {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    time::Date::parse(&report.date, format).ok().map(|_| report.date.as_str())
}

/// Text in one line, without characters that XML forbids.
fn clean(text: &str) -> String {
    let allowed = |character: &char| !matches!(character, '\u{fffe}' | '\u{ffff}');
    let words: String = text
        .chars()
        .map(|character| if character.is_control() { ' ' } else { character })
        .filter(allowed)
        .collect();
    words.trim().to_owned()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_languages_and_dates_are_left_out() {
        let report = |language: &str, date: &str| Report {
            language: language.to_owned(),
            date: date.to_owned(),
            ..Report::default()
        };
        assert_eq!(language(&report("de-CH", "")), "de-CH");
        for odd in ["", "1", "e n", "d\u{e9}", "en-", "abcdefghi"] {
            assert_eq!(language(&report(odd, "")), "en");
        }
        assert!(information(&report("en", "2026-11-23")).has(b"ModDate"));
        assert!(!information(&report("en", "tomorrow")).has(b"ModDate"));
    }
}
