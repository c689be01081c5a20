//! The page around the content: head, contents, foot, and the policy that keeps all of it harmless.

use super::escape::text;
use super::flow::Content;
use super::style;
use crate::layout::Theme;
use crate::render::pdf::metadata;
use crate::report::blocks::{Document, Logo};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Sorts tables.
const SCRIPT: &str = include_str!("sort.js");

/// The complete file.
pub(super) fn page(document: &Document, theme: &Theme, content: &Content) -> String {
    let labels = &document.labels;
    let mut page = String::from("<!DOCTYPE html>\n");
    let _ = writeln!(page, "<html lang=\"{}\">\n<head>", text(metadata::language(document)));
    let _ = writeln!(
        page,
        "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">",
        policy()
    );
    let _ = writeln!(
        page,
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>",
        text(&metadata::title(document))
    );
    let _ = writeln!(page, "<style>\n{}</style>\n</head>", style::sheet(document, theme));
    let _ = writeln!(page, "<body>\n<a class=\"skip\" href=\"#main\">{}</a>", text(&labels.skip));
    page.push_str(&header(document));
    page.push_str("<div class=\"frame\">\n");
    page.push_str(&contents(document, content));
    let _ = writeln!(page, "<main id=\"main\" tabindex=\"-1\">\n{}</main>\n</div>", content.html);
    page.push_str(&footer(document));
    let _ = writeln!(page, "<script>{SCRIPT}</script>\n</body>\n</html>");
    page
}

/// Nothing is fetched, and no script runs but the one whose hash this is.
fn policy() -> String {
    let hash = base64(&Sha256::digest(SCRIPT.as_bytes()));
    format!(
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; \
         script-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
    )
}

/// Organisation, title, date and confidentiality, beside the logo.
fn header(document: &Document) -> String {
    let mut header = String::from("<header>\n");
    header.push_str(&document.logo.as_ref().map(logo).unwrap_or_default());
    let title = [&document.title, &document.subject];
    let fallback = metadata::title(document);
    let title = title.into_iter().find(|one| !one.trim().is_empty()).unwrap_or(&fallback);
    header.push_str("<div class=\"about\">\n");
    if !document.subject.trim().is_empty() && document.subject != *title {
        let _ = writeln!(header, "<p class=\"subject\">{}</p>", text(&document.subject));
    }
    let _ = writeln!(header, "<h1>{}</h1>\n</div>", text(title));
    let marks = [date(document), text(&document.confidentiality)];
    let marks: Vec<String> = marks.into_iter().filter(|mark| !mark.trim().is_empty()).collect();
    if !marks.is_empty() {
        let _ = writeln!(header, "<p class=\"marks\">{}</p>", marks.join(" · "));
    }
    header.push_str("</header>\n");
    header
}

fn date(document: &Document) -> String {
    let words = if document.date_text.is_empty() { &document.date } else { &document.date_text };
    if is_date(&document.date) {
        format!("<time datetime=\"{}\">{}</time>", document.date, text(words))
    } else {
        text(words)
    }
}

/// Whether a text has the form 2026-11-20.
fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.char_indices().all(|(index, letter)| match index {
            4 | 7 => letter == '-',
            _ => letter.is_ascii_digit(),
        })
}

/// The logo as an image, in which no script can run.
fn logo(logo: &Logo) -> String {
    let (kind, bytes) = match &logo.svg {
        Some(svg) => ("svg+xml", svg.as_bytes()),
        None => ("png", logo.png.as_slice()),
    };
    let (width, height) = logo.size;
    let mut size = String::new();
    if width > 0 && height > 0 {
        size = format!(" width=\"{width}\" height=\"{height}\"");
    }
    let (alt, data) = (text(&logo.alt), base64(bytes));
    format!("<img class=\"logo\" alt=\"{alt}\"{size} src=\"data:image/{kind};base64,{data}\">\n")
}

/// The list of sections, where there are several.
fn contents(document: &Document, content: &Content) -> String {
    if content.sections.len() < 2 {
        return String::new();
    }
    let mut list = format!(
        "<nav aria-labelledby=\"contents\">\n<p id=\"contents\">{}</p>\n<ol>\n",
        text(&document.labels.contents)
    );
    for (anchor, name) in &content.sections {
        let _ = writeln!(list, "<li><a href=\"#{anchor}\">{}</a></li>", text(name.trim()));
    }
    list.push_str("</ol>\n</nav>\n");
    list
}

fn footer(document: &Document) -> String {
    let foot = if document.foot.trim().is_empty() {
        metadata::title(document)
    } else {
        document.foot.clone()
    };
    format!("<footer>\n<p>{}</p>\n</footer>\n", text(&foot))
}

/// Base 64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |six: u32| LETTERS.get(six as usize & 63).map_or('=', |byte| char::from(*byte));
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let three = group.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
        let three = three << (8 * (3 - group.len()));
        for place in 0..4 {
            let six = three >> (18 - 6 * place);
            text.push(if place > group.len() { '=' } else { letter(six) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 4648, section 10.
    #[test]
    fn base64_agrees_with_the_published_examples() {
        let examples =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")];
        for (bytes, text) in examples {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xff, 0xef, 0xbe]), "/+++");
    }

    #[test]
    fn the_script_and_the_style_sheet_end_where_they_should() {
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("<!--") && SCRIPT.is_ascii());
        let sheet = style::sheet(&Document::default(), &Theme::default());
        assert!(!sheet.contains('<') && !sheet.contains("url("));
    }
}
